#include "services/readiness/readiness_names.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "services/book/genesis.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

constexpr std::string_view kOfCounty[] = {
    kOrganizations, kSubjects,          kTokens,
    kRevocations,   kSubjectProposals,  kWaitingProposals,
    kSchedules,     kIndicators,        kForms,
    kBulletins,     kBulletinRenderings};
// By keys that begin with the facility's id.
constexpr std::string_view kOfFacility[] = {
    kFacilities,  kReports,  kLatestReports, kPlans, kDrills,
    kInspections, kFindings, kDutyPosts,     kShifts};

// `a/b` of a name that fits a pattern with the segments `county`, a and b.
std::string PairKey(std::string_view pattern, std::string_view name) {
  const auto parts = rpc::MatchName(pattern, name);
  if (!parts.has_value()) return "";
  return Concat((*parts)[1], "/", (*parts)[2]);
}

}  // namespace

std::string TokenKey(std::string_view name) {
  return PairKey(kTokenName, name);
}

std::string ReportKey(std::string_view name) {
  return PairKey(kReportName, name);
}

std::string FacilityIdOf(std::string_view name) {
  const std::string path = rpc::PathOf(name);
  return path.substr(0, path.find('/'));
}

std::string FacilityOf(std::string_view county, std::string_view name) {
  return rpc::MakeName(kFacilityName, {county, FacilityIdOf(name)});
}

std::string ShiftId(const journal::v1::Genesis& county, absl::Time start,
                    std::string_view id) {
  const absl::CivilDay day = book::CivilDayAt(county, start);
  const int64_t minutes =
      absl::ToInt64Minutes(start - book::BeginningOf(county, day));
  std::string text =
      absl::StrFormat("%04d%02d%02d%02d%02d", day.year(), day.month(),
                      day.day(), minutes / 60, minutes % 60);
  return id.empty() ? text : Concat(text, "-", id);
}

std::string ReportKey(std::string_view facility, absl::CivilDay date) {
  return Concat(facility, "/", absl::FormatCivilTime(date));
}

std::string RevocationKey(absl::Time expires, std::string_view token_key) {
  return Concat(RevocationKeyAt(expires), "/", token_key);
}

std::string RevocationKeyAt(absl::Time time) {
  return absl::StrFormat("%012d", absl::ToUnixSeconds(time));
}

std::string RenderingId(const v1::BulletinRendering& rendering) {
  // LANGUAGE_CHINESE, FORMAT_PLAIN_TEXT.
  const auto word = [](std::string_view name) {
    std::string text(name.substr(name.find('_') + 1));
    absl::c_replace(text, '_', '-');
    absl::AsciiStrToLower(&text);
    return text;
  };
  return Concat(word(v1::Bulletin::Language_Name(rendering.language())), "-",
                word(v1::Bulletin::Format_Name(rendering.format())));
}

std::string RenderingKey(std::string_view bulletin,
                         const v1::BulletinRendering& rendering) {
  return Concat(bulletin, "/", RenderingId(rendering));
}

std::optional<std::string_view> OwnerOfResource(std::string_view collection,
                                                std::string_view key) {
  if (absl::c_linear_search(kOfCounty, collection)) return "";
  if (absl::c_linear_search(kOfFacility, collection)) {
    return rpc::FirstSegment(key);
  }
  return std::nullopt;
}

}  // namespace epiledger::readiness
