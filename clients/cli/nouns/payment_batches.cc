#include "clients/cli/nouns/payment_batches.h"

#include <algorithm>
#include <string>
#include <utility>

#include "clients/cli/kept/attempts.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/nouns/import_teller.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/retry.h"
#include "clients/cli/session/verdict.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using funding::v1::BatchCreatePaymentsRequest;
using funding::v1::BatchCreatePaymentsResponse;
using funding::v1::CreatePaymentResult;

constexpr char kBatchMethod[] =
    "epiledger.funding.v1.FundingService.BatchCreatePayments";

// A line on its way.
struct OpenLine {
  size_t index = 0;
  int attempt = 1;
  // A call with its id may have recorded it.
  bool may_be_decided = false;
};
using OpenLines = std::vector<OpenLine>;

// A result that is neither a response nor an error tells nothing.
grpc::Status ToGrpcStatus(const google::rpc::Status& error) {
  if (error.code() == 0) return {grpc::StatusCode::INTERNAL, ""};
  return {static_cast<grpc::StatusCode>(error.code()), error.message(),
          error.SerializeAsString()};
}

type::v1::Receipt ReceiptIn(const grpc::Status& status) {
  type::v1::Receipt receipt;
  receipt.ParseFromString(rpc::FromGrpcStatus(status).receipt);
  return receipt;
}

class Sender {
 public:
  Sender(Session& session, Connection& connection,
         const std::vector<SheetLine>& lines, bool tries_again,
         Attempts attempts)
      : session_(session),
        connection_(connection),
        lines_(lines),
        tries_again_(tries_again),
        teller_(session),
        attempts_(std::move(attempts)),
        method_(*google::protobuf::DescriptorPool::generated_pool()
                     ->FindMethodByName(kBatchMethod)) {
    result_.lines.resize(lines.size());
  }

  ImportResult Send() && {
    for (size_t begin = 0; begin < lines_.size() && result_.stopped.ok();
         begin += kLinesPerBatch) {
      const size_t end = std::min(begin + kLinesPerBatch, lines_.size());
      OpenLines open;
      for (size_t i = begin; i < end; ++i) {
        open.push_back({i, attempts_.LastOf(FirstId(i))});
      }
      SendBatch(std::move(open));
      if (result_.stopped.ok()) teller_.Progress(end, lines_.size());
    }
    teller_.End();
    return std::move(result_);
  }

 private:
  // Until all of them are settled, or patience is over.
  void SendBatch(OpenLines open) {
    Retry retry(session_.settings().retry_for);
    int waits = 0;
    while (true) {
      grpc::Status answer = SendOnce(open);
      if (open.empty()) return;
      // Lines with a new id need no pause.
      if (answer.ok() || retry.Again(answer)) continue;
      if (waits++ < kMaxRefusalWaits && teller_.WaitOutRefusals(answer))
        continue;
      result_.stopped = std::move(answer);
      return;
    }
  }

  // One call. `open` keeps what must be sent again, and the answer says why.
  grpc::Status SendOnce(OpenLines& open) {
    BatchCreatePaymentsResponse response;
    grpc::Status answer = connection_.Call(method_, RequestOf(open), response);
    const auto results = static_cast<size_t>(response.results_size());
    if (answer.ok() && results != open.size()) {
      answer = {grpc::StatusCode::INTERNAL, ""};
    }
    if (!answer.ok()) {
      for (OpenLine& line : open) NoteUndecided(line, answer);
      return answer;
    }
    OpenLines left;
    for (size_t i = 0; i < open.size(); ++i) {
      const auto& result = response.results(static_cast<int>(i));
      if (Settle(open[i], result)) continue;
      left.push_back(open[i]);
      if (result.has_error() && answer.ok() &&
          Judge(ToGrpcStatus(result.error())) != Verdict::kRefused) {
        answer = ToGrpcStatus(result.error());
      }
    }
    open = std::move(left);
    KeepAll();
    KeepAttempts(open);
    return answer;
  }

  [[nodiscard]] const std::string& FirstId(size_t index) const {
    return lines_[index].request.request_id();
  }

  [[nodiscard]] BatchCreatePaymentsRequest RequestOf(
      const OpenLines& open) const {
    BatchCreatePaymentsRequest batch;
    batch.set_parent(lines_.front().request.parent());
    for (const OpenLine& line : open) {
      auto& request = *batch.add_requests();
      request = lines_[line.index].request;
      request.set_request_id(ImportId(request.payment(), line.attempt));
    }
    return batch;
  }

  // Whether the line needs no further call.
  bool Settle(OpenLine& line, const CreatePaymentResult& result) {
    if (!result.has_response()) {
      return SettleError(line, ToGrpcStatus(result.error()));
    }
    const type::v1::Receipt& receipt = result.response().receipt();
    receipts_.push_back(receipt);
    // What an earlier call of this import recorded is recorded now.
    const bool is_old = receipt.replayed() && !line.may_be_decided;
    result_.lines[line.index] = {
        is_old ? LineOutcome::kReplayed : LineOutcome::kAccepted, {}};
    result_.lines[line.index].is_proposed = result.response().has_proposal();
    return true;
  }

  bool SettleError(OpenLine& line, const grpc::Status& answer) {
    if (Judge(answer) != Verdict::kRefused) {
      NoteUndecided(line, answer);
      if (IsWorthRetrying(answer)) return false;
      LineOutcome& outcome = result_.lines[line.index].outcome;
      if (outcome == LineOutcome::kNotSent) outcome = LineOutcome::kRefused;
      return true;
    }
    const type::v1::Receipt receipt = ReceiptIn(answer);
    receipts_.push_back(receipt);
    const bool is_old = receipt.replayed() && !line.may_be_decided;
    result_.lines[line.index] = {LineOutcome::kRefused, answer, is_old};
    if (!tries_again_ || !is_old || line.attempt == kMaxAttempts) return true;
    ++line.attempt;
    made_anew_[FirstId(line.index)] = line.attempt;
    return false;
  }

  // `answer` decided nothing about the line; an earlier call may have.
  void NoteUndecided(OpenLine& line, const grpc::Status& answer) {
    line.may_be_decided =
        (line.may_be_decided && !SettlesEarlierCalls(answer)) ||
        Judge(answer) == Verdict::kUnknown;
    result_.lines[line.index] = {
        line.may_be_decided ? LineOutcome::kUnknown : LineOutcome::kNotSent,
        answer};
  }

  // What was recorded is recorded, also where its receipts cannot be kept.
  void KeepAll() {
    const absl::Status kept =
        KeepReceipts(session_.settings().receipts_file(), receipts_);
    if (!kept.ok()) teller_.NotKept(kept, receipts_);
    receipts_.clear();
  }

  // Which request a line is on its way as must be known to the next import;
  // where it cannot be kept, the line stays refused as it is.
  void KeepAttempts(OpenLines& open) {
    const absl::Status kept = attempts_.Keep(made_anew_);
    if (!kept.ok()) {
      teller_.NotKept(kept, {});
      open.erase(std::remove_if(open.begin(), open.end(),
                                [this](const OpenLine& line) {
                                  return made_anew_.count(FirstId(line.index)) >
                                         0;
                                }),
                 open.end());
    }
    made_anew_.clear();
  }

  Session& session_;
  Connection& connection_;
  const std::vector<SheetLine>& lines_;
  const bool tries_again_;
  ImportTeller teller_;
  Attempts attempts_;
  // Lines of the last call that go on as another request, until it is kept.
  Attempts::Numbers made_anew_;
  const google::protobuf::MethodDescriptor& method_;
  // Of the last call, until they are kept.
  std::vector<type::v1::Receipt> receipts_;
  ImportResult result_;
};

}  // namespace

absl::StatusOr<ImportResult> SendLines(Session& session,
                                       const std::vector<SheetLine>& lines,
                                       bool tries_again) {
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  // Where receipts go is made before there are any.
  const absl::Status folder = MakePrivateFolder(session.pending().folder());
  if (!folder.ok()) return folder;
  absl::StatusOr<Attempts> attempts =
      Attempts::Load(session.settings().attempts_file());
  if (!attempts.ok()) return attempts.status();
  if (!(*connection)->Connect()) return Unreachable(session, **connection);
  return Sender(session, **connection, lines, tries_again, *std::move(attempts))
      .Send();
}

}  // namespace epiledger::cli
