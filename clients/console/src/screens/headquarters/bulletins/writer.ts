// How an issued bulletin is sent: through the outbox, once.
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { BulletinIssuingService, IssueBulletinRequestSchema, IssueBulletinResponseSchema }
  from "$calls/headquarters/epiledger/command/v1/bulletin_service_pb";
import { clientOf } from "$src/rpc/client.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { BULLETIN_KIND } from "../sent.ts";

export function writerFor(transport: Transport): Writer {
  return {
    send: async (request) => toBinary(IssueBulletinResponseSchema,
      await clientOf(BulletinIssuingService, transport).issueBulletin(fromBinary(IssueBulletinRequestSchema, request))),
    settle: async (entry, step, owner) => {
      if (entry.state === "recorded") await step.remove("drafts", owner, BULLETIN_KIND);
    },
  };
}
