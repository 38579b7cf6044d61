// Evidence: one dimension of a facility, put together check by check. What is
// looked at and what it comes to is each service's own; how lines are counted
// and ordered is the same for all. Pure.
#ifndef EPILEDGER_SERVICES_HOST_EVIDENCE_H_
#define EPILEDGER_SERVICES_HOST_EVIDENCE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/type/v1/evidence.pb.h"

namespace epiledger::host {

class EvidenceLine {
 public:
  using Standing = type::v1::Standing;
  using Kind = type::v1::EvidenceReason::Kind;

  // `facility` is a name.
  EvidenceLine(const std::string& facility, type::v1::Dimension dimension);

  void AddRules(const std::string& name, int64_t version);

  // Counts a thing that is as it should be.
  void Pass() { line_.set_checks(line_.checks() + 1); }
  // Counts a thing and says why the dimension is not ready; the reason is to be
  // filled in, and lasts until the next call.
  type::v1::EvidenceReason& Fail(Standing standing, Kind kind,
                                 std::string_view subject = "");

  // The line, its reasons in order: the worst first, then as they were said.
  // Where nothing was looked at, it is unknown, for `nothing`.
  [[nodiscard]] type::v1::Evidence Take(Kind nothing);

 private:
  type::v1::Evidence line_;
};

// Counts lines by standing into an answer with a field for each.
template <typename Response>
void CountStandings(const std::vector<type::v1::Evidence>& lines,
                    Response& response) {
  for (const type::v1::Evidence& line : lines) {
    switch (line.standing()) {
      case type::v1::STANDING_READY:
        response.set_ready(response.ready() + 1);
        break;
      case type::v1::STANDING_AT_RISK:
        response.set_at_risk(response.at_risk() + 1);
        break;
      case type::v1::STANDING_NOT_READY:
        response.set_not_ready(response.not_ready() + 1);
        break;
      default:
        response.set_unknown(response.unknown() + 1);
    }
  }
}

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_EVIDENCE_H_
