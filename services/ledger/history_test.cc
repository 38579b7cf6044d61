// Balances of the past on a real SQLite file.
#include "services/ledger/history.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/past_fixture.h"

namespace epiledger::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Balances = std::map<std::string, Amount>;

class HistoryTest : public PastFixture {
 protected:
  // What `ask` finds, as it was known at `sequence`, and how often it went
  // through later movements for that.
  struct Found {
    Balances balances;
    int walks = 0;
  };
  Found At(int64_t sequence,
           absl::FunctionRef<absl::StatusOr<Balances>(Snapshot&)> ask) {
    Found found;
    found.walks = Read(sequence, [&](Snapshot& snapshot) {
                    auto balances = ask(snapshot);
                    ASSERT_TRUE(balances.ok()) << balances.status();
                    found.balances = *std::move(balances);
                  }).walks;
    return found;
  }
};

TEST_F(HistoryTest, ManyKindsOfAccountsAreAskedAboutInOneWalkThroughThePast) {
  Move("source:a", "fund:a", 10, 100);
  Move("fund:a", "held:a/1", 11, 60);
  Move("held:a/1", "paid:a/1", 12, 25);
  Move("held:a/1", "paid:a/1", 12, 5);
  const std::vector<std::string> kinds = {"fund:", "held:", "paid:"};
  const auto together = [&](Snapshot& snapshot) {
    return snapshot.BalancesUnderAny(kinds, Position(12));
  };
  const auto one_by_one = [&](Snapshot& snapshot) {
    Balances all;
    for (const std::string& kind : kinds) {
      all.merge(snapshot.BalancesUnder(kind, Position(12)).value());
    }
    return absl::StatusOr<Balances>(all);
  };
  for (int64_t sequence = 1; sequence <= this->sequence(); ++sequence) {
    EXPECT_EQ(At(sequence, together).balances,
              At(sequence, one_by_one).balances);
  }
  EXPECT_THAT(At(3, together).balances,
              ElementsAre(Pair("fund:a", 40), Pair("held:a/1", 35),
                          Pair("paid:a/1", 25)));
  EXPECT_EQ(At(3, together).walks, 1);
  EXPECT_EQ(At(3, one_by_one).walks, 3);
  // Now nothing is later.
  EXPECT_EQ(At(4, together).walks, 0);
}

TEST_F(HistoryTest, AnAccountThatTwoPrefixesNameCountsOnce) {
  Move("source:a", "fund:a", 10, 100);
  Move("source:a", "fund:a", 10, 7);
  const std::vector<std::string> prefixes = {"fund:", "fund:a"};
  const auto ask = [&](Snapshot& snapshot) {
    return snapshot.BalancesUnderAny(prefixes, Position(10));
  };
  EXPECT_THAT(At(1, ask).balances, ElementsAre(Pair("fund:a", 100)));
}

}  // namespace
}  // namespace epiledger::ledger
