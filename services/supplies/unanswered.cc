#include "services/supplies/unanswered.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/limits.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

auto WaitOf(const v1::Requisition& requisition) {
  return std::tuple(ToPosition(requisition.create_time()), requisition.name());
}

absl::StatusOr<std::vector<v1::Requisition>> Waiting(ReadContext& context,
                                                     const AgeClock& clock) {
  std::vector<v1::Requisition> found;
  const absl::Status status = context.snapshot().List(
      kRequisitions, {}, [&](const ledger::ResourceRow& row) {
        v1::Requisition requisition;
        requisition.ParseFromString(row.body);
        if (requisition.state() == v1::Requisition::STATE_SUBMITTED) {
          requisition.set_age_days(clock.DaysSince(requisition.create_time()));
          found.push_back(std::move(requisition));
        }
        return CheckSortable(found.size());
      });
  if (!status.ok()) return status;
  std::sort(found.begin(), found.end(),
            [](const v1::Requisition& a, const v1::Requisition& b) {
              return WaitOf(a) < WaitOf(b);
            });
  return found;
}

v1::UnansweredRequisitions TellWaiting(std::vector<v1::Requisition> waiting,
                                       absl::CivilDay today) {
  v1::UnansweredRequisitions told;
  told.set_total(static_cast<int64_t>(waiting.size()));
  std::map<int64_t, int64_t, std::greater<>> ages;
  for (const v1::Requisition& requisition : waiting) {
    ++ages[requisition.age_days()];
    if (requisition.has_wanted_by() &&
        ToCivilDay(requisition.wanted_by()) < today) {
      told.set_past_wanted_by(told.past_wanted_by() + 1);
    }
  }
  for (const auto& [age, count] : ages) {
    v1::UnansweredRequisitions::AgeCount& line = *told.add_ages();
    line.set_age_days(age);
    line.set_requisitions(count);
  }
  waiting.resize(std::min(waiting.size(), limits::kMaxUnansweredShown));
  for (v1::Requisition& requisition : waiting) {
    *told.add_requisitions() = std::move(requisition);
  }
  return told;
}

}  // namespace

absl::StatusOr<std::optional<v1::UnansweredRequisitions>> ReadUnanswered(
    ReadContext& context, absl::CivilDay today) {
  const absl::StatusOr<AgeClock> clock = AgeClock::Open(context);
  if (!clock.ok()) return clock.status();
  auto waiting = Waiting(context, *clock);
  if (absl::IsResourceExhausted(waiting.status())) return std::nullopt;
  if (!waiting.ok()) return waiting.status();
  return TellWaiting(*std::move(waiting), today);
}

}  // namespace epiledger::supplies
