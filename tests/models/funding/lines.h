// Lines: where the money of an order's line stands.
//
// Three sums say it all: what the line took from its allocation, what goods
// arrived for it, what was paid for it. The stages follow from them, on each
// day by itself and whatever was recorded first (decision 15).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/models/funding/journal.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

struct Standing {
  int64_t taken = 0;
  int64_t goods = 0;
  int64_t cash = 0;

  [[nodiscard]] int64_t held() const { return taken - std::max(goods, cash); }
  [[nodiscard]] int64_t prepaid() const { return cash - paid(); }
  [[nodiscard]] int64_t accrued() const { return goods - paid(); }
  [[nodiscard]] int64_t paid() const { return std::min(goods, cash); }
  [[nodiscard]] int64_t arrived() const { return goods; }
  // Ahead of goods or not.
  [[nodiscard]] int64_t paid_at_all() const { return cash; }
  // Held and prepaid: what goods may still come for.
  [[nodiscard]] int64_t to_come() const { return taken - goods; }
  // Held and accrued: what may still be paid.
  [[nodiscard]] int64_t to_pay() const { return taken - cash; }
};

// `d1/2`, `c1/2`.
[[nodiscard]] inline std::string Numbered(const std::string& of, int line) {
  return of + "/" + std::to_string(line);
}

// The allocation that an order was carried over to, with its open lines. What
// was paid stays in the one before.
struct Home {
  std::string allocation;
  // The order draws on it from that day on.
  int day = 0;
  // The entry that carried it.
  int64_t sequence = 0;
  // That was reversed since: the order is back, but the past shows it there.
  bool is_reversed = false;
};

// A line of an order; the order must outlive it.
class LineAt {
 public:
  // From 1, and not beyond the last; `homes` where it was ever carried over.
  LineAt(const Order& order, int number, const std::vector<Home>& homes = {})
      : order_(&order), number_(number) {
    allocations_.insert(order.allocation);
    for (const Home& home : homes) {
      allocations_.insert(home.allocation);
      if (!home.is_reversed) later_ = home;
    }
  }

  [[nodiscard]] const Order& order() const { return *order_; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] const OrderLine& line() const {
    return order_->lines.at(static_cast<size_t>(number_) - 1);
  }
  [[nodiscard]] std::string name() const {
    return Numbered(order_->id, number_);
  }
  // The allocation that it draws on by now.
  [[nodiscard]] const std::string& home() const {
    return later_.has_value() ? later_->allocation : order_->allocation;
  }
  // From that day on. What is dated before is refused.
  [[nodiscard]] int first_day() const {
    return later_.has_value() ? later_->day : order_->day;
  }
  // There.
  [[nodiscard]] Pot PotOf(Kind kind) const { return PotIn(home(), kind); }
  [[nodiscard]] Pot PotIn(const std::string& allocation, Kind kind) const {
    return {kind, allocation, line().purpose, name()};
  }
  // All that it ever drew on.
  [[nodiscard]] const std::set<std::string>& allocations() const {
    return allocations_;
  }
  // In all of them.
  [[nodiscard]] int64_t Sum(const Journal& journal, Kind kind,
                            Point point) const {
    int64_t sum = 0;
    for (const std::string& allocation : allocations_) {
      sum += journal.Sum(PotIn(allocation, kind), point);
    }
    return sum;
  }

  // Of both years together: what was paid in the first is in both stages alike.
  [[nodiscard]] Standing At(const Journal& journal, Point point) const {
    return {Sum(journal, Kind::kTaken, point),
            Sum(journal, Kind::kGoods, point),
            Sum(journal, Kind::kCash, point)};
  }
  // In one of its allocations.
  [[nodiscard]] Standing In(const std::string& allocation,
                            const Journal& journal, Point point) const {
    return {journal.Sum(PotIn(allocation, Kind::kTaken), point),
            journal.Sum(PotIn(allocation, Kind::kGoods), point),
            journal.Sum(PotIn(allocation, Kind::kCash), point)};
  }
  // One of its figures.
  using Figure = int64_t (Standing::*)() const;
  // What may be moved out of it on a day.
  [[nodiscard]] int64_t Spare(const Journal& journal, Figure figure,
                              int day) const {
    return std::max<int64_t>(
        journal.LeastFrom(
            day, [&](Point point) { return (At(journal, point).*figure)(); }),
        0);
  }

 private:
  const Order* order_;
  int number_;
  std::optional<Home> later_;
  std::set<std::string> allocations_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_
