// What holds on a day of rules that are said from a day on and never changed.
#ifndef EPILEDGER_SERVICES_BOOK_DATED_VERSIONS_H_
#define EPILEDGER_SERVICES_BOOK_DATED_VERSIONS_H_

#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"

namespace epiledger::book {

// Of messages with a `valid_from`, in the order they were recorded: the one
// that begins last by `day`, of two that begin on one day the one recorded
// last. Null when none holds yet. Points into `versions`.
template <typename Versions>
[[nodiscard]] const typename Versions::value_type* HeldOn(
    absl::CivilDay day, const Versions& versions) {
  const auto begins = [](const auto& version) {
    const google::type::Date& date = version.valid_from();
    return absl::CivilDay(date.year(), date.month(), date.day());
  };
  const typename Versions::value_type* held = nullptr;
  for (const auto& version : versions) {
    if (begins(version) > day) continue;
    if (held == nullptr || begins(version) >= begins(*held)) held = &version;
  }
  return held;
}

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_DATED_VERSIONS_H_
