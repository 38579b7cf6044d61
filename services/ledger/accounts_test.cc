// Accounts on a real SQLite file, against a model that keeps every movement in
// a list and adds up.
#include "services/ledger/accounts.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/dump.h"
#include "services/ledger/tables.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::ledger {
namespace {

using journal::v1::Movement;

constexpr int64_t kBook = 1;

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() {
    const auto url =
        storage::ParseStoreUrl(Concat("sqlite:", folder_.path(), "/books"));
    store_ = storage::Store::Open(*url, {}).value();
    database_ = store_->OpenDatabase("book").value();
    EXPECT_TRUE(storage::Migrate(*database_, "ledger", Migrations()).ok());
  }

  static Movement Move(const std::string& source, const std::string& target,
                       int64_t position, Amount amount) {
    Movement movement;
    movement.set_source(source);
    movement.set_target(target);
    movement.set_unit("CNY");
    movement.set_position(position);
    movement.set_amount(amount);
    return movement;
  }

  // One entry in a transaction of its own; not OK when it was not booked.
  absl::Status Book(const std::vector<Movement>& movements) {
    std::vector<const Movement*> pointers;
    pointers.reserve(movements.size());
    for (const Movement& movement : movements) pointers.push_back(&movement);
    return database_->Write([&](storage::WriteTransaction& transaction) {
      accounts_.Begin(transaction, kBook);
      const absl::Status status = accounts_.Apply(pointers, ++sequence_);
      if (!status.ok()) return status;
      return accounts_.Flush(transaction);
    });
  }

  Amount BalanceAt(const std::string& account, int64_t position) {
    Amount balance = 0;
    EXPECT_TRUE(database_
                    ->Write([&](storage::WriteTransaction& transaction) {
                      accounts_.Begin(transaction, kBook);
                      balance = accounts_.At(account, Position(position))
                                    .BalanceAt(Position(position));
                      return accounts_.status();
                    })
                    .ok());
    return balance;
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<storage::Store> store_;
  storage::Database* database_ = nullptr;
  Accounts accounts_;
  int64_t sequence_ = 0;
};

TEST_F(AccountsTest, ManyAccountsAreFoundAtOnceHoweverShortTheirNames) {
  constexpr int kAccounts = 1'000;
  std::vector<Movement> movements;
  std::vector<AccountNeed> needs;
  for (int i = 0; i < kAccounts; ++i) {
    movements.push_back(Move("source:c", Concat("fund:", i), 1, i + 1));
    needs.push_back({Concat("fund:", i), Position(1)});
  }
  ASSERT_TRUE(Book(movements).ok());
  accounts_.Forget();
  const absl::Status loaded =
      database_->Write([&](storage::WriteTransaction& transaction) {
        accounts_.Begin(transaction, kBook);
        accounts_.Load(needs);
        for (int i = 0; i < kAccounts; ++i) {
          EXPECT_EQ(
              accounts_.At(needs[static_cast<size_t>(i)].name, Position(1))
                  .BalanceAt(Position(1)),
              i + 1);
        }
        return accounts_.status();
      });
  EXPECT_TRUE(loaded.ok()) << loaded;
}

TEST_F(AccountsTest, ALimitedAccountNeverFallsBelowZeroAtAnyPosition) {
  ASSERT_TRUE(Book({Move("source:a", "fund:a", 10, 100)}).ok());
  EXPECT_TRUE(absl::IsInternal(Book({Move("fund:a", "alloc:x", 9, 1)})));
  ASSERT_TRUE(Book({Move("fund:a", "alloc:x", 20, 80)}).ok());
  // On day 10 there are 100, but 80 of them are spoken for on day 20.
  EXPECT_TRUE(absl::IsInternal(Book({Move("fund:a", "alloc:y", 10, 21)})));
  EXPECT_TRUE(Book({Move("fund:a", "alloc:y", 10, 20)}).ok());
}

TEST_F(AccountsTest, APositionIsJudgedOnlyWhenAllItsMovementsAreIn) {
  ASSERT_TRUE(Book({Move("fund:a", "alloc:x", 5, 30),
                    Move("source:a", "fund:a", 5, 30)})
                  .ok());
  EXPECT_EQ(BalanceAt("alloc:x", 5), 30);
}

TEST_F(AccountsTest, AnAccountKeepsItsUnit) {
  ASSERT_TRUE(Book({Move("source:a", "fund:a", 5, 30)}).ok());
  Movement masks = Move("source:b", "fund:a", 5, 30);
  masks.set_unit("mask");
  EXPECT_TRUE(absl::IsInternal(Book({masks})));
}

TEST_F(AccountsTest, AmountsOutOfRangeAndLoopsAreNotBooked) {
  EXPECT_FALSE(Book({Move("source:a", "fund:a", 1, 0)}).ok());
  EXPECT_FALSE(Book({Move("source:a", "fund:a", 1, -5)}).ok());
  EXPECT_FALSE(
      Book({Move("source:a", "fund:a", 1, limits::kMaxAmount + 1)}).ok());
  EXPECT_FALSE(Book({Move("fund:a", "fund:a", 1, 5)}).ok());
}

TEST_F(AccountsTest, RandomMovementsEqualTheModelWithAndWithoutTheCache) {
  std::seed_seq always_the_same = {7};
  std::mt19937 random(always_the_same);
  const auto below = [&random](int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random);
  };
  const std::vector<std::string> names = {"source:s", "fund:a", "fund:b",
                                          "alloc:c", "paid:d"};
  std::vector<Movement> booked;
  const auto model_balance = [&booked](const std::string& account, int64_t at) {
    Amount balance = 0;
    for (const Movement& movement : booked) {
      if (movement.position() > at) continue;
      if (movement.source() == account) balance -= movement.amount();
      if (movement.target() == account) balance += movement.amount();
    }
    return balance;
  };
  int refused = 0;
  for (int i = 0; i < 600; ++i) {
    if (below(10) == 0) accounts_.Forget();
    std::vector<Movement> entry;
    for (int64_t lines = 1 + below(3); lines > 0; --lines) {
      const size_t source = static_cast<size_t>(below(4));
      const size_t target =
          source + 1 +
          static_cast<size_t>(
              below(std::ssize(names) - 1 - static_cast<int64_t>(source)));
      entry.push_back(
          Move(names[source], names[target], below(30), 1 + below(50)));
    }
    const size_t before = booked.size();
    booked.insert(booked.end(), entry.begin(), entry.end());
    bool fits = true;
    for (size_t n = 1; n < names.size(); ++n) {
      for (int64_t day = 0; day < 30; ++day) {
        fits &= model_balance(names[n], day) >= 0;
      }
    }
    const absl::Status status = Book(entry);
    EXPECT_EQ(status.ok(), fits) << status;
    if (!status.ok()) {
      booked.resize(before);
      --sequence_;
      ++refused;
    }
  }
  EXPECT_GT(refused, 50);
  EXPECT_GT(booked.size(), 100u);
  accounts_.Forget();
  for (const std::string& name : names) {
    for (int64_t day = 29; day >= 0; --day) {
      EXPECT_EQ(BalanceAt(name, day), model_balance(name, day));
    }
  }
}

}  // namespace
}  // namespace epiledger::ledger
