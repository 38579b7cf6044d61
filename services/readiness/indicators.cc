#include "services/readiness/indicators.h"

#include <algorithm>

#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using type::v1::Reading;

std::vector<Field> FieldsOf(const Descriptor& message, const Descriptor& type) {
  std::vector<Field> fields;
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->message_type() == &type) {
      fields.push_back(message.field(i));
    }
  }
  return fields;
}

template <typename Value>
const Value& Get(const Message& message, Field field) {
  return static_cast<const Value&>(
      message.GetReflection()->GetMessage(message, field));
}

template <typename Value>
Value& GetMutable(Field field, Message& message) {
  return static_cast<Value&>(
      *message.GetReflection()->MutableMessage(&message, field));
}

}  // namespace

const std::vector<Field>& FigureFields() {
  static const auto* const kFields = new std::vector<Field>(
      FieldsOf(*v1::Figures::descriptor(), *Reading::descriptor()));
  return *kFields;
}

const std::vector<Field>& Places() {
  static const auto* const kFields = new std::vector<Field>(
      FieldsOf(*v1::FourInPlace::descriptor(), *v1::InPlace::descriptor()));
  return *kFields;
}

std::string IndicatorIdOf(Field figure) {
  std::string id = figure->name();
  std::replace(id.begin(), id.end(), '_', '-');
  return id;
}

Field FindFigure(std::string_view indicator_id) {
  for (const Field figure : FigureFields()) {
    if (IndicatorIdOf(figure) == indicator_id) return figure;
  }
  return nullptr;
}

std::string TotalNameOf(std::string_view indicator_id) {
  const Field figure = FindFigure(indicator_id);
  return figure == nullptr ? std::string(indicator_id) : figure->name();
}

bool HasReading(const v1::Figures& figures, Field figure) {
  return figures.GetReflection()->HasField(figures, figure);
}

const Reading& ReadingOf(const v1::Figures& figures, Field figure) {
  return Get<Reading>(figures, figure);
}

Reading& MutableReading(Field figure, v1::Figures& figures) {
  return GetMutable<Reading>(figure, figures);
}

bool HasPlace(const v1::FourInPlace& places, Field place) {
  return places.GetReflection()->HasField(places, place);
}

const v1::InPlace& PlaceOf(const v1::FourInPlace& places, Field place) {
  return Get<v1::InPlace>(places, place);
}

v1::InPlace& MutablePlace(Field place, v1::FourInPlace& places) {
  return GetMutable<v1::InPlace>(place, places);
}

std::optional<int64_t> ValueOf(const Reading& reading) {
  if (reading.reading_case() != Reading::kValue) return std::nullopt;
  return reading.value();
}

bool HasReadings(const v1::Report& report) {
  return report.readings_size() > 0 || report.has_four_in_place();
}

void AddReadings(std::string_view county, v1::Report& report) {
  for (const Field figure : FigureFields()) {
    if (!HasReading(report.figures(), figure)) continue;
    v1::IndicatorReading& reading = *report.add_readings();
    reading.set_indicator(
        rpc::MakeName(kIndicatorName, {county, IndicatorIdOf(figure)}));
    *reading.mutable_reading() = ReadingOf(report.figures(), figure);
  }
  if (!report.figures().has_four_in_place()) return;
  *report.mutable_four_in_place() = report.figures().four_in_place();
}

void AddFigures(v1::Report& report) {
  v1::Figures& figures = *report.mutable_figures();
  for (const v1::IndicatorReading& reading : report.readings()) {
    const Field figure = FindFigure(rpc::LastSegment(reading.indicator()));
    if (figure == nullptr) continue;
    MutableReading(figure, figures) = reading.reading();
  }
  if (!report.has_four_in_place()) return;
  *figures.mutable_four_in_place() = report.four_in_place();
}

v1::Report WithBothShapes(v1::Report report) {
  if (HasReadings(report)) {
    AddFigures(report);
  } else if (report.has_figures()) {
    const auto parts = rpc::MatchName(kReportName, report.name());
    AddReadings(parts.has_value() ? (*parts)[0] : "", report);
  }
  return report;
}

const v1::IndicatorReading* FindAnswer(const v1::Report& report,
                                       std::string_view indicator) {
  for (const v1::IndicatorReading& reading : report.readings()) {
    if (reading.indicator() == indicator) return &reading;
  }
  return nullptr;
}

const Reading* FindReading(const v1::Report& report,
                           std::string_view indicator) {
  const v1::IndicatorReading* const answer = FindAnswer(report, indicator);
  return answer == nullptr ? nullptr : &answer->reading();
}

}  // namespace epiledger::readiness
