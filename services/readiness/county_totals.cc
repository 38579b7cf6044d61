#include "services/readiness/county_totals.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

using type::v1::Reading;

std::string TotalName(const std::string& indicator) {
  return TotalNameOf(rpc::LastSegment(indicator));
}

// What the totals speak of, in order.
std::vector<v1::Indicator> IndicatorsOf(
    std::string_view county, absl::Span<const Contribution> facilities) {
  std::vector<v1::Indicator> indicators;
  std::map<std::string, const v1::Indicator*> others;
  for (v1::Indicator& indicator : BuiltInIndicators(county)) {
    if (FindFigure(rpc::LastSegment(indicator.name())) != nullptr) {
      indicators.push_back(std::move(indicator));
    }
  }
  for (const Contribution& facility : facilities) {
    for (const v1::FormQuestion& question : facility.version->questions()) {
      const std::string id(rpc::LastSegment(question.indicator()));
      if (FindFigure(id) == nullptr) others[id] = &question.rules();
    }
  }
  for (const auto& [id, indicator] : others) indicators.push_back(*indicator);
  return indicators;
}

const Reading* ReadingIn(const Contribution& facility,
                         const std::string& indicator) {
  return facility.report == nullptr ? nullptr
                                    : FindReading(*facility.report, indicator);
}

void Add(const Contribution& facility, const std::string& indicator,
         v1::IndicatorTotal& total) {
  if (!Asks(*facility.version, rpc::LastSegment(indicator), facility.kind)) {
    return;
  }
  const Reading* const reading = ReadingIn(facility, indicator);
  AddStanding(StandingOf(reading, facility.is_stale, facility.was_due),
              reading == nullptr ? 0 : reading->value(), total);
}

void Add(const Contribution& facility, Field field, v1::InPlaceTotal& total) {
  static const v1::InPlace kNone;
  if (!facility.version->asks_four_in_place()) return;
  const v1::InPlace& place =
      facility.report == nullptr
          ? kNone
          : PlaceOf(facility.report->four_in_place(), field);
  if (place.answer_case() == v1::InPlace::kState && !facility.is_stale) {
    if (place.state() == v1::InPlace::STATE_IN_PLACE) {
      return total.set_in_place(total.in_place() + 1);
    }
    return total.set_not_in_place(total.not_in_place() + 1);
  }
  if (place.absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return total.set_not_applicable(total.not_applicable() + 1);
  }
  if (place.answer_case() == v1::InPlace::kState) {
    return total.set_stale(total.stale() + 1);
  }
  if (facility.report == nullptr && !facility.was_due) {
    return total.set_not_due(total.not_due() + 1);
  }
  total.set_unknown(total.unknown() + 1);
}

void Add(const Contribution& facility, const std::string& part,
         const std::string& whole, v1::IndicatorRatio& ratio) {
  if (facility.report == nullptr || facility.is_stale) return;
  const Reading* const some = ReadingIn(facility, part);
  const Reading* const all = ReadingIn(facility, whole);
  if (some == nullptr || all == nullptr || !ValueOf(*some).has_value() ||
      !ValueOf(*all).has_value()) {
    return;
  }
  ratio.set_part_value(ratio.part_value() + some->value());
  ratio.set_whole_value(ratio.whole_value() + all->value());
  ratio.set_facilities(ratio.facilities() + 1);
}

void SetThousandths(v1::IndicatorRatio& ratio) {
  if (ratio.whole_value() == 0) return;
  ratio.set_thousandths(static_cast<int64_t>(absl::int128(ratio.part_value()) *
                                             1'000 / ratio.whole_value()));
}

}  // namespace

Standing StandingOf(const Reading* reading, bool is_stale, bool was_due) {
  if (reading == nullptr) {
    return was_due ? Standing::kUnknown : Standing::kNotDue;
  }
  if (reading->absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return Standing::kNotApplicable;
  }
  if (!ValueOf(*reading).has_value()) return Standing::kUnknown;
  return is_stale ? Standing::kStale : Standing::kKnown;
}

void AddTotals(std::string_view county,
               absl::Span<const Contribution> facilities,
               v1::CountySummary& summary) {
  for (const v1::Indicator& indicator : IndicatorsOf(county, facilities)) {
    v1::IndicatorTotal& total = *summary.add_indicators();
    total.set_indicator(TotalName(indicator.name()));
    total.set_name(indicator.name());
    for (const Contribution& facility : facilities) {
      Add(facility, indicator.name(), total);
    }
    for (const v1::Indicator::Whole& whole : indicator.wholes()) {
      if (!whole.is_ratio()) continue;
      v1::IndicatorRatio& ratio = *summary.add_ratios();
      ratio.set_part(TotalName(indicator.name()));
      ratio.set_whole(TotalName(whole.indicator()));
      for (const Contribution& facility : facilities) {
        Add(facility, indicator.name(), whole.indicator(), ratio);
      }
      SetThousandths(ratio);
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
