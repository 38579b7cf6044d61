// Ten thousand payments of 64 writers on one allocation, over real connections:
// half of them sent a second time, on another connection, before the first is
// answered; a hundred of those with another body.
#include <atomic>
#include <cstdio>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "tests/faults/book_reader.h"
#include "tests/faults/county_names.h"
#include "tests/faults/funding_run.h"
#include "tests/faults/stores.h"

namespace epiledger::faults {
namespace {

constexpr int kConcurrentWriters = 64;
constexpr int kConnections = 8;
constexpr int kPayments = 10'000;
constexpr int kTwice = kPayments / 2;
constexpr int kChanged = 100;
constexpr int64_t kFen = 10;
constexpr int64_t kChangedFen = 11;

// A payment and the answers it got; the second only when it was sent twice.
struct Paid {
  bool twice = false;
  bool changed = false;
  // The second was begun before the first was answered.
  bool at_once = false;
  Answer first;
  Answer second;
};

// Takes one of `left`, if there is one.
bool TakeOne(std::atomic<int>& left) {
  int found = left;
  while (found > 0 && !left.compare_exchange_weak(found, found - 1)) {
  }
  return found > 0;
}

class HotWriters {
 public:
  explicit HotWriters(FundingClient& client) : client_(client) {}

  // By payment.
  std::vector<Paid> Run() {
    std::vector<std::thread> writers;
    writers.reserve(kConcurrentWriters);
    for (int i = 0; i < kConcurrentWriters; ++i) {
      writers.emplace_back([this, i] {
        for (int n = next_++; n < kPayments; n = next_++) {
          paid_[static_cast<size_t>(n)] = Pay(n, i);
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    return paid_;
  }

 private:
  Paid Pay(int number, int connection) {
    Payment payment;
    payment.id = absl::StrFormat("hot-%05d", number);
    payment.subject = Credentials::ClerkSubject(number % kClerks);
    payment.document = kHot;
    payment.fen = kFen;
    Paid paid;
    paid.twice = number % 2 == 0 || TakeOne(owed_);
    paid.changed = paid.twice && TakeOne(changed_left_);
    std::atomic<bool> answered = false;
    absl::BlockingCounter answers(paid.twice ? 2 : 1);
    client_.Start(payment, connection, [&](Answer answer) {
      paid.first = std::move(answer);
      answered = true;
      answers.DecrementCount();
    });
    if (paid.twice) {
      if (paid.changed) payment.fen = kChangedFen;
      paid.at_once = !answered;
      client_.Start(payment, connection + 1, [&](Answer answer) {
        paid.second = std::move(answer);
        answers.DecrementCount();
      });
      // Another one takes its place when the first answer was quicker.
      if (!paid.at_once) ++owed_;
      if (!paid.at_once && paid.changed) ++changed_left_;
    }
    answers.Wait();
    return paid;
  }

  FundingClient& client_;
  std::atomic<int> next_ = 0;
  std::atomic<int> owed_ = 0;
  std::atomic<int> changed_left_ = kChanged;
  std::vector<Paid> paid_ = std::vector<Paid>(kPayments);
};

class HotAllocation : public ::testing::TestWithParam<storage::Engine> {};

bool IsDecided(const Answer& answer) {
  return answer.kind == Answer::Kind::kAcknowledged;
}

// One was decided, the other told which field differs. What was paid.
int64_t CheckChanged(const Paid& paid) {
  const bool first_won = IsDecided(paid.first);
  EXPECT_NE(first_won, IsDecided(paid.second));
  const Answer& loser = first_won ? paid.second : paid.first;
  EXPECT_EQ(loser.error.reason, "REQUEST_ID_REUSED");
  EXPECT_EQ(loser.error.code, absl::StatusCode::kAlreadyExists);
  const auto field = loser.error.metadata.find("field");
  EXPECT_TRUE(field != loser.error.metadata.end() &&
              field->second == "payment");
  return first_won ? kFen : kChangedFen;
}

// Both got the same receipt, one of them as a repetition. What was paid.
int64_t CheckTwice(const Paid& paid) {
  EXPECT_TRUE(IsDecided(paid.first) && IsDecided(paid.second));
  EXPECT_EQ(paid.first.acknowledgement, paid.second.acknowledgement);
  EXPECT_NE(paid.first.replayed, paid.second.replayed);
  return kFen;
}

int64_t CheckPaid(const Paid& paid) {
  if (paid.changed) return CheckChanged(paid);
  if (paid.twice) return CheckTwice(paid);
  EXPECT_TRUE(IsDecided(paid.first));
  EXPECT_FALSE(paid.first.replayed);
  return kFen;
}

TEST_P(HotAllocation, TenThousandPaymentsLoseAndDoubleNothing) {
  const auto run = FundingRun::Begin({NewStore(GetParam()), ""});
  ASSERT_TRUE(run.ok()) << run.status();
  const auto client = FundingClient::Connect(
      (*run)->credentials(), (*run)->server().port(), kConnections);
  ASSERT_TRUE(client.ok()) << client.status();
  const auto before = ReadBook(**client);
  ASSERT_TRUE(before.ok()) << before.status();

  const absl::Time began = absl::Now();
  const std::vector<Paid> all = HotWriters(**client).Run();
  const absl::Duration took = absl::Now() - began;

  int64_t expected = 0;
  int twice = 0;
  int changed = 0;
  std::set<int64_t> sequences;
  for (const Paid& paid : all) {
    expected += CheckPaid(paid);
    twice += paid.at_once;
    changed += paid.at_once && paid.changed;
    const Answer& won = IsDecided(paid.first) ? paid.first : paid.second;
    EXPECT_EQ(won.acknowledgement.code, 0);
    EXPECT_TRUE(sequences.insert(won.acknowledgement.sequence).second);
  }
  EXPECT_GE(twice, kTwice);
  EXPECT_GE(changed, kChanged);
  const int64_t first = before->checkpoint.sequence() + 1;
  EXPECT_EQ(*sequences.begin(), first);
  EXPECT_EQ(*sequences.rbegin(), first + kPayments - 1);

  const auto after = ReadBook(**client);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->allocations.at(kHot).paid, expected);
  EXPECT_EQ(after->checkpoint.sequence(), first + kPayments - 1);
  EXPECT_EQ(after->entries.size(),
            static_cast<size_t>(after->checkpoint.sequence()));
  EXPECT_TRUE(after->findings.empty()) << after->findings.front();
  std::printf(
      "%d payments in %lld ms, %d sent twice at once, %d of these "
      "with another body; paid %lld fen\n",
      kPayments, static_cast<long long>(absl::ToInt64Milliseconds(took)), twice,
      changed, static_cast<long long>(expected));
  const auto verified = (*run)->StopAndVerify();
  ASSERT_TRUE(verified.ok()) << verified.status();
}

INSTANTIATE_TEST_SUITE_P(Engines, HotAllocation,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::faults
