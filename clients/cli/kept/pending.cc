#include "clients/cli/kept/pending.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/terminal/exit.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/new_message.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::Struct;
using google::protobuf::Value;
namespace util = google::protobuf::util;

constexpr char kSuffix[] = ".json";

// An id as part of a file name: what is not plain becomes %XX.
std::string Escaped(std::string_view id) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_') {
      escaped.push_back(c);
    } else {
      escaped.push_back('%');
      escaped.push_back(kDigits[byte >> 4U]);
      escaped.push_back(kDigits[byte & 15U]);
    }
  }
  return escaped;
}

void SetText(Struct& object, const char* name, std::string text) {
  (*object.mutable_fields())[name].set_string_value(std::move(text));
}

std::string TextAt(const Struct& object, const char* name) {
  const auto found = object.fields().find(name);
  return found == object.fields().end() ? "" : found->second.string_value();
}

absl::Status ToValue(const Message& message, Value& value) {
  std::string json;
  auto status = util::MessageToJsonString(message, &json);
  if (status.ok()) status = util::JsonStringToMessage(json, &value);
  if (status.ok()) return absl::OkStatus();
  return absl::InternalError(ToAbsl(status.ToString()));
}

absl::StatusOr<std::string> ToJson(const PendingRequest& pending) {
  Struct object;
  SetText(object, "request_id", pending.request_id);
  SetText(object, "subject", pending.subject);
  SetText(
      object, "time",
      absl::FormatTime(absl::RFC3339_full, pending.time, absl::UTCTimeZone()));
  auto& parts = *(*object.mutable_fields())["parts"].mutable_list_value();
  for (const PendingPart& part : pending.parts) {
    Struct& call = *parts.add_values()->mutable_struct_value();
    SetText(call, "method", part.method->full_name());
    const absl::Status status =
        ToValue(*part.request, (*call.mutable_fields())["request"]);
    if (!status.ok()) return status;
  }
  util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status = util::MessageToJsonString(object, &json, options);
  if (status.ok()) return json;
  return absl::InternalError(ToAbsl(status.ToString()));
}

// False when it is no call that this program knows.
bool AddPart(Struct& call, PendingRequest& pending) {
  PendingPart part;
  part.method = DescriptorPool::generated_pool()->FindMethodByName(
      TextAt(call, "method"));
  if (part.method == nullptr) return false;
  part.request = NewRequest(*part.method);
  std::string body;
  if (!util::MessageToJsonString((*call.mutable_fields())["request"], &body)
           .ok() ||
      !util::JsonStringToMessage(body, part.request.get()).ok()) {
    return false;
  }
  pending.parts.push_back(std::move(part));
  return true;
}

absl::StatusOr<PendingRequest> FromJson(const std::string& json) {
  Struct object;
  PendingRequest pending;
  if (!util::JsonStringToMessage(json, &object).ok() ||
      !absl::ParseTime(absl::RFC3339_full, TextAt(object, "time"),
                       &pending.time, nullptr)) {
    return Usage("NO_PENDING_REQUEST");
  }
  pending.request_id = TextAt(object, "request_id");
  pending.subject = TextAt(object, "subject");
  auto& parts = *(*object.mutable_fields())["parts"].mutable_list_value();
  for (Value& part : *parts.mutable_values()) {
    if (!AddPart(*part.mutable_struct_value(), pending)) {
      return Usage("NO_PENDING_REQUEST");
    }
  }
  if (pending.parts.empty() || pending.request_id.empty()) {
    return Usage("NO_PENDING_REQUEST");
  }
  return pending;
}

std::unique_ptr<Message> WithoutId(const Message& request) {
  std::unique_ptr<Message> copy(request.New());
  copy->CopyFrom(request);
  const auto* field = RequestIdField(*request.GetDescriptor());
  if (field != nullptr) copy->GetReflection()->ClearField(copy.get(), field);
  return copy;
}

}  // namespace

std::string Pending::PathOf(std::string_view request_id) const {
  return Concat(folder_, "/", Escaped(request_id), kSuffix);
}

absl::Status Pending::Keep(const PendingRequest& request) const {
  const absl::Status folder = MakePrivateFolder(folder_);
  if (!folder.ok()) return folder;
  const absl::StatusOr<std::string> json = ToJson(request);
  if (!json.ok()) return json.status();
  return WriteWholeFile(PathOf(request.request_id), *json);
}

absl::Status Pending::Remove(std::string_view request_id) const {
  return RemoveFile(PathOf(request_id));
}

absl::StatusOr<std::vector<PendingRequest>> Pending::List() const {
  namespace fs = std::filesystem;
  std::vector<PendingRequest> requests;
  std::error_code error;
  for (fs::directory_iterator file(folder_, error);
       !error && file != fs::directory_iterator(); file.increment(error)) {
    const std::string path = file->path().string();
    if (file->path().extension() != kSuffix) continue;
    const absl::StatusOr<std::string> json = ReadWholeFile(path);
    // Another process may have had its answer meanwhile.
    if (!json.ok() && !fs::exists(path, error)) continue;
    if (!json.ok()) return json.status();
    absl::StatusOr<PendingRequest> request = FromJson(*json);
    if (!request.ok()) return At(path, request.status());
    requests.push_back(*std::move(request));
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return Usage("CANNOT_READ",
                 {{"path", folder_}, {"cause", error.message()}});
  }
  std::sort(requests.begin(), requests.end(),
            [](const PendingRequest& a, const PendingRequest& b) {
              return std::tie(a.time, a.request_id) <
                     std::tie(b.time, b.request_id);
            });
  return requests;
}

bool AreSameCalls(const std::vector<PendingPart>& first,
                  const std::vector<PendingPart>& second) {
  return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                    [](const PendingPart& a, const PendingPart& b) {
                      return a.method == b.method &&
                             util::MessageDifferencer::Equals(
                                 *WithoutId(*a.request),
                                 *WithoutId(*b.request));
                    });
}

std::unique_ptr<Message> NewRequest(
    const google::protobuf::MethodDescriptor& method) {
  return NewMessage(*method.input_type());
}

std::unique_ptr<Message> NewResponse(
    const google::protobuf::MethodDescriptor& method) {
  return NewMessage(*method.output_type());
}

const google::protobuf::FieldDescriptor* RequestIdField(
    const google::protobuf::Descriptor& request) {
  return request.FindFieldByName("request_id");
}

}  // namespace epiledger::cli
