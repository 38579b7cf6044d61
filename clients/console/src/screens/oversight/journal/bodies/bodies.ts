// Bodies: what a resource of an entry says, field by field, as far as there are
// words for its fields. Pure.
import { fromBinary, type DescField, type DescMessage } from "@bufbuild/protobuf";
import type { ResourceVersion } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { say } from "$src/language/language.svelte.ts";
import { text } from "$src/language/texts.ts";
import type { People } from "../../people.ts";
import { enumText } from "./enums.ts";
import { BARE, fieldText, shortName } from "./fields.ts";
import { SCHEMAS } from "./schemas.ts";
import { messageText, scalarText, valueOf, type Body, type Context } from "./values.ts";

export interface Said {
  /** Empty: the values say it alone. */
  name: string;
  values: string[];
}

const BETWEEN = " · ";
const WITHIN = text((line: string) => `（${line}）`, (line) => `(${line})`);
const COUNTED = ["CountResult.total"];
/** Outcomes in which somebody counted, so that nought was found and not left out. */
const COUNTED_OUTCOMES = [1, 2, 3, 4, 5, 6];

function isCountedNought(field: DescField, body: Body): boolean {
  return COUNTED.includes(`${shortName(field.parent.typeName)}.${field.localName}`) && COUNTED_OUTCOMES.includes(Number(body["outcome"]));
}

/** All of a message on one line. */
function lineText(schema: DescMessage, body: Body, context: Context): string {
  return fieldsOf(schema, body, { ...context, isWithin: true }).map(({ key, name, values }) =>
    (name === "" || BARE.has(key) ? values.join("、") : `${name} ${values.join("、")}`)).join(BETWEEN);
}

/** A line within a line says where it ends. */
function innerText(schema: DescMessage, body: Body, context: Context): string {
  const line = lineText(schema, body, context);
  return context.isWithin && line.includes(BETWEEN) ? say(WITHIN, line) : line;
}

function oneText(field: DescField, value: unknown, context: Context): string {
  const schema = field.fieldKind === "map" ? undefined : field.message;
  if (schema) return value ? (messageText(schema, value as Body, context) ?? innerText(schema, value as Body, context)) : "";
  if (field.fieldKind !== "map" && field.enum) {
    const words = enumText(field.enum, Number(value));
    return words ? say(words) : "";
  }
  return scalarText(field.localName, value, context);
}

function valuesOf(field: DescField, body: Body, context: Context): string[] {
  const value = valueOf(body, field);
  // The first revision corrects nothing.
  if (field.localName === "revision" && value === 1n) return [];
  if (value === 0n && isCountedNought(field, body)) return [`0${context.people.unit(context.of)}`];
  const all = field.fieldKind === "list" ? (value as unknown[]) : [value];
  return all.map((one) => oneText(field, one, context)).filter((one) => one !== "");
}

function fieldsOf(schema: DescMessage, body: Body, context: Context): (Said & { key: string })[] {
  const of = [body["item"], body["indicator"]].find((one): one is string => typeof one === "string" && one !== "") ?? context.of;
  return schema.fields.flatMap((field) => {
    const words = fieldText(field);
    if (!words) return [];
    const [name, key, inner] = [say(words), field.localName, { ...context, of }];
    const value = valueOf(body, field);
    // What is in such a message is told as if it stood here.
    if (name === "" && field.fieldKind === "message" && value && messageText(field.message, value as Body, inner) === undefined) {
      return fieldsOf(field.message, value as Body, inner);
    }
    const values = valuesOf(field, body, inner);
    return values.length === 0 ? [] : [{ key, name, values }];
  });
}

export function saidOf(schema: DescMessage, body: Body, people: People): Said[] {
  return fieldsOf(schema, body, { people, of: "", isWithin: false }).map(({ name, values }) => ({ name, values }));
}

/** Nothing of what has no words, and nothing where bytes were changed: its hash
 * says so, and the rest is shown. */
export function bodySaid({ collection, body }: ResourceVersion, service: string, people: People): Said[] {
  const schema = SCHEMAS[service]?.[collection];
  if (!schema || body.length === 0) return [];
  try {
    return saidOf(schema, fromBinary(schema, body) as unknown as Body, people);
  } catch {
    return [];
  }
}
