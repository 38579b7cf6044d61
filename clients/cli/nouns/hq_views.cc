#include "clients/cli/nouns/hq_views.h"

#include <utility>

#include "clients/cli/nouns/overview_views.h"

namespace epiledger::cli {
namespace {

std::vector<View> HqMoneyViews() {
  return {
      MoneyPart(),
      {"money.summary.total",
       {"allocated", "available", "held", "prepaid", "accrued", "paid",
        "disbursed"},
       "HQ_MONEY"},
      {"money.summary.documents",
       {"number", "title", "total.allocated", "total.available", "total.held",
        "total.prepaid", "total.accrued", "total.paid"},
       "HQ_DOCUMENTS"},
      {"money.summary.purposes",
       {"purpose", "display_name", "available", "bound", "paid"},
       "HQ_PURPOSES"},
  };
}

std::vector<View> HqSuppliesViews() {
  View shortages = ShortageView();
  shortages.title = "HQ_SHORTAGES";
  return {
      SuppliesPart(),
      {"supplies.items",
       {"item", "display_name", "base_unit", "free", "known", "stale",
        "unknown"},
       "HQ_ITEMS"},
      std::move(shortages),
      {"supplies.unanswered", {"total", "past_wanted_by"}, "HQ_REQUESTS"},
      {"supplies.unanswered.requisitions",
       {"name", "age_days", "wanted_by", "lines.item", "lines.total",
        "reason"}},
  };
}

std::vector<View> HqReadinessViews() {
  View overdue = OverdueView();
  overdue.title = "HQ_OVERDUE";
  return {
      ReadinessPart(),
      {"readiness.summary.indicators",
       {"indicator:word", "value", "known", "stale_value", "stale", "unknown",
        "not_due", "not_applicable"},
       "HQ_INDICATORS"},
      {"readiness.summary.ratios",
       {"part:word", "part_value", "whole:word", "whole_value",
        "thousandths:percent", "facilities"},
       "HQ_RATIOS"},
      {"readiness.summary.four_in_place",
       {"place:word", "in_place", "not_in_place", "stale", "unknown", "not_due",
        "not_applicable"},
       "HQ_FOUR_IN_PLACE"},
      {"readiness.summary.today",
       {"expected", "on_time", "late", "missing", "not_due"},
       "HQ_REPORTS_TODAY"},
      std::move(overdue),
      {"readiness.summary.findings",
       {"open", "fixed", "overdue"},
       "HQ_FINDINGS"},
      {"readiness.summary.findings.severities",
       {"severity", "open", "fixed", "overdue"}},
      OpenFindingView(),
  };
}

}  // namespace

View OpenFindingView() {
  return {
      "readiness.summary.findings.findings",
      {"facility:display", "finding.description", "finding.severity",
       "finding.state", "finding.due_date", "finding.overdue_days",
       "finding.organization", "contact.display_name", "contact.telephone"}};
}

View ProblemView() {
  return {
      "facilities.problems",
      {"facility:display", "kind", "fails_on", "days_left", "item_display_name",
       "free", "supply.days_tenths:tenths", "place:word", "dimension",
       "reasons", "missing_days", "finding.description", "service", "read_time",
       "subject", "contact.display_name", "contact.telephone"},
      "HQ_PROBLEMS",
      // Each kind of problem fills columns of its own.
      {{"", {"facility:display"}},
       {"", {"kind"}},
       {"HQ_ABOUT",
        {"item_display_name", "place:word", "dimension", "finding.description",
         "service"}},
       {"", {"fails_on"}},
       {"", {"days_left"}},
       {"", {"free"}},
       {"", {"supply.days_tenths:tenths"}},
       {"HQ_WHOM_TO_ASK", {"contact.display_name", "contact.telephone"}},
       {"", {"reasons"}}}};
}

std::vector<View> HqOverviewViews() {
  std::vector<View> views;
  for (std::vector<View> (*part)() :
       {HqMoneyViews, HqSuppliesViews, HqReadinessViews}) {
    for (View& view : part()) views.push_back(std::move(view));
  }
  return views;
}

}  // namespace epiledger::cli
