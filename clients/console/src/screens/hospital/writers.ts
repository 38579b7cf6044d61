// How the writes of this view are sent. What needs no question back ends with
// its draft.
import { CorrectReportRequestSchema, CorrectReportResponseSchema, SubmitReportRequestSchema, SubmitReportResponseSchema }
  from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import { CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema, PickShipmentRequestSchema,
  PickShipmentResponseSchema, ShipShipmentRequestSchema, ShipShipmentResponseSchema }
  from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { laterWriter, plainWriter, type AboutDraft } from "$src/outbox/plain_writer.ts";
import { givenBack, sentDraft } from "$src/outbox/settle.ts";
import { Clerk } from "./clerk.ts";
import { countWriter } from "./count_writer.ts";
import { askedBack, type ReportDraft } from "./report_draft.ts";

/** What every entry of this view says of itself. */
export interface About extends AboutDraft {
  /** What it is about, in words. */
  place: string;
}

export interface AboutShipment extends About {
  shipment: string;
}

export interface AboutReport extends About {
  indicators: string[];
}

/** Writes of rooms that are loaded when somebody opens them. */
function laterWriters({ desk }: Clerk): Record<string, Writer> {
  const warehouse = (kind: "movement" | "take-back" | "cancel-shipment") =>
    laterWriter(async () => (await import("./warehouse/writers.ts")).writersOf(desk)[kind]);
  const requests = (kind: "request" | "cancel") => laterWriter(async () => (await import("./requests/writers.ts")).writersOf(desk)[kind]);
  return {
    "request": requests("request"), "cancel": requests("cancel"),
    "movement": warehouse("movement"), "take-back": warehouse("take-back"), "cancel-shipment": warehouse("cancel-shipment"),
    "resolve": laterWriter(async () => (await import("./misfits/writer.ts")).resolveWriter(desk)),
    "fix-finding": laterWriter(async () => (await import("./fixes/writer.ts")).fixWriter(desk)),
  };
}

/** A report may come back with questions, each at its reading. */
function asking(writer: Writer): Writer {
  return {
    send: (bytes) => writer.send(bytes),
    settle: async (entry, step, owner) => {
      const { key, indicators } = entry.about as AboutReport;
      if (entry.state === "recorded") return writer.settle(entry, step, owner);
      const draft = await sentDraft<ReportDraft>(step, owner, key, entry);
      if (!draft) return;
      await step.put("drafts", owner, key, askedBack(givenBack(draft, entry), entry.failure?.violations ?? [], indicators));
    },
  };
}

export function writersOf(clerk: Clerk): Record<string, Writer> {
  const { readiness, shipping } = clerk;
  return {
    ...laterWriters(clerk),
    count: countWriter(clerk),
    report: asking(plainWriter(SubmitReportRequestSchema, SubmitReportResponseSchema, (asked) => readiness.submitReport(asked))),
    correction: asking(plainWriter(CorrectReportRequestSchema, CorrectReportResponseSchema, (asked) => readiness.correctReport(asked))),
    receipt: plainWriter(CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema,
      (asked) => shipping.createShipmentReceipt(asked)),
    pick: plainWriter(PickShipmentRequestSchema, PickShipmentResponseSchema, (asked) => shipping.pickShipment(asked)),
    ship: plainWriter(ShipShipmentRequestSchema, ShipShipmentResponseSchema, (asked) => shipping.shipShipment(asked)),
  };
}

/** What was recorded here is sent from now on. */
export function register(desk: Desk): void {
  for (const [kind, writer] of Object.entries(writersOf(new Clerk(desk)))) desk.outbox.register(kind, writer);
}
