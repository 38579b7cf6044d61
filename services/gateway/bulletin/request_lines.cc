#include "services/gateway/bulletin/request_lines.h"

#include <string>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using supplies::v1::Requisition;
using supplies::v1::UnansweredRequisitions;

// `…/facilities/a` of `…/facilities/a/requisitions/r`.
std::string AskingFacility(const std::string& requisition) {
  return requisition.substr(0, requisition.rfind("/requisitions/"));
}

std::string GoodsText(const Requisition& requisition, const CountyFacts& facts,
                      const Words& words) {
  std::string goods;
  for (const Requisition::Line& line : requisition.lines()) {
    goods += Concat(goods.empty() ? "" : words("separator"),
                    facts.ItemName(line.item()), " ", NumberText(line.total()),
                    " ", facts.UnitOf(line.item()));
  }
  return goods;
}

BulletinLine AgesTable(const UnansweredRequisitions& unanswered,
                       const Words& words) {
  TableMaker table(words, "table request ages",
                   {"heading waiting", "heading requests"});
  for (const auto& age : unanswered.ages()) {
    table.Add({NumberText(age.age_days()), NumberText(age.requisitions())});
  }
  return table.Take(words("none"));
}

BulletinLine RequestsTable(const UnansweredRequisitions& unanswered,
                           const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table requests",
                   {"heading facility", "heading goods", "heading waiting",
                    "heading wanted by", "heading why"});
  for (const Requisition& requisition : unanswered.requisitions()) {
    table.Add({facts.FacilityName(AskingFacility(requisition.name())),
               GoodsText(requisition, facts, words),
               requisition.has_age_days() ? NumberText(requisition.age_days())
                                          : words("unknown"),
               DateText(requisition.wanted_by()), requisition.reason()});
  }
  table.AddLeftOut(unanswered.total() - unanswered.requisitions_size());
  return table.Take(words("none"));
}

}  // namespace

void AddRequests(const CountyFacts& facts, const Words& words,
                 command::v1::BulletinSection& section) {
  if (!facts.overview().supplies().has_unanswered()) {
    *section.add_lines() = WarningLine(
        words(facts.HidesFacilities() ? "not shown" : "requests unknown"));
    return;
  }
  const UnansweredRequisitions& unanswered =
      facts.overview().supplies().unanswered();
  *section.add_lines() =
      FigureLine(words("figure requests"), NumberText(unanswered.total()),
                 words("past wanted",
                       {{"count", NumberText(unanswered.past_wanted_by())}}));
  if (unanswered.total() == 0) return;
  *section.add_lines() = AgesTable(unanswered, words);
  *section.add_lines() = RequestsTable(unanswered, facts, words);
}

}  // namespace epiledger::gateway
