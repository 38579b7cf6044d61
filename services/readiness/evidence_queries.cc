#include "services/readiness/evidence_queries.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "services/host/evidence.h"
#include "services/host/judged_page.h"
#include "services/host/sight.h"
#include "services/readiness/api_time.h"
#include "services/readiness/day_asked.h"
#include "services/readiness/evidence_facts.h"
#include "services/readiness/evidence_rules.h"
#include "services/readiness/findings.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/readiness/plans.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/report_status.h"
#include "services/readiness/roster_reader.h"
#include "services/readiness/seen_list.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;
using type::v1::Evidence;

// One that is judged.
struct JudgedFacility {
  const v1::Facility* facility;
  const v1::FormVersion* version;

  [[nodiscard]] std::string id() const {
    return std::string(rpc::LastSegment(facility->name()));
  }
};

// Resources by the id of the facility they belong to.
template <typename Resource>
using ByFacility = StringMap<std::vector<Resource>>;

template <typename Resource>
ByFacility<Resource> Grouped(std::vector<Resource> resources) {
  ByFacility<Resource> groups;
  for (Resource& one : resources) {
    groups[FacilityIdOf(one.name())].push_back(std::move(one));
  }
  return groups;
}

// Those of a facility, which are given away.
template <typename Resource>
std::vector<Resource> TakeOf(const std::string& id,
                             ByFacility<Resource>& groups) {
  const auto found = groups.find(id);
  return found == groups.end() ? std::vector<Resource>()
                               : std::move(found->second);
}

// Gathers what is recorded of the facilities asked for.
class EvidenceReader {
 public:
  EvidenceReader(const EvidenceQuestion& question,
                 const ReportCalendar& calendar, RosterReader& roster,
                 ReadContext& context)
      : question_(question),
        calendar_(calendar),
        day_(calendar.DayAt(question.instant)),
        roster_(roster),
        context_(context) {}

  // Those of `facilities` that are judged.
  [[nodiscard]] std::vector<JudgedFacility> Choose(
      const std::vector<v1::Facility>& facilities) const {
    const std::vector<std::string> ids = roster_.Seen(question_.facility);
    const std::set<std::string, std::less<>> seen(ids.begin(), ids.end());
    std::vector<JudgedFacility> judged;
    for (const v1::Facility& facility : facilities) {
      const v1::FormVersion* const version =
          calendar_.forms().VersionAt(FormIdOf(facility), day_);
      if (version != nullptr && IsJudged(*version) &&
          seen.contains(rpc::LastSegment(facility.name()))) {
        judged.push_back({&facility, version});
      }
    }
    return judged;
  }

  absl::Status Read(const std::vector<JudgedFacility>& judged) {
    for (const JudgedFacility& one : judged) {
      ahead_ = std::max(
          ahead_,
          absl::Hours(one.version->readiness_rules().duty_ahead_hours()));
    }
    absl::Status status = ReadRoster();
    if (status.ok()) {
      status = Put(SeenList<v1::Plan>(
                       context_, kPlans, question_.facility,
                       [this](v1::Plan& plan) { return ShowAt(day_, plan); }),
                   plans_);
    }
    if (status.ok()) {
      status = Put(SeenList<v1::Drill>(context_, kDrills, question_.facility,
                                       [this](v1::Drill& drill) {
                                         drill.set_age_days(
                                             day_ - ToDay(drill.drill_date()));
                                         return drill.age_days() >= 0;
                                       }),
                   drills_);
    }
    if (status.ok()) {
      status = Put(
          SeenList<v1::Finding>(
              context_, kFindings, question_.facility,
              [this](v1::Finding& finding) { return ShowAt(day_, finding); }),
          findings_);
    }
    return status;
  }

  // Gives what was read of one facility away.
  [[nodiscard]] EvidenceFacts TakeFacts(const JudgedFacility& one,
                                        const NewestReports& reports) {
    const std::string id = one.id();
    const v1::ReadinessRules& rules = one.version->readiness_rules();
    EvidenceFacts facts;
    facts.facility = one.facility->name();
    facts.day = day_;
    facts.roster =
        RosterFactsOf(TakeOf(id, posts_), shifts_[id], PeopleElsewhere(id),
                      {question_.instant, absl::Hours(rules.duty_ahead_hours()),
                       roster_.county()});
    facts.staff = StaffOf(one, reports);
    facts.plans = TakeOf(id, plans_);
    facts.drills = TakeOf(id, drills_);
    facts.findings = TakeOf(id, findings_);
    return facts;
  }

 private:
  template <typename Resource>
  static absl::Status Put(absl::StatusOr<std::vector<Resource>> read,
                          ByFacility<Resource>& groups) {
    if (!read.ok()) return read.status();
    groups = Grouped(*std::move(read));
    return absl::OkStatus();
  }

  // Posts and shifts of all facilities, to know who is somewhere else as well.
  absl::Status ReadRoster() {
    absl::Status status = context_.snapshot().List(
        kDutyPosts, {}, [this](const ledger::ResourceRow& row) {
          v1::DutyPost post;
          post.ParseFromString(row.body);
          posts_[FacilityIdOf(post.name())].push_back(std::move(post));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    // Who has no post has no shift.
    std::vector<std::string> with_posts;
    for (const auto& [id, posts] : posts_) with_posts.push_back(id);
    const Stretch window{
        question_.instant,
        question_.instant + std::max(ahead_, absl::Microseconds(1))};
    status = Put(roster_.Shifts(with_posts, window), shifts_);
    if (!status.ok()) return status;
    for (const auto& [id, shifts] : shifts_) {
      for (const v1::Shift& shift : shifts) {
        if (StretchOf(shift).start > question_.instant) continue;
        places_[shift.subject()].insert(id);
      }
    }
    return absl::OkStatus();
  }

  [[nodiscard]] std::set<std::string> PeopleElsewhere(
      const std::string& id) const {
    std::set<std::string> people;
    for (const auto& [person, places] : places_) {
      if (places.size() > 1 || !places.contains(id)) people.insert(person);
    }
    return people;
  }

  [[nodiscard]] std::optional<StaffFacts> StaffOf(
      const JudgedFacility& one, const NewestReports& reports) const {
    const std::string& name = one.version->readiness_rules().staff_indicator();
    if (name.empty() ||
        !Asks(*one.version, rpc::LastSegment(name), one.facility->kind())) {
      return std::nullopt;
    }
    const auto due = calendar_.LastDue(*one.facility, question_.instant);
    StaffFacts staff;
    staff.indicator = name;
    const auto report = reports.find(one.id());
    if (report == reports.end()) {
      staff.standing = StandingOf(nullptr, false, due.has_value());
      return staff;
    }
    const absl::CivilDay date = ToDay(report->second.report_date());
    const type::v1::Reading* const reading = FindReading(report->second, name);
    staff.report_days = day_ - date;
    staff.standing = StandingOf(reading, due.has_value() && date < *due, true);
    if (reading != nullptr) staff.value = reading->value();
    return staff;
  }

  const EvidenceQuestion& question_;
  const ReportCalendar& calendar_;
  const absl::CivilDay day_;
  RosterReader& roster_;
  ReadContext& context_;
  absl::Duration ahead_;
  ByFacility<v1::DutyPost> posts_;
  ByFacility<v1::Shift> shifts_;
  ByFacility<v1::Plan> plans_;
  ByFacility<v1::Drill> drills_;
  ByFacility<v1::Finding> findings_;
  // Facilities a person is at by the rosters, at the instant.
  StringMap<std::set<std::string>> places_;
};

// The newest report with answers about `day` or before.
absl::StatusOr<std::optional<v1::Report>> NewestReportBy(
    absl::CivilDay day, const std::string& facility, ReadContext& context) {
  auto latest =
      context.snapshot().Get<v1::LatestReport>(kLatestReports, facility);
  if (!latest.ok()) return latest.status();
  std::optional<v1::Report> newest;
  if (!latest->has_value() || !(*latest)->has_figures()) return newest;
  if (ToDay((*latest)->figures().report_date()) <= day) {
    newest = WithBothShapes(std::move(*(*latest)->mutable_figures()));
    return newest;
  }
  ledger::ResourceRange range =
      ledger::ResourceRange::Under(Concat(facility, "/"));
  range.end = ReportKey(facility, day + 1);
  const absl::Status status = context.snapshot().List(
      kReports, range, [&newest](const ledger::ResourceRow& row) {
        v1::Report report;
        report.ParseFromString(row.body);
        if (!report.has_zero_report()) newest = std::move(report);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (newest.has_value()) newest = WithBothShapes(*std::move(newest));
  return newest;
}

absl::StatusOr<NewestReports> ReadNewestReports(
    absl::CivilDay day, const std::string& facility,
    const std::vector<v1::Facility>& facilities, ReadContext& context) {
  NewestReports reports;
  const auto prefix = host::PrefixSeen(rpc::PathOf(facility), context.caller());
  if (!prefix.has_value()) return reports;
  for (const v1::Facility& one : facilities) {
    const std::string id(rpc::LastSegment(one.name()));
    const bool is_seen = prefix->empty() || *prefix == id + "/";
    if (!is_seen || FormIdOf(one).empty()) continue;
    auto report = NewestReportBy(day, id, context);
    if (!report.ok()) return report.status();
    if (report->has_value()) reports.emplace(id, **std::move(report));
  }
  return reports;
}

}  // namespace

absl::StatusOr<std::vector<Evidence>> ReadEvidence(
    const EvidenceQuestion& question, const ReportCalendar& calendar,
    const std::vector<v1::Facility>& facilities, const NewestReports& reports,
    ReadContext& context) {
  auto roster = RosterReader::Open(context);
  if (!roster.ok()) return roster.status();
  EvidenceReader reader(question, calendar, *roster, context);
  const std::vector<JudgedFacility> judged = reader.Choose(facilities);
  std::vector<Evidence> evidence;
  if (judged.empty()) return evidence;
  const absl::Status status = reader.Read(judged);
  if (!status.ok()) return status;
  for (const JudgedFacility& one : judged) {
    for (Evidence& line :
         JudgeFacility(reader.TakeFacts(one, reports),
                       FormNameOf(*one.facility), *one.version)) {
      evidence.push_back(std::move(line));
    }
  }
  return evidence;
}

absl::StatusOr<v1::ListReadinessEvidenceResponse> ListReadinessEvidence(
    const v1::ListReadinessEvidenceRequest& request, ReadContext& context) {
  const auto instant = InstantAsked(request.as_of(), context);
  if (!instant.ok()) return instant.status();
  const absl::StatusOr<ReportCalendar> calendar = ReadCalendar(context);
  if (!calendar.ok()) return calendar.status();
  const auto facilities = ReadFacilities(context);
  if (!facilities.ok()) return facilities.status();
  const auto reports = ReadNewestReports(
      calendar->DayAt(*instant), request.facility(), *facilities, context);
  if (!reports.ok()) return reports.status();
  auto evidence = ReadEvidence({request.facility(), *instant}, *calendar,
                               *facilities, *reports, context);
  if (!evidence.ok()) return evidence.status();
  v1::ListReadinessEvidenceResponse response;
  host::CountStandings(*evidence, response);
  *response.mutable_judge_time() = ToTimestamp(*instant);
  *response.mutable_read_at() = context.ReadAt();
  host::JudgedPlace place = host::PlaceOf(context.cursor());
  place.judge = absl::ToUnixMicros(*instant);
  response.set_next_page_token(host::TakePage(
      *std::move(evidence), place, context, *response.mutable_evidence()));
  return response;
}

}  // namespace epiledger::readiness
