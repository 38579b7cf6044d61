import { create, toBinary } from "@bufbuild/protobuf";
import { anyPack } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import { SuppliesService, ListStoresResponseSchema } from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import { BadRequestSchema, ErrorInfoSchema, LocalizedMessageSchema } from "$calls/rpc/google/rpc/error_details_pb.ts";
import { StatusSchema } from "$calls/rpc/google/rpc/status_pb.ts";
import { ReceiptSchema } from "$calls/rpc/epiledger/type/v1/receipt_pb.ts";
import { clientOf } from "./client.ts";
import { failureOf, isAway } from "./failure.ts";
import { framed, FrameReader } from "./frames.ts";
import { transportFor } from "./transport.ts";
import { judge } from "./verdict.ts";

function trailers(text: string): Uint8Array {
  const frame = framed(new TextEncoder().encode(text));
  frame[0] = 0x80;
  return frame;
}

const STORES = framed(toBinary(ListStoresResponseSchema, create(ListStoresResponseSchema, { stores: [{ displayName: "药房" }] })));
const WELL = trailers("grpc-status: 0\r\n");

function answering(parts: Uint8Array[], type = "application/grpc-web+proto", status = 200) {
  const seen: Request[] = [];
  const send = async (path: string | URL | Request, init?: RequestInit) => {
    seen.push(new Request(new URL(String(path), "https://here"), init));
    const body = new ReadableStream<Uint8Array>({ start(to) { parts.forEach((part) => to.enqueue(part)); to.close(); } });
    return new Response(body, { status, headers: { "content-type": type } });
  };
  const rejected: string[] = [];
  const client = clientOf(SuppliesService, transportFor({ token: () => "T", language: () => "zh", onRejected: (token) => rejected.push(token) }, send as typeof fetch));
  return { seen, rejected, ask: () => client.listStores({ parent: "counties/990101/facilities/people-hospital" }) };
}

async function failing(parts: Uint8Array[], type?: string, status?: number) {
  return failureOf(await answering(parts, type, status).ask().catch((thrown: unknown) => thrown));
}

describe("a call", () => {
  test("says who asks, in which language, and how long it waits", async () => {
    const { seen, ask } = answering([STORES, WELL]);
    expect((await ask()).stores[0]?.displayName).toBe("药房");
    const [request] = seen;
    expect(new URL(request!.url).pathname).toBe("/epiledger.supplies.v1.SuppliesService/ListStores");
    expect(Object.fromEntries(request!.headers)).toMatchObject({ authorization: "Bearer T", "accept-language": "zh",
      "content-type": "application/grpc-web+proto", "grpc-timeout": "20000m" });
  });

  test("is read whatever pieces the answer comes in", async () => {
    const whole = new Uint8Array([...STORES, ...WELL]);
    for (let size = 1; size < whole.length; size++) {
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.slice(at * size, (at + 1) * size));
      expect((await answering(pieces).ask()).stores).toHaveLength(1);
    }
  });

  test("that is cut off, or answered by something in between, leaves its outcome open", async () => {
    for (const failure of [await failing([STORES]), await failing([]), await failing([STORES.slice(0, 7)]),
      await failing([], "text/html"), await failing([], "application/grpc-web+proto", 502), await failing([trailers("x: y\r\n")])]) {
      expect(isAway(failure)).toBe(true);
      expect(judge(failure)).toBe("unknown");
    }
  });

  test("that is refused tells why, in which field, and with what receipt", async () => {
    const status = create(StatusSchema, { code: 9, message: "x", details: [
      anyPack(ErrorInfoSchema, create(ErrorInfoSchema, { reason: "STOCK_SHORT", domain: "epiledger", metadata: { free: "3" } })),
      anyPack(LocalizedMessageSchema, create(LocalizedMessageSchema, { locale: "zh", message: "库存不足" })),
      anyPack(BadRequestSchema, create(BadRequestSchema, { fieldViolations: [{ field: "lines[0]", description: "太多" }] })),
      anyPack(ReceiptSchema, create(ReceiptSchema, { sequence: 24n })) ] });
    const details = Buffer.from(toBinary(StatusSchema, status)).toString("base64");
    const failure = await failing([trailers(`grpc-status: 9\r\ngrpc-message: %E5%BA%93\r\ngrpc-status-details-bin: ${details.replaceAll("=", "")}\r\n`)]);
    expect(failure).toMatchObject({ code: Code.FailedPrecondition, reason: "STOCK_SHORT", text: "库存不足",
      metadata: { free: "3" }, violations: [{ field: "lines[0]", text: "太多" }] });
    expect(judge(failure)).toBe("refused");
  });

  test("whose token a service rejects tells whoever holds it, a read too", async () => {
    const { rejected, ask } = answering([trailers("grpc-status: 16\r\n")]);
    await expect(ask()).rejects.toThrow();
    expect(rejected).toEqual(["T"]);
    const other = answering([trailers("grpc-status: 7\r\n")]);
    await expect(other.ask()).rejects.toThrow();
    expect(other.rejected).toEqual([]);
  });

  test("without a line is nobody's refusal", () => {
    const failure = failureOf(new TypeError("Failed to fetch"));
    expect(isAway(failure)).toBe(true);
    expect(failureOf(new ConnectError("x", Code.Unavailable))).toEqual(failure);
  });
});

test("frames that carry nothing are frames", () => {
  expect([...new FrameReader().read(framed(new Uint8Array(0)))]).toEqual([{ message: new Uint8Array(0) }]);
});
