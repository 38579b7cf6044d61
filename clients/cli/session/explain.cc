#include "clients/cli/session/explain.h"

#include <map>

#include "clients/cli/terminal/display_width.h"
#include "clients/cli/values/as_typed.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// What gRPC says of a connection that does not come about, and our text.
struct Cause {
  std::string_view needle;
  std::string_view key;
};
constexpr Cause kCauses[] = {
    {"Connection refused", "CAUSE_REFUSED"},
    {"CERTIFICATE_VERIFY_FAILED", "CAUSE_CERTIFICATE"},
    {"certificate verify failed", "CAUSE_CERTIFICATE"},
    {"is not in peer certificate", "CAUSE_CERTIFICATE"},
    {"No match found for server name", "CAUSE_CERTIFICATE"},
    {"WRONG_VERSION_NUMBER", "CAUSE_NO_TLS"},
    {"wrong version number", "CAUSE_NO_TLS"},
    {"handshake failed", "CAUSE_CERTIFICATE"},
    {"DNS resolution", "CAUSE_NAME"},
    {"No route to host", "CAUSE_ROUTE"},
    {"Network is unreachable", "CAUSE_ROUTE"},
    {"Deadline Exceeded", "CAUSE_SILENT"},
};

std::map<std::string, std::string> FiguresOf(const Session& session,
                                             std::string_view text) {
  const Settings& settings = session.settings();
  return {{"address", settings.address},
          {"ca_file", settings.ca_file},
          {"timeout", absl::FormatDuration(settings.timeout)},
          {"text", Printable(text)}};
}

// gRPC's own codes, where no service of ours added a reason.
std::string ExplainCode(const Session& session, const grpc::Status& status,
                        const rpc::Error& error) {
  auto figures = FiguresOf(session, status.error_message());
  figures["code"] = absl::StatusCodeToString(error.code);
  switch (status.error_code()) {
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return session.texts()("NO_ANSWER", figures);
    case grpc::StatusCode::UNAVAILABLE:
      return session.texts()("LINE_BROKE", figures);
    default:
      return session.texts()(
          status.error_message().empty() ? "ANSWERED_CODE" : "ANSWERED_TEXT",
          figures);
  }
}

std::string InOwnWords(const Session& session, const std::string& text) {
  return AsTyped(Printable(text), session.settings().zone);
}

}  // namespace

std::string Explain(const Session& session, const grpc::Status& status,
                    const rpc::Error& error) {
  if (error.reason.empty()) return ExplainCode(session, status, error);
  if (error.violations.empty()) {
    return status.error_message().empty()
               ? absl::StatusCodeToString(error.code)
               : InOwnWords(session, status.error_message());
  }
  std::string text;
  for (const rpc::FieldViolation& violation : error.violations) {
    text +=
        Concat(text.empty() ? "" : "\n",
               session.SpokenField(Printable(violation.field)),
               session.texts()("COLON"), InOwnWords(session, violation.reason));
  }
  return text;
}

std::string ExplainUnreachable(const Session& session, std::string_view cause) {
  std::string_view key = "CAUSE_OTHER";
  for (const Cause& known : kCauses) {
    if (cause.find(known.needle) != std::string_view::npos) {
      key = known.key;
      break;
    }
  }
  auto figures = FiguresOf(session, cause);
  figures["cause"] = session.texts()(key, figures);
  return session.texts()("UNREACHABLE", figures);
}

}  // namespace epiledger::cli
