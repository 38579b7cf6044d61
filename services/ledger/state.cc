#include "services/ledger/state.h"

namespace epiledger::ledger {

void State::Begin(storage::WriteTransaction& transaction, int64_t book) {
  accounts_.Begin(transaction, book);
  resources_.Begin(transaction, book);
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
  return accounts_.status().ok() ? resources_.status() : accounts_.status();
}

}  // namespace epiledger::ledger
