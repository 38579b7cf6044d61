// The story of lots and losses as a hospital's clerk types it, against the real
// gateway and services. Every figure is written by hand.
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// The county's day is 1 February 2020.
class LotStory : public CliFixture {
 protected:
  void MakeStock() {
    MakeMoney();
    Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                        "--kind", "consumable", "--unit", "只"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Receive("n95=50,batch=OLD,expiry=2020-01-31");
    Receive("n95=40,batch=SOON,expiry=2020-02-20");
    Receive("n95=30,batch=LATE,expiry=2022-01-31");
  }
  void Receive(const std::string& line) {
    Do("hospital",
       {"stock", "receive", "ward", "--time", "2020-01-30 09:00", "--origin",
        "donor", "--donor", "red-cross", "--line", line});
  }
  std::vector<std::string> Issue(const std::string& line) {
    return {"stock",  "issue", "ward",           "--time",  "2020-02-01 07:00",
            "--line", line,    "--counterparty", "发热门诊"};
  }
  // A cell of a line of CSV, without its quotes.
  static std::string Cell(const std::string& line, size_t place) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    const std::string& cell = cells.at(place);
    return cell.size() > 1 && cell.front() == '"'
               ? cell.substr(1, cell.size() - 2)
               : cell;
  }
  // The lot with that batch, as it is typed.
  std::string LotOf(const std::string& batch) {
    const std::string list = Do("hospital", {"lot", "list", "--format", "csv"});
    const std::vector<std::string> lines = absl::StrSplit(list, '\n');
    for (const std::string& line : lines) {
      if (line.find(batch) != std::string::npos) return Cell(line, 1);
    }
    ADD_FAILURE() << "no lot " << batch << " in " << list;
    return "";
  }
};

TEST_F(LotStory, AnExpiredLotIsLeftOnTheShelfAndThrownAway) {
  MakeStock();
  const std::string issued = Do("hospital", Issue("n95=10"));
  EXPECT_THAT(issued, HasSubstr("Left where they are"));
  EXPECT_THAT(issued, ContainsRegex("n95/[^ ]+ +50 +expired"));
  const Ran too_much = Run("hospital", Issue("n95=61"));
  EXPECT_EQ(too_much.code, 1);
  EXPECT_THAT(too_much.err, AllOf(HasSubstr("60 of n95 can be issued"),
                                  HasSubstr("50 more are there, expired.")));
  const Ran refused = Run("hospital", Issue("n95=5,lot=" + LotOf("OLD")));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("may be used up to 2020-01-31"),
                    HasSubstr("2020-02-01"), HasSubstr("[EXPIRED_LOT]")));
  Do("hospital", Issue("n95=5,lot=" + LotOf("OLD") + ",override=无替代品"));
  const std::string lost =
      Do("hospital", {"stock", "lose", "ward", "--time", "2020-02-01 07:30",
                      "--line", "n95=45", "--reason", "expired"});
  EXPECT_THAT(lost, AllOf(HasSubstr("expired"), HasSubstr("posted")));
  EXPECT_THAT(Do("hospital", {"lot", "list", "--expired"}),
              Not(HasSubstr("OLD")));
}

TEST_F(LotStory, WhatExpiresSoonIsListedAndARecalledLotIsKept) {
  MakeStock();
  const std::string soon =
      Do("headquarters", {"lot", "list", "people", "--expiring-within", "30d"});
  EXPECT_THAT(soon, ContainsRegex("SOON +40 +2020-02-20 +19"));
  EXPECT_THAT(soon, Not(HasSubstr("LATE")));
  EXPECT_THAT(Do("hospital", {"lot", "list", "--expired"}),
              ContainsRegex("OLD +50 +2020-01-31 +-1"));
  Do("hospital", {"lot", "quarantine", "ward", "--lot", LotOf("SOON"), "--time",
                  "2020-01-31 08:00", "--reason", "厂家召回"});
  const Ran refused = Run("hospital", Issue("n95=31"));
  EXPECT_THAT(refused.err, HasSubstr("40 more are there, in quarantine."));
  EXPECT_THAT(Do("headquarters", {"lot", "list", "--quarantined"}),
              HasSubstr("SOON"));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("hospital", {"stock", "list", "ward"}),
              AllOf(HasSubstr("已过期"), HasSubstr("隔离中"),
                    ContainsRegex("n95 +30 +50 +40")));
  variables_.erase("LANG");
  const std::string listed =
      Do("hospital", {"lot", "quarantines", "--format", "csv"});
  const std::vector<std::string> lines = absl::StrSplit(listed, '\n');
  ASSERT_GE(lines.size(), 2u);
  Do("hospital", {"lot", "release", Cell(lines[1], 0), "--time",
                  "2020-02-01 06:00", "--reason", "复检合格"});
  Do("hospital", Issue("n95=31"));
  EXPECT_THAT(Do("hospital", {"lot", "quarantines", "--released"}),
              HasSubstr("复检合格"));
}

TEST_F(LotStory, WhatAWardBringsBackIsThereAgain) {
  MakeStock();
  Do("hospital", Issue("n95=10"));
  Do("hospital", {"stock", "return", "ward", "--time", "2020-02-01 07:30",
                  "--line", "n95=4", "--counterparty", "发热门诊"});
  Do("hospital",
     {"stock", "send-back", "ward", "--time", "2020-02-01 07:40", "--line",
      "n95=50,lot=" + LotOf("OLD"), "--counterparty", "示范医疗器械有限公司"});
  EXPECT_THAT(Do("hospital", {"stock", "list", "ward"}),
              ContainsRegex("n95 +64"));
}

TEST_F(LotStory, OneChoiceOfLotsAtATimeAndDaysThatAreANumber) {
  MakeStock();
  const Ran two =
      Run("hospital", {"lot", "list", "--expired", "--quarantined"});
  EXPECT_NE(two.code, 0);
  EXPECT_THAT(two.err, HasSubstr("another choice of lots"));
  const Ran months =
      Run("hospital", {"lot", "list", "--expiring-within", "2m"});
  EXPECT_NE(months.code, 0);
  EXPECT_THAT(months.err, HasSubstr("such as 30d"));
}

}  // namespace
}  // namespace epiledger::cli
