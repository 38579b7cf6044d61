// Hospital readiness: totals, ratios, the four-in-place by facilities' own word
// and by what is recorded, and whose figures are old or missing.
#include <string>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/indicator_tables.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/sections.h"
#include "services/gateway/bulletin/standing_tables.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::BulletinSection;
using readiness::v1::FacilitySummary;
using ReadinessSummary = readiness::v1::CountySummary;

BulletinLine FourTable(const ReadinessSummary& summary, const Words& words) {
  TableMaker table(words, "table four",
                   {"heading place", "heading in place", "heading not in place",
                    "heading stale", "heading unknown", "heading not due",
                    "heading not applicable"});
  for (const auto& total : summary.four_in_place()) {
    table.Add({words(Concat("place ", total.place())),
               NumberText(total.in_place()), NumberText(total.not_in_place()),
               NumberText(total.stale()), NumberText(total.unknown()),
               NumberText(total.not_due()),
               NumberText(total.not_applicable())});
  }
  return table.Take(words("no facilities"));
}

// Of facilities whose newest figures are not of the day shown, those too whose
// report is not due yet.
BulletinLine OldReportsTable(const ReadinessSummary& summary,
                             const Words& words) {
  TableMaker table(words, "table old reports",
                   {"heading facility", "heading report date", "heading age"});
  for (const FacilitySummary& facility : summary.facilities()) {
    if (!facility.has_report()) continue;
    const int64_t age =
        DayOf(summary.date()) - DayOf(facility.report().report_date());
    if (age <= 0) continue;
    table.Add({facility.display_name(),
               DateText(facility.report().report_date()), NumberText(age)});
  }
  return table.Take(words("none"));
}

bool NeverReported(const FacilitySummary& facility) {
  const bool owes = facility.has_today() || facility.has_last_due();
  const bool filed = facility.has_report() || facility.today().revision() > 0 ||
                     facility.last_due().revision() > 0;
  return owes && !filed;
}

// Of facilities that owe reports and never filed any: whom to ask.
void AddWhomToAsk(const ReadinessSummary& summary, const Words& words,
                  BulletinSection& section) {
  TableMaker table(words, "table never reported",
                   {"heading facility", "heading ask"});
  std::string all;
  for (const FacilitySummary& facility : summary.facilities()) {
    if (!NeverReported(facility)) continue;
    table.Add({facility.display_name(), ContactText(facility, words)});
    all +=
        Concat(all.empty() ? "" : words("separator"), facility.display_name());
  }
  *section.add_lines() = table.Take(words("none"));
  if (all.empty()) return;
  *section.add_lines() = WarningLine(words("ask", {{"facilities", all}}));
}

}  // namespace

BulletinSection HospitalSection(const CountyFacts& facts, const Words& words) {
  BulletinSection section = MakeSection(
      BulletinSection::KIND_HOSPITAL_READINESS, "section hospital", words);
  if (!facts.HasReadiness()) {
    *section.add_lines() = NoReadinessLine(facts, words);
    return section;
  }
  const ReadinessSummary& summary = facts.readiness();
  const std::vector<std::string> others = OtherIndicators(facts);
  *section.add_lines() = TotalsTable(facts, words, others);
  *section.add_lines() = RatiosTable(facts, words, others);
  *section.add_lines() = FourTable(summary, words);
  *section.add_lines() = StandingTotalsTable(facts, words);
  *section.add_lines() = StandingsTable(facts, words);
  *section.add_lines() = OldReportsTable(summary, words);
  AddWhomToAsk(summary, words, section);
  return section;
}

}  // namespace epiledger::gateway
