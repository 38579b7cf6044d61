// Lines: where the money of an order's line stands.
//
// Three sums say it all: what the line took from its allocation, what goods
// arrived for it, what was paid for it. The stages follow from them, on each
// day by itself and whatever was recorded first (decision 15).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_

#include <algorithm>
#include <cstdint>
#include <string>

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
  // Held and prepaid: what goods may still come for.
  [[nodiscard]] int64_t to_come() const { return taken - goods; }
  // Held and accrued: what may still be paid.
  [[nodiscard]] int64_t to_pay() const { return taken - cash; }
};

// `d1/2`, `c1/2`.
[[nodiscard]] inline std::string Numbered(const std::string& of, int line) {
  return of + "/" + std::to_string(line);
}

// A line of an order; the order must outlive it.
class LineAt {
 public:
  // From 1, and not beyond the last.
  LineAt(const Order& order, int number) : order_(&order), number_(number) {}

  [[nodiscard]] const Order& order() const { return *order_; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] const OrderLine& line() const {
    return order_->lines.at(static_cast<size_t>(number_) - 1);
  }
  [[nodiscard]] Pot PotOf(Kind kind) const {
    return {kind, order_->allocation, line().purpose,
            Numbered(order_->id, number_)};
  }

  [[nodiscard]] Standing At(const Journal& journal, Point point) const {
    return {journal.Sum(PotOf(Kind::kTaken), point),
            journal.Sum(PotOf(Kind::kGoods), point),
            journal.Sum(PotOf(Kind::kCash), point)};
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
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_LINES_H_
