// What clerks answer by indicator and headquarters ask, as they type it.
#include <fstream>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;

class ReportFormsTest : public CliFixture {
 protected:
  ReportFormsTest() {
    MakeMoney();
    Do("operator",
       {"organization", "create", "health", "--name", "示范县卫生健康局"});
    Do("operator",
       {"facility", "create", "people", "--name", "示范县人民医院", "--kind",
        "hospital", "--organization", "health", "--form", "hospital-daily"});
  }
  std::string Sheet(const std::string& text) {
    const std::string path = folder() + "/reports.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
};

TEST_F(ReportFormsTest, AJumpIsAskedAboutAndConfirmed) {
  Do("hospital", {"report", "submit", "--date", "2020-01-31", "--inpatients",
                  "60", "--reading", "ventilators-total=12"});
  std::vector<std::string> words = {"report",  "submit",           "--date",
                                    "today",   "--inpatients",     "700",
                                    "--carry", "ventilators-total"};
  const Ran asked = Run("hospital", words);
  EXPECT_NE(asked.code, 0);
  EXPECT_THAT(asked.err, HasSubstr("it was 60 on 2020-01-31"));
  EXPECT_THAT(asked.err, HasSubstr("CONFIRMATION_NEEDED"));
  words.insert(words.end(), {"--confirm", "inpatients"});
  const std::string filed = Do("hospital", words);
  EXPECT_THAT(filed, ContainsRegex("inpatients +700"));
  EXPECT_THAT(filed, ContainsRegex("ventilators-total +12 +2020-01-31"));
  EXPECT_THAT(Do("headquarters", {"report", "get", "people/2020-02-01"}),
              ContainsRegex("inpatients +700"));
  EXPECT_EQ(Run("hospital", {"report", "submit", "--date", "today", "--reading",
                             "inpatients"})
                .code,
            2);
}

TEST_F(ReportFormsTest, HeadquartersAskForMoreFromADayOn) {
  EXPECT_THAT(Do("hospital", {"indicator", "get", "icu-beds-occupied"}),
              HasSubstr("numICUBedsOcc"));
  Do("headquarters",
     {"indicator", "set", "oxygen-beds", "--name", "吸氧床位", "--english-name",
      "Beds with oxygen", "--unit", "张", "--kind", "point-in-time",
      "--ratio-of", "beds-staffed", "--jump", "5"});
  const std::string form =
      Do("headquarters",
         {"form", "add", "hospital-daily", "--name", "医疗机构日报",
          "--english-name", "Hospital daily", "--from", "2020-02-03", "--ask",
          "inpatients", "--ask", "oxygen-beds", "--four-in-place"});
  EXPECT_THAT(form, HasSubstr("inpatients, oxygen-beds"));
  EXPECT_THAT(Do("hospital", {"form", "list"}), HasSubstr("1, 2"));
  EXPECT_THAT(Do("hospital", {"indicator", "list"}), HasSubstr("oxygen-beds"));
}

// As a spreadsheet saves it; once, however often it is imported.
TEST_F(ReportFormsTest, ASheetOfReportsIsImportedAndAddedUp) {
  const std::string sheet = Sheet(
      "日期,指标,数值\n"
      "2020/1/30,beds-staffed,200\n"
      "2020/1/30,beds-occupied,150\n"
      "2020/1/31,beds-staffed,200\n"
      "2020/1/31,beds-occupied,不详\n");
  EXPECT_THAT(Do("hospital", {"report", "import", sheet, "--check"}),
              HasSubstr("4 lines"));
  Do("hospital", {"report", "import", sheet});
  Do("hospital", {"report", "import", sheet});
  const std::string totals =
      Do("headquarters", {"report", "totals", "--from", "2020-01-30", "--until",
                          "2020-01-31", "--period", "day", "--indicator",
                          "beds-staffed", "--indicator", "beds-occupied"});
  EXPECT_THAT(totals, ContainsRegex("2020-01-30 +2020-01-30 .*150"));
  EXPECT_THAT(Do("headquarters", {"report", "counts", "--from", "2020-02-01",
                                  "--until", "2020-02-01"}),
              HasSubstr("2020-02-01"));
  const Ran bad = Run("hospital", {"report", "import",
                                   Sheet("日期,指标,数值\n"
                                         "2020/1/29,beds-staffed,many\n")});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("a whole number is expected"));
}

}  // namespace
}  // namespace epiledger::cli
