// What a store wants to have, what it had better order, and its stock day by
// day, as its clerk and the headquarters type and read it, against the real
// gateway and services. Every figure is written by hand.
#include <string>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// The county's day is 1 February 2020.
class NeedTale : public CliFixture {
 protected:
  // 100 on 28 January, 20 on the 31st: 80 used in three days.
  void MakeWard() {
    MakeMoney();
    Do("headquarters",
       {"item", "create", "n95", "--name", "N95医用防护口罩", "--kind",
        "consumable", "--unit", "只", "--pack", "box=20:盒"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-28 18:00",
                    "--line", "n95=5 box"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-31 18:00",
                    "--line", "n95=1 box"});
  }
};

TEST_F(NeedTale, AClerkSetsALevelAndReadsWhatToOrderAndWhy) {
  MakeWard();
  EXPECT_THAT(Do("hospital", {"need", "list"}),
              ContainsRegex("no level is set +20 +0 +0 +0 +20"));
  const std::string set =
      Do("hospital", {"stock-level", "set", "n95", "--store", "ward", "--min",
                      "2 box", "--max", "10盒", "--order-pack", "盒"});
  EXPECT_THAT(set, AllOf(ContainsRegex("Least +40"), ContainsRegex("Most +200"),
                         ContainsRegex("In a pack +20")));
  // 20 < 40: 180 up to 200 are nine boxes.
  const std::string needed = Do("headquarters", {"need", "list", "--lacking"});
  EXPECT_THAT(needed, ContainsRegex("n95 +180 +盒 +9 +below the least"));
  EXPECT_THAT(needed, ContainsRegex("Needed +1"));
  EXPECT_THAT(Do("headquarters", {"need", "list", "--language", "zh"}),
              AllOf(HasSubstr("建议订货"), HasSubstr("低于下限")));
  EXPECT_THAT(Do("headquarters", {"need", "list", "--format", "csv"}),
              HasSubstr(",180,"));
  EXPECT_THAT(Do("auditor", {"stock-level", "list"}),
              ContainsRegex("people/ward.* +40 +200 +盒 +20"));
  const Ran refused = Run("hospital", {"stock-level", "set", "n95", "--min",
                                       "50", "--max", "1 box"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("The most of n95 would be 20"));
  Do("hospital", {"stock-level", "withdraw", "n95", "--store", "ward"});
  EXPECT_THAT(Do("auditor", {"stock-level", "list"}), HasSubstr("(none)"));
}

TEST_F(NeedTale, TheDaysOfTheCountySpeakWhereNoLevelIsSet) {
  MakeWard();
  Do("headquarters", {"supply-settings", "set", "--window-days", "7",
                      "--stale-days", "2", "--band-days", "3", "--band-days",
                      "7", "--band-days", "14", "--target-days", "6"});
  // 80 in three days, 160 in six: 140 more.
  EXPECT_THAT(Do("hospital", {"need", "list"}),
              ContainsRegex("n95 +140 +no level; lasts too short +20 .*160"));
}

TEST_F(NeedTale, StockIsToldDayByDay) {
  MakeWard();
  const std::string history =
      Do("hospital", {"need", "history", "n95", "--store", "ward", "--from",
                      "2020-01-27", "--until", "2020-01-31"});
  EXPECT_THAT(history, ContainsRegex("2020-01-28 .*100 .*yes +no +0\n"));
  EXPECT_THAT(history, ContainsRegex("2020-01-31 +100 .*-80 +20 +20 +26 +yes"));
  EXPECT_THAT(history, ContainsRegex("Days without stock +0\n"));
  EXPECT_THAT(history, ContainsRegex("Days with stock +4\n"));
  EXPECT_THAT(history, ContainsRegex("Days not known +1\n"));
  EXPECT_THAT(history, HasSubstr("Usable  ·███▂\nUsed    ··██▇\n"));
  EXPECT_THAT(Do("headquarters", {"need", "item", "n95", "--format", "csv"}),
              HasSubstr("2020-01-31,100,"));
  const std::string book =
      Do("hospital", {"need", "history", "n95", "--format", "xlsx"});
  EXPECT_EQ(book.substr(0, 2), "PK");
  EXPECT_THAT(Do("hospital", {"need", "history", "n95", "--language", "zh"}),
              AllOf(HasSubstr("断货天数"), Not(HasSubstr("Days"))));
  EXPECT_EQ(Run("warehouse", {"need", "item", "n95"}).code, 1);
}

TEST_F(NeedTale, UseIsToldForEachPatient) {
  MakeWard();
  const std::string none = Do("hospital", {"need", "patients", "n95"});
  EXPECT_THAT(none, Not(HasSubstr("Per patient")));
  EXPECT_THAT(none, ContainsRegex("Days matched +0\n"));
  EXPECT_THAT(none, ContainsRegex("Days of known use +3\n"));
}

}  // namespace
}  // namespace epiledger::cli
