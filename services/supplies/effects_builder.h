// EffectsBuilder: what one accepted command does, put together line by line.
//
// A resource may be set several times; its last body counts. The answer comes
// first. Lives within one decision.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EFFECTS_BUILDER_H_
#define EPILEDGER_SERVICES_SUPPLIES_EFFECTS_BUILDER_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "google/protobuf/message.h"
#include "services/book/command.h"
#include "services/ledger/account.h"
#include "services/ledger/state.h"

namespace epiledger::supplies {

class EffectsBuilder {
 public:
  // `context` and `state` must outlive the builder.
  EffectsBuilder(const book::DecisionContext& context, ledger::State& state)
      : context_(context), state_(state) {}

  [[nodiscard]] const book::DecisionContext& context() const {
    return context_;
  }
  [[nodiscard]] std::string_view county() const { return context_.book.county; }

  // `amount` goes from `source` to `target`, the other way when negative.
  void Move(const std::string& source, const std::string& target,
            const std::string& item, int64_t position, ledger::Amount amount);

  // What may be taken from an account at `position`, by what was recorded
  // before this command, so that no later position falls below zero.
  [[nodiscard]] ledger::Amount AvailableFrom(std::string_view account,
                                             int64_t position) {
    return state_.AvailableFrom(account, ledger::Position(position));
  }

  void Set(std::string_view collection, std::string_view key,
           const google::protobuf::Message& body);
  void SetText(std::string_view collection, std::string_view key,
               std::string body);

  // A resource as it is now, what was set here included.
  template <typename Message>
  [[nodiscard]] std::optional<Message> Get(std::string_view collection,
                                           std::string_view key) {
    const auto found =
        resources_.find({std::string(collection), std::string(key)});
    if (found == resources_.end()) return state_.Get<Message>(collection, key);
    std::optional<Message> message(std::in_place);
    message->ParseFromString(found->second);
    return message;
  }

  // An id for the `n`-th thing this command makes beside its answer.
  [[nodiscard]] std::string NewId();

  // The decision, with the answer in front; loads the accounts it touches.
  // book::EntryTooLarge when it moves too much.
  [[nodiscard]] book::Decision Take(std::string_view collection,
                                    std::string_view key,
                                    const google::protobuf::Message& answer);

 private:
  void LoadAccounts();

  const book::DecisionContext& context_;
  ledger::State& state_;
  journal::v1::Effects effects_;
  std::map<std::pair<std::string, std::string>, std::string> resources_;
  int ids_ = 0;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EFFECTS_BUILDER_H_
