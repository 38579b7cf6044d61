// Statements on both axes, page by page, and what a page costs.
#include "services/ledger/statement.h"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/past_fixture.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

constexpr char kPrefix[] = "alloc:d1/";

class StatementTest : public PastFixture {
 protected:
  // As the book was known at `sequence`, up to `position`.
  struct Point {
    int64_t sequence;
    Position position = kEnd;
  };

  // Pays in, from the world outside.
  void PayIn(const std::string& account, int64_t position, Amount amount) {
    Move("source:1", account, position, amount);
    told_.push_back({account, Position(position), sequence(), amount, 0});
  }

  // What a statement at `point` has to say, the newest line first.
  [[nodiscard]] std::vector<StatementLine> Expected(const Point& point) const {
    std::vector<StatementLine> lines;
    for (const StatementLine& line : told_) {
      if (line.sequence > point.sequence || line.position > point.position) {
        continue;
      }
      lines.push_back(line);
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) {
                       return std::tie(a.position, a.sequence) <
                              std::tie(b.position, b.sequence);
                     });
    Amount balance = 0;
    for (StatementLine& line : lines) line.balance = balance += line.amount;
    std::reverse(lines.begin(), lines.end());
    return lines;
  }

  // One page, and what it cost.
  StatementPage Page(const Point& point, const std::string& cursor,
                     size_t limit, ReadCost* cost = nullptr) {
    StatementPage page;
    const ReadCost spent = Read(point.sequence, [&](Snapshot& snapshot) {
      auto read =
          ReadStatement(snapshot, kPrefix, point.position, cursor, limit);
      ASSERT_TRUE(read.ok()) << read.status();
      page = *std::move(read);
    });
    if (cost != nullptr) *cost = spent;
    return page;
  }

  // All pages one after another say what is expected.
  void ExpectPages(const Point& point, size_t limit) {
    const std::vector<StatementLine> expected = Expected(point);
    const Amount closing = expected.empty() ? 0 : expected.front().balance;
    std::string cursor;
    size_t at = 0;
    do {
      const StatementPage page = Page(point, cursor, limit);
      EXPECT_EQ(page.closing, closing);
      ASSERT_EQ(page.lines.size(), std::min(limit, expected.size() - at));
      for (const StatementLine& line : page.lines) {
        const StatementLine& told = expected[at++];
        EXPECT_EQ(line.account, told.account);
        EXPECT_EQ(line.position, told.position);
        EXPECT_EQ(line.sequence, told.sequence);
        EXPECT_EQ(line.amount, told.amount);
        EXPECT_EQ(line.balance, told.balance);
      }
      cursor = page.cursor;
    } while (!cursor.empty());
    EXPECT_EQ(at, expected.size());
  }

  std::vector<StatementLine> told_;
};

// Three accounts, days with one movement and days with many, late entries.
TEST_F(StatementTest, PagesOfAnySizeTellWhatWasMovedOnBothAxes) {
  std::seed_seq always_the_same = {20200201};
  std::mt19937 random(always_the_same);
  for (int i = 0; i < 400; ++i) {
    const std::string account = Concat(kPrefix, "p", random() % 3);
    const bool is_busy_day = random() % 3 == 0;
    const int64_t day = is_busy_day ? 20 : static_cast<int64_t>(random() % 90);
    PayIn(account, day, 1 + static_cast<Amount>(random() % 1'000));
  }
  for (const int64_t known :
       {int64_t{0}, int64_t{1}, int64_t{57}, int64_t{230}, sequence()}) {
    for (const Position position :
         {Position(0), Position(19), Position(20), Position(55), kEnd}) {
      for (const size_t limit : {1u, 7u, 100u, 500u}) {
        ExpectPages({known, position}, limit);
      }
    }
  }
}

TEST_F(StatementTest, AMovementWithinItShowsBothItsSides) {
  PayIn(Concat(kPrefix, "p0"), 1, 100);
  Move(Concat(kPrefix, "p0"), Concat(kPrefix, "p1"), 2, 30);
  const StatementPage page = Page({sequence()}, "", 10);
  ASSERT_EQ(page.lines.size(), 3u);
  EXPECT_EQ(page.closing, 100);
  EXPECT_EQ(page.lines[0].amount + page.lines[1].amount, 0);
  EXPECT_EQ(page.lines[0].sequence, page.lines[1].sequence);
  EXPECT_EQ(page.lines[2].balance, 100);
}

// Two hundred purposes that have more lines do not fit into a token.
TEST_F(StatementTest, ManyAccountsArePagedThroughByTokensThatAreNotLong) {
  std::seed_seq always_the_same = {20200202};
  std::mt19937 random(always_the_same);
  for (int i = 0; i < 600; ++i) {
    PayIn(Concat(kPrefix, "p", random() % 200),
          static_cast<int64_t>(random() % 3), 1);
  }
  for (const int64_t known : {int64_t{301}, sequence()}) {
    std::string cursor;
    do {
      cursor = Page({known}, cursor, 7).cursor;
      EXPECT_LE(cursor.size(), limits::kMaxCursorLength);
    } while (!cursor.empty());
    ExpectPages({known}, 7);
    ExpectPages({known, Position(1)}, 100);
  }
}

// A page may end between the two sides of a movement.
TEST_F(StatementTest, OfManyAccountsBothSidesOfAMovementAreShownOnce) {
  constexpr int kAccounts = 120;
  for (int i = 0; i < kAccounts; ++i) PayIn(Concat(kPrefix, "p", i), 1, 10);
  for (int i = 0; i + 1 < kAccounts; i += 2) {
    Move(Concat(kPrefix, "p", i), Concat(kPrefix, "p", i + 1), 2, 3);
  }
  Amount balance = Amount{kAccounts} * 10;
  size_t lines = 0;
  std::string cursor;
  do {
    const StatementPage page = Page({sequence()}, cursor, 7);
    for (const StatementLine& line : page.lines) {
      EXPECT_EQ(line.balance, balance) << line.account << lines;
      balance -= line.amount;
      ++lines;
    }
    cursor = page.cursor;
  } while (!cursor.empty());
  EXPECT_EQ(lines, 2u * kAccounts);
  EXPECT_EQ(balance, 0);
}

// --- What a page costs.

TEST_F(StatementTest, APageWithinALongDayIsOneWalkOfItsLines) {
  for (int i = 0; i < 350; ++i) PayIn(Concat(kPrefix, "p0"), 5, 1);
  const Point now = {sequence()};
  ReadCost cost;
  const StatementPage first = Page(now, "", 100, &cost);
  EXPECT_EQ(cost.walks, 1);
  const StatementPage second = Page(now, first.cursor, 100, &cost);
  ASSERT_EQ(second.lines.size(), 100u);
  // The accounts, and the lines with the one behind them.
  EXPECT_EQ(cost.statements, 2);
  EXPECT_EQ(cost.walks, 1);
  EXPECT_EQ(cost.rows, 1 + 101);
}

TEST_F(StatementTest, APageOverManyDaysIsFewWalks) {
  for (int day = 0; day < 200; ++day) {
    PayIn(Concat(kPrefix, "p0"), day, 1);
    PayIn(Concat(kPrefix, "p0"), day, 2);
  }
  const Point now = {sequence()};
  ReadCost cost;
  const StatementPage first = Page(now, "", 100, &cost);
  ASSERT_EQ(first.lines.size(), 100u);
  EXPECT_LE(cost.walks, 4);
  const StatementPage second = Page(now, first.cursor, 100, &cost);
  ASSERT_EQ(second.lines.size(), 100u);
  EXPECT_LE(cost.walks, 5);
}

// The first page knew the balance it closes with.
TEST_F(StatementTest, ALaterPageDoesNotPayForWhatWasRecordedSince) {
  for (int i = 0; i < 30; ++i) PayIn(Concat(kPrefix, "p0"), i, 1);
  const Point then = {sequence()};
  const std::string cursor = Page(then, "", 10).cursor;
  for (int i = 0; i < 200; ++i) Move("source:1", "alloc:d2/p0", 1, 1);
  ReadCost cost;
  const StatementPage second = Page(then, cursor, 10, &cost);
  ASSERT_EQ(second.lines.size(), 10u);
  EXPECT_EQ(second.closing, 30);
  EXPECT_LT(cost.rows, 100);
}

// --- Cursors.

TEST_F(StatementTest, ACursorOfABuildBeforeGoesOn) {
  for (int i = 0; i < 30; ++i) PayIn(Concat(kPrefix, "p0"), i / 4, 5);
  const Point now = {sequence()};
  const std::string cursor = Page(now, "", 10).cursor;
  // It had the balance alone, where both are now.
  const size_t comma = cursor.find(',');
  ASSERT_NE(comma, std::string::npos);
  std::string before = cursor;
  before.erase(comma, cursor.find(';') - comma);
  const StatementPage page = Page(now, before, 10);
  const StatementPage expected = Page(now, cursor, 10);
  EXPECT_EQ(page.closing, expected.closing);
  EXPECT_EQ(page.cursor, expected.cursor);
  ASSERT_EQ(page.lines.size(), 10u);
  EXPECT_EQ(page.lines.front().sequence, expected.lines.front().sequence);
}

TEST_F(StatementTest, WhatIsNoCursorIsRefused) {
  PayIn(Concat(kPrefix, "p0"), 1, 5);
  for (const char* cursor : {"x", "5,x;1:2", "5,5;1", "5,5;x:2", "5,5;1:x", ";",
                             "5,;1:2", "5,5;@1:2", "5,5;@1:2:x", "5,5;1:2:3"}) {
    Read(sequence(), [&](Snapshot& snapshot) {
      EXPECT_TRUE(absl::IsInvalidArgument(
          ReadStatement(snapshot, kPrefix, kEnd, cursor, 10).status()))
          << cursor;
    });
  }
}

}  // namespace
}  // namespace epiledger::ledger
