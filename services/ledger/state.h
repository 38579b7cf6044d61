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
#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/accounts.h"
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
  // falls below zero.
  [[nodiscard]] Amount AvailableFrom(std::string_view account,
                                     Position position) {
    return accounts_.At(account, position).LowestFrom(position);
  }
  [[nodiscard]] Accounts& accounts() { return accounts_; }

  // The first account the movements of `effects` would take below zero.
  [[nodiscard]] std::optional<Shortage> Check(
      const journal::v1::Effects& effects);

  // --- For the committer.

  void Begin(storage::WriteTransaction& transaction, int64_t book);
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
  Accounts accounts_;
  Resources resources_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_STATE_H_
