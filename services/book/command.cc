#include "services/book/command.h"

#include "absl/strings/cord.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

// One payload type per reason; the payload is its figure or field.
constexpr char kReused[] = "epiledger.book/REQUEST_ID_REUSED";
constexpr char kUnknown[] = "epiledger.book/OUTCOME_UNKNOWN";
constexpr char kClock[] = "epiledger.book/CLOCK_BEHIND";
constexpr char kOverloaded[] = "epiledger.book/OVERLOADED";
constexpr char kTooLarge[] = "epiledger.book/ENTRY_TOO_LARGE";
constexpr char kTogether[] = "epiledger.book/BATCH_REFUSED";

absl::Status With(absl::Status status, const char* type,
                  const std::string& payload) {
  status.SetPayload(type, absl::Cord(payload));
  return status;
}

std::optional<std::string> PayloadOf(const absl::Status& status,
                                     const char* type) {
  const auto payload = status.GetPayload(type);
  if (!payload.has_value()) return std::nullopt;
  return std::string(*payload);
}

}  // namespace

std::string DecisionContext::NewId() const {
  return absl::StrFormat(
      "%s-%010d",
      absl::BytesToHexString(absl::string_view(incarnation.data(), 4)),
      sequence);
}

absl::Status RequestIdReused(const std::string& field) {
  return With(
      absl::AlreadyExistsError("the request id was used for another body"),
      kReused, field);
}

std::optional<std::string> DifferingField(const absl::Status& status) {
  return PayloadOf(status, kReused);
}

absl::Status OutcomeUnknown() {
  return With(absl::UnavailableError("the outcome is unknown"), kUnknown, "");
}

bool IsOutcomeUnknown(const absl::Status& status) {
  return status.GetPayload(kUnknown).has_value();
}

absl::Status ClockBehind(absl::Duration behind) {
  return With(absl::UnavailableError("the clock is behind the book"), kClock,
              absl::StrCat(absl::ToInt64Milliseconds(behind)));
}

bool IsClockBehind(const absl::Status& status) {
  return status.GetPayload(kClock).has_value();
}

absl::Status Overloaded() {
  return With(absl::ResourceExhaustedError("too many writes are waiting"),
              kOverloaded, "");
}

bool IsOverloaded(const absl::Status& status) {
  return status.GetPayload(kOverloaded).has_value();
}

absl::Status EntryTooLarge(int64_t movements) {
  return With(absl::ResourceExhaustedError("too many movements in one entry"),
              kTooLarge, absl::StrCat(movements));
}

std::optional<std::string> MovementsOfTooLarge(const absl::Status& status) {
  return PayloadOf(status, kTooLarge);
}

absl::Status CheckEntrySize(const journal::v1::Effects& effects) {
  const int64_t movements = effects.movements_size();
  return movements <= limits::kMaxMovements ? absl::OkStatus()
                                            : EntryTooLarge(movements);
}

absl::Status RefusedTogether(const std::string& element) {
  return With(absl::FailedPreconditionError("another one was not accepted"),
              kTogether, element);
}

std::optional<std::string> ElementThatRefused(const absl::Status& status) {
  return PayloadOf(status, kTogether);
}

}  // namespace epiledger::book
