#include "tests/plans/story_content.h"

#include "absl/strings/str_format.h"

namespace epiledger::plans {
namespace {

constexpr int kFacilities = 40;
constexpr int kAccounts = 200;
// No divisor of the accounts.
constexpr int kPositions = 23;
constexpr int kVersions = 4;
constexpr int kSiblings = 5;
constexpr int kPersons = 300;

}  // namespace

std::string AccountOf(int entry) {
  return absl::StrFormat("stock:f%02d/%03d", entry % kFacilities,
                         entry % kAccounts);
}

std::string RefusedId(int entry) { return absl::StrFormat("no-%06d", entry); }

std::string ThingOf(int entry) {
  const int thing = entry % (kEntries / kVersions);
  return absl::StrFormat("n%03d/%d", thing / kSiblings, thing % kSiblings);
}

std::string PersonOf(int entry) {
  return absl::StrFormat("s-%03d", entry % kPersons);
}

int PositionOf(int entry) { return entry % kPositions; }

}  // namespace epiledger::plans
