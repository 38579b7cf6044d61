// What counts take from lots and return to them, worked out hour by hour.
#include <algorithm>
#include <set>

#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_model.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using Shelf = std::map<ModelLot, int64_t>;

// One attempt at settling a line's counts after `anchor`.
class Attempt {
 public:
  Attempt(const LineNotes& notes, std::string item, int64_t anchor, bool spares)
      : notes_(notes),
        item_(std::move(item)),
        spares_(spares),
        shelf_(notes.LotsAt(anchor)) {
    for (const LineNotes::Move& move : notes.moves) shelf_[move.lot] += 0;
    shelf_[OpeningLot(item_)] += 0;
    shelf_[FoundLot(item_)] += 0;
    for (const auto& [hour, count] : notes.counts) {
      if (hour > anchor) {
        ahead_.push_back(hour);
      } else {
        Remember(count);
      }
    }
    ahead_.push_back(kNoEnd);
    hour_ = anchor;
    has_opening_ = notes.counts.empty() || notes.counts.begin()->first > anchor;
  }

  // The counts settled, or nothing.
  std::optional<std::map<int64_t, LineNotes::Counted>> Run() {
    std::map<int64_t, LineNotes::Counted> settled;
    for (size_t i = 0; i < ahead_.size(); ++i) {
      if (!AdvanceTo(ahead_[i])) return std::nullopt;
      if (ahead_[i] == kNoEnd) break;
      LineNotes::Counted count = notes_.counts.at(ahead_[i]);
      count.changes.clear();
      count.is_opening = has_opening_ && i == 0;
      int64_t missing = -count.quantity;
      for (const auto& [lot, amount] : shelf_) missing += amount;
      if (missing > 0 && !Take(missing, i + 1, count)) return std::nullopt;
      if (missing < 0) Return(-missing, i + 1, count);
      settled[ahead_[i]] = count;
    }
    return settled;
  }

  LineNotes::Taking Issue(int64_t hour, int64_t pieces,
                          const WithheldLots& withheld) {
    LineNotes::Taking taking;
    if (!AdvanceTo(hour)) return taking;
    int64_t sum = 0;
    for (const auto& [lot, amount] : shelf_) {
      taking.available[lot] =
          std::max<int64_t>(0, LeastUpTo(lot, ahead_.front()));
      if (withheld.ReasonOf(lot) == v1::WITHHELD_REASON_UNSPECIFIED) {
        sum += taking.available[lot];
      } else {
        untouched_.insert(lot);
      }
    }
    if (sum < pieces) return taking;
    LineNotes::Counted issue;
    if (Take(pieces, 0, issue)) taking.lots = issue.changes;
    for (auto& [lot, change] : taking.lots) change = -change;
    return taking;
  }

 private:
  // Uses that an earlier count noted, and those it returned.
  void Remember(const LineNotes::Counted& count) {
    if (count.is_opening) return;
    for (const auto& [lot, change] : count.changes) {
      if (change < 0) {
        used_.insert(used_.end(), static_cast<size_t>(-change), lot);
      } else {
        Strike(lot, change);
      }
    }
  }

  // Piece by piece, the latest first.
  void Strike(const ModelLot& lot, int64_t pieces) {
    for (; pieces > 0; --pieces) {
      const auto latest = std::find(used_.rbegin(), used_.rend(), lot);
      if (latest == used_.rend()) return;
      used_.erase(std::next(latest).base());
    }
  }

  bool AdvanceTo(int64_t hour) {
    std::set<int64_t> hours;
    for (const LineNotes::Move& move : notes_.moves) {
      if (move.hour > hour_ && move.hour <= hour) hours.insert(move.hour);
    }
    for (const int64_t one : hours) {
      for (const LineNotes::Move& move : notes_.moves) {
        if (move.hour == one) shelf_[move.lot] += move.change;
      }
      for (const auto& [lot, amount] : shelf_) {
        if (amount < 0) return false;
      }
    }
    hour_ = hour;
    return true;
  }

  // The least there will be of a lot up to hour `until`, if no count took any.
  [[nodiscard]] int64_t LeastUpTo(const ModelLot& lot, int64_t until) const {
    std::map<int64_t, int64_t> by_hour;
    for (const LineNotes::Move& move : notes_.moves) {
      if (move.lot == lot && move.hour > hour_ && move.hour <= until) {
        by_hour[move.hour] += move.change;
      }
    }
    int64_t amount = shelf_.at(lot);
    int64_t least = amount;
    for (const auto& [hour, change] : by_hour) {
      amount += change;
      least = std::min(least, amount);
    }
    return least;
  }

  void Change(const ModelLot& lot, int64_t change, LineNotes::Counted& count) {
    shelf_[lot] += change;
    for (auto& [changed, sum] : count.changes) {
      if (changed == lot) {
        sum += change;
        return;
      }
    }
    count.changes.emplace_back(lot, change);
  }

  bool Take(int64_t missing, size_t next, LineNotes::Counted& count) {
    const size_t last = spares_ ? ahead_.size() - 1 : next;
    for (size_t until = last + 1; until-- > next;) {
      for (const auto& [lot, unused] : Shelf(shelf_)) {
        if (untouched_.contains(lot)) continue;
        const int64_t taken = std::min(missing, LeastUpTo(lot, ahead_[until]));
        if (taken <= 0) continue;
        Change(lot, -taken, count);
        if (!count.is_opening) {
          used_.insert(used_.end(), static_cast<size_t>(taken), lot);
        }
        missing -= taken;
      }
    }
    return missing == 0;
  }

  void Return(int64_t pieces, size_t next, LineNotes::Counted& count) {
    if (count.is_opening) return Change(OpeningLot(item_), pieces, count);
    if (spares_) pieces = ReturnWhatIsNeeded(pieces, next, count);
    for (; pieces > 0 && !used_.empty(); --pieces) {
      Change(used_.back(), 1, count);
      used_.pop_back();
    }
    if (pieces > 0) Change(FoundLot(item_), pieces, count);
  }

  int64_t ReturnWhatIsNeeded(int64_t pieces, size_t next,
                             LineNotes::Counted& count) {
    for (size_t until = next; until < ahead_.size(); ++until) {
      for (const auto& [lot, unused] : Shelf(shelf_)) {
        int64_t returned = std::min(pieces, -LeastUpTo(lot, ahead_[until]));
        if (lot != FoundLot(item_)) {
          returned = std::min<int64_t>(
              returned, std::count(used_.begin(), used_.end(), lot));
        }
        if (returned <= 0) continue;
        Change(lot, returned, count);
        Strike(lot, returned);
        pieces -= returned;
      }
    }
    return pieces;
  }

  const LineNotes& notes_;
  const std::string item_;
  const bool spares_;
  Shelf shelf_;
  // Hours of the counts to settle, and the end.
  std::vector<int64_t> ahead_;
  int64_t hour_ = 0;
  bool has_opening_ = false;
  // Pieces used and not returned, oldest first.
  std::vector<ModelLot> used_;
  // Lots that an issue must leave.
  std::set<ModelLot> untouched_;
};

}  // namespace

ModelLot OpeningLot(const std::string& item) {
  return {kNoEnd, INT64_MIN, "", item + "/lots/opening"};
}

ModelLot FoundLot(const std::string& item) {
  return {kNoEnd, INT64_MAX, "", item + "/lots/found"};
}

v1::WithheldReason WithheldLots::ReasonOf(const ModelLot& lot) const {
  if (expired.contains(lot.name)) return v1::WITHHELD_REASON_EXPIRED;
  return quarantined.contains(lot.name) ? v1::WITHHELD_REASON_QUARANTINED
                                        : v1::WITHHELD_REASON_UNSPECIFIED;
}

int64_t LineNotes::Counted::total() const {
  int64_t sum = 0;
  for (const auto& [lot, change] : changes) sum += change;
  return sum;
}

int64_t LineNotes::Counted::late_surplus() const {
  if (is_opening) return 0;
  return std::max<int64_t>(0, std::max<int64_t>(0, total()) - own_surplus);
}

int64_t LineNotes::CountBefore(int64_t hour) const {
  const auto next = counts.lower_bound(hour);
  return next == counts.begin() ? INT64_MIN : std::prev(next)->first;
}

LineNotes::Taking LineNotes::TakeAt(int64_t hour, int64_t pieces,
                                    const std::string& item,
                                    const WithheldLots& withheld) const {
  return Attempt(*this, item, CountBefore(hour), /*spares=*/true)
      .Issue(hour, pieces, withheld);
}

std::vector<std::pair<ModelLot, int64_t>> LineNotes::BringBackAt(
    int64_t hour, int64_t pieces, const std::string& item) const {
  std::vector<Move> sorted;
  for (const Move& move : moves) {
    if (move.hour <= hour) sorted.push_back(move);
  }
  std::stable_sort(
      sorted.begin(), sorted.end(),
      [](const Move& a, const Move& b) { return a.hour < b.hour; });
  // Pieces that are out at the wards, as they left.
  std::vector<ModelLot> out;
  for (const Move& move : sorted) {
    if (move.kind == v1::Movement::KIND_ISSUE) {
      out.insert(out.end(), static_cast<size_t>(-move.change), move.lot);
    }
    for (int64_t i = 0;
         move.kind == v1::Movement::KIND_BRING_BACK && i < move.change; ++i) {
      const auto latest = std::find(out.rbegin(), out.rend(), move.lot);
      if (latest == out.rend()) break;
      out.erase(std::next(latest).base());
    }
  }
  std::vector<std::pair<ModelLot, int64_t>> back;
  for (int64_t i = 0; i < pieces; ++i) {
    ModelLot lot = FoundLot(item);
    if (!out.empty()) {
      lot = out.back();
      out.pop_back();
    }
    const auto same =
        std::find_if(back.begin(), back.end(),
                     [&lot](const auto& known) { return known.first == lot; });
    if (same != back.end()) {
      ++same->second;
    } else {
      back.emplace_back(lot, 1);
    }
  }
  return back;
}

int64_t LineNotes::ExpectedAt(int64_t hour) const {
  const int64_t before = CountBefore(hour);
  int64_t expected = before == INT64_MIN ? 0 : counts.at(before).quantity;
  for (const Move& move : moves) {
    if (move.hour > before && move.hour <= hour) expected += move.change;
  }
  return expected;
}

int64_t LineNotes::NeededAfter(int64_t hour) const {
  const auto next = counts.upper_bound(hour);
  const int64_t until = next == counts.end() ? kNoEnd : next->first;
  std::map<ModelLot, std::map<int64_t, int64_t>> changes;
  for (const Move& move : moves) {
    if (move.hour > hour && move.hour <= until) {
      changes[move.lot][move.hour] += move.change;
    }
  }
  int64_t needed = 0;
  for (const auto& [lot, by_hour] : changes) {
    int64_t sum = 0;
    int64_t least = 0;
    for (const auto& [at, change] : by_hour) {
      sum += change;
      least = std::min(least, sum);
    }
    needed -= least;
  }
  return needed;
}

bool LineNotes::Settle(int64_t from, const std::string& item) {
  const int64_t anchor = CountBefore(from);
  for (const bool spares : {false, true}) {
    const auto settled = Attempt(*this, item, anchor, spares).Run();
    if (!settled.has_value()) continue;
    for (const auto& [hour, count] : *settled) counts[hour] = count;
    return true;
  }
  return false;
}

std::map<ModelLot, int64_t> LineNotes::LotsAt(int64_t hour) const {
  std::map<ModelLot, int64_t> lots;
  for (const Move& move : moves) {
    if (move.hour <= hour) lots[move.lot] += move.change;
  }
  for (const auto& [at, count] : counts) {
    if (at > hour) break;
    for (const auto& [lot, change] : count.changes) lots[lot] += change;
  }
  return lots;
}

int64_t LineNotes::StockAt(int64_t hour) const {
  int64_t sum = 0;
  for (const auto& [lot, amount] : LotsAt(hour)) sum += amount;
  return sum;
}

const std::pair<const int64_t, LineNotes::Counted>* LineNotes::LastCount(
    int64_t hour) const {
  const auto after = counts.upper_bound(hour);
  return after == counts.begin() ? nullptr : &*std::prev(after);
}

bool LineNotes::IsEmptyAt(int64_t hour) const {
  return LastCount(hour) == nullptr &&
         std::none_of(moves.begin(), moves.end(),
                      [hour](const Move& move) { return move.hour <= hour; });
}

std::map<absl::CivilDay, LineNotes::DayUse> LineNotes::UseUpTo(
    int64_t hour) const {
  std::map<absl::CivilDay, DayUse> days;
  const std::pair<const int64_t, Counted>* before = nullptr;
  for (const auto& count : counts) {
    if (count.first > hour) break;
    if (before != nullptr) {
      const absl::CivilDay last = SuppliesModel::DayAt(count.first);
      const absl::CivilDay start = SuppliesModel::DayAt(before->first);
      const absl::CivilDay first = std::min(last, start + 1);
      const int64_t use = std::max<int64_t>(0, -count.second.total());
      const int64_t length = last - first + 1;
      for (absl::CivilDay day = first; day <= last; ++day) {
        days[day].use += use / length + (day - first < use % length ? 1 : 0);
        if (start == last) continue;
        const auto morning = [day](int64_t at) {
          return SuppliesModel::DayAt(at) < day;
        };
        int64_t stock = before->second.quantity;
        bool came = false;
        for (const Move& move : moves) {
          const bool is_between =
              move.hour > before->first && move.hour <= count.first;
          if (is_between && morning(move.hour)) stock += move.change;
          came |= move.change > 0 && move.hour <= hour &&
                  SuppliesModel::DayAt(move.hour) == day;
        }
        days[day].is_left_out = stock == 0 && !came;
      }
    }
    before = &count;
  }
  return days;
}

}  // namespace epiledger::supplies
