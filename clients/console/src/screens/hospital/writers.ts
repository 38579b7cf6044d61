// How the writes of this view are sent. What needs no question back ends with
// its draft.
import { CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema, PickShipmentRequestSchema,
  PickShipmentResponseSchema, ShipShipmentRequestSchema, ShipShipmentResponseSchema }
  from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { laterWriter, plainWriter, type AboutDraft } from "$src/outbox/plain_writer.ts";
import { Clerk } from "./clerk.ts";
import { countWriter } from "./count_writer.ts";

/** What every entry of this view says of itself. */
export interface About extends AboutDraft {
  /** What it is about, in words. */
  place: string;
}

export interface AboutShipment extends About {
  shipment: string;
}

/** Writes of rooms that are loaded when somebody opens them. */
function laterWriters(clerk: Clerk): Record<string, Writer> {
  const { desk } = clerk;
  const warehouse = (kind: "movement" | "take-back" | "cancel-shipment") =>
    laterWriter(async () => (await import("./warehouse/writers.ts")).writersOf(desk)[kind]);
  const reports = (kind: "report" | "correction") => laterWriter(async () => (await import("./reports/writers.ts")).writersOf(clerk)[kind]);
  const requests = (kind: "request" | "cancel") => laterWriter(async () => (await import("./requests/writers.ts")).writersOf(desk)[kind]);
  return {
    "report": reports("report"), "correction": reports("correction"),
    "request": requests("request"), "cancel": requests("cancel"),
    "movement": warehouse("movement"), "take-back": warehouse("take-back"), "cancel-shipment": warehouse("cancel-shipment"),
    "resolve": laterWriter(async () => (await import("./misfits/writer.ts")).resolveWriter(desk)),
    "fix-finding": laterWriter(async () => (await import("./fixes/writer.ts")).fixWriter(desk)),
  };
}

export function writersOf(clerk: Clerk): Record<string, Writer> {
  const { shipping } = clerk;
  return {
    ...laterWriters(clerk),
    count: countWriter(clerk),
    receipt: plainWriter(CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema,
      (asked) => shipping.createShipmentReceipt(asked)),
    pick: plainWriter(PickShipmentRequestSchema, PickShipmentResponseSchema, (asked) => shipping.pickShipment(asked)),
    ship: plainWriter(ShipShipmentRequestSchema, ShipShipmentResponseSchema, (asked) => shipping.shipShipment(asked)),
  };
}

/** What was recorded here is sent from now on. */
export function register(desk: Desk): void {
  desk.outbox.registerAll(writersOf(new Clerk(desk)));
}
