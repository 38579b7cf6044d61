#include "services/readiness/report_content.h"

#include <string>

#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/indicators.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using type::v1::Reading;

// Readings and places that are there must say something.
absl::Status CheckAnswers(const v1::Figures& figures) {
  int answers = 0;
  for (const Field field : Indicators()) {
    if (!HasReading(figures, field)) continue;
    if (ReadingOf(figures, field).reading_case() == Reading::READING_NOT_SET) {
      return rpc::InvalidField(Concat("report.figures.", field->name()),
                               "REQUIRED");
    }
    ++answers;
  }
  for (const Field place : Places()) {
    const v1::FourInPlace& four = figures.four_in_place();
    if (!HasPlace(four, place)) continue;
    if (PlaceOf(four, place).answer_case() == v1::InPlace::ANSWER_NOT_SET) {
      return rpc::InvalidField(
          Concat("report.figures.four_in_place.", place->name()), "REQUIRED");
    }
    ++answers;
  }
  if (answers > 0) return absl::OkStatus();
  return rpc::InvalidField("report.figures", "EMPTY_REPORT");
}

}  // namespace

absl::Status CheckReportContent(const v1::Report& report) {
  if (report.has_zero_report()) return absl::OkStatus();
  if (report.has_figures()) return CheckAnswers(report.figures());
  return rpc::InvalidField("report.figures", "REQUIRED");
}

absl::Status CheckReportForm(const v1::Report& report, v1::ReportForm form) {
  for (const Field field : Indicators()) {
    if (HasReading(report.figures(), field) && !IsAsked(form, field)) {
      return rpc::InvalidField(Concat("report.figures.", field->name()),
                               "NOT_ON_FORM");
    }
  }
  return absl::OkStatus();
}

std::optional<journal::Refusal> CheckReportParts(const v1::Report& report) {
  const std::optional<Part> excess = FindExcess(report.figures());
  if (!excess.has_value()) return std::nullopt;
  const auto text = [&report](Field field) {
    return Concat(ReadingOf(report.figures(), field).value());
  };
  return Refuse("PART_EXCEEDS_WHOLE", {{"part", excess->part->name()},
                                       {"whole", excess->whole->name()},
                                       {"part_value", text(excess->part)},
                                       {"whole_value", text(excess->whole)}});
}

void CompleteReport(const book::DecisionContext& context, v1::Report& report) {
  *report.mutable_revise_time() = ToTimestamp(context.record_time);
  report.set_subject(context.subject);
  if (!report.has_figures()) return;
  v1::Figures& figures = *report.mutable_figures();
  for (const Field field : Indicators()) {
    if (!IsAsked(report.form(), field)) continue;
    const bool was_asked = HasReading(figures, field);
    Reading& reading = MutableReading(field, figures);
    if (!was_asked) {
      reading.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
    }
    *reading.mutable_time() = report.revise_time();
    reading.set_subject(context.subject);
  }
  v1::FourInPlace& four = *figures.mutable_four_in_place();
  for (const Field field : Places()) {
    const bool was_asked = HasPlace(four, field);
    v1::InPlace& place = MutablePlace(field, four);
    if (!was_asked) {
      place.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
    }
    *place.mutable_time() = report.revise_time();
    place.set_subject(context.subject);
  }
}

}  // namespace epiledger::readiness
