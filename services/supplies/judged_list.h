// Ages in lists that are judged at a moment.
#ifndef EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_
#define EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/host/judged_page.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

using host::CheckSortable;
using host::JudgedPlace;
using host::PlaceOf;
using host::TakePage;

// The moment ages are counted from: the instant asked about, the recorded time
// asked about, the record time of the sequence asked about, or now.
[[nodiscard]] absl::StatusOr<absl::Time> JudgeTimeOf(
    host::ReadContext& context);

// Counts ages in the county's civil days.
class AgeClock {
 public:
  // Judges at the moment of the list's first page.
  [[nodiscard]] static absl::StatusOr<AgeClock> Open(
      host::ReadContext& context);

  [[nodiscard]] int64_t judge() const { return judge_; }
  [[nodiscard]] int64_t DaysSince(
      const google::protobuf::Timestamp& time) const;

 private:
  int64_t judge_ = 0;
  journal::v1::Genesis genesis_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_JUDGED_LIST_H_
