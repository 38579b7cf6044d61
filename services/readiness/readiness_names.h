// How readiness spells its resources. Keys are names without county and
// collection words: `people-hospital/2020-02-01` is counties/…/facilities/
// people-hospital/reports/2020-02-01.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_NAMES_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_NAMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/readiness/v1/bulletin.pb.h"

namespace epiledger::readiness {

inline constexpr std::string_view kRegisterService =
    "epiledger.readiness.v1.RegisterService";

// Collections.
inline constexpr std::string_view kOrganizations = "organization";
inline constexpr std::string_view kFacilities = "facility";
inline constexpr std::string_view kSubjects = "subject";
// `{subject}/{token}`.
inline constexpr std::string_view kTokens = "token";
// `{end in seconds since 1970, 12 digits}/{subject}/{token}`, so that those
// that have not ended come last; the body is a Revocation.
inline constexpr std::string_view kRevocations = "revocation";
// `{proposal}`: a SubjectProposal, answered in the field of that name.
inline constexpr std::string_view kSubjectProposals = "proposal";
// `{subject}`, or `{subject}/token`: the body is a WaitingProposal.
inline constexpr std::string_view kWaitingProposals = "waiting";
// `{facility}/{date}`.
inline constexpr std::string_view kReports = "report";
// `{facility}`: the body is a LatestReport.
inline constexpr std::string_view kLatestReports = "latest-report";
// `{indicator}`, `{form}`: what the county has said of them; what is built in
// is there without a resource.
inline constexpr std::string_view kIndicators = "indicator";
inline constexpr std::string_view kForms = "form";
// One resource, kScheduleKey.
inline constexpr std::string_view kSchedules = "report-schedule";
inline constexpr std::string_view kScheduleKey = "daily";

// `{facility}/{plan}`, and likewise what a facility held, what was found there,
// and its posts. Shifts are `{facility}/{start}-{id}`, see ShiftId.
inline constexpr std::string_view kPlans = "plan";
inline constexpr std::string_view kDrills = "drill";
inline constexpr std::string_view kInspections = "inspection";
inline constexpr std::string_view kFindings = "finding";
inline constexpr std::string_view kDutyPosts = "duty-post";
inline constexpr std::string_view kShifts = "shift";

// `{bulletin}`, and `{bulletin}/{language}-{format}`: a StoredRendering, see
// RenderingKey.
inline constexpr std::string_view kBulletins = "bulletin";
inline constexpr std::string_view kBulletinRenderings = "bulletin-rendering";

// Personal fields, kept beside the journal by the subject's id.
inline constexpr std::string_view kDisplayNameField = "display_name";
inline constexpr std::string_view kTelephoneField = "telephone";

// Name patterns.
inline constexpr std::string_view kOrganizationName =
    "counties/{county}/organizations/{organization}";
inline constexpr std::string_view kFacilityName =
    "counties/{county}/facilities/{facility}";
inline constexpr std::string_view kSubjectName =
    "counties/{county}/subjects/{subject}";
inline constexpr std::string_view kTokenName =
    "counties/{county}/subjects/{subject}/tokens/{token}";
inline constexpr std::string_view kSubjectProposalName =
    "counties/{county}/subjectProposals/{subject_proposal}";
inline constexpr std::string_view kReportName =
    "counties/{county}/facilities/{facility}/reports/{report}";
inline constexpr std::string_view kIndicatorName =
    "counties/{county}/indicators/{indicator}";
inline constexpr std::string_view kFormName = "counties/{county}/forms/{form}";
inline constexpr std::string_view kPlanName =
    "counties/{county}/facilities/{facility}/plans/{plan}";
inline constexpr std::string_view kDrillName =
    "counties/{county}/facilities/{facility}/drills/{drill}";
inline constexpr std::string_view kInspectionName =
    "counties/{county}/facilities/{facility}/inspections/{inspection}";
inline constexpr std::string_view kFindingName =
    "counties/{county}/facilities/{facility}/findings/{finding}";
inline constexpr std::string_view kShiftName =
    "counties/{county}/facilities/{facility}/shifts/{shift}";
inline constexpr std::string_view kBulletinName =
    "counties/{county}/bulletins/{bulletin}";
inline constexpr std::string_view kScheduleName =
    "counties/{county}/reportSchedule";

// Keys of names that fit their pattern.
[[nodiscard]] std::string TokenKey(std::string_view name);
[[nodiscard]] std::string ReportKey(std::string_view name);

// The id of the facility that is so called, or that has what is so called.
[[nodiscard]] std::string FacilityIdOf(std::string_view name);
// The facility's name, likewise.
[[nodiscard]] std::string FacilityOf(std::string_view county,
                                     std::string_view name);
// `{start}-{id}`: shifts sort by their start, in minutes of the county's zone.
// With an empty id: before all that start at `start` or later.
[[nodiscard]] std::string ShiftId(const journal::v1::Genesis& county,
                                  absl::Time start, std::string_view id);

// Keys of what a facility or token has.
[[nodiscard]] std::string ReportKey(std::string_view facility,
                                    absl::CivilDay date);
[[nodiscard]] std::string RevocationKey(absl::Time expires,
                                        std::string_view token_key);
// Before the keys of all revocations that end at `time` or later.
[[nodiscard]] std::string RevocationKeyAt(absl::Time time);

// `chinese-html`: what a rendering is within its bulletin.
[[nodiscard]] std::string RenderingId(const v1::BulletinRendering& rendering);
[[nodiscard]] std::string RenderingKey(std::string_view bulletin,
                                       const v1::BulletinRendering& rendering);

// Whose a resource is: the id of a facility, empty for the county, nothing for
// a collection that readiness does not keep.
[[nodiscard]] std::optional<std::string_view> OwnerOfResource(
    std::string_view collection, std::string_view key);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_NAMES_H_
