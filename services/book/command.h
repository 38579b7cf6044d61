// Command: what a caller asks a book to decide. Decision: what the rules made
// of it. Outcome: what the caller is told.
#ifndef EPILEDGER_SERVICES_BOOK_COMMAND_H_
#define EPILEDGER_SERVICES_BOOK_COMMAND_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "google/protobuf/message.h"
#include "services/journal/types.h"
#include "services/latencies.h"
#include "services/ledger/state.h"

namespace epiledger::book {

// A field about a person, kept beside the journal and erasable. The journal
// names the person by an opaque id only.
struct PersonalField {
  std::string person;
  std::string field;
  std::string value;
};

// The rules accept: these are the effects. The first resource is the answer.
struct Accepted {
  journal::v1::Effects effects;
  std::vector<PersonalField> personal;
  // Persons of whom every field is deleted, before `personal` is written.
  std::vector<std::string> erased_persons;
};

// Accepted and refused are recorded for ever; an undecided command leaves no
// trace and its id unused (a question back to the caller).
using Decision = std::variant<Accepted, journal::Refusal, absl::Status>;

// What a rule may know besides command and state.
struct DecisionContext {
  const journal::BookName& book;
  const journal::Incarnation& incarnation;
  // Of the entry that will be written.
  int64_t sequence;
  absl::Time record_time;
  const std::string& subject;

  // An id for a resource the service names itself, in order of recording:
  // eight hex digits of the incarnation and ten digits of the sequence. After
  // a restore it does not come again.
  [[nodiscard]] std::string NewId() const;
};

using Decide = std::function<Decision(const DecisionContext&, ledger::State&)>;

// What a caller learns of a decided command.
struct Outcome {
  journal::Receipt receipt;
  // Absent when accepted.
  std::optional<journal::Refusal> refusal;
  // The body of the first resource, empty when refused.
  std::string resource;
  // The collection it is in.
  std::string collection;
};

struct Command {
  journal::RequestKey key;
  // Full name of the method.
  std::string method;
  std::shared_ptr<const google::protobuf::Message> request;
  // Of the request, see journal::HashFields; filled in by Books::Submit.
  std::vector<journal::FieldHash> fields;
  absl::Time deadline;
  // The command is a genesis: it makes the book if it is not there.
  bool creates_book = false;
  // Where it stands among commands that are decided all or none, such as
  // `requests[3]`; empty for one that is decided alone.
  std::string element;
  // How many they are, in the first of them; filled in by the committer.
  size_t together = 0;
  ledger::Needs needs;
  Decide decide;
  // Since the command was made.
  Stopwatch watch;
  // Called exactly once, from a committer thread. Undecided errors:
  //   ALREADY_EXISTS      REQUEST_ID_REUSED, the id was used for another body;
  //                       DifferingField() names the field
  //   DEADLINE_EXCEEDED   dropped before it was decided
  //   RESOURCE_EXHAUSTED  the queue or the disk is full, or EntryTooLarge()
  //   UNAVAILABLE         the store cannot be reached; when
  //                       IsOutcomeUnknown(), the command may have been done,
  //                       and the queue may just be full
  //   NOT_FOUND           the book does not exist
  //   FAILED_PRECONDITION RefusedTogether(), for the sake of another command
  //   whatever the rules left undecided
  absl::AnyInvocable<void(absl::StatusOr<Outcome>) &&> done;
};

// Reasons of undecided errors, put in front of the Status by the committer.
// They are read by the host, which owns the wording.
[[nodiscard]] absl::Status RequestIdReused(const std::string& field);
[[nodiscard]] std::optional<std::string> DifferingField(
    const absl::Status& status);
[[nodiscard]] absl::Status OutcomeUnknown();
[[nodiscard]] bool IsOutcomeUnknown(const absl::Status& status);
[[nodiscard]] absl::Status ClockBehind(absl::Duration behind);
[[nodiscard]] bool IsClockBehind(const absl::Status& status);
[[nodiscard]] absl::Status Overloaded();
// Not recorded, because `element` of the same commands was not accepted.
[[nodiscard]] absl::Status RefusedTogether(const std::string& element);
[[nodiscard]] std::optional<std::string> ElementThatRefused(
    const absl::Status& status);
[[nodiscard]] bool IsOverloaded(const absl::Status& status);
// The command would move more in one entry than an entry may hold.
[[nodiscard]] absl::Status EntryTooLarge(int64_t movements);
// How many movements it would have had.
[[nodiscard]] std::optional<std::string> MovementsOfTooLarge(
    const absl::Status& status);

// OK, or EntryTooLarge. The book asks of every accepted command; rules ask
// before work that grows with the movements.
[[nodiscard]] absl::Status CheckEntrySize(const journal::v1::Effects& effects);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_COMMAND_H_
