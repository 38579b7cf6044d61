#include "tests/models/supplies/cells.h"

#include <array>
#include <vector>

namespace epiledger::goods {
namespace {

using Rules = std::vector<std::string>;

std::string RowOfOne(const Move& one) {
  static constexpr std::array<const char*, 5> kRows = {
      "receive", "issue", "lose", "bring back", "send back"};
  return kRows.at(static_cast<size_t>(one.kind));
}

std::string RowOfOne(const Count& one) {
  return one.supersedes.empty() ? "count" : "supersede";
}

std::string RowOfOne(const Quarantine&) { return "quarantine"; }
std::string RowOfOne(const Release&) { return "release"; }

std::string RowOfOne(const MakeShipment&) { return "make shipment"; }
std::string RowOfOne(const Pick& one) {
  return one.lots.empty() ? "pick" : "pick lots";
}
std::string RowOfOne(const Ship&) { return "ship"; }
std::string RowOfOne(const CancelShipment&) { return "cancel shipment"; }
std::string RowOfOne(const Arrival& one) {
  return one.is_all ? "arrive, all" : "arrive";
}
std::string RowOfOne(const TakeBack&) { return "take back"; }
std::string RowOfOne(const Requisition&) { return "ask"; }
std::string RowOfOne(const Grant& one) {
  return one.lines.empty() ? "grant all" : "grant";
}
std::string RowOfOne(const RejectRequisition&) { return "reject"; }
std::string RowOfOne(const CancelRequisition&) { return "cancel asking"; }

Rules OfMove(const Rules& more) {
  Rules rules = {"STORE_NOT_FOUND", "ITEM_NOT_FOUND", "TIME_AHEAD"};
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

Rules OfArrival(const Rules& more) {
  Rules rules = {"SHIPMENT_NOT_FOUND", "OTHER_DESTINATION", "NOT_SHIPPED",
                 "RECEIVED_TOO_EARLY", "TIME_AHEAD",        kContradiction};
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

Rules OfGrant(const Rules& more) {
  Rules rules = {"REQUISITION_NOT_FOUND", "REQUISITION_DECIDED",
                 "STORE_NOT_FOUND",       "SAME_STORE",
                 "STOCK_SHORT",           "REQUIRED"};
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

Rules OfCount(const Rules& more) {
  Rules rules = {"STORE_NOT_FOUND", "ITEM_NOT_FOUND",   "TIME_AHEAD",
                 "LISTED_TWICE",    "QUANTITY_MISSING", "NOT_FOR_THIS_KIND",
                 "CONFIRM_CHANGE",  "CONFIRM_SURPLUS",  kContradiction};
  rules.insert(rules.end(), more.begin(), more.end());
  return rules;
}

}  // namespace

std::string RowOf(const Request& request) {
  return std::visit([](const auto& one) { return RowOfOne(one); }, request);
}

const RulesOfRows& RulesOfOperations() {
  static const auto* const kRules = new RulesOfRows{
      {"receive", OfMove({"ORIGIN_MISSING", kContradiction})},
      {"issue",
       OfMove({"NOT_FOR_THIS_KIND", "LOT_NOT_FOUND", "STOCK_SHORT",
               "ISSUE_CONTRADICTED", "STOCK_RESERVED", "OVERRIDE_WITHOUT_LOT",
               "EXPIRED_LOT", "LOT_QUARANTINED"})},
      {"lose", OfMove({"NOT_FOR_THIS_KIND", "LOT_NOT_FOUND",
                       "LOSS_REASON_MISSING", "NOTE_MISSING", kContradiction})},
      {"bring back",
       OfMove({"NOT_FOR_THIS_KIND", "LOT_NOT_FOUND", kContradiction})},
      {"send back", OfMove({"NOT_FOR_THIS_KIND", "LOT_NOT_FOUND", "STOCK_SHORT",
                            "ISSUE_CONTRADICTED", "STOCK_RESERVED"})},
      {"count", OfCount({})},
      {"quarantine",
       {"STORE_NOT_FOUND", "LOT_NOT_FOUND", "TIME_AHEAD",
        "ALREADY_QUARANTINED"}},
      {"release",
       {"QUARANTINE_NOT_FOUND", "TIME_AHEAD", "ALREADY_RELEASED",
        "RELEASED_TOO_EARLY"}},
      {"supersede", OfCount({"COUNT_NOT_FOUND", "REASON_MISSING", "NOT_COUNTED",
                             "ALREADY_SUPERSEDED", "OTHER_STORE"})},
      {"make shipment",
       {"SAME_STORE", "LISTED_TWICE", "STORE_NOT_FOUND", "ITEM_NOT_FOUND",
        "STOCK_SHORT"}},
      {"pick",
       {"SHIPMENT_NOT_FOUND", "SHIPMENT_NOT_OPEN", "NOTHING_RESERVED",
        "STOCK_SHORT"}},
      {"pick lots",
       {"SHIPMENT_NOT_FOUND", "SHIPMENT_NOT_OPEN", "NOTHING_RESERVED",
        "STOCK_SHORT", "LOT_NOT_FOUND", "NOT_IN_SHIPMENT", "PICKED_TOO_MUCH",
        "EXPIRED_LOT", "LOT_QUARANTINED", "LISTED_TWICE"}},
      {"ship",
       {"SHIPMENT_NOT_FOUND", "SHIPMENT_NOT_OPEN", "NOTHING_RESERVED",
        "STOCK_SHORT", "EXPIRED_LOT", "LOT_QUARANTINED", "ISSUE_CONTRADICTED",
        "STOCK_RESERVED", "TIME_AHEAD"}},
      {"cancel shipment", {"SHIPMENT_NOT_FOUND", "SHIPMENT_NOT_OPEN"}},
      {"arrive",
       OfArrival({"QUANTITY_MISSING", "NOTE_MISSING", "NOT_IN_SHIPMENT",
                  "LOT_OF_OTHER_ITEM", "MORE_THAN_SHIPPED"})},
      {"arrive, all", OfArrival({"NOT_FOR_THIS_KIND", "NOTHING_ON_ITS_WAY"})},
      {"take back",
       {"SHIPMENT_NOT_FOUND", "NOT_IN_SHIPMENT", "MORE_THAN_REJECTED",
        "RETURNED_TOO_EARLY", "LOT_OF_OTHER_ITEM", "NOTE_MISSING",
        "TIME_AHEAD"}},
      {"ask", {"STORE_NOT_FOUND", "ITEM_NOT_FOUND", "LISTED_TWICE"}},
      {"grant all", OfGrant({})},
      {"grant",
       OfGrant({"NOT_REQUESTED", "APPROVED_TOO_MUCH", "LISTED_TWICE"})},
      {"reject", {"REQUISITION_NOT_FOUND", "REQUISITION_DECIDED"}},
      {"cancel asking",
       {"REQUISITION_NOT_FOUND", "REQUISITION_DECIDED", "SHIPMENT_NOT_OPEN"}},
  };
  return *kRules;
}

void CountFits(const Request& request, const Figures& told,
               VerdictTable& table) {
  constexpr int64_t kContradictedMove = 2;
  const int64_t contradicted =
      std::holds_alternative<Count>(request)
          ? static_cast<int64_t>(Outcome::kContradicted)
          : kContradictedMove;
  for (const auto& [name, value] : told) {
    if (!name.ends_with(" outcome")) continue;
    table.CountLine(RowOf(request), kContradiction, value != contradicted);
  }
}

}  // namespace epiledger::goods
