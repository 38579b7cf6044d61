// What waits for a second person, through the command line tool, the real
// gateway and services. Every figure is written by hand.
#include <regex>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class ProposalsTest : public CliFixture {
 protected:
  static std::string Found(const std::string& sheet, const char* pattern) {
    std::smatch match;
    std::regex_search(sheet, match, std::regex(pattern));
    return match[1].str();
  }
  static std::string IdIn(const std::string& sheet) {
    return Found(sheet, "Id +([^ \n]+)");
  }
  static std::string DigestIn(const std::string& sheet) {
    return Found(sheet, "Digest +([0-9a-f]{64})");
  }

  std::string ProposeLimit(const std::string& payment) {
    return Do("finance",
              {"limits", "set", "--payment", payment, "--window-hours", "24",
               "--expiry-hours", "72", "--near-percent", "90"});
  }
  void SetLimit(const std::string& payment) {
    const std::string sheet = ProposeLimit(payment);
    Do("headquarters",
       {"proposal", "approve", IdIn(sheet), "--digest", DigestIn(sheet)});
  }
};

TEST_F(ProposalsTest, APaymentAboveTheLimitIsSeenApprovedAndPaid) {
  MakeMoney();
  SetLimit("1000");
  EXPECT_THAT(Do("auditor", {"limits", "get"}),
              ContainsRegex("Payment +1,000.00"));
  const std::string waits = Do("finance", Payment("1500"));
  EXPECT_THAT(waits, HasSubstr("Not done yet"));
  EXPECT_THAT(waits, ContainsRegex("Limit +1,000.00"));
  const std::string id = IdIn(waits);
  EXPECT_THAT(Do("headquarters", {"proposal", "list", "--state", "open"}),
              ContainsRegex("payment +d1/1 +示范医疗器械有限公司 +1,500.00"));
  const std::string seen = Do("headquarters", {"proposal", "get", id});
  EXPECT_THAT(seen, HasSubstr("It would pay:"));
  EXPECT_THAT(seen, ContainsRegex("alloc:d1/1/any:available +2020-02-01 +"
                                  "1,500.00"));
  EXPECT_THAT(Do("finance", {"allocation", "get", "d1/1"}),
              ContainsRegex("Proposed +1,500.00"));
  const std::vector<std::string> approve = {"proposal", "approve", id,
                                            "--digest", DigestIn(seen)};
  const Ran oneself = Run("finance", approve);
  EXPECT_EQ(oneself.code, 1);
  EXPECT_THAT(oneself.err, HasSubstr("[APPROVED_BY_ONESELF]"));
  EXPECT_THAT(Do("headquarters", approve), ContainsRegex("State +approved"));
  EXPECT_THAT(Do("finance", {"allocation", "get", "d1/1"}),
              ContainsRegex("Paid +1,500.00"));
}

// Limits that are not named would go: whoever sets them sees it at once.
TEST_F(ProposalsTest, WhoeverProposesLimitsSeesWhichOnesWouldGo) {
  MakeMoney();
  const std::string first =
      Do("finance", {"limits", "set", "--payment", "1000", "--recall", "70",
                     "--window-hours", "24", "--expiry-hours", "72",
                     "--near-percent", "90"});
  Do("headquarters",
     {"proposal", "approve", IdIn(first), "--digest", DigestIn(first)});
  const std::string second = ProposeLimit("2000");
  const size_t old = second.find("In place of:");
  ASSERT_NE(old, std::string::npos) << second;
  EXPECT_THAT(second.substr(0, old), ContainsRegex("Payment +2,000.00"));
  EXPECT_THAT(second.substr(0, old), Not(HasSubstr("Recall")));
  EXPECT_THAT(second.substr(old), ContainsRegex("Recall +70.00"));
}

TEST_F(ProposalsTest, ARefusalSaysWhoHoldsTheMoneyInTheReadersLanguage) {
  MakeMoney();
  SetLimit("1000");
  const std::string id = IdIn(Do("finance", Payment("4500")));
  const Ran refused = Run("finance", Payment("600"));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, ContainsRegex("has 500.00 yuan left"));
  EXPECT_THAT(refused.err, HasSubstr(id + " holds 4,500.00 yuan since "));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Run("finance", Payment("601")).err,
              ContainsRegex("起占用 4,500.00 元"));
  Do("finance", {"proposal", "withdraw", id});
  EXPECT_THAT(Do("finance", Payment("600")), Not(HasSubstr("尚未办理")));
}

TEST_F(ProposalsTest, WhatCameNearTheLimitIsListedForTheAuditor) {
  MakeMoney();
  SetLimit("1000");
  Do("finance", Payment("950"));
  EXPECT_THAT(Do("auditor", {"limits", "near"}),
              ContainsRegex("950.00 +950.00 +1,000.00"));
}

}  // namespace
}  // namespace epiledger::cli
