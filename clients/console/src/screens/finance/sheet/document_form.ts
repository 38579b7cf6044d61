// A sheet of documents: each row is an allocation, and the rows of one issuer
// and number are one document. The columns are the command line's. Pure.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { CreateAllocationDocumentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { fenOf, moneyOf, yuan } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { rules } from "./texts.ts";
import { amountCell, dayCell, numberCell, textCell } from "./cells.ts";
import type { FieldProblem, Form, SheetRecord } from "./form.ts";
import { sharesCell, shownCell, yesCell, type Share } from "./found.ts";

export interface DocumentRow {
  issuer: string;
  number: string;
  title: string;
  day: string;
  fund: string;
  recipient: string;
  fen: bigint;
  purposes: readonly Share[];
  until: string;
  isForCarryOver: boolean;
}

/** A last day may well be ahead. */
const NO_LAST_DAY = "9999-12-31";

function check({ fen, purposes, until, day, isForCarryOver }: DocumentRow): FieldProblem<DocumentRow>[] {
  const found: FieldProblem<DocumentRow>[] = [];
  const shares = purposes.reduce((sum, share) => sum + share.fen, 0n);
  const names = purposes.map((share) => share.purpose);
  if (fen === 0n && !isForCarryOver) found.push({ field: "fen", problem: () => say(rules.required) });
  if (new Set(names).size < names.length) found.push({ field: "purposes", problem: () => say(rules.purposeTwice) });
  if (purposes.some((share) => share.ceiling > 0n && share.ceiling < share.fen)) found.push({ field: "purposes", problem: () => say(rules.ceilingBelowShare) });
  if (fen > 0n && shares > fen) found.push({ field: "purposes", problem: () => say(rules.sharesExceed, yuan(shares), yuan(fen)) });
  if (until !== "" && until < day) found.push({ field: "until", problem: () => say(rules.endsBefore, until, day) });
  return found;
}

export const DOCUMENT_FORM: Form<DocumentRow> = {
  key: ["issuer", "number"], amount: "fen", check,
  drawsOn: ({ fund }, { funds }) => {
    const available = funds.find((one) => one.name === fund)?.balance?.available;
    return { from: fund, left: available && fenOf(available) };
  },
  none: { issuer: "", number: "", title: "", day: "", fund: "", recipient: "", fen: 0n, purposes: [], until: "", isForCarryOver: false },
  columns: [
    { field: "issuer", names: ["发文单位", "发文机关", "下达单位", "issuer"], need: "cell", isOfWhole: true, read: (cell) => textCell(cell, 120) },
    { field: "number", names: ["文号", "指标文号", "发文字号", "number", "documentnumber", "documentno.", "documentno"], need: "cell", isOfWhole: true,
      read: (cell) => numberCell(cell, 60) },
    { field: "title", names: ["标题", "文件名称", "文件标题", "title"], need: "cell", isOfWhole: true, read: (cell) => textCell(cell, 300) },
    { field: "day", names: ["日期", "发文日期", "下达日期", "date", "documentdate"], need: "cell", isOfWhole: true, read: (cell, { today }) => dayCell(cell, today) },
    { field: "fund", names: ["资金来源", "资金", "fund"], need: "cell", isOfWhole: false,
      read: (cell, { names }) => shownCell(cell, names.catalogue.funds, rules.badFund) },
    { field: "recipient", names: ["接收单位", "分配单位", "用款单位", "使用单位", "recipient"], need: "cell", isOfWhole: false,
      read: (cell, { names }) => shownCell(cell, names.catalogue.facilities, rules.badRecipient) },
    { field: "fen", names: ["金额", "分配金额", "指标金额", "amount"], need: "column", isOfWhole: false, read: (cell, { fenInOne }) => amountCell(cell, fenInOne) },
    { field: "purposes", names: ["用途", "资金用途", "purposes", "purpose"], need: "cell", isOfWhole: false,
      read: (cell, { names, fenInOne }) => sharesCell(cell, names.catalogue.purposes, fenInOne) },
    { field: "until", names: ["有效期至", "截止日期", "validuntil", "until"], need: "none", isOfWhole: false, read: (cell) => dayCell(cell, NO_LAST_DAY) },
    { field: "isForCarryOver", names: ["承接结转", "carry-over"], need: "none", isOfWhole: false, read: (cell) => yesCell(cell) },
  ],
};

export function documentOfRows({ parts }: SheetRecord<DocumentRow>, ids: { requestId: string; resourceId: string }, county: string):
    MessageInitShape<typeof CreateAllocationDocumentRequestSchema> {
  const { issuer, number, title, day } = parts[0]!;
  return create(CreateAllocationDocumentRequestSchema, {
    requestId: ids.requestId, parent: county, documentId: ids.resourceId,
    allocationDocument: { issuer, number, title, documentDate: dayOfIso(day)!,
      allocations: parts.map((part) => ({
        fund: part.fund, recipient: part.recipient, forCarryOver: part.isForCarryOver, ...(part.fen > 0n && { amount: moneyOf(part.fen) }),
        purposes: part.purposes.map(({ purpose, fen, ceiling }) =>
          ({ purpose, ...(fen > 0n && { amount: moneyOf(fen) }), ...(ceiling > 0n && { ceiling: moneyOf(ceiling) }) })),
        ...(part.until !== "" && { validUntil: dayOfIso(part.until)! }),
      })) },
  });
}
