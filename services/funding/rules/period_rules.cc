#include "services/funding/rules/period_rules.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/book/genesis.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::Position;
using ledger::State;

namespace {

// `2020-03`, in the years a date may have.
bool IsMonth(std::string_view text) {
  int year = 0;
  int month = 0;
  return text.size() == 7 && text[4] == '-' &&
         absl::SimpleAtoi(absl::string_view(text.data(), 4), &year) &&
         absl::SimpleAtoi(absl::string_view(text.data() + 5, 2), &month) &&
         year >= limits::kFirstYear && year <= limits::kLastYear &&
         month >= 1 && month <= 12;
}

absl::Status CheckMonth(std::string_view name) {
  const std::string_view id = rpc::LastSegment(name);
  if (IsMonth(id)) return absl::OkStatus();
  return rpc::InvalidField("name", "NOT_A_MONTH", {{"found", std::string(id)}});
}

// The entry of a change: the period, and the month closed last from now on.
Accepted RecordPeriod(const std::string& name, v1::Period::State to,
                      const std::string& reason,
                      const std::string& closed_through,
                      const DecisionContext& context) {
  const std::string month(rpc::LastSegment(name));
  v1::Period period;
  period.set_name(name);
  period.set_state(to);
  *period.mutable_last_date() =
      ToDate(Position(FirstDayAfter(month).value() - 1));
  period.set_reason(reason);
  period.set_subject(context.subject);
  *period.mutable_change_time() = ToTimestamp(context.record_time);
  Accepted accepted;
  AddResource(kPeriods, month, period, accepted);
  AddResource(kClosedThrough, kClosedThroughKey, closed_through, accepted);
  return accepted;
}

}  // namespace

absl::Status ValidateClosePeriod(const v1::ClosePeriodRequest& request) {
  return CheckMonth(request.name());
}

absl::Status ValidateReopenPeriod(const v1::ReopenPeriodRequest& request) {
  return CheckMonth(request.name());
}

Decision DecideClosePeriod(const v1::ClosePeriodRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string month(rpc::LastSegment(request.name()));
  const Position today = Position::FromDay(
      book::CivilDayAt(book::GenesisOf(state), context.record_time));
  if (FirstDayAfter(month) > today) {
    return rpc::InvalidField("name", "PERIOD_NOT_OVER",
                             {{"found", month}, {"today", ToText(today)}});
  }
  const std::string last = LastClosed(state);
  if (!last.empty() && month != MonthBeside(last, 1)) {
    return Refuse("PERIOD_NOT_NEXT", {{"period", month},
                                      {"last_closed", last},
                                      {"next", MonthBeside(last, 1)}});
  }
  return RecordPeriod(request.name(), v1::Period::STATE_CLOSED,
                      request.reason(), month, context);
}

Decision DecideReopenPeriod(const v1::ReopenPeriodRequest& request,
                            const DecisionContext& context, State& state) {
  const std::string month(rpc::LastSegment(request.name()));
  const std::string last = LastClosed(state);
  if (month != last) {
    return Refuse("PERIOD_NOT_LAST",
                  {{"period", month}, {"last_closed", last}});
  }
  // The month before was closed on its own, or with this one.
  const std::string before = MonthBeside(month, -1);
  const auto earlier = state.Get<v1::Period>(kPeriods, before);
  const bool stays_closed =
      earlier.has_value() && earlier->state() == v1::Period::STATE_CLOSED;
  return RecordPeriod(request.name(), v1::Period::STATE_OPEN, request.reason(),
                      stays_closed ? before : std::string(), context);
}

}  // namespace epiledger::funding
