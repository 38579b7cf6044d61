// Balances of the past on a real SQLite file.
#include "services/ledger/history.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/accounts.h"
#include "services/ledger/tables.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using Balances = std::map<std::string, Amount>;

constexpr int64_t kBook = 1;

// Counts how often the movements recorded later are gone through.
class CountingTransaction : public storage::ReadTransaction {
 public:
  explicit CountingTransaction(storage::ReadTransaction& inner)
      : inner_(inner) {}

  [[nodiscard]] int walks() const { return walks_; }

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const storage::Value> parameters,
                         storage::RowFunction on_row) override {
    if (sql.find("ledger_movement") != std::string_view::npos) ++walks_;
    return inner_.Query(sql, parameters, on_row);
  }
  [[nodiscard]] size_t max_placeholders() const override { return 100; }

  storage::ReadTransaction& inner_;
  int walks_ = 0;
};

class HistoryTest : public ::testing::Test {
 protected:
  HistoryTest() {
    const auto url =
        storage::ParseStoreUrl(Concat("sqlite:", folder_.path(), "/books"));
    store_ = storage::Store::Open(*url, {}).value();
    database_ = store_->OpenDatabase("book").value();
    EXPECT_TRUE(storage::Migrate(*database_, "ledger", Migrations()).ok());
  }

  // One entry of one movement.
  void Move(const std::string& source, const std::string& target,
            int64_t position, Amount amount) {
    journal::v1::Movement movement;
    movement.set_source(source);
    movement.set_target(target);
    movement.set_unit("CNY");
    movement.set_position(position);
    movement.set_amount(amount);
    const std::array<const journal::v1::Movement*, 1> movements = {&movement};
    const absl::Status booked =
        database_->Write([&](storage::WriteTransaction& transaction) {
          accounts_.Begin(transaction, kBook);
          const absl::Status status = accounts_.Apply(movements, ++sequence_);
          return status.ok() ? accounts_.Flush(transaction) : status;
        });
    EXPECT_TRUE(booked.ok()) << booked;
  }

  // What `ask` finds, as it was known at `sequence`, and how often it went
  // through later movements for that.
  struct Found {
    Balances balances;
    int walks = 0;
  };
  Found At(int64_t sequence,
           absl::FunctionRef<absl::StatusOr<Balances>(Snapshot&)> ask) {
    Found found;
    const absl::Status status =
        database_->Read([&](storage::ReadTransaction& transaction) {
          CountingTransaction counting(transaction);
          journal::Head head;
          head.book = kBook;
          head.sequence = sequence_;
          Snapshot snapshot(counting, {"funding", "990101", "ledger"}, head);
          snapshot.SetSequence(sequence);
          auto balances = ask(snapshot);
          if (!balances.ok()) return balances.status();
          found = {*std::move(balances), counting.walks()};
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return found;
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<storage::Store> store_;
  storage::Database* database_ = nullptr;
  Accounts accounts_;
  int64_t sequence_ = 0;
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
  for (int64_t sequence = 1; sequence <= sequence_; ++sequence) {
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
