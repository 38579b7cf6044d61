#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> EvidenceTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      // Essential lists.
      {"noun essential-list", "What facilities must have at hand", "必备清单"},
      {"essential-list set", "Say what a list asks from a day on",
       "设定清单自某日起的要求"},
      {"essential-list get", "Show a list and its versions",
       "查看清单及其版本"},
      {"essential-list list", "List all lists", "列出全部清单"},
      {"ESSENTIAL_LIST", "The list, such as fever-clinic",
       "清单，如 fever-clinic"},
      {"--for", "A facility it is for; once for each", "适用机构，可重复"},
      {"essential-list set --line",
       "An item, with the days of supply for ready and at risk, such as "
       "n95=7,at-risk-days=3, or working units, such as "
       "ventilator,units=4,at-risk-units=3; once for each",
       "品种及达标、临界的可用天数，如 n95=7,at-risk-days=3，或完好台数，如 "
       "ventilator,units=4,at-risk-units=3；可重复"},
      {"BAD_TENTHS",
       "is `{found}`; a number with one decimal at most is expected, such as 7 "
       "or 2.5",
       "为“{found}”，应为最多一位小数的数字，如 7 或 2.5"},
      {"ESSENTIAL_DAYS",
       "{item}: ready with {ready} days of supply, at risk with {at_risk}",
       "{item}：可用 {ready} 天为达标，{at_risk} 天为临界"},
      {"ESSENTIAL_UNITS",
       "{item}: ready with {ready} working, at risk with {at_risk}",
       "{item}：完好 {ready} 台为达标，{at_risk} 台为临界"},
      {"versions: facilities", "For", "适用机构"},
      {"lines", "Asks", "要求"},
      {"versions.valid_from", "From", "起始日期"},

      // Rules of forms.
      {"--rules",
       "What personnel, duty and plans are judged by, such as "
       "staff=staff-on-duty,staff-reserve=20,duty-ahead=24,plan,"
       "review-overdue=30,plan-at-risk=365,drill-at-risk=90",
       "人员、值守、预案的判定规则，如 "
       "staff=staff-on-duty,staff-reserve=20,duty-ahead=24,plan,"
       "review-overdue=30,plan-at-risk=365,drill-at-risk=90"},
      {"--finding-rule",
       "What a finding makes of plans, such as "
       "severity=major,open=at-risk,overdue=not-ready; once for each severity",
       "未销号问题的影响，如 "
       "severity=major,open=at-risk,overdue=not-ready；按严重程度可重复"},
      {"READINESS_RULES", "Judged by", "判定规则"},
      {"readiness_rules.staff_indicator", "Staff by", "人员指标"},
      {"readiness_rules.staff_reserve_percent", "Reserve, %", "人员余量 %"},
      {"readiness_rules.duty_ahead_hours", "Duty ahead, hours", "值守预判小时"},
      {"readiness_rules.review_overdue_days", "Review overdue, days",
       "复审逾期天数"},
      {"readiness_rules.plan_at_risk_days", "Plan at risk, days",
       "预案临界天数"},
      {"readiness_rules.plan_not_ready_days", "Not ready, days",
       "预案不达标天数"},
      {"readiness_rules.drill_at_risk_days", "Drill at risk, days",
       "演练临界天数"},
      {"readiness_rules.drill_not_ready_days", "Not ready, days",
       "演练不达标天数"},
      {"readiness_rules.findings", "Findings", "问题"},
      {"FINDING_OPEN", " open: {standing};", "未整改为{standing}；"},
      {"FINDING_OVERDUE", " overdue: {standing};", "逾期为{standing}；"},
      {"FINDING_FIXED", " fix to be tested: {standing};",
       "待复查为{standing}；"},

      // Evidence.
      {"noun evidence", "The four-in-place by what is recorded",
       "按记录判定的四到位"},
      {"evidence list",
       "Show what each facility says of itself beside what is recorded",
       "列出各机构自评与记录判定"},
      {"evidence get", "The same of one facility", "查看某机构自评与记录判定"},
      {"evidence supplies",
       "Judge equipment and medicines against the essential lists",
       "按必备清单判定器械和药品"},
      {"evidence readiness", "Judge personnel, duty and plans",
       "判定人员、值守和预案演练"},
      {"dimension", "What", "项目"},
      {"self_assessment", "Says of itself", "自评"},
      {"self_date", "On", "自评日期"},
      {"standing", "By records", "记录判定"},
      {"contradiction", "Contradiction", "矛盾"},
      {"reasons", "Why", "原因"},
      {"reason_count", "Reasons", "原因数"},
      {"checks", "Looked at", "检查项数"},
      {"rules.name", "Judged by", "判定依据"},
      {"rules.version", "Version", "版本"},
      {"ready", "Ready", "达标"},
      {"at_risk", "At risk", "临界"},
      {"not_ready", "Not ready", "不达标"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
