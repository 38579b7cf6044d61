// gRPC-Web's frames: a flag, a length, bytes. Flag 0x80 marks the trailers,
// which say how the call ended. Pure functions.
import { fromBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { StatusSchema } from "$calls/rpc/google/rpc/status_pb.ts";

const HEAD = 5;
const TRAILERS = 0x80;

/** A message in its frame. */
export function framed(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEAD + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, HEAD);
  return frame;
}

export type Frame = { message: Uint8Array } | { trailers: Map<string, string> };

/** Takes frames out of what has come so far. */
export class FrameReader {
  #held = new Uint8Array(0);

  *read(chunk: Uint8Array): Generator<Frame> {
    const held = new Uint8Array(this.#held.length + chunk.length);
    held.set(this.#held);
    held.set(chunk, this.#held.length);
    let at = 0;
    while (held.length - at >= HEAD) {
      const length = new DataView(held.buffer).getUint32(at + 1);
      if (held.length - at - HEAD < length) break;
      const body = held.subarray(at + HEAD, at + HEAD + length);
      yield (held[at]! & TRAILERS) === 0 ? { message: body } : { trailers: trailersIn(body) };
      at += HEAD + length;
    }
    this.#held = held.slice(at);
  }
}

function trailersIn(body: Uint8Array): Map<string, string> {
  const lines = new TextDecoder().decode(body).split("\r\n").filter((line) => line.includes(":"));
  return new Map(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  }));
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** What the trailers say went wrong; nothing: it went well. Trailers without a
 * status are no answer of a service. */
export function errorIn(trailers: Map<string, string>): ConnectError | undefined {
  const status = trailers.get("grpc-status");
  if (status === "0") return undefined;
  if (status === undefined) return new ConnectError("no status", Code.Unavailable);
  const error = new ConnectError(textOf(trailers.get("grpc-message") ?? ""), Number(status) as Code);
  const details = trailers.get("grpc-status-details-bin");
  if (details !== undefined) {
    error.details = fromBinary(StatusSchema, bytesOf(details)).details.map((any) =>
      ({ type: any.typeUrl.slice(any.typeUrl.lastIndexOf("/") + 1), value: any.value }));
  }
  return error;
}

function textOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
