// Xml: the tags and the text of a document that a spreadsheet wrote. No more
// than that takes: no entities of its own, which could grow without end.

export interface Tag {
  /** Without the name of its space: `row` of `x:row`. */
  name: string;
  attributes: Readonly<Record<string, string>>;
  kind: "begin" | "end" | "empty";
}

const NAMED: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function plain(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function tagOf(inside: string): Tag {
  const kind = inside.startsWith("/") ? "end" : inside.endsWith("/") ? "empty" : "begin";
  const attributes: Record<string, string> = {};
  for (const [, name, quoted, other] of inside.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[local(name!)] = plain(quoted ?? other ?? "");
  }
  return { name: local(/^\/?\s*([\w:.-]+)/.exec(inside)?.[1] ?? ""), attributes, kind };
}

const PIECES = /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g;

/** Tags and texts, in their order. */
export function* readXml(document: string): Generator<Tag | string> {
  for (const [, data, inside, text] of document.matchAll(PIECES)) {
    if (data !== undefined) yield data;
    else if (text !== undefined) yield plain(text);
    else if (inside !== undefined && !inside.startsWith("!")) yield tagOf(inside);
  }
}

/** The tags that begin something of one name. */
export function* tagsOf(document: string, name: string): Generator<Tag> {
  for (const piece of readXml(document)) {
    if (typeof piece !== "string" && piece.kind !== "end" && piece.name === name) yield piece;
  }
}
