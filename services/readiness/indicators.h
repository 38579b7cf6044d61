// What a daily report asks, read off the fields of v1::Figures and
// v1::FourInPlace, so that a new field is asked, checked and added up without
// further ado. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_INDICATORS_H_
#define EPILEDGER_SERVICES_READINESS_INDICATORS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "epiledger/readiness/v1/readiness.pb.h"
#include "epiledger/type/v1/reading.pb.h"
#include "google/protobuf/descriptor.h"

namespace epiledger::readiness {

// A field of Figures that is a Reading, or a field of FourInPlace.
using Field = const google::protobuf::FieldDescriptor*;

// In the order of the form.
[[nodiscard]] const std::vector<Field>& Indicators();
[[nodiscard]] const std::vector<Field>& Places();

// Whether `form` asks for the indicator. Every form asks for all places.
[[nodiscard]] bool IsAsked(v1::ReportForm form, Field indicator);

[[nodiscard]] bool HasReading(const v1::Figures& figures, Field indicator);
[[nodiscard]] const type::v1::Reading& ReadingOf(const v1::Figures& figures,
                                                 Field indicator);
[[nodiscard]] type::v1::Reading& MutableReading(Field indicator,
                                                v1::Figures& figures);
[[nodiscard]] bool HasPlace(const v1::FourInPlace& places, Field place);
[[nodiscard]] const v1::InPlace& PlaceOf(const v1::FourInPlace& places,
                                         Field place);
[[nodiscard]] v1::InPlace& MutablePlace(Field place, v1::FourInPlace& places);

// The value of a reading that has one.
[[nodiscard]] std::optional<int64_t> ValueOf(const type::v1::Reading& reading);

// A part that is never more than its whole.
struct Part {
  Field part;
  Field whole;
  // Shown as a ratio: the part is of the same kind as the whole.
  bool is_ratio;
};
[[nodiscard]] const std::vector<Part>& Parts();

// The first part of `figures` that exceeds its whole, both being values.
[[nodiscard]] std::optional<Part> FindExcess(const v1::Figures& figures);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_INDICATORS_H_
