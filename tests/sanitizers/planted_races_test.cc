// What the preset tsan finds and what it lets pass: races planted on purpose
// must be reported, and what Abseil's locks guard must not be.

#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/rpc/testing/probe_server.h"

namespace epiledger {
namespace {

using testing::CallBytes;
using testing::ProbeServer;

// ThreadSanitizer's exit code where it reported anything.
constexpr int kReported = 66;
constexpr int kRounds = 1000;

// Runs each of `parts` on a thread of its own.
void AtOnce(const std::vector<std::function<void()>>& parts) {
  std::vector<std::thread> threads;
  threads.reserve(parts.size());
  for (const auto& part : parts) threads.emplace_back(part);
  for (std::thread& thread : threads) thread.join();
}

// Nobody else is left to run when a story's process ends.
[[noreturn]] void End() { std::exit(0); }  // NOLINT(concurrency-mt-unsafe)

// What ThreadSanitizer says of a process that does nothing but `story`.
#define EXPECT_REPORT(story, text) \
  EXPECT_EXIT(                     \
      {                            \
        story();                   \
        End();                     \
      },                           \
      ::testing::ExitedWithCode(kReported), text)

class PlantedRacesTest : public ::testing::Test {
 protected:
  PlantedRacesTest() { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

void CountUnguarded() {
  int count = 0;
  const auto add = [&] {
    for (int i = 0; i < kRounds; ++i) ++count;
  };
  AtOnce({add, add});
}

TEST_F(PlantedRacesTest, ACountWithoutALockIsReported) {
  EXPECT_REPORT(CountUnguarded, "data race");
}

void ForgetOneLock() {
  absl::Mutex mutex;
  int count = 0;
  const auto add = [&] {
    for (int i = 0; i < kRounds; ++i) {
      const absl::MutexLock lock(&mutex);
      ++count;
    }
  };
  AtOnce({add, [&] { ++count; }, add});
}

TEST_F(PlantedRacesTest, OneForgottenLockAmongManyIsReported) {
  EXPECT_REPORT(ForgetOneLock, "data race");
}

void WriteAsReader() {
  absl::Mutex mutex;
  int count = 0;
  const auto add = [&] {
    for (int i = 0; i < kRounds; ++i) {
      const absl::ReaderMutexLock lock(&mutex);
      ++count;
    }
  };
  AtOnce({add, add});
}

TEST_F(PlantedRacesTest, WritingUnderAReadersLockIsReported) {
  EXPECT_REPORT(WriteAsReader, "data race");
}

void LockInBothOrders() {
  // Abseil's own search for deadlocks would abort after the report.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  absl::Mutex first;
  absl::Mutex second;
  const auto both = [](absl::Mutex& one, absl::Mutex& other) {
    const absl::MutexLock outer(&one);
    const absl::MutexLock inner(&other);
  };
  AtOnce({[&] { both(first, second); }});
  AtOnce({[&] { both(second, first); }});
}

TEST_F(PlantedRacesTest, LocksTakenInBothOrdersAreReported) {
  EXPECT_REPORT(LockInBothOrders, "lock-order-inversion");
}

// Eight calls at once to a server whose handler does `work`.
void CallAtOnce(const std::function<void()>& work) {
  ProbeServer probe;
  probe.handler = [&](const rpc::CallContext&, auto, rpc::Respond respond) {
    work();
    std::move(respond)("");
  };
  probe.Start();
  const std::string token =
      probe.Token({"operator", "", "", {auth::v1::ROLE_OPERATOR}});
  const std::shared_ptr<grpc::Channel> edge = probe.Edge();
  const auto call = [&] {
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token);
    EXPECT_TRUE(CallBytes(*edge, "/epiledger.probe.v1.ProbeService/CreateThing",
                          "", context)
                    .status.ok());
  };
  AtOnce(std::vector<std::function<void()>>(8, call));
}

void CountInAHandler() {
  int count = 0;
  CallAtOnce([&] {
    absl::SleepFor(absl::Milliseconds(20));
    ++count;
  });
}

TEST_F(PlantedRacesTest, ACountInAHandlerWithoutALockIsReported) {
  EXPECT_REPORT(CountInAHandler, "data race");
}

TEST_F(PlantedRacesTest, AGuardedCountInAHandlerIsNotReported) {
  absl::Mutex mutex;
  int count = 0;
  CallAtOnce([&] {
    absl::SleepFor(absl::Milliseconds(20));
    const absl::MutexLock lock(&mutex);
    ++count;
  });
  EXPECT_EQ(count, 8);
}

TEST_F(PlantedRacesTest, ConditionsAndTriedLocksGuard) {
  absl::Mutex mutex;
  int turn = 0;
  const auto take = [&](int mine) {
    const auto is_mine = [&] { return turn % 3 == mine; };
    for (int i = 0; i < kRounds; ++i) {
      const absl::MutexLock lock(&mutex, absl::Condition(&is_mine));
      ++turn;
    }
  };
  const auto await = [&] {
    const auto is_mine = [&] { return turn % 3 == 2; };
    for (int i = 0; i < kRounds; ++i) {
      const absl::MutexLock lock(&mutex);
      while (!mutex.AwaitWithTimeout(absl::Condition(&is_mine),
                                     absl::Milliseconds(1))) {
      }
      ++turn;
    }
  };
  int seen = 0;
  const auto look = [&] {
    for (int i = 0; i < kRounds; ++i) {
      if (!mutex.TryLock()) continue;
      seen = turn;
      mutex.Unlock();
    }
  };
  AtOnce({[&] { take(0); }, [&] { take(1); }, await, look});
  EXPECT_EQ(turn, 3 * kRounds);
  EXPECT_LE(seen, turn);
}

TEST_F(PlantedRacesTest, NotificationsAndCountersHandOver) {
  constexpr int kParts = 4;
  absl::Notification begun;
  absl::BlockingCounter done(kParts);
  int given = 0;
  std::vector<int> taken(kParts);
  std::vector<std::thread> threads;
  threads.reserve(kParts);
  for (int& part : taken) {
    threads.emplace_back([&] {
      begun.WaitForNotification();
      part = given;
      done.DecrementCount();
    });
  }
  given = 1;
  begun.Notify();
  done.Wait();
  EXPECT_EQ(taken, std::vector<int>(kParts, 1));
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace epiledger
