// Kinds of sheets: how each is read, and the batch that it is sent as. Pure.
import { create, fromBinary, toBinary, type DescMessage } from "@bufbuild/protobuf";
import { BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema, BatchCreatePaymentsRequestSchema,
  BatchCreatePaymentsResponseSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import type { Text } from "$src/language/texts.ts";
import type { CsvRow } from "$src/format/csv.ts";
import { words } from "./texts.ts";
import { compact } from "$src/sheets/headings.ts";
import { DOCUMENT_FORM, documentOfRows } from "./document_form.ts";
import type { Finding, Form, Given, SheetRecord } from "./form.ts";
import { ORDER_FORM, orderOfRows } from "./order_form.ts";
import { PAYMENT_FORM, paymentContent, paymentOfRow } from "./payment_form.ts";
import { contentOf, readSheet } from "./reader.ts";
import { attemptId, digest, type Attempts } from "./request.ts";

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

type Ids = { requestId: string; resourceId: string };

function reading<Values extends object>(form: Form<Values>, content: (record: SheetRecord<Values>) => string,
    encode: (records: readonly { record: SheetRecord<Values>; ids: Ids }[], county: string) => Uint8Array): SheetKind["read"] {
  return (rows, given) => {
    const sheet = readSheet(rows, form, given);
    return { ...sheet, rows: sheet.records.map((record) => record.rows), batch: async (county, attempts) => {
      const first = await Promise.all(sheet.records.map(async (record) => `import-${await digest(content(record))}`));
      const ids = first.map((id) => attemptId(id, attempts[id] ?? 0));
      const records = await Promise.all(sheet.records.map(async (record, at) =>
        ({ record, ids: { requestId: ids[at]!, resourceId: await resourceIdOf(record.parts[0]!, form) } })));
      return { id: `sheet-${await digest(ids.join("\n"))}`, request: encode(records, county) };
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

function contentWith<Values extends object>(kind: string): (record: SheetRecord<Values>) => string {
  return ({ parts }) => `${kind}\n${parts.map(contentOf).join("\n")}`;
}

const payments = reading(PAYMENT_FORM, ({ parts }) => paymentContent(parts[0]!), (records, county) =>
  toBinary(BatchCreatePaymentsRequestSchema, create(BatchCreatePaymentsRequestSchema,
    { parent: county, allOrNothing: true, requests: records.map(({ record, ids }) => paymentOfRow(record.parts[0]!, ids.requestId, county)) })));
const documents = reading(DOCUMENT_FORM, contentWith("document"), (records, county) =>
  toBinary(BatchCreateAllocationDocumentsRequestSchema, create(BatchCreateAllocationDocumentsRequestSchema,
    { parent: county, allOrNothing: true, requests: records.map(({ record, ids }) => documentOfRows(record, ids, county)) })));
const orders = reading(ORDER_FORM, contentWith("order"), (records, county) =>
  toBinary(BatchCreateCommitmentsRequestSchema, create(BatchCreateCommitmentsRequestSchema,
    { parent: county, allOrNothing: true, requests: records.map(({ record, ids }) => orderOfRows(record, ids, county)) })));

const { sheetKinds: names, sheetParts: what } = words;
export const KINDS: readonly SheetKind[] = [
  { id: "payments", entry: "payment-sheet", name: names.payments, what: what.payments, needed: headings(PAYMENT_FORM, true),
    optional: headings(PAYMENT_FORM, false), read: payments },
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
