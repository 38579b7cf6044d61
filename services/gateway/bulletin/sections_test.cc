// Sections: what a picture holds is told with whom to ask, what records
// contradict is shown from both sides, and what nobody knows is said so.
#include "services/gateway/bulletin/sections.h"

#include <string>

#include "epiledger/command/v1/command.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/gateway/bulletin/rendering.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using command::v1::Overview;
using command::v1::TraceFundingResponse;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename Message>
Message Parsed(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) abort();
  return message;
}

using Section = command::v1::BulletinSection (*)(const CountyFacts& facts,
                                                 const Words& words);

std::string Told(Section section, const Overview& overview,
                 rpc::Language language = rpc::Language::kEnglish,
                 const MoneyTraces* traces = nullptr) {
  BulletinContent content;
  *content.add_sections() =
      section(CountyFacts(overview, traces), Words(language));
  return ToMarkdown(content);
}

// A hospital that says all is in place. Its equipment is not ready by what is
// recorded, its medicines are unknown, its duty stands.
constexpr char kStandings[] = R"(
  readiness {
    status { read_at { sequence: 1 } }
    summary {
      date { year: 2020 month: 2 day: 1 }
      facilities {
        facility: 'counties/990101/facilities/people'
        display_name: '人民医院'
      }
      findings {}
    }
  }
  supplies {
    status { read_at { sequence: 1 } }
    items {
      item: 'counties/990101/items/n95' display_name: 'N95口罩' base_unit: '只'
    }
  }
  standings {
    facility: 'counties/990101/facilities/people' display_name: '人民医院'
    dimension: DIMENSION_DUTY standing: STANDING_READY checks: 2
    self_assessment { state: STATE_NOT_IN_PLACE }
    self_date { year: 2020 month: 1 day: 31 } self_is_stale: true
    contradiction: CONTRADICTION_READY
  }
  standings {
    facility: 'counties/990101/facilities/people' display_name: '人民医院'
    dimension: DIMENSION_MEDICINES standing: STANDING_UNKNOWN reason_count: 1
    reasons {
      kind: KIND_NEVER_COUNTED standing: STANDING_UNKNOWN
      subject: 'counties/990101/items/n95'
    }
  }
  standings {
    facility: 'counties/990101/facilities/east' display_name: '东镇'
    dimension: DIMENSION_MEDICINES standing: STANDING_UNKNOWN
  }
  standings {
    facility: 'counties/990101/facilities/people' display_name: '人民医院'
    dimension: DIMENSION_EQUIPMENT standing: STANDING_NOT_READY
    self_assessment { state: STATE_IN_PLACE }
    self_date { year: 2020 month: 2 day: 1 }
    reasons {
      kind: KIND_FEW_DAYS standing: STANDING_NOT_READY
      subject: 'counties/990101/items/n95' have: 21 needed: 70
    }
    reason_count: 3
    contradiction: CONTRADICTION_NOT_READY
  })";

TEST(SectionsTest, HowFacilitiesStandIsToldByRecordsTheWorstFirst) {
  const Overview overview = Parsed<Overview>(kStandings);
  const std::string told = Told(HospitalSection, overview);
  EXPECT_THAT(told, HasSubstr("| equipment | 1 | 0 | 0 | 0 | 1 |\n"
                              "| medicines | 0 | 2 | 0 | 0 | 0 |\n"
                              "| duty | 0 | 0 | 0 | 1 | 1 |\n"));
  EXPECT_THAT(told, HasSubstr("| 人民医院 | equipment | not ready | N95口罩: "
                              "2.1 days of supply of 7.0; 2 more |\n"
                              "| 人民医院 | medicines | unknown | N95口罩: "
                              "never counted |\n"
                              "| 东镇 | medicines | unknown | nothing is "
                              "recorded of it |\n"));
  EXPECT_THAT(Told(HospitalSection, overview, rpc::Language::kChinese),
              HasSubstr("| 人民医院 | 器械 | 不达标 | N95口罩：可用 2.1 天，应 "
                        "7.0 天；另有 2 项 |\n"));
}

TEST(SectionsTest, WhatRecordsContradictIsShownFromBothSides) {
  const Overview overview = Parsed<Overview>(kStandings);
  EXPECT_THAT(Told(ProblemsSection, overview),
              AllOf(HasSubstr("| 人民医院 | equipment | in place (2020-02-01) "
                              "| not ready | N95口罩: 2.1 days of supply of "
                              "7.0; 2 more |\n"),
                    HasSubstr("| 人民医院 | duty | not in place (2020-01-31) "
                              "old | ready |  |\n"),
                    Not(HasSubstr("| medicines |"))));
  EXPECT_THAT(
      Told(ProblemsSection, overview, rpc::Language::kChinese),
      HasSubstr("| 人民医院 | 值守 | 未到位 (2020-01-31) 已过期 | 达标 |  |"));
}

TEST(SectionsTest, WhomToAskIsNamedAsFarAsTheCallerMaySee) {
  Overview overview = Parsed<Overview>(R"(
    readiness {
      status { read_at { sequence: 1 } }
      summary {
        findings {
          open: 2 fixed: 1 overdue: 1
          findings {
            facility: 'counties/990101/facilities/people'
            display_name: '人民医院'
            finding {
              description: '缺少面罩' severity: SEVERITY_MAJOR state: STATE_OPEN
              due_date { year: 2020 month: 1 day: 30 } overdue_days: 2
            }
            contact { subject: 's' display_name: '李某' telephone: '000-1' }
          }
        }
        overdue {
          display_name: '北镇' missing_days: 2
          missing_from { year: 2020 month: 1 day: 31 }
        }
      }
    })");
  const std::string told = Told(ProblemsSection, overview);
  EXPECT_THAT(told, HasSubstr("- Findings that are not closed: **3** (2 to be "
                              "fixed, 1 of these past due)"));
  EXPECT_THAT(told, HasSubstr("| 人民医院 | 缺少面罩 | major | to be fixed | "
                              "2020-01-30 | 2 | 李某 000-1 |\n"
                              "\n2 more are not listed."));
  EXPECT_THAT(told, HasSubstr("| 北镇 | 2020-01-31 | 2 | nobody is named |"));
  auto& contact = *overview.mutable_readiness()
                       ->mutable_summary()
                       ->mutable_findings()
                       ->mutable_findings(0)
                       ->mutable_contact();
  contact.clear_display_name();
  contact.clear_telephone();
  EXPECT_THAT(Told(ProblemsSection, overview), HasSubstr("| on record |"));
}

TEST(SectionsTest, RequestsAreToldByHowLongTheyWait) {
  const Overview overview = Parsed<Overview>(R"(
    supplies {
      status { read_at { sequence: 1 } }
      items { item: 'i/n95' display_name: 'N95口罩' base_unit: '只' }
      unanswered {
        total: 3 past_wanted_by: 1
        ages { age_days: 4 requisitions: 1 }
        ages { age_days: 0 requisitions: 2 }
        requisitions {
          name: 'counties/990101/facilities/people/requisitions/r'
          lines { item: 'i/n95' total: 2000 }
          lines { item: 'i/gowns' total: 30 }
          wanted_by { year: 2020 month: 1 day: 30 }
          reason: '用量增加' age_days: 4
        }
      }
    })");
  const std::string told = Told(ProblemsSection, overview);
  EXPECT_THAT(told, HasSubstr("- Requests that nobody answered: **3** (1 past "
                              "the day they were wanted by)"));
  EXPECT_THAT(told, HasSubstr("| 4 | 1 |\n| 0 | 2 |\n"));
  EXPECT_THAT(told, HasSubstr("| people | N95口罩 2,000 只, gowns 30  | 4 | "
                              "2020-01-30 | 用量增加 |\n"
                              "\n2 more are not listed."));
}

TEST(SectionsTest, WhatAServiceDoesNotCountIsNotKnownAndNotNone) {
  const std::string told = Told(ProblemsSection, Parsed<Overview>(R"(
    readiness { status { read_at { sequence: 1 } } summary {} }
    supplies { status { read_at { sequence: 1 } } })"));
  EXPECT_THAT(told, HasSubstr("**Findings: more than can be looked through"));
  EXPECT_THAT(told, HasSubstr("**Requests: more than can be looked through"));
  EXPECT_THAT(told, Not(HasSubstr("not closed: **0**")));
}

// An order of 1,000 pieces for 10,000.00, and a service for 500.00.
constexpr char kMoney[] = R"(
  money {
    status { read_at { sequence: 1 } }
    summary {
      document_count: 2
      purposes {
        purpose: 'counties/990101/purposes/supplies' display_name: '防控物资'
      }
      documents {
        name: 'counties/990101/documents/d1' number: '1号'
        total { paid { units: 4000 } }
        allocation_count: 2
        allocations {
          balance {
            purposes {
              purpose: 'counties/990101/purposes/supplies'
              paid { units: 4000 } held { units: 7000 }
            }
            purposes {
              purpose: 'counties/990101/purposes/any' available { units: 9 }
            }
          }
        }
      }
      documents { name: 'counties/990101/documents/d2' number: '2号' }
    }
  })";
constexpr char kTrace[] = R"(
  lines {
    money {
      purpose: 'counties/990101/purposes/supplies' item: 'i/n95'
      amount { units: 10000 } balance { paid { units: 3000 } }
    }
    goods {
      value { units: 6000 } outstanding_value { units: 4000 }
      places { place: PLACE_USED value { units: 1000 } }
      places { place: PLACE_ISSUED value { units: 500 } }
      places { place: PLACE_TRANSIT value { units: 700 } }
      places { place: PLACE_STORE value { units: 3800 } }
      places { place: PLACE_SENT_BACK quantity: 5 }
    }
  }
  lines {
    money {
      purpose: 'counties/990101/purposes/supplies' amount { units: 500 }
    }
  }
  lines {
    money {
      purpose: 'counties/990101/purposes/supplies' amount { units: 77 }
      reversed_by: 'counties/990101/reversals/r'
    }
  })";

TEST(SectionsTest, WhatMoneyBecameIsToldByDocumentAndPurpose) {
  const MoneyTraces traces = {Parsed<TraceFundingResponse>(kTrace),
                              std::nullopt};
  const std::string told = Told(FundingSection, Parsed<Overview>(kMoney),
                                rpc::Language::kEnglish, &traces);
  EXPECT_THAT(
      told,
      HasSubstr("| 1号 | not yet divided | 0.00 | 0.00 | 0.00 | 0.00 | 9.00 |\n"
                "| 1号 | 防控物资 | 4,000.00 | 7,000.00 | 0.00 | 0.00 | 0.00 "
                "|\n"
                "| 1号 | allocations that are not listed | not known |"));
  // Ordered = to come + in stores + on the way + used + services.
  EXPECT_THAT(told, HasSubstr("| 1号 | 防控物资 | 10,500.00 | 4,000.00 | "
                              "3,800.00 | 700.00 |  | 1,500.00 |  | 500.00 |  "
                              "|\n"
                              "| 1号 | paid without an order | 1,000.00 |"));
  // Whoever cannot be asked leaves it unknown.
  EXPECT_THAT(told, HasSubstr("| 2号 | orders: no service could be asked | not "
                              "known |"));
}

TEST(SectionsTest, WhatWasPaidWithoutAnOrderIsUnknownWhereOrdersAreLeftOut) {
  TraceFundingResponse trace = Parsed<TraceFundingResponse>(kTrace);
  trace.set_next_page_token("more");
  const MoneyTraces traces = {trace};
  const std::string told = Told(FundingSection, Parsed<Overview>(kMoney),
                                rpc::Language::kEnglish, &traces);
  EXPECT_THAT(told, HasSubstr("| 1号 | orders that are not listed | not known "
                              "|"));
  EXPECT_THAT(told, HasSubstr("| 1号 | paid without an order | not known |"));
  // The second document was not asked about.
  EXPECT_THAT(told, HasSubstr("\n1 more are not listed."));
}

TEST(SectionsTest, WithoutADocumentThereIsNoSum) {
  const std::string told = Told(FundingSection, Parsed<Overview>(R"(
    money { status { read_at { sequence: 1 } } summary {} }
    supplies {
      status { read_at { sequence: 1 } }
      items { item: 'i/n95' display_name: 'N95口罩' unknown: 2 }
    })"));
  EXPECT_THAT(told, HasSubstr("No allocation document is recorded."));
  EXPECT_THAT(told, Not(HasSubstr("0.00")));
  EXPECT_THAT(told, HasSubstr("| N95口罩 | not known |"));
}

}  // namespace
}  // namespace epiledger::gateway
