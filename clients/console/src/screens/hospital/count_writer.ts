// How a count is sent, and what its outcome leaves of the draft.
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { CreateCountRequestSchema, CreateCountResponseSchema }
  from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Entry } from "$src/outbox/entry.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { givenBack, sentDraft } from "$src/outbox/settle.ts";
import type { Clerk } from "./clerk.ts";
import { askedBack, leftOver, type CountDraft } from "./count_draft.ts";

export interface AboutCount {
  /** Where the draft is. */
  key: string;
  /** The store as people call it. */
  place: string;
  /** The items of the request, in its order. */
  items: string[];
  countTime: number;
}

export function countWriter(clerk: Clerk): Writer {
  return {
    send: async (request) => toBinary(CreateCountResponseSchema,
      await clerk.supplies.createCount(fromBinary(CreateCountRequestSchema, request))),
    settle: async (entry, step, owner) => {
      const about = entry.about as AboutCount;
      const draft = await sentDraft<CountDraft>(step, owner, about.key, entry);
      if (!draft) return;
      const left = entry.state === "recorded" ? afterRecording(draft, entry, about) : afterReturn(draft, entry, about);
      if (left) await step.put("drafts", owner, about.key, left);
      else await step.remove("drafts", owner, about.key);
    },
  };
}

function afterRecording(draft: CountDraft, entry: Entry, about: AboutCount): CountDraft | undefined {
  const { count } = fromBinary(CreateCountResponseSchema, entry.answer!);
  return count && leftOver(draft, count, about.countTime);
}

function afterReturn(draft: CountDraft, entry: Entry, about: AboutCount): CountDraft {
  const violations = entry.failure?.violations ?? [];
  return askedBack(givenBack(draft, entry), violations, about.items);
}
