// The story of cash, adjustments and ages as a finance clerk types it, against
// the real gateway and services. Every figure is written by hand.
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class CashTest : public CliFixture {
 protected:
  std::vector<std::string> Disburse(const std::string& kind,
                                    const std::string& amount) {
    return {"disbursement", "create", "--allocation", "d1/1",     "--kind",
            kind,           "--date", "2020-01-22",   "--amount", amount};
  }
};

TEST_F(CashTest, CashIsPaidOutSpentFromTheAccountAndListedByAge) {
  MakeMoney();
  EXPECT_THAT(Do("finance", Disburse("paid-out", "2000")),
              ContainsRegex("Kind +paid out"));
  auto payment = Payment("500");
  payment.back() = "own-account";
  EXPECT_THAT(Do("finance", payment), ContainsRegex("From disbursed +500.00"));
  const std::string sheet = Do("finance", {"allocation", "get", "d1/1"});
  EXPECT_THAT(sheet, ContainsRegex("Cash disbursed, not spent +1,500.00"));
  EXPECT_THAT(sheet, ContainsRegex("Available +5,500.00"));
  const std::string ages =
      Do("finance", {"age", "list", "--stage", "disbursed"});
  EXPECT_THAT(ages, ContainsRegex("disbursed +d1/1"));
  EXPECT_THAT(ages, ContainsRegex("1,500.00 +2020-01-22 +10 +1,500.00"));
  const Ran back = Run("finance", Disburse("paid-back", "2000.01"));
  EXPECT_EQ(back.code, 1);
  EXPECT_THAT(back.err, HasSubstr("2,000.00 yuan lie on the recipient's own"));
  EXPECT_THAT(Do("finance", {"disbursement", "list"}), HasSubstr("2,000.00"));
}

TEST_F(CashTest, AnAppropriationIsLoweredAsFarAsItIsNotAllocated) {
  MakeMoney();
  const std::vector<std::string> lower = {"appropriation",
                                          "adjust",
                                          "a1",
                                          "--kind",
                                          "lower",
                                          "--date",
                                          "2020-01-25",
                                          "--document-number",
                                          "财社〔2020〕15号",
                                          "--reason",
                                          "预算调整",
                                          "--amount"};
  auto too_much = lower;
  too_much.emplace_back("4000.01");
  const Ran refused = Run("finance", too_much);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("4,000.00 yuan"));
  EXPECT_THAT(refused.err, HasSubstr("[OVER_UNALLOCATED]"));
  auto fits = lower;
  fits.emplace_back("4000");
  Do("finance", fits);
  EXPECT_THAT(Do("finance", {"appropriation", "get", "a1"}),
              ContainsRegex("Adjusted +6,000.00"));
  EXPECT_THAT(Do("finance", {"appropriation", "adjustments"}),
              HasSubstr("财社〔2020〕15号"));
}

TEST_F(CashTest, WhatIsOfTheSameYearIsNotCarriedOver) {
  MakeMoney();
  variables_["LANG"] = "zh_CN.UTF-8";
  const Ran same =
      Run("finance", {"carry-over", "create", "d1/1", "--date", "2020-02-01",
                      "--approver", "s-900", "--reason", "年终结转"});
  EXPECT_EQ(same.code, 1);
  EXPECT_THAT(same.err, HasSubstr("结转的指标须为以前年度"));
  EXPECT_THAT(Do("finance", {"carry-over", "list"}), StartsWith("（无）\n"));
}

}  // namespace
}  // namespace epiledger::cli
