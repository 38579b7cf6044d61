// The day that a read of plans, drills and findings speaks of, and the instant
// that one of duty does.
#ifndef EPILEDGER_SERVICES_READINESS_DAY_ASKED_H_
#define EPILEDGER_SERVICES_READINESS_DAY_ASKED_H_

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "services/host/judged_page.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

struct AskedDay {
  absl::CivilDay day;
  // For host::TakePage: the same day on all pages.
  host::JudgedPlace place;
};

// The effective date asked about, or the county's day at the moment the answer
// speaks of; on later pages that of the first. The storage layer's codes.
[[nodiscard]] absl::StatusOr<AskedDay> DayAsked(const type::v1::AsOf& as_of,
                                                host::ReadContext& context);

// The instant that a read of what holds at one speaks of: the effective one
// asked about, or the moment the answer speaks of; on later pages that of the
// first. The storage layer's codes.
[[nodiscard]] absl::StatusOr<absl::Time> InstantAsked(
    const type::v1::AsOf& as_of, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_DAY_ASKED_H_
