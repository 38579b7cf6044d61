import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { FundSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { CreateAllocationDocumentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { fenOf, moneyOf } from "$src/format/money.ts";
import { documentRequest, isWhole, newDocumentDraft, newLine, saidOf, type DocumentDraft } from "./document_draft.ts";

const FUND = "counties/990101/funds/central";
const funds = [create(FundSchema, { name: FUND, balance: { available: moneyOf(1_000_00n) } })];

function draft(...amounts: string[]): DocumentDraft {
  return { ...newDocumentDraft("2026-11-30"), issuer: " 示范县财政局 ", number: "示财社〔2026〕9号", title: "通知",
    lines: amounts.map((amount, at) => ({ ...newLine(String(at)), fund: FUND, recipient: "counties/990101/facilities/people-hospital", amount,
      purposes: [{ purpose: "counties/990101/purposes/supplies", amount: "" }] })) };
}

describe("a document that is typed", () => {
  test("takes from a fund with all its lines together", () => {
    const typed = draft("600", "500");
    expect(saidOf(typed.lines[0]!, typed, funds).fundLeft).toBe(-100_00n);
    expect(saidOf(draft("600").lines[0]!, draft("600"), funds).fundLeft).toBe(400_00n);
  });
  test("says by how much its purposes ask for more than the amount", () => {
    const typed = draft("100");
    typed.lines[0]!.purposes[0]!.amount = "150";
    expect(saidOf(typed.lines[0]!, typed, funds).sharesOver).toBe(50_00n);
  });
  test("knows nothing of a fund that told no figures", () => {
    expect(saidOf(draft("1").lines[0]!, draft("1"), [create(FundSchema, { name: FUND })]).fundLeft).toBeUndefined();
  });
  test("is whole with everything that must be there", () => {
    expect(isWhole(draft("1"))).toBe(true);
    expect(isWhole(draft("1", ""))).toBe(false);
    expect(isWhole({ ...draft("1"), number: " " })).toBe(false);
  });
  test("asks for the same document however often it is sent", () => {
    const typed = draft("1.5万");
    const asked = fromBinary(CreateAllocationDocumentRequestSchema, documentRequest(typed, "counties/990101"));
    expect(asked.requestId).toBe(typed.requestId);
    expect(asked.documentId).toMatch(/^d-[0-9a-f]{24}$/);
    expect(asked.allocationDocument?.issuer).toBe("示范县财政局");
    expect(fenOf(asked.allocationDocument!.allocations[0]!.amount!)).toBe(15_000_00n);
    expect(documentRequest(typed, "counties/990101")).toEqual(documentRequest(typed, "counties/990101"));
  });
});
