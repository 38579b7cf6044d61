// Messages of our descriptors are the same bytes as those of protobuf's own.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { messageDesc } from "@bufbuild/protobuf/codegenv2";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import { describe, expect, test } from "vitest";
import { CountSheetLineSchema } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { SuppliesService } from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import { ReadingSchema } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { ErrorInfoSchema } from "$calls/rpc/google/rpc/error_details_pb.ts";
import { file_google_protobuf_timestamp } from "./known_files.ts";

describe("a described message", () => {
  test("of Google's is what protobuf's own is", () => {
    const ours = messageDesc(file_google_protobuf_timestamp, 0);
    const bytes = toBinary(TimestampSchema, create(TimestampSchema, { seconds: -5n, nanos: 7 }));
    expect(toBinary(ours, fromBinary(ours, bytes))).toEqual(bytes);
    expect(fromBinary(ours, bytes)).toMatchObject({ seconds: -5n, nanos: 7 });
  });

  test("tells zero from absent where the proto does", () => {
    const line = create(CountSheetLineSchema, { item: "n95", expected: 0n });
    const read = fromBinary(CountSheetLineSchema, toBinary(CountSheetLineSchema, line));
    expect(read.expected).toBe(0n);
    expect(read.lastTotal).toBeUndefined();
    expect([...toBinary(CountSheetLineSchema, line)]).toEqual([10, 3, 110, 57, 53, 56, 0]);
  });

  test("has its oneofs, maps and nested messages", () => {
    const reading = create(ReadingSchema, { reading: { case: "value", value: 0n } });
    expect([...toBinary(ReadingSchema, reading)]).toEqual([8, 0]);
    const info = create(ErrorInfoSchema, { metadata: { a: "1" } });
    expect(fromBinary(ErrorInfoSchema, toBinary(ErrorInfoSchema, info)).metadata).toEqual({ a: "1" });
  });

  test("belongs to a service whose methods know their names", () => {
    expect(SuppliesService.method.createCount).toMatchObject({ name: "CreateCount", methodKind: "unary" });
    expect(SuppliesService.typeName).toBe("epiledger.supplies.v1.SuppliesService");
  });
});
