#include "clients/cli/nouns/sheet_batches.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "clients/cli/kept/attempts.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/nouns/batch_call.h"
#include "clients/cli/nouns/import_teller.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/retry.h"
#include "clients/cli/session/verdict.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/terminal/exit.h"
#include "services/limits.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// A record on its way.
struct OpenLine {
  size_t index = 0;
  int attempt = 1;
  // A call with its id may have recorded it.
  bool may_be_decided = false;
};
using OpenLines = std::vector<OpenLine>;

// What is to be done about a record that was answered.
enum class Next {
  kNothing,
  // Sent once more.
  kAgain,
  // Refused because of another: sent once more where that one is.
  kWithOthers,
};

type::v1::Receipt ReceiptIn(const grpc::Status& status) {
  type::v1::Receipt receipt;
  receipt.ParseFromString(rpc::FromGrpcStatus(status).receipt);
  return receipt;
}

bool HasErrors(const BatchCall& call) {
  for (size_t i = 0; i < call.results(); ++i) {
    if (!call.StatusOf(i).ok()) return true;
  }
  return false;
}

bool IsRefusedForOthers(const grpc::Status& answer) {
  return rpc::FromGrpcStatus(answer).reason == "BATCH_REFUSED";
}

size_t BytesOf(const SheetRecord& record) {
  // And what a list adds to its element.
  constexpr size_t kAround = 8;
  return record.request->ByteSizeLong() + kAround;
}

class RecordSender {
 public:
  RecordSender(Session& session, Connection& connection,
               const std::vector<SheetRecord>& records, const SendWay& way,
               Attempts attempts)
      : session_(session),
        connection_(connection),
        records_(records),
        way_(way),
        teller_(session),
        attempts_(std::move(attempts)),
        method_(*google::protobuf::DescriptorPool::generated_pool()
                     ->FindMethodByName(std::string(way.method))) {
    result_.all_or_nothing = way.all_or_nothing;
    result_.lines.resize(records.size());
  }

  ImportResult Send() && {
    if (way_.all_or_nothing) teller_.Progress(0, records_.size());
    for (size_t begin = 0; begin < records_.size() && result_.stopped.ok();) {
      const size_t end = EndOfBatch(begin);
      OpenLines open;
      for (; begin < end; ++begin) {
        open.push_back({begin, attempts_.LastOf(FirstId(begin))});
      }
      SendBatch(std::move(open));
      if (result_.stopped.ok()) teller_.Progress(end, records_.size());
    }
    teller_.End();
    return std::move(result_);
  }

 private:
  // Behind the last record of the call that begins with this one.
  [[nodiscard]] size_t EndOfBatch(size_t begin) const {
    if (way_.all_or_nothing) return records_.size();
    const size_t last = std::min(begin + kLinesPerBatch, records_.size());
    size_t end = begin + 1;
    size_t bytes = BytesOf(records_[begin]);
    while (end < last) {
      bytes += BytesOf(records_[end]);
      if (bytes > kBytesPerBatch) break;
      ++end;
    }
    return end;
  }

  // Until all of them are settled, or patience is over.
  void SendBatch(OpenLines open) {
    std::optional<Retry> retry(session_.settings().retry_for);
    int waits = 0;
    while (true) {
      const size_t before = open.size();
      grpc::Status answer = SendOnce(open);
      if (open.empty()) return;
      // A service that is slow and gets on is not away.
      if (open.size() < before) retry.emplace(session_.settings().retry_for);
      // Lines with a new id need no pause.
      if (answer.ok() || retry->Again(answer)) continue;
      if (waits++ < kMaxRefusalWaits && teller_.WaitOutRefusals(answer))
        continue;
      result_.stopped = std::move(answer);
      return;
    }
  }

  // One call. `open` keeps what must be sent again, and the answer says why.
  grpc::Status SendOnce(OpenLines& open) {
    BatchCall call(method_,
                   way_.parent.empty()
                       ? TextAt(*records_.front().request, "parent")
                       : way_.parent,
                   way_.all_or_nothing);
    result_.last_call.clear();
    for (const OpenLine& line : open) {
      call.Add(*records_[line.index].request,
               AttemptId(FirstId(line.index), line.attempt));
      result_.last_call.push_back(line.index);
    }
    grpc::Status answer =
        connection_.Call(method_, call.request(), call.response());
    if (answer.ok() && call.results() != open.size()) {
      answer = {grpc::StatusCode::INTERNAL, ""};
    }
    if (!answer.ok()) {
      for (OpenLine& line : open) NoteUndecided(line, answer);
      return answer;
    }
    answer = SettleAll(call, open);
    KeepAll();
    KeepAttempts(open);
    return answer;
  }

  // `open` keeps what goes on. Not OK where that is to wait for.
  grpc::Status SettleAll(const BatchCall& call, OpenLines& open) {
    grpc::Status answer;
    bool goes_on = false;
    // One of them is not recorded, and not sent again either.
    bool is_one_out = false;
    OpenLines left;
    is_refused_whole_ = way_.all_or_nothing && HasErrors(call);
    for (size_t i = 0; i < open.size(); ++i) {
      const grpc::Status status = call.StatusOf(i);
      const Next next = Settle(open[i], call, i, status);
      is_one_out = is_one_out || (next == Next::kNothing && !status.ok());
      if (next == Next::kNothing) continue;
      left.push_back(open[i]);
      goes_on = goes_on || next == Next::kAgain;
      if (next == Next::kAgain && answer.ok() &&
          Judge(status) != Verdict::kRefused) {
        answer = status;
      }
    }
    open = std::move(left);
    if (!goes_on || (way_.all_or_nothing && is_one_out)) GiveUp(open);
    return answer;
  }

  // Nothing of them is sent any more.
  void GiveUp(OpenLines& open) {
    open.clear();
    made_anew_.clear();
  }

  [[nodiscard]] const std::string& FirstId(size_t index) const {
    return records_[index].request_id;
  }

  Next Settle(OpenLine& line, const BatchCall& call, size_t place,
              const grpc::Status& status) {
    if (!status.ok()) return SettleError(line, status);
    const type::v1::Receipt receipt = call.ReceiptOf(place);
    receipts_.push_back(receipt);
    // What an earlier call of this import recorded is recorded now; of one that
    // is refused as a whole it recorded nothing.
    const bool is_old =
        receipt.replayed() && (!line.may_be_decided || is_refused_whole_);
    result_.lines[line.index] = {
        is_old ? LineOutcome::kReplayed : LineOutcome::kAccepted, {}};
    result_.lines[line.index].is_proposed = call.IsProposed(place);
    return Next::kNothing;
  }

  Next SettleError(OpenLine& line, const grpc::Status& answer) {
    if (IsRefusedForOthers(answer)) {
      // Whatever earlier calls with it are still on their way, they are refused
      // for the same one.
      line.may_be_decided = false;
      result_.lines[line.index] = {LineOutcome::kNotSent, answer};
      return Next::kWithOthers;
    }
    if (Judge(answer) != Verdict::kRefused) {
      NoteUndecided(line, answer);
      if (IsWorthRetrying(answer)) return Next::kAgain;
      LineOutcome& outcome = result_.lines[line.index].outcome;
      if (outcome == LineOutcome::kNotSent) outcome = LineOutcome::kRefused;
      return Next::kNothing;
    }
    const type::v1::Receipt receipt = ReceiptIn(answer);
    receipts_.push_back(receipt);
    const bool is_old = receipt.replayed() && !line.may_be_decided;
    result_.lines[line.index] = {LineOutcome::kRefused, answer, is_old};
    if (!way_.tries_again || !is_old || line.attempt == kMaxAttempts) {
      return Next::kNothing;
    }
    ++line.attempt;
    made_anew_[FirstId(line.index)] = line.attempt;
    return Next::kAgain;
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
  // where it cannot be kept, the line stays refused as it is, and with it all
  // that is recorded with it or not.
  void KeepAttempts(OpenLines& open) {
    const absl::Status kept = attempts_.Keep(made_anew_);
    if (!kept.ok()) {
      teller_.NotKept(kept, {});
      open.erase(std::remove_if(open.begin(), open.end(),
                                [this](const OpenLine& line) {
                                  return way_.all_or_nothing ||
                                         made_anew_.count(FirstId(line.index)) >
                                             0;
                                }),
                 open.end());
    }
    made_anew_.clear();
  }

  Session& session_;
  Connection& connection_;
  const std::vector<SheetRecord>& records_;
  const SendWay& way_;
  ImportTeller teller_;
  Attempts attempts_;
  // Records of the last call that go on as another request, until it is kept.
  Attempts::Numbers made_anew_;
  const google::protobuf::MethodDescriptor& method_;
  // The last call recorded nothing, of what was recorded before apart.
  bool is_refused_whole_ = false;
  // Of the last call, until they are kept.
  std::vector<type::v1::Receipt> receipts_;
  ImportResult result_;
};

}  // namespace

absl::Status CheckFitsTogether(const std::vector<SheetRecord>& records) {
  const auto limit = static_cast<size_t>(limits::kMaxListElements);
  if (records.size() > limit) {
    return Usage("IMPORT_TOO_LONG",
                 {{"found", Concat(records.size())}, {"limit", Concat(limit)}});
  }
  size_t bytes = 0;
  for (const SheetRecord& record : records) bytes += BytesOf(record);
  if (bytes <= kMaxTogetherBytes) return absl::OkStatus();
  return Usage("IMPORT_TOO_LARGE", {{"found", Concat(bytes)},
                                    {"limit", Concat(kMaxTogetherBytes)}});
}

absl::StatusOr<ImportResult> SendRecords(
    Session& session, const std::vector<SheetRecord>& records,
    const SendWay& way) {
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  // Where receipts go is made before there are any.
  const absl::Status folder = MakePrivateFolder(session.pending().folder());
  if (!folder.ok()) return folder;
  absl::StatusOr<Attempts> attempts =
      Attempts::Load(session.settings().attempts_file());
  if (!attempts.ok()) return attempts.status();
  if (!(*connection)->Connect()) return Unreachable(session, **connection);
  return RecordSender(session, **connection, records, way, *std::move(attempts))
      .Send();
}

}  // namespace epiledger::cli
