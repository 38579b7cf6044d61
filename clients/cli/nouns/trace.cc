#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kTraceFunding =
    "epiledger.command.v1.TraceService.TraceFunding";

std::vector<Flag> TraceFlags() {
  return {{"--document", "document"},
          {"--allocation", "allocation"},
          {"--commitment", "commitment"},
          {"--lot", "lot"},
          {"--by-lot", "by_lot"}};
}

// Each line of an order from both sides.
View LineView() {
  return {"lines",
          {"money.commitment", "money.line", "money.item", "money.quantity",
           "money.amount", "money.balance.held", "money.balance.prepaid",
           "money.balance.accrued", "money.balance.paid", "money.refunded",
           "goods.received", "goods.found", "money.quantity_matched",
           "goods.unmatched", "goods.unmatched_value", "goods.over_delivered",
           "goods.outstanding", "goods.outstanding_value", "goods.value"}};
}

View PlaceView() {
  return {"lines.goods.places",
          {"commitment", "line", "place", "facility", "store", "shipment",
           "reason", "item", "lot", "quantity", "value"},
          "PLACES_PART"};
}

// Backwards, and how far both sides know of each other.
std::vector<View> OriginViews() {
  return {
      {"allocations",
       {"name", "recipient", "fund", "balance.allocated", "balance.available",
        "balance.held", "balance.prepaid", "balance.accrued", "balance.paid"},
       "ALLOCATIONS_PART"},
      {"documents", {"name", "issuer", "number", "title", "document_date"}},
      {"funds", {"name", "display_name", "kind"}},
      {"appropriations",
       {"name", "fund", "amount", "appropriation_date", "document_number"}},
      {"lot",
       {"name", "batch", "expiry_date", "origin.kind", "origin.donor",
        "origin.commitment", "origin.line", "receipt_time"},
       "LOT_PART"},
      {"",
       {"money_read_at.sequence", "money_data_time", "goods_read_at.sequence",
        "goods_data_time", "followed.sequence", "followed_time"}}};
}

std::vector<View> After(std::vector<View> views) {
  for (View& view : OriginViews()) views.push_back(std::move(view));
  return views;
}

const std::vector<std::string_view>& DonationColumns() {
  static const std::vector<std::string_view> columns = {"donor",
                                                        "item",
                                                        "received",
                                                        "first_receipt_time",
                                                        "last_receipt_time",
                                                        "in_stores",
                                                        "in_transit",
                                                        "in_service",
                                                        "used",
                                                        "lost",
                                                        "sent_back",
                                                        "found"};
  return columns;
}

}  // namespace

CommandTable TraceCommands() {
  return {
      {.noun = "trace",
       .verb = "show",
       .method = kTraceFunding,
       .flags = TraceFlags(),
       .views = After({LineView(), PlaceView()}),
       .past = Past::kDate,
       .example = "trace show --document d1"},
      {.noun = "trace",
       .verb = "places",
       .method = kTraceFunding,
       .flags = TraceFlags(),
       .views = {PlaceView(), LineView()},
       .past = Past::kDate,
       .example = "trace places --commitment c1 --format csv"},
      {.noun = "trace",
       .verb = "goods",
       .method = "epiledger.supplies.v1.GoodsTraceService.TraceGoods",
       .flags = {{"LOT", "lot"}, {"--by-lot", "by_lot"}},
       .views = {{"goods.places",
                  {"place", "facility", "store", "shipment", "reason", "item",
                   "lot", "quantity"}},
                 {"goods",
                  {"origin.kind", "origin.donor", "origin.commitment",
                   "origin.line", "received", "found"}}},
       .past = Past::kTime,
       .example = "trace goods n95/8-1"},
  };
}

CommandTable DonationCommands() {
  constexpr std::string_view kListDonations =
      "epiledger.supplies.v1.GoodsTraceService.ListDonations";
  return {
      {.noun = "donation",
       .verb = "list",
       .method = kListDonations,
       .flags = {{"--donor", "donor"}, {"--item", "item"}},
       .views = {{"donations", DonationColumns()},
                 {"", {"total_size", "data_time"}}},
       .past = Past::kTime,
       .example = "donation list --donor red-cross"},
      {.noun = "donation",
       .verb = "publish",
       .method = kListDonations,
       .flags = {{"--donor", "donor"}, {"--item", "item"}},
       .views = {{"donations",
                  {"donor", "item:display", "received", "first_receipt_time",
                   "used", "in_stores", "in_transit", "in_service", "lost",
                   "sent_back"},
                  "DONATIONS_PUBLISHED"},
                 {"", {"data_time"}}},
       .past = Past::kTime,
       .example = "donation publish --format xlsx"},
  };
}

CommandTable UnfundedCommands() {
  return {
      {.noun = "stock",
       .verb = "unfunded",
       .method = "epiledger.supplies.v1.GoodsTraceService.ListUnfundedReceipts",
       .flags = {{"FACILITY", "facility"}},
       .views = {{"receipts",
                  {"facility", "store", "item", "lot", "quantity",
                   "receipt_time", "age_days"}},
                 {"", {"total_size"}}},
       .past = Past::kTime,
       .example = "stock unfunded people-hospital"},
      {.noun = "arrival",
       .verb = "expected",
       .method = "epiledger.funding.v1.MoneyTraceService.ListOpenOrderLines",
       .flags = {{"FACILITY", "parent"}, {"--item", "item"}},
       .views = {{"lines",
                  {"commitment", "line", "supplier", "number", "item",
                   "description", "quantity", "quantity_arrived"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "arrival expected people-hospital --item n95"},
  };
}

}  // namespace epiledger::cli
