// Drills and inspections, with what came of their findings.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/readiness/api_time.h"
#include "services/readiness/day_asked.h"
#include "services/readiness/finding_queries.h"
#include "services/readiness/findings.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/seen_list.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;
using CountsBySource = StringMap<v1::FindingCounts>;

const google::type::Date& DateOfIt(const v1::Drill& drill) {
  return drill.drill_date();
}
const google::type::Date& DateOfIt(const v1::Inspection& inspection) {
  return inspection.inspection_date();
}

// What came by `day` of the findings of one facility, or of all.
absl::StatusOr<CountsBySource> CountsOn(absl::CivilDay day,
                                        const std::string& facility,
                                        ReadContext& context) {
  CountsBySource counts;
  const auto findings = SeenList<v1::Finding>(
      context, kFindings, facility, [&](v1::Finding& finding) {
        if (ShowAt(day, finding)) {
          CountFinding(finding, counts[finding.found_by()]);
        }
        return false;
      });
  if (!findings.ok()) return findings.status();
  return counts;
}

// Shows a drill or inspection as of `day`; false when it was later.
template <typename Observation>
bool ShowOn(absl::CivilDay day, const CountsBySource& counts,
            Observation& observation) {
  const absl::CivilDay date = ToDay(DateOfIt(observation));
  if (date > day) return false;
  observation.set_age_days(day - date);
  const auto found = counts.find(observation.name());
  *observation.mutable_findings() =
      found == counts.end() ? v1::FindingCounts() : found->second;
  return true;
}

template <typename Observation, typename Request>
absl::StatusOr<Observation> GetObservation(const Request& request,
                                           std::string_view collection,
                                           ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto one = host::GetOne<Observation>(
      context, collection, rpc::PathOf(request.name()), request.name());
  if (!one.ok()) return one;
  const auto counts = CountsOn(
      asked->day, FacilityOf(context.county(), request.name()), context);
  if (!counts.ok()) return counts.status();
  if (!ShowOn(asked->day, *counts, *one)) {
    return rpc::NotFound(collection, request.name());
  }
  return one;
}

// The newest first.
template <typename Observation, typename Request>
absl::StatusOr<std::vector<Observation>> Observations(
    const Request& request, std::string_view collection, const AskedDay& asked,
    ReadContext& context,
    absl::FunctionRef<bool(const Observation&)> is_asked_for) {
  const auto counts = CountsOn(asked.day, request.facility(), context);
  if (!counts.ok()) return counts.status();
  const auto keep = [&](Observation& one) {
    const absl::CivilDay date = ToDay(DateOfIt(one));
    return (!request.has_from_date() || date >= ToDay(request.from_date())) &&
           (!request.has_to_date() || date <= ToDay(request.to_date())) &&
           is_asked_for(one) && ShowOn(asked.day, *counts, one);
  };
  auto found =
      SeenList<Observation>(context, collection, request.facility(), keep);
  if (!found.ok()) return found;
  std::sort(found->begin(), found->end(),
            [](const Observation& a, const Observation& b) {
              return std::tuple(a.age_days(), a.name()) <
                     std::tuple(b.age_days(), b.name());
            });
  return found;
}

void AddParticipants(const v1::Drill& drill, v1::ListDrillsResponse& response) {
  if (drill.has_participants()) {
    response.set_total_participants(response.total_participants() +
                                    drill.participants());
  } else {
    response.set_participants_unknown(response.participants_unknown() + 1);
  }
}

}  // namespace

absl::StatusOr<v1::Drill> GetDrill(const v1::GetDrillRequest& request,
                                   ReadContext& context) {
  return GetObservation<v1::Drill>(request, kDrills, context);
}

absl::StatusOr<v1::Inspection> GetInspection(
    const v1::GetInspectionRequest& request, ReadContext& context) {
  return GetObservation<v1::Inspection>(request, kInspections, context);
}

absl::StatusOr<v1::ListDrillsResponse> ListDrills(
    const v1::ListDrillsRequest& request, ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto drills = Observations<v1::Drill>(
      request, kDrills, *asked, context, [&](const v1::Drill& drill) {
        return (request.plan().empty() || request.plan() == drill.plan()) &&
               (request.scenario().empty() ||
                request.scenario() == drill.scenario());
      });
  if (!drills.ok()) return drills.status();
  v1::ListDrillsResponse response;
  response.set_total_size(static_cast<int64_t>(drills->size()));
  for (const v1::Drill& drill : *drills) {
    AddParticipants(drill, response);
    AddCounts(drill.findings(), *response.mutable_findings());
  }
  *response.mutable_judge_date() = ToDate(asked->day);
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(host::TakePage(
      *std::move(drills), asked->place, context, *response.mutable_drills()));
  return response;
}

absl::StatusOr<v1::ListInspectionsResponse> ListInspections(
    const v1::ListInspectionsRequest& request, ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto inspections = Observations<v1::Inspection>(
      request, kInspections, *asked, context,
      [&](const v1::Inspection& inspection) {
        return request.organization().empty() ||
               request.organization() == inspection.organization();
      });
  if (!inspections.ok()) return inspections.status();
  v1::ListInspectionsResponse response;
  response.set_total_size(static_cast<int64_t>(inspections->size()));
  for (const v1::Inspection& inspection : *inspections) {
    AddCounts(inspection.findings(), *response.mutable_findings());
  }
  *response.mutable_judge_date() = ToDate(asked->day);
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(host::TakePage(*std::move(inspections),
                                              asked->place, context,
                                              *response.mutable_inspections()));
  return response;
}

}  // namespace epiledger::readiness
