// The story of a hospital that plans, drills, mends what the drill found and
// keeps its posts manned, as its clerk and the headquarters type it, against
// the real gateway and services.
#include <fstream>
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

// The county's day is 1 February 2020, 09:00.
class PreparednessTale : public CliFixture {
 protected:
  PreparednessTale() {
    MakeMoney();
    Do("operator",
       {"organization", "create", "health", "--name", "示范县卫生健康局"});
    for (const char* id : {"people", "tcm"}) {
      Do("operator", {"facility", "create", id, "--name", "示范医院", "--kind",
                      "hospital", "--organization", "health"});
    }
    for (const char* id : {"s-91", "s-92"}) {
      Do("operator",
         {"subject", "create", id, "--role", "hospital", "--works-at", "people",
          "--name", "张某", "--telephone", "000-0091"});
    }
  }
  // The name in the first line of a list, as it is typed.
  std::string First(const std::string& profile,
                    std::vector<std::string> words) {
    words.insert(words.end(), {"--format", "csv"});
    const std::string list = Do(profile, std::move(words));
    const std::vector<std::string> lines = absl::StrSplit(list, '\n');
    const std::vector<std::string> cells =
        absl::StrSplit(lines.size() > 1 ? lines[1] : "", ',');
    std::string name = cells.front();
    std::erase(name, '"');
    EXPECT_NE(name, "") << list;
    return name;
  }
  void MakePlan() {
    Do("hospital",
       {"plan", "create", "fever", "--scenario", "发热病人集中就诊", "--title",
        "发热门诊应急预案", "--number", "示医〔2020〕3号", "--approved",
        "2020-01-10", "--approver", "s-91", "--review", "2020-12-31"});
  }
};

TEST_F(PreparednessTale, ADrillFindsWhatIsMendedAndTested) {
  MakePlan();
  Do("hospital", {"drill", "create", "--plan", "people/fever", "--date",
                  "2020-01-11", "--participants", "42", "--rating", "fair"});
  const std::string drill = First("hospital", {"drill", "list"});
  const std::string found =
      Do("hospital",
         {"finding", "of-drill", drill, "--description", "分诊台缺少防护面罩",
          "--severity", "major", "--due", "2020-01-25", "--owner", "s-92"});
  EXPECT_THAT(found, AllOf(HasSubstr("health"), HasSubstr("s-92")));
  const std::string late = Do("headquarters", {"finding", "list", "--overdue"});
  EXPECT_THAT(late, AllOf(HasSubstr("分诊台缺少防护面罩"),
                          ContainsRegex("Overdue +1\n")));
  const std::string finding = First("headquarters", {"finding", "list"});
  Do("hospital", {"finding", "fix", finding, "--date", "2020-01-30", "--note",
                  "已配备二十个"});
  const std::string closed =
      Do("headquarters", {"finding", "retest", finding, "--date", "2020-01-31",
                          "--verdict", "passed", "--note", "现场清点"});
  EXPECT_THAT(closed, AllOf(HasSubstr("closed"), HasSubstr("已配备二十个")));
  EXPECT_THAT(Do("auditor", {"finding", "list", "--as-of-date", "2020-01-29"}),
              ContainsRegex("Overdue +1\n"));
  EXPECT_THAT(Do("headquarters", {"drill", "list"}),
              ContainsRegex("Closed +1\n"));
  const Ran again = Run("hospital", {"finding", "fix", finding, "--date",
                                     "2020-02-01", "--note", "又一次"});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.err, HasSubstr("is closed"));
}

TEST_F(PreparednessTale, HeadquartersInspectsAndSeesWhatIsOverdueForReview) {
  MakePlan();
  EXPECT_THAT(
      Do("headquarters", {"plan", "list", "--as-of-date", "2021-01-01"}),
      HasSubstr("review overdue"));
  Do("hospital", {"plan", "revise", "fever", "--revision", "1", "--reason",
                  "增设通道", "--scenario", "发热病人集中就诊", "--title",
                  "应急预案（修订）", "--approved", "2020-02-01", "--approver",
                  "s-91", "--review", "2021-01-31"});
  EXPECT_THAT(Do("hospital", {"plan", "get", "fever"}),
              AllOf(HasSubstr("应急预案（修订）"), HasSubstr("增设通道")));
  Do("headquarters", {"inspection", "create", "people", "--group", "health",
                      "--date", "2020-02-01", "--subject-matter", "设备配备"});
  const std::string inspection = First("headquarters", {"inspection", "list"});
  Do("headquarters",
     {"finding", "of-inspection", inspection, "--description", "呼吸机未校验",
      "--severity", "critical", "--due", "2020-02-03"});
  const std::string finding = First("hospital", {"finding", "list"});
  EXPECT_THAT(
      Do("headquarters", {"finding", "amend", finding, "--due", "2020-02-05",
                          "--date", "2020-02-01", "--reason", "校验机构停业"}),
      AllOf(HasSubstr("2020-02-05"), HasSubstr("校验机构停业")));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("hospital", {"inspection", "get", inspection}),
              AllOf(HasSubstr("设备配备"), ContainsRegex("未整改 +1\n")));
  EXPECT_EQ(Run("hospital", {"finding", "amend", finding, "--due", "2020-02-09",
                             "--date", "2020-02-01", "--reason", "来不及"})
                .code,
            1);
}

TEST_F(PreparednessTale, AWeeksSheetIsImportedOnceAndTheGapIsTold) {
  Do("hospital",
     {"duty", "require", "triage", "--name", "预检分诊", "--from", "2020-01-01",
      "--hours", "08:00-20:00=1", "--hours", "20:00-08:00=1"});
  const std::string path = folder() + "/week.csv";
  std::ofstream(path, std::ios::binary)
      << "岗位,人员,开始,结束,备注\n"
         "triage,s-91,2020/2/1 8:00,2020年2月1日 20:00,\n"
         "triage,s-92,2020-02-01 20:00,2020-02-02 06:00,早退\n";
  Do("hospital", {"shift", "import", path});
  Do("hospital", {"shift", "import", path});
  const std::vector<std::string> day = {"--from-time", "2020-02-01 08:00",
                                        "--until-time", "2020-02-02 08:00"};
  const auto of_day = [&day](std::vector<std::string> words) {
    words.insert(words.end(), day.begin(), day.end());
    return words;
  };
  EXPECT_THAT(Do("hospital", of_day({"shift", "list"})), HasSubstr("早退"));
  EXPECT_THAT(Do("headquarters", of_day({"duty", "gaps"})),
              AllOf(HasSubstr("2020-02-02 06:00:00"),
                    ContainsRegex("Minutes missing +120\n"),
                    ContainsRegex("Never said what they need +tcm")));
  EXPECT_THAT(Do("headquarters", {"duty", "list"}),
              AllOf(HasSubstr("s-91"), HasSubstr("000-0091")));
  EXPECT_THAT(Do("auditor", {"duty", "list"}), Not(HasSubstr("000-0091")));

  Do("hospital",
     {"shift", "create", "--post", "people/triage", "--subject", "s-92",
      "--start", "2020-02-01 18:00", "--end", "2020-02-01 21:00"});
  EXPECT_THAT(Do("headquarters", of_day({"duty", "double-bookings"})),
              HasSubstr("same post"));
  const Ran wrong =
      Run("hospital", {"duty", "require", "triage", "--name", "预检分诊",
                       "--from", "2020-02-01", "--hours", "8-20=1"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("08:00-20:00=2"));
}

TEST_F(PreparednessTale, ACellOfASheetThatIsNoTimeIsNamed) {
  const std::string path = folder() + "/week.csv";
  std::ofstream(path, std::ios::binary) << "岗位,人员,开始,结束\n"
                                           "triage,s-91,8点,2020-02-01 20:00\n";
  const Ran ran = Run("hospital", {"shift", "import", path, "--check"});
  EXPECT_NE(ran.code, 0);
  EXPECT_THAT(ran.out + ran.err, HasSubstr("8点"));
}

}  // namespace
}  // namespace epiledger::cli
