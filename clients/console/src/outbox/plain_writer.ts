// A write that is one call, and done when it is recorded.
import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { onceMore } from "$src/rpc/again.ts";
import type { Writer } from "./outbox.ts";
import { settleDraft } from "./settle.ts";

/** What such an entry says of itself. */
export interface AboutDraft {
  /** Where its draft is while it is sent; empty: it has none. */
  key: string;
}

const settle: Writer["settle"] = async (entry, step, owner) => {
  const { key } = entry.about as AboutDraft;
  if (key !== "") await settleDraft(step, owner, key, entry);
};

/** The same of a room that is loaded when it is needed: what waits is sent
 * whatever is on the screen. */
export function laterWriter(load: () => Promise<Writer>): Writer {
  return { send: async (bytes) => (await onceMore(load)).send(bytes), settle };
}

export function plainWriter<Request extends DescMessage, Response extends DescMessage>(
    request: Request, response: Response,
    call: (request: MessageShape<Request>) => Promise<MessageShape<Response>>): Writer {
  return {
    send: async (bytes) => toBinary(response, await call(fromBinary(request, bytes))),
    settle,
  };
}
