// How reports are sent: each call once. One may come back with questions.
import { CorrectReportRequestSchema, CorrectReportResponseSchema, SubmitReportRequestSchema, SubmitReportResponseSchema }
  from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { givenBack, sentDraft } from "$src/outbox/settle.ts";
import type { Clerk } from "../clerk.ts";
import type { About } from "../writers.ts";
import { askedBack, type ReportDraft } from "./report_draft.ts";

export type Kind = "report" | "correction";

export interface AboutReport extends About {
  indicators: string[];
}

/** Each question stands at its reading. */
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

export function writersOf({ readiness }: Clerk): Record<Kind, Writer> {
  return {
    report: asking(plainWriter(SubmitReportRequestSchema, SubmitReportResponseSchema, (asked) => readiness.submitReport(asked))),
    correction: asking(plainWriter(CorrectReportRequestSchema, CorrectReportResponseSchema, (asked) => readiness.correctReport(asked))),
  };
}
