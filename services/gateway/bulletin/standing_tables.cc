#include "services/gateway/bulletin/standing_tables.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::DimensionStanding;
using readiness::v1::InPlace;
using type::v1::EvidenceReason;
using type::v1::Standing;

// Its words are keyed by its full name; a value of a younger service has none.
std::string ValueText(const google::protobuf::EnumDescriptor& values, int value,
                      const Words& words) {
  const auto* const named = values.FindValueByNumber(value);
  return named == nullptr ? "" : words(named->full_name());
}

std::string DimensionText(const DimensionStanding& standing,
                          const Words& words) {
  return ValueText(*type::v1::Dimension_descriptor(), standing.dimension(),
                   words);
}

std::string StandingText(const DimensionStanding& standing,
                         const Words& words) {
  return ValueText(*type::v1::Standing_descriptor(), standing.standing(),
                   words);
}

std::string ReasonText(const EvidenceReason& reason, const CountyFacts& facts,
                       const Words& words) {
  const auto* const kind =
      EvidenceReason::Kind_descriptor()->FindValueByNumber(reason.kind());
  if (kind == nullptr) return "";
  return words(kind->full_name(),
               {{"subject", facts.SubjectName(reason.subject())},
                {"have", Concat(reason.have())},
                {"needed", Concat(reason.needed())},
                {"days", Concat(reason.days())},
                {"time", MomentText(reason.time(), facts.zone())}});
}

// Those that are listed, and how many more there are.
std::string WhyText(const DimensionStanding& standing, const CountyFacts& facts,
                    const Words& words) {
  std::string text;
  for (const EvidenceReason& reason : standing.reasons()) {
    const std::string why = ReasonText(reason, facts, words);
    if (why.empty()) continue;
    text += Concat(text.empty() ? "" : words("reason separator"), why);
  }
  // No service looks at it there.
  if (text.empty() && standing.standing() == type::v1::STANDING_UNKNOWN) {
    return words("no evidence");
  }
  const int64_t more = standing.reason_count() - standing.reasons_size();
  if (more <= 0) return text;
  return Concat(text, words("reason separator"),
                words("more reasons", {{"count", NumberText(more)}}));
}

// What the facility says of itself, and how old that is.
std::string SelfText(const DimensionStanding& standing, const Words& words) {
  const bool is_in_place =
      standing.self_assessment().state() == InPlace::STATE_IN_PLACE;
  std::string text = Concat(words(is_in_place ? "self in place" : "self lacks"),
                            " (", DateText(standing.self_date()), ")");
  return standing.self_is_stale() ? Concat(text, " ", words("old")) : text;
}

}  // namespace

BulletinLine StandingTotalsTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(
      words, "table standing totals",
      {"heading dimension", "heading not ready", "heading not known",
       "heading at risk", "heading ready", "heading contradicted"});
  for (int dimension = type::v1::DIMENSION_PERSONNEL;
       dimension <= type::v1::Dimension_MAX; ++dimension) {
    std::map<Standing, int64_t> counts;
    int64_t contradicted = 0;
    for (const DimensionStanding& standing : facts.overview().standings()) {
      if (standing.dimension() != dimension) continue;
      ++counts[standing.standing()];
      if (standing.contradiction() !=
          DimensionStanding::CONTRADICTION_UNSPECIFIED) {
        ++contradicted;
      }
    }
    if (counts.empty()) continue;
    table.Add({ValueText(*type::v1::Dimension_descriptor(), dimension, words),
               NumberText(counts[type::v1::STANDING_NOT_READY]),
               NumberText(counts[type::v1::STANDING_UNKNOWN]),
               NumberText(counts[type::v1::STANDING_AT_RISK]),
               NumberText(counts[type::v1::STANDING_READY]),
               NumberText(contradicted)});
  }
  return table.Take(words("nobody judged"));
}

BulletinLine StandingsTable(const CountyFacts& facts, const Words& words) {
  std::vector<const DimensionStanding*> lines;
  for (const DimensionStanding& standing : facts.overview().standings()) {
    if (standing.standing() != type::v1::STANDING_READY) {
      lines.push_back(&standing);
    }
  }
  // Standings are numbered by how bad they are.
  std::ranges::stable_sort(lines, std::ranges::greater(),
                           &DimensionStanding::standing);
  TableMaker table(words, "table standings",
                   {"heading facility", "heading dimension",
                    "heading by records", "heading why"});
  for (const DimensionStanding* const standing : lines) {
    table.Add({standing->display_name(), DimensionText(*standing, words),
               StandingText(*standing, words),
               WhyText(*standing, facts, words)});
  }
  return table.Take(
      words(facts.overview().standings().empty() ? "nobody judged" : "none"));
}

BulletinLine ContradictionsTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table contradictions",
                   {"heading facility", "heading dimension", "heading self",
                    "heading by records", "heading why"});
  for (const DimensionStanding& standing : facts.overview().standings()) {
    if (standing.contradiction() ==
        DimensionStanding::CONTRADICTION_UNSPECIFIED) {
      continue;
    }
    table.Add({standing.display_name(), DimensionText(standing, words),
               SelfText(standing, words), StandingText(standing, words),
               WhyText(standing, facts, words)});
  }
  return table.Take(words("none known"));
}

}  // namespace epiledger::gateway
