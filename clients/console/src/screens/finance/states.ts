// States as words with a tone; colour never says it alone.
import { Allocation_State, Payment_Method } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { Arrival_Problem } from "$calls/finance/epiledger/funding/v1/arrival_pb.ts";
import { PlacedGoods_Place } from "$calls/finance/epiledger/supplies/v1/trace_pb.ts";
import type { Text } from "$src/language/texts.ts";
import { words } from "./texts.ts";

export interface Told {
  text: Text;
  tone: "" | "good" | "care" | "bad";
}

const { states, methods, problems, places } = words;

const OTHER: Told = { text: words.unknown, tone: "" };

const ALLOCATIONS: Partial<Record<Allocation_State, Told>> = {
  [Allocation_State.OPEN]: { text: states.open, tone: "good" },
  [Allocation_State.PARTLY_FROZEN]: { text: states.partlyFrozen, tone: "care" },
  [Allocation_State.FROZEN]: { text: states.frozen, tone: "bad" },
  [Allocation_State.EXPIRED]: { text: states.expired, tone: "bad" },
  [Allocation_State.CARRIED_OVER]: { text: states.carriedOver, tone: "" },
  [Allocation_State.CLOSED]: { text: states.closed, tone: "" },
  [Allocation_State.REVERSED]: { text: states.reversed, tone: "" },
};
export const allocationState = (state: Allocation_State): Told => ALLOCATIONS[state] ?? OTHER;

export const METHODS: readonly { value: Payment_Method; text: Text }[] = [
  { value: Payment_Method.DIRECT, text: methods.direct },
  { value: Payment_Method.AUTHORIZED, text: methods.authorized },
  { value: Payment_Method.OWN_ACCOUNT, text: methods.ownAccount },
];
export const methodText = (method: Payment_Method): Text => METHODS.find((one) => one.value === method)?.text ?? words.unknown;

const PROBLEMS: Partial<Record<Arrival_Problem, Text>> = {
  [Arrival_Problem.UNKNOWN_ORDER]: problems.unknownOrder, [Arrival_Problem.UNKNOWN_LINE]: problems.unknownLine,
  [Arrival_Problem.OTHER_ITEM]: problems.otherItem, [Arrival_Problem.UNKNOWN_PRICE]: problems.unknownPrice,
  [Arrival_Problem.OVER_DELIVERED]: problems.overDelivered, [Arrival_Problem.REFUSED]: problems.refused,
  [Arrival_Problem.SENT_BACK]: problems.sentBack, [Arrival_Problem.CONTRADICTED]: problems.contradicted,
};
export const problemText = (problem: Arrival_Problem): Text => PROBLEMS[problem] ?? words.unknown;

const PLACES: Partial<Record<PlacedGoods_Place, Text>> = {
  [PlacedGoods_Place.USED]: places.used, [PlacedGoods_Place.ISSUED]: places.issued, [PlacedGoods_Place.SCRAPPED]: places.scrapped,
  [PlacedGoods_Place.LOST]: places.lost, [PlacedGoods_Place.IN_SERVICE]: places.inService, [PlacedGoods_Place.TRANSIT]: places.transit,
  [PlacedGoods_Place.STORE]: places.store, [PlacedGoods_Place.SENT_BACK]: places.sentBack,
};
export const placeText = (place: PlacedGoods_Place): Text => PLACES[place] ?? words.unknown;
