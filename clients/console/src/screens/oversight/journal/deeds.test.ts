import { describe, expect, test } from "vitest";
import { deedOf } from "./deeds.ts";

describe("what a method does, in words", () => {
  test.each([
    ["epiledger.funding.v1.FundingService.CreatePayment", "登记支付", "record a payment"],
    ["epiledger.funding.v1.FundingService.BatchCreatePayments", "成批登记支付", "record a payment"],
    ["epiledger.funding.v1.ProposalService.ApproveProposal", "批准待审批事项", "approve a proposal"],
    ["epiledger.readiness.v1.FindingService.ReportFindingFix", "报告整改", "report a fix"],
    ["epiledger.supplies.v1.SuppliesService.CreateCount", "登记盘点", "record a count"],
    ["epiledger.readiness.v1.ReadinessService.ListReportStatuses", "查看报送情况", "read who reported"],
    ["epiledger.funding.v1.ReversalService.ReverseEntry", "冲销一条账目", "reverse an entry of a book"],
    ["epiledger.funding.v1.ReversalService.BatchReverseEntries", "冲销账目", "reverse entries of a book"],
    ["epiledger.funding.v1.LiabilityService.SettleLiability", "结清垫付或赊购", "settle a liability"],
    ["epiledger.readiness.v1.FindingService.BatchReportFindingFixes", "报告整改", "report a fix"],
    ["epiledger.supplies.v1.ShipmentService.TakeBackShipment", "收回调拨", "take back a shipment"],
    ["epiledger.funding.v1.FundingService.ListEverything", "查看其他内容", "read something else"],
  ])("%s", (method, zh, en) => {
    expect(deedOf(method).zh()).toBe(zh);
    expect(deedOf(method).en()).toBe(en);
  });
  test("never shows a method's own name", () => {
    expect(deedOf("epiledger.x.v1.XService.FrobnicateX").zh()).toBe("服务自动登记");
  });
});
