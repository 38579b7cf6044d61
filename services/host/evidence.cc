#include "services/host/evidence.h"

#include <algorithm>
#include <utility>

namespace epiledger::host {

using type::v1::Evidence;
using type::v1::EvidenceReason;

EvidenceLine::EvidenceLine(const std::string& facility,
                           type::v1::Dimension dimension) {
  line_.set_facility(facility);
  line_.set_dimension(dimension);
}

void EvidenceLine::AddRules(const std::string& name, int64_t version) {
  type::v1::EvidenceRules& rules = *line_.add_rules();
  rules.set_name(name);
  rules.set_version(version);
}

EvidenceReason& EvidenceLine::Fail(Standing standing, Kind kind,
                                   std::string_view subject) {
  Pass();
  EvidenceReason& reason = *line_.add_reasons();
  reason.set_kind(kind);
  reason.set_standing(standing);
  reason.set_subject(std::string(subject));
  return reason;
}

Evidence EvidenceLine::Take(Kind nothing) {
  if (line_.checks() == 0) {
    Fail(type::v1::STANDING_UNKNOWN, nothing);
    line_.set_checks(0);
  }
  // Standings rise from ready to not ready.
  std::stable_sort(line_.mutable_reasons()->begin(),
                   line_.mutable_reasons()->end(),
                   [](const EvidenceReason& a, const EvidenceReason& b) {
                     return a.standing() > b.standing();
                   });
  line_.set_standing(line_.reasons().empty() ? type::v1::STANDING_READY
                                             : line_.reasons(0).standing());
  return std::move(line_);
}

}  // namespace epiledger::host
