// What headquarters asks at its meeting, as it types and reads it, against the
// real gateway and services.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// The county's day is 1 February 2020, 09:00.
class HqTale : public CliFixture {
 protected:
  // A hospital that owes a report, with a clerk to phone.
  void MakeHospital() {
    MakeMoney();
    Do("operator",
       {"organization", "create", "health", "--name", "示范县卫生健康局"});
    Do("operator", {"facility", "create", "people", "--name", "示范县人民医院",
                    "--kind", "hospital", "--organization", "health",
                    "--report-form", "hospital-daily"});
    Do("operator",
       {"subject", "create", "li", "--role", "hospital", "--works-at", "people",
        "--name", "李护士", "--telephone", "000-0091"});
    Do("operator", {"facility", "contact", "people", "--subject", "li"});
  }
  // 100 on 28 January, 20 on the 31st: 80 used in three days.
  void MakeWard() {
    Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                        "--kind", "consumable", "--unit", "只"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-28 18:00",
                    "--line", "n95=100"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-31 18:00",
                    "--line", "n95=20"});
  }
  // Asks until the answer has `text`: the gateway's picture follows the
  // services.
  std::string Shown(const std::vector<std::string>& words,
                    std::string_view text) {
    std::string shown;
    for (int tries = 0; tries < 200; ++tries) {
      shown = Do("headquarters", words);
      if (shown.find(text) != std::string::npos) break;
      absl::SleepFor(absl::Milliseconds(20));
    }
    EXPECT_THAT(shown, HasSubstr(std::string(text)));
    return shown;
  }
};

TEST_F(HqTale, TheOverviewSaysOfHowManyEachTotalIs) {
  MakeHospital();
  MakeWard();
  Do("hospital", {"requisition", "create", "people/ward", "--line", "n95=200",
                  "--reason", "发热门诊用量增加"});
  Shown({"hq", "overview"}, "发热门诊用量增加");
  Do("hospital", {"report", "submit", "--date", "2020-02-01", "--beds-staffed",
                  "420", "--beds-occupied", "361"});
  const std::string seen = Shown({"hq", "overview"}, "361");
  EXPECT_THAT(seen, HasSubstr("What became of the money"));
  EXPECT_THAT(seen, ContainsRegex("Beds +420 +1 +0 +0 +0 +0\n"));
  EXPECT_THAT(seen,
              ContainsRegex("Beds occupied +361 +Beds +420 +85.9 % +1\n"));
  // What nobody reported has no sum.
  EXPECT_THAT(seen, ContainsRegex("Ventilators +0 +0 +1 +0 +0\n"));
  EXPECT_THAT(seen, ContainsRegex("示范县人民医院 +N95医用防护口罩 +20 "));
  EXPECT_THAT(seen, HasSubstr("Requests that nobody answered"));
  EXPECT_THAT(Do("headquarters", {"hq", "overview", "--language", "zh"}),
              AllOf(HasSubstr("资金使用情况"), HasSubstr("告急物资"),
                    Not(HasSubstr("Beds"))));
}

TEST_F(HqTale, EveryTableIsAFileForASpreadsheet) {
  MakeHospital();
  MakeWard();
  Shown({"hq", "shortages"}, "N95");
  EXPECT_THAT(Do("headquarters", {"hq", "overview", "--table", "indicators",
                                  "--format", "csv"}),
              HasSubstr(R"("Indicator","Sum","Known")"));
  for (const char* const verb :
       {"overview", "shortages", "overdue", "ranking"}) {
    EXPECT_THAT(Do("headquarters", {"hq", verb, "--format", "xlsx"}),
                StartsWith("PK"))
        << verb;
    EXPECT_THAT(Do("headquarters", {"hq", verb, "--format", "json"}),
                StartsWith("{"))
        << verb;
  }
  EXPECT_THAT(Do("headquarters", {"hq", "shortages", "--format", "csv"}),
              HasSubstr(R"("N95医用防护口罩",20,)"));
  EXPECT_THAT(
      Do("headquarters", {"hq", "ranking", "--format", "csv"}),
      HasSubstr(
          R"(1,"people","示范县人民医院","failed",1,6,7,"李护士","000-0091")"));
  const Ran wrong = Run("headquarters", {"hq", "overview", "--table", "beds"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("indicators"));
}

TEST_F(HqTale, TheRankingSaysWhatFailsFirstAndWhomToAsk) {
  MakeHospital();
  MakeWard();
  Shown({"hq", "shortages"}, "N95");
  const std::string ranking = Do("headquarters", {"hq", "ranking"});
  // 20 masks at 80 in three days: they last until the 31st and three quarters
  // of a day.
  EXPECT_THAT(ranking, ContainsRegex("1 +people +示范县人民医院"));
  EXPECT_THAT(ranking, HasSubstr("stock runs out"));
  EXPECT_THAT(ranking, ContainsRegex("示范县人民医院 +never reported"));
  EXPECT_THAT(ranking, HasSubstr("000-0091"));
  // Each kind fills one column of its own in a file; a person reads them in
  // one, and a line of what runs out fits a terminal.
  EXPECT_THAT(ranking, ContainsRegex("stock runs out +N95医用防护口罩 +2020"));
  EXPECT_THAT(ranking, HasSubstr("李护士 000-0091"));
  EXPECT_THAT(Do("auditor", {"hq", "ranking"}), Not(HasSubstr("000-0091")));
  EXPECT_EQ(Run("finance", {"hq", "ranking"}).code, 1);
}

TEST_F(HqTale, WhoIsOverdueIsPhoned) {
  MakeHospital();
  gateway_.clock().Advance(absl::Minutes(50));
  EXPECT_THAT(Do("headquarters", {"hq", "overdue"}), StartsWith("(none)"));
  gateway_.clock().Advance(absl::Hours(12));
  WriteToken("headquarters", gateway_.HeadquartersToken());
  const std::string overdue = Shown({"hq", "overdue"}, "000-0091");
  EXPECT_THAT(overdue,
              ContainsRegex("people +示范县人民医院 +2020-02-01 +1 +李护士 "
                            "+000-0091"));
}

TEST_F(HqTale, AFacilityIsShownWithTheCourseOfItsStock) {
  MakeHospital();
  MakeWard();
  Shown({"hq", "facility", "people"}, "n95");
  const std::string seen = Do("headquarters", {"hq", "facility", "people"});
  EXPECT_THAT(seen, HasSubstr("Stock over the last days\nn95  "));
  // The last days of the month: counted at 100, then used up.
  EXPECT_THAT(seen, HasSubstr("█"));
  // And with what fails there, which is headquarters' to see.
  EXPECT_THAT(seen, HasSubstr("What fails, or is unknown\n"));
  EXPECT_THAT(seen, ContainsRegex("示范县人民医院 +never reported"));
  EXPECT_THAT(
      Do("headquarters", {"hq", "facility", "people", "--format", "json"}),
      Not(HasSubstr("Stock over")));
  EXPECT_THAT(Do("hospital", {"hq", "facility", "people"}),
              AllOf(HasSubstr("Stock over"), Not(HasSubstr("What fails"))));
}

TEST_F(HqTale, WhatChangedSinceTheMeetingIsTold) {
  MakeHospital();
  gateway_.clock().Advance(absl::Minutes(5));
  Do("finance", Payment("1000"));
  Do("hospital", {"report", "submit", "--date", "2020-02-01", "--beds-staffed",
                  "420", "--beds-occupied", "361"});
  gateway_.clock().Advance(absl::Minutes(5));
  const std::string changes =
      Do("headquarters", {"hq", "changes", "--since", "2020-02-01 09:02"});
  EXPECT_THAT(changes,
              ContainsRegex("money of a document +财社〔2020〕1号 +d1 +Paid "
                            "+changed +0.00 +1,000.00"));
  EXPECT_THAT(changes, ContainsRegex("reported +示范县人民医院 .*beds-staffed "
                                     ".*became known +not known +420"));
  EXPECT_THAT(Do("headquarters", {"hq", "changes", "--since",
                                  "2020-02-01 09:02", "--format", "csv"}),
              HasSubstr(R"("not known","420")"));
  const std::string none =
      Do("headquarters", {"hq", "changes", "--since", "2020-02-01 09:09"});
  EXPECT_THAT(none, HasSubstr("(none)"));
  EXPECT_EQ(Run("headquarters", {"hq", "changes", "--since", "2020-02-01 09:02",
                                 "--until", "2020-02-01 09:01"})
                .code,
            1);
}

TEST_F(HqTale, ThePictureIsWatched) {
  MakeHospital();
  Shown({"hq", "overview"}, "财社〔2020〕1号");
  const std::string once = Do("headquarters", {"hq", "watch", "--count", "1"});
  EXPECT_THAT(once, HasSubstr("What became of the money"));
  EXPECT_THAT(once, Not(HasSubstr("\x1b")));
  const std::string line =
      Do("headquarters", {"hq", "watch", "--count", "1", "--format", "json"});
  EXPECT_THAT(line, StartsWith("{"));
  EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
  EXPECT_EQ(Run("hospital", {"hq", "watch", "--count", "1"}).code, 1);
  EXPECT_EQ(Run("headquarters", {"hq", "watch", "--count", "none"}).code, 2);
}

TEST_F(HqTale, ColourIsForTerminalsAlone) {
  MakeHospital();
  MakeWard();
  Shown({"hq", "shortages"}, "N95");
  const std::string plain = Do("headquarters", {"hq", "overview"});
  EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
  paints_ = true;
  const std::string painted = Do("headquarters", {"hq", "overview"});
  EXPECT_THAT(painted, HasSubstr("\x1b[32mfresh\x1b[0m"));
  EXPECT_THAT(painted, HasSubstr("\x1b[1;31mcritical\x1b[0m"));
  // Files are no terminal.
  EXPECT_THAT(Do("headquarters", {"hq", "shortages", "--format", "csv"}),
              Not(HasSubstr("\x1b")));
}

// --- A county that never reported.

TEST_F(HqTale, OfACountyThatNeverReportedNothingIsZeroOrReady) {
  MakeHospital();
  const std::string seen = Shown({"hq", "overview"}, "Beds");
  EXPECT_THAT(seen, ContainsRegex("Beds +0 +0 +0 +1 +0\n"));
  // No sum, and nothing in place.
  EXPECT_THAT(seen, Not(HasSubstr("in place\n")));
  const std::string ranking = Do("headquarters", {"hq", "ranking"});
  EXPECT_THAT(ranking, HasSubstr("not known"));
  EXPECT_THAT(ranking, HasSubstr("never reported"));
  EXPECT_THAT(ranking, Not(HasSubstr("nothing fails")));
  EXPECT_THAT(ranking, AllOf(HasSubstr("李护士"), HasSubstr("000-0091")));
  EXPECT_THAT(Do("headquarters", {"hq", "ranking", "--language", "zh"}),
              AllOf(HasSubstr("情况不明"), HasSubstr("从未上报")));
}

TEST_F(HqTale, MoneyAndGoodsAreTracedUnderTheSameNoun) {
  MakeHospital();
  EXPECT_EQ(Do("headquarters", {"hq", "trace", "--document", "d1"}),
            Do("headquarters", {"trace", "show", "--document", "d1"}));
}

}  // namespace
}  // namespace epiledger::cli
