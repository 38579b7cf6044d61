// The office and the model alone, without a service: that histories are worth
// comparing, and that what the model says can be.
#include <cstdint>
#include <iostream>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "tests/models/supplies/cells.h"
#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/office.h"
#include "tests/models/supplies/opening.h"
#include "tests/models/supplies/record.h"

namespace epiledger::goods {
namespace {

constexpr int kHistories = 1'500;
constexpr int kSteps = 100;
constexpr int kLeastOfEach = 20;
// Of the steps after which all figures are looked at.
constexpr int kCheckPercent = 15;

// The requests of one county, answered by the model itself.
class LoneHistory {
 public:
  explicit LoneHistory(VerdictTable& table) : table_(table) {}

  // In words, what went wrong and how it came about; empty where all is well.
  std::string Run(std::mt19937& seeds) {
    for (int step = 0; step < kSteps; ++step) {
      Dice dice(static_cast<uint32_t>(seeds()));
      Step(dice);
      if (step < kSteps - 1 && !dice.Chance(kCheckPercent)) continue;
      const Point point = {dice.Between(1, notes_.head),
                           static_cast<int>(dice.Between(0, notes_.now))};
      for (const Point& at : {point, Point()}) {
        const std::string fault =
            FirstImbalance(FiguresAt(notes_, at, Extent::kAll));
        if (!fault.empty()) return story_ + fault;
      }
    }
    return "";
  }

 private:
  void Step(Dice& dice) {
    notes_.now += Office(notes_, dice).HoursToPass();
    const Request request = Office(notes_, dice).Next();
    const Verdict verdict = Judge(notes_, request);
    story_ += Tell(request) + (verdict.accepted() ? "\n" : ": refused\n");
    // Every rule that is broken is one that the service may name.
    for (const Refusal& refusal : verdict.refusals) {
      table_.CountRefused(RowOf(request), refusal.reason);
    }
    if (verdict.accepted()) {
      table_.CountAccepted(RowOf(request), verdict.rules);
      CountFits(request, Record(request, notes_.head + 1, notes_), table_);
    } else if (verdict.is_decided()) {
      RecordRefused(notes_.head + 1, notes_);
    }
  }

  VerdictTable& table_;
  Notes notes_ = OpenedBook();
  std::string story_;
};

TEST(SuppliesLadderModel, ComesByEveryRuleAndLosesNoPiece) {
  VerdictTable table;
  std::seed_seq always_the_same = {20'200'120};
  std::mt19937 seeds(always_the_same);
  for (int i = 0; i < kHistories; ++i) {
    ASSERT_EQ(LoneHistory(table).Run(seeds), "");
  }
  table.Print(std::cout);
  for (const std::string& cell :
       table.RarerThan(kLeastOfEach, RulesOfOperations())) {
    ADD_FAILURE() << "operation x rule came up too rarely: " << cell;
  }
}

}  // namespace
}  // namespace epiledger::goods
