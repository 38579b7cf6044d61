// Problems found. Findings come from readiness' list of them.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/sections.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::BulletinSection;
using readiness::v1::FacilitySummary;
using readiness::v1::Finding;
using readiness::v1::FourInPlace;
using readiness::v1::InPlace;
using supplies::v1::FacilityStock;
using supplies::v1::Supply;

// `…/facilities/a` of `…/facilities/a/findings/f`.
std::string FacilityPart(const std::string& finding) {
  return finding.substr(0, finding.rfind("/findings/"));
}

// What headquarters still has to see to; the place where findings come in.
BulletinLine FindingsTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table findings",
                   {"heading facility", "heading finding", "heading severity",
                    "heading state", "heading due", "heading overdue days"});
  int64_t not_closed = 0;
  for (const Finding& finding : facts.findings()->findings()) {
    if (finding.state() == Finding::STATE_CLOSED) continue;
    ++not_closed;
    table.Add({facts.FacilityName(FacilityPart(finding.name())),
               finding.description(),
               words(Concat("severity ", int{finding.severity()})),
               words(Concat("state ", int{finding.state()})),
               DateText(finding.due_date()),
               finding.overdue_days() == 0
                   ? ""
                   : NumberText(finding.overdue_days())});
  }
  const auto& counts = facts.findings()->counts();
  table.AddLeftOut(counts.open() + counts.fixed() - not_closed);
  return table.Take(words("none known"));
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

void AddOverdueLine(const CountyFacts& facts, const Words& words,
                    BulletinSection& section) {
  const int count = facts.readiness().overdue_size();
  if (count == 0) return;
  *section.add_lines() =
      WarningLine(words("problem overdue", {{"count", NumberText(count)}}));
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
    if (facts.findings() != nullptr) {
      *section.add_lines() = FindingsTable(facts, words);
    }
    *section.add_lines() = LackingTable(facts, words);
    AddOverdueLine(facts, words, section);
  } else {
    *section.add_lines() = NoReadinessLine(facts, words);
  }
  if (facts.HasSupplies()) {
    AddShortageLine(facts, words, section);
  } else {
    *section.add_lines() = WarningLine(words("no supplies"));
  }
  return section;
}

}  // namespace epiledger::gateway
