#include "services/readiness/open_findings.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/findings.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/seen_list.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;
using FacilitiesByName = std::map<std::string, const v1::Facility*>;
using SeverityCount = v1::OpenFindings::SeverityCount;

std::string PlaceOfFinding(const v1::Finding& finding) {
  return finding.name().substr(0, finding.name().find("/findings/"));
}

// The longest overdue first, then the next to be due.
auto UrgencyOf(const v1::Finding& finding) {
  return std::tuple(-finding.overdue_days(), finding.state(),
                    ToDay(finding.due_date()), finding.name());
}

// Of OpenFindings and of SeverityCount.
template <typename Counts>
void Tally(const v1::Finding& finding, Counts& counts) {
  if (finding.state() == v1::Finding::STATE_OPEN) {
    counts.set_open(counts.open() + 1);
  } else {
    counts.set_fixed(counts.fixed() + 1);
  }
  if (finding.overdue_days() > 0) counts.set_overdue(counts.overdue() + 1);
}

void TallyAll(const std::vector<v1::Finding>& findings,
              v1::OpenFindings& open) {
  std::map<v1::Finding::Severity, SeverityCount, std::greater<>> severities;
  for (const v1::Finding& finding : findings) {
    Tally(finding, open);
    SeverityCount& count = severities[finding.severity()];
    count.set_severity(finding.severity());
    Tally(finding, count);
  }
  for (auto& [severity, count] : severities) *open.add_severities() = count;
}

// Who is asked about a finding; empty when nobody is named.
std::string AskedOf(const v1::Finding& finding,
                    const FacilitiesByName& facilities) {
  if (!finding.owner().empty()) return finding.owner();
  const auto facility = facilities.find(PlaceOfFinding(finding));
  return facility == facilities.end() ? "" : facility->second->duty_contact();
}

v1::OpenFinding ShowOpen(v1::Finding finding,
                         const FacilitiesByName& facilities,
                         const People& people) {
  v1::OpenFinding shown;
  shown.set_facility(PlaceOfFinding(finding));
  const auto facility = facilities.find(shown.facility());
  if (facility != facilities.end()) {
    shown.set_display_name(facility->second->display_name());
  }
  const std::string asked = AskedOf(finding, facilities);
  if (!asked.empty()) *shown.mutable_contact() = people.ContactOf(asked);
  finding.clear_steps();
  *shown.mutable_finding() = std::move(finding);
  return shown;
}

absl::StatusOr<People> ReadAsked(ReadContext& context,
                                 const std::vector<v1::Finding>& findings,
                                 const FacilitiesByName& facilities) {
  std::vector<std::string> ids;
  for (const v1::Finding& finding : findings) {
    const std::string asked = AskedOf(finding, facilities);
    if (!asked.empty()) ids.emplace_back(rpc::LastSegment(asked));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return People::Read(context, ids);
}

}  // namespace

absl::Status AddOpenFindings(ReadContext& context, absl::CivilDay day,
                             const std::vector<v1::Facility>& facilities,
                             v1::CountySummary& summary) {
  auto found = SeenList<v1::Finding>(
      context, kFindings, "", [day](v1::Finding& finding) {
        return ShowAt(day, finding) &&
               finding.state() != v1::Finding::STATE_CLOSED;
      });
  if (absl::IsResourceExhausted(found.status())) return absl::OkStatus();
  if (!found.ok()) return found.status();
  v1::OpenFindings& open = *summary.mutable_findings();
  TallyAll(*found, open);
  std::sort(found->begin(), found->end(),
            [](const v1::Finding& a, const v1::Finding& b) {
              return UrgencyOf(a) < UrgencyOf(b);
            });
  found->resize(std::min(found->size(), limits::kMaxFindingsShown));
  FacilitiesByName by_name;
  for (const v1::Facility& facility : facilities) {
    by_name.emplace(facility.name(), &facility);
  }
  const auto people = ReadAsked(context, *found, by_name);
  if (!people.ok()) return people.status();
  for (v1::Finding& finding : *found) {
    *open.add_findings() = ShowOpen(std::move(finding), by_name, *people);
  }
  return absl::OkStatus();
}

}  // namespace epiledger::readiness
