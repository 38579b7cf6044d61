#include "services/supplies/effects_builder.h"

#include <algorithm>

#include "services/ledger/tables.h"
#include "services/text.h"

namespace epiledger::supplies {

using ledger::Position;

void EffectsBuilder::Move(const std::string& source, const std::string& target,
                          const std::string& item, int64_t position,
                          ledger::Amount amount) {
  if (amount == 0) return;
  journal::v1::Movement& movement = *effects_.add_movements();
  movement.set_source(amount > 0 ? source : target);
  movement.set_target(amount > 0 ? target : source);
  movement.set_unit(item);
  movement.set_position(position);
  movement.set_amount(amount > 0 ? amount : -amount);
}

void EffectsBuilder::Set(std::string_view collection, std::string_view key,
                         const google::protobuf::Message& body) {
  SetText(collection, key, body.SerializeAsString());
}

void EffectsBuilder::SetText(std::string_view collection, std::string_view key,
                             std::string body) {
  resources_[{std::string(collection), std::string(key)}] = std::move(body);
}

std::string EffectsBuilder::NewId() {
  return Concat(context_.NewId(), "-", ++ids_);
}

// What the fold will look at, with few statements instead of one by one.
void EffectsBuilder::LoadAccounts() {
  std::map<std::string, int64_t> first;
  for (const journal::v1::Movement& movement : effects_.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      const auto [it, is_new] = first.emplace(*name, movement.position());
      if (!is_new) it->second = std::min(it->second, movement.position());
    }
  }
  std::vector<ledger::AccountNeed> needs;
  needs.reserve(first.size());
  for (const auto& [name, position] : first) {
    needs.push_back({name, Position(position)});
  }
  state_.accounts().Load(needs);
}

book::Decision EffectsBuilder::Take(std::string_view collection,
                                    std::string_view key,
                                    const google::protobuf::Message& answer) {
  if (absl::Status fits = book::CheckEntrySize(effects_); !fits.ok()) {
    return fits;
  }
  const auto add = [this](const std::string& of, const std::string& name,
                          std::string body) {
    journal::v1::ResourceVersion& version = *effects_.add_resources();
    version.set_collection(of);
    version.set_key(name);
    version.set_body(std::move(body));
  };
  add(std::string(collection), std::string(key), answer.SerializeAsString());
  resources_.erase({std::string(collection), std::string(key)});
  for (auto& [name, body] : resources_) {
    add(name.first, name.second, std::move(body));
  }
  LoadAccounts();
  book::Accepted accepted;
  accepted.effects = std::move(effects_);
  return accepted;
}

}  // namespace epiledger::supplies
