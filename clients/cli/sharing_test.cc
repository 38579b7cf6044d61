// The story of sharing out what does not suffice, and of deliveries out of a
// sheet, as they are typed, against the real gateway and services. Every figure
// is written by hand.
#include <fstream>
#include <string>
#include <vector>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// The county's day is 1 February 2020.
class SharingTale : public CliFixture {
 protected:
  // The ward uses 20 masks a day and has 20; the reserve has boxes of 20.
  void MakeStores() {
    MakeMoney();
    Do("headquarters",
       {"item", "create", "n95", "--name", "N95医用防护口罩", "--kind",
        "consumable", "--unit", "只", "--pack", "box=20:盒"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("warehouse",
       {"store", "create", "main", "--name", "主库", "--kind", "reserve"});
    for (const std::string day : {"29 18:00=60", "31 18:00=20"}) {
      const std::string time = Concat("2020-01-", day.substr(0, 8));
      Do("hospital", {"count", "create", "ward", "--time", time, "--line",
                      Concat("n95", day.substr(8))});
    }
  }
  std::string WriteSheet(const std::string& text) {
    const std::string path = folder() + "/deliveries.csv";
    std::ofstream(path) << text;
    return path;
  }
  std::vector<std::string> Import(const std::string& path,
                                  const std::string& time) {
    return {"stock",  "import",  path,       "--store", "main",
            "--kind", "receive", "--time",   time,      "--origin",
            "donor",  "--donor", "red-cross"};
  }
  // What stands behind a word of a sheet that is shown.
  static std::string After(const std::string& text, const std::string& word) {
    const size_t at = text.find(word);
    if (at == std::string::npos) return "";
    const size_t first = text.find_first_not_of(' ', at + word.size());
    return text.substr(first, text.find('\n', first) - first);
  }
};

TEST_F(SharingTale, AReserveIsSharedOutAsItWasSeen) {
  MakeStores();
  const std::string sheet =
      WriteSheet("品种,数量,批号,有效期至\nn95,5 box,A,2022-01-31\n");
  Do("warehouse", Import(sheet, "2020-01-31 09:00"));
  const std::vector<std::string> flags = {"n95", "--from", "reserve/main",
                                          "--at-most", "2 box"};
  std::vector<std::string> suggest = {"fair-share", "suggest"};
  suggest.insert(suggest.end(), flags.begin(), flags.end());
  // 20 a day: 1 day before, 3 with two boxes.
  EXPECT_THAT(Do("headquarters", suggest),
              AllOf(ContainsRegex("1\\.0 +40 +3\\.0 +days of supply"),
                    HasSubstr("100")));
  suggest[1] = "propose";
  const std::string proposed = Do("headquarters", suggest);
  EXPECT_THAT(proposed, HasSubstr("proposed"));
  const std::string name = After(proposed, "Id ");
  const std::string revised =
      Do("headquarters",
         {"fair-share", "revise", name, "--revision", "1", "--from",
          "reserve/main", "--line", "people/ward=3 box"});
  const Ran stale = Run(
      "headquarters",
      {"fair-share", "approve", name, "--digest", After(proposed, "Digest")});
  EXPECT_NE(stale.code, 0);
  EXPECT_THAT(stale.err, HasSubstr("revision 2"));
  EXPECT_THAT(Do("headquarters", {"fair-share", "get", name}),
              ContainsRegex("1\\.0 +60 +4\\.0 +days of supply"));
  Do("headquarters",
     {"fair-share", "approve", name, "--digest", After(revised, "Digest")});
  EXPECT_THAT(Do("warehouse", {"stock", "list", "main"}),
              ContainsRegex("n95 +40 +0 +0 +60"));
  EXPECT_THAT(Do("headquarters", {"fair-share", "list", "--state", "approved",
                                  "--language", "zh"}),
              AllOf(HasSubstr("已批准"), HasSubstr("people/ward")));
  EXPECT_THAT(Do("auditor", {"conservation", "get"}),
              ContainsRegex("n95 .* 60 +100 +0 +40 +0 +0 +0 +0 +120 +0 +0 +0"));
}

TEST_F(SharingTale, ASheetOfDeliveriesIsCheckedAndRecordedOnce) {
  MakeStores();
  const std::string wrong = WriteSheet(
      "品种,数量,批号,有效期至\nn95,许多,A,2022-01-31\nn95,20,B,2020/2/30\n");
  std::vector<std::string> import = Import(wrong, "2020-01-31 09:00");
  const Ran refused = Run("warehouse", import);
  EXPECT_NE(refused.code, 0);
  EXPECT_THAT(refused.out + refused.err,
              AllOf(HasSubstr("许多"), HasSubstr("2020/2/30")));
  EXPECT_THAT(Do("warehouse", {"stock", "list", "main"}),
              Not(HasSubstr("n95")));

  const std::string right = WriteSheet(
      "品种,数量,批号,有效期至\nn95,2 box,A,2022-01-31\nn95,20,B,2021/2/28\n");
  std::vector<std::string> check = Import(right, "2020-01-31 09:00");
  check.push_back("--check");
  Do("warehouse", check);
  EXPECT_THAT(Do("warehouse", {"stock", "list", "main"}),
              Not(HasSubstr("n95")));
  import = Import(right, "2020-01-31 09:00");
  Do("warehouse", import);
  // Imported once more it says the same, and nothing is there twice.
  Do("warehouse", import);
  EXPECT_THAT(Do("warehouse", {"stock", "list", "main"}),
              ContainsRegex("n95 +60 +0"));
  // A row for each line, for a spreadsheet.
  const std::string rows =
      Do("warehouse", {"stock", "lines", "main", "--format", "csv"});
  EXPECT_THAT(rows, AllOf(ContainsRegex("\"n95\",40,\"A\",2022-01-31"),
                          ContainsRegex("\"n95\",20,\"B\",2021-02-28")));
  EXPECT_THAT(
      Do("hospital", {"count", "lines", "ward", "--format", "csv"}),
      AllOf(ContainsRegex("\"n95\",60,"), ContainsRegex("\"n95\",20,60,40,")));
  const Ran now = Run("warehouse", Import(right, "now"));
  EXPECT_NE(now.code, 0);
  EXPECT_THAT(now.err, HasSubstr("--time"));
}

}  // namespace
}  // namespace epiledger::cli
