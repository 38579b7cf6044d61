// A write that is one call, and done when it is recorded.
import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { Writer } from "./outbox.ts";
import { settleDraft } from "./settle.ts";

/** What such an entry says of itself. */
export interface AboutDraft {
  /** Where its draft is while it is sent; empty: it has none. */
  key: string;
}

export function plainWriter<Request extends DescMessage, Response extends DescMessage>(
    request: Request, response: Response,
    call: (request: MessageShape<Request>) => Promise<MessageShape<Response>>): Writer {
  return {
    send: async (bytes) => toBinary(response, await call(fromBinary(request, bytes))),
    settle: async (entry, step, owner) => {
      const { key } = entry.about as AboutDraft;
      if (key !== "") await settleDraft(step, owner, key, entry);
    },
  };
}
