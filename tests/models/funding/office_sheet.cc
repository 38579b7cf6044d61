// Sheets: several requests of one kind, each alone or all together.
#include <optional>
#include <string>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

constexpr int kMostElements = 4;
constexpr int kAttempts = 8;

// What the sheet's field rules refuse refuses all of it, and is no element; a
// sheet's answer tells in words what is required.
bool IsElement(const Verdict& verdict) {
  return !verdict.Allows({"OUT_OF_RANGE", {}, {}, false}) &&
         !verdict.Allows({"REQUIRED", {}, {}, false});
}

// Of one kind, and called by the same subject.
bool IsSameSheet(const Request& one, const Request& other) {
  return one.index() == other.index() && DeciderOf(one) == DeciderOf(other);
}

}  // namespace

// Each was thought up when those before it had been done, as far as they can
// be: of a sheet some only fail together.
Sheet Office::NextSheet() {
  Sheet sheet{.is_together = dice_.Chance(60), .requests = {}};
  Notes scratch = notes_;
  const size_t kind = AnyKind();
  const int64_t size = dice_.Between(2, kMostElements);
  for (int i = 0; i < kAttempts && std::ssize(sheet.requests) < size; ++i) {
    const bool sees_others = dice_.Chance(75);
    const Request request =
        Office(sees_others ? scratch : notes_, dice_).OfKind(kind);
    const bool is_same =
        sheet.requests.empty() || IsSameSheet(sheet.requests.front(), request);
    const Verdict verdict = Judge(scratch, request);
    if (!is_same || !IsElement(verdict)) continue;
    // Mostly one that is done, so that it is not always the first that fails.
    if (!verdict.accepted() && dice_.Chance(sheet.is_together ? 60 : 20)) {
      continue;
    }
    sheet.requests.push_back(request);
    if (verdict.accepted()) Record(request, scratch.head + 1, scratch);
  }
  return sheet;
}

}  // namespace epiledger::ladder
