// The files of Google's that ours import, described as ours are.
import { fileDesc } from "./described.ts";

const INT32 = 5, INT64 = 3, STRING = 9, BYTES = 12;

function spanOfTime(file: string, message: string) {
  return fileDesc([`google/protobuf/${file}.proto`, "google.protobuf",
    [[message, [["seconds", 1, INT64], ["nanos", 2, INT32]]]]]);
}

export const file_google_protobuf_timestamp = spanOfTime("timestamp", "Timestamp");
export const file_google_protobuf_duration = spanOfTime("duration", "Duration");
export const file_google_protobuf_any = fileDesc(["google/protobuf/any.proto", "google.protobuf",
  [["Any", [["type_url", 1, STRING], ["value", 2, BYTES]]]]]);
