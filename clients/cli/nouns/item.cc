#include <memory>
#include <string>
#include <utility>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/parse_value.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/supplies/v1/catalogue_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using supplies::v1::Item;
using supplies::v1::UpdateItemRequest;

const std::vector<std::string_view>& ItemColumns() {
  static const std::vector<std::string_view> columns = {
      "name",        "display_name",      "english_name",
      "kind",        "category",          "base_unit",
      "packs",       "standards",         "shelf_life_months",
      "substitutes", "surplus_tolerance", "revision"};
  return columns;
}

// What a flag of `item update` changes.
struct ChangedField {
  std::string_view flag;
  std::string_view field;
};
constexpr ChangedField kChangedFields[] = {
    {"--name", "display_name"},      {"--english-name", "english_name"},
    {"--category", "category"},      {"--pack", "packs"},
    {"--standard", "standards"},     {"--shelf-life", "shelf_life_months"},
    {"--substitute", "substitutes"}, {"--tolerance", "surplus_tolerance"},
};
// In place of a value: nothing is said of it any more.
constexpr std::string_view kNone = "none";

const MethodDescriptor& MethodCalled(const std::string& name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "epiledger.supplies.v1." + name);
}

std::vector<std::string> Typed(const Arguments& arguments,
                               const ChangedField& changed) {
  std::vector<std::string> typed = arguments.List(changed.flag);
  const std::string text = arguments.Text(changed.flag);
  if (!text.empty()) typed.push_back(text);
  return typed;
}

// Puts what was typed in place of what the item says; lists as a whole.
absl::Status ChangeItem(const Arguments& arguments, const ValueContext& values,
                        Item& item) {
  for (const ChangedField& changed : kChangedFields) {
    const std::vector<std::string> typed = Typed(arguments, changed);
    if (typed.empty()) continue;
    item.GetReflection()->ClearField(
        &item, FindField(*Item::descriptor(), changed.field));
    if (typed == std::vector<std::string>{std::string(kNone)}) continue;
    for (const std::string& text : typed) {
      const absl::Status status =
          ParseValueAt(text, values, item, changed.field);
      if (!status.ok()) return At(changed.flag, status);
    }
  }
  return absl::OkStatus();
}

// The item as it stands, at the revision that was typed if one was.
absl::StatusOr<UpdateItemRequest> ReadStanding(Session& session,
                                               const Arguments& arguments) {
  UpdateItemRequest request;
  const ValueContext values = session.values();
  const absl::Status named =
      ParseValueAt(arguments.Text("ITEM"), values, request, "name");
  if (!named.ok()) return At("ITEM", named);
  supplies::v1::GetItemRequest read;
  read.set_name(request.name());
  const absl::Status found =
      Read(session, MethodCalled("SuppliesService.GetItem"), read,
           *request.mutable_item());
  if (!found.ok()) return found;
  request.set_revision(request.item().revision());
  const std::string revision = arguments.Text("--revision");
  if (!revision.empty()) {
    const absl::Status status =
        ParseValueAt(revision, values, request, "revision");
    if (!status.ok()) return At("--revision", status);
  }
  request.mutable_item()->clear_name();
  request.mutable_item()->clear_revision();
  return request;
}

// The service wants the item whole, from whoever has seen it: what is not typed
// stays as it stands, and a change that came between is refused.
absl::Status UpdateItem(Session& session, const Arguments& arguments) {
  // What was mistyped is told before anybody is asked.
  Item nothing;
  const absl::Status typed = ChangeItem(arguments, session.values(), nothing);
  if (!typed.ok()) return typed;
  const auto standing = ReadStanding(session, arguments);
  if (!standing.ok()) return standing.status();
  const auto parts_at =
      [&](absl::Time now) -> absl::StatusOr<std::vector<PendingPart>> {
    auto request = std::make_shared<UpdateItemRequest>(*standing);
    const absl::Status changed =
        ChangeItem(arguments, session.ValuesAt(now), *request->mutable_item());
    if (!changed.ok()) return changed;
    return std::vector<PendingPart>{
        {&MethodCalled("CatalogueService.UpdateItem"), std::move(request)}};
  };
  const auto responses = Write(session, WriteFlagsOf(arguments), parts_at);
  if (!responses.ok()) return responses.status();
  const absl::Status shown =
      Show(session, {{"item", ItemColumns()}}, *responses->front());
  if (shown.ok()) ShowReceipt(session, *responses->front());
  return shown;
}

Command Create() {
  return {.noun = "item",
          .verb = "create",
          .method = "epiledger.supplies.v1.SuppliesService.CreateItem",
          .flags = {{"ID", "item_id"},
                    {"--name", "item.display_name"},
                    {"--english-name", "item.english_name"},
                    {"--kind", "item.kind"},
                    {"--unit", "item.base_unit"},
                    {"--category", "item.category"},
                    {"--pack", "item.packs"},
                    {"--standard", "item.standards"},
                    {"--shelf-life", "item.shelf_life_months"},
                    {"--substitute", "item.substitutes"},
                    {"--tolerance", "item.surplus_tolerance"}},
          .views = {{"item", ItemColumns()}},
          .example =
              "item create n95 --name N95医用防护口罩 --kind consumable "
              "--unit 只 --pack box=20:盒 --standard 'GB 19083-2010'"};
}

Command Update() {
  return {.noun = "item",
          .verb = "update",
          .flags = {{"ITEM", "", true},
                    {"--name", ""},
                    {"--english-name", ""},
                    {"--category", ""},
                    {"--pack", "", false, {}, FlagKind::kList},
                    {"--standard", "", false, {}, FlagKind::kList},
                    {"--shelf-life", ""},
                    {"--substitute", "", false, {}, FlagKind::kList},
                    {"--tolerance", ""},
                    {"--revision", ""},
                    {"--request-id", ""},
                    {"--resend", "", false, {}, FlagKind::kSwitch},
                    {"--new", "", false, {}, FlagKind::kSwitch}},
          .example =
              "item update n95 --pack box=20:盒 --pack carton=400:箱 "
              "--substitute kn95 --shelf-life 60",
          .run = UpdateItem};
}

}  // namespace

CommandTable ItemCommands() {
  return {
      Create(),
      Update(),
      {.noun = "item",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetItem",
       .flags = {{"ITEM", "name"}},
       .views = {{"", ItemColumns()}},
       .past = Past::kTime,
       .example = "item get n95"},
      {.noun = "item",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListItems",
       .flags = {{"--category", "category"}, {"--kind", "kind"}},
       .views = {{"items", ItemColumns()}},
       .past = Past::kTime,
       .example = "item list --kind durable"},
  };
}

}  // namespace epiledger::cli
