// Kinds of sheets: how each is read, and the batch that it is sent as. Pure.
import { create, fromBinary, toBinary, type DescMessage } from "@bufbuild/protobuf";
import { BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema, BatchCreatePaymentsRequestSchema,
  BatchCreatePaymentsResponseSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import type { Text } from "$src/language/texts.ts";
import type { CsvRow } from "$src/parts/csv.ts";
import { words } from "./texts.ts";
import { compact } from "$src/sheets/headings.ts";
import { COLUMNS } from "./columns.ts";
import { DOCUMENT_FORM, documentOfRows } from "./document_form.ts";
import type { Form, Given, SheetRecord } from "./form.ts";
import { ORDER_FORM, orderOfRows } from "./order_form.ts";
import { contentOf, readParts } from "./parts_reader.ts";
import { readSheet, type Finding } from "./reader.ts";
import { attemptId, digest, importId, paymentRequests, type Attempts } from "./request.ts";

export interface Checked {
  /** Nothing is sent while there is one. */
  findings: readonly Finding[];
  /** What may be refused when it is recorded, by what is left now. */
  warnings: readonly Finding[];
  total: bigint;
  /** Of each record, the rows that say it. */
  rows: readonly (readonly number[])[];
  /** The batch, all or none, and the id of the whole. */
  batch: (county: string, attempts: Attempts) => Promise<{ id: string; request: Uint8Array }>;
}

export type KindId = "payments" | "documents" | "orders";
export type EntryKind = "payment-sheet" | "document-sheet" | "order-sheet";

export interface SheetKind {
  id: KindId;
  entry: EntryKind;
  name: Text;
  what: Text;
  /** Those that must be there, and those that may. */
  needed: readonly string[];
  optional: readonly string[];
  read: (rows: readonly CsvRow[], given: Given) => Checked;
}

function payments(rows: readonly CsvRow[], given: Given): Checked {
  const sheet = readSheet(rows, given);
  return { ...sheet, rows: sheet.payments.map(({ row }) => [row]), batch: async (county, attempts) => {
    const ids = await idsOf(await Promise.all(sheet.payments.map(importId)), attempts);
    return { id: await wholeId(ids), request: toBinary(BatchCreatePaymentsRequestSchema, create(BatchCreatePaymentsRequestSchema,
      { parent: county, allOrNothing: true, requests: paymentRequests(sheet.payments, ids, county) })) };
  } };
}

async function idsOf(ids: readonly string[], attempts: Attempts): Promise<string[]> {
  return ids.map((id) => attemptId(id, attempts[id] ?? 0));
}

async function wholeId(ids: readonly string[]): Promise<string> {
  return `sheet-${await digest(ids.join("\n"))}`;
}

type Ids = { requestId: string; resourceId: string };

function partsKind<Values extends object>(form: Form<Values>, prefix: string,
    encode: (records: readonly { record: SheetRecord<Values>; ids: Ids }[], county: string) => Uint8Array): SheetKind["read"] {
  return (rows, given) => {
    const sheet = readParts(rows, form, given);
    return { ...sheet, rows: sheet.records.map((record) => record.rows), batch: async (county, attempts) => {
      const first = await Promise.all(sheet.records.map(async ({ parts }) => `import-${await digest(`${prefix}\n${parts.map(contentOf).join("\n")}`)}`));
      const ids = await idsOf(first, attempts);
      const records = await Promise.all(sheet.records.map(async (record, at) =>
        ({ record, ids: { requestId: ids[at]!, resourceId: await resourceIdOf(record.parts[0]!, form) } })));
      return { id: await wholeId(ids), request: encode(records, county) };
    } };
  };
}

/** The command line makes the same of a record without an id of its own. */
async function resourceIdOf<Values>(whole: Values, form: Form<Values>): Promise<string> {
  const key = form.key.map((field) => `${compact(String(whole[field]))}\n`).join("");
  return `i-${(await digest(key)).slice(0, 12)}`;
}

function headings<Values>({ columns }: Form<Values>, isNeeded: boolean): string[] {
  return columns.filter((one) => (one.need !== "none") === isNeeded).map((one) => one.names[0]!);
}

const documents = partsKind(DOCUMENT_FORM, "document", (records, county) =>
  toBinary(BatchCreateAllocationDocumentsRequestSchema, create(BatchCreateAllocationDocumentsRequestSchema,
    { parent: county, allOrNothing: true, requests: records.map(({ record, ids }) => documentOfRows(record, ids, county)) })));
const orders = partsKind(ORDER_FORM, "order", (records, county) =>
  toBinary(BatchCreateCommitmentsRequestSchema, create(BatchCreateCommitmentsRequestSchema,
    { parent: county, allOrNothing: true, requests: records.map(({ record, ids }) => orderOfRows(record, ids, county)) })));

const { sheetKinds: names, sheetParts: what } = words;
const paymentHeadings = (isNeeded: boolean) =>
  COLUMNS.filter((one) => one.field !== "ignored" && one.isRequired === isNeeded).map((one) => one.names[0]!);

export const KINDS: readonly SheetKind[] = [
  { id: "payments", entry: "payment-sheet", name: names.payments, what: what.payments, needed: paymentHeadings(true), optional: paymentHeadings(false), read: payments },
  { id: "documents", entry: "document-sheet", name: names.documents, what: what.documents, needed: headings(DOCUMENT_FORM, true),
    optional: headings(DOCUMENT_FORM, false), read: documents },
  { id: "orders", entry: "order-sheet", name: names.orders, what: what.orders, needed: headings(ORDER_FORM, true), optional: headings(ORDER_FORM, false), read: orders },
];

/** The messages that an entry of each kind carries. */
export const BATCHES: Record<EntryKind, { request: DescMessage; response: DescMessage }> = {
  "payment-sheet": { request: BatchCreatePaymentsRequestSchema, response: BatchCreatePaymentsResponseSchema },
  "document-sheet": { request: BatchCreateAllocationDocumentsRequestSchema, response: BatchCreateAllocationDocumentsResponseSchema },
  "order-sheet": { request: BatchCreateCommitmentsRequestSchema, response: BatchCreateCommitmentsResponseSchema },
};

export function isSheet(kind: string): kind is EntryKind {
  return kind in BATCHES;
}

/** The ids of a batch's requests. */
export function requestIdsOf(kind: EntryKind, request: Uint8Array): string[] {
  return (fromBinary(BATCHES[kind].request, request) as unknown as { requests: { requestId: string }[] }).requests.map((one) => one.requestId);
}
