// Picking: which lots to fetch for a shipment, shelf by shelf, as one walks.
// Pure.
import type { Shipment } from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import type { StoredLot } from "$calls/warehouse/epiledger/supplies/v1/lot_pb.ts";
import { isoDay } from "$src/format/day.ts";

export interface PickingRow {
  key: string;
  item: string;
  shelf: string;
  batch: string;
  /** `2026-12-31`, or empty. */
  expiry: string;
  /** 0n with no lot: nothing of it is there. */
  quantity: bigint;
  hasLot: boolean;
}

/** The store that a shipment leaves. */
export function storeOf(shipment: string): string {
  return shipment.split("/").slice(0, 6).join("/");
}

/** Whether all that is held back has its lots. */
export function isSet(shipment: Shipment): boolean {
  return shipment.lines.every((line) => line.reserved === 0n || line.lots.length > 0);
}

interface Part {
  lot: string;
  batch: string;
  expiryDate?: { year: number; month: number; day: number } | undefined;
  quantity: bigint;
}

/** What of each lot is set aside for others. */
function takenOf(others: readonly Shipment[]): Map<string, bigint> {
  const taken = new Map<string, bigint>();
  for (const { lot, quantity } of others.flatMap((other) => other.lines.flatMap((line) => line.lots))) {
    taken.set(lot, (taken.get(lot) ?? 0n) + quantity);
  }
  return taken;
}

/** The lots that expire first, as the service will take them; what it holds
 * back for others without a lot it does not say. */
function planned(needed: bigint, stored: readonly StoredLot[], taken: ReadonlyMap<string, bigint>): Part[] {
  const parts: Part[] = [];
  let left = needed;
  for (const { lot, quantity, isExpired, lotQuarantine } of stored) {
    const there = quantity - (taken.get(lot?.name ?? "") ?? 0n);
    if (!lot || isExpired || lotQuarantine !== "" || there <= 0n || left === 0n) continue;
    const part = there < left ? there : left;
    parts.push({ lot: lot.name, batch: lot.batch, expiryDate: lot.expiryDate, quantity: part });
    left -= part;
  }
  return left > 0n ? [...parts, { lot: "", batch: "", quantity: left }] : parts;
}

/** `stored` in the order of use; `shelfOf` says where an item stands. */
export function pickingRows(shipment: Shipment, leaving: readonly Shipment[], stored: readonly StoredLot[],
    shelfOf: (item: string) => string): PickingRow[] {
  const store = storeOf(shipment.name);
  const taken = takenOf(leaving.filter((other) => other.name !== shipment.name));
  const rows = shipment.lines.filter((line) => line.reserved > 0n).flatMap((line) => {
    const here = stored.filter((one) => one.store === store && one.item === line.item);
    const parts: Part[] = line.lots.length > 0 ? line.lots : planned(line.reserved, here, taken);
    return parts.map((part, at) => ({
      key: `${line.item}/${at}`, item: line.item, shelf: shelfOf(line.item), batch: part.batch,
      expiry: part.expiryDate ? isoDay(part.expiryDate) : "", quantity: part.quantity, hasLot: part.lot !== "" }));
  });
  return rows.sort((a, b) => a.shelf.localeCompare(b.shelf, "zh"));
}
