#include "services/readiness/built_in_forms.h"

#include "absl/strings/str_split.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

constexpr v1::AggregationKind kCount = v1::AGGREGATION_KIND_COUNT;
constexpr v1::AggregationKind kPointInTime = v1::AGGREGATION_KIND_POINT_IN_TIME;
constexpr v1::AggregationKind kCumulative = v1::AGGREGATION_KIND_CUMULATIVE;

// A change beyond so many times asks for confirmation. What happens in a day
// varies more than what there is.
constexpr int64_t kJump = 5;
constexpr int64_t kCountJump = 10;

struct IndicatorRow {
  std::string_view id;
  v1::AggregationKind kind;
  std::string_view unit;
  std::string_view chinese;
  std::string_view english;
  std::string_view saner_code = "";
  // Shown as a ratio of it.
  std::string_view ratio_of = "";
  // A part of it that is no ratio.
  std::string_view part_of = "";
};

constexpr IndicatorRow kIndicatorRows[] = {
    // Hospitals.
    {"beds-staffed", kPointInTime, "张", "开放床位", "Beds staffed",
     "numTotBeds"},
    {"beds-occupied", kPointInTime, "张", "占用床位", "Beds occupied",
     "numBedsOcc", "beds-staffed"},
    {"icu-beds-staffed", kPointInTime, "张", "重症床位", "ICU beds staffed",
     "numICUBeds"},
    {"icu-beds-occupied", kPointInTime, "张", "占用重症床位",
     "ICU beds occupied", "numICUBedsOcc", "icu-beds-staffed", "inpatients"},
    {"ventilators-total", kPointInTime, "台", "呼吸机", "Ventilators",
     "numVent"},
    {"ventilators-in-use", kPointInTime, "台", "在用呼吸机",
     "Ventilators in use", "numVentUse", "ventilators-total"},
    {"inpatients", kPointInTime, "人", "在院患者", "Inpatients"},
    {"staff-total", kPointInTime, "人", "人员", "Staff"},
    {"staff-on-duty", kPointInTime, "人", "在岗人员", "Staff on duty", "",
     "staff-total"},
    // Fever clinics.
    {"fever-visits", kCount, "人次", "发热门诊就诊", "Visits with fever"},
    {"fever-visits-from-key-regions", kCount, "人次", "重点地区来人就诊",
     "Visits with fever, from key regions", "", "", "fever-visits"},
    {"fever-referrals", kCount, "人次", "发热患者转诊",
     "Patients with fever referred", "", "", "fever-visits"},
    {"observation-rooms", kPointInTime, "间", "留观室", "Observation rooms"},
    {"observation-rooms-occupied", kPointInTime, "间", "占用留观室",
     "Observation rooms occupied", "", "observation-rooms"},
    // Towns.
    {"people-screened", kCumulative, "人", "排查返乡人员",
     "Returned people screened"},
    {"people-from-key-regions", kCumulative, "人", "其中重点地区人员",
     "Of these, from key regions", "", "", "people-screened"},
    {"responsible-persons", kPointInTime, "人", "包保责任人",
     "Persons responsible for somebody"},
    {"notices-issued", kCumulative, "份", "发放告知书", "Notices issued"},
    {"temperature-reports-due", kCount, "次", "应报体温",
     "Temperature reports due"},
    {"temperature-reports-made", kCount, "次", "实报体温",
     "Temperature reports made", "", "temperature-reports-due"},
    {"people-returned", kCount, "人", "当日返乡人员", "People returned today"},
    {"people-informed-in-time", kCount, "人", "两小时内掌握情况",
     "Of these, informed of within two hours", "", "people-returned"},
    {"checkpoints", kPointInTime, "个", "检测点", "Checkpoints"},
    {"checkpoints-staffed", kPointInTime, "个", "有人值守检测点",
     "Checkpoints staffed", "", "checkpoints"},
    {"places-disinfected", kCount, "处", "消毒场所", "Places disinfected"},
};

// What recorded facts are judged by, see v1::ReadinessRules.
struct RulesRow {
  int64_t staff_reserve_percent = 0;
  int64_t duty_ahead_hours = 24;
  int64_t review_overdue_days = 30;
  // A plan is made anew each year, and is no plan after two.
  int64_t plan_at_risk_days = 365;
  int64_t plan_not_ready_days = 730;
  // 0: no drill is asked for.
  int64_t drill_at_risk_days = 0;
  int64_t drill_not_ready_days = 0;
};

// Where patients are: staff falls ill too, and a plan is tried twice a year.
constexpr RulesRow kClinical = {.staff_reserve_percent = 20,
                                .drill_at_risk_days = 90,
                                .drill_not_ready_days = 180};
constexpr RulesRow kTown = {};

struct FindingRuleRow {
  v1::Finding::Severity severity;
  type::v1::Standing open;
  type::v1::Standing overdue;
  type::v1::Standing fixed;
};

constexpr FindingRuleRow kFindingRules[] = {
    {v1::Finding::SEVERITY_MINOR, type::v1::STANDING_READY,
     type::v1::STANDING_AT_RISK, type::v1::STANDING_READY},
    {v1::Finding::SEVERITY_MAJOR, type::v1::STANDING_AT_RISK,
     type::v1::STANDING_NOT_READY, type::v1::STANDING_READY},
    {v1::Finding::SEVERITY_CRITICAL, type::v1::STANDING_NOT_READY,
     type::v1::STANDING_NOT_READY, type::v1::STANDING_AT_RISK},
};

struct FormRow {
  std::string_view id;
  std::string_view chinese;
  std::string_view english;
  const RulesRow* rules;
  // Ids of indicators, in the order of the form.
  std::string_view questions;
};

constexpr FormRow kFormRows[] = {
    {kHospitalDaily, "医疗机构日报", "Hospital daily", &kClinical,
     "beds-staffed beds-occupied icu-beds-staffed icu-beds-occupied "
     "ventilators-total ventilators-in-use inpatients staff-total "
     "staff-on-duty"},
    {"fever-clinic-daily", "发热门诊日报", "Fever clinic daily", &kClinical,
     "fever-visits fever-visits-from-key-regions fever-referrals "
     "observation-rooms observation-rooms-occupied staff-total staff-on-duty"},
    {kTownDaily, "乡镇日报", "Town daily", &kTown,
     "staff-total staff-on-duty people-screened people-from-key-regions "
     "responsible-persons notices-issued temperature-reports-due "
     "temperature-reports-made people-returned people-informed-in-time "
     "checkpoints checkpoints-staffed places-disinfected"},
};

void AddWhole(std::string_view county, std::string_view id, bool is_ratio,
              v1::Indicator& indicator) {
  if (id.empty()) return;
  v1::Indicator::Whole& whole = *indicator.add_wholes();
  whole.set_indicator(rpc::MakeName(kIndicatorName, {county, id}));
  whole.set_is_ratio(is_ratio);
}

v1::Indicator MakeIndicator(std::string_view county, const IndicatorRow& row) {
  v1::Indicator indicator;
  indicator.set_name(rpc::MakeName(kIndicatorName, {county, row.id}));
  indicator.set_display_name(std::string(row.chinese));
  indicator.set_english_name(std::string(row.english));
  indicator.set_unit(std::string(row.unit));
  indicator.set_kind(row.kind);
  indicator.set_saner_code(std::string(row.saner_code));
  indicator.set_jump_factor(row.kind == kCount ? kCountJump : kJump);
  AddWhole(county, row.ratio_of, true, indicator);
  AddWhole(county, row.part_of, false, indicator);
  return indicator;
}

v1::ReadinessRules MakeRules(std::string_view county, const RulesRow& row) {
  v1::ReadinessRules rules;
  rules.set_staff_indicator(
      rpc::MakeName(kIndicatorName, {county, "staff-on-duty"}));
  rules.set_staff_reserve_percent(row.staff_reserve_percent);
  rules.set_duty_ahead_hours(row.duty_ahead_hours);
  rules.set_asks_plan(true);
  rules.set_review_overdue_days(row.review_overdue_days);
  rules.set_plan_at_risk_days(row.plan_at_risk_days);
  rules.set_plan_not_ready_days(row.plan_not_ready_days);
  rules.set_drill_at_risk_days(row.drill_at_risk_days);
  rules.set_drill_not_ready_days(row.drill_not_ready_days);
  for (const FindingRuleRow& of : kFindingRules) {
    v1::FindingRule& rule = *rules.add_findings();
    rule.set_severity(of.severity);
    rule.set_open(of.open);
    rule.set_overdue(of.overdue);
    rule.set_fixed(of.fixed);
  }
  return rules;
}

v1::Form MakeForm(std::string_view county, const FormRow& row) {
  v1::Form form;
  form.set_name(rpc::MakeName(kFormName, {county, row.id}));
  form.set_display_name(std::string(row.chinese));
  form.set_english_name(std::string(row.english));
  v1::FormVersion& version = *form.add_versions();
  version.set_version(1);
  version.set_asks_four_in_place(true);
  *version.mutable_readiness_rules() = MakeRules(county, *row.rules);
  for (const absl::string_view id : absl::StrSplit(
           absl::string_view(row.questions.data(), row.questions.size()),
           ' ')) {
    v1::FormQuestion& question = *version.add_questions();
    *question.mutable_rules() =
        BuiltInIndicator(county, std::string_view(id.data(), id.size()))
            .value();
    question.set_indicator(question.rules().name());
  }
  return form;
}

}  // namespace

std::vector<v1::Indicator> BuiltInIndicators(std::string_view county) {
  std::vector<v1::Indicator> indicators;
  for (const IndicatorRow& row : kIndicatorRows) {
    indicators.push_back(MakeIndicator(county, row));
  }
  return indicators;
}

std::optional<v1::Indicator> BuiltInIndicator(std::string_view county,
                                              std::string_view id) {
  for (const IndicatorRow& row : kIndicatorRows) {
    if (row.id == id) return MakeIndicator(county, row);
  }
  return std::nullopt;
}

std::vector<v1::Form> BuiltInForms(std::string_view county) {
  std::vector<v1::Form> forms;
  for (const FormRow& row : kFormRows) forms.push_back(MakeForm(county, row));
  return forms;
}

std::optional<v1::Form> BuiltInForm(std::string_view county,
                                    std::string_view id) {
  for (const FormRow& row : kFormRows) {
    if (row.id == id) return MakeForm(county, row);
  }
  return std::nullopt;
}

}  // namespace epiledger::readiness
