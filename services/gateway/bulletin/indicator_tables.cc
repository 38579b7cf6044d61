#include "services/gateway/bulletin/indicator_tables.h"

#include <algorithm>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using readiness::v1::IndicatorRatio;
using readiness::v1::IndicatorTotal;

// `beds-occupied` of `beds_occupied`.
std::string IdOf(std::string name) {
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string IdOf(const IndicatorTotal& total) {
  return total.name().empty() ? IdOf(total.indicator())
                              : std::string(rpc::LastSegment(total.name()));
}

std::string LabelOf(const std::string& id, const Words& words) {
  const std::string key = Concat("indicator ", id);
  return words.Has(key) ? words(key) : id;
}

bool IsAmong(absl::Span<const std::string> ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

std::string CountOrNothing(int64_t count) {
  return count == 0 ? "" : NumberText(count);
}

void AddTotal(const IndicatorTotal& total, const std::string& id,
              const Words& words, TableMaker& table) {
  table.Add(
      {LabelOf(id, words),
       total.has_value() ? NumberText(total.value()) : words("not reported"),
       NumberText(total.known()), CountOrNothing(total.stale()),
       total.has_stale_value() ? NumberText(total.stale_value()) : "",
       CountOrNothing(total.unknown()), CountOrNothing(total.not_due()),
       CountOrNothing(total.not_applicable())});
}

}  // namespace

std::vector<std::string> OtherIndicators(const CountyFacts& facts) {
  std::vector<std::string> ids;
  for (const IndicatorTotal& total : facts.readiness().indicators()) {
    std::string id = IdOf(total);
    if (std::ranges::find(kScreeningIndicators, id) ==
            std::ranges::end(kScreeningIndicators) &&
        std::ranges::find(kControlIndicators, id) ==
            std::ranges::end(kControlIndicators)) {
      ids.push_back(std::move(id));
    }
  }
  return ids;
}

BulletinLine TotalsTable(const CountyFacts& facts, const Words& words,
                         absl::Span<const std::string> ids) {
  TableMaker table(words, "table indicators",
                   {"heading indicator", "heading value", "heading known",
                    "heading stale", "heading stale value", "heading unknown",
                    "heading not due", "heading not applicable"});
  static const IndicatorTotal kNothing;
  for (const std::string& id : ids) {
    const auto& totals = facts.readiness().indicators();
    const auto found = std::ranges::find_if(
        totals,
        [&id](const IndicatorTotal& total) { return IdOf(total) == id; });
    AddTotal(found == totals.end() ? kNothing : *found, id, words, table);
  }
  return table.Take(words("no facilities"));
}

BulletinLine RatiosTable(const CountyFacts& facts, const Words& words,
                         absl::Span<const std::string> ids) {
  TableMaker table(
      words, "table ratios",
      {"heading ratio", "heading part", "heading percent", "heading matched"});
  for (const IndicatorRatio& ratio : facts.readiness().ratios()) {
    const std::string part = IdOf(ratio.part());
    if (!IsAmong(ids, part)) continue;
    const std::string label = Concat(LabelOf(part, words), " / ",
                                     LabelOf(IdOf(ratio.whole()), words));
    if (ratio.facilities() == 0) {
      table.Add({label, words("not reported"), "", words("ratio unknown")});
      continue;
    }
    table.Add({label,
               Concat(NumberText(ratio.part_value()), " / ",
                      NumberText(ratio.whole_value())),
               ratio.whole_value() == 0
                   ? ""
                   : PercentText(ratio.part_value(), ratio.whole_value()),
               NumberText(ratio.facilities())});
  }
  return table.Take(words("none"));
}

}  // namespace epiledger::gateway
