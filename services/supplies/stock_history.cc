#include "services/supplies/stock_history.h"

#include <array>
#include <optional>
#include <utility>

#include "services/book/genesis.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supply.h"

namespace epiledger::supplies {
namespace {

using Flows = v1::StockHistory::Flows;
using Movement = v1::Movement;

// A flow, and how a change of stock counts in it.
struct Flow {
  int64_t (Flows::*get)() const;
  void (Flows::*set)(int64_t);
  int sign = 1;
};

constexpr Flow kReceived = {&Flows::received, &Flows::set_received};
constexpr Flow kBroughtBack = {&Flows::brought_back, &Flows::set_brought_back};
constexpr Flow kMovedIn = {&Flows::moved_in, &Flows::set_moved_in};
constexpr Flow kMovedOut = {&Flows::moved_out, &Flows::set_moved_out, -1};
constexpr Flow kBetweenStores = {&Flows::between_stores,
                                 &Flows::set_between_stores};
constexpr Flow kIssued = {&Flows::issued, &Flows::set_issued, -1};
constexpr Flow kSentBack = {&Flows::sent_back, &Flows::set_sent_back, -1};
constexpr Flow kLost = {&Flows::lost, &Flows::set_lost, -1};
constexpr Flow kCountedChange = {&Flows::counted_change,
                                 &Flows::set_counted_change};

constexpr std::array kFlows = {kReceived, kBroughtBack,   kMovedIn,
                               kMovedOut, kBetweenStores, kIssued,
                               kSentBack, kLost,          kCountedChange};

void AddTo(Flows& flows, const Flow& flow, Amount change) {
  (flows.*flow.set)((flows.*flow.get)() + flow.sign * change);
}

void AddAll(const Flows& more, Flows& flows) {
  for (const Flow& flow : kFlows) {
    (flows.*flow.set)((flows.*flow.get)() + (more.*flow.get)());
  }
}

const Flow& FlowOf(const v1::MovementEntry& movement, Amount change,
                   IsWithin is_within) {
  switch (movement.kind()) {
    case Movement::KIND_LOSE:
      return kLost;
    case Movement::KIND_BRING_BACK:
      return kBroughtBack;
    case Movement::KIND_SEND_BACK:
      return kSentBack;
    case Movement::KIND_PUT_IN_SERVICE:
      return kIssued;
    case Movement::KIND_SHIP:
      return is_within(movement.shipment()) ? kBetweenStores : kMovedOut;
    case Movement::KIND_ARRIVE:
      return is_within(movement.shipment()) ? kBetweenStores : kMovedIn;
    default:
      // The sign tells receipts from issues.
      return change < 0 ? kIssued : kReceived;
  }
}

// The stock of a line as its entries go by.
class Walk {
 public:
  explicit Walk(IsWithin is_within) : is_within_(is_within) {}

  // Takes in one entry; what it changes belongs to `day`, if any.
  void Take(const v1::LineEntry& entry, LineDay* day) {
    if (entry.has_count()) {
      TakeCount(entry.count(), day);
      return;
    }
    const Amount change = ChangeOf(entry);
    for (const v1::LotChange& lot : entry.movement().changes()) {
      lots_[lot.lot()] += lot.amount();
    }
    stock_ += change;
    if (day != nullptr) {
      AddTo(day->flows, FlowOf(entry.movement(), change, is_within_), change);
    }
  }

  void Begin(LineDay& day) const {
    day.opening = stock_;
    day.is_known_at_opening = is_known_;
  }
  void End(LineDay& day) {
    std::erase_if(lots_, [](const auto& lot) { return lot.second == 0; });
    day.closing = stock_;
    day.lots = lots_;
    day.is_known = is_known_;
  }

 private:
  void TakeCount(const v1::CountEntry& count, LineDay* day) {
    if (day != nullptr) {
      AddTo(day->flows, kCountedChange, count.quantity() - stock_);
      day->is_counted = true;
    }
    stock_ = count.quantity();
    is_known_ = true;
    lots_.clear();
    for (const v1::LotChange& lot : count.balances()) {
      lots_[lot.lot()] += lot.amount();
    }
  }

  IsWithin is_within_;
  Amount stock_ = 0;
  std::map<std::string, Amount> lots_;
  bool is_known_ = false;
};

// Lines on one day.
class DayTogether {
 public:
  explicit DayTogether(absl::CivilDay date) : date_(date) {
    *day_.mutable_date() = ToDate(date);
    day_.mutable_flows();
  }

  void Add(const LineHistory& line, size_t place) {
    const LineDay& of = line.days[place];
    AddAll(of.flows, *day_.mutable_flows());
    AddUse(line, of);
    if (!line.is_ever_counted) {
      day_.set_unknown_stores(day_.unknown_stores() + 1);
      return;
    }
    opening_ += of.opening;
    closing_ += of.closing;
    usable_ += line.usable[place];
    knows_opening_ |= of.is_known_at_opening;
    knows_closing_ |= of.is_known;
    day_.set_counted(day_.counted() || of.is_counted);
  }

  [[nodiscard]] v1::StockHistory::Day Take() {
    if (knows_opening_) day_.set_opening(opening_);
    if (knows_closing_) {
      day_.set_closing(closing_);
      day_.set_usable(usable_);
      if (day_.unknown_stores() == 0) day_.set_without_stock(usable_ == 0);
    }
    day_.set_says_nothing(day_.has_used() && !says_something_);
    return std::move(day_);
  }

 private:
  void AddUse(const LineHistory& line, const LineDay& of) {
    const auto found = line.use.find(date_);
    if (found != line.use.end()) {
      day_.set_used(day_.used() + found->second.use);
      says_something_ |= !found->second.says_nothing;
    } else if (of.is_known_at_opening || !line.is_ever_counted) {
      day_.set_use_unknown_stores(day_.use_unknown_stores() + 1);
    }
  }

  const absl::CivilDay date_;
  v1::StockHistory::Day day_;
  Amount opening_ = 0;
  Amount closing_ = 0;
  Amount usable_ = 0;
  bool knows_opening_ = false;
  bool knows_closing_ = false;
  bool says_something_ = false;
};

void AddToSums(const v1::StockHistory::Day& day, v1::StockHistory& history) {
  AddAll(day.flows(), *history.mutable_flows());
  if (!day.has_without_stock()) {
    history.set_days_unknown(history.days_unknown() + 1);
  } else if (day.without_stock()) {
    history.set_days_without_stock(history.days_without_stock() + 1);
  } else {
    history.set_days_with_stock(history.days_with_stock() + 1);
  }
  if (day.has_used() && day.use_unknown_stores() == 0) {
    history.set_used(history.used() + day.used());
    history.set_days_use_known(history.days_use_known() + 1);
  }
}

}  // namespace

std::vector<LineDay> LineDaysOf(const LineEntries& entries,
                                const journal::v1::Genesis& genesis,
                                absl::CivilDay first, absl::CivilDay last,
                                IsWithin is_within) {
  std::vector<LineDay> days;
  Walk walk(is_within);
  auto entry = entries.begin();
  const auto is_before = [&](absl::CivilDay day) {
    return entry != entries.end() &&
           absl::FromUnixMicros(PositionOfEntry(entry->first)) <
               book::BeginningOf(genesis, day);
  };
  for (; is_before(first); ++entry) walk.Take(entry->second, nullptr);
  for (absl::CivilDay day = first; day <= last; ++day) {
    LineDay& of = days.emplace_back();
    walk.Begin(of);
    for (; is_before(day + 1); ++entry) walk.Take(entry->second, &of);
    walk.End(of);
  }
  return days;
}

v1::StockHistory HistoryOf(absl::Span<const LineHistory> lines,
                           absl::CivilDay first, int64_t days) {
  v1::StockHistory history;
  history.mutable_flows();
  for (int64_t i = 0; i < days; ++i) {
    DayTogether day(first + i);
    for (const LineHistory& line : lines) {
      day.Add(line, static_cast<size_t>(i));
    }
    v1::StockHistory::Day& added = *history.add_days();
    added = day.Take();
    AddToSums(added, history);
  }
  return history;
}

}  // namespace epiledger::supplies
