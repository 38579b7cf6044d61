#include "services/readiness/indicators.h"

#include <algorithm>
#include <array>
#include <string>

namespace epiledger::readiness {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;

// What a town is asked; a hospital is asked everything.
constexpr std::array<std::string_view, 2> kTownIndicators = {"staff_total",
                                                             "staff_on_duty"};

struct PartNames {
  const char* part;
  const char* whole;
  bool is_ratio;
};
constexpr std::array<PartNames, 5> kParts = {{
    {"beds_occupied", "beds_staffed", true},
    {"icu_beds_occupied", "icu_beds_staffed", true},
    {"ventilators_in_use", "ventilators_total", true},
    {"staff_on_duty", "staff_total", true},
    {"icu_beds_occupied", "inpatients", false},
}};

std::vector<Field> FieldsOf(const Descriptor& message, const Descriptor& type) {
  std::vector<Field> fields;
  for (int i = 0; i < message.field_count(); ++i) {
    if (message.field(i)->message_type() == &type) {
      fields.push_back(message.field(i));
    }
  }
  return fields;
}

std::vector<Part> MakeParts() {
  const Descriptor& figures = *v1::Figures::descriptor();
  std::vector<Part> parts;
  parts.reserve(kParts.size());
  for (const PartNames& names : kParts) {
    parts.push_back({figures.FindFieldByName(names.part),
                     figures.FindFieldByName(names.whole), names.is_ratio});
  }
  return parts;
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

const std::vector<Field>& Indicators() {
  static const auto* const kFields = new std::vector<Field>(
      FieldsOf(*v1::Figures::descriptor(), *type::v1::Reading::descriptor()));
  return *kFields;
}

const std::vector<Field>& Places() {
  static const auto* const kFields = new std::vector<Field>(
      FieldsOf(*v1::FourInPlace::descriptor(), *v1::InPlace::descriptor()));
  return *kFields;
}

bool IsAsked(v1::ReportForm form, Field indicator) {
  if (form == v1::REPORT_FORM_HOSPITAL_DAILY) return true;
  return form == v1::REPORT_FORM_TOWN_DAILY &&
         std::find(kTownIndicators.begin(), kTownIndicators.end(),
                   indicator->name()) != kTownIndicators.end();
}

bool HasReading(const v1::Figures& figures, Field indicator) {
  return figures.GetReflection()->HasField(figures, indicator);
}

const type::v1::Reading& ReadingOf(const v1::Figures& figures,
                                   Field indicator) {
  return Get<type::v1::Reading>(figures, indicator);
}

type::v1::Reading& MutableReading(Field indicator, v1::Figures& figures) {
  return GetMutable<type::v1::Reading>(indicator, figures);
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

std::optional<int64_t> ValueOf(const type::v1::Reading& reading) {
  if (reading.reading_case() != type::v1::Reading::kValue) return std::nullopt;
  return reading.value();
}

const std::vector<Part>& Parts() {
  static const auto* const kFields = new std::vector<Part>(MakeParts());
  return *kFields;
}

std::optional<Part> FindExcess(const v1::Figures& figures) {
  for (const Part& part : Parts()) {
    const auto some = ValueOf(ReadingOf(figures, part.part));
    const auto all = ValueOf(ReadingOf(figures, part.whole));
    if (some.has_value() && all.has_value() && *some > *all) return part;
  }
  return std::nullopt;
}

}  // namespace epiledger::readiness
