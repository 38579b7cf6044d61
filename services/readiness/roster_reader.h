// RosterReader: posts and shifts of a stretch of time, as a snapshot has them.
#ifndef EPILEDGER_SERVICES_READINESS_ROSTER_READER_H_
#define EPILEDGER_SERVICES_READINESS_ROSTER_READER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/readiness/v1/duty.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/host/read_context.h"
#include "services/readiness/roster.h"

namespace epiledger::readiness {

// Belongs to the read it serves.
class RosterReader {
 public:
  // The storage layer's codes.
  [[nodiscard]] static absl::StatusOr<RosterReader> Open(
      host::ReadContext& context);

  // What posts need and shifts say is read by the county's days.
  [[nodiscard]] const journal::v1::Genesis& county() const { return county_; }
  // Every facility of the county, by id.
  [[nodiscard]] const std::vector<std::string>& facilities() const {
    return facilities_;
  }
  // The ids of those the caller may see: of the facility named, or of all when
  // it is empty.
  [[nodiscard]] std::vector<std::string> Seen(
      const std::string& facility) const;

  // The posts of a facility, by id.
  absl::StatusOr<std::vector<v1::DutyPost>> Posts(const std::string& facility);
  // Adds the shifts of facilities that have a part of `window`, by facility and
  // start; with `show_withdrawn` those off the roster as well.
  // RESOURCE_EXHAUSTED TOO_MANY_LISTED.
  absl::StatusOr<std::vector<v1::Shift>> Shifts(
      const std::vector<std::string>& facilities, const Stretch& window,
      bool show_withdrawn = false);

 private:
  explicit RosterReader(host::ReadContext& context) : context_(&context) {}

  host::ReadContext* context_;
  journal::v1::Genesis county_;
  std::vector<std::string> facilities_;
};

// The stretch of time asked about: INVALID_ARGUMENT BAD_WINDOW when it is empty
// or longer than limits::kMaxDutyWindow.
[[nodiscard]] absl::StatusOr<Stretch> WindowAsked(
    const google::protobuf::Timestamp& from,
    const google::protobuf::Timestamp& to);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_ROSTER_READER_H_
