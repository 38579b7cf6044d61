#include "clients/cli/session/writer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "clients/cli/kept/receipts.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/request_id.h"
#include "clients/cli/session/retry.h"
#include "clients/cli/session/verdict.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

// What to do about a pending request that is the same.
absl::StatusOr<bool> ShallResend(Session& session, const WriteFlags& flags,
                                 const PendingRequest& pending) {
  if (flags.resends || flags.is_new) return flags.resends;
  const std::map<std::string, std::string> figures = {
      {"id", pending.request_id},
      {"time", FormatTime(ToTimestamp(pending.time), session.settings().zone)}};
  if (!session.environment().is_terminal) {
    return Usage("PENDING_FOUND", figures);
  }
  const char answer = session.Ask(session.texts()("RESEND_OR_NEW", figures));
  if (answer == 'r') return true;
  if (answer == 'n') return false;
  return Usage("NOTHING_SENT");
}

// The pending request to send again; nothing when a new one is to be made.
absl::StatusOr<std::optional<PendingRequest>> FindPending(
    Session& session, const WriteFlags& flags, PartsAt parts_at) {
  auto pending = session.pending().List();
  if (!pending.ok()) return pending.status();
  for (PendingRequest& known : *pending) {
    const auto parts = parts_at(known.time);
    const bool is_same = parts.ok() && AreSameCalls(known.parts, *parts);
    if (known.request_id == flags.request_id) {
      if (is_same) return std::move(known);
      return Usage("ID_OF_ANOTHER", {{"id", flags.request_id}});
    }
    if (!is_same || !flags.request_id.empty()) continue;
    const absl::StatusOr<bool> resends = ShallResend(session, flags, known);
    if (!resends.ok()) return resends.status();
    if (*resends) return std::move(known);
    break;
  }
  return std::nullopt;
}

std::optional<type::v1::Receipt> ReceiptIn(const Message& response) {
  const auto* field = response.GetDescriptor()->FindFieldByName("receipt");
  if (field == nullptr ||
      !response.GetReflection()->HasField(response, field)) {
    return std::nullopt;
  }
  type::v1::Receipt receipt;
  receipt.CopyFrom(response.GetReflection()->GetMessage(response, field));
  return receipt;
}

std::optional<type::v1::Receipt> ReceiptIn(const grpc::Status& status) {
  type::v1::Receipt receipt;
  receipt.ParseFromString(rpc::FromGrpcStatus(status).receipt);
  return receipt;
}

// Sends one pending request, and forgets it when its outcome is known.
class Sender {
 public:
  Sender(Session& session, Connection& connection,
         const PendingRequest& request, bool is_resend)
      : session_(session),
        connection_(connection),
        request_(request),
        is_resend_(is_resend) {}

  absl::StatusOr<Responses> Send() {
    if (!connection_.Connect()) {
      const absl::Status away = Unreachable(session_, connection_);
      return is_resend_ ? Unknown(away.message()) : away;
    }
    if (!is_resend_) {
      const absl::Status kept = session_.pending().Keep(request_);
      if (!kept.ok()) return kept;
    }
    Responses responses;
    for (const PendingPart& part : request_.parts) {
      auto response = SendPart(part, /*is_first=*/responses.empty());
      if (!response.ok()) return response.status();
      responses.push_back(*std::move(response));
    }
    Forget();
    return responses;
  }

 private:
  absl::StatusOr<std::unique_ptr<Message>> SendPart(const PendingPart& part,
                                                    bool is_first) {
    std::unique_ptr<Message> response = NewResponse(*part.method);
    bool may_be_decided = is_resend_;
    Retry retry(session_.settings().retry_for);
    while (true) {
      const grpc::Status status =
          connection_.Call(*part.method, *part.request, *response);
      const Verdict verdict = Judge(status);
      if (verdict == Verdict::kAccepted) {
        Keep(ReceiptIn(*response));
        return response;
      }
      if (verdict == Verdict::kRefused) {
        Keep(ReceiptIn(status));
        return Refused(status);
      }
      may_be_decided = may_be_decided || verdict == Verdict::kUnknown;
      if (retry.Again(status)) continue;
      if (may_be_decided && !SettlesEarlierCalls(status)) {
        return WithAnswer(Unknown(RefusalText(session_, status)), status);
      }
      // What is half done goes on under the same id.
      if (!is_first) return Unknown(RefusalText(session_, status));
      if (!IsWorthRetrying(status)) return Refused(status);
      Forget();
      return Ended(ExitCode::kUnreachable, RefusalText(session_, status));
    }
  }

  absl::Status Refused(const grpc::Status& status) {
    Forget();
    return WithAnswer(Ended(ExitCode::kRefused, RefusalText(session_, status)),
                      status);
  }

  template <typename Text>
  absl::Status Unknown(const Text& text) {
    return Ended(ExitCode::kUnknown,
                 Concat(text, "\n",
                        session_.texts()("OUTCOME_NOT_KNOWN",
                                         {{"id", request_.request_id}})));
  }

  // What was recorded is recorded; a receipt that cannot be kept is shown.
  void Keep(const std::optional<type::v1::Receipt>& receipt) {
    if (!receipt.has_value()) return;
    const absl::Status kept =
        KeepReceipt(session_.settings().receipts_file(), *receipt);
    if (!kept.ok()) Warn(kept, ReceiptLine(*receipt));
  }

  void Forget() {
    const absl::Status removed = session_.pending().Remove(request_.request_id);
    if (!removed.ok()) Warn(removed, request_.request_id);
  }

  void Warn(const absl::Status& status, std::string_view what) {
    session_.environment().err << TextOf(status, session_.texts()) << "\n"
                               << what << "\n";
  }

  Session& session_;
  Connection& connection_;
  const PendingRequest& request_;
  const bool is_resend_;
};

}  // namespace

absl::StatusOr<Responses> Write(Session& session, const WriteFlags& flags,
                                PartsAt parts_at) {
  const absl::Time now = session.environment().clock.Now();
  auto parts = parts_at(now);
  if (!parts.ok()) return parts.status();
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  const auto pending = FindPending(session, flags, parts_at);
  if (!pending.ok()) return pending.status();
  if (pending->has_value()) return Resend(session, **pending);
  PendingRequest request{
      flags.request_id.empty() ? NewRequestId(now) : flags.request_id,
      *std::move(parts), (*connection)->subject(), now};
  for (const PendingPart& part : request.parts) {
    Message& message = *part.request;
    message.GetReflection()->SetString(
        &message, RequestIdField(*message.GetDescriptor()), request.request_id);
  }
  return Sender(session, **connection, request, false).Send();
}

absl::StatusOr<Responses> Resend(Session& session,
                                 const PendingRequest& request) {
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  if (request.subject != (*connection)->subject()) {
    return Usage("ANOTHER_PERSON",
                 {{"id", request.request_id}, {"subject", request.subject}});
  }
  return Sender(session, **connection, request, true).Send();
}

}  // namespace epiledger::cli
