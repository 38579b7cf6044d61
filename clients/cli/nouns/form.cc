#include <string>
#include <vector>

#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/readiness/v1/form_service.pb.h"

namespace epiledger::cli {
namespace {

using readiness::v1::AddFormVersionRequest;
using readiness::v1::Indicator;
using readiness::v1::SetIndicatorRequest;

const std::vector<std::string_view>& IndicatorColumns() {
  static const std::vector<std::string_view> columns = {
      "name",      "display_name",     "english_name", "unit",
      "kind",      "wholes.indicator", "least",        "most",
      "reporters", "jump_factor",      "saner_code",   "revision"};
  return columns;
}

// Wholes are given by two flags: of which it is a ratio, and of which a part.
absl::Status FillIndicator(const Arguments& arguments,
                           const ValueContext& values,
                           google::protobuf::Message& message) {
  Indicator& indicator =
      *static_cast<SetIndicatorRequest&>(message).mutable_indicator();
  for (const std::string_view flag : {"--ratio-of", "--part-of"}) {
    for (const std::string& id : arguments.List(flag)) {
      Indicator::Whole& whole = *indicator.add_wholes();
      const absl::Status named = ParseValueAt(id, values, whole, "indicator");
      if (!named.ok()) return At(flag, named);
      whole.set_is_ratio(flag == "--ratio-of");
    }
  }
  return absl::OkStatus();
}

const PartForm& RulesForm() {
  static const PartForm form = {{{"staff", "staff_indicator"},
                                 {"staff-reserve", "staff_reserve_percent"},
                                 {"duty-ahead", "duty_ahead_hours"},
                                 {"plan", "asks_plan"},
                                 {"review-overdue", "review_overdue_days"},
                                 {"plan-at-risk", "plan_at_risk_days"},
                                 {"plan-not-ready", "plan_not_ready_days"},
                                 {"drill-at-risk", "drill_at_risk_days"},
                                 {"drill-not-ready", "drill_not_ready_days"}}};
  return form;
}

const PartForm& FindingRuleForm() {
  static const PartForm form = {{{"severity", "severity"},
                                 {"open", "open"},
                                 {"overdue", "overdue"},
                                 {"fixed", "fixed"}}};
  return form;
}

// What the four-in-place is judged by.
absl::Status FillRules(const Arguments& arguments, const ValueContext& values,
                       readiness::v1::FormVersion& version) {
  const std::string rules = arguments.Text("--rules");
  if (!rules.empty()) {
    const absl::Status status = ParseParts(rules, RulesForm(), values,
                                           *version.mutable_readiness_rules());
    if (!status.ok()) return At("--rules", status);
  }
  for (const std::string& text : arguments.List("--finding-rule")) {
    const absl::Status status =
        ParseParts(text, FindingRuleForm(), values,
                   *version.mutable_readiness_rules()->add_findings());
    if (!status.ok()) return At("--finding-rule", status);
  }
  return absl::OkStatus();
}

absl::Status FillVersion(const Arguments& arguments, const ValueContext& values,
                         google::protobuf::Message& message) {
  auto& version =
      *static_cast<AddFormVersionRequest&>(message).mutable_version();
  for (const std::string& id : arguments.List("--ask")) {
    const absl::Status named =
        ParseValueAt(id, values, *version.add_questions(), "indicator");
    if (!named.ok()) return At("--ask", named);
  }
  version.set_asks_four_in_place(arguments.IsOn("--four-in-place"));
  return FillRules(arguments, values, version);
}

std::vector<View> FormViews(std::string_view form, std::string_view versions) {
  return {{form, {"name", "display_name", "english_name"}},
          {versions,
           {"version", "valid_from", "due_minutes", "asks_four_in_place",
            "questions.indicator"}},
          {versions,
           {"version", "readiness_rules.staff_indicator",
            "readiness_rules.staff_reserve_percent",
            "readiness_rules.duty_ahead_hours",
            "readiness_rules.review_overdue_days",
            "readiness_rules.plan_at_risk_days",
            "readiness_rules.plan_not_ready_days",
            "readiness_rules.drill_at_risk_days",
            "readiness_rules.drill_not_ready_days", "readiness_rules.findings"},
           "READINESS_RULES"}};
}

Command SetIndicatorCommand() {
  return {.noun = "indicator",
          .verb = "set",
          .method = "epiledger.readiness.v1.FormService.SetIndicator",
          .flags = {{"INDICATOR", "name"},
                    {"--revision", "revision"},
                    {"--name", "indicator.display_name"},
                    {"--english-name", "indicator.english_name"},
                    {"--unit", "indicator.unit"},
                    {"--kind", "indicator.kind"},
                    {"--ratio-of", "", false, {}, FlagKind::kList},
                    {"--part-of", "", false, {}, FlagKind::kList},
                    {"--lowest", "indicator.least"},
                    {"--highest", "indicator.most"},
                    {"--jump", "indicator.jump_factor"},
                    {"--reporter", "indicator.reporters"},
                    {"--saner-code", "indicator.saner_code"}},
          .views = {{"indicator", IndicatorColumns()}},
          .example =
              "indicator set oxygen-beds --name 吸氧床位 --english-name "
              "'Beds with oxygen' --unit 张 --kind point-in-time "
              "--ratio-of beds-staffed --jump 5",
          .fill = FillIndicator};
}

Command AddVersion() {
  return {.noun = "form",
          .verb = "add",
          .method = "epiledger.readiness.v1.FormService.AddFormVersion",
          .flags = {{"FORM", "name"},
                    {"--name", "form.display_name"},
                    {"--english-name", "form.english_name"},
                    {"--from", "version.valid_from"},
                    {"--due-minutes", "version.due_minutes"},
                    {"--ask", "", false, {}, FlagKind::kList},
                    {"--four-in-place", "", false, {}, FlagKind::kSwitch},
                    {"--rules", ""},
                    {"--finding-rule",
                     "",
                     false,
                     {},
                     FlagKind::kList,
                     "version.readiness_rules.findings"}},
          .views = FormViews("form", "form.versions"),
          .example =
              "form add hospital-daily --name 医疗机构日报 "
              "--english-name 'Hospital daily' --from 2020-02-10 --ask "
              "inpatients --ask oxygen-beds --four-in-place \\\n"
              "    --rules "
              "duty-ahead=24,plan,review-overdue=30,drill-at-risk=90 "
              "--finding-rule severity=major,open=at-risk,overdue=not-ready",
          .fill = FillVersion};
}

}  // namespace

CommandTable FormCommands() {
  return {
      {.noun = "indicator",
       .verb = "list",
       .method = "epiledger.readiness.v1.FormService.ListIndicators",
       .views = {{"indicators", IndicatorColumns()}},
       .example = "indicator list"},
      {.noun = "indicator",
       .verb = "get",
       .method = "epiledger.readiness.v1.FormService.GetIndicator",
       .flags = {{"INDICATOR", "name"}},
       .views = {{"", IndicatorColumns()}},
       .example = "indicator get beds-occupied"},
      SetIndicatorCommand(),
      {.noun = "form",
       .verb = "list",
       .method = "epiledger.readiness.v1.FormService.ListForms",
       .views = {{"forms",
                  {"name", "display_name", "english_name",
                   "versions.version"}}},
       .example = "form list"},
      {.noun = "form",
       .verb = "get",
       .method = "epiledger.readiness.v1.FormService.GetForm",
       .flags = {{"FORM", "name"}},
       .views = FormViews("", "versions"),
       .example = "form get town-daily"},
      AddVersion(),
  };
}

}  // namespace epiledger::cli
