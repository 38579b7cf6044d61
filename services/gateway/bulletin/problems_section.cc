// Problems found: what facilities lack by their own word and by what is
// recorded, what is overdue and whom to ask, and what nobody answered.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/request_lines.h"
#include "services/gateway/bulletin/sections.h"
#include "services/gateway/bulletin/standing_tables.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::BulletinSection;
using readiness::v1::FacilitySummary;
using readiness::v1::Finding;
using readiness::v1::FourInPlace;
using readiness::v1::InPlace;
using readiness::v1::OpenFinding;
using readiness::v1::OpenFindings;
using supplies::v1::FacilityStock;
using supplies::v1::Supply;

BulletinLine FindingsTable(const OpenFindings& findings, const Words& words) {
  TableMaker table(
      words, "table findings",
      {"heading facility", "heading finding", "heading severity",
       "heading state", "heading due", "heading overdue days", "heading ask"});
  for (const OpenFinding& open : findings.findings()) {
    const Finding& finding = open.finding();
    table.Add(
        {open.display_name(), finding.description(),
         words(Concat("severity ", int{finding.severity()})),
         words(Concat("state ", int{finding.state()})),
         DateText(finding.due_date()),
         finding.overdue_days() == 0 ? "" : NumberText(finding.overdue_days()),
         ContactText(open, words)});
  }
  table.AddLeftOut(findings.open() + findings.fixed() -
                   findings.findings_size());
  return table.Take(words("none known"));
}

// What headquarters still has to see to.
void AddFindings(const CountyFacts& facts, const Words& words,
                 BulletinSection& section) {
  if (!facts.readiness().has_findings()) {
    *section.add_lines() = WarningLine(words("findings unknown"));
    return;
  }
  const OpenFindings& findings = facts.readiness().findings();
  *section.add_lines() = FigureLine(
      words("figure findings"), NumberText(findings.open() + findings.fixed()),
      words("findings overdue", {{"open", NumberText(findings.open())},
                                 {"overdue", NumberText(findings.overdue())}}));
  *section.add_lines() = FindingsTable(findings, words);
}

std::string LackingAt(const FourInPlace& four, const Words& words) {
  const std::pair<std::string_view, const InPlace&> places[] = {
      {"place personnel", four.personnel()},
      {"place equipment", four.equipment()},
      {"place medicines", four.medicines()},
      {"place duty", four.duty()},
  };
  std::string lacking;
  for (const auto& [key, place] : places) {
    if (place.state() != InPlace::STATE_NOT_IN_PLACE) continue;
    lacking += Concat(lacking.empty() ? "" : words("separator"), words(key));
  }
  return lacking;
}

BulletinLine LackingTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(
      words, "table lacking",
      {"heading facility", "heading lacking", "heading report date"});
  for (const FacilitySummary& facility : facts.readiness().facilities()) {
    const auto& report = facility.report();
    std::string lacking = LackingAt(report.four_in_place(), words);
    if (lacking.empty()) {
      lacking = LackingAt(report.figures().four_in_place(), words);
    }
    if (lacking.empty()) continue;
    table.Add({facility.display_name(), std::move(lacking),
               DateText(report.report_date())});
  }
  return table.Take(words("none known"));
}

BulletinLine OverdueTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table overdue",
                   {"heading facility", "heading missing from",
                    "heading missing days", "heading ask"});
  for (const auto& overdue : facts.readiness().overdue()) {
    table.Add({overdue.display_name(), DateText(overdue.missing_from()),
               NumberText(overdue.missing_days()),
               ContactText(overdue, words)});
  }
  return table.Take(words("none"));
}

void AddShortageLine(const CountyFacts& facts, const Words& words,
                     BulletinSection& section) {
  const auto& shortages = facts.overview().supplies().shortages();
  const auto in_band = [&shortages](Supply::Band band) {
    return NumberText(
        std::ranges::count_if(shortages, [band](const FacilityStock& stock) {
          return stock.supply().band() == band;
        }));
  };
  if (shortages.empty()) return;
  *section.add_lines() = WarningLine(
      words("problem out", {{"count", in_band(Supply::BAND_OUT)},
                            {"critical", in_band(Supply::BAND_CRITICAL)}}));
}

}  // namespace

BulletinSection ProblemsSection(const CountyFacts& facts, const Words& words) {
  BulletinSection section =
      MakeSection(BulletinSection::KIND_PROBLEMS, "section problems", words);
  if (facts.HasReadiness()) {
    AddFindings(facts, words, section);
    *section.add_lines() = ContradictionsTable(facts, words);
    *section.add_lines() = LackingTable(facts, words);
    *section.add_lines() = OverdueTable(facts, words);
  } else {
    *section.add_lines() = NoReadinessLine(facts, words);
  }
  if (facts.HasSupplies()) {
    AddRequests(facts, words, section);
    AddShortageLine(facts, words, section);
  } else {
    *section.add_lines() = WarningLine(words("no supplies"));
  }
  return section;
}

}  // namespace epiledger::gateway
