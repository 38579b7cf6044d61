#include "services/readiness/roster_reader.h"

#include <utility>

#include "services/book/genesis.h"
#include "services/host/judged_page.h"
#include "services/host/sight.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {

absl::StatusOr<RosterReader> RosterReader::Open(host::ReadContext& context) {
  RosterReader reader(context);
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  reader.county_ = *genesis;
  const absl::Status status = context.snapshot().List(
      kFacilities, {}, [&reader](const ledger::ResourceRow& row) {
        reader.facilities_.push_back(row.name);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return reader;
}

std::vector<std::string> RosterReader::Seen(const std::string& facility) const {
  std::vector<std::string> seen;
  const auto prefix =
      host::PrefixSeen(rpc::PathOf(facility), context_->caller());
  if (!prefix.has_value()) return seen;
  for (const std::string& id : facilities_) {
    if (prefix->empty() || *prefix == id + "/") seen.push_back(id);
  }
  return seen;
}

absl::StatusOr<std::vector<v1::DutyPost>> RosterReader::Posts(
    const std::string& facility) {
  std::vector<v1::DutyPost> posts;
  const absl::Status status = context_->snapshot().List(
      kDutyPosts, ledger::ResourceRange::Under(facility + "/"),
      [&posts](const ledger::ResourceRow& row) {
        posts.emplace_back().ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return posts;
}

absl::StatusOr<std::vector<v1::Shift>> RosterReader::Shifts(
    const std::vector<std::string>& facilities, const Stretch& window,
    bool show_withdrawn) {
  std::vector<v1::Shift> shifts;
  // A minute more, for windows that begin within one.
  const std::string first =
      ShiftId(county_, window.start - limits::kMaxShift - absl::Minutes(1), "");
  const std::string last = ShiftId(county_, window.end + absl::Minutes(1), "");
  for (const std::string& facility : facilities) {
    ledger::ResourceRange range;
    range.after = Concat(facility, "/", first);
    range.end = Concat(facility, "/", last);
    const absl::Status status = context_->snapshot().List(
        kShifts, range, [&](const ledger::ResourceRow& row) {
          v1::Shift shift;
          shift.ParseFromString(row.body);
          const bool is_shown = show_withdrawn || !shift.has_withdrawal();
          if (is_shown && !StretchOf(shift).Within(window).IsEmpty()) {
            shifts.push_back(std::move(shift));
          }
          return host::CheckSortable(shifts.size());
        });
    if (!status.ok()) return status;
  }
  return shifts;
}

absl::StatusOr<Stretch> WindowAsked(const google::protobuf::Timestamp& from,
                                    const google::protobuf::Timestamp& to) {
  const Stretch window{ToTime(from), ToTime(to)};
  if (!window.IsEmpty() &&
      window.end - window.start <= limits::kMaxDutyWindow) {
    return window;
  }
  return rpc::InvalidField(
      "to_time", "BAD_WINDOW",
      {{"found", ToText(window.end)},
       {"from", ToText(window.start)},
       {"days", Concat(absl::ToInt64Hours(limits::kMaxDutyWindow) / 24)}});
}

}  // namespace epiledger::readiness
