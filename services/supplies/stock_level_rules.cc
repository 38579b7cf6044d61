#include "services/supplies/stock_level_rules.h"

#include <optional>
#include <utility>
#include <variant>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;
using book::DecisionContext;
using ledger::Amount;
using ledger::State;

std::string KeyOf(const v1::SetStockLevelRequest& request) {
  return StockLevelKey(rpc::LastSegment(request.parent()),
                       request.stock_level().store(),
                       rpc::LastSegment(request.stock_level().item()));
}

std::string NameOfLevel(const v1::SetStockLevelRequest& request) {
  const v1::StockLevel& level = request.stock_level();
  const std::string& place =
      level.store().empty() ? request.parent() : level.store();
  return Concat(place, "/stockLevels/", rpc::LastSegment(level.item()));
}

// A level that is withdrawn says nothing else.
absl::Status CheckWithdrawn(const v1::StockLevel& level) {
  const std::pair<const char*, bool> said[] = {
      {"min", level.has_min()},
      {"max", level.has_max()},
      {"order_pack", !level.order_pack().empty()}};
  for (const auto& [field, is_said] : said) {
    if (is_said) {
      return rpc::InvalidField(Concat("stock_level.", field),
                               "NOT_FOR_THIS_KIND");
    }
  }
  return absl::OkStatus();
}

// Turns the level's quantities into base units; nothing, or why that is not
// possible.
std::optional<Decision> Convert(const v1::Item& item, v1::StockLevel& level) {
  const auto convert = [&](const v1::Quantity& quantity, const char* field,
                           auto set) -> std::optional<Decision> {
    Pieces pieces = PiecesOf(quantity, item, Concat("stock_level.", field));
    if (auto* problem = std::get_if<Decision>(&pieces)) {
      return std::move(*problem);
    }
    set(std::get<Amount>(pieces));
    return std::nullopt;
  };
  v1::Quantity pack;
  pack.set_pieces(level.order_pack().empty() ? 1 : 0);
  if (!level.order_pack().empty()) {
    v1::Quantity::PackCount& one = *pack.add_packs();
    one.set_pack(level.order_pack());
    one.set_count(1);
  }
  if (auto problem = convert(level.min(), "min", [&](Amount amount) {
        level.set_min_total(amount);
      })) {
    return problem;
  }
  if (auto problem = convert(level.max(), "max", [&](Amount amount) {
        level.set_max_total(amount);
      })) {
    return problem;
  }
  return convert(pack, "order_pack",
                 [&](Amount amount) { level.set_order_pack_size(amount); });
}

}  // namespace

std::string StockLevelKey(std::string_view facility, const std::string& store,
                          std::string_view item) {
  return Concat(facility, "/",
                store.empty() ? kAllStores : rpc::LastSegment(store), "/",
                item);
}

absl::Status ValidateSetStockLevel(const v1::SetStockLevelRequest& request) {
  const v1::StockLevel& level = request.stock_level();
  if (!level.store().empty() &&
      !level.store().starts_with(request.parent() + "/")) {
    return rpc::InvalidField(
        "stock_level.store", "STORE_OF_OTHER_FACILITY",
        {{"found", level.store()}, {"facility", request.parent()}});
  }
  if (level.withdrawn()) return CheckWithdrawn(level);
  if (!level.has_min()) return rpc::InvalidField("stock_level.min", "REQUIRED");
  if (!level.has_max()) return rpc::InvalidField("stock_level.max", "REQUIRED");
  return absl::OkStatus();
}

ledger::Needs NeedsOfSetStockLevel(const v1::SetStockLevelRequest& request) {
  const v1::StockLevel& level = request.stock_level();
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStockLevels), KeyOf(request)});
  needs.resources.push_back(
      {std::string(kItems), std::string(rpc::LastSegment(level.item()))});
  if (!level.store().empty()) {
    needs.resources.push_back({std::string(kStores), PathOf(level.store())});
  }
  return needs;
}

Decision DecideSetStockLevel(const v1::SetStockLevelRequest& request,
                             const DecisionContext& context, State& state) {
  v1::StockLevel level = request.stock_level();
  if (!level.store().empty() && !state.Exists(kStores, PathOf(level.store()))) {
    return Missing("STORE_NOT_FOUND", level.store());
  }
  const auto item = state.Get<v1::Item>(kItems, rpc::LastSegment(level.item()));
  if (!item.has_value()) return Missing("ITEM_NOT_FOUND", level.item());
  const std::string key = KeyOf(request);
  level.set_name(NameOfLevel(request));
  if (level.withdrawn()) {
    const auto old = state.Get<v1::StockLevel>(kStockLevels, key);
    if (!old.has_value() || old->withdrawn()) {
      return Missing("STOCK_LEVEL_NOT_FOUND", level.name());
    }
  } else if (auto problem = Convert(*item, level)) {
    return *std::move(problem);
  }
  if (level.max_total() < level.min_total()) {
    return Refuse("MAX_BELOW_MIN", {{"item", level.item()},
                                    {"min", Concat(level.min_total())},
                                    {"max", Concat(level.max_total())}});
  }
  level.set_subject(context.subject);
  *level.mutable_record_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kStockLevels, key, level);
}

}  // namespace epiledger::supplies
