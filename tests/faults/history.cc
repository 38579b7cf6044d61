#include "tests/faults/history.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/escaping.h"
#include "services/text.h"

namespace epiledger::faults {
namespace {

constexpr char kPay[] = "epiledger.funding.v1.FundingService.CreatePayment";
constexpr size_t kMaxOfOneKind = 100;

std::string SentPath(const std::string& folder) { return folder + "/sent"; }
std::string AnswersPath(const std::string& folder) {
  return folder + "/acknowledged";
}

void AddAnswer(const Acknowledgement& answer, RecordedCall& call) {
  ++call.answer_count;
  if (std::find(call.answers.begin(), call.answers.end(), answer) ==
      call.answers.end()) {
    call.answers.push_back(answer);
  }
}

// One check of a history against a book.
class HistoryCheck {
 public:
  HistoryCheck(const RecordedHistory& history, const BookReading& book)
      : history_(history), book_(book) {}

  std::vector<Violation> Run() {
    CheckSequences();
    GroupEntries();
    for (const auto& [id, call] : history_) CheckCall(id, call);
    CheckBalances();
    for (const std::string& finding : book_.findings) {
      Add(Violation::Kind::kFinding, finding);
    }
    return std::move(violations_);
  }

 private:
  void Add(Violation::Kind kind, std::string text) {
    if (++counts_[kind] <= kMaxOfOneKind) {
      violations_.push_back({kind, std::move(text)});
    }
  }

  void CheckSequences() {
    int64_t expected = 0;
    for (const journal::v1::Entry& entry : book_.entries) {
      if (entry.sequence() != ++expected) {
        Add(Violation::Kind::kGap,
            Concat("entry ", entry.sequence(), " stands where ", expected,
                   " belongs"));
        expected = entry.sequence();
      }
    }
    if (book_.checkpoint.sequence() != expected) {
      Add(Violation::Kind::kGap,
          Concat("the head is ", book_.checkpoint.sequence(),
                 " and the last entry ", expected));
    }
  }

  void GroupEntries() {
    for (const journal::v1::Entry& entry : book_.entries) {
      by_sequence_[entry.sequence()] = &entry;
      if (entry.method() != kPay) continue;
      const auto call = history_.find(entry.request_id());
      if (call == history_.end() ||
          call->second.payment.subject != entry.subject()) {
        Add(Violation::Kind::kNeverSent,
            Concat("entry ", entry.sequence(), " is a payment ",
                   entry.request_id(), " of ", entry.subject()));
        continue;
      }
      by_id_[entry.request_id()].push_back(&entry);
    }
  }

  void CheckCall(const std::string& id, const RecordedCall& call) {
    if (call.answers.empty()) {
      Add(Violation::Kind::kUnresolved, Concat(id, " has no answer"));
    }
    for (const Acknowledgement& answer : call.answers) CheckAnswer(id, answer);
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    if (found->second.size() > 1) {
      Add(Violation::Kind::kDoubled,
          Concat(id, " has ", found->second.size(), " entries, such as ",
                 found->second[0]->sequence(), " and ",
                 found->second[1]->sequence()));
    }
    if (found->second[0]->code() == 0) {
      paid_[call.payment.document] += call.payment.fen;
    }
  }

  void CheckAnswer(const std::string& id, const Acknowledgement& answer) {
    const auto found = by_sequence_.find(answer.sequence);
    if (found == by_sequence_.end()) {
      return Add(Violation::Kind::kLost,
                 Concat(id, " was acknowledged as entry ", answer.sequence,
                        ", which is not there"));
    }
    const journal::v1::Entry& entry = *found->second;
    if (entry.request_id() != id || entry.code() != answer.code ||
        absl::BytesToHexString(entry.hash()) != answer.hash) {
      Add(Violation::Kind::kLost,
          Concat(id, " was acknowledged as entry ", answer.sequence,
                 ", which is ", entry.request_id(), " or another decision"));
    }
  }

  void CheckBalances() {
    for (const auto& [document, money] : book_.allocations) {
      if (money.paid != paid_[document] ||
          money.allocated != money.paid + money.available) {
        Add(Violation::Kind::kWrongBalance,
            Concat(document, ": paid ", money.paid, " and available ",
                   money.available, " of ", money.allocated,
                   "; accepted payments add up to ", paid_[document]));
      }
    }
  }

  const RecordedHistory& history_;
  const BookReading& book_;
  std::map<Violation::Kind, size_t> counts_;
  std::map<int64_t, const journal::v1::Entry*> by_sequence_;
  std::map<std::string, std::vector<const journal::v1::Entry*>> by_id_;
  std::map<std::string, int64_t> paid_;
  std::vector<Violation> violations_;
};

}  // namespace

ClientHistory::ClientHistory(std::unique_ptr<DurableLog> sent,
                             std::unique_ptr<DurableLog> acknowledged)
    : sent_(std::move(sent)), acknowledged_(std::move(acknowledged)) {}

absl::StatusOr<std::unique_ptr<ClientHistory>> ClientHistory::Create(
    const std::string& folder) {
  auto sent = DurableLog::Open(SentPath(folder));
  if (!sent.ok()) return sent.status();
  auto acknowledged = DurableLog::Open(AnswersPath(folder));
  if (!acknowledged.ok()) return acknowledged.status();
  return std::unique_ptr<ClientHistory>(
      new ClientHistory(*std::move(sent), *std::move(acknowledged)));
}

absl::Status ClientHistory::NoteSending(absl::Span<const Payment> payments) {
  std::string lines;
  for (const Payment& payment : payments) {
    lines += Concat(payment.id, " ", payment.subject, " ", payment.document,
                    " ", payment.fen, " ", payment.day, "\n");
  }
  return sent_->Append(lines);
}

absl::Status ClientHistory::NoteAnswers(absl::Span<const ToldAnswer> answers) {
  std::string lines;
  for (const auto& [id, told] : answers) {
    lines +=
        Concat(id, " ", told.code, " ", told.incarnation, " ", told.sequence,
               " ", told.hash, " ", told.record_micros, "\n");
  }
  return acknowledged_->Append(lines);
}

absl::StatusOr<RecordedHistory> LoadHistory(const std::string& folder) {
  RecordedHistory history;
  std::ifstream sent(SentPath(folder));
  Payment payment;
  while (sent >> payment.id >> payment.subject >> payment.document >>
         payment.fen >> payment.day) {
    if (!history.try_emplace(payment.id, RecordedCall{payment, {}, 0}).second) {
      return absl::InternalError("the history uses an id twice: " + payment.id);
    }
  }
  std::ifstream acknowledged(AnswersPath(folder));
  std::string id;
  Acknowledgement answer;
  while (acknowledged >> id >> answer.code >> answer.incarnation >>
         answer.sequence >> answer.hash >> answer.record_micros) {
    const auto call = history.find(id);
    if (call == history.end()) {
      return absl::InternalError("an answer to what was not sent: " + id);
    }
    AddAnswer(answer, call->second);
  }
  if (!sent.eof() || !acknowledged.eof()) {
    return absl::InternalError("the history in " + folder + " is not readable");
  }
  return history;
}

absl::Status WriteReceipts(const RecordedHistory& history,
                           const std::string& book, const std::string& path) {
  std::ofstream file(path);
  for (const auto& [id, call] : history) {
    for (const Acknowledgement& answer : call.answers) {
      file << Concat("{\"book\":\"", book, "\",\"incarnation\":\"",
                     answer.incarnation, "\",\"sequence\":", answer.sequence,
                     ",\"hash\":\"", answer.hash,
                     "\",\"record_time\":", answer.record_micros, "}\n");
    }
  }
  file.close();
  return file ? absl::OkStatus() : absl::InternalError("cannot write " + path);
}

std::vector<Violation> CheckHistory(const RecordedHistory& history,
                                    const BookReading& book) {
  return HistoryCheck(history, book).Run();
}

std::string Describe(const std::vector<Violation>& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += Concat("  ", violation.text, "\n");
  }
  return text;
}

bool Contains(const std::vector<Violation>& violations, Violation::Kind kind) {
  return std::any_of(violations.begin(), violations.end(),
                     [kind](const Violation& v) { return v.kind == kind; });
}

}  // namespace epiledger::faults
