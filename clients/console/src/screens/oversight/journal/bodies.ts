// Bodies: what the resource that an entry made says, field by field, as far as
// there are words for its fields. Pure.
import { fromBinary, type DescField, type DescMessage } from "@bufbuild/protobuf";
import { AllocationChangeSchema } from "$calls/oversight/epiledger/funding/v1/allocation_change_pb.ts";
import { AppropriationAdjustmentSchema } from "$calls/oversight/epiledger/funding/v1/appropriation_adjustment_pb.ts";
import { CarryOverSchema } from "$calls/oversight/epiledger/funding/v1/carry_over_pb.ts";
import { AccrualSchema, CommitmentSchema, RefundSchema } from "$calls/oversight/epiledger/funding/v1/commitment_pb.ts";
import { DisbursementSchema } from "$calls/oversight/epiledger/funding/v1/disbursement_pb.ts";
import { AllocationDocumentSchema, AppropriationSchema, PaymentSchema } from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { LiabilitySchema } from "$calls/oversight/epiledger/funding/v1/liability_pb.ts";
import { ReversalSchema } from "$calls/oversight/epiledger/funding/v1/reversal_pb.ts";
import type { ResourceVersion } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { dateText, type Day } from "$src/format/day.ts";
import { fenOf, yuan } from "$src/format/money.ts";
import { language, say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { People } from "../inspector.ts";
import { words } from "./texts.ts";

/** Of the book of money; the others keep other messages under such names. */
const SCHEMAS: Record<string, DescMessage> = {
  payment: PaymentSchema, commitment: CommitmentSchema, document: AllocationDocumentSchema, "allocation-change": AllocationChangeSchema,
  refund: RefundSchema, accrual: AccrualSchema, disbursement: DisbursementSchema, appropriation: AppropriationSchema,
  "appropriation-adjustment": AppropriationAdjustmentSchema, liability: LiabilitySchema, reversal: ReversalSchema, "carry-over": CarryOverSchema,
};

const { fields } = words;
const FIELDS: Record<string, Text> = {
  issuer: fields.issuer, number: fields.number, title: fields.title, documentDate: fields.day, allocation: fields.allocation, purpose: fields.purpose,
  fund: fields.fund, amount: fields.amount, paymentDate: fields.day, payee: fields.payee, supplier: fields.supplier, creditor: fields.creditor,
  debtor: fields.debtor, invoice: fields.invoice, invoiceAmount: fields.invoiceAmount, voucher: fields.voucher, summary: fields.summary,
  commitmentDate: fields.day, accrualDate: fields.day, refundDate: fields.day, changeDate: fields.day, carryDate: fields.day,
  disbursementDate: fields.day, appropriationDate: fields.day, adjustmentDate: fields.day, liabilityDate: fields.day,
  targetAllocation: fields.targetAllocation, targetPurpose: fields.targetPurpose, documentNumber: fields.documentNumber, reason: fields.reason,
};

export interface Said {
  name: string;
  value: string;
}

function valueText(field: DescField, value: unknown, people: People): string {
  if (field.fieldKind === "scalar" && typeof value === "string") return value.startsWith("counties/") ? people.of(value) : value;
  if (field.fieldKind !== "message" || value === undefined) return "";
  if (field.message.name === "Money") return say(words.yuanOf, yuan(fenOf(value as { units: bigint; nanos: number })));
  return field.message.name === "Date" ? dateText(value as Day, language.current) : "";
}

/** Nothing where bytes were changed: its hash says so, and the rest is shown. */
function bodyOf(schema: DescMessage, bytes: Uint8Array): Record<string, unknown> {
  try {
    return fromBinary(schema, bytes) as unknown as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** What the first resource of an entry says; nothing of what has no words. */
export function saidOf(resources: readonly ResourceVersion[], service: string, people: People): Said[] {
  const first = resources[0];
  const schema = service === "funding" && first ? SCHEMAS[first.collection] : undefined;
  if (!schema || !first || first.body.length === 0) return [];
  const body = bodyOf(schema, first.body);
  return schema.fields.flatMap((field) => {
    const name = FIELDS[field.localName];
    const value = name ? valueText(field, body[field.localName], people) : "";
    return name && value !== "" ? [{ name: say(name), value }] : [];
  });
}
