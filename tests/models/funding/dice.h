// Dice: chance that comes out the same for the same seed.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_DICE_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_DICE_H_

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace epiledger::ladder {

class Dice {
 public:
  explicit Dice(uint32_t seed) : random_(seed) {}

  // 0 to `end` − 1.
  int64_t Below(int64_t end) { return Between(0, end - 1); }
  // Both may come.
  int64_t Between(int64_t first, int64_t last) {
    return std::uniform_int_distribution<int64_t>(first, last)(random_);
  }
  bool Chance(int percent) { return Below(100) < percent; }
  template <typename T>
  const T& OneOf(const std::vector<T>& all) {
    return all.at(static_cast<size_t>(Below(std::ssize(all))));
  }

  // An amount that often comes close to the limit, on either side; 1 or more.
  int64_t Near(int64_t limit) {
    const int64_t roll = Below(100);
    if (roll < 15) return std::max<int64_t>(1, limit);
    if (roll < 25) return limit + Between(1, 3);
    if (roll < 30) return limit + Between(1, limit + 1);
    if (roll < 60) return Between(1, std::max<int64_t>(1, limit));
    return Between(1, std::max<int64_t>(1, limit / 4));
  }

 private:
  std::mt19937 random_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_DICE_H_
