// Budget against actual, by purpose and month.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/cash_names.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/report_queries.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::Position;

// Where the money of a purpose stands at a month's end.
struct Standing {
  // What it was given so far.
  Amount given = 0;
  // What orders have bound so far, paid or not.
  Amount bound = 0;
  Amount paid = 0;
  Amount open = 0;
  Amount available = 0;

  [[nodiscard]] bool operator==(const Standing&) const = default;
};
// By purpose, an id.
using Standings = std::map<std::string, Standing>;

// A commitment's line is named behind the purpose.
bool IsOfCommitment(std::string_view account) {
  return std::count(account.begin(), account.end(), '/') > 2;
}

void AddAccount(const std::string& account, Amount amount,
                Standings& standings) {
  const std::string_view kind =
      std::string_view(account).substr(0, account.find(':'));
  Standing& standing = standings[ParseAllocationAccount(account).purpose];
  // What had been paid ahead went along with its order, and was paid where it
  // came from; beside the money.
  if (kind == kPaidCarriedIn || kind == kPaidCarriedOut) {
    standing.paid += kind == kPaidCarriedIn ? -amount : amount;
    return;
  }
  standing.given += amount;
  // It waits for a second person: neither bound nor available.
  if (kind == kProposed) return;
  if (kind == "alloc") standing.available += amount;
  if (kind == "held" || kind == "accrued") standing.open += amount;
  if (kind == "paid" || kind == "prepaid") standing.paid += amount;
  if (kind != "alloc" && IsOfCommitment(account)) standing.bound += amount;
}

absl::StatusOr<Standings> StandingsAt(ReadContext& context,
                                      std::string_view document,
                                      Position position) {
  std::vector<std::string> prefixes = {
      AvailablePrefix(document), FigurePrefix(kFrozen, document),
      FigurePrefix(kProposed, document), FigurePrefix(kPaidCarriedIn, document),
      FigurePrefix(kPaidCarriedOut, document)};
  for (const Stage stage : kStages) {
    prefixes.push_back(StagePrefix(stage, document));
  }
  const auto balances = context.snapshot().BalancesUnderAny(
      prefixes, std::min(position, context.position()));
  if (!balances.ok()) return balances.status();
  Standings standings;
  for (const auto& [account, amount] : *balances) {
    AddAccount(account, amount, standings);
  }
  return standings;
}

absl::CivilMonth MonthOf(const google::type::Date& date) {
  return absl::CivilMonth(date.year(), date.month());
}

Position LastDayOf(absl::CivilMonth month) {
  return Position::FromDay(absl::CivilDay(month + 1) - 1);
}

absl::Status CheckMonths(absl::CivilMonth first, absl::CivilMonth last) {
  if (first > last) {
    return rpc::InvalidField("first_month", "RANGE_TURNED_ROUND");
  }
  const int64_t months = last - first + 1;
  if (months > limits::kMaxBudgetMonths) {
    return rpc::InvalidField("last_month", "TOO_MANY_MONTHS",
                             {{"found", Concat(months)},
                              {"limit", Concat(limits::kMaxBudgetMonths)}});
  }
  return absl::OkStatus();
}

Standing StandingOf(const Standings& standings, const std::string& purpose) {
  const auto found = standings.find(purpose);
  return found == standings.end() ? Standing() : found->second;
}

void FillLine(const Standing& before, const Standing& after,
              v1::BudgetLine& line) {
  *line.mutable_allocated() = ToMoney(after.given - before.given);
  *line.mutable_committed() = ToMoney(after.bound - before.bound);
  *line.mutable_paid() = ToMoney(after.paid - before.paid);
  *line.mutable_open() = ToMoney(after.open);
  *line.mutable_available() = ToMoney(after.available);
}

// The lines of one purpose; `ends` has the standings before the first month and
// at the end of each.
void AddLines(const std::string& county, const std::string& purpose,
              absl::CivilMonth first, const std::vector<Standings>& ends,
              std::vector<v1::BudgetLine>& lines) {
  for (size_t i = 1; i < ends.size(); ++i) {
    const Standing before = StandingOf(ends[i - 1], purpose);
    const Standing after = StandingOf(ends[i], purpose);
    const bool has_money = after.open != 0 || after.available != 0;
    if (before == after && !has_money) continue;
    v1::BudgetLine& line = lines.emplace_back();
    line.set_purpose(rpc::MakeName(kPurposeName, {county, purpose}));
    const absl::CivilMonth month = first + static_cast<int64_t>(i) - 1;
    *line.mutable_month() = ToDate(Position::FromDay(absl::CivilDay(month)));
    FillLine(before, after, line);
  }
}

Standing SumOfPurposes(const Standings& standings, const std::string& purpose) {
  Standing sum;
  for (const auto& [name, standing] : standings) {
    if (!purpose.empty() && name != purpose) continue;
    sum.given += standing.given;
    sum.bound += standing.bound;
    sum.paid += standing.paid;
    sum.open += standing.open;
    sum.available += standing.available;
  }
  return sum;
}

// Before the first month, and at the end of each that has begun by the day
// asked.
absl::StatusOr<std::vector<Standings>> ReadEnds(ReadContext& context,
                                                std::string_view document,
                                                absl::CivilMonth first,
                                                absl::CivilMonth last) {
  std::vector<Standings> ends;
  for (absl::CivilMonth month = first - 1; month <= last; ++month) {
    const bool has_begun =
        Position::FromDay(absl::CivilDay(month)) <= context.position();
    if (!ends.empty() && !has_begun) break;
    auto standings = StandingsAt(context, document, LastDayOf(month));
    if (!standings.ok()) return standings.status();
    ends.push_back(*std::move(standings));
  }
  return ends;
}

}  // namespace

absl::StatusOr<v1::ListBudgetLinesResponse> ListBudgetLines(
    const v1::ListBudgetLinesRequest& request, ReadContext& context) {
  const absl::CivilMonth first = MonthOf(request.first_month());
  const absl::CivilMonth last = MonthOf(request.last_month());
  if (const absl::Status months = CheckMonths(first, last); !months.ok()) {
    return months;
  }
  const std::string document =
      request.document().empty()
          ? std::string()
          : std::string(rpc::LastSegment(request.document()));
  const auto ends = ReadEnds(context, document, first, last);
  if (!ends.ok()) return ends.status();
  const std::string purpose(request.purpose().empty()
                                ? std::string_view()
                                : rpc::LastSegment(request.purpose()));
  std::vector<v1::BudgetLine> lines;
  // Money may move in and be gone by the end: all months name purposes.
  std::set<std::string> purposes;
  for (const Standings& end : *ends) {
    for (const auto& [name, standing] : end) purposes.insert(name);
  }
  for (const std::string& name : purposes) {
    if (!purpose.empty() && name != purpose) continue;
    AddLines(context.county(), name, first, *ends, lines);
  }
  v1::ListBudgetLinesResponse response;
  FillLine(SumOfPurposes(ends->front(), purpose),
           SumOfPurposes(ends->back(), purpose), *response.mutable_total());
  response.set_total_size(static_cast<int64_t>(lines.size()));
  response.set_next_page_token(
      TakeNumberedPage(context, lines, *response.mutable_budget_lines()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
