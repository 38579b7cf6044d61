#include "tests/models/supplies/service/ladder.h"

#include <cstdint>
#include <iostream>
#include <limits>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "tests/models/supplies/service/history.h"

namespace epiledger::goods {
namespace {

using Store = supplies::SuppliesFixture::Store;
using Seeds = std::vector<uint32_t>;

// Less would be an accident, and no test of the rule.
constexpr int kLeastOfEach = 20;

// What rapidcheck tells of a history; the story itself is told by the fault.
struct Plan {
  Seeds seeds;
};

void showValue(const Plan& plan, std::ostream& out) {
  out << plan.seeds.size() << " steps";
}

// A shorter history is one with some steps left out: those that stay throw the
// same dice. Sizes would make the first numbers small.
rc::Gen<Plan> AnyPlan() {
  const auto seed = rc::gen::noShrink(rc::gen::resize(
      rc::kNominalSize,
      rc::gen::inRange<uint32_t>(0, std::numeric_limits<uint32_t>::max())));
  return rc::gen::construct<Plan>(rc::gen::shrink(
      rc::gen::noShrink(rc::gen::container<Seeds>(kSteps, seed)),
      [](Seeds seeds) { return rc::shrink::removeChunks(std::move(seeds)); }));
}

}  // namespace

bool LadderHolds(Store store, VerdictTable& table) {
  return rc::check("the service does what the model says", [&] {
    const Plan plan = *AnyPlan();
    const std::string fault = History(store, table).Run(plan.seeds);
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
       {&RulesOfOperations(), &models::RulesOfReplays()}) {
    for (const std::string& cell : table.RarerThan(kLeastOfEach, *rows)) {
      ADD_FAILURE() << "operation x rule came up too rarely: " << cell;
    }
  }
}

}  // namespace epiledger::goods
