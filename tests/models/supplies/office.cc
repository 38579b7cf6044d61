#include "tests/models/supplies/office.h"

#include <algorithm>
#include <array>

namespace epiledger::goods {

Request Office::Next() {
  struct Choice {
    int weight;
    Request (Office::*make)();
  };
  static constexpr std::array<Choice, 26> kChoices = {{
      {20, &Office::NewReceipt},
      {18, &Office::NewIssue},
      {8, &Office::NewLoss},
      {6, &Office::NewBringBack},
      {6, &Office::NewSendBack},
      {6, &Office::NewContradiction},
      {6, &Office::NewQuarantine},
      {4, &Office::NewRelease},
      {24, &Office::NewCount},
      {4, &Office::NewRepetition},
      {12, &Office::NewSuperseding},
      {9, &Office::NewShipment},
      {9, &Office::NewPick},
      {11, &Office::NewShipping},
      {4, &Office::NewCancelling},
      {10, &Office::NewArrival},
      {6, &Office::NewTakingBack},
      {6, &Office::NewRequisition},
      {8, &Office::NewGrant},
      {3, &Office::NewRejection},
      {3, &Office::NewWithdrawal},
      {6, &Office::NewChoiceBeforeCount},
      {7, &Office::NewLateShipping},
      {20, &Office::NewShippingBeforeCount},
      {7, &Office::NewExplainingArrival},
      {4, &Office::NewBreaking},
  }};
  int64_t sum = 0;
  for (const Choice& choice : kChoices) sum += choice.weight;
  int64_t roll = dice_.Below(sum);
  size_t kind = 0;
  while ((roll -= kChoices.at(kind).weight) >= 0) ++kind;
  return (this->*kChoices.at(kind).make)();
}

int Office::HoursToPass() {
  return dice_.Chance(3) ? static_cast<int>(dice_.Between(1, 12)) : 0;
}

std::string Office::AnyStore() {
  return dice_.OneOf(
      std::vector<std::string>(notes_.stores.begin(), notes_.stores.end()));
}

std::string Office::AnyItem() {
  std::vector<std::string> ids;
  for (const auto& [id, item] : notes_.items) ids.push_back(id);
  return dice_.OneOf(ids);
}

// Often the same ones, so that things meet at one instant.
int Office::AnyHour() {
  constexpr int kShift = 6;
  if (dice_.Chance(60)) {
    return kShift * static_cast<int>(dice_.Between(1, notes_.now / kShift));
  }
  return static_cast<int>(dice_.Between(0, notes_.now));
}

int Office::Ahead() {
  return notes_.now + static_cast<int>(dice_.Between(1, 9));
}

std::string Office::AnyLot(const std::string& item) {
  std::vector<std::string> labels;
  for (const auto& [label, lot] : notes_.lots) {
    if (lot.item == item) labels.push_back(label);
  }
  return dice_.OneOf(labels);
}

std::string Office::AnyLotOfOther(const std::string& item) {
  std::vector<std::string> labels;
  for (const auto& [label, lot] : notes_.lots) {
    if (lot.item != item) labels.push_back(label);
  }
  return dice_.OneOf(labels);
}

LineName Office::AnyStocked() {
  std::vector<LineName> stocked;
  for (const auto& [name, versions] : notes_.lines) {
    if (versions.Now()->StockAt(kEnd) > 0) stocked.push_back(name);
  }
  if (!stocked.empty() && dice_.Chance(90)) return dice_.OneOf(stocked);
  return {AnyStore(), AnyItem()};
}

}  // namespace epiledger::goods
