#include "services/funding/rules/carrying.h"

#include <algorithm>
#include <string>
#include <vector>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/entry.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using book::Accepted;
using ledger::Amount;
using ledger::Position;
using ledger::State;

void NoteCarriedOut(std::string_view allocation, std::string_view purpose,
                    Position day, Amount amount, Accepted& accepted) {
  AddMovement(ContraAccount(allocation, purpose),
              FigureAccount(kCarriedOut, allocation, purpose), day, amount,
              accepted);
}

void NoteCarriedIn(std::string_view allocation, std::string_view purpose,
                   Position since, Position day, Amount amount,
                   Accepted& accepted) {
  AddMovement(ContraAccount(allocation, purpose),
              CarriedInAccount(allocation, purpose, since), day, amount,
              accepted);
}

namespace {

bool HasCeiling(const v1::Allocation& allocation, std::string_view purpose) {
  return std::any_of(allocation.purposes().begin(), allocation.purposes().end(),
                     [purpose](const auto& share) {
                       return share.has_ceiling() &&
                              rpc::LastSegment(share.purpose()) == purpose;
                     });
}

}  // namespace

void CarryCeiling(const v1::Allocation& from, const v1::Allocation& to,
                  std::string_view purpose, Position day, Amount amount,
                  Accepted& accepted) {
  const std::string source = AllocationKey(from.name());
  const std::string target = AllocationKey(to.name());
  if (HasCeiling(from, purpose)) {
    AddMovement(ContraAccount(source, purpose), CeilingAccount(source, purpose),
                day, amount, accepted);
  }
  if (HasCeiling(to, purpose)) {
    AddMovement(CeilingAccount(target, purpose), ContraAccount(target, purpose),
                day, amount, accepted);
  }
}

namespace {

void Bring(const CommitmentLine& from, const CommitmentLine& to, Position day,
           Amount amount, OpenLine& line, State& state, Accepted& accepted) {
  const std::string undivided = LineFigureAccount(kUndivided, from);
  const Amount of_rest = std::min(amount, state.AvailableFrom(undivided, day));
  AddMovement(StageAccount(Stage::kPaid, from), StageAccount(Stage::kPaid, to),
              day, amount, accepted);
  AddMovement(undivided, LineFigureAccount(kUndivided, to), day, of_rest,
              accepted);
  NoteCarriedOut(from.allocation, from.purpose, day, amount, accepted);
  NoteCarriedIn(to.allocation, to.purpose, day, day, amount, accepted);
  line.Receive(Stage::kPaid, amount, of_rest);
}

// The payment is still the old allocation's, and so is what comes back of it:
// as far as it had gone along ahead of the goods, that is taken back.
Amount TakeBack(const CommitmentLine& from, const CommitmentLine& to,
                Position day, Amount amount, Amount gone_along, State& state,
                Accepted& accepted) {
  const std::string source = LineFigureAccount(kPaidCarriedOut, from);
  const std::string target = LineFigureAccount(kPaidCarriedIn, to);
  const Amount taken =
      std::min({amount, gone_along, state.AvailableFrom(target, day)});
  AddMovement(source, ContraAccount(from.allocation, from.purpose), day, taken,
              accepted);
  AddMovement(target, ContraAccount(to.allocation, to.purpose), day, taken,
              accepted);
  return taken;
}

// The allocations, keys, that a payment's order has left: the payment's own
// first, then the latest.
std::vector<std::string> LeftAllocations(const v1::Payment& payment,
                                         const v1::Commitment& commitment) {
  std::vector<std::string> keys = {AllocationKey(payment.allocation())};
  const auto& carried = commitment.carried_from();
  for (auto from = carried.rbegin(); from != carried.rend(); ++from) {
    if (from->allocation() == payment.allocation()) continue;
    keys.push_back(AllocationKey(from->allocation()));
  }
  return keys;
}

}  // namespace

void CarryRefunded(const v1::Payment& payment, const OpenCommitment& open,
                   Position day, Amount amount, Amount cheaper, OpenLine& line,
                   State& state, Accepted& accepted) {
  if (payment.allocation() == open.commitment.allocation()) return;
  const std::vector<std::string> keys =
      LeftAllocations(payment, open.commitment);
  const std::string target = AllocationKey(open.commitment.allocation());
  const std::string_view purpose = rpc::LastSegment(payment.purpose());
  const CommitmentLine own{keys[0], purpose, open.key, payment.line()};
  const CommitmentLine to{target, purpose, open.key, payment.line()};
  Amount gone_along =
      state.AvailableFrom(LineFigureAccount(kPaidCarriedOut, own), day);
  const Amount here =
      std::min(gone_along,
               state.AvailableFrom(LineFigureAccount(kPaidCarriedIn, to), day));
  // Goods that were paid when they had arrived were paid in the old one; what
  // was paid ahead was so as far as it has not gone along, or makes goods
  // cheaper that are not there, on that day and every later one, but in the old
  // one. That others paid ahead since makes no difference.
  Amount missing =
      payment.kind() == v1::Payment::KIND_SETTLEMENT
          ? amount
          : std::clamp<Amount>(
                std::max(cheaper - line.AtBoth(Stage::kAccrued, Stage::kPaid),
                         amount - here),
                0, amount);
  Amount brought = 0;
  for (const std::string& key : keys) {
    const CommitmentLine from{key, purpose, open.key, payment.line()};
    const Amount part = std::min(
        missing, state.AvailableFrom(StageAccount(Stage::kPaid, from), day));
    if (part > 0) {
      const auto allocation = state.Get<v1::Allocation>(kAllocations, key)
                                  .value_or(v1::Allocation());
      CarryCeiling(allocation, open.allocation, purpose, day, part, accepted);
      Bring(from, to, day, part, line, state, accepted);
      if (key != keys[0]) {
        gone_along -=
            TakeBack(own, from, day, part, gone_along, state, accepted);
      }
    }
    brought += part;
    missing -= part;
  }
  TakeBack(own, to, day, amount - brought, gone_along, state, accepted);
}

}  // namespace epiledger::funding
