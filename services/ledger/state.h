// State: what a book's entries add up to, as the rules see it while they
// decide the commands of a batch: accounts and resources.
//
// Everything loaded stays until Forget(), so that a book written by this
// process alone reads little. Not thread-safe: it belongs to the batch.
#ifndef EPILEDGER_SERVICES_LEDGER_STATE_H_
#define EPILEDGER_SERVICES_LEDGER_STATE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/accounts.h"
#include "services/ledger/recorded.h"
#include "services/ledger/resources.h"

namespace epiledger::ledger {

// What a command will look at, as far as its request tells: loaded for a whole
// batch at once. What is left out is loaded when it is asked for.
struct Needs {
  std::vector<ResourceKey> resources;
  std::vector<AccountNeed> accounts;
};

class State {
 public:
  // --- For rules.

  // The newest version of a resource; nothing when it does not exist.
  template <typename Message>
  [[nodiscard]] std::optional<Message> Get(std::string_view collection,
                                           std::string_view name) {
    const std::optional<std::string_view> body =
        resources_.Find(collection, name);
    if (!body.has_value()) return std::nullopt;
    std::optional<Message> message(std::in_place);
    message->ParseFromArray(body->data(), static_cast<int>(body->size()));
    return message;
  }
  [[nodiscard]] bool Exists(std::string_view collection,
                            std::string_view name) {
    return resources_.Find(collection, name).has_value();
  }
  [[nodiscard]] Resources& resources() { return resources_; }

  // What may be taken from `account` at `position` so that no later position
  // falls below zero; what is supposed counts.
  [[nodiscard]] Amount AvailableFrom(std::string_view account,
                                     Position position) {
    return supposed_.empty()
               ? accounts_.At(account, position).LowestFrom(position)
               : Supposed(account, position).LowestFrom(position);
  }
  // The most there is of `account` at `position` or at any later one; what is
  // supposed counts.
  [[nodiscard]] Amount HighestFrom(std::string_view account,
                                   Position position) {
    return supposed_.empty()
               ? accounts_.At(account, position).HighestFrom(position)
               : Supposed(account, position).HighestFrom(position);
  }
  // The account's timeline from `position` on; what is supposed counts.
  [[nodiscard]] Timeline TimelineOf(std::string_view account,
                                    Position position) {
    return supposed_.empty() ? accounts_.At(account, position)
                             : Supposed(account, position);
  }
  [[nodiscard]] Accounts& accounts() { return accounts_; }
  // What entries before this one did.
  [[nodiscard]] Recorded& recorded() { return recorded_; }

  // The first account the movements of `effects` would take below zero.
  [[nodiscard]] std::optional<Shortage> Check(
      const journal::v1::Effects& effects);

  // --- For the committer.

  // Entries of the batch, as they come, are in `pending`; see Recorded.
  void Begin(storage::WriteTransaction& transaction, int64_t book,
             const std::vector<journal::StoredEntry>* pending = nullptr);
  void Load(const Needs& needs);
  // OUT_OF_RANGE or INTERNAL, with nothing applied, when the effects break an
  // invariant; see Accounts::Apply.
  [[nodiscard]] absl::Status Apply(const journal::v1::Effects& effects,
                                   int64_t sequence);
  [[nodiscard]] absl::Status Flush(storage::WriteTransaction& transaction);
  void Forget();
  // Accounts and resources held.
  [[nodiscard]] size_t size() const {
    return accounts_.size() + resources_.size();
  }
  // The first error of any load since Begin.
  [[nodiscard]] absl::Status status() const;

 private:
  friend class Supposition;

  // The account as if what is supposed had been booked.
  [[nodiscard]] Timeline Supposed(std::string_view account, Position position);

  Accounts accounts_;
  Resources resources_;
  Recorded recorded_;
  absl::Span<const journal::v1::Movement> supposed_;
};

// While it lives, the state answers AvailableFrom, HighestFrom and TimelineOf
// as if `movements`, which must outlive it, had been booked: for a rule that
// judges what an entry does after something else that the entry does as well.
// One at a time; what Check and Apply say is not touched.
class Supposition {
 public:
  Supposition(State& state, absl::Span<const journal::v1::Movement> movements)
      : state_(state) {
    state_.supposed_ = movements;
  }
  ~Supposition() { state_.supposed_ = {}; }
  Supposition(const Supposition&) = delete;
  Supposition& operator=(const Supposition&) = delete;

 private:
  State& state_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_STATE_H_
