// How what is decided of shares is sent: each call once.
import { ApproveFairShareRequestSchema, ApproveFairShareResponseSchema, CreateFairShareRequestSchema, CreateFairShareResponseSchema,
  FairShareService, ReviseFairShareRequestSchema, ReviseFairShareResponseSchema, WithdrawFairShareRequestSchema,
  WithdrawFairShareResponseSchema } from "$calls/headquarters/epiledger/supplies/v1/fair_share_service_pb";
import type { Transport } from "@connectrpc/connect";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";
import type { SHARE_KINDS } from "../sent.ts";

export type Kind = (typeof SHARE_KINDS)[number];

export function writersOf(transport: Transport): Record<Kind, Writer> {
  const shares = clientOf(FairShareService, transport);
  return {
    "share-propose": plainWriter(CreateFairShareRequestSchema, CreateFairShareResponseSchema, (asked) => shares.createFairShare(asked)),
    "share-revise": plainWriter(ReviseFairShareRequestSchema, ReviseFairShareResponseSchema, (asked) => shares.reviseFairShare(asked)),
    "share-approve": plainWriter(ApproveFairShareRequestSchema, ApproveFairShareResponseSchema, (asked) => shares.approveFairShare(asked)),
    "share-withdraw": plainWriter(WithdrawFairShareRequestSchema, WithdrawFairShareResponseSchema, (asked) => shares.withdrawFairShare(asked)),
  };
}
