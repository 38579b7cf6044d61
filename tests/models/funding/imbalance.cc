// What of figures cannot be, whatever was recorded.
#include <string>
#include <string_view>
#include <vector>

#include "tests/models/funding/figures.h"

namespace epiledger::ladder {
namespace {

using Names = std::vector<std::string_view>;

// The one thing of a kind that a figure called `… last` is of, such as
// `fund f1`; empty where the figure is not such a one.
std::string ThingOf(const std::string& name, std::string_view kind,
                    std::string_view last) {
  if (!name.starts_with(kind) || !name.ends_with(last)) return "";
  return name.substr(0, name.size() - last.size());
}

int64_t Together(const Figures& figures, const std::string& thing,
                 const Names& names) {
  int64_t sum = 0;
  for (const std::string_view name : names) {
    const auto found = figures.find(thing + std::string(name));
    sum += found == figures.end() ? 0 : found->second;
  }
  return sum;
}

std::string Unequal(const std::string& thing, int64_t got, int64_t there) {
  if (got == there) return "";
  return thing + ": it got " + std::to_string(got) + ", and there are " +
         std::to_string(there);
}

// All that came into a thing is somewhere in it.
std::string LossOf(const Figures& figures, const std::string& name) {
  if (const auto fund = ThingOf(name, "fund ", " appropriated");
      !fund.empty()) {
    return Unequal(fund, Together(figures, fund, {" appropriated"}),
                   Together(figures, fund, {" available", " in allocations"}));
  }
  // `all allocations`, too.
  const auto allocation = ThingOf(name, "al", " allocated");
  if (allocation.empty()) return "";
  return Unequal(allocation,
                 Together(figures, allocation,
                          {" allocated", " transferred in", " carried in"}),
                 Together(figures, allocation,
                          {" available", " held", " prepaid", " accrued",
                           " paid", " frozen", " proposed", " recalled",
                           " transferred out", " carried out"}));
}

// Cash and goods meet.
std::string ApartOf(const Figures& figures, const std::string& name) {
  const auto line = ThingOf(name, "order ", " prepaid");
  if (line.empty() || Together(figures, line, {" prepaid"}) == 0 ||
      Together(figures, line, {" accrued"}) == 0) {
    return "";
  }
  return line + " has money prepaid and goods unpaid";
}

// What is outside is a part of what is not paid, and nobody has cash left who
// paid out of his own.
std::string CashBeyond(const Figures& figures, const std::string& name) {
  const auto allocation = ThingOf(name, "allocation ", " disbursed");
  if (allocation.empty()) return "";
  const int64_t cash = Together(figures, allocation, {" disbursed"});
  if (cash >
      Together(figures, allocation,
               {" available", " held", " accrued", " frozen", " proposed"})) {
    return allocation + " has more cash outside than is unpaid";
  }
  if (cash > 0 && Together(figures, allocation, {" advanced"}) > 0) {
    return allocation + " has cash, and its recipient advanced some";
  }
  return "";
}

// Nothing comes back of a payment that it did not pay, nor of one that never
// was.
std::string RefundedBeyond(const Figures& figures, const std::string& name) {
  const auto payment = ThingOf(name, "payment ", " refunded");
  if (payment.empty()) return "";
  const int64_t refunded = Together(figures, payment, {" refunded"});
  if (refunded > Together(figures, payment, {" paid"})) {
    return payment + " came back more than once";
  }
  if (refunded > 0 && figures.contains(payment + " reversed")) {
    return payment + " came back, and never was";
  }
  return "";
}

}  // namespace

std::string FirstImbalance(const Figures& figures) {
  for (const auto& [name, fen] : figures) {
    if (fen < 0 && !name.ends_with(" price difference") &&
        !name.ends_with(" closed") && !name.ends_with(" cash")) {
      return name + " is " + std::to_string(fen);
    }
    if (auto loss = LossOf(figures, name); !loss.empty()) return loss;
    if (auto cash = CashBeyond(figures, name); !cash.empty()) return cash;
    if (auto apart = ApartOf(figures, name); !apart.empty()) return apart;
    if (auto back = RefundedBeyond(figures, name); !back.empty()) return back;
  }
  return "";
}

}  // namespace epiledger::ladder
