#include "services/ledger/state.h"

#include <algorithm>

namespace epiledger::ledger {

void State::Begin(storage::WriteTransaction& transaction, int64_t book,
                  const std::vector<journal::StoredEntry>* pending) {
  accounts_.Begin(transaction, book);
  resources_.Begin(transaction, book);
  recorded_.Begin(transaction, book, pending);
}

void State::Load(const Needs& needs) {
  resources_.Load(needs.resources);
  accounts_.Load(needs.accounts);
}

std::optional<Shortage> State::Check(const journal::v1::Effects& effects) {
  return accounts_.Check(
      absl::MakeSpan(effects.movements().data(),
                     static_cast<size_t>(effects.movements_size())));
}

Timeline State::Supposed(std::string_view account, Position position) {
  Position from = position;
  for (const journal::v1::Movement& movement : supposed_) {
    if (movement.source() != account && movement.target() != account) continue;
    from = std::min(from, Position(movement.position()));
  }
  Timeline timeline = accounts_.At(account, from);
  std::vector<Position> changed;
  for (const journal::v1::Movement& movement : supposed_) {
    const Position at(movement.position());
    if (movement.source() == account) {
      timeline.Move(at, -movement.amount(), 0, changed);
    }
    if (movement.target() == account) {
      timeline.Move(at, movement.amount(), 0, changed);
    }
  }
  return timeline;
}

absl::Status State::Apply(const journal::v1::Effects& effects,
                          int64_t sequence) {
  if (absl::Status valid = Resources::Validate(effects); !valid.ok()) {
    return valid;
  }
  const absl::Status booked = accounts_.Apply(
      absl::MakeSpan(effects.movements().data(),
                     static_cast<size_t>(effects.movements_size())),
      sequence);
  if (booked.ok()) resources_.Apply(effects, sequence);
  return booked;
}

absl::Status State::Flush(storage::WriteTransaction& transaction) {
  const absl::Status status = accounts_.Flush(transaction);
  return status.ok() ? resources_.Flush(transaction) : status;
}

void State::Forget() {
  accounts_.Forget();
  resources_.Forget();
}

absl::Status State::status() const {
  if (!accounts_.status().ok()) return accounts_.status();
  return resources_.status().ok() ? recorded_.status() : resources_.status();
}

}  // namespace epiledger::ledger
