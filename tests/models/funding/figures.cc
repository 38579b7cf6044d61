#include "tests/models/funding/figures.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "tests/models/funding/figures_cash.h"
#include "tests/models/funding/figures_proposals.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

struct NamedPot {
  Kind kind;
  const char* name;
};
// Of each purpose of an allocation, beside the stages.
constexpr std::array<NamedPot, 7> kPots = {{
    {Kind::kAvailable, "available"},
    {Kind::kFrozen, "frozen"},
    {Kind::kRecalled, "recalled"},
    {Kind::kTransferredIn, "transferred in"},
    {Kind::kTransferredOut, "transferred out"},
    {Kind::kCarriedIn, "carried in"},
    {Kind::kCarriedOut, "carried out"},
}};

struct NamedStage {
  LineAt::Figure stage;
  const char* name;
};
constexpr std::array<NamedStage, 4> kStages = {{
    {&Standing::held, "held"},
    {&Standing::prepaid, "prepaid"},
    {&Standing::accrued, "accrued"},
    {&Standing::paid, "paid"},
}};

// Tells one list after the other.
class Teller {
 public:
  Teller(const Notes& notes, Point point) : notes_(notes), point_(point) {}

  void TellFunds();
  void TellAllocations();
  void TellOrders();
  void TellArrivals();
  void TellPayments();
  void TellDebts();
  void TellPeriods();

  [[nodiscard]] Figures& figures() { return figures_; }

 private:
  [[nodiscard]] int64_t Sum(const Pot& pot) const {
    return notes_.journal.Sum(pot, point_);
  }
  // Each of what is listed is also part of a total.
  void Add(const std::string& list, const std::string& thing,
           const std::string& figure, int64_t fen) {
    figures_[list + " " + thing + " " + figure] += fen;
    figures_["all " + list + "s " + figure] += fen;
  }
  void AddToPurpose(const std::string& allocation, const std::string& purpose,
                    const std::string& figure, int64_t fen) {
    figures_["allocation " + allocation + " " + purpose + " " + figure] += fen;
    Add("allocation", allocation, figure, fen);
  }
  // Says whether it was.
  bool TellReversed(const std::string& thing, int64_t sequence) {
    if (!notes_.IsReversedAt(sequence, point_)) return false;
    figures_[thing + " reversed"] = 1;
    return true;
  }
  void TellPurpose(const NotedAllocation& allocation, const Share& share);
  void AddStages(const NotedOrder& noted);
  [[nodiscard]] int64_t AllocatedOf(const std::string& fund) const;

  const Notes& notes_;
  const Point point_;
  Figures figures_;
};

// What the allocations of a fund have: all they got, less what was recalled
// or carried back. What went from one to the other adds up to nothing.
int64_t Teller::AllocatedOf(const std::string& fund) const {
  int64_t allocated = 0;
  for (const auto& [name, allocation] : notes_.allocations) {
    if (allocation.grant.fund != fund || !allocation.made.IsSeenAt(point_) ||
        notes_.IsReversedAt(allocation.made.sequence, point_)) {
      continue;
    }
    allocated += allocation.grant.fen;
    const auto less_gone = [&, owner = name](const std::string& purpose) {
      allocated -= Sum({Kind::kRecalled, owner, purpose, ""});
      allocated -= Sum({Kind::kCarriedOut, owner, purpose, ""});
      allocated += Sum({Kind::kCarriedIn, owner, purpose, ""});
    };
    less_gone(kRest);
    for (const Share& share : allocation.grant.shares) {
      less_gone(share.purpose);
    }
  }
  return allocated;
}

void Teller::TellFunds() {
  for (const auto& [fund, sequence] : notes_.funds) {
    if (sequence > point_.sequence) continue;
    const std::string name = "fund " + fund;
    figures_[name + " appropriated"] = Sum({Kind::kAppropriated, fund, "", ""});
    figures_[name + " available"] = Sum({Kind::kFund, fund, "", ""});
    figures_[name + " allocated"] = AllocatedOf(fund);
    figures_[name + " in allocations"] = AllocatedOf(fund);
    TellReversed(name, sequence);
  }
}

void Teller::TellPurpose(const NotedAllocation& allocation,
                         const Share& share) {
  const std::string& purpose = share.purpose;
  for (const auto& [kind, name] : kPots) {
    AddToPurpose(allocation.name, purpose, name,
                 Sum({kind, allocation.name, purpose, ""}));
  }
  AddToPurpose(allocation.name, purpose, "proposed",
               WaitingFor(notes_.journal, allocation.name, purpose, point_));
  for (const auto& [stage, name] : kStages) {
    AddToPurpose(allocation.name, purpose, name, 0);
  }
  AddToPurpose(allocation.name, purpose, "paid",
               Sum({Kind::kSpent, allocation.name, purpose, ""}));
  if (share.ceiling == 0) return;
  figures_["allocation " + allocation.name + " " + purpose + " ceiling left"] =
      notes_.IsReversedAt(allocation.made.sequence, point_)
          ? 0
          : share.ceiling -
                BoundFor(notes_.journal, allocation.name, purpose, point_);
}

// To what the allocation's purposes have otherwise.
void Teller::AddStages(const NotedOrder& noted) {
  for (int number = 1; number <= noted.lines(); ++number) {
    const LineAt at = noted.Line(number);
    for (const std::string& allocation : at.allocations()) {
      if (!notes_.allocations.at(allocation).made.IsSeenAt(point_)) continue;
      const Standing standing = at.In(allocation, notes_.journal, point_);
      for (const auto& [stage, name] : kStages) {
        AddToPurpose(allocation, at.line().purpose, name, (standing.*stage)());
      }
    }
  }
}

void Teller::TellAllocations() {
  figures_["all allocations allocated"] = 0;
  figures_["how many allocations"] = 0;
  figures_["all allocations proposed"] = 0;
  for (const auto& [kind, name] : kPots) {
    figures_[std::string("all allocations ") + name] = 0;
  }
  for (const auto& [stage, name] : kStages) {
    figures_[std::string("all allocations ") + name] = 0;
  }
  for (const auto& [name, allocation] : notes_.allocations) {
    if (!allocation.made.IsSeenAt(point_)) continue;
    ++figures_["how many allocations"];
    const bool is_reversed =
        TellReversed("allocation " + name, allocation.made.sequence);
    Add("allocation", name, "allocated",
        is_reversed ? 0 : allocation.grant.fen);
    for (const Share& share : allocation.grant.shares) {
      TellPurpose(allocation, share);
    }
    TellPurpose(allocation, {.purpose = kRest});
    for (const Closing& closing : allocation.closings) {
      const bool is_over = closing.reversed_by.has_value() &&
                           *closing.reversed_by <= point_.sequence;
      if (is_over || !closing.made.IsSeenAt(point_)) continue;
      figures_["allocation " + name + " closed"] = closing.made.day;
    }
  }
  for (const auto& [id, noted] : notes_.orders) {
    if (point_.Sees(noted.sequence, noted.order.day)) AddStages(noted);
  }
}

void Teller::TellOrders() {
  figures_["how many orders"] = 0;
  for (const auto& [stage, name] : kStages) {
    figures_[std::string("all orders ") + name] = 0;
  }
  for (const auto& [id, noted] : notes_.orders) {
    if (!point_.Sees(noted.sequence, noted.order.day)) continue;
    ++figures_["how many orders"];
    TellReversed("order " + id, noted.sequence);
    for (int number = 1; number <= noted.lines(); ++number) {
      const LineAt at = noted.Line(number);
      const Standing standing = at.At(notes_.journal, point_);
      const std::string line = Numbered(id, number);
      for (const auto& [stage, name] : kStages) {
        Add("order", line, name, (standing.*stage)());
      }
      figures_["order " + line + " undivided"] =
          at.Sum(notes_.journal, Kind::kUndivided, point_);
      figures_["order " + line + " pieces"] =
          at.Sum(notes_.journal, Kind::kPieces, point_);
    }
  }
}

void Teller::TellArrivals() {
  for (const auto& [label, arrival] : notes_.arrivals) {
    if (!arrival.made.IsSeenAt(point_)) continue;
    const std::string name = "arrival " + label;
    TellReversed(name, arrival.made.sequence);
    figures_[name + " from prepaid"] = arrival.from_prepaid;
    figures_[name + " beyond held"] = arrival.beyond_held;
    figures_[name + " released"] = arrival.released;
    if (!arrival.price_difference.has_value()) continue;
    figures_[name + " price difference"] = *arrival.price_difference;
  }
}

void Teller::TellPayments() {
  figures_["all payments less refunds"] = 0;
  for (const auto& [label, payment] : notes_.payments) {
    if (!payment.made.IsSeenAt(point_)) continue;
    const int64_t refunded = Sum({Kind::kRefunded, label, "", ""});
    figures_["payment " + label + " paid"] = payment.fen;
    figures_["payment " + label + " refunded"] = refunded;
    if (TellReversed("payment " + label, payment.made.sequence)) continue;
    figures_["all payments less refunds"] += payment.fen - refunded;
  }
}

void Teller::TellDebts() {
  figures_["all debts open"] = 0;
  for (const auto& [label, debt] : notes_.debts) {
    if (!point_.Sees(debt.sequence, debt.posted)) continue;
    Add("debt", label, "open", Sum({Kind::kOwed, label, "", ""}));
    TellReversed("debt " + label, debt.sequence);
  }
}

// They have no day: what was known counts.
void Teller::TellPeriods() {
  std::optional<int> last;
  for (const ClosedThrough& closed : notes_.closed_through) {
    if (closed.sequence <= point_.sequence) last = closed.month;
  }
  for (const auto& [month, sequence] : notes_.periods) {
    if (sequence > point_.sequence) continue;
    figures_["month " + std::to_string(month) + " is shut"] =
        last.has_value() && month <= *last ? 1 : 0;
  }
}

}  // namespace

Figures FiguresAt(const Notes& notes, Point point, Extent extent) {
  Teller teller(notes, point);
  teller.TellFunds();
  teller.TellAllocations();
  TellCash(notes, point, extent, teller.figures());
  if (extent == Extent::kAll) {
    teller.TellPeriods();
    teller.TellOrders();
    teller.TellArrivals();
    teller.TellPayments();
    teller.TellDebts();
    TellProposals(notes, point, teller.figures());
  }
  return std::move(teller.figures());
}

}  // namespace epiledger::ladder
