#include "services/readiness/county_totals.h"

#include <optional>

#include "services/readiness/indicators.h"

namespace epiledger::readiness {
namespace {

using type::v1::Reading;

// Where a facility counts, by what it said last.
enum class Standing { kKnown, kStale, kUnknown, kNotDue, kNotApplicable };

Standing StandingOf(const Contribution& facility, bool has_value,
                    type::v1::AbsentReason absent) {
  if (facility.figures == nullptr) {
    return facility.was_due ? Standing::kUnknown : Standing::kNotDue;
  }
  if (absent == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return Standing::kNotApplicable;
  }
  if (!has_value) return Standing::kUnknown;
  return facility.is_stale ? Standing::kStale : Standing::kKnown;
}

void Add(const Contribution& facility, Field field, v1::IndicatorTotal& total) {
  static const Reading kNone;
  const Reading& reading =
      facility.figures == nullptr ? kNone : ReadingOf(*facility.figures, field);
  const std::optional<int64_t> value = ValueOf(reading);
  switch (StandingOf(facility, value.has_value(), reading.absent_reason())) {
    case Standing::kKnown:
      total.set_known(total.known() + 1);
      total.set_value(total.value() + *value);
      return;
    case Standing::kStale:
      total.set_stale(total.stale() + 1);
      total.set_stale_value(total.stale_value() + *value);
      return;
    case Standing::kUnknown:
      return total.set_unknown(total.unknown() + 1);
    case Standing::kNotDue:
      return total.set_not_due(total.not_due() + 1);
    case Standing::kNotApplicable:
      return total.set_not_applicable(total.not_applicable() + 1);
  }
}

void Add(const Contribution& facility, Field field, v1::InPlaceTotal& total) {
  static const v1::InPlace kNone;
  const v1::InPlace& place =
      facility.figures == nullptr
          ? kNone
          : PlaceOf(facility.figures->four_in_place(), field);
  const bool has_state = place.answer_case() == v1::InPlace::kState;
  switch (StandingOf(facility, has_state, place.absent_reason())) {
    case Standing::kKnown:
      if (place.state() == v1::InPlace::STATE_IN_PLACE) {
        return total.set_in_place(total.in_place() + 1);
      }
      return total.set_not_in_place(total.not_in_place() + 1);
    case Standing::kStale:
      return total.set_stale(total.stale() + 1);
    case Standing::kUnknown:
      return total.set_unknown(total.unknown() + 1);
    case Standing::kNotDue:
      return total.set_not_due(total.not_due() + 1);
    case Standing::kNotApplicable:
      return total.set_not_applicable(total.not_applicable() + 1);
  }
}

void Add(const Contribution& facility, const Part& part,
         v1::IndicatorRatio& ratio) {
  if (facility.figures == nullptr || facility.is_stale) return;
  const auto some = ValueOf(ReadingOf(*facility.figures, part.part));
  const auto all = ValueOf(ReadingOf(*facility.figures, part.whole));
  if (!some.has_value() || !all.has_value()) return;
  ratio.set_part_value(ratio.part_value() + *some);
  ratio.set_whole_value(ratio.whole_value() + *all);
  ratio.set_facilities(ratio.facilities() + 1);
}

}  // namespace

void AddTotals(absl::Span<const Contribution> facilities,
               v1::CountySummary& summary) {
  for (const Field field : Indicators()) {
    v1::IndicatorTotal& total = *summary.add_indicators();
    total.set_indicator(field->name());
    for (const Contribution& facility : facilities) {
      if (IsAsked(facility.form, field)) Add(facility, field, total);
    }
  }
  for (const Part& part : Parts()) {
    if (!part.is_ratio) continue;
    v1::IndicatorRatio& ratio = *summary.add_ratios();
    ratio.set_part(part.part->name());
    ratio.set_whole(part.whole->name());
    for (const Contribution& facility : facilities) {
      Add(facility, part, ratio);
    }
  }
  for (const Field field : Places()) {
    v1::InPlaceTotal& total = *summary.add_four_in_place();
    total.set_place(field->name());
    for (const Contribution& facility : facilities) {
      Add(facility, field, total);
    }
  }
}

}  // namespace epiledger::readiness
