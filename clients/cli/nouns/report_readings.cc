#include "clients/cli/nouns/report_readings.h"

#include <algorithm>
#include <string>

#include "clients/cli/values/parse_value.h"

namespace epiledger::cli {

using google::protobuf::FieldDescriptor;
using readiness::v1::Figures;
using readiness::v1::IndicatorReading;

absl::Status MoveFiguresToReadings(const ValueContext& values,
                                   readiness::v1::Report& report) {
  if (!report.has_figures()) return absl::OkStatus();
  const Figures figures = report.figures();
  report.clear_content();
  google::protobuf::RepeatedPtrField<IndicatorReading> given;
  given.Swap(report.mutable_readings());
  for (int i = 0; i < Figures::descriptor()->field_count(); ++i) {
    const FieldDescriptor* const field = Figures::descriptor()->field(i);
    if (field->message_type() != type::v1::Reading::descriptor() ||
        !figures.GetReflection()->HasField(figures, field)) {
      continue;
    }
    std::string id = field->name();
    std::replace(id.begin(), id.end(), '_', '-');
    IndicatorReading& reading = *report.add_readings();
    const absl::Status named = ParseValueAt(id, values, reading, "indicator");
    if (!named.ok()) return named;
    reading.mutable_reading()->CopyFrom(
        figures.GetReflection()->GetMessage(figures, field));
  }
  report.mutable_readings()->MergeFrom(given);
  if (figures.has_four_in_place()) {
    *report.mutable_four_in_place() = figures.four_in_place();
  }
  return absl::OkStatus();
}

}  // namespace epiledger::cli
