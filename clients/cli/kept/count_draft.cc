#include "clients/cli/kept/count_draft.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_split.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/terminal/exit.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr std::string_view kCountiesWord = "counties/";

std::string ToLine(const Message& message) {
  std::string json;
  static_cast<void>(
      google::protobuf::util::MessageToJsonString(message, &json));
  return json + "\n";
}

bool FromLine(const std::string& line, Message& message) {
  return google::protobuf::util::JsonStringToMessage(line, &message).ok();
}

// What neither the sheet nor the request says.
Struct HeadOf(const CountDraft& draft) {
  Struct head;
  auto& fields = *head.mutable_fields();
  fields["subject"].set_string_value(draft.subject);
  fields["is_sealed"].set_bool_value(draft.is_sealed);
  fields["has_fixed_time"].set_bool_value(draft.has_fixed_time);
  auto& recount = *fields["recount"].mutable_list_value();
  for (const std::string& item : draft.recount) {
    recount.add_values()->set_string_value(item);
  }
  return head;
}

void ReadHead(Struct& head, CountDraft& draft) {
  auto& fields = *head.mutable_fields();
  draft.subject = fields["subject"].string_value();
  draft.is_sealed = fields["is_sealed"].bool_value();
  draft.has_fixed_time = fields["has_fixed_time"].bool_value();
  for (const Value& item : fields["recount"].list_value().values()) {
    draft.recount.push_back(item.string_value());
  }
}

}  // namespace

std::string CountDrafts::PathOf(std::string_view store) const {
  if (store.substr(0, kCountiesWord.size()) == kCountiesWord) {
    store.remove_prefix(kCountiesWord.size());
  }
  std::string file(store);
  // No id has a plus.
  std::replace(file.begin(), file.end(), '/', '+');
  return Concat(folder_, "/", file, ".draft");
}

absl::StatusOr<std::optional<CountDraft>> CountDrafts::Load(
    std::string_view store) const {
  const std::string path = PathOf(store);
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  const absl::StatusOr<std::string> bytes = ReadWholeFile(path);
  if (!bytes.ok()) return bytes.status();
  const std::vector<std::string> lines = absl::StrSplit(*bytes, '\n');
  constexpr size_t kParts = 3;
  Struct head;
  CountDraft draft;
  if (lines.size() <= kParts || !FromLine(lines[0], head) ||
      !FromLine(lines[1], draft.sheet) || !FromLine(lines[2], draft.request) ||
      draft.request.request_id().empty()) {
    return At(path, Usage("NO_COUNT_DRAFT"));
  }
  ReadHead(head, draft);
  return draft;
}

absl::Status CountDrafts::Keep(const CountDraft& draft) const {
  const absl::Status folder = MakePrivateFolder(folder_);
  if (!folder.ok()) return folder;
  return WriteWholeFile(
      PathOf(draft.request.parent()),
      ToLine(HeadOf(draft)) + ToLine(draft.sheet) + ToLine(draft.request));
}

absl::Status CountDrafts::Remove(std::string_view store) const {
  return RemoveFile(PathOf(store));
}

}  // namespace epiledger::cli
