// The model of the reads' tests is itself judged: it settles a line exactly
// when some split over lots does.
#include <map>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "services/supplies/every_split.h"
#include "services/supplies/supplies_model.h"

namespace epiledger::supplies {
namespace {

constexpr char kItem[] = "item";

// By number: two that were received, then the built-in ones.
std::vector<ModelLot> Lots() {
  return {{1, 0, "donor", "first"},
          {2, 0, "donor", "second"},
          {kNoEnd, INT64_MIN, "", "item/lots/opening"},
          {kNoEnd, INT64_MAX, "", "item/lots/found"}};
}

LineNotes AnyLine() {
  LineNotes line;
  const std::vector<ModelLot> lots = Lots();
  const auto moves = *rc::gen::inRange(0, 7);
  for (int i = 0; i < moves; ++i) {
    const auto pieces = *rc::gen::inRange<int64_t>(1, 5);
    const bool is_out = *rc::gen::inRange(0, 5) < 2;
    line.moves.push_back({*rc::gen::inRange<int64_t>(0, 10),
                          lots[*rc::gen::inRange<size_t>(0, lots.size())],
                          is_out ? -pieces : pieces});
  }
  const auto counts = *rc::gen::inRange(0, 5);
  for (int i = 0; i < counts; ++i) {
    line.counts[*rc::gen::inRange<int64_t>(0, 10)].quantity =
        *rc::gen::inRange<int64_t>(0, 9);
  }
  return line;
}

SplitFacts FactsOf(const LineNotes& line) {
  SplitFacts facts;
  const std::vector<ModelLot> lots = Lots();
  facts.balances.assign(lots.size(), 0);
  facts.opening_lot = 2;
  facts.found_lot = 3;
  for (const LineNotes::Move& move : line.moves) {
    for (size_t lot = 0; lot < lots.size(); ++lot) {
      if (lots[lot] == move.lot) {
        facts.moves.push_back({move.hour, lot, move.change});
      }
    }
  }
  for (const auto& [hour, counted] : line.counts) {
    facts.counts[hour] = counted.quantity;
  }
  return facts;
}

TEST(SuppliesLineModel, SettlesALineExactlyWhenSomeSplitDoes) {
  int settled = 0;
  int contradicted = 0;
  EXPECT_TRUE(rc::check([&] {
    LineNotes line = AnyLine();
    const bool exists = EverySplit(FactsOf(line)).Exists();
    RC_ASSERT(line.Settle(0, kItem) == exists);
    ++(exists ? settled : contradicted);
  }));
  EXPECT_GT(settled, 10);
  EXPECT_GT(contradicted, 10);
}

}  // namespace
}  // namespace epiledger::supplies
