#include "services/gateway/standing.h"

#include <map>
#include <string_view>
#include <utility>

#include "epiledger/command/v1/command.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/limits.h"

namespace epiledger::gateway {
namespace {

using command::v1::DimensionStanding;
using readiness::v1::FacilitySummary;
using readiness::v1::FourInPlace;
using readiness::v1::InPlace;
using type::v1::Evidence;

// A dimension: who judges it, and where a report speaks of it.
struct DimensionRow {
  type::v1::Dimension dimension;
  // Null: no report does.
  const InPlace& (FourInPlace::*self)() const;
  bool (FourInPlace::*has_self)() const;
};

constexpr DimensionRow kDimensions[] = {
    {type::v1::DIMENSION_PERSONNEL, &FourInPlace::personnel,
     &FourInPlace::has_personnel},
    {type::v1::DIMENSION_EQUIPMENT, &FourInPlace::equipment,
     &FourInPlace::has_equipment},
    {type::v1::DIMENSION_MEDICINES, &FourInPlace::medicines,
     &FourInPlace::has_medicines},
    {type::v1::DIMENSION_DUTY, &FourInPlace::duty, &FourInPlace::has_duty},
    {type::v1::DIMENSION_PLANS, nullptr, nullptr},
};

// What the services say, by facility and dimension.
class EvidenceIndex {
 public:
  explicit EvidenceIndex(const Parts& parts) {
    AddPart<readiness::v1::CountySummary>(SourceId::kReadiness, parts);
    AddPart<supplies::v1::CountySummary>(SourceId::kSupplies, parts);
  }

  // Null when nothing is said.
  [[nodiscard]] const Evidence* Find(const std::string& facility,
                                     type::v1::Dimension dimension) const {
    const auto found = lines_.find({facility, dimension});
    return found == lines_.end() ? nullptr : found->second;
  }

 private:
  template <typename Summary>
  void AddPart(SourceId source, const Parts& parts) {
    const auto* const summary = SummaryOf<Summary>(source, parts);
    if (summary == nullptr) return;
    for (const Evidence& line : summary->evidence()) {
      lines_[{line.facility(), line.dimension()}] = &line;
    }
  }

  std::map<std::pair<std::string_view, type::v1::Dimension>, const Evidence*>
      lines_;
};

void SetSelf(const FacilitySummary& facility, const DimensionRow& row,
             DimensionStanding& standing) {
  if (row.self == nullptr || !facility.has_report()) return;
  const FourInPlace& places = facility.report().four_in_place();
  if (!(places.*row.has_self)()) return;
  *standing.mutable_self_assessment() = (places.*row.self)();
  *standing.mutable_self_date() = facility.report().report_date();
  standing.set_self_is_stale(facility.is_stale());
}

void SetEvidence(const Evidence* evidence, DimensionStanding& standing) {
  standing.set_standing(type::v1::STANDING_UNKNOWN);
  if (evidence == nullptr) return;
  standing.set_standing(evidence->standing());
  *standing.mutable_reasons() = evidence->reasons();
  standing.set_reason_count(evidence->reasons_size());
  standing.set_checks(evidence->checks());
  *standing.mutable_rules() = evidence->rules();
}

DimensionStanding::Contradiction ContradictionOf(
    const DimensionStanding& standing) {
  const InPlace& self = standing.self_assessment();
  if (self.state() == InPlace::STATE_IN_PLACE &&
      standing.standing() == type::v1::STANDING_NOT_READY) {
    return DimensionStanding::CONTRADICTION_NOT_READY;
  }
  if (self.state() == InPlace::STATE_NOT_IN_PLACE &&
      standing.standing() == type::v1::STANDING_READY) {
    return DimensionStanding::CONTRADICTION_READY;
  }
  return DimensionStanding::CONTRADICTION_UNSPECIFIED;
}

void AddFacility(const FacilitySummary& facility, const EvidenceIndex& index,
                 std::vector<DimensionStanding>& standings) {
  // Readiness says all of its dimensions of a facility, or none.
  const bool is_judged =
      index.Find(facility.facility(), type::v1::DIMENSION_DUTY) != nullptr;
  for (const DimensionRow& row : kDimensions) {
    const Evidence* const evidence =
        index.Find(facility.facility(), row.dimension);
    const bool has_rules = evidence != nullptr && !evidence->rules().empty();
    if (!is_judged && !has_rules) continue;
    DimensionStanding& standing = standings.emplace_back();
    standing.set_facility(facility.facility());
    standing.set_display_name(facility.display_name());
    standing.set_kind(facility.kind());
    standing.set_dimension(row.dimension);
    SetSelf(facility, row, standing);
    SetEvidence(evidence, standing);
    standing.set_contradiction(ContradictionOf(standing));
  }
}

}  // namespace

std::vector<DimensionStanding> StandingsOf(const std::string& name,
                                           const Parts& parts,
                                           const Sight& sight) {
  std::vector<DimensionStanding> standings;
  const auto* const summary =
      SummaryOf<readiness::v1::CountySummary>(SourceId::kReadiness, parts);
  if (summary == nullptr || !sight.readiness || !sight.supplies_by_facility) {
    return standings;
  }
  const EvidenceIndex index(parts);
  for (const FacilitySummary& facility : summary->facilities()) {
    if (!name.empty() && facility.facility() != name) continue;
    AddFacility(facility, index, standings);
  }
  return standings;
}

std::string StandingsContent(const Parts& parts, const Sight& sight) {
  command::v1::Overview overview;
  for (DimensionStanding& standing : StandingsOf("", parts, sight)) {
    auto& reasons = *standing.mutable_reasons();
    if (reasons.size() > limits::kMaxReasonsShown) {
      reasons.DeleteSubrange(limits::kMaxReasonsShown,
                             reasons.size() - limits::kMaxReasonsShown);
    }
    *overview.add_standings() = std::move(standing);
  }
  return overview.SerializeAsString();
}

}  // namespace epiledger::gateway
