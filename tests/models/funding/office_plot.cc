// A story that leads to a refund that cannot be, though nothing of the payment
// was refunded: goods arrive and are paid the next day; later they turn out
// cheaper, and all of that comes back; then a prepayment is dated before that
// payment, so that it pays for the same goods; and it is to come back, too.
#include <algorithm>

#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

// Days from the order, or from when it went on, up to the first refund.
constexpr int kDays = 3;

}  // namespace

Request Office::Plot() {
  for (const LineAt& at :
       LinesWhere([this](const auto& a) { return IsOpen(a); })) {
    if (at.first_day() + kDays > notes_.today) continue;
    if (auto step = PlotStep(at)) return *std::move(step);
  }
  return NewOrder();
}

// In the order they were recorded.
std::vector<std::string> Office::PaymentsOf(const LineAt& at) const {
  std::vector<std::string> labels;
  for (const auto& [label, payment] : notes_.payments) {
    if (payment.order == at.order().id && payment.line == at.number() &&
        notes_.Stands(payment.made.sequence)) {
      labels.push_back(label);
    }
  }
  std::sort(labels.begin(), labels.end(),
            [this](const std::string& one, const std::string& other) {
              return notes_.payments.at(one).made.sequence <
                     notes_.payments.at(other).made.sequence;
            });
  return labels;
}

std::optional<Request> Office::PlotStep(const LineAt& at) {
  using enum NotedPayment::Kind;
  const std::string& order = at.order().id;
  const int line = at.number();
  const int day = at.first_day() + 1;
  // What an earlier year paid is another story.
  auto labels = PaymentsOf(at);
  std::erase_if(labels, [&](const std::string& label) {
    return notes_.payments.at(label).allocation != at.home();
  });
  if (labels.empty()) {
    const int64_t accrued = Spare(at, &Standing::accrued, day + 1);
    if (accrued > 0) return PayOrder{order, line, accrued, day + 1, false, {}};
    const int64_t half = Spare(at, &Standing::held, day) / 2;
    if (half == 0) return std::nullopt;
    return Arrive{order, line, half, day, false, 0};
  }
  const NotedPayment& first = notes_.payments.at(labels.front());
  if (first.kind != kSettlement || labels.size() > 2) return std::nullopt;
  if (labels.size() == 1 && first.left() > 0) {
    return Refund{labels.front(), first.left(),
                  std::max(day + 2, first.made.day), false};
  }
  if (labels.size() == 1) {
    const int64_t fen = std::min(first.fen, Spare(at, &Standing::to_pay, day));
    if (fen == 0) return std::nullopt;
    return PayOrder{order, line, fen, day, true, {}};
  }
  const NotedPayment& second = notes_.payments.at(labels.back());
  if (second.kind != kPrepayment || second.left() == 0) return std::nullopt;
  return Refund{labels.back(), second.left(), second.made.day,
                dice_.Chance(50)};
}

}  // namespace epiledger::ladder
