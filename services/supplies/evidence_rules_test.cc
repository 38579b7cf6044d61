// The rules of evidence, case by case, and against a model that looks at what
// is there in its own words.
#include "services/supplies/evidence_rules.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using type::v1::Evidence;
using type::v1::EvidenceReason;

constexpr std::string_view kEssentialList =
    "counties/990101/essentialLists/clinic";

v1::EssentialLine DaysOf(const std::string& item, int64_t at_risk,
                         int64_t ready) {
  v1::EssentialLine line;
  line.set_item(item);
  line.set_at_risk_days_tenths(at_risk);
  line.set_ready_days_tenths(ready);
  return line;
}
v1::EssentialLine UnitsOf(const std::string& item, int64_t at_risk,
                          int64_t ready) {
  v1::EssentialLine line;
  line.set_item(item);
  line.set_at_risk_units(at_risk);
  line.set_ready_units(ready);
  return line;
}

// A list that asks for masks for 7 days, at risk with 3, and for 4 ventilators,
// at risk with 3.
AskingList MasksAndVentilators() {
  AskingList list{std::string(kEssentialList), {}};
  list.version.set_version(2);
  *list.version.add_lines() = DaysOf("n95", 30, 70);
  *list.version.add_lines() = UnitsOf("ventilator", 3, 4);
  return list;
}

EssentialFacts FactsOf(AskingList list = MasksAndVentilators()) {
  EssentialFacts facts;
  facts.facility = "counties/990101/facilities/hospital";
  facts.lists.push_back(std::make_shared<const AskingList>(std::move(list)));
  return facts;
}

std::shared_ptr<const v1::FacilityStock> StockOf(int64_t free,
                                                 v1::Knowledge knowledge,
                                                 v1::Supply::State state,
                                                 int64_t days) {
  v1::FacilityStock stock;
  stock.set_free(free);
  stock.set_knowledge(knowledge);
  stock.set_last_count_age_days(knowledge == v1::KNOWLEDGE_STALE ? 5 : 1);
  stock.mutable_supply()->set_state(state);
  if (state == v1::Supply::STATE_KNOWN ||
      state == v1::Supply::STATE_ESTIMATED) {
    stock.mutable_supply()->set_days_tenths(days);
  }
  return std::make_shared<const v1::FacilityStock>(std::move(stock));
}
v1::EquipmentCount CountOf(int64_t working, int64_t broken, int64_t unknown) {
  v1::EquipmentCount count;
  count.set_working(working);
  count.set_broken(broken);
  count.set_unknown(unknown);
  return count;
}

// `standing KIND have/needed days` of one of the two lines.
std::vector<std::string> Said(const Evidence& line) {
  std::vector<std::string> texts = {
      type::v1::Standing_Name(line.standing()).substr(9)};
  for (const EvidenceReason& reason : line.reasons()) {
    std::string text = EvidenceReason::Kind_Name(reason.kind()).substr(5);
    if (reason.has_have()) text += Concat(" ", reason.have());
    if (reason.has_needed()) text += Concat("/", reason.needed());
    if (reason.has_days()) text += Concat(" ", reason.days(), "d");
    texts.push_back(text);
  }
  return texts;
}
std::vector<std::string> Medicines(
    std::shared_ptr<const v1::FacilityStock> stock) {
  EssentialFacts facts = FactsOf();
  facts.stocks["n95"] = std::move(stock);
  return Said(JudgeEssentials(facts)[1]);
}
std::vector<std::string> Equipment(const v1::EquipmentCount& count) {
  EssentialFacts facts = FactsOf();
  facts.equipment["ventilator"] = count;
  return Said(JudgeEssentials(facts)[0]);
}

constexpr auto kKnown = v1::KNOWLEDGE_KNOWN;
constexpr auto kByUse = v1::Supply::STATE_KNOWN;

TEST(SupplyEvidenceRules, DaysOfSupplyAreHeldAgainstTheList) {
  EXPECT_THAT(Medicines(StockOf(100, kKnown, kByUse, 70)),
              ElementsAre("READY"));
  EXPECT_THAT(Medicines(StockOf(100, kKnown, kByUse, 69)),
              ElementsAre("AT_RISK", "FEW_DAYS 69/70"));
  EXPECT_THAT(Medicines(StockOf(100, kKnown, kByUse, 30)),
              ElementsAre("AT_RISK", "FEW_DAYS 30/70"));
  EXPECT_THAT(Medicines(StockOf(100, kKnown, kByUse, 29)),
              ElementsAre("NOT_READY", "FEW_DAYS 29/70"));
  EXPECT_THAT(Medicines(StockOf(100, kKnown, v1::Supply::STATE_NO_USE, 0)),
              ElementsAre("READY"));
}

TEST(SupplyEvidenceRules, WhatIsNotKnownIsNeverReady) {
  EXPECT_THAT(Said(JudgeEssentials(FactsOf())[1]),
              ElementsAre("UNKNOWN", "NEVER_COUNTED/70"));
  EXPECT_THAT(Medicines(StockOf(900, v1::KNOWLEDGE_UNKNOWN, kByUse, 900)),
              ElementsAre("UNKNOWN", "NEVER_COUNTED/70"));
  EXPECT_THAT(Medicines(StockOf(900, v1::KNOWLEDGE_STALE,
                                v1::Supply::STATE_ESTIMATED, 900)),
              ElementsAre("UNKNOWN", "COUNT_STALE 900 5d"));
  EXPECT_THAT(Medicines(StockOf(900, kKnown, v1::Supply::STATE_UNKNOWN, 0)),
              ElementsAre("UNKNOWN", "USE_UNKNOWN 900"));
  // Nothing there is known well enough, whatever is used of it.
  EXPECT_THAT(Medicines(StockOf(0, kKnown, v1::Supply::STATE_UNKNOWN, 0)),
              ElementsAre("NOT_READY", "FEW_DAYS 0/70"));
}

TEST(SupplyEvidenceRules, OnlyUnitsKnownToWorkAreCountedOn) {
  EXPECT_THAT(Equipment(CountOf(4, 1, 0)), ElementsAre("READY"));
  EXPECT_THAT(Equipment(CountOf(3, 1, 0)),
              ElementsAre("AT_RISK", "FEW_WORKING 3/4"));
  EXPECT_THAT(Equipment(CountOf(2, 2, 0)),
              ElementsAre("NOT_READY", "FEW_WORKING 2/4"));
  EXPECT_THAT(Equipment(CountOf(0, 0, 0)),
              ElementsAre("NOT_READY", "FEW_WORKING 0/4"))
      << "all are given up";
  // Those of which nobody said anything decide it, or do not.
  EXPECT_THAT(Equipment(CountOf(2, 0, 2)),
              ElementsAre("UNKNOWN", "WORKING_UNKNOWN 2/4"));
  EXPECT_THAT(Equipment(CountOf(4, 0, 2)), ElementsAre("READY"));
  EXPECT_THAT(Equipment(CountOf(0, 0, 1)),
              ElementsAre("NOT_READY", "FEW_WORKING 0/4"));
  EXPECT_THAT(Said(JudgeEssentials(FactsOf())[0]),
              ElementsAre("UNKNOWN", "NEVER_COUNTED/4"));
}

TEST(SupplyEvidenceRules, OfWhomNoListAsksAnythingIsUnknown) {
  AskingList masks = MasksAndVentilators();
  masks.version.mutable_lines()->RemoveLast();
  EssentialFacts facts = FactsOf(masks);
  facts.stocks["n95"] = StockOf(100, kKnown, kByUse, 900);
  const auto lines = JudgeEssentials(facts);
  EXPECT_THAT(Said(lines[0]), ElementsAre("UNKNOWN", "NO_ESSENTIAL_LIST"));
  EXPECT_THAT(Said(lines[1]), ElementsAre("READY"));
  ASSERT_EQ(lines[1].rules_size(), 1);
  EXPECT_EQ(lines[1].rules(0).name(), kEssentialList);
  EXPECT_EQ(lines[1].rules(0).version(), 2);
  facts.lists.clear();
  for (const Evidence& line : JudgeEssentials(facts)) {
    EXPECT_THAT(Said(line), ElementsAre("UNKNOWN", "NO_ESSENTIAL_LIST"));
    EXPECT_EQ(line.checks(), 0);
  }
}

TEST(SupplyEvidenceRules,
     WithNoLimitForAtRiskSomethingIsAtRiskAndNothingIsNot) {
  EXPECT_EQ(StandingOfAmount(1, 0, 5), type::v1::STANDING_AT_RISK);
  EXPECT_EQ(StandingOfAmount(0, 0, 5), type::v1::STANDING_NOT_READY);
}

// The worst a storekeeper would say of what the lists ask, item by item.
RC_GTEST_PROP(SupplyEvidenceModel, MedicinesStandAsAStorekeeperWouldSay, ()) {
  EssentialFacts facts = FactsOf();
  facts.lists.clear();
  int ready = 0;
  int at_risk = 0;
  int missing = 0;
  int unknown = 0;
  const int lists = *rc::gen::inRange(0, 3);
  for (int i = 0; i < 4; ++i) {
    if (*rc::gen::inRange(0, 4) == 0) continue;
    facts.stocks[Concat("item", i)] = StockOf(
        *rc::gen::inRange(0, 3),
        *rc::gen::element(v1::KNOWLEDGE_KNOWN, v1::KNOWLEDGE_STALE,
                          v1::KNOWLEDGE_UNKNOWN),
        *rc::gen::element(v1::Supply::STATE_KNOWN, v1::Supply::STATE_NO_USE,
                          v1::Supply::STATE_UNKNOWN),
        *rc::gen::inRange(0, 100));
  }
  for (int list = 0; list < lists; ++list) {
    AskingList asking{Concat("list", list), {}};
    for (int i = 0; i < 4; ++i) {
      if (*rc::gen::inRange(0, 2) == 0) continue;
      const int64_t at_risk_from = *rc::gen::inRange(0, 60);
      const int64_t ready_from = at_risk_from + *rc::gen::inRange(1, 60);
      const std::string item = Concat("item", i);
      *asking.version.add_lines() = DaysOf(item, at_risk_from, ready_from);
      const auto stock = facts.stocks.find(item);
      // Nobody counted it in these days: who could say?
      if (stock == facts.stocks.end() ||
          stock->second->knowledge() != v1::KNOWLEDGE_KNOWN) {
        ++unknown;
        continue;
      }
      const int64_t pieces = stock->second->free();
      const v1::Supply& supply = stock->second->supply();
      if (pieces > 0 && supply.state() == v1::Supply::STATE_UNKNOWN) {
        ++unknown;
      } else if (pieces > 0 && supply.state() == v1::Supply::STATE_NO_USE) {
        ++ready;
      } else {
        const int64_t lasts = pieces == 0 ? 0 : supply.days_tenths();
        if (lasts >= ready_from) {
          ++ready;
        } else if (lasts == 0 || lasts < at_risk_from) {
          ++missing;
        } else {
          ++at_risk;
        }
      }
    }
    facts.lists.push_back(std::make_shared<const AskingList>(asking));
  }
  const Evidence line = JudgeEssentials(facts)[1];
  RC_ASSERT(line.checks() == ready + at_risk + missing + unknown);
  RC_ASSERT((line.standing() == type::v1::STANDING_NOT_READY) == (missing > 0));
  RC_ASSERT((line.standing() == type::v1::STANDING_READY) ==
            (ready > 0 && at_risk + missing + unknown == 0));
  RC_ASSERT((line.standing() == type::v1::STANDING_AT_RISK) ==
            (at_risk > 0 && missing + unknown == 0));
  for (int i = 1; i < line.reasons_size(); ++i) {
    RC_ASSERT(line.reasons(i - 1).standing() >= line.reasons(i).standing());
  }
}

}  // namespace
}  // namespace epiledger::supplies
