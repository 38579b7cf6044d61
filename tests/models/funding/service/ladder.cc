#include "tests/models/funding/service/ladder.h"

#include <cstdint>
#include <iostream>
#include <limits>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "tests/models/funding/aim.h"
#include "tests/models/funding/service/history.h"

namespace epiledger::ladder {
namespace {

using Store = funding::FundingFixture::Store;
using Seeds = std::vector<uint32_t>;

// Less would be an accident, and no test of the rule.
constexpr int kLeastOfEach = 20;

// What rapidcheck tells of a history; the story itself is told by the fault.
struct Plan {
  // It tells what the office is after, if anything.
  int number = 0;
  Seeds seeds;
};

void showValue(const Plan& plan, std::ostream& out) {
  out << plan.seeds.size() << " steps";
}

// Sizes would make the first numbers small.
template <typename T>
rc::Gen<T> AnyBelow(T end) {
  return rc::gen::noShrink(
      rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(0, end)));
}

// A shorter history is one with some steps left out: those that stay throw the
// same dice.
rc::Gen<Plan> AnyPlan() {
  return rc::gen::construct<Plan>(
      AnyBelow(RoundOfAims()),
      rc::gen::shrink(
          rc::gen::noShrink(rc::gen::container<Seeds>(
              kSteps, AnyBelow(std::numeric_limits<uint32_t>::max()))),
          [](Seeds seeds) {
            return rc::shrink::removeChunks(std::move(seeds));
          }));
}

}  // namespace

bool LadderHolds(Store store, VerdictTable& table) {
  return rc::check("the service does what the model says", [&] {
    const Plan plan = *AnyPlan();
    const std::string fault =
        History(store, AimOf(plan.number), table).Run(plan.seeds);
    if (!fault.empty()) RC_FAIL("\n" + fault);
  });
}

void ExpectLadder(Store store) {
  VerdictTable table;
  EXPECT_TRUE(LadderHolds(store, table));
  table.Print(std::cout);
}

void ExpectLongLadder(Store store, int operations, Cells cells) {
  VerdictTable table;
  const bool holds = LadderHolds(store, table);
  EXPECT_TRUE(holds);
  table.Print(std::cout);
  // A run that stopped early has not seen enough.
  if (!holds) return;
  EXPECT_GE(table.operations(), operations);
  if (cells == Cells::kAny) return;
  for (const RulesOfRows* rows :
       {&RulesOfOperations(), &models::RulesOfReplays(), &RulesOfSheets()}) {
    for (const std::string& cell : table.RarerThan(kLeastOfEach, *rows)) {
      ADD_FAILURE() << "operation x rule came up too rarely: " << cell;
    }
  }
}

}  // namespace epiledger::ladder
