#include "tests/golden/request_sender.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/text_format.h"
#include "google/rpc/status.pb.h"
#include "services/new_message.h"
#include "services/text.h"
#include "tests/golden/every_write.h"
#include "tests/testing/refusal.h"

namespace epiledger::golden {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

struct Actor {
  std::string_view subject;
  auth::v1::Role role;
  std::string_view facility;
};

// Whoever sends requests; of them `operator` alone is of no county.
constexpr std::array<Actor, 10> kActors = {{
    {"operator", auth::v1::ROLE_OPERATOR, ""},
    {"s-101", auth::v1::ROLE_FINANCE, ""},
    {"s-102", auth::v1::ROLE_HEADQUARTERS, ""},
    {"s-103", auth::v1::ROLE_SUPERVISION, ""},
    {"s-105", auth::v1::ROLE_FINANCE, ""},
    {"s-106", auth::v1::ROLE_OPERATOR, ""},
    {"s-203", auth::v1::ROLE_HOSPITAL, "tcm-hospital"},
    {"s-205", auth::v1::ROLE_HOSPITAL, "east-health-centre"},
    {"s-207", auth::v1::ROLE_HOSPITAL, "north-health-centre"},
    {"s-301", auth::v1::ROLE_WAREHOUSE, "reserve"},
}};

absl::StatusOr<std::string> TokenOf(std::string_view subject,
                                    gateway::GatewayFixture& gateway) {
  const auto* const actor =
      std::find_if(kActors.begin(), kActors.end(),
                   [subject](const Actor& a) { return a.subject == subject; });
  if (actor == kActors.end()) {
    return absl::InvalidArgumentError(Concat("nobody is called ", subject));
  }
  const bool of_county = subject != "operator";
  return gateway.pki().Token({std::string(subject),
                              of_county ? gateway::kCounty : "",
                              std::string(actor->facility),
                              {actor->role}},
                             gateway.clock().Now());
}

// Sets a field that is there and empty.
void SetIfEmpty(Message& message, const char* name, const std::string& value) {
  const FieldDescriptor* const field =
      message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || message.GetReflection()->HasField(message, field)) {
    return;
  }
  message.GetReflection()->SetString(&message, field, value);
}

void Complete(const std::string& id, Message& request) {
  SetIfEmpty(request, "parent", Concat("counties/", gateway::kCounty));
  SetIfEmpty(request, "request_id", "sample-" + id);
  const FieldDescriptor* const elements =
      request.GetDescriptor()->FindFieldByName("requests");
  if (elements == nullptr) return;
  const Reflection& reflection = *request.GetReflection();
  for (int i = 0; i < reflection.FieldSize(request, elements); ++i) {
    Complete(Concat(id, "-", i + 1),
             *reflection.MutableRepeatedMessage(&request, elements, i));
  }
}

// The message in a field, null where it is not set.
const Message* PartOf(const Message& message, const std::string& name) {
  const FieldDescriptor* const field =
      message.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr || field->is_repeated() ||
      !message.GetReflection()->HasField(message, field)) {
    return nullptr;
  }
  return &message.GetReflection()->GetMessage(message, field);
}

// The text of a field that is no list.
std::string TextOf(const Message& message, const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    return message.GetReflection()->GetString(message, &field);
  }
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, &field, -1,
                                                        &text);
  return text;
}

// A field of a message, or of a message in it, by its path; empty when there is
// none.
std::string FieldAt(const Message& message,
                    absl::Span<const std::string> path) {
  const FieldDescriptor* const field =
      message.GetDescriptor()->FindFieldByName(path.front());
  if (field == nullptr) return "";
  const Reflection& reflection = *message.GetReflection();
  if (path.size() == 1) {
    return field->is_repeated() ? "" : TextOf(message, *field);
  }
  const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (!field->is_repeated()) {
    return is_message
               ? FieldAt(reflection.GetMessage(message, field), path.subspan(1))
               : "";
  }
  int index = 0;
  if (!absl::SimpleAtoi(path[1], &index) || index < 0 ||
      index >= reflection.FieldSize(message, field)) {
    return "";
  }
  const bool is_text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  if (path.size() == 2) {
    return is_text ? reflection.GetRepeatedString(message, field, index) : "";
  }
  return is_message
             ? FieldAt(reflection.GetRepeatedMessage(message, field, index),
                       path.subspan(2))
             : "";
}

}  // namespace

absl::StatusOr<std::string> RequestSender::Look(
    std::string_view reference) const {
  const std::vector<std::string> path = absl::StrSplit(ToAbsl(reference), '.');
  const auto found = answers_.find(path.front());
  if (found != answers_.end() && path.size() > 1) {
    std::string value =
        FieldAt(*found->second, absl::MakeConstSpan(path).subspan(1));
    if (!value.empty()) return value;
  }
  return absl::InvalidArgumentError(
      Concat("no answer so far has ${", reference, "}"));
}

absl::StatusOr<std::string> RequestSender::Fill(std::string_view text) const {
  std::string filled;
  for (size_t begin = text.find("${"); begin != std::string_view::npos;
       begin = text.find("${")) {
    const size_t end = text.find('}', begin);
    if (end == std::string_view::npos) {
      return absl::InvalidArgumentError("a reference has no end");
    }
    const auto value = Look(text.substr(begin + 2, end - begin - 2));
    if (!value.ok()) return value.status();
    filled += Concat(text.substr(0, begin), *value);
    text.remove_prefix(end + 1);
  }
  return Concat(filled, text);
}

std::string RequestSender::Keep(const std::string& id,
                                const Message& response) {
  std::unique_ptr<Message>& kept = answers_[id];
  kept.reset(response.New());
  kept->CopyFrom(response);
  // An approval answers with the proposal as well, which is not open any more.
  const bool waits = PartOf(response, "proposal") != nullptr &&
                     FieldAt(response, {"proposal", "state"}) == "STATE_OPEN";
  return waits ? "proposed" : "recorded";
}

std::vector<std::string> RequestSender::Outcomes(
    const SampleRequest& request, const gateway::AnsweredBytes& answer,
    std::unique_ptr<Message> response) {
  if (!answer.status.ok()) return {gateway::ReasonOf(answer.status)};
  response->ParseFromString(answer.bytes);
  const FieldDescriptor* const results =
      response->GetDescriptor()->FindFieldByName("results");
  if (results == nullptr) return {Keep(request.id, *response)};
  std::vector<std::string> outcomes;
  const Reflection& reflection = *response->GetReflection();
  for (int i = 0; i < reflection.FieldSize(*response, results); ++i) {
    const Message& result =
        reflection.GetRepeatedMessage(*response, results, i);
    if (const Message* const done = PartOf(result, "response")) {
      outcomes.push_back(Keep(Concat(request.id, "-", i + 1), *done));
      continue;
    }
    google::rpc::Status error;
    error.CopyFrom(*PartOf(result, "error"));
    outcomes.push_back(testing::ErrorOf(error).reason);
  }
  return outcomes;
}

absl::Status RequestSender::Send(const SampleRequest& request) {
  const auto* const method = FindServiceMethod(request.method);
  if (method == nullptr) {
    return absl::InvalidArgumentError(
        Concat(request.id, ": there is no method ", request.method));
  }
  const auto token = TokenOf(request.subject, gateway_);
  const auto text = Fill(request.text);
  const std::unique_ptr<Message> message = NewMessage(*method->input_type());
  if (!token.ok() || !text.ok() ||
      !google::protobuf::TextFormat::ParseFromString(*text, message.get())) {
    return absl::InvalidArgumentError(Concat(request.id, ": cannot be sent. ",
                                             token.status().message(),
                                             text.status().message()));
  }
  Complete(request.id, *message);
  const gateway::AnsweredBytes answer = gateway::CallBytes(
      gateway_.channel(),
      Concat("/", method->service()->full_name(), "/", method->name()),
      message->SerializeAsString(), *token);
  const std::vector<std::string> outcomes =
      Outcomes(request, answer, NewMessage(*method->output_type()));
  if (outcomes == request.outcomes) return absl::OkStatus();
  return absl::InternalError(
      Concat(request.id, ": is ", absl::StrJoin(outcomes, ","),
             " and should be ", absl::StrJoin(request.outcomes, ","), ". ",
             answer.status.error_message()));
}

}  // namespace epiledger::golden
