#include "clients/cli/sheets/item_form.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using supplies::v1::Item;

absl::Status Unread(const SheetCell& cell) {
  return Usage(cell.reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

// A sheet has its own language, whichever the person reads.
struct KindName {
  std::string_view name;
  Item::Kind kind;
};
constexpr KindName kKindNames[] = {
    {"消耗品", Item::KIND_CONSUMABLE},     {"耗材", Item::KIND_CONSUMABLE},
    {"consumable", Item::KIND_CONSUMABLE}, {"耐用品", Item::KIND_DURABLE},
    {"设备", Item::KIND_DURABLE},          {"durable", Item::KIND_DURABLE},
    {"equipment", Item::KIND_DURABLE}};

absl::Status ReadKindCell(const SheetCell& cell, Message& message) {
  const std::string compact = Compact(cell.text);
  for (const KindName& known : kKindNames) {
    if (known.name != compact) continue;
    auto& request = static_cast<supplies::v1::CreateItemRequest&>(message);
    request.mutable_item()->set_kind(known.kind);
    return absl::OkStatus();
  }
  return Unread(cell);
}

// What stands between two elements of a list.
constexpr std::string_view kSeparators[] = {",", ";", "、"};

// Takes the first element off `rest`, without the spaces around it.
std::string TakeElement(std::string_view& rest) {
  size_t end = rest.size();
  size_t next = rest.size();
  for (const std::string_view separator : kSeparators) {
    const size_t at = rest.find(separator);
    if (at >= end) continue;
    end = at;
    next = at + separator.size();
  }
  std::string element = Tidy(rest.substr(0, end));
  rest.remove_prefix(next);
  return element;
}

// Elements as they are typed behind a flag.
absl::Status ReadListCell(const SheetCell& cell, Message& request) {
  const std::string text = HalfWidth(cell.text);
  for (std::string_view rest = text; !rest.empty();) {
    const std::string element = TakeElement(rest);
    if (element.empty()) continue;
    const absl::Status status =
        ParseValueAt(element, cell.values, request, cell.field);
    if (!status.ok()) return Unread(cell);
  }
  return absl::OkStatus();
}

constexpr std::string_view kMonths[] = {"个月", "月", "months"};

absl::Status ReadMonthsCell(const SheetCell& cell, Message& request) {
  std::string months = Compact(cell.text);
  for (const std::string_view word : kMonths) {
    if (!months.ends_with(word)) continue;
    months.resize(months.size() - word.size());
    break;
  }
  const absl::Status status =
      ParseValueAt(months, cell.values, request, cell.field);
  return status.ok() ? status : Unread(cell);
}

absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

// What the service would refuse of each item by itself.
std::vector<rpc::FieldViolation> CheckItem(const Message& message) {
  const auto& request =
      static_cast<const supplies::v1::CreateItemRequest&>(message);
  std::vector<rpc::FieldViolation> violations;
  std::set<std::string> packs;
  for (const Item::Pack& pack : request.item().packs()) {
    if (packs.insert(pack.pack()).second) continue;
    violations.push_back(
        {"item.packs", "SHEET_LISTED_TWICE", {{"found", pack.pack()}}});
  }
  std::set<std::string> substitutes;
  for (const std::string& name : request.item().substitutes()) {
    const std::string id(rpc::LastSegment(name));
    const bool is_new = substitutes.insert(id).second;
    if (is_new && id != request.item_id()) continue;
    violations.push_back(
        {"item.substitutes",
         is_new ? "SHEET_OWN_SUBSTITUTE" : "SHEET_LISTED_TWICE",
         {{"found", id}}});
  }
  for (const Item::Standard& standard : request.item().standards()) {
    if (!standard.has_valid_from() || !standard.has_valid_until()) continue;
    if (DayOf(standard.valid_from()) <= DayOf(standard.valid_until())) continue;
    violations.push_back({"item.standards",
                          "SHEET_STANDARD_REVERSED",
                          {{"found", standard.text()}}});
  }
  return violations;
}

std::vector<ColumnForm> NamesOfItem() {
  return {{"item_id",
           {"标识", "品种标识", "品种编码", "编码"},
           {"id", "item"},
           ReadIdCell,
           Need::kCell,
           "SHEET_BAD_ID"},
          {"item.display_name",
           {"名称", "品名", "品种名称", "物资名称"},
           {"name"},
           ReadTextCell,
           Need::kCell},
          {"item.english_name",
           {"英文名称", "英文名"},
           {"english name"},
           ReadTextCell},
          {"item.kind",
           {"类别", "性质"},
           {"kind"},
           ReadKindCell,
           Need::kCell,
           "SHEET_BAD_KIND"},
          {"item.base_unit",
           {"单位", "基本单位", "计量单位"},
           {"unit", "base unit"},
           ReadTextCell,
           Need::kCell},
          {"item.category", {"分类", "品类"}, {"category"}, ReadTextCell}};
}

std::vector<ColumnForm> TermsOfItem() {
  return {{"item.packs",
           {"包装", "包装规格"},
           {"packs", "pack"},
           ReadListCell,
           Need::kOptional,
           "SHEET_BAD_PACKS"},
          {"item.standards",
           {"标准", "执行标准"},
           {"standards", "standard"},
           ReadListCell,
           Need::kOptional,
           "SHEET_BAD_STANDARDS"},
          {"item.shelf_life_months",
           {"保质期", "有效期"},
           {"shelf life"},
           ReadMonthsCell,
           Need::kOptional,
           "SHEET_BAD_MONTHS"},
          {"item.substitutes",
           {"替代品", "替代品种"},
           {"substitutes"},
           ReadListCell,
           Need::kOptional,
           "SHEET_BAD_ITEMS"},
          {"item.surplus_tolerance",
           {"盘盈容差", "容差"},
           {"tolerance"},
           ReadQuantityCell},
          {"", {"序号", "行号", "版本"}, {"no.", "row", "revision"}}};
}

SheetForm MakeItemForm() {
  SheetForm form = {.request = supplies::v1::CreateItemRequest::descriptor(),
                    .columns = NamesOfItem(),
                    .amount = "",
                    .label = "item.display_name",
                    .id = "item_id",
                    .unique = {{{"item_id"}, "SHEET_ID_TWICE"}},
                    .check = CheckItem};
  for (ColumnForm& column : TermsOfItem()) {
    form.columns.push_back(std::move(column));
  }
  return form;
}

}  // namespace

const SheetForm& ItemForm() {
  static const SheetForm form = MakeItemForm();
  return form;
}

}  // namespace epiledger::cli
