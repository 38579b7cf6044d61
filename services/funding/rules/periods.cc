#include "services/funding/rules/periods.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/entry.h"

namespace epiledger::funding {

using ledger::Position;

namespace {

absl::CivilMonth ParsedMonth(const std::string& month) {
  absl::CivilMonth parsed;
  // What is stored passed IsMonth.
  (void)absl::ParseCivilTime(month, &parsed);
  return parsed;
}

}  // namespace

std::string LastClosed(ledger::State& state) {
  const auto found = state.resources().Find(kClosedThrough, kClosedThroughKey);
  return found.has_value() ? std::string(*found) : std::string();
}

Position FirstDayOf(const std::string& month) {
  return Position::FromDay(absl::CivilDay(ParsedMonth(month)));
}

Position FirstDayAfter(const std::string& month) {
  return Position::FromDay(absl::CivilDay(ParsedMonth(month) + 1));
}

std::string MonthBeside(const std::string& month, int distance) {
  return absl::FormatCivilTime(ParsedMonth(month) + distance);
}

std::optional<journal::Refusal> CheckPeriodOpen(Position position,
                                                ledger::State& state) {
  const std::string last = LastClosed(state);
  if (last.empty()) return std::nullopt;
  const Position open = FirstDayAfter(last);
  if (position >= open) return std::nullopt;
  return Refuse(
      "PERIOD_CLOSED",
      {{"date", ToText(position)},
       {"period", absl::FormatCivilTime(absl::CivilMonth(position.day()))},
       {"last_closed", last},
       {"first_open", ToText(open)},
       {"reopened_by", "headquarters"}});
}

Position PostingDay(Position position, ledger::State& state) {
  const std::string last = LastClosed(state);
  return last.empty() ? position : std::max(position, FirstDayAfter(last));
}

}  // namespace epiledger::funding
