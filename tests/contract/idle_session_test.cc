// A pooled session that the server has ended while it was idle: the next call
// goes on in a new one, and what may have been done is not done again unasked.
// MariaDB hangs up without a word, MySQL says so (error 4031); KILL is how an
// administrator does it.
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "tests/contract/mysql_store_fixture.h"
#include "tests/testing/fault_proxy.h"

namespace epiledger::storage {
namespace {

using ::epiledger::testing::FaultProxy;
using ::testing::HasSubstr;

constexpr absl::Duration kGoneWithin = absl::Seconds(60);
constexpr absl::Duration kLookAgain = absl::Milliseconds(20);

constexpr std::string_view kIncrementWithText =
    "UPDATE sample SET number = number + 1, text = ? "
    "WHERE book = 'county' AND id = 'counter'";

// How the server ends an idle session.
enum class End { kTimeout, kKill, kWord };
constexpr End kEnds[] = {End::kTimeout, End::kKill, End::kWord};

class IdleSession : public MysqlStoreTest {
 protected:
  void SetUp() override {
    MysqlStoreTest::SetUp();
    ASSERT_TRUE(InsertSamples(database(), {{"counter", 0, "", ""}}).ok());
    auto proxy = FaultProxy::Start(Server().port());
    ASSERT_TRUE(proxy.ok()) << proxy.status();
    proxy_ = *std::move(proxy);
  }

  // The store with sessions of its own: one that reads, and `writers` that have
  // each added one to the counter.
  void Open(int writers = 1) {
    through_ = OpenThrough(*proxy_).value();
    const absl::Status status = WriteInEach(writers);
    EXPECT_TRUE(status.ok()) << status;
  }

  // The same, idle until the server has ended them all.
  void OpenUntil(End end, int writers = 1) {
    // A session's limit is the one that stands when it begins.
    const bool times_out = end == End::kTimeout;
    if (times_out) Administer("SET GLOBAL wait_timeout = 2");
    Open(writers);
    if (times_out) Administer("SET GLOBAL wait_timeout = DEFAULT");
    if (end == End::kWord) proxy_->EndIdleConnections();
    if (end == End::kKill) Administer(Sessions("CONCAT('KILL ', id, ';')"));
    AwaitNoSession();
  }

  Database& through() { return **through_->OpenDatabase("main"); }

  std::unique_ptr<FaultProxy> proxy_;

 private:
  // Writes in `writers` sessions, each while the one before is still in use.
  absl::Status WriteInEach(int writers) {
    if (writers == 0) return absl::OkStatus();
    absl::Status inner;
    const absl::Status outer = through().Write([&](WriteTransaction& t) {
      absl::Status holds = t.Query("SELECT 1", {}, IgnoreRow);
      inner = WriteInEach(writers - 1);
      return holds.ok() ? IncrementOne(t) : holds;
    });
    return outer.ok() ? inner : outer;
  }

  // `what` of each session of this store that came over the proxy.
  std::string Sessions(std::string_view what) {
    return Administer(absl::StrCat(
        "SELECT ", std::string(what), " FROM information_schema.processlist ",
        "WHERE db = '", url().schema, "' AND host LIKE '127.0.0.1:%'"));
  }

  void AwaitNoSession() {
    const absl::Time give_up = absl::Now() + kGoneWithin;
    while (!Sessions("id").empty()) {
      ASSERT_LT(absl::Now(), give_up) << "the server keeps its idle sessions";
      absl::SleepFor(kLookAgain);
    }
  }

  std::unique_ptr<Store> through_;
};

INSTANTIATE_TEST_SUITE_P(Mariadb, IdleSession,
                         ::testing::Values(Engine::kMysql), EngineName);

TEST_P(IdleSession, AReadGoesOnInANewOne) {
  for (const End end : kEnds) {
    OpenUntil(end);
    int runs = 0;
    int rows = 0;
    const absl::Status status = through().Read([&](ReadTransaction& snapshot) {
      ++runs;
      return snapshot.Query("SELECT id FROM sample", {}, [&](const Row&) {
        ++rows;
        return absl::OkStatus();
      });
    });
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(runs, 2) << "the closed session is met first";
    EXPECT_EQ(rows, 1);
  }
}

// Whatever a transaction begins with tells that the session is gone before its
// COMMIT is sent.
TEST_P(IdleSession, AWriteIsBegunAnewAndTakesEffectOnce) {
  const auto with_text = [](size_t length) {
    return [text = std::string(length, 'x')](WriteTransaction& t) {
      return t.Execute(kIncrementWithText, {Value::Text(text)}).status();
    };
  };
  const std::function<absl::Status(WriteTransaction&)> bodies[] = {
      Increment, IncrementOne, LockAndIncrementOne, with_text(1),
      with_text(limits::kMaxLiteralBytes + 1)};
  int64_t counter = 0;
  for (const End end : kEnds) {
    for (const auto& body : bodies) {
      OpenUntil(end);
      int runs = 0;
      const absl::Status status = through().Write([&](WriteTransaction& t) {
        ++runs;
        return body(t);
      });
      EXPECT_TRUE(status.ok()) << status;
      EXPECT_EQ(runs, 2) << "the closed session is met first";
      EXPECT_EQ(Counter(), counter += 2);
    }
  }
}

// The rest of the pool is as old as the one that was found closed.
TEST_P(IdleSession, AWholePoolOfThemCostsOneRepetition) {
  constexpr int kWriters = 4;
  OpenUntil(End::kWord, kWriters);
  int runs = 0;
  const absl::Status status = through().Write([&](WriteTransaction& t) {
    ++runs;
    return IncrementOne(t);
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Counter(), kWriters + 1);
}

// Only the caller knows whether it may be done again: a hung-up line may have
// carried it out. MySQL's word says that it has not.
TEST_P(IdleSession, APacketWithItsCommitIsNotSentAgainUnasked) {
  int64_t counter = 0;
  for (const End end : kEnds) {
    OpenUntil(end);
    int runs = 0;
    const auto write = [&] {
      return through().Write(
          [&](WriteTransaction& t) {
            ++runs;
            return IncrementOne(t);
          },
          {.resolves_doubt = true});
    };
    const absl::Status status = write();
    EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
    EXPECT_EQ(IsCommitOutcomeUnknown(status), end != End::kWord) << status;
    EXPECT_EQ(absl::StrContains(status.message(), "MySQL 4031"),
              end == End::kWord)
        << status;
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(Counter(), ++counter) << "what was written before it was idle";
    EXPECT_TRUE(write().ok());
    EXPECT_EQ(Counter(), ++counter);
  }
}

TEST_P(IdleSession, ATransactionThatLayIdleIsOverAndNotRepeated) {
  Open();
  int runs = 0;
  const absl::Status status = through().Write([&](WriteTransaction& t) {
    ++runs;
    absl::Status s = Increment(t);
    proxy_->EndIdleConnections();
    return s.ok() ? Increment(t) : s;
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_FALSE(IsCommitOutcomeUnknown(status)) << status;
  EXPECT_THAT(status.ToString(), HasSubstr("MySQL 4031"));
  EXPECT_EQ(runs, 1) << "part of it had been run already";
  EXPECT_EQ(Counter(), 1);
}

}  // namespace
}  // namespace epiledger::storage
