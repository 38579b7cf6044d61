// RandomHistory: what the tests have in common that make up a book's history by
// chance and tell it to a model: the dice, the clock moved before each write,
// and when each entry was recorded.
#ifndef EPILEDGER_TESTS_TESTING_RANDOM_HISTORY_H_
#define EPILEDGER_TESTS_TESTING_RANDOM_HISTORY_H_

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/past_reads.h"

namespace epiledger::testing {

class RandomHistory {
 protected:
  explicit RandomHistory(unsigned seed) : seed_(seed), random_(seed) {}
  ~RandomHistory() = default;

  // 0 to `end` − 1.
  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }
  template <typename T>
  T OneOf(const std::vector<T>& all) {
    return all.at(static_cast<size_t>(Below(std::ssize(all))));
  }

  // Lets up to `longest` pass; the entry of the write that follows.
  int64_t NextEntry(FakeClock& clock, absl::Duration longest) {
    clock.Advance(
        absl::Microseconds(1 + Below(absl::ToInt64Microseconds(longest))));
    times_.Add(clock.Now());
    return times_.head();
  }
  template <typename Response>
  void ExpectRecorded(const absl::StatusOr<Response>& answer) {
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->receipt().sequence(), times_.head());
    receipt_ = answer->receipt();
  }

  // The moment a read at `point` judges by: the one it asks about; at the head,
  // asked for by sequence, that is `now`.
  [[nodiscard]] absl::Time JudgeTime(const PastPoint& point,
                                     absl::Time now) const {
    if (point.by_time) return std::min(now, point.asked_time);
    return point.sequence == times_.head() ? now : point.data_time;
  }

  const unsigned seed_;
  std::mt19937 random_;
  EntryTimes times_;
  // The last one.
  type::v1::Receipt receipt_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_RANDOM_HISTORY_H_
