// What the preset asan finds: faults planted on purpose must be reported.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "gtest/gtest.h"

namespace epiledger {
namespace {

// Values the compiler cannot see through.
template <typename T>
T Opaque(T value) {
  volatile T hidden = value;
  return hidden;
}

int ReadAfterFree() {
  auto owner = std::make_unique<int>(1);
  const int* const kept = Opaque(owner.get());
  owner.reset();
  return *kept;
}

TEST(PlantedFaultsTest, ReadingFreedMemoryIsReported) {
  EXPECT_DEATH(Opaque(ReadAfterFree()), "heap-use-after-free");
}

char ReadPastTheEnd() {
  const auto text = std::make_unique<char[]>(Opaque<size_t>(8));
  return text[Opaque<size_t>(8)];
}

TEST(PlantedFaultsTest, ReadingPastTheEndIsReported) {
  EXPECT_DEATH(Opaque(ReadPastTheEnd()), "heap-buffer-overflow");
}

int64_t Overflow() {
  return Opaque(std::numeric_limits<int64_t>::max()) + Opaque<int64_t>(1);
}

TEST(PlantedFaultsTest, ASumThatOverflowsIsReported) {
  EXPECT_DEATH(Opaque(Overflow()), "signed integer overflow");
}

}  // namespace
}  // namespace epiledger
