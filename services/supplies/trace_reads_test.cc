// Every read of goods by where they came from, at random past points of both
// axes, against a model that keeps what was recorded as a plain list and adds
// it up anew for each question.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "epiledger/supplies/v1/trace_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/goods_trace.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"
#include "tests/testing/random_history.h"

namespace epiledger::supplies {
namespace {

using ::testing::IsEmpty;
using testing::PastPoint;
using testing::PastReads;
using v1::Movement;
using v1::PlacedGoods;

constexpr int kSteps = 90;
constexpr int kPoints = 24;
constexpr int kHours = 36;
constexpr int kEndOfTime = 100'000;
// What the order's line has.
constexpr int64_t kOrdered = 900;
constexpr ledger::Amount kFen = 100'000;
constexpr char kOrder[] = "counties/990101/commitments/c1";

// Who gave it, or `unfunded`, or `order`.
const std::vector<std::string>& Origins() {
  static const std::vector<std::string> origins = {"order", "red-cross",
                                                   "temple", "unfunded"};
  return origins;
}

struct Fact {
  int64_t entry;
  int hour;
  Movement::Kind kind;
  std::string origin;
  std::string item;
  int64_t pieces;
};

class TraceReadsTest : public ::testing::TestWithParam<
                           std::tuple<SuppliesFixture::Store, unsigned>>,
                       protected testing::RandomHistory {
 protected:
  TraceReadsTest()
      : RandomHistory(std::get<1>(GetParam())),
        supplies_(std::get<0>(GetParam())) {
    supplies_.MakeSample();
    // The county, then two items and a store at one time of the clock.
    times_.Add(testing::FakeClock().Now());
    for (int i = 0; i < 3; ++i) {
      times_.Add(supplies_.service().clock().Now() + absl::Microseconds(i));
    }
  }

  void SetOrigin(const std::string& id, v1::Origin& origin) {
    origin.Clear();
    if (id == "unfunded") {
      origin.set_kind(v1::Origin::KIND_UNFUNDED);
    } else if (id == "order") {
      origin.set_kind(v1::Origin::KIND_COMMITMENT);
      origin.set_commitment(kOrder);
      origin.set_line(1);
    } else {
      origin.set_kind(v1::Origin::KIND_DONOR);
      origin.set_donor(id);
    }
  }

  static std::string LotKey(const Fact& fact) {
    return Concat(fact.item, " ", fact.origin);
  }

  // What the store has of a lot, at its lowest from an hour on.
  int64_t LowestFrom(const Fact& of) const {
    int64_t lowest = INT64_MAX;
    for (int hour = of.hour; hour < kHours; ++hour) {
      int64_t there = 0;
      for (const Fact& fact : facts_) {
        if (LotKey(fact) != LotKey(of) || fact.hour > hour) continue;
        there +=
            fact.kind == Movement::KIND_RECEIVE ? fact.pieces : -fact.pieces;
      }
      lowest = std::min(lowest, there);
    }
    return lowest;
  }

  // Something comes, or as much goes as may.
  void Step() {
    Fact fact{0,
              static_cast<int>(Below(kHours)),
              Movement::KIND_RECEIVE,
              OneOf(Origins()),
              OneOf<std::string>({"gloves", "n95"}),
              1 + Below(300)};
    if (Below(2) == 0) {
      fact.kind =
          OneOf<Movement::Kind>({Movement::KIND_ISSUE, Movement::KIND_LOSE,
                                 Movement::KIND_SEND_BACK});
      const int64_t most = LowestFrom(fact);
      if (most == 0) return;
      fact.pieces = 1 + Below(most);
    }
    Record(fact);
  }

  void Record(Fact fact) {
    auto request = supplies_.ReceiptRequest(fact.item, fact.pieces,
                                            At(kSunday, fact.hour));
    Movement& movement = *request.mutable_movement();
    movement.set_kind(fact.kind);
    movement.mutable_lines(0)->clear_batch();
    movement.mutable_lines(0)->clear_expiry_date();
    if (fact.kind == Movement::KIND_RECEIVE) {
      movement.mutable_lines(0)->set_batch("B1");
      SetOrigin(fact.origin, *movement.mutable_origin());
    } else {
      movement.clear_origin();
      movement.mutable_lines(0)->set_lot(lots_.at(LotKey(fact)));
    }
    if (fact.kind == Movement::KIND_LOSE) {
      movement.set_loss_reason(v1::LOSS_REASON_DAMAGED);
    }
    fact.entry = NextEntry(supplies_.service().clock(), absl::Minutes(90));
    const auto answer = supplies_.Record(request);
    ExpectRecorded(answer);
    if (!answer.ok()) return;
    lots_[LotKey(fact)] = answer->movement().lines(0).lots(0).lot();
    facts_.push_back(std::move(fact));
  }

  // Those known at a point.
  std::vector<Fact> KnownAt(int64_t sequence, int hour) const {
    std::vector<Fact> known;
    for (const Fact& fact : facts_) {
      if (fact.entry <= sequence && fact.hour <= hour) known.push_back(fact);
    }
    return known;
  }

  static v1::ListDonationsResponse DonationsOf(const std::vector<Fact>& facts) {
    std::map<std::pair<std::string, std::string>, v1::Donation> donations;
    for (const Fact& fact : facts) {
      if (fact.origin == "order" || fact.origin == "unfunded") continue;
      v1::Donation& donation = donations[{fact.origin, fact.item}];
      donation.set_donor(fact.origin);
      donation.set_item(ItemName(fact.item));
      const auto time = At(kSunday, fact.hour);
      const bool came = fact.kind == Movement::KIND_RECEIVE;
      donation.set_in_stores(donation.in_stores() +
                             (came ? fact.pieces : -fact.pieces));
      if (fact.kind == Movement::KIND_ISSUE) {
        donation.set_used(donation.used() + fact.pieces);
      } else if (fact.kind == Movement::KIND_LOSE) {
        donation.set_lost(donation.lost() + fact.pieces);
      } else if (fact.kind == Movement::KIND_SEND_BACK) {
        donation.set_sent_back(donation.sent_back() + fact.pieces);
      }
      if (!came) continue;
      donation.set_received(donation.received() + fact.pieces);
      if (!donation.has_first_receipt_time() ||
          time.seconds() < donation.first_receipt_time().seconds()) {
        *donation.mutable_first_receipt_time() = time;
      }
      if (time.seconds() > donation.last_receipt_time().seconds()) {
        *donation.mutable_last_receipt_time() = time;
      }
    }
    v1::ListDonationsResponse response;
    for (auto& [key, donation] : donations) {
      *response.add_donations() = std::move(donation);
    }
    response.set_total_size(response.donations_size());
    return response;
  }

  // What nothing pays for, one row for all of a lot that came at one instant.
  v1::ListUnfundedReceiptsResponse UnfundedOf(const std::vector<Fact>& facts,
                                              absl::Time judge) const {
    std::map<std::pair<int, std::string>, int64_t> pieces;
    for (const Fact& fact : facts) {
      if (fact.origin == "unfunded" && fact.kind == Movement::KIND_RECEIVE) {
        pieces[{fact.hour, fact.item}] += fact.pieces;
      }
    }
    v1::ListUnfundedReceiptsResponse response;
    for (const auto& [of, quantity] : pieces) {
      v1::UnfundedReceipt& receipt = *response.add_receipts();
      receipt.set_store(std::string(kReserve));
      receipt.set_facility(
          receipt.store().substr(0, receipt.store().find("/stores/")));
      receipt.set_item(ItemName(of.second));
      receipt.set_lot(lots_.at(Concat(of.second, " unfunded")));
      receipt.set_quantity(quantity);
      *receipt.mutable_receipt_time() = At(kSunday, of.first);
      const auto day = [](absl::Time time) {
        return absl::ToCivilDay(time, absl::FixedTimeZone(8 * 3'600));
      };
      const absl::Time at =
          absl::FromUnixSeconds(receipt.receipt_time().seconds());
      receipt.set_age_days(std::max<int64_t>(0, day(judge) - day(at)));
    }
    response.set_total_size(response.receipts_size());
    *response.mutable_judge_time() = testing::ToTimestamp(judge);
    return response;
  }

  // The order's goods: what was issued and lost first, the store last.
  static v1::TracedGoods GoodsOf(const std::vector<Fact>& facts) {
    // Received, issued, lost, in store, sent back of each item.
    std::map<std::string, std::map<Movement::Kind, int64_t>> sums;
    int64_t net = 0;
    for (const Fact& fact : facts) {
      if (fact.origin != "order") continue;
      sums[fact.item][fact.kind] += fact.pieces;
      if (fact.kind == Movement::KIND_RECEIVE) net += fact.pieces;
      if (fact.kind == Movement::KIND_SEND_BACK) net -= fact.pieces;
    }
    v1::TracedGoods goods;
    const auto worth = [net](int64_t count) {
      return kFen * std::min({count, net, kOrdered}) / kOrdered;
    };
    int64_t before = 0;
    const auto add = [&](PlacedGoods::Place kind, const std::string& item,
                         int64_t quantity) {
      if (quantity == 0) return;
      PlacedGoods& place = *goods.add_places();
      place.set_place(kind);
      place.set_store(std::string(kReserve));
      place.set_facility(
          place.store().substr(0, place.store().find("/stores/")));
      if (kind == PlacedGoods::PLACE_LOST) place.set_reason("damaged");
      place.set_item(ItemName(item));
      place.set_quantity(quantity);
      place.set_commitment(kOrder);
      place.set_line(1);
      if (kind == PlacedGoods::PLACE_SENT_BACK) return;
      *place.mutable_value() =
          MoneyOf(worth(before + quantity) - worth(before));
      before += quantity;
    };
    for (auto& [item, sum] : sums) {
      add(PlacedGoods::PLACE_ISSUED, item, sum[Movement::KIND_ISSUE]);
    }
    for (auto& [item, sum] : sums) {
      add(PlacedGoods::PLACE_LOST, item, sum[Movement::KIND_LOSE]);
    }
    for (auto& [item, sum] : sums) {
      goods.set_received(goods.received() + sum[Movement::KIND_RECEIVE]);
      add(PlacedGoods::PLACE_STORE, item,
          sum[Movement::KIND_RECEIVE] - sum[Movement::KIND_ISSUE] -
              sum[Movement::KIND_LOSE] - sum[Movement::KIND_SEND_BACK]);
    }
    for (auto& [item, sum] : sums) {
      add(PlacedGoods::PLACE_SENT_BACK, item, sum[Movement::KIND_SEND_BACK]);
    }
    const int64_t unmatched = std::max<int64_t>(net - kMatched, 0);
    goods.set_outstanding(std::max<int64_t>(kOrdered - net, 0));
    *goods.mutable_outstanding_value() = MoneyOf(kFen - worth(net));
    goods.set_unmatched(unmatched);
    *goods.mutable_unmatched_value() =
        MoneyOf(worth(net) - worth(std::min(net, kMatched)));
    goods.set_over_delivered(std::max<int64_t>(net - kOrdered, 0));
    *goods.mutable_value() = MoneyOf(worth(net));
    return goods;
  }

  void Compare(PastReads& reads, const PastPoint& recorded, int hour) {
    type::v1::AsOf as_of = recorded.as_of;
    absl::Time judge = JudgeTime(recorded, supplies_.service().clock().Now());
    if (hour != kEndOfTime) {
      *as_of.mutable_effective_time() = At(kSunday, hour);
      judge = absl::FromUnixSeconds(as_of.effective_time().seconds());
    }
    const auto read_at = reads.ReadAt(recorded.sequence);
    const std::vector<Fact> known = KnownAt(recorded.sequence, hour);

    v1::ListDonationsRequest list;
    list.set_parent(std::string(kCounty));
    *list.mutable_as_of() = as_of;
    auto donations = DonationsOf(known);
    *donations.mutable_read_at() = read_at;
    *donations.mutable_data_time() = testing::ToTimestamp(recorded.data_time);
    reads.ExpectPages("ListDonations", list, donations);

    v1::ListUnfundedReceiptsRequest unfunded;
    unfunded.set_parent(std::string(kCounty));
    *unfunded.mutable_as_of() = as_of;
    auto receipts = UnfundedOf(known, judge);
    *receipts.mutable_read_at() = read_at;
    reads.ExpectPages("ListUnfundedReceipts", unfunded, receipts);

    v1::TraceGoodsRequest trace;
    trace.set_parent(std::string(kCounty));
    *trace.mutable_as_of() = as_of;
    v1::OrderedGoods& line = *trace.add_lines();
    line.set_commitment(kOrder);
    line.set_line(1);
    line.set_quantity(kOrdered);
    *line.mutable_amount() = MoneyOf(kFen);
    line.set_quantity_matched(kMatched);
    v1::TraceGoodsResponse expected;
    *expected.add_goods() = GoodsOf(known);
    SetOrigin("order", *expected.mutable_goods(0)->mutable_origin());
    *expected.mutable_read_at() = read_at;
    *expected.mutable_data_time() = testing::ToTimestamp(recorded.data_time);
    reads.ExpectAnswer("TraceGoods", trace, expected);
  }

  static constexpr int64_t kMatched = 400;

  SuppliesFixture supplies_;
  std::vector<Fact> facts_;
  // Names, by item and origin.
  std::map<std::string, std::string> lots_;
};

TEST_P(TraceReadsTest, EveryReadEqualsTheModelAtAnyPastPoint) {
  SCOPED_TRACE(Concat("seed ", seed_));
  for (int step = 0; step < kSteps && !HasFailure(); ++step) Step();
  ASSERT_FALSE(HasFailure());
  PastReads reads(supplies_.service(), receipt_);
  for (int i = 0; i < kPoints && !HasFailure(); ++i) {
    const PastPoint recorded = testing::PickPoint(times_, i % 2 == 1, random_);
    const int hour = i % 4 == 0 ? kEndOfTime : static_cast<int>(Below(kHours));
    SCOPED_TRACE(Concat(recorded.as_of.ShortDebugString(), " hour ", hour));
    Compare(reads, recorded, hour);
  }
  reads.ExpectAllCompared(
      *v1::TraceGoodsRequest::descriptor()->file()->service(0));
  RecordProperty("compared", static_cast<int>(reads.compared()));
  EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, TraceReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kSqlite),
                       ::testing::Range(1u, 7u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, TraceReadsTest,
    ::testing::Combine(::testing::Values(SuppliesFixture::Store::kMariadb),
                       ::testing::Values(7u)));

}  // namespace
}  // namespace epiledger::supplies
