// How the console speaks to the gateway: gRPC-Web at the address it came from.
import type { Interceptor, Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

export interface Caller {
  /** The person's token; empty before signing in. */
  token(): string;
  /** `zh` or `en`: the services say their texts in it. */
  language(): string;
}

/** A call that takes longer is as good as lost: on a bad line it is better made
 * again than waited for. */
const PATIENCE_MS = 20_000;

export function transportFor(caller: Caller): Transport {
  const introduce: Interceptor = (next) => (request) => {
    if (caller.token() !== "") request.header.set("authorization", `Bearer ${caller.token()}`);
    request.header.set("accept-language", caller.language());
    return next(request);
  };
  return createGrpcWebTransport({
    baseUrl: globalThis.location.origin,
    defaultTimeoutMs: PATIENCE_MS,
    interceptors: [introduce],
  });
}
