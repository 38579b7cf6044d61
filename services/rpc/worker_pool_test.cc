#include "services/rpc/worker_pool.h"

#include <atomic>
#include <utility>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {
namespace {

CallContext Within(absl::Duration time) {
  CallContext context;
  context.deadline = absl::Now() + time;
  return context;
}

TEST(WorkerPoolTest, AnswersEveryQuestionOnItsThreads) {
  std::atomic<int> answered = 0;
  {
    WorkerPool pool(3, 1000);
    for (int i = 0; i < 500; ++i) {
      pool.Answer(
          Within(absl::Minutes(1)),
          [&](const absl::StatusOr<std::string>& answer) {
            if (answer.ok() && *answer == "yes") ++answered;
          },
          [] { return absl::StatusOr<std::string>("yes"); });
    }
  }
  EXPECT_EQ(answered, 500);
}

TEST(WorkerPoolTest, AFullQueueRefusesAtOnceAndSaysWhenToComeBack) {
  absl::Notification go;
  absl::Notification busy;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.Submit([&] {
                    busy.Notify();
                    go.WaitForNotification();
                  })
                  .ok());
  busy.WaitForNotification();
  ASSERT_TRUE(pool.Submit([] {}).ok());
  ASSERT_TRUE(pool.Submit([] {}).ok());
  const Error error = FromStatus(pool.Submit([] {}));
  EXPECT_EQ(error.code, absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(error.reason, "OVERLOADED");
  EXPECT_EQ(error.retry_after, limits::kOverloadRetry);

  absl::Status answer;
  pool.Answer(
      Within(absl::Minutes(1)),
      [&](const absl::StatusOr<std::string>& result) {
        answer = result.status();
      },
      [] { return absl::StatusOr<std::string>(""); });
  EXPECT_EQ(FromStatus(answer).reason, "OVERLOADED");
  go.Notify();
}

TEST(WorkerPoolTest, NobodyIsAskedAfterTheDeadline) {
  absl::Status answer;
  bool asked = false;
  {
    WorkerPool pool(1, 10);
    pool.Answer(
        Within(-absl::Seconds(1)),
        [&](const absl::StatusOr<std::string>& result) {
          answer = result.status();
        },
        [&] {
          asked = true;
          return absl::StatusOr<std::string>("");
        });
  }
  EXPECT_EQ(answer.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_FALSE(asked);
}

}  // namespace
}  // namespace epiledger::rpc
