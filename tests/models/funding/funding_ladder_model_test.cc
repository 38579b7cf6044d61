// The office and the model alone, without a service: that histories are worth
// comparing, and that what the model says can be.
#include <cstdint>
#include <iostream>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "tests/models/funding/aim.h"
#include "tests/models/funding/cells.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

constexpr int kHistories = 6'000;
constexpr int kSteps = 100;
constexpr int kToday = 12;
constexpr int kLeastOfEach = 20;
// Of the steps after which all figures are looked at.
constexpr int kCheckPercent = 15;

// One office's requests, answered by the model itself.
class LoneHistory {
 public:
  LoneHistory(std::optional<Aim> aim, VerdictTable& table)
      : aim_(aim), table_(table) {}

  // In words, what went wrong and how it came about; empty where all is well.
  std::string Run(std::mt19937& seeds) {
    for (int step = 0; step < kSteps; ++step) {
      Dice dice(static_cast<uint32_t>(seeds()));
      const bool is_last = step == kSteps - 1;
      if (!is_last && (!Step(dice) || !dice.Chance(kCheckPercent))) continue;
      const std::string fault = FaultOn(dice);
      if (!fault.empty()) return story_ + fault;
    }
    const std::string overdrawn = notes_.journal.FirstOverdrawn();
    return overdrawn.empty() ? "" : story_ + "overdrawn: " + overdrawn;
  }

 private:
  // Whether something was recorded.
  bool Step(Dice& dice) {
    PassTime(dice, notes_);
    const Request request = Office(notes_, dice, aim_).Next();
    const std::string row = RowOf(request, notes_);
    const Verdict verdict = Judge(notes_, request);
    story_ += Tell(request) + (verdict.accepted() ? "\n" : ": refused\n");
    // Every rule that is broken is one that the service may name.
    for (const Refusal& refusal : verdict.refusals) {
      table_.CountRefused(row, refusal.reason);
    }
    if (!verdict.accepted()) {
      // What is malformed, or not yet to be, leaves no entry.
      if (verdict.is_decided()) RecordRefused(notes_.head + 1, notes_);
      return false;
    }
    CountAccepted(row, request, verdict.rules);
    Record(request, notes_.head + 1, notes_);
    return true;
  }

  void CountAccepted(const std::string& row, const Request& request,
                     std::set<std::string> rules) {
    const bool waits = Waits(notes_, request);
    if (waits) table_.CountRefused(row, kSecondPerson);
    if (!waits && HasLimit(notes_, request)) rules.insert(kSecondPerson);
    table_.CountAccepted(row, rules);
  }

  // Of all that is recorded, up to some day.
  std::string FaultOn(Dice& dice) const {
    const auto day = static_cast<int>(dice.Between(-2, kToday));
    return FirstImbalance(FiguresAt(notes_, {.day = day}, Extent::kAll));
  }

  const std::optional<Aim> aim_;
  VerdictTable& table_;
  Notes notes_{kToday, "clerk"};
  std::string story_;
};

TEST(FundingLadderModel, ComesByEveryRuleAndLosesNoFen) {
  VerdictTable table;
  std::seed_seq always_the_same = {20'200'120};
  std::mt19937 seeds(always_the_same);
  for (int i = 0; i < kHistories; ++i) {
    ASSERT_EQ(LoneHistory(AimOf(i), table).Run(seeds), "");
  }
  table.Print(std::cout);
  for (const std::string& cell :
       table.RarerThan(kLeastOfEach, RulesOfOperations())) {
    ADD_FAILURE() << "operation x rule came up too rarely: " << cell;
  }
}

}  // namespace
}  // namespace epiledger::ladder
