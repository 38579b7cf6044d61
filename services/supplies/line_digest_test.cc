// A digest made from the one before is the digest made from all entries.
#include <string>

#include "gtest/gtest.h"
#include "rapidcheck.h"
#include "services/supplies/line_events.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

constexpr int64_t kHour = kMicrosPerSecond * 60 * 60;
constexpr std::string_view kLine = "renmin/pharmacy/n95";

journal::v1::Genesis China() {
  journal::v1::Genesis genesis;
  genesis.set_utc_offset_minutes(8 * 60);
  return genesis;
}

// A line as it goes on, each thing some hours after the one before.
class Line {
 public:
  void Count() {
    v1::LineEntry entry;
    v1::CountEntry& count = *entry.mutable_count();
    count.set_count(Concat("count-", position_));
    count.set_subject("s-1");
    count.set_is_opening(!was_counted_);
    const Amount change =
        *rc::gen::element(-stock_, -stock_ / 3, Amount{0}, Amount{5});
    if (change != 0) {
      v1::LotChange& booked = *count.add_changes();
      booked.set_lot("a");
      booked.set_amount(change);
    }
    if (change > 0 && was_counted_) {
      count.set_own_surplus(change);
      count.set_surplus_reason(v1::SURPLUS_REASON_TOLERANCE);
    }
    stock_ += change;
    count.set_quantity(stock_);
    if (stock_ > 0) {
      v1::LotChange& balance = *count.add_balances();
      balance.set_lot("a");
      balance.set_amount(stock_);
    }
    was_counted_ = true;
    Add(CountEntryKey(kLine, position_), std::move(entry));
  }

  void Move() {
    v1::LineEntry entry;
    v1::LotChange& change = *entry.mutable_movement()->add_changes();
    change.set_lot("a");
    change.set_amount(*rc::gen::element(Amount{7}, -stock_));
    stock_ += change.amount();
    Add(MovementEntryKey(kLine, position_, "m"), std::move(entry));
  }

  [[nodiscard]] v1::LineDigest Digest() const {
    v1::LineDigest digest = DigestOf(entries_, China());
    AddLots(digest);
    return digest;
  }
  // Made from the digest as the last count left it.
  [[nodiscard]] v1::LineDigest DigestAfter(const v1::LineDigest& before,
                                           const std::string& count) const {
    LineEntries since(entries_.upper_bound(count), entries_.end());
    v1::LineEntry& first = since[count];
    *first.mutable_count() = LastCountOf(before);
    first.set_sequence(before.count_sequence());
    v1::LineDigest digest = supplies::DigestAfter(before, since, China());
    AddLots(digest);
    return digest;
  }
  [[nodiscard]] std::string last() const { return entries_.rbegin()->first; }

 private:
  void Add(std::string key, v1::LineEntry entry) {
    entry.set_sequence(std::ssize(entries_) + 1);
    entries_.emplace(std::move(key), std::move(entry));
    position_ += *rc::gen::element(2, 5, 13, 24, 50, 400) * kHour;
  }
  void AddLots(v1::LineDigest& digest) const {
    if (stock_ == 0) return;
    v1::LineDigest::LotBalance& lot = *digest.add_lots();
    lot.set_lot("a");
    lot.set_amount(stock_);
  }

  LineEntries entries_;
  int64_t position_ = 20'000 * 24 * kHour;
  Amount stock_ = 0;
  bool was_counted_ = false;
};

TEST(LineDigest, MadeFromTheOneBeforeIsTheOneOfAllEntries) {
  EXPECT_TRUE(rc::check([] {
    Line line;
    const int earlier = *rc::gen::inRange(0, 12);
    for (int i = 0; i < earlier; ++i) {
      *rc::gen::arbitrary<bool>() ? line.Count() : line.Move();
    }
    line.Count();
    const v1::LineDigest before = line.Digest();
    RC_ASSERT(before.has_count_sequence());
    const std::string count = line.last();
    for (int moves = *rc::gen::inRange(0, 3); moves > 0; --moves) line.Move();
    if (*rc::gen::arbitrary<bool>()) line.Count();
    RC_ASSERT(line.DigestAfter(before, count).DebugString() ==
              line.Digest().DebugString());
  }));
}

TEST(LineDigest, KnowsNoLastCountWhereSomethingCameAfterIt) {
  EXPECT_TRUE(rc::check([] {
    Line line;
    line.Count();
    RC_ASSERT(line.Digest().has_count_sequence());
    line.Move();
    RC_ASSERT(!line.Digest().has_count_sequence());
  }));
}

}  // namespace
}  // namespace epiledger::supplies
