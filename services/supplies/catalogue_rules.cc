#include "services/supplies/catalogue_rules.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::State;

absl::Status ListedTwice(const std::string& field, const std::string& found) {
  return rpc::InvalidField(field, "LISTED_TWICE", {{"found", found}});
}

absl::Status CheckPacks(const v1::Item& item) {
  std::set<std::string> packs;
  for (int i = 0; i < item.packs_size(); ++i) {
    const std::string& pack = item.packs(i).pack();
    if (!packs.insert(pack).second) {
      return ListedTwice(Concat("item.packs[", i, "].pack"), pack);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckStandards(const v1::Item& item) {
  for (int i = 0; i < item.standards_size(); ++i) {
    const v1::Item::Standard& standard = item.standards(i);
    const bool is_reversed =
        standard.has_valid_from() && standard.has_valid_until() &&
        ToCivilDay(standard.valid_until()) < ToCivilDay(standard.valid_from());
    if (is_reversed) {
      return rpc::InvalidField(Concat("item.standards[", i, "].valid_until"),
                               "VALIDITY_REVERSED");
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSubstitutes(const v1::Item& item, std::string_view name) {
  if (item.substitutes_size() > limits::kMaxSubstitutes) {
    return rpc::InvalidField("item.substitutes", "TOO_MANY_ELEMENTS",
                             {{"count", Concat(item.substitutes_size())},
                              {"limit", Concat(limits::kMaxSubstitutes)}});
  }
  std::set<std::string> substitutes;
  for (int i = 0; i < item.substitutes_size(); ++i) {
    const std::string& substitute = item.substitutes(i);
    const std::string field = Concat("item.substitutes[", i, "]");
    if (substitute == name) {
      return rpc::InvalidField(field, "SUBSTITUTE_FOR_ITSELF",
                               {{"found", substitute}});
    }
    if (!substitutes.insert(substitute).second) {
      return ListedTwice(field, substitute);
    }
  }
  return absl::OkStatus();
}

absl::Status CheckItem(const v1::Item& item, std::string_view name) {
  for (const absl::Status& checked :
       {CheckPacks(item), CheckStandards(item), CheckSubstitutes(item, name)}) {
    if (!checked.ok()) return checked;
  }
  return absl::OkStatus();
}

std::string NameOfNew(const v1::CreateItemRequest& request) {
  return Concat(request.parent(), "/items/", request.item_id());
}

ledger::Needs NeedsOf(std::string_view id, const v1::Item& item) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kItems), std::string(id)});
  for (const std::string& substitute : item.substitutes()) {
    needs.resources.push_back(
        {std::string(kItems), std::string(rpc::LastSegment(substitute))});
  }
  return needs;
}

// The first substitute that is not there.
std::optional<Decision> FindNoSubstitute(const v1::Item& item, State& state) {
  for (const std::string& substitute : item.substitutes()) {
    if (!state.Exists(kItems, rpc::LastSegment(substitute))) {
      return Missing("ITEM_NOT_FOUND", substitute);
    }
  }
  return std::nullopt;
}

// The pack that means another number of pieces by the same id or name.
const v1::Item::Pack* FindOtherSize(const v1::Item& item,
                                    const v1::Item::Pack& pack) {
  for (const v1::Item::Pack& known : item.packs()) {
    const bool is_called_so = known.pack() == pack.pack() ||
                              known.display_name() == pack.display_name();
    if (is_called_so && known.size() != pack.size()) return &known;
  }
  return nullptr;
}

// What may not change, and is asked to.
std::optional<Decision> FindFixed(const v1::Item& old, const v1::Item& item) {
  if (old.base_unit() != item.base_unit()) {
    return Refuse("ITEM_FIXED", {{"name", old.name()},
                                 {"field", "base_unit"},
                                 {"is", old.base_unit()},
                                 {"asked", item.base_unit()}});
  }
  if (old.kind() != item.kind()) {
    return Refuse("ITEM_FIXED", {{"name", old.name()},
                                 {"field", "kind"},
                                 {"is", v1::Item::Kind_Name(old.kind())},
                                 {"asked", v1::Item::Kind_Name(item.kind())}});
  }
  for (const v1::Item::Pack& pack : item.packs()) {
    const v1::Item::Pack* const known = FindOtherSize(old, pack);
    if (known == nullptr) continue;
    return Refuse("PACK_SIZE_FIXED", {{"name", old.name()},
                                      {"pack", known->pack()},
                                      {"is", Concat(known->size())},
                                      {"asked", Concat(pack.size())}});
  }
  return std::nullopt;
}

}  // namespace

absl::Status ValidateCreateItem(const v1::CreateItemRequest& request) {
  return CheckItem(request.item(), NameOfNew(request));
}

ledger::Needs NeedsOfCreateItem(const v1::CreateItemRequest& request) {
  return NeedsOf(request.item_id(), request.item());
}

Decision DecideCreateItem(const v1::CreateItemRequest& request,
                          const DecisionContext& context, State& state) {
  v1::Item item = request.item();
  item.set_name(NameOfNew(request));
  if (state.Exists(kItems, request.item_id())) return Taken(item.name());
  if (auto missing = FindNoSubstitute(item, state)) return *std::move(missing);
  return EffectsBuilder(context, state).Take(kItems, request.item_id(), item);
}

absl::Status ValidateUpdateItem(const v1::UpdateItemRequest& request) {
  return CheckItem(request.item(), request.name());
}

ledger::Needs NeedsOfUpdateItem(const v1::UpdateItemRequest& request) {
  return NeedsOf(rpc::LastSegment(request.name()), request.item());
}

Decision DecideUpdateItem(const v1::UpdateItemRequest& request,
                          const DecisionContext& context, State& state) {
  const std::string_view id = rpc::LastSegment(request.name());
  const auto old = state.Get<v1::Item>(kItems, id);
  if (!old.has_value()) return Missing("ITEM_NOT_FOUND", request.name());
  if (old->revision() != request.revision()) {
    return Refuse("ITEM_CHANGED", {{"name", request.name()},
                                   {"found", Concat(request.revision())},
                                   {"revision", Concat(old->revision())}});
  }
  if (auto fixed = FindFixed(*old, request.item())) return *std::move(fixed);
  v1::Item item = request.item();
  item.set_name(request.name());
  item.set_revision(old->revision() + 1);
  if (auto missing = FindNoSubstitute(item, state)) return *std::move(missing);
  return EffectsBuilder(context, state).Take(kItems, id, item);
}

}  // namespace epiledger::supplies
