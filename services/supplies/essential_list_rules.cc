#include "services/supplies/essential_list_rules.h"

#include <optional>
#include <set>
#include <string>

#include "services/limits.h"
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
using ledger::State;

absl::Status CheckEssentialLine(const v1::EssentialLine& line,
                                const std::string& at) {
  const bool says_days =
      line.ready_days_tenths() > 0 || line.at_risk_days_tenths() > 0;
  const bool says_units = line.ready_units() > 0 || line.at_risk_units() > 0;
  if (says_days == says_units) return rpc::InvalidField(at, "DAYS_OR_UNITS");
  if (line.at_risk_days_tenths() > line.ready_days_tenths()) {
    return rpc::InvalidField(at + ".at_risk_days_tenths", "AT_RISK_OVER_READY");
  }
  if (line.at_risk_units() > line.ready_units()) {
    return rpc::InvalidField(at + ".at_risk_units", "AT_RISK_OVER_READY");
  }
  return absl::OkStatus();
}

// The refusal of a line whose item is missing or of the other kind.
std::optional<journal::Refusal> CheckEssentialItem(
    const v1::EssentialLine& line, State& state) {
  const auto item = state.Get<v1::Item>(kItems, rpc::LastSegment(line.item()));
  if (!item.has_value()) return Missing("ITEM_NOT_FOUND", line.item());
  const bool is_durable = item->kind() == v1::Item::KIND_DURABLE;
  if (is_durable == AsksForUnits(line)) return std::nullopt;
  return Refuse(is_durable ? "NOT_CONSUMABLE" : "NOT_DURABLE",
                {{"item", line.item()}});
}

}  // namespace

bool AsksForUnits(const v1::EssentialLine& line) {
  return line.ready_units() > 0;
}

absl::Status ValidateSetEssentialList(
    const v1::SetEssentialListRequest& request) {
  const v1::EssentialVersion& version = request.version();
  if (version.lines_size() > limits::kMaxEssentialLines) {
    return rpc::InvalidField("version.lines", "TOO_MANY_ELEMENTS",
                             {{"count", Concat(version.lines_size())},
                              {"limit", Concat(limits::kMaxEssentialLines)}});
  }
  std::set<std::string> facilities;
  for (int i = 0; i < version.facilities_size(); ++i) {
    if (facilities.insert(version.facilities(i)).second) continue;
    return rpc::InvalidField(Concat("version.facilities[", i, "]"),
                             "LISTED_TWICE",
                             {{"found", version.facilities(i)}});
  }
  std::set<std::string> items;
  for (int i = 0; i < version.lines_size(); ++i) {
    const std::string at = Concat("version.lines[", i, "]");
    if (!items.insert(version.lines(i).item()).second) {
      return rpc::InvalidField(at + ".item", "LISTED_TWICE",
                               {{"found", version.lines(i).item()}});
    }
    const absl::Status fits = CheckEssentialLine(version.lines(i), at);
    if (!fits.ok()) return fits;
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfSetEssentialList(
    const v1::SetEssentialListRequest& request) {
  ledger::Needs needs;
  needs.resources.push_back({std::string(kEssentialLists),
                             std::string(rpc::LastSegment(request.name()))});
  for (const v1::EssentialLine& line : request.version().lines()) {
    needs.resources.push_back(
        {std::string(kItems), std::string(rpc::LastSegment(line.item()))});
  }
  return needs;
}

Decision DecideSetEssentialList(const v1::SetEssentialListRequest& request,
                                const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  v1::EssentialList list = state.Get<v1::EssentialList>(kEssentialLists, id)
                               .value_or(v1::EssentialList());
  if (list.versions_size() >= limits::kMaxSteps) {
    return Refuse("TOO_MANY_VERSIONS", {{"name", request.name()},
                                        {"limit", Concat(limits::kMaxSteps)}});
  }
  for (const v1::EssentialLine& line : request.version().lines()) {
    if (auto refusal = CheckEssentialItem(line, state))
      return *std::move(refusal);
  }
  list.set_name(request.name());
  list.set_display_name(request.display_name());
  v1::EssentialVersion& version = *list.add_versions();
  version = request.version();
  version.set_version(list.versions_size());
  version.set_subject(context.subject);
  *version.mutable_record_time() = RecordTimeOf(context);
  return EffectsBuilder(context, state).Take(kEssentialLists, id, list);
}

}  // namespace epiledger::supplies
