// Requests for orders: made, arrived, paid, released.
#include <algorithm>

#include "tests/models/funding/office.h"
#include "tests/models/funding/purse.h"
#include "tests/models/funding/spelling.h"

namespace epiledger::ladder {
namespace {

constexpr int kMostLines = 3;

// Mistakes with the line and day of an order.
template <typename One>
std::vector<std::function<void(One&)>> LineMistakes(const Order& order,
                                                    int ahead) {
  return {[](One& one) { one.order = "c0"; },
          [&order](One& one) {
            one.line = static_cast<int>(order.lines.size()) + 1;
          },
          [&order](One& one) { one.day = order.day - 1; },
          [ahead](One& one) { one.day = ahead; }};
}

}  // namespace

size_t Office::OrdersProposed() const {
  size_t proposed = 0;
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    proposed += std::holds_alternative<Order>(proposal.write) ? 1 : 0;
  }
  return proposed;
}

Request Office::NewOrder() {
  Order order;
  // Mostly not one that waits, or has waited.
  size_t orders = notes_.orders.size();
  if (dice_.Chance(90)) orders += OrdersProposed();
  order.id = "c" + std::to_string(orders + 1);
  order.allocation = OpenAllocation();
  order.supplier = Payee();
  if (dice_.Chance(80)) order.number = "HT-" + order.id;
  const auto& allocation = notes_.allocations.at(order.allocation);
  order.day = DayFrom(allocation.made.day);
  const int64_t lines = dice_.Between(1, kMostLines);
  for (int64_t i = 0; i < lines; ++i) {
    const std::string purpose = StatedPurpose(order.allocation);
    const int64_t available =
        AvailableFor(notes_.journal, allocation, purpose, order.day);
    order.lines.push_back({purpose, dice_.Near(available / lines), 0});
    if (dice_.Chance(60)) order.lines.back().pieces = dice_.Between(1, 2'000);
    if (dice_.Chance(2)) order.lines.back().pieces = kMostPieces;
  }
  auto mistakes = SpendingMistakes<Order>([this](Order& one) {
    for (OrderLine& line : one.lines) {
      line.purpose = StatedPurpose(one.allocation);
    }
  });
  mistakes.push_back([](Order& one) { one.lines.back().purpose = "m0"; });
  mistakes.push_back(
      [](Order& one) { one.lines.back().pieces = kMostPieces + 1; });
  if (!notes_.orders.empty()) {
    const Order& other = notes_.orders.begin()->second.order;
    mistakes.push_back([&other](Order& one) { one.id = other.id; });
    mistakes.push_back([this, &other](Order& one) {
      one.supplier = other.supplier;
      one.number = dice_.Chance(50) ? other.number : Folded(other.number) + " ";
    });
  }
  MayGoWrong(mistakes, order);
  return order;
}

std::vector<LineAt> Office::LinesWhere(
    const std::function<bool(const NotedAllocation&)>& fits) const {
  std::vector<LineAt> lines;
  for (const auto& [id, noted] : notes_.orders) {
    if (!notes_.Stands(noted.sequence) ||
        !fits(notes_.allocations.at(noted.home()))) {
      continue;
    }
    for (int number = 1; number <= noted.lines(); ++number) {
      lines.push_back(noted.Line(number));
    }
  }
  return lines;
}

std::optional<LineAt> Office::LineWithSome(LineAt::Figure stage) {
  const auto all = LinesWhere([](const auto&) { return true; });
  if (all.empty()) return std::nullopt;
  std::vector<LineAt> some;
  for (const LineAt& at : all) {
    if (Spare(at, stage, notes_.today) > 0) some.push_back(at);
  }
  // Now and then one that has nothing.
  return some.empty() || dice_.Chance(8) ? dice_.OneOf(all) : dice_.OneOf(some);
}

int64_t Office::Pieces(int64_t ordered) {
  if (dice_.Chance(30)) return 0;
  if (dice_.Chance(2)) return kMostPieces;
  return dice_.Near(std::min<int64_t>(ordered, 2'000));
}

Request Office::NewArrival() {
  const auto at =
      LineWithSome(dice_.Chance(50) ? &Standing::prepaid : &Standing::held);
  if (!at.has_value()) return NewOrder();
  const Order& order = at->order();
  Arrive arrive{.order = order.id, .line = at->number()};
  arrive.day = DayFrom(FirstDay(*at));
  arrive.fen = dice_.Near(Spare(*at, &Standing::to_come, arrive.day));
  if (dice_.Chance(25)) ArriveDear(*at, arrive);
  arrive.is_final = dice_.Chance(20);
  arrive.pieces = Pieces(at->line().pieces);
  MayGoWrong(ArrivalMistakes(*at), arrive);
  return arrive;
}

void Office::ArriveDear(const LineAt& at, Arrive& arrive) {
  const int64_t bound = Spare(at, &Standing::to_come, arrive.day);
  const int64_t more =
      AvailableFor(notes_.journal, notes_.allocations.at(at.home()),
                   at.line().purpose, arrive.day);
  arrive.fen = bound + dice_.Near(more);
}

Office::Mistakes<Arrive> Office::ArrivalMistakes(const LineAt& at) {
  auto mistakes = LineMistakes<Arrive>(at.order(), Ahead());
  mistakes.push_back(
      [this](Arrive& one) { ArriveTooLate(ClosedLines(), one); });
  mistakes.push_back([this](Arrive& one) { ArriveTooLate(EndedLines(), one); });
  mistakes.push_back([](Arrive& one) { one.pieces = kMostPieces + 1; });
  return mistakes;
}

void Office::ArriveTooLate(const std::vector<LineAt>& lines, Arrive& arrive) {
  if (lines.empty()) return;
  const LineAt at = dice_.OneOf(lines);
  const Order& order = at.order();
  const auto& end = notes_.allocations.at(at.home()).grant.valid_until;
  arrive.order = order.id;
  arrive.line = at.number();
  arrive.day = DayFrom(std::max(at.first_day(), end.value_or(order.day) + 1));
  arrive.fen = 1 + dice_.Below(9) + Spare(at, &Standing::to_come, arrive.day);
}

void Office::PayTooLate(const std::vector<LineAt>& lines, PayOrder& pay) {
  if (lines.empty()) return;
  const LineAt at = dice_.OneOf(lines);
  const Order& order = at.order();
  const auto& end = notes_.allocations.at(at.home()).grant.valid_until;
  pay.order = order.id;
  pay.line = at.number();
  pay.day = DayFrom(std::max(at.first_day(), end.value_or(order.day) + 1));
  pay.fen = 1 + dice_.Below(9);
  pay.invoice = {};
  pay.is_own = dice_.Chance(70);
}

Request Office::NewOrderPayment(bool is_ahead) {
  const LineAt::Figure stage = is_ahead ? &Standing::held : &Standing::accrued;
  const auto at = LineWithSome(stage);
  if (!at.has_value()) return NewOrder();
  const Order& order = at->order();
  PayOrder pay;
  pay.order = order.id;
  pay.line = at->number();
  pay.is_ahead = is_ahead;
  pay.day = DayWithSome([&](int day) { return Spare(*at, stage, day); },
                        FirstDay(*at));
  pay.fen =
      dice_.Near(Spare(*at, is_ahead ? &Standing::to_pay : stage, pay.day));
  pay.invoice = AnyInvoice(order.supplier, pay.fen);
  pay.is_own = dice_.Chance(kOwnPercent);
  MayGoWrong(OrderPaymentMistakes(*at), pay);
  return pay;
}

Office::Mistakes<PayOrder> Office::OrderPaymentMistakes(const LineAt& at) {
  const Order& order = at.order();
  auto mistakes = LineMistakes<PayOrder>(order, Ahead());
  mistakes.push_back([this, &order](PayOrder& one) {
    one.invoice = UsedInvoice(order.supplier, one.fen);
  });
  mistakes.push_back(
      [this](PayOrder& one) { one.invoice = LoneInvoice(one.fen); });
  mistakes.push_back(
      [this, &order](PayOrder& one) { Overpay(order.supplier, one); });
  // Few allocations are closed.
  mistakes.insert(mistakes.end(), 8, [this](PayOrder& one) {
    if (one.is_ahead) PayTooLate(ClosedLines(), one);
  });
  mistakes.push_back([this](PayOrder& one) { NameReversedIn(one); });
  // Often in a month that is closed by now.
  mistakes.insert(mistakes.end(), 2,
                  [&order](PayOrder& one) { one.day = order.day; });
  mistakes.push_back([this](PayOrder& one) { PayTooLate(EndedLines(), one); });
  mistakes.push_back([this, at](PayOrder& one) {
    one.is_own = false;
    SpendOutside(at.home(), one.fen, one.fen);
  });
  return mistakes;
}

Request Office::NewRelease() {
  const auto at = LineWithSome(&Standing::held);
  if (!at.has_value()) return NewOrder();
  const Order& order = at->order();
  const auto held = [&](int day) { return Spare(*at, &Standing::held, day); };
  Release release;
  release.order = order.id;
  release.day = DayWithSome(held, FirstDay(*at));
  if (dice_.Chance(60)) release.line = at->number();
  if (release.line > 0 && dice_.Chance(70)) {
    release.fen = dice_.Near(held(release.day));
  }
  auto mistakes = LineMistakes<Release>(order, Ahead());
  mistakes.push_back([this](Release& one) { NameReversedIn(one); });
  // Often in a month that is closed by now.
  mistakes.push_back([&order](Release& one) { one.day = order.day; });
  mistakes.insert(mistakes.end(), 2, [&order](Release& one) {
    one.line = 0;
    one.fen.reset();
    one.day = order.day;
  });
  mistakes.push_back([this](Release& one) {
    one.line = 0;
    one.fen = dice_.Between(1, 9);
  });
  MayGoWrong(mistakes, release);
  return release;
}

}  // namespace epiledger::ladder
