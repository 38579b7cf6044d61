// The two shapes a report has: figures, with a field for each, and readings by
// indicator. Read off the fields of v1::Figures and v1::FourInPlace. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_INDICATORS_H_
#define EPILEDGER_SERVICES_READINESS_INDICATORS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/readiness/v1/readiness.pb.h"
#include "epiledger/type/v1/reading.pb.h"
#include "google/protobuf/descriptor.h"

namespace epiledger::readiness {

// A field of Figures that is a Reading, or a field of FourInPlace.
using Field = const google::protobuf::FieldDescriptor*;

// In the order of the message.
[[nodiscard]] const std::vector<Field>& FigureFields();
[[nodiscard]] const std::vector<Field>& Places();

// `beds-staffed` of the field `beds_staffed`.
[[nodiscard]] std::string IndicatorIdOf(Field figure);
// The field of Figures for an indicator; null when it has none.
[[nodiscard]] Field FindFigure(std::string_view indicator_id);
// What an indicator is called in totals: as the field of Figures where it has
// one, by its id where it has none.
[[nodiscard]] std::string TotalNameOf(std::string_view indicator_id);

[[nodiscard]] bool HasReading(const v1::Figures& figures, Field figure);
[[nodiscard]] const type::v1::Reading& ReadingOf(const v1::Figures& figures,
                                                 Field figure);
[[nodiscard]] type::v1::Reading& MutableReading(Field figure,
                                                v1::Figures& figures);
[[nodiscard]] bool HasPlace(const v1::FourInPlace& places, Field place);
[[nodiscard]] const v1::InPlace& PlaceOf(const v1::FourInPlace& places,
                                         Field place);
[[nodiscard]] v1::InPlace& MutablePlace(Field place, v1::FourInPlace& places);

// The value of a reading that has one.
[[nodiscard]] std::optional<int64_t> ValueOf(const type::v1::Reading& reading);

// Whether it says anything by indicator and four-in-place.
[[nodiscard]] bool HasReadings(const v1::Report& report);

// Figures as readings; `report` keeps them as well. `county` is an id.
void AddReadings(std::string_view county, v1::Report& report);
// Readings as figures, those that Figures has a field for. A zero report stays
// as it is.
void AddFigures(v1::Report& report);

// As reads give it: in both shapes, whichever it was filed in.
[[nodiscard]] v1::Report WithBothShapes(v1::Report report);

// What a report in both shapes says of an indicator, by its full name, and how
// it says it; null when it was not asked.
[[nodiscard]] const v1::IndicatorReading* FindAnswer(
    const v1::Report& report, std::string_view indicator);
// What it says alone.
[[nodiscard]] const type::v1::Reading* FindReading(const v1::Report& report,
                                                   std::string_view indicator);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_INDICATORS_H_
