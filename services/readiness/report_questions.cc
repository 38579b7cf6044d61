#include "services/readiness/report_questions.h"

#include <algorithm>
#include <string>

#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/form_book.h"
#include "services/readiness/indicators.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

const v1::IndicatorReading* FindIn(const v1::Report* report,
                                   const std::string& indicator) {
  return report == nullptr ? nullptr : FindAnswer(*report, indicator);
}

std::optional<int64_t> ValueIn(const v1::Report* report,
                               const std::string& indicator) {
  const v1::IndicatorReading* const found = FindIn(report, indicator);
  return found == nullptr ? std::nullopt : ValueOf(found->reading());
}

// The indicator as the form asks for it; null when it does not.
const v1::Indicator* RulesOf(const Questionnaire& asked,
                             const std::string& indicator) {
  const v1::FormQuestion* const question =
      FindQuestion(asked.version, rpc::LastSegment(indicator));
  return question == nullptr ? nullptr : &question->rules();
}

std::string ShownAs(const std::string& indicator) {
  return TotalNameOf(rpc::LastSegment(indicator));
}

// Why a change asks for confirmation; empty: it does not.
std::string_view WhyToAsk(const v1::Indicator& rules, int64_t before,
                          int64_t now) {
  if (rules.kind() == v1::AGGREGATION_KIND_CUMULATIVE && now < before) {
    return "CONFIRM_FALL";
  }
  return IsJump(before, now, rules.jump_factor()) ? "CONFIRM_JUMP" : "";
}

}  // namespace

bool IsJump(int64_t before, int64_t now, int64_t factor) {
  if (factor == 0) return false;
  const int64_t less = std::max<int64_t>(1, std::min(before, now));
  const int64_t more = std::max(before, now);
  // more > less * factor, without a product that may not fit.
  return more > 0 && (more - 1) / factor >= less;
}

std::optional<journal::Refusal> CarryForward(const v1::Report* previous,
                                             const Questionnaire& asked,
                                             v1::Report& report) {
  for (v1::IndicatorReading& reading : *report.mutable_readings()) {
    if (!reading.carry_forward()) continue;
    const v1::Indicator* const rules = RulesOf(asked, reading.indicator());
    if (rules != nullptr && rules->kind() == v1::AGGREGATION_KIND_COUNT) {
      return Refuse("COUNT_NOT_CARRIED",
                    {{"indicator", ShownAs(reading.indicator())}});
    }
    const v1::IndicatorReading* const before =
        FindIn(previous, reading.indicator());
    if (before == nullptr || !ValueOf(before->reading()).has_value()) {
      return Refuse("NOTHING_TO_CARRY",
                    {{"indicator", ShownAs(reading.indicator())}});
    }
    *reading.mutable_reading() = before->reading();
    *reading.mutable_carried_from() = before->has_carried_from()
                                          ? before->carried_from()
                                          : previous->report_date();
  }
  return std::nullopt;
}

std::vector<rpc::FieldViolation> QuestionsAbout(const v1::Report& report,
                                                const v1::Report* previous,
                                                const v1::Report* corrected,
                                                const Questionnaire& asked) {
  std::vector<rpc::FieldViolation> questions;
  for (int i = 0; i < report.readings_size(); ++i) {
    const v1::IndicatorReading& reading = report.readings(i);
    const std::string& name = reading.indicator();
    const std::optional<int64_t> now = ValueOf(reading.reading());
    const std::optional<int64_t> before = ValueIn(previous, name);
    const v1::Indicator* const rules = RulesOf(asked, name);
    if (reading.confirm() || !now.has_value() || !before.has_value() ||
        rules == nullptr || ValueIn(corrected, name) == now) {
      continue;
    }
    const std::string_view why = WhyToAsk(*rules, *before, *now);
    if (why.empty()) continue;
    questions.push_back({Concat("report.readings[", i, "].confirm"),
                         std::string(why),
                         {{"indicator", ShownAs(name)},
                          {"found", Concat(*now)},
                          {"before", Concat(*before)},
                          {"date", ToText(ToDay(previous->report_date()))}}});
  }
  return questions;
}

}  // namespace epiledger::readiness
