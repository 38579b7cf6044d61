// Frame: the bytes of an entry, which its hash covers, read as
// docs/reference/journal-format.md has them. Pure.

export interface Frame {
  service: string;
  county: string;
  /** `ledger` or `access`. */
  kind: string;
  eventType: string;
  event: Uint8Array;
}

const DOMAIN = "epiledger.journal.v1";
const INCARNATION_BYTES = 16;
const HASH_BYTES = 32;
const LONG_BYTES = 8;

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  number(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4);
  }

  bytes(size: number): Uint8Array {
    if (this.#at + size > this.#bytes.length) throw new RangeError("the frame ends early");
    this.#at += size;
    return this.#bytes.subarray(this.#at - size, this.#at);
  }

  block(): Uint8Array {
    return this.bytes(this.number());
  }

  text(): string {
    return new TextDecoder().decode(this.block());
  }
}

/** Nothing where the bytes are no frame of this version. */
export function readFrame(bytes: Uint8Array): Frame | undefined {
  const reader = new Reader(bytes);
  try {
    if (reader.text() !== DOMAIN) return undefined;
    const [service, county, kind] = [reader.text(), reader.text(), reader.text()];
    reader.bytes(INCARNATION_BYTES + 2 * LONG_BYTES);
    // Who asked, under which id, for which method: the answer tells them too.
    for (let member = 0; member < 3; member++) reader.block();
    for (let left = reader.number(); left > 0; left--) reader.bytes(4 + HASH_BYTES);
    return { service, county, kind, eventType: reader.text(), event: reader.block().slice() };
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
