#include "tests/models/funding/resting.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/models/funding/cash.h"
#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

constexpr int kFirstDay = -2;

// Its balance follows from others of its line or account.
bool IsDerived(Kind kind) {
  return kind == Kind::kTaken || kind == Kind::kGoods || kind == Kind::kCash ||
         kind == Kind::kCashGot || kind == Kind::kCashSpent;
}

// A figure on a day, when what the entry did to it is moved back; not on closed
// days.
template <typename Figure>
int64_t Undone(const Notes& notes, const Figure& figure, int64_t sequence,
               int day) {
  if (notes.IsClosed(day)) return figure(Point{.day = day});
  return figure(Point{.day = day}) - figure(Point{sequence, day}) +
         figure(Point{sequence - 1, day, true});
}

template <typename Figure>
bool IsBelowNothing(const Notes& notes, int64_t sequence,
                    const Figure& figure) {
  for (int day = kFirstDay; day <= notes.today; ++day) {
    if (Undone(notes, figure, sequence, day) < 0) return true;
  }
  return false;
}

// Adds what there is of a figure from a day on, where it would be below
// nothing.
template <typename Figure>
void AddShort(const Notes& notes, int64_t sequence, int day,
              const Figure& figure, std::set<int64_t>& left) {
  if (!IsBelowNothing(notes, sequence, figure)) return;
  left.insert(std::max<int64_t>(
      notes.journal.LeastFrom(notes.PostingDay(day), figure), 0));
}

// What the ceiling of a pot's purpose would leave.
void AddShortCeiling(const Notes& notes, int64_t sequence,
                     const Posting& posting, std::set<int64_t>& left) {
  const Pot& pot = posting.pot;
  const auto* allocation = Find(notes.allocations, pot.owner);
  const Share* share =
      allocation == nullptr ? nullptr : allocation->ShareOf(pot.purpose);
  if (share == nullptr || share->ceiling == 0) return;
  AddShort(
      notes, sequence, posting.day,
      [&](Point point) {
        return share->ceiling -
               BoundFor(notes.journal, pot.owner, pot.purpose, point);
      },
      left);
}

// Figures that follow from sums, such as the stages of a line.
using Derived = std::vector<int64_t>;

Derived StagesIn(const Journal& journal, const Pot& line, Point point) {
  const auto sum = [&](Kind kind) {
    return journal.Sum({kind, line.owner, line.purpose, line.line}, point);
  };
  const Standing standing = {sum(Kind::kTaken), sum(Kind::kGoods),
                             sum(Kind::kCash)};
  return {standing.held(), standing.prepaid(), standing.accrued(),
          standing.paid()};
}

Derived CashIn(const Journal& journal, const Pot& account, Point point) {
  const Cash cash = CashOf(journal, account.owner, point);
  return {cash.disbursed(), cash.advanced()};
}

// Lines and own accounts that an entry moved.
std::set<Pot> DerivedPotsOf(const Journal& journal, int64_t sequence) {
  std::set<Pot> pots;
  for (const Posting& posting : journal.PostingsOf(sequence)) {
    Pot pot = posting.pot;
    if (!IsDerived(pot.kind)) continue;
    pot.kind = pot.line.empty() ? Kind::kCashGot : Kind::kTaken;
    pots.insert(pot);
  }
  return pots;
}

Derived At(const Journal& journal, const Pot& pot, Point point) {
  return pot.line.empty() ? CashIn(journal, pot, point)
                          : StagesIn(journal, pot, point);
}

// What stands there on a day, when what the entry did on it is moved back.
Derived MovedBack(const Notes& notes, const Pot& pot, int64_t sequence,
                  int day) {
  const Journal& journal = notes.journal;
  Derived there = At(journal, pot, {.day = day});
  if (notes.IsClosed(day)) return there;
  const Derived after = At(journal, pot, {sequence, day});
  const Derived before = At(journal, pot, {sequence - 1, day, true});
  for (size_t i = 0; i < there.size(); ++i) there[i] -= after[i] - before[i];
  return there;
}

// Prepaid and accrued, or disbursed and advanced.
bool IsBothOpen(const Pot& pot, const Derived& figures) {
  return pot.line.empty() ? figures[0] > 0 && figures[1] > 0
                          : figures[1] > 0 && figures[2] > 0;
}

template <typename Wrong>
bool IsAnywhere(const Notes& notes, int64_t sequence, const Wrong& wrong) {
  for (const Pot& pot : DerivedPotsOf(notes.journal, sequence)) {
    for (int day = kFirstDay; day <= notes.today; ++day) {
      if (wrong(pot, MovedBack(notes, pot, sequence, day))) return true;
    }
  }
  return false;
}

}  // namespace

void MoveBack(int64_t sequence, int64_t reversal, Notes& notes) {
  for (Posting posting : notes.journal.PostingsOf(sequence)) {
    posting.sequence = reversal;
    posting.day = notes.PostingDay(posting.day);
    posting.fen = -posting.fen;
    notes.journal.Post(std::move(posting));
  }
}

std::set<int64_t> LeftOfShort(const Notes& notes, int64_t sequence) {
  std::set<int64_t> left;
  int first = notes.today;
  for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
    first = std::min(first, posting.day);
    AddShortCeiling(notes, sequence, posting, left);
    if (IsDerived(posting.pot.kind)) continue;
    AddShort(
        notes, sequence, posting.day,
        [&](Point point) { return notes.journal.Sum(posting.pot, point); },
        left);
  }
  for (const Pot& pot : DerivedPotsOf(notes.journal, sequence)) {
    const size_t figures = At(notes.journal, pot, {}).size();
    for (size_t i = 0; i < figures; ++i) {
      AddShort(
          notes, sequence, first,
          [&](Point point) { return At(notes.journal, pot, point).at(i); },
          left);
    }
  }
  return left;
}

namespace {

// Whether the hold of a proposal that is over stays on closed days.
bool IsHeldForGood(const Notes& notes, int64_t sequence,
                   const std::set<std::string>& owners) {
  for (const auto& [label, proposal] : notes.waiting.proposals) {
    if (proposal.sequence != sequence || Waiting::IsUndecided(proposal)) {
      continue;
    }
    for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
      if (owners.contains(posting.pot.owner) &&
          posting.day < proposal.free_from) {
        return true;
      }
    }
  }
  return false;
}

// Whether an entry of an owner's money and its reversal count on two days.
bool IsSplit(const Notes& notes, int64_t sequence, const NotedEntry& entry,
             const std::set<std::string>& owners) {
  if (entry.is_proposal) return IsHeldForGood(notes, sequence, owners);
  if (!entry.reversal.has_value()) return false;
  for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
    if (owners.contains(posting.pot.owner) &&
        posting.day < entry.reversal->day.value_or(posting.day)) {
      return true;
    }
  }
  return false;
}

// Whether an entry only moved what an allocation had: it is no document.
bool TakesOrGives(const Notes& notes, int64_t sequence) {
  const auto found = notes.entries.find(sequence);
  return found != notes.entries.end() &&
         !std::holds_alternative<IssueDocument>(found->second.request) &&
         !std::holds_alternative<Appropriate>(found->second.request);
}

}  // namespace

// Every pot that the entry moved may be the short one.
Ground GroundOfShortage(const Notes& notes, int64_t sequence) {
  std::set<std::string> owners;
  for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
    owners.insert(posting.pot.owner);
  }
  const std::set<int64_t> posters = notes.journal.PostersAfter(
      0, [&](const Pot& pot) { return owners.contains(pot.owner); });
  const bool has_others = std::any_of(
      posters.begin(), posters.end(),
      [&](int64_t other) { return other != sequence && notes.Stands(other); });
  // Nobody is sent in a circle: one that gives what another had taken, such as
  // an unfreezing, names it only where that can go first.
  const bool may_be_circle =
      std::any_of(posters.begin(), posters.end(), [&](int64_t other) {
        return other < sequence && notes.Stands(other) &&
               TakesOrGives(notes, other);
      });
  const bool has_pairs = std::any_of(
      notes.entries.begin(), notes.entries.end(), [&](const auto& entry) {
        return IsSplit(notes, entry.first, entry.second, owners);
      });
  if (!has_pairs && !may_be_circle) return Ground::kLaterEntries;
  return has_others ? Ground::kEither : Ground::kNone;
}

bool WasReckonedWith(const Notes& notes, int64_t sequence) {
  return IsAnywhere(notes, sequence, IsBothOpen);
}

bool LeavesCashOutside(const Notes& notes, int64_t sequence) {
  std::set<std::string> allocations;
  for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
    if (notes.allocations.contains(posting.pot.owner)) {
      allocations.insert(posting.pot.owner);
    }
  }
  return std::any_of(allocations.begin(), allocations.end(),
                     [&](const std::string& name) {
                       return IsBelowNothing(notes, sequence, [&](Point point) {
                         const auto& allocation = notes.allocations.at(name);
                         return BeyondCash(notes, allocation, point) +
                                WaitingOf(notes, allocation, point);
                       });
                     });
}

}  // namespace epiledger::ladder
