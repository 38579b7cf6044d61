// Streams that write in turns.
#include "services/rpc/write_turns.h"

#include <numeric>
#include <vector>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/limits.h"

namespace epiledger::rpc {
namespace {

class WriteTurnsTest : public ::testing::Test {
 protected:
  // Writers are numbers, and each notes when it begins.
  void Await(int writer) {
    turns_.Await(At(writer), [this, writer] { begun_.push_back(writer); });
  }
  void End(int writer) { turns_.End(At(writer)); }
  const int* At(int writer) const { return &writers_[writer]; }

  // As many as may write, from 0 on.
  static std::vector<int> First(size_t count) {
    std::vector<int> first(count);
    std::iota(first.begin(), first.end(), 0);
    return first;
  }

  static constexpr int kPlaces = limits::kMaxWritesAtATime;
  const std::vector<int> writers_ = std::vector<int>(kPlaces + 3);
  std::vector<int> begun_;
  WriteTurns turns_;
};

TEST_F(WriteTurnsTest, AsManyWriteAsThereArePlacesAndTheOthersInTheirOrder) {
  for (int writer = 0; writer < kPlaces + 3; ++writer) Await(writer);
  EXPECT_EQ(begun_, First(kPlaces));
  End(5);
  EXPECT_EQ(begun_, First(kPlaces + 1));
  End(0);
  End(kPlaces);
  EXPECT_EQ(begun_, First(kPlaces + 3));
}

TEST_F(WriteTurnsTest, WhoWritesForLongLosesItsPlaceAndNotItsWrite) {
  for (int writer = 0; writer < kPlaces + 2; ++writer) Await(writer);
  turns_.Begin();
  EXPECT_EQ(begun_, First(kPlaces)) << "nobody was slow yet";
  absl::SleepFor(limits::kMaxWriteTurn);
  turns_.Begin();
  EXPECT_EQ(begun_, First(kPlaces + 2));
  Await(0);
  EXPECT_EQ(begun_.size(), kPlaces + 3) << "others are slow as well";
  End(1);
}

}  // namespace
}  // namespace epiledger::rpc
