#include "services/readiness/readiness_model.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "services/readiness/readiness_fixture.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"

namespace epiledger::readiness {
namespace {

using testing::ToTimestamp;

// The figures a hospital is asked, and what a town is asked of them.
struct Asked {
  const char* name;
  bool of_towns;
};
constexpr std::array<Asked, 9> kAsked = {{{"beds_staffed", false},
                                          {"beds_occupied", false},
                                          {"icu_beds_staffed", false},
                                          {"icu_beds_occupied", false},
                                          {"ventilators_total", false},
                                          {"ventilators_in_use", false},
                                          {"inpatients", false},
                                          {"staff_total", true},
                                          {"staff_on_duty", true}}};
constexpr std::array<std::pair<const char*, const char*>, 4> kRatios = {
    {{"beds_occupied", "beds_staffed"},
     {"icu_beds_occupied", "icu_beds_staffed"},
     {"ventilators_in_use", "ventilators_total"},
     {"staff_on_duty", "staff_total"}}};
// What a town is asked besides, of which figures say nothing; by id.
constexpr std::array<const char*, 11> kOfTowns = {"checkpoints",
                                                  "checkpoints-staffed",
                                                  "notices-issued",
                                                  "people-from-key-regions",
                                                  "people-informed-in-time",
                                                  "people-returned",
                                                  "people-screened",
                                                  "places-disinfected",
                                                  "responsible-persons",
                                                  "temperature-reports-due",
                                                  "temperature-reports-made"};
constexpr std::array<std::pair<const char*, const char*>, 3> kRatiosOfTowns = {
    {{"checkpoints-staffed", "checkpoints"},
     {"people-informed-in-time", "people-returned"},
     {"temperature-reports-made", "temperature-reports-due"}}};
constexpr std::array<const char*, 4> kFour = {"personnel", "equipment",
                                              "medicines", "duty"};

absl::Time TimeOf(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) +
         absl::Nanoseconds(time.nanos());
}
absl::CivilDay DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

template <typename Answer>
const Answer& AnswerOf(const google::protobuf::Message& of, const char* name) {
  return static_cast<const Answer&>(of.GetReflection()->GetMessage(
      of, of.GetDescriptor()->FindFieldByName(name)));
}

bool Owes(const v1::Facility& facility, absl::CivilDay date) {
  if (facility.report_form() == v1::REPORT_FORM_UNSPECIFIED) return false;
  if (date < DayOf(facility.reports_from())) return false;
  return !facility.has_reports_until() ||
         date <= DayOf(facility.reports_until());
}

void Add(const v1::ReportStatus& status, absl::Time judge,
         v1::ReportCounts& counts) {
  const bool is_filed = status.has_receive_time();
  const bool is_due = judge > TimeOf(status.due_time());
  counts.set_corrected(counts.corrected() + (status.revision() > 1 ? 1 : 0));
  counts.set_expected(counts.expected() + (is_due ? 1 : 0));
  counts.set_not_due(counts.not_due() + (is_due ? 0 : 1));
  counts.set_filed_early(counts.filed_early() + (!is_due && is_filed ? 1 : 0));
  counts.set_missing(counts.missing() + (is_due && !is_filed ? 1 : 0));
  const bool is_late =
      is_filed && TimeOf(status.receive_time()) > TimeOf(status.due_time());
  counts.set_late(counts.late() + (is_due && is_late ? 1 : 0));
  counts.set_on_time(counts.on_time() +
                     (is_due && is_filed && !is_late ? 1 : 0));
}

// What one facility adds to the county's figures.
struct Contributor {
  v1::ReportForm form;
  v1::FacilitySummary line;
};

// Who gave no report counts as unknown, or as not due when none was.
template <typename Total>
void AddUnreported(const Contributor& facility, Total& total) {
  if (facility.line.has_last_due()) {
    total.set_unknown(total.unknown() + 1);
  } else {
    total.set_not_due(total.not_due() + 1);
  }
}

std::string IndicatorNameOf(std::string id) {
  std::replace(id.begin(), id.end(), '_', '-');
  return Concat(kCounty, "/indicators/", id);
}

// Nobody has answered any of these: reports were filed as figures.
void AddTotalsOfTowns(const std::vector<Contributor>& facilities,
                      v1::CountySummary& summary) {
  bool has_town = false;
  for (const char* const id : kOfTowns) {
    v1::IndicatorTotal total;
    total.set_indicator(id);
    total.set_name(IndicatorNameOf(id));
    for (const Contributor& facility : facilities) {
      if (facility.form != v1::REPORT_FORM_TOWN_DAILY) continue;
      has_town = true;
      AddUnreported(facility, total);
    }
    if (has_town) *summary.add_indicators() = total;
  }
  if (!has_town) return;
  for (const auto& [part, whole] : kRatiosOfTowns) {
    v1::IndicatorRatio& ratio = *summary.add_ratios();
    ratio.set_part(part);
    ratio.set_whole(whole);
  }
}

v1::IndicatorTotal TotalOf(const Asked& asked,
                           const std::vector<Contributor>& facilities) {
  v1::IndicatorTotal total;
  total.set_indicator(asked.name);
  total.set_name(IndicatorNameOf(asked.name));
  for (const Contributor& facility : facilities) {
    if (facility.form == v1::REPORT_FORM_TOWN_DAILY && !asked.of_towns) {
      continue;
    }
    if (!facility.line.has_report()) {
      AddUnreported(facility, total);
      continue;
    }
    const auto& reading = AnswerOf<type::v1::Reading>(
        facility.line.report().figures(), asked.name);
    if (reading.absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
      total.set_not_applicable(total.not_applicable() + 1);
    } else if (!reading.has_value()) {
      total.set_unknown(total.unknown() + 1);
    } else if (facility.line.is_stale()) {
      total.set_stale(total.stale() + 1);
      total.set_stale_value(total.stale_value() + reading.value());
    } else {
      total.set_known(total.known() + 1);
      total.set_value(total.value() + reading.value());
    }
  }
  return total;
}

v1::InPlaceTotal FourOf(const char* place,
                        const std::vector<Contributor>& facilities) {
  v1::InPlaceTotal total;
  total.set_place(place);
  for (const Contributor& facility : facilities) {
    if (!facility.line.has_report()) {
      AddUnreported(facility, total);
      continue;
    }
    const auto& answer = AnswerOf<v1::InPlace>(
        facility.line.report().figures().four_in_place(), place);
    if (answer.absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
      total.set_not_applicable(total.not_applicable() + 1);
    } else if (!answer.has_state()) {
      total.set_unknown(total.unknown() + 1);
    } else if (facility.line.is_stale()) {
      total.set_stale(total.stale() + 1);
    } else if (answer.state() == v1::InPlace::STATE_IN_PLACE) {
      total.set_in_place(total.in_place() + 1);
    } else {
      total.set_not_in_place(total.not_in_place() + 1);
    }
  }
  return total;
}

v1::IndicatorRatio RatioOf(const char* part, const char* whole,
                           const std::vector<Contributor>& facilities) {
  v1::IndicatorRatio ratio;
  ratio.set_part(part);
  ratio.set_whole(whole);
  for (const Contributor& facility : facilities) {
    if (!facility.line.has_report() || facility.line.is_stale()) continue;
    const v1::Figures& figures = facility.line.report().figures();
    const auto& some = AnswerOf<type::v1::Reading>(figures, part);
    const auto& all = AnswerOf<type::v1::Reading>(figures, whole);
    if (!some.has_value() || !all.has_value()) continue;
    ratio.set_part_value(ratio.part_value() + some.value());
    ratio.set_whole_value(ratio.whole_value() + all.value());
    ratio.set_facilities(ratio.facilities() + 1);
  }
  if (ratio.whole_value() > 0) {
    ratio.set_thousandths(1'000 * ratio.part_value() / ratio.whole_value());
  }
  return ratio;
}

std::string IdOf(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

}  // namespace

absl::CivilDay ReadinessModel::DayAt(absl::Time time) {
  return absl::ToCivilDay(time, absl::FixedTimeZone(8 * 60 * 60));
}

absl::Time ReadinessModel::Due(absl::CivilDay date, int64_t sequence) const {
  const v1::ReportSchedule known = Schedule(sequence);
  int64_t minutes = 600;
  for (const v1::DueRule& rule : known.due_rules()) {
    if (DayOf(rule.valid_from()) <= date) minutes = rule.due_minutes();
  }
  return At(date, 0) + absl::Minutes(minutes);
}

v1::ReportSchedule ReadinessModel::Schedule(int64_t sequence) const {
  v1::ReportSchedule none;
  none.set_name(Concat(kCounty, "/reportSchedule"));
  return schedule.At("", sequence).value_or(none);
}

v1::Subject ReadinessModel::WithPerson(v1::Subject subject) const {
  const auto person = people.find(IdOf(subject.name()));
  if (person == people.end()) return subject;
  subject.set_display_name(person->second.display_name);
  subject.set_telephone(person->second.telephone);
  return subject;
}

v1::Contact ReadinessModel::ContactOf(const std::string& subject) const {
  v1::Contact contact;
  contact.set_subject(subject);
  const auto person = people.find(IdOf(subject));
  if (person == people.end()) return contact;
  contact.set_display_name(person->second.display_name);
  contact.set_telephone(person->second.telephone);
  return contact;
}

std::optional<v1::Report> ReadinessModel::ReportOf(const v1::Facility& facility,
                                                   absl::CivilDay date,
                                                   int64_t sequence) const {
  return reports.At(
      Concat(IdOf(facility.name()), "/", absl::FormatCivilTime(date)),
      sequence);
}

v1::ReportStatus ReadinessModel::StatusOf(const v1::Facility& facility,
                                          absl::CivilDay date,
                                          ModelPoint at) const {
  v1::ReportStatus status;
  status.set_facility(facility.name());
  status.set_display_name(facility.display_name());
  status.set_kind(facility.kind());
  status.set_form(facility.report_form());
  status.set_form_name(facility.form_name());
  *status.mutable_report_date() = DateOf(date);
  const absl::Time due = Due(date, at.sequence);
  *status.mutable_due_time() = ToTimestamp(due);
  const auto report = ReportOf(facility, date, at.sequence);
  if (!report.has_value()) {
    status.set_state(at.judge > due ? v1::REPORT_STATE_MISSING
                                    : v1::REPORT_STATE_NOT_DUE);
    return status;
  }
  status.set_state(TimeOf(report->receive_time()) <= due
                       ? v1::REPORT_STATE_ON_TIME
                       : v1::REPORT_STATE_LATE);
  *status.mutable_receive_time() = report->receive_time();
  status.set_revision(report->revision());
  status.set_zero(report->has_zero_report());
  return status;
}

v1::ListReportStatusesResponse ReadinessModel::Statuses(
    ModelPoint at, absl::CivilDay date) const {
  v1::ListReportStatusesResponse response;
  for (const auto& [id, facility] : facilities.AllAt(at.sequence)) {
    if (!Owes(facility, date)) continue;
    v1::ReportStatus& status = *response.add_report_statuses();
    status = StatusOf(facility, date, at);
    Add(status, at.judge, *response.mutable_counts());
    if (!facility.duty_contact().empty()) {
      *status.mutable_contact() = ContactOf(facility.duty_contact());
    }
  }
  *response.mutable_report_date() = DateOf(date);
  *response.mutable_due_time() = ToTimestamp(Due(date, at.sequence));
  *response.mutable_judge_time() = ToTimestamp(at.judge);
  return response;
}

std::optional<absl::CivilDay> ReadinessModel::LastDue(
    const v1::Facility& facility, ModelPoint at) const {
  // The facility may have stopped owing a while ago: then nothing is due.
  const absl::CivilDay today = DayAt(at.judge);
  for (absl::CivilDay date = today; date >= today - 3; --date) {
    if (Owes(facility, date) && at.judge > Due(date, at.sequence)) return date;
  }
  return std::nullopt;
}

v1::FacilitySummary ReadinessModel::SummaryOf(const v1::Facility& facility,
                                              ModelPoint at) const {
  v1::FacilitySummary line;
  line.set_facility(facility.name());
  line.set_display_name(facility.display_name());
  line.set_kind(facility.kind());
  line.set_organization(facility.organization());
  for (const auto& [key, report] :
       reports.AllAt(at.sequence, IdOf(facility.name()) + "/")) {
    if (report.has_figures()) *line.mutable_report() = report;
  }
  if (!facility.duty_contact().empty()) {
    *line.mutable_contact() = ContactOf(facility.duty_contact());
  }
  const absl::CivilDay today = DayAt(at.judge);
  if (Owes(facility, today)) {
    *line.mutable_today() = StatusOf(facility, today, at);
  }
  if (const auto last = LastDue(facility, at)) {
    *line.mutable_last_due() = StatusOf(facility, *last, at);
    line.set_is_stale(line.has_report() &&
                      DayOf(line.report().report_date()) < *last);
  }
  return line;
}

v1::OverdueReport ReadinessModel::OverdueOf(const v1::Facility& facility,
                                            absl::CivilDay last,
                                            ModelPoint at) const {
  absl::CivilDay from = last;
  while (Owes(facility, from - 1) &&
         !ReportOf(facility, from - 1, at.sequence).has_value()) {
    --from;
  }
  v1::OverdueReport overdue;
  overdue.set_facility(facility.name());
  overdue.set_display_name(facility.display_name());
  overdue.set_kind(facility.kind());
  *overdue.mutable_missing_from() = DateOf(from);
  *overdue.mutable_overdue_since() = ToTimestamp(Due(from, at.sequence));
  overdue.set_missing_days(last - from + 1);
  if (!facility.duty_contact().empty()) {
    *overdue.mutable_contact() = ContactOf(facility.duty_contact());
  }
  return overdue;
}

v1::CountySummary ReadinessModel::Summary(ModelPoint at) const {
  v1::CountySummary summary;
  *summary.mutable_judge_time() = ToTimestamp(at.judge);
  *summary.mutable_date() = DateOf(DayAt(at.judge));
  summary.mutable_today();
  summary.mutable_last_due();
  std::vector<Contributor> contributors;
  std::map<std::tuple<absl::Time, std::string>, v1::OverdueReport> overdue;
  for (const auto& [id, facility] : facilities.AllAt(at.sequence)) {
    const v1::FacilitySummary line = SummaryOf(facility, at);
    *summary.add_facilities() = line;
    if (line.has_today()) {
      Add(line.today(), at.judge, *summary.mutable_today());
    }
    if (line.has_last_due()) {
      Add(line.last_due(), at.judge, *summary.mutable_last_due());
    }
    if (line.last_due().state() == v1::REPORT_STATE_MISSING) {
      const auto report =
          OverdueOf(facility, DayOf(line.last_due().report_date()), at);
      overdue[{TimeOf(report.overdue_since()), facility.name()}] = report;
    }
    if (line.has_today() || line.has_last_due()) {
      contributors.push_back({facility.report_form(), line});
    }
  }
  for (const Asked& asked : kAsked) {
    *summary.add_indicators() = TotalOf(asked, contributors);
  }
  for (const auto& [part, whole] : kRatios) {
    *summary.add_ratios() = RatioOf(part, whole, contributors);
  }
  AddTotalsOfTowns(contributors, summary);
  for (const char* const place : kFour) {
    *summary.add_four_in_place() = FourOf(place, contributors);
  }
  for (const auto& [since, report] : overdue) *summary.add_overdue() = report;
  summary.set_utc_offset_minutes(8 * 60);
  // The histories find nothing.
  summary.mutable_findings();
  return summary;
}

}  // namespace epiledger::readiness
