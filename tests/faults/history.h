// History: what clients sent and what they were told, on disk before and after
// each call; and the check of it against the book.
//
// The check knows nothing of how the service works. It holds what a client may
// rely on: an acknowledged write is in the book for ever, with the sequence
// and the hash of its receipt; an id takes effect once, however often it was
// sent; balances are the sum of what was accepted; sequences have no gap.
#ifndef EPILEDGER_TESTS_FAULTS_HISTORY_H_
#define EPILEDGER_TESTS_FAULTS_HISTORY_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "tests/faults/book_reading.h"
#include "tests/faults/durable_log.h"

namespace epiledger::faults {

struct Payment {
  // Of the request; one history uses it once.
  std::string id;
  std::string subject;
  // The document; its allocation 1 pays.
  std::string document;
  int64_t fen = 0;
  // Days after the first.
  int day = 0;
};

// A decided answer: gRPC code, 0 when accepted, and the receipt.
struct Acknowledgement {
  int code = 0;
  std::string incarnation;  // hex
  int64_t sequence = 0;
  std::string hash;  // hex
  int64_t record_micros = 0;

  bool operator==(const Acknowledgement&) const = default;
};

// What a client was told of the payment with this id.
struct ToldAnswer {
  std::string id;
  Acknowledgement acknowledgement;
};

// The writing side. Thread-safe.
class ClientHistory {
 public:
  static absl::StatusOr<std::unique_ptr<ClientHistory>> Create(
      const std::string& folder);

  // To be called before the payments of one call are sent for the first time.
  absl::Status NoteSending(absl::Span<const Payment> payments);
  // To be called for every decided answer, the repeated ones too; with all that
  // came at once, for each call waits for the disk.
  absl::Status NoteAnswers(absl::Span<const ToldAnswer> answers);

 private:
  ClientHistory(std::unique_ptr<DurableLog> sent,
                std::unique_ptr<DurableLog> acknowledged);

  const std::unique_ptr<DurableLog> sent_;
  const std::unique_ptr<DurableLog> acknowledged_;
};

struct RecordedCall {
  Payment payment;
  // Those that differ; more than one is a fault of the service.
  std::vector<Acknowledgement> answers;
  int answer_count = 0;
};

// By id.
using RecordedHistory = std::map<std::string, RecordedCall>;

// Reads what ClientHistory left in `folder`.
absl::StatusOr<RecordedHistory> LoadHistory(const std::string& folder);

// Writes all acknowledgements as a receipts file (journal-format.md).
absl::Status WriteReceipts(const RecordedHistory& history,
                           const std::string& book, const std::string& path);

struct Violation {
  enum class Kind {
    kLost,          // acknowledged, and not in the book as its receipt says
    kDoubled,       // one id, several entries
    kNeverSent,     // in the book, and no client sent it
    kUnresolved,    // sent, and never answered for good
    kGap,           // sequences are not 1, 2, 3, …
    kWrongBalance,  // a balance is not the sum of what was accepted
    kFinding,       // a verifier found something
  };
  Kind kind;
  std::string text;
};

// Everything that does not fit, at most a hundred of each kind.
std::vector<Violation> CheckHistory(const RecordedHistory& history,
                                    const BookReading& book);

// All texts, a line each; for messages.
std::string Describe(const std::vector<Violation>& violations);
bool Contains(const std::vector<Violation>& violations, Violation::Kind kind);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_HISTORY_H_
