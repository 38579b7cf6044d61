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
    ["epiledger.funding.v1.FundingService.ListEverything", "查看其他内容", "read something else"],
  ])("%s", (method, zh, en) => {
    expect(deedOf(method).zh()).toBe(zh);
    expect(deedOf(method).en()).toBe(en);
  });
  test("never shows a method's own name", () => {
    expect(deedOf("epiledger.x.v1.XService.FrobnicateX").zh()).toBe("服务自动登记");
  });
});
