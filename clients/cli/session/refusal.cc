#include "clients/cli/session/refusal.h"

#include <string>

#include "absl/strings/cord.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/session/explain.h"
#include "clients/cli/session/retry.h"
#include "clients/cli/terminal/display_width.h"
#include "clients/cli/terminal/exit.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr char kRefusal[] = "epiledger.cli/refusal";

using google::protobuf::Struct;
using google::protobuf::Value;

type::v1::Receipt ReceiptOf(const rpc::Error& error) {
  type::v1::Receipt receipt;
  receipt.ParseFromString(error.receipt);
  return receipt;
}

std::string ToJson(const Session& session, const rpc::Error& error,
                   const grpc::Status& status) {
  Struct object;
  auto& members = *object.mutable_fields();
  members["code"].set_string_value(absl::StatusCodeToString(error.code));
  members["reason"].set_string_value(error.reason);
  members["message"].set_string_value(error.reason.empty()
                                          ? Explain(session, status, error)
                                          : status.error_message());
  Struct& metadata = *members["metadata"].mutable_struct_value();
  for (const auto& [name, value] : error.metadata) {
    (*metadata.mutable_fields())[name].set_string_value(value);
  }
  auto& violations = *members["violations"].mutable_list_value();
  for (const rpc::FieldViolation& violation : error.violations) {
    auto& fields =
        *violations.add_values()->mutable_struct_value()->mutable_fields();
    fields["field"].set_string_value(violation.field);
    fields["description"].set_string_value(violation.reason);
  }
  if (!error.receipt.empty()) {
    // Numbers as they stand in the receipts file.
    static_cast<void>(google::protobuf::util::JsonStringToMessage(
        ReceiptLine(ReceiptOf(error)), &members["receipt"]));
  }
  std::string json;
  static_cast<void>(google::protobuf::util::MessageToJsonString(object, &json));
  return json;
}

}  // namespace

std::string RefusalText(const Session& session, const grpc::Status& status) {
  const rpc::Error error = rpc::FromGrpcStatus(status);
  if (session.settings().format == Format::kJson)
    return ToJson(session, error, status);
  std::string text = Explain(session, status, error);
  if (!error.reason.empty()) text += Concat(" [", Printable(error.reason), "]");
  if (!error.receipt.empty()) {
    const type::v1::Receipt receipt = ReceiptOf(error);
    text += Concat(
        "\n", session.texts()(receipt.replayed() ? "REFUSED_BEFORE" : "REFUSED",
                              {{"book", receipt.book()},
                               {"sequence", Concat(receipt.sequence())}}));
  }
  return text;
}

absl::Status WithAnswer(absl::Status ended, const grpc::Status& answer) {
  ended.SetPayload(kRefusal, absl::Cord(answer.error_details()));
  return ended;
}

rpc::Error RefusalIn(const absl::Status& status) {
  const auto details = status.GetPayload(kRefusal);
  if (!details.has_value()) return {};
  return rpc::FromGrpcStatus(grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                                          "", std::string(*details)));
}

absl::Status FailedRead(const Session& session, const grpc::Status& status) {
  const bool is_away =
      status.error_code() == grpc::StatusCode::UNAVAILABLE ||
      status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
  return Ended(is_away ? ExitCode::kUnreachable : ExitCode::kRefused,
               RefusalText(session, status));
}

absl::Status Unreachable(Session& session, Connection& connection) {
  return Ended(ExitCode::kUnreachable,
               ExplainUnreachable(session, connection.WhyNotConnected()));
}

absl::Status Read(Session& session,
                  const google::protobuf::MethodDescriptor& method,
                  const google::protobuf::Message& request,
                  google::protobuf::Message& response) {
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  if (!(*connection)->Connect()) return Unreachable(session, **connection);
  Retry retry(session.settings().retry_for);
  while (true) {
    const grpc::Status status = (*connection)->Call(method, request, response);
    if (status.ok()) return absl::OkStatus();
    if (!retry.Again(status)) return FailedRead(session, status);
  }
}

}  // namespace epiledger::cli
