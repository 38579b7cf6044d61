// Mentioned: the facilities that an entry is about, whatever it is: the names in
// its bytes, of which no message need be known, and the accounts it moved
// something between. Pure.
import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import type { Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { accountOf } from "$src/names/accounts.ts";
import { effectsOf } from "./effects.ts";
import { readFrame, type Frame } from "./frame.ts";

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

/** Whose an allocation is: the facility by the allocation's name. */
export type Recipients = ReadonlyMap<string, string>;

/** Those that hold the accounts between which something moved. */
function holdersIn(frame: Frame): string[] {
  return (effectsOf(frame)?.movements ?? []).flatMap(({ source, target }) => [source, target])
    .map((account) => accountOf(account, `counties/${frame.county}`).holder);
}

const known = new WeakMap<Entry, readonly string[]>();

/** Looked for once: an entry never changes. */
function mentionedIn(entry: Entry): readonly string[] {
  const before = known.get(entry);
  if (before) return before;
  const frame = readFrame(entry.frame);
  const names = frame ? [...namesIn(frame.event), ...holdersIn(frame)] : [];
  known.set(entry, names);
  return names;
}

/** The names of the facilities; money is of those whose allocation it is. */
export function facilitiesIn(entry: Entry, recipients: Recipients): string[] {
  const names = mentionedIn(entry).map((name) => recipients.get(name) ?? name);
  return [...new Set(names.flatMap((name) => /^counties\/[^/]+\/facilities\/[^/]+/.exec(name) ?? []))];
}
