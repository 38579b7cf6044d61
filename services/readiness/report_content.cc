#include "services/readiness/report_content.h"

#include <set>
#include <string>
#include <utility>

#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using type::v1::Reading;

// The four-in-place of a report, in whichever shape, and where it stands.
struct PlacesOfReport {
  const v1::FourInPlace* places;
  std::string_view path;
};

PlacesOfReport FindPlaces(const v1::Report& report) {
  if (report.has_four_in_place()) {
    return {&report.four_in_place(), "report.four_in_place"};
  }
  if (report.figures().has_four_in_place()) {
    return {&report.figures().four_in_place(), "report.figures.four_in_place"};
  }
  return {nullptr, ""};
}

// Places that are there must say something; adds how many do.
absl::Status CheckPlaces(const v1::Report& report, int& answers) {
  const PlacesOfReport four = FindPlaces(report);
  if (four.places == nullptr) return absl::OkStatus();
  for (const Field place : Places()) {
    if (!HasPlace(*four.places, place)) continue;
    if (PlaceOf(*four.places, place).answer_case() ==
        v1::InPlace::ANSWER_NOT_SET) {
      return rpc::InvalidField(Concat(four.path, ".", place->name()),
                               "REQUIRED");
    }
    ++answers;
  }
  return absl::OkStatus();
}

absl::Status CheckFigures(const v1::Figures& figures, int& answers) {
  for (const Field figure : FigureFields()) {
    if (!HasReading(figures, figure)) continue;
    if (ReadingOf(figures, figure).reading_case() == Reading::READING_NOT_SET) {
      return rpc::InvalidField(Concat("report.figures.", figure->name()),
                               "REQUIRED");
    }
    ++answers;
  }
  return absl::OkStatus();
}

absl::Status CheckReadings(const v1::Report& report, int& answers) {
  std::set<std::string> said;
  for (int i = 0; i < report.readings_size(); ++i) {
    const v1::IndicatorReading& reading = report.readings(i);
    const std::string path = Concat("report.readings[", i, "].");
    const bool is_said =
        reading.reading().reading_case() != Reading::READING_NOT_SET;
    if (!is_said && !reading.carry_forward()) {
      return rpc::InvalidField(path + "reading", "REQUIRED");
    }
    if (is_said && reading.carry_forward()) {
      return rpc::InvalidField(path + "carry_forward", "CARRIED_AND_SAID");
    }
    if (!said.insert(reading.indicator()).second) {
      return rpc::InvalidField(path + "indicator", "LISTED_TWICE",
                               {{"found", reading.indicator()}});
    }
    ++answers;
  }
  return absl::OkStatus();
}

// The question about an indicator, by the id alone: the last segment of a name
// or of a figure's; null when none is put to facilities of that kind.
const v1::FormQuestion* AskedQuestion(const Questionnaire& asked,
                                      std::string_view id) {
  const v1::FormQuestion* const question = FindQuestion(asked.version, id);
  return question != nullptr && Asks(*question, asked.kind) ? question
                                                            : nullptr;
}

std::optional<journal::Refusal> CheckRange(const v1::Indicator& rules,
                                           int64_t value) {
  if (value >= rules.least() && (rules.most() == 0 || value <= rules.most())) {
    return std::nullopt;
  }
  return Refuse("READING_OUT_OF_RANGE",
                {{"indicator", TotalNameOf(rpc::LastSegment(rules.name()))},
                 {"found", Concat(value)},
                 {"least", Concat(rules.least())},
                 {"most", rules.most() == 0 ? "-" : Concat(rules.most())}});
}

std::optional<journal::Refusal> CheckWholesOf(const v1::Report& report,
                                              const v1::Indicator& rules,
                                              int64_t value) {
  for (const v1::Indicator::Whole& whole : rules.wholes()) {
    const Reading* const found = FindReading(report, whole.indicator());
    if (found == nullptr || !ValueOf(*found).has_value()) continue;
    if (value <= found->value()) continue;
    return Refuse("PART_EXCEEDS_WHOLE",
                  {{"part", TotalNameOf(rpc::LastSegment(rules.name()))},
                   {"whole", TotalNameOf(rpc::LastSegment(whole.indicator()))},
                   {"part_value", Concat(value)},
                   {"whole_value", Concat(found->value())}});
  }
  return std::nullopt;
}

void CompleteReading(const v1::Report& report, Reading& reading) {
  if (reading.reading_case() == Reading::READING_NOT_SET) {
    reading.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
  }
  *reading.mutable_time() = report.revise_time();
  reading.set_subject(report.subject());
}

void CompleteFigures(const Questionnaire& asked, v1::Report& report) {
  v1::Figures& figures = *report.mutable_figures();
  for (const Field figure : FigureFields()) {
    if (AskedQuestion(asked, IndicatorIdOf(figure)) == nullptr) continue;
    CompleteReading(report, MutableReading(figure, figures));
  }
}

void CompleteReadings(const Questionnaire& asked, v1::Report& report) {
  google::protobuf::RepeatedPtrField<v1::IndicatorReading> said;
  said.Swap(report.mutable_readings());
  for (const v1::FormQuestion& question : asked.version.questions()) {
    if (!Asks(question, asked.kind)) continue;
    v1::IndicatorReading& reading = *report.add_readings();
    reading.set_indicator(question.indicator());
    for (v1::IndicatorReading& other : said) {
      if (other.indicator() == question.indicator()) reading.Swap(&other);
    }
    if (reading.has_carried_from()) continue;
    CompleteReading(report, *reading.mutable_reading());
  }
}

void CompletePlaces(const v1::Report& report, v1::FourInPlace& four) {
  for (const Field field : Places()) {
    v1::InPlace& place = MutablePlace(field, four);
    if (place.answer_case() == v1::InPlace::ANSWER_NOT_SET) {
      place.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
    }
    *place.mutable_time() = report.revise_time();
    place.set_subject(report.subject());
  }
}

}  // namespace

absl::Status CheckReportContent(const v1::Report& report) {
  if (HasReadings(report) &&
      report.content_case() != v1::Report::CONTENT_NOT_SET) {
    return rpc::InvalidField("report.readings", "TWO_SHAPES");
  }
  if (report.has_zero_report()) return absl::OkStatus();
  if (!report.has_figures() && !HasReadings(report)) {
    return rpc::InvalidField("report.figures", "REQUIRED");
  }
  int answers = 0;
  absl::Status status = CheckFigures(report.figures(), answers);
  if (status.ok()) status = CheckReadings(report, answers);
  if (status.ok()) status = CheckPlaces(report, answers);
  if (!status.ok() || answers > 0) return status;
  return rpc::InvalidField(
      report.has_figures() ? "report.figures" : "report.readings",
      "EMPTY_REPORT");
}

absl::Status CheckReportForm(const v1::Report& report,
                             const Questionnaire& asked) {
  for (const Field figure : FigureFields()) {
    if (HasReading(report.figures(), figure) &&
        AskedQuestion(asked, IndicatorIdOf(figure)) == nullptr) {
      return rpc::InvalidField(Concat("report.figures.", figure->name()),
                               "NOT_ON_FORM");
    }
  }
  for (int i = 0; i < report.readings_size(); ++i) {
    const std::string& name = report.readings(i).indicator();
    const v1::FormQuestion* const question =
        AskedQuestion(asked, rpc::LastSegment(name));
    if (question != nullptr && question->indicator() == name) continue;
    return rpc::InvalidField(Concat("report.readings[", i, "].indicator"),
                             "NOT_ON_FORM");
  }
  const PlacesOfReport four = FindPlaces(report);
  if (four.places != nullptr && !asked.version.asks_four_in_place()) {
    return rpc::InvalidField(four.path, "NOT_ON_FORM");
  }
  return absl::OkStatus();
}

std::optional<journal::Refusal> CheckReportValues(const v1::Report& report,
                                                  const Questionnaire& asked) {
  for (const v1::IndicatorReading& reading : report.readings()) {
    const std::optional<int64_t> value = ValueOf(reading.reading());
    const v1::FormQuestion* const question =
        AskedQuestion(asked, rpc::LastSegment(reading.indicator()));
    if (!value.has_value() || question == nullptr) continue;
    if (auto refusal = CheckRange(question->rules(), *value)) return refusal;
    if (auto refusal = CheckWholesOf(report, question->rules(), *value)) {
      return refusal;
    }
  }
  return std::nullopt;
}

void CompleteReport(const book::DecisionContext& context,
                    const Questionnaire& asked, v1::Report& report) {
  *report.mutable_revise_time() = ToTimestamp(context.record_time);
  report.set_subject(context.subject);
  if (report.has_zero_report()) return;
  if (report.has_figures()) {
    CompleteFigures(asked, report);
  } else {
    CompleteReadings(asked, report);
  }
  if (!asked.version.asks_four_in_place()) return;
  CompletePlaces(report,
                 report.has_figures()
                     ? *report.mutable_figures()->mutable_four_in_place()
                     : *report.mutable_four_in_place());
}

}  // namespace epiledger::readiness
