// Mentioned: the facilities that an entry is about, whatever it is: the names in
// its bytes, of which no message need be known. Pure.
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { readFrame } from "./frame.ts";

const BEGINNING = "counties/";
/** Deeper than any message within messages. */
const DEEPEST = 12;
const decoder = new TextDecoder();

function look(bytes: Uint8Array, found: Set<string>, depth: number): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [, type] = reader.tag();
    if (type !== WireType.LengthDelimited) {
      reader.skip(type);
      continue;
    }
    const inner = reader.bytes();
    const isName = inner.length > BEGINNING.length && decoder.decode(inner.subarray(0, BEGINNING.length)) === BEGINNING;
    if (isName) found.add(decoder.decode(inner));
    else if (depth < DEEPEST) lookIfMessage(inner, found, depth + 1);
  }
}

function lookIfMessage(bytes: Uint8Array, found: Set<string>, depth: number): void {
  try {
    look(bytes, found, depth);
  } catch {
    // It is text or a hash, not a message.
  }
}

/** The names of resources in a serialised message and in those within it. */
export function namesIn(bytes: Uint8Array): string[] {
  const found = new Set<string>();
  lookIfMessage(bytes, found, 0);
  return [...found];
}

const known = new WeakMap<Entry, readonly string[]>();

/** The names of the facilities; looked for once. */
export function facilitiesIn(entry: Entry): readonly string[] {
  const before = known.get(entry);
  if (before) return before;
  const names = namesIn(readFrame(entry.frame)?.event ?? new Uint8Array());
  const facilities = [...new Set(names.flatMap((name) => /^counties\/[^/]+\/facilities\/[^/]+/.exec(name) ?? []))];
  known.set(entry, facilities);
  return facilities;
}
