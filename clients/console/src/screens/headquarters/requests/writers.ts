// How answers to requests are sent: each call once.
import type { Transport } from "@connectrpc/connect";
import { CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, GrantRequisitionRequestSchema, GrantRequisitionResponseSchema, RejectRequisitionRequestSchema, RejectRequisitionResponseSchema,
  RequisitionService } from "$calls/headquarters/epiledger/supplies/v1/requisition_service_pb";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { putAway } from "$src/desk/sending.svelte.ts";
import type { Draft, DraftContent } from "$src/outbox/draft.svelte.ts";
import type { Entry } from "$src/outbox/entry.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter, type AboutDraft } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";

export type Kind = "request-grant" | "request-reject" | "request-take-back";

/** What an entry says of itself. */
export interface AboutAnswer extends AboutDraft {
  /** The request that it answers. */
  answers: string;
}

export function writersOf(transport: Transport): Record<Kind, Writer> {
  const requisitions = clientOf(RequisitionService, transport);
  return {
    "request-grant": plainWriter(GrantRequisitionRequestSchema, GrantRequisitionResponseSchema, (asked) => requisitions.grantRequisition(asked)),
    "request-reject": plainWriter(RejectRequisitionRequestSchema, RejectRequisitionResponseSchema, (asked) => requisitions.rejectRequisition(asked)),
    "request-take-back": plainWriter(CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, (asked) => requisitions.cancelRequisition(asked)),
  };
}

/** What was sent about a request, the oldest first. */
export function answersTo(entries: readonly Entry[], name: string): Entry[] {
  return entries.filter((entry) => (entry.about as Partial<AboutAnswer>).answers === name);
}

/** Sends an answer; an earlier one that is over is seen by that. */
export async function answer<Content extends DraftContent>(
    desk: Desk, draft: Draft<Content>, kind: Kind, name: string, request: (content: Content) => Uint8Array): Promise<void> {
  await draft.save();
  const about: AboutAnswer = { key: draft.key, answers: name };
  const { requestId } = draft.content;
  await putAway(desk, answersTo(desk.entries, name).filter(({ id }) => id !== requestId));
  await desk.outbox.keep(requestId, kind, request(draft.content), about, (step) => draft.markSent(step));
}
