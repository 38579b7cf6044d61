// Organisation, screening and control: how reports come in, and what towns say.
#include <string>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/indicator_tables.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/sections.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::BulletinSection;
using readiness::v1::ReportCounts;

BulletinLine CountsLine(std::string label, const ReportCounts& counts,
                        const Words& words) {
  std::string note;
  if (counts.not_due() > 0) {
    note =
        words("reports not due", {{"not_due", NumberText(counts.not_due())},
                                  {"early", NumberText(counts.filed_early())}});
  }
  return FigureLine(
      std::move(label),
      words("report counts", {{"expected", NumberText(counts.expected())},
                              {"on_time", NumberText(counts.on_time())},
                              {"late", NumberText(counts.late())},
                              {"missing", NumberText(counts.missing())}}),
      std::move(note));
}

BulletinSection TownSection(BulletinSection::Kind kind, std::string_view key,
                            absl::Span<const std::string_view> indicators,
                            const CountyFacts& facts, const Words& words) {
  BulletinSection section = MakeSection(kind, key, words);
  if (!facts.HasReadiness()) {
    *section.add_lines() = NoReadinessLine(facts, words);
    return section;
  }
  const std::vector<std::string> ids(indicators.begin(), indicators.end());
  *section.add_lines() = TotalsTable(facts, words, ids);
  *section.add_lines() = RatiosTable(facts, words, ids);
  return section;
}

}  // namespace

BulletinSection OrganizationSection(const CountyFacts& facts,
                                    const Words& words) {
  BulletinSection section = MakeSection(BulletinSection::KIND_ORGANIZATION,
                                        "section organization", words);
  if (!facts.HasReadiness()) {
    *section.add_lines() = NoReadinessLine(facts, words);
    return section;
  }
  const readiness::v1::CountySummary& summary = facts.readiness();
  *section.add_lines() =
      CountsLine(words("reports today", {{"date", DateText(summary.date())}}),
                 summary.today(), words);
  *section.add_lines() =
      CountsLine(words("reports due"), summary.last_due(), words);
  return section;
}

BulletinSection ScreeningSection(const CountyFacts& facts, const Words& words) {
  return TownSection(BulletinSection::KIND_SCREENING, "section screening",
                     kScreeningIndicators, facts, words);
}

BulletinSection ControlSection(const CountyFacts& facts, const Words& words) {
  return TownSection(BulletinSection::KIND_CONTROL, "section control",
                     kControlIndicators, facts, words);
}

}  // namespace epiledger::gateway
