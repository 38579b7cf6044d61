// Unzip: single files of a ZIP, such as a workbook is.

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** More than any sheet of a county; a file that grows beyond it is no sheet. */
const MOST_BYTES = 32 * 1024 * 1024;

export class BrokenZip extends Error {}

interface Place {
  method: number;
  /** Of the packed bytes, and where its own head begins. */
  size: number;
  offset: number;
}

export class Archive {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  readonly #places = new Map<string, Place>();

  /** Throws BrokenZip where it is none. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.#readDirectory();
    } catch (thrown) {
      throw thrown instanceof RangeError ? new BrokenZip("its directory is cut off") : thrown;
    }
  }

  #readDirectory(): void {
    let end = this.#bytes.length - 22;
    while (end >= 0 && this.#view.getUint32(end, true) !== END) end--;
    if (end < 0) throw new BrokenZip("there is no directory");
    const count = this.#view.getUint16(end + 10, true);
    let at = this.#view.getUint32(end + 16, true);
    for (let entry = 0; entry < count; entry++) {
      if (this.#view.getUint32(at, true) !== ENTRY) throw new BrokenZip("its directory is broken");
      const lengths = [28, 30, 32].map((field) => this.#view.getUint16(at + field, true));
      const name = new TextDecoder().decode(this.#bytes.subarray(at + 46, at + 46 + lengths[0]!));
      this.#places.set(name.replaceAll("\\", "/").toLowerCase(), { method: this.#view.getUint16(at + 10, true),
        size: this.#view.getUint32(at + 20, true), offset: this.#view.getUint32(at + 42, true) });
      at += 46 + lengths[0]! + lengths[1]! + lengths[2]!;
    }
  }

  /** The text of a file; nothing where there is none of that name. */
  async text(name: string): Promise<string | undefined> {
    const place = this.#places.get(name.toLowerCase());
    if (!place) return undefined;
    if (place.offset + 30 > this.#bytes.length) throw new BrokenZip("it is cut off");
    const begin = place.offset + 30 + this.#view.getUint16(place.offset + 26, true) + this.#view.getUint16(place.offset + 28, true);
    const packed = this.#bytes.subarray(begin, begin + place.size);
    if (place.method === STORED) return new TextDecoder().decode(packed);
    if (place.method !== DEFLATED) throw new BrokenZip("it is packed in a way that no spreadsheet uses");
    return new TextDecoder().decode(await inflated(packed));
  }
}

async function inflated(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { value, done } = await reader.read().catch(() => { throw new BrokenZip("its contents are broken"); });
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw new BrokenZip("it is too large");
    }
    pieces.push(value);
  }
  const all = new Uint8Array(size);
  pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0);
  return all;
}
