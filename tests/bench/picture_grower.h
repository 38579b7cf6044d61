// PictureGrower: writes to the books of a PictureCounty until they are large.
#ifndef EPILEDGER_TESTS_BENCH_PICTURE_GROWER_H_
#define EPILEDGER_TESTS_BENCH_PICTURE_GROWER_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "epiledger/type/v1/receipt.pb.h"
#include "tests/bench/picture_county.h"

namespace epiledger::bench {

// Stops the program when a write is not accepted.
class PictureGrower {
 public:
  // Allocates what is going to be paid.
  explicit PictureGrower(PictureCounty& county);

  // All three books, one after the other, until each has so many entries.
  void GrowTo(int64_t entries);

  // One write through the gateway, and where it stands in its book: a payment,
  // a report of a day that was not reported yet, a count of a whole store.
  type::v1::Receipt Pay();
  type::v1::Receipt Report();
  type::v1::Receipt Count();

 private:
  // Writes from several threads, each told which it is, until one is answered
  // that the book has so many entries.
  void Grow(int64_t entries, const std::function<int64_t(int)>& write) const;
  // How many threads: no more than there are facilities.
  [[nodiscard]] int growers() const;
  // Many at a time; where the last stands.
  int64_t PayMany();
  int64_t ReportMany(int facility);

  PictureCounty& county_;
  std::atomic<int> next_facility_ = 0;
  // By facility: how many days, back from yesterday, it reported here.
  std::vector<std::atomic<int>> reported_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PICTURE_GROWER_H_
