// Clients as Connect's createClient makes them, of the two kinds of methods
// that a browser can call: one answer, or a stream of them.
import type { DescMethodStreaming, DescMethodUnary, DescService } from "@bufbuild/protobuf";
import { makeAnyClient, type CallOptions, type Client, type Transport } from "@connectrpc/connect";

export function clientOf<Service extends DescService>(service: Service, transport: Transport): Client<Service> {
  return makeAnyClient(service, (method) => method.methodKind === "unary"
    ? unary(method as DescMethodUnary, transport)
    : streaming(method as DescMethodStreaming, transport)) as Client<Service>;
}

function unary(method: DescMethodUnary, transport: Transport) {
  return async (input: Record<string, unknown>, options?: CallOptions) =>
    (await transport.unary(method, options?.signal, options?.timeoutMs, options?.headers, input)).message;
}

function streaming(method: DescMethodStreaming, transport: Transport) {
  return async function* (input: Record<string, unknown>, options?: CallOptions) {
    async function* once() { yield input; }
    const answer = await transport.stream(method, options?.signal, options?.timeoutMs, options?.headers, once());
    yield* answer.message;
  };
}
