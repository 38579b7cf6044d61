// How the writes of this view are sent. What needs no question back ends with
// its draft.
import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { CorrectReportRequestSchema, CorrectReportResponseSchema, SubmitReportRequestSchema, SubmitReportResponseSchema }
  from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import { CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, CreateRequisitionRequestSchema,
  CreateRequisitionResponseSchema } from "$calls/hospital/epiledger/supplies/v1/requisition_service_pb.ts";
import { CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema, PickShipmentRequestSchema,
  PickShipmentResponseSchema, ShipShipmentRequestSchema, ShipShipmentResponseSchema }
  from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { givenBack, sentDraft, settleDraft } from "$src/outbox/settle.ts";
import type { Clerk } from "./clerk.ts";
import { countWriter } from "./count_writer.ts";
import { askedBack, type ReportDraft } from "./report_draft.ts";

/** What every entry of this view says of itself. */
export interface About {
  /** Where its draft is. */
  key: string;
  /** What it is about, in words. */
  place: string;
}

export interface AboutReport extends About {
  indicators: string[];
}

function plain<Request extends DescMessage, Response extends DescMessage>(
    request: Request, response: Response,
    call: (request: MessageShape<Request>) => Promise<MessageShape<Response>>): Writer {
  return {
    send: async (bytes) => toBinary(response, await call(fromBinary(request, bytes))),
    settle: (entry, step, owner) => settleDraft(step, owner, (entry.about as About).key, entry),
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
  const { readiness, requisitions, shipping } = clerk;
  return {
    count: countWriter(clerk),
    report: asking(plain(SubmitReportRequestSchema, SubmitReportResponseSchema, (asked) => readiness.submitReport(asked))),
    correction: asking(plain(CorrectReportRequestSchema, CorrectReportResponseSchema, (asked) => readiness.correctReport(asked))),
    receipt: plain(CreateShipmentReceiptRequestSchema, CreateShipmentReceiptResponseSchema,
      (asked) => shipping.createShipmentReceipt(asked)),
    pick: plain(PickShipmentRequestSchema, PickShipmentResponseSchema, (asked) => shipping.pickShipment(asked)),
    ship: plain(ShipShipmentRequestSchema, ShipShipmentResponseSchema, (asked) => shipping.shipShipment(asked)),
    request: plain(CreateRequisitionRequestSchema, CreateRequisitionResponseSchema, (asked) => requisitions.createRequisition(asked)),
    cancel: plain(CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, (asked) => requisitions.cancelRequisition(asked)),
  };
}
