// What is known of one facility at an instant, for the judgement of personnel,
// duty and plans. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_EVIDENCE_FACTS_H_
#define EPILEDGER_SERVICES_READINESS_EVIDENCE_FACTS_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/readiness/v1/drill.pb.h"
#include "epiledger/readiness/v1/duty.pb.h"
#include "epiledger/readiness/v1/finding.pb.h"
#include "epiledger/readiness/v1/plan.pb.h"
#include "services/readiness/county_totals.h"
#include "services/readiness/roster.h"

namespace epiledger::readiness {

// A post that has said what it needs.
struct PostFacts {
  std::string name;
  // People at the instant; different ones are counted.
  int64_t needed = 0;
  int64_t present = 0;
  // The first stretch after the instant, within the hours looked ahead, in
  // which there are too few.
  std::optional<Manning> gap_ahead;
};

// The roster of a facility.
struct RosterFacts {
  // Those with a requirement that holds on the day, in the order given.
  std::vector<PostFacts> posts;
  // At the instant, over all posts: people needed, different people there, and
  // of these those who are at another facility by its roster.
  int64_t needed = 0;
  int64_t people = 0;
  int64_t people_elsewhere = 0;
  // The most people all posts need at once on that day.
  int64_t needed_at_once = 0;
};

// What a roster is looked at for.
struct RosterMoment {
  absl::Time instant;
  // How far ahead gaps are looked for.
  absl::Duration ahead;
  journal::v1::Genesis county;
};

// `shifts` are those of the facility that have a part of the time from the
// instant on, `elsewhere` the people who are at another facility at the
// instant.
[[nodiscard]] RosterFacts RosterFactsOf(const std::vector<v1::DutyPost>& posts,
                                        const std::vector<v1::Shift>& shifts,
                                        const std::set<std::string>& elsewhere,
                                        const RosterMoment& moment);

// What the newest report with answers says of staff on duty.
struct StaffFacts {
  // The indicator, by its name.
  std::string indicator;
  // Absent when no report with answers was ever filed.
  std::optional<int64_t> report_days;
  Standing standing = Standing::kNotDue;
  // Of kKnown and kStale.
  int64_t value = 0;
};

struct EvidenceFacts {
  // Its name.
  std::string facility;
  absl::CivilDay day;
  RosterFacts roster;
  // Absent when the form does not ask the facility.
  std::optional<StaffFacts> staff;
  // As they stand on the day.
  std::vector<v1::Plan> plans;
  std::vector<v1::Drill> drills;
  std::vector<v1::Finding> findings;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_EVIDENCE_FACTS_H_
