#include "services/supplies/sharing_out.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <queue>
#include <utility>

#include "absl/numeric/int128.h"

namespace epiledger::supplies {
namespace {

using absl::int128;
using Need = ShareTaker::Need;

// Packs for each store.
class PackDealer {
 public:
  PackDealer(absl::Span<const ShareTaker> takers, Amount pack, Amount packs)
      : takers_(takers), pack_(pack), left_(packs), dealt_(takers.size()) {
    for (size_t i = 0; i < takers.size(); ++i) {
      if (takers[i].need == Need::kKnown) known_.push_back(i);
    }
  }

  std::vector<Amount> Deal() {
    // Those with nothing, the smallest first: one pack lasts them longest.
    std::vector<size_t> smallest = known_;
    std::stable_sort(smallest.begin(), smallest.end(),
                     [this](size_t a, size_t b) { return UsesLess(a, b); });
    for (const size_t taker : smallest) {
      if (takers_[taker].stock == 0) Give(taker, 1);
    }
    for (size_t i = 0; i < takers_.size(); ++i) {
      if (takers_[i].need == Need::kUnknown) Give(i, 1);
    }
    if (!known_.empty()) {
      DealUpToLevel();
      DealOneByOne();
    }
    return std::move(dealt_);
  }

 private:
  void Give(size_t taker, Amount packs) {
    const Amount given = std::min(packs, left_);
    dealt_[taker] += given;
    left_ -= given;
  }

  [[nodiscard]] int128 StockOf(size_t taker) const {
    return int128(takers_[taker].stock) + int128(dealt_[taker]) * pack_;
  }

  // Whether less is used in one store than in another one.
  [[nodiscard]] bool UsesLess(size_t a, size_t b) const {
    return int128(takers_[a].use) * takers_[b].known_days <
           int128(takers_[b].use) * takers_[a].known_days;
  }

  // Packs that lift a store to the days of supply that `stock` is in the store
  // `measure`, and no higher.
  [[nodiscard]] int128 PacksTo(int128 stock, size_t measure,
                               size_t taker) const {
    const ShareTaker& of = takers_[taker];
    const ShareTaker& by = takers_[measure];
    // Up to 2 × 10^15 × 10^15 × 60, below 2^127.
    const int128 wanted =
        stock * by.known_days * of.use / (int128(of.known_days) * by.use);
    return std::max<int128>(0, (wanted - StockOf(taker)) / pack_);
  }

  // Most of what there is, so that the rest is soon dealt one by one: up to the
  // last pack of the store that uses most at which there is enough for all. All
  // stay so many packs below that none gets more than it would one by one.
  void DealUpToLevel() {
    const size_t measure = *std::max_element(
        known_.begin(), known_.end(),
        [this](size_t a, size_t b) { return UsesLess(a, b); });
    const int128 stock = StockOf(measure);
    int128 low = -(stock / pack_);
    int128 high = left_;
    while (low < high) {
      const int128 packs = low + (high - low + 1) / 2;
      int128 needed = 0;
      for (const size_t taker : known_) {
        needed += PacksTo(stock + packs * pack_, measure, taker);
      }
      (needed <= left_ ? low : high) = needed <= left_ ? packs : packs - 1;
    }
    const auto margin = static_cast<int128>(known_.size());
    std::vector<Amount> packs;
    for (const size_t taker : known_) {
      packs.push_back(static_cast<Amount>(std::max<int128>(
          0, PacksTo(stock + low * pack_, measure, taker) - margin)));
    }
    for (size_t i = 0; i < known_.size(); ++i) Give(known_[i], packs[i]);
  }

  // Whether a store lasts longer than another one.
  [[nodiscard]] bool LastsLonger(size_t a, size_t b) const {
    const ShareTaker& first = takers_[a];
    const ShareTaker& second = takers_[b];
    // Up to 10^15 × 60 × 10^15, below 2^127.
    const int128 left = StockOf(a) * first.known_days * second.use;
    const int128 right = StockOf(b) * second.known_days * first.use;
    return left != right ? left > right : a > b;
  }

  void DealOneByOne() {
    const auto lasts_longer = [this](size_t a, size_t b) {
      return LastsLonger(a, b);
    };
    std::priority_queue<size_t, std::vector<size_t>, decltype(lasts_longer)>
        queue(lasts_longer, known_);
    while (left_ > 0) {
      const size_t taker = queue.top();
      queue.pop();
      Give(taker, 1);
      queue.push(taker);
    }
  }

  const absl::Span<const ShareTaker> takers_;
  const Amount pack_;
  Amount left_;
  std::vector<size_t> known_;
  std::vector<Amount> dealt_;
};

// Which lots the packs of each store are of.
class LotDealer {
 public:
  LotDealer(absl::Span<const ShareTaker> takers, Amount pack,
            std::vector<Amount> packs)
      : takers_(takers),
        pack_(pack),
        packs_(std::move(packs)),
        dated_(takers.size()) {}

  // The lots come by the day they expire.
  void Deal(size_t lot, std::optional<int64_t> days, Amount packs) {
    while (packs > 0) {
      const std::optional<size_t> taker = RoomiestOf(days);
      if (!taker.has_value()) return;
      const int128 room = RoomOf(*taker, days);
      Amount given = std::min(packs, packs_[*taker]);
      // Where no store has room for a pack, the one that uses most of it bears
      // the rest.
      if (days.has_value() && room >= pack_) {
        given = static_cast<Amount>(std::min<int128>(given, room / pack_));
      }
      Give(lot, *taker, days, given);
      packs -= given;
    }
  }

  [[nodiscard]] std::vector<LotShare> Take() const {
    std::vector<LotShare> shares;
    shares.reserve(shares_.size());
    for (const auto& [key, share] : shares_) shares.push_back(share);
    return shares;
  }

 private:
  // What a store can use of what expires in `days`, beside what it has that
  // expires no later.
  [[nodiscard]] int128 RoomOf(size_t taker, std::optional<int64_t> days) const {
    const ShareTaker& of = takers_[taker];
    if (of.need != Need::kKnown || !days.has_value()) return 0;
    int128 room = int128(of.use) * *days / of.known_days - dated_[taker];
    for (const DatedStock& own : of.dated) {
      if (own.days.has_value() && *own.days <= *days) room -= own.amount;
    }
    return room;
  }

  // The store with the most room of those that get more; the first where
  // several have as much.
  [[nodiscard]] std::optional<size_t> RoomiestOf(
      std::optional<int64_t> days) const {
    std::optional<size_t> best;
    for (size_t i = 0; i < takers_.size(); ++i) {
      if (packs_[i] == 0) continue;
      if (!best.has_value() || RoomOf(i, days) > RoomOf(*best, days)) best = i;
    }
    return best;
  }

  void Give(size_t lot, size_t taker, std::optional<int64_t> days,
            Amount packs) {
    LotShare& share = shares_[{lot, taker}];
    share.lot = lot;
    share.taker = taker;
    const Amount amount = packs * pack_;
    if (days.has_value() && takers_[taker].need == Need::kKnown) {
      const int128 room = std::max<int128>(0, RoomOf(taker, days));
      share.expiring +=
          static_cast<Amount>(std::max<int128>(0, int128(amount) - room));
    }
    share.amount += amount;
    if (days.has_value()) dated_[taker] += amount;
    packs_[taker] -= packs;
  }

  const absl::Span<const ShareTaker> takers_;
  const Amount pack_;
  // That each store still gets.
  std::vector<Amount> packs_;
  // Of what it got: what expires.
  std::vector<Amount> dated_;
  std::map<std::pair<size_t, size_t>, LotShare> shares_;
};

// Places of the lots, those that expire first in front.
std::vector<size_t> ByExpiry(absl::Span<const DatedStock> lots) {
  std::vector<size_t> places(lots.size());
  std::iota(places.begin(), places.end(), size_t{0});
  std::stable_sort(places.begin(), places.end(), [&](size_t a, size_t b) {
    return lots[a].days.value_or(INT64_MAX) < lots[b].days.value_or(INT64_MAX);
  });
  return places;
}

}  // namespace

std::vector<LotShare> ShareOut(absl::Span<const DatedStock> lots,
                               absl::Span<const ShareTaker> takers, Amount pack,
                               Amount at_most) {
  Amount packs = 0;
  for (const DatedStock& lot : lots) packs += lot.amount / pack;
  packs = std::min(packs, at_most / pack);
  LotDealer dealer(takers, pack, PackDealer(takers, pack, packs).Deal());
  for (const size_t lot : ByExpiry(lots)) {
    const Amount given = std::min(packs, lots[lot].amount / pack);
    dealer.Deal(lot, lots[lot].days, given);
    packs -= given;
  }
  return dealer.Take();
}

int64_t DaysTenths(Amount stock, Amount use, int64_t known_days) {
  return static_cast<int64_t>(int128(stock) * known_days * 10 / use);
}

}  // namespace epiledger::supplies
