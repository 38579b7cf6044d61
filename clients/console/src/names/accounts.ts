// Accounts: where the money or goods of a book's account stand, in words. The
// spelling is that of services/funding/funding_names.h, cash_names.h and
// services/supplies/supplies_names.h. Pure.
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { Labels } from "./labels.ts";
import { places } from "./places/texts.ts";

const { money, goods } = places;

/** Of an allocation and a purpose: `{document}/{allocation}/{purpose}/…`. */
const OF_ALLOCATIONS: Record<string, Text> = {
  alloc: money.alloc, paid: money.paid, held: money.held, prepaid: money.prepaid, accrued: money.accrued, frozen: money.frozen,
  recalled: money.recalled, "transferred-in": money.transferredIn, "transferred-out": money.transferredOut, undivided: money.undivided,
  arrived: money.arrived, refunded: money.refunded, proposed: money.proposed, ceiling: money.ceiling, contra: money.contra,
  disbursed: money.disbursed, advanced: money.advanced, "paid-back": money.paidBack, "carried-in": money.carriedIn,
  "carried-out": money.carriedOut, "paid-carried-in": money.carriedIn, "paid-carried-out": money.carriedOut,
};

/** Of a store: `{facility}/{store}/…`. */
const OF_STORES: Record<string, Text> = {
  store: goods.store, used: goods.used, issued: goods.issued, returned: goods.returned, loss: goods.loss, shipment: goods.transit,
  shipment_loss: goods.transitLoss, donor: goods.donor, supplier: goods.supplier, opening: goods.opening, found: goods.found,
};

/** Of a facility: `{facility}/{item}/…`. */
const OF_FACILITIES: Record<string, Text> = { in_service: goods.inService, scrapped: goods.scrapped };

export interface Account {
  /** Whose it is: an allocation, a fund, a store or a facility; empty of others. */
  holder: string;
  purpose: string;
  place: Text;
}

export function accountOf(account: string, county: string): Account {
  const colon = account.indexOf(":");
  const kind = account.slice(0, colon);
  const path = account.slice(colon + 1).replace(/:available$/, "");
  const parts = path.split("/");
  const place = OF_ALLOCATIONS[kind] ?? OF_STORES[kind] ?? OF_FACILITIES[kind];
  if (kind === "fund" || kind === "source") return { holder: `${county}/funds/${parts[0]}`, purpose: "", place: money[kind] };
  if (kind === "liability" || path.startsWith("liability:")) {
    return { holder: `${county}/facilities/${parts[0]!.replace("liability:", "")}`, purpose: "", place: money.liability };
  }
  if (kind in OF_ALLOCATIONS && parts.length >= 3) {
    const inner = path.startsWith("arrived:") ? path.slice("arrived:".length).split("/") : parts;
    return { holder: `${county}/documents/${inner[0]}/allocations/${inner[1]}`, purpose: `${county}/purposes/${inner[2]}`, place: place! };
  }
  if (kind in OF_STORES) return { holder: `${county}/facilities/${parts[0]}/stores/${parts[1]}`, purpose: "", place: place! };
  if (kind in OF_FACILITIES) return { holder: `${county}/facilities/${parts[0]}`, purpose: "", place: place! };
  return { holder: "", purpose: "", place: places.other };
}

/** `示财社〔2026〕1号 第2项 · 防控物资 · 可用`. */
export function accountText(account: string, county: string, labels: Labels): string {
  const { holder, purpose, place } = accountOf(account, county);
  const store = holder.split("/stores/");
  const of = holder === "" ? [] : store.length === 2 ? [labels.of(store[0]!), labels.told(holder) ?? ""] : [labels.of(holder)];
  return [...of, purpose === "" ? "" : labels.of(purpose), say(place)].filter((part) => part !== "").join(" · ");
}
