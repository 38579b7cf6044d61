// How the console speaks to the gateway: gRPC-Web at the address it came from.
//
// Behind Connect's interface, and not Connect's own transport: that brings JSON
// and compression along, which no call of ours uses and every phone would load.
import { create, fromBinary, toBinary, type DescMethod, type DescMessage, type MessageInitShape, type MessageShape }
  from "@bufbuild/protobuf";
import { Code, ConnectError, type StreamResponse, type Transport, type UnaryResponse } from "@connectrpc/connect";
import { errorIn, framed, FrameReader, type Frame } from "./frames.ts";

export interface Caller {
  /** The person's token; empty before signing in. */
  token(): string;
  /** `zh` or `en`: the services say their texts in it. */
  language(): string;
  /** A service said that this token holds no longer. */
  onRejected?(token: string): void;
}

/** A call that takes longer is as good as lost: on a bad line it is better made
 * again than waited for. Streams last as long as they are read. */
const PATIENCE_MS = 20_000;

const TYPE = "application/grpc-web+proto";

export function transportFor(caller: Caller, send: typeof fetch = globalThis.fetch.bind(globalThis)): Transport {
  /** The messages of the answer. */
  async function ask(method: DescMethod, signal: AbortSignal | undefined, timeoutMs: number | undefined, message: Uint8Array) {
    const token = caller.token();
    const answer = await asked(method, token, signal, timeoutMs, message);
    return { header: answer.headers, bodies: messagesOf(answer, (error) => {
      if (error.code === Code.Unauthenticated) caller.onRejected?.(token);
    }) };
  }

  async function asked(method: DescMethod, token: string, signal: AbortSignal | undefined, timeoutMs: number | undefined, message: Uint8Array) {
    const headers: Record<string, string> = { "content-type": TYPE, "x-grpc-web": "1", "accept-language": caller.language() };
    if (token !== "") headers["authorization"] = `Bearer ${token}`;
    if (timeoutMs !== undefined) headers["grpc-timeout"] = `${Math.ceil(timeoutMs)}m`;
    const signals = [signal, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)].filter((one) => one !== undefined);
    try {
      const answer = await send(`/${method.parent.typeName}/${method.name}`,
        { method: "POST", headers, body: framed(message), signal: AbortSignal.any(signals) });
      if (answer.ok && answer.headers.get("content-type")?.startsWith("application/grpc-web") && answer.body) return answer;
    } catch (thrown) {
      throw lost(thrown);
    }
    throw new ConnectError("no answer of a service", Code.Unavailable);
  }

  return {
    async unary<I extends DescMessage, O extends DescMessage>(
        method: DescMethod & { methodKind: "unary"; input: I; output: O }, signal?: AbortSignal, timeoutMs?: number,
        _header?: HeadersInit, input?: MessageInitShape<I>): Promise<UnaryResponse<I, O>> {
      const { header, bodies } = await ask(method, signal, timeoutMs ?? PATIENCE_MS, toBinary(method.input, create(method.input, input)));
      let message: MessageShape<O> | undefined;
      for await (const body of bodies) message = fromBinary(method.output, body);
      if (!message) throw new ConnectError("an answer without a message", Code.Unavailable);
      return { stream: false, service: method.parent, method, header, trailer: new Headers(), message };
    },

    async stream<I extends DescMessage, O extends DescMessage>(
        method: DescMethod & { methodKind: "server_streaming" | "client_streaming" | "bidi_streaming"; input: I; output: O },
        signal?: AbortSignal, timeoutMs?: number, _header?: HeadersInit,
        input?: AsyncIterable<MessageInitShape<I>>): Promise<StreamResponse<I, O>> {
      let first: MessageInitShape<I> | undefined;
      for await (const one of input ?? []) first ??= one;
      const { header, bodies } = await ask(method, signal, timeoutMs, toBinary(method.input, create(method.input, first)));
      async function* messages(): AsyncGenerator<MessageShape<O>> {
        for await (const body of bodies) yield fromBinary(method.output, body);
      }
      return { stream: true, service: method.parent, method, header, trailer: new Headers(), message: messages() };
    },
  } as Transport;
}

/** The messages of an answer; throws what its trailers say, once `onError` has
 * heard it, and where they do not come: then nobody knows how the call ended. */
async function* messagesOf(answer: Response, onError: (error: ConnectError) => void): AsyncGenerator<Uint8Array> {
  const frames = new FrameReader();
  const body = answer.body!.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { value, done } = await body.read().catch((thrown: unknown) => { throw lost(thrown); });
      if (done) throw new ConnectError("the answer was cut off", Code.Unavailable);
      for (const frame of frames.read(value) as Iterable<Frame>) {
        if ("message" in frame) yield frame.message;
        else {
          isOver = true;
          const error = errorIn(frame.trailers);
          if (!error) return;
          onError(error);
          throw error;
        }
      }
    }
  } finally {
    // Whoever stops reading a stream ends the call.
    if (!isOver) void body.cancel().catch(() => undefined);
  }
}

/** The line broke, or the patience ended. */
function lost(thrown: unknown): ConnectError {
  const name = thrown instanceof Error ? thrown.name : "";
  if (name === "TimeoutError") return new ConnectError("no answer in time", Code.DeadlineExceeded);
  return new ConnectError("no line", name === "AbortError" ? Code.Canceled : Code.Unavailable);
}
