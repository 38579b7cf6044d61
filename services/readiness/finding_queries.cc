#include "services/readiness/finding_queries.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/readiness/api_time.h"
#include "services/readiness/day_asked.h"
#include "services/readiness/findings.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/seen_list.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

bool IsAskedFor(const v1::ListFindingsRequest& request,
                const v1::Finding& finding) {
  const auto fits = [](const std::string& asked, const std::string& is) {
    return asked.empty() || asked == is;
  };
  const bool is_state = request.state() == v1::Finding::STATE_UNSPECIFIED ||
                        request.state() == finding.state();
  return is_state && finding.severity() >= request.min_severity() &&
         (!request.overdue() || finding.overdue_days() > 0) &&
         fits(request.organization(), finding.organization()) &&
         fits(request.owner(), finding.owner()) &&
         fits(request.drill(), finding.found_by()) &&
         fits(request.inspection(), finding.found_by()) &&
         finding.age_days() >= request.min_age_days();
}

// Open ones by when they are due, then those to be tested, then closed ones.
auto OrderOf(const v1::Finding& finding) {
  return std::tuple(finding.state(), ToDay(finding.due_date()), finding.name());
}

}  // namespace

absl::StatusOr<v1::Finding> GetFinding(const v1::GetFindingRequest& request,
                                       ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto finding = host::GetOne<v1::Finding>(
      context, kFindings, rpc::PathOf(request.name()), request.name());
  if (finding.ok() && !ShowAt(asked->day, *finding)) {
    return rpc::NotFound(kFindings, request.name());
  }
  return finding;
}

absl::StatusOr<v1::ListFindingsResponse> ListFindings(
    const v1::ListFindingsRequest& request, ReadContext& context) {
  const auto asked = DayAsked(request.as_of(), context);
  if (!asked.ok()) return asked.status();
  auto findings = SeenList<v1::Finding>(
      context, kFindings, request.facility(), [&](v1::Finding& finding) {
        return ShowAt(asked->day, finding) && IsAskedFor(request, finding);
      });
  if (!findings.ok()) return findings.status();
  std::sort(findings->begin(), findings->end(),
            [](const v1::Finding& a, const v1::Finding& b) {
              return OrderOf(a) < OrderOf(b);
            });
  v1::ListFindingsResponse response;
  response.set_total_size(static_cast<int64_t>(findings->size()));
  for (const v1::Finding& finding : *findings) {
    CountFinding(finding, *response.mutable_counts());
  }
  *response.mutable_judge_date() = ToDate(asked->day);
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(host::TakePage(*std::move(findings),
                                              asked->place, context,
                                              *response.mutable_findings()));
  return response;
}

}  // namespace epiledger::readiness
