#include "services/supplies/lot_return.h"

#include <algorithm>
#include <utility>

#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

void LotReturn::AddIssues(const LineEntries& entries, int64_t position) {
  for (auto it = entries.rbegin(); it != entries.rend() && left_ > 0; ++it) {
    if (PositionOfEntry(it->first) <= position) {
      AddMovement(it->second.movement());
    }
  }
}

void LotReturn::AddMovement(const v1::MovementEntry& movement) {
  const bool is_return = movement.kind() == v1::Movement::KIND_BRING_BACK;
  const bool is_other = movement.kind() != v1::Movement::KIND_UNSPECIFIED;
  for (int i = movement.changes_size(); i-- > 0;) {
    const v1::LotChange& change = movement.changes(i);
    if (is_return) returned_[change.lot()] += change.amount();
    if (is_other || change.amount() > 0) continue;
    Amount& returned = returned_[change.lot()];
    const Amount struck = std::min(returned, -change.amount());
    returned -= struck;
    Add(change.lot(), std::min(left_, -change.amount() - struck));
  }
}

void LotReturn::Add(const std::string& lot, Amount amount) {
  if (amount == 0) return;
  left_ -= amount;
  for (v1::LotChange& same : lots_) {
    if (same.lot() != lot) continue;
    same.set_amount(same.amount() + amount);
    return;
  }
  lots_.emplace_back().set_lot(lot);
  lots_.back().set_amount(amount);
}

std::vector<v1::LotChange> LotReturn::Take() {
  Add(std::string(kFoundLot), left_);
  return std::move(lots_);
}

}  // namespace epiledger::supplies
