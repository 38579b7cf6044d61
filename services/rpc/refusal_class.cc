#include "services/rpc/refusal_class.h"

#include <optional>

namespace epiledger::rpc {
namespace {

// What errors of a class have; the first row that fits counts. Without a code
// the reason tells.
struct ClassRow {
  RefusalClass refusal;
  std::optional<absl::StatusCode> code;
  std::string_view reason;
};

constexpr ClassRow kRows[] = {
    {RefusalClass::kOverloaded, {}, "OVERLOADED"},
    {RefusalClass::kTooManyRefusals, {}, "TOO_MANY_REFUSALS"},
    {RefusalClass::kStopping, {}, "SERVICE_STOPPING"},
    {RefusalClass::kStoreFull, {}, "STORE_FULL"},
    {RefusalClass::kUnauthenticated, absl::StatusCode::kUnauthenticated, ""},
    {RefusalClass::kDenied, absl::StatusCode::kPermissionDenied, ""},
    {RefusalClass::kMalformed, absl::StatusCode::kInvalidArgument, ""},
    {RefusalClass::kUnavailable, absl::StatusCode::kUnavailable, ""},
    {RefusalClass::kLate, absl::StatusCode::kDeadlineExceeded, ""},
    {RefusalClass::kLate, absl::StatusCode::kCancelled, ""},
    {RefusalClass::kInternal, absl::StatusCode::kInternal, ""},
};

}  // namespace

RefusalClass ClassOf(const Error& error) {
  if (!error.receipt.empty()) return RefusalClass::kRule;
  for (const ClassRow& row : kRows) {
    const bool fits = row.code.has_value() ? *row.code == error.code
                                           : row.reason == error.reason;
    if (fits) return row.refusal;
  }
  return RefusalClass::kOther;
}

std::string_view NameOf(RefusalClass refusal) {
  static constexpr std::string_view kNames[] = {
      "rule",      "unauthenticated", "denied",
      "malformed", "overloaded",      "too_many_refusals",
      "stopping",  "store_full",      "unavailable",
      "late",      "internal",        "other"};
  return kNames[static_cast<size_t>(refusal)];
}

}  // namespace epiledger::rpc
