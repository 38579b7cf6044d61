// The story of a hospital that says all is in place, and of headquarters that
// see beside it what is recorded, as they type it, against the real gateway and
// services.
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

// The county's day is 1 February 2020, 09:00.
class EvidenceTale : public CliFixture {
 protected:
  EvidenceTale() {
    MakeMoney();
    Do("operator",
       {"organization", "create", "health", "--name", "示范县卫生健康局"});
    Do("operator",
       {"facility", "create", "people", "--name", "示范县人民医院", "--kind",
        "hospital", "--organization", "health", "--form", "hospital-daily"});
    Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                        "--kind", "consumable", "--unit", "只"});
    Do("headquarters", {"item", "create", "ventilator", "--name", "呼吸机",
                        "--kind", "durable", "--unit", "台"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
  }
  std::string SetList() {
    return Do("headquarters",
              {"essential-list", "set", "clinic", "--name", "发热门诊必备清单",
               "--from", "2020-01-01", "--for", "people", "--line",
               "n95=7,at-risk-days=2.5", "--line",
               "ventilator,units=2,at-risk-units=1"});
  }
  // Two hundred masks on Wednesday, sixty on Friday.
  void CountMasks() {
    for (const auto& [day, line] : {std::pair("2020-01-29 18:00", "n95=200"),
                                    std::pair("2020-01-31 18:00", "n95=60")}) {
      Do("hospital",
         {"count", "create", "ward", "--time", day, "--line", line});
    }
  }
  void Report() {
    Do("hospital",
       {"report", "submit", "--date", "today", "--staff", "20",
        "--staff-on-duty", "12", "--personnel", "in-place", "--equipment",
        "not-in-place", "--medicines", "in-place", "--duty", "in-place"});
  }
  // Asks until the picture has `text`: it follows the services a moment later.
  std::string Shown(const std::string& profile,
                    const std::vector<std::string>& words,
                    std::string_view text) {
    std::string shown;
    for (int tries = 0; tries < 100; ++tries) {
      shown = Do(profile, words);
      if (shown.find(text) != std::string::npos) break;
      absl::SleepFor(absl::Milliseconds(50));
    }
    return shown;
  }
};

TEST_F(EvidenceTale, WhatIsSaidAndWhatIsRecordedStandBesideEachOther) {
  const std::string list = SetList();
  EXPECT_THAT(list, HasSubstr("n95: ready with 7.0 days of supply, at risk "
                              "with 2.5"));
  EXPECT_THAT(list, HasSubstr("ventilator: ready with 2 working, at risk "
                              "with 1"));
  CountMasks();
  Report();
  const std::string shown = Shown("headquarters", {"evidence", "list"},
                                  "says in place, records say not ready");
  EXPECT_THAT(shown,
              ContainsRegex("medicines +in place +2020-02-01 +not ready "
                            "+says in place, records say not ready +N95"
                            "医用防护口罩: 0.[0-9] days of supply of 7.0"));
  EXPECT_THAT(shown, ContainsRegex("duty +in place +2020-02-01 +unknown +never "
                                   "said which posts it needs"));
  EXPECT_THAT(shown, ContainsRegex("plans +unknown"));
  // The hospital's own people see the same of it.
  EXPECT_THAT(Do("hospital", {"evidence", "get", "people"}),
              HasSubstr("says in place, records say not ready"));
  EXPECT_EQ(Run("hospital", {"evidence", "list"}).code, 1);
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("headquarters", {"evidence", "list"}),
              AllOf(HasSubstr("自评到位，记录不达标"),
                    HasSubstr("未设值班岗位"), HasSubstr("应 7.0 天")));
}

TEST_F(EvidenceTale, WhatHeadquartersKnewBeforeADeliveryIsToldAfterIt) {
  SetList();
  CountMasks();
  Report();
  gateway_.clock().Advance(absl::Minutes(40));
  Do("hospital",
     {"stock", "receive", "ward", "--time", "2020-02-01 09:30", "--origin",
      "donor", "--donor", "red-cross", "--line", "n95=5000"});
  const std::string said = R"("medicines","in place",2020-02-01,)";
  EXPECT_THAT(Shown("headquarters", {"evidence", "list", "--format", "csv"},
                    said + R"("ready",)"),
              HasSubstr(said + R"("ready",)"));
  EXPECT_THAT(Do("headquarters", {"evidence", "list", "--format", "csv",
                                  "--as-of-recorded", "2020-02-01 09:20"}),
              HasSubstr(said + R"("not ready","says in place)"));
}

TEST_F(EvidenceTale, EachServiceAnswersOfAnyInstant) {
  SetList();
  CountMasks();
  const std::string now = Do("hospital", {"evidence", "supplies"});
  EXPECT_THAT(now, ContainsRegex("people +medicines +not ready"));
  EXPECT_THAT(now,
              ContainsRegex("people +equipment +unknown +ventilator: never "
                            "counted"));
  EXPECT_THAT(now, ContainsRegex("Not ready +1\n"));
  EXPECT_THAT(Do("auditor", {"evidence", "supplies", "--of-facility", "people",
                             "--as-of-time", "2019-12-31 08:00"}),
              HasSubstr("no essential list asks for anything"));
  EXPECT_THAT(Do("auditor", {"evidence", "readiness"}),
              ContainsRegex("people +duty +unknown"));
  const std::string csv =
      Do("auditor", {"evidence", "readiness", "--format", "csv"});
  EXPECT_THAT(csv, HasSubstr("never said which posts it needs"));
  EXPECT_THAT(Do("hospital", {"essential-list", "get", "clinic"}),
              HasSubstr("发热门诊必备清单"));
  EXPECT_THAT(Do("headquarters", {"essential-list", "list"}),
              HasSubstr("2020-01-01"));
}

TEST_F(EvidenceTale, RulesAreSaidWithAFormsVersion) {
  const std::string form =
      Do("headquarters",
         {"form", "add", "hospital-daily", "--name", "医疗机构日报",
          "--english-name", "Hospital daily", "--from", "2020-02-10", "--ask",
          "staff-on-duty", "--four-in-place", "--rules",
          "staff=staff-on-duty,staff-reserve=20,duty-ahead=12,plan,"
          "drill-at-risk=30",
          "--finding-rule", "severity=major,open=at-risk,overdue=not-ready"});
  EXPECT_THAT(form, HasSubstr("major: open: at risk; overdue: not ready;"));
  EXPECT_THAT(Run("headquarters",
                  {"form", "add", "hospital-daily", "--name", "日报",
                   "--english-name", "Daily", "--from", "2020-02-11", "--ask",
                   "inpatients", "--rules", "staff=staff-on-duty"})
                  .err,
              HasSubstr("the form does not ask for"));
  const Ran wrong =
      Run("headquarters", {"essential-list", "set", "clinic", "--name", "清单",
                           "--from", "2020-01-01", "--line", "n95=2.55"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("one decimal at most"));
}

}  // namespace
}  // namespace epiledger::cli
