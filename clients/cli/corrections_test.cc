// The story of a mistake and of a closed month as people type it, against the
// real gateway and services.
#include <regex>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

class CorrectionsTest : public CliFixture {
 protected:
  // The number on the receipt of what a command recorded.
  static std::string EntryIn(const std::string& told) {
    std::smatch match;
    std::regex_search(told, match, std::regex("entry ([0-9]+) of"));
    return match[1].str();
  }
};

TEST_F(CorrectionsTest, AWrongPaymentIsReversedAndShownSo) {
  MakeMoney();
  const std::string entry = EntryIn(Run("finance", Payment("1000")).err);
  const std::string reversed =
      Do("finance", {"reversal", "create", entry, "--reason", "金额录入有误"});
  EXPECT_THAT(reversed, ContainsRegex("Entry +" + entry));
  const std::string name = std::string(10 - entry.size(), '0') + entry;
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr(name));
  EXPECT_THAT(Do("auditor", {"reversal", "list"}), HasSubstr("金额录入有误"));
  EXPECT_THAT(Do("finance", {"allocation", "get", "d1/1"}),
              ContainsRegex("Available +6,000.00"));
  const Ran again =
      Run("finance", {"reversal", "create", entry, "--reason", "再次"});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("[ALREADY_REVERSED]"));
}

TEST_F(CorrectionsTest, AClosedMonthIsOpenedAgainByHeadquartersAlone) {
  MakeMoney();
  EXPECT_THAT(Do("finance", {"period", "close", "2020-01", "--reason", "月结"}),
              ContainsRegex("State +closed"));
  std::vector<std::string> late = Payment("100");
  late[9] = "2020-01-31";
  const Ran refused = Run("finance", late);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("Date it 2020-02-01 or later"));
  EXPECT_THAT(refused.err, HasSubstr("[PERIOD_CLOSED]"));
  const std::vector<std::string> reopen = {"period", "reopen", "2020-01",
                                           "--reason", "补登凭证"};
  EXPECT_NE(Run("finance", reopen).code, 0);
  Do("headquarters", reopen);
  EXPECT_THAT(Do("auditor", {"period", "list"}),
              ContainsRegex("2020-01 +open"));
  Do("finance", late);
}

}  // namespace
}  // namespace epiledger::cli
