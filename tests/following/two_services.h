// TwoServices: funding and supplies of one county in this process, funding
// following supplies as far as it is told to. For tests.
#ifndef EPILEDGER_TESTS_FOLLOWING_TWO_SERVICES_H_
#define EPILEDGER_TESTS_FOLLOWING_TWO_SERVICES_H_

#include <array>
#include <string>

#include "epiledger/funding/v1/arrival_service.pb.h"
#include "services/follow/county_follower.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/rules/arrival_rules.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"
#include "tests/testing/followed_book.h"

namespace epiledger::funding {

// Document `d1` of 6,000 yuan, see Purchases; store `reserve` of supplies.
class TwoServices : public Correcting<Purchases> {
 protected:
  using Sent = supplies::v1::CreateMovementResponse;

  TwoServices()
      : supplies_(GetParam() == FundingFixture::Store::kSqlite
                      ? supplies::SuppliesFixture::Store::kSqlite
                      : supplies::SuppliesFixture::Store::kMariadb) {
    supplies_.MakeSample();
    funding_.service().clock().Set(supplies_.service().clock().Now());
  }
  ~TwoServices() override {
    EXPECT_THAT(supplies_.service().Verify().findings, ::testing::IsEmpty());
  }

  // Order `id` of so many n95 for an amount, in one line.
  void OrderMasks(const std::string& id, int64_t pieces, int64_t fen,
                  const std::string& item = "n95") {
    auto request = OrderRequest(id, {{"gowns", fen, pieces}});
    request.mutable_commitment()->mutable_lines(0)->set_item(
        supplies::ItemName(item));
    const auto ordered = funding_.service().Call<v1::CreateCommitmentResponse>(
        "CreateCommitment", request);
    ASSERT_TRUE(ordered.ok()) << ordered.status();
  }
  Stages StagesNow(const std::string& id) {
    v1::GetCommitmentRequest request;
    request.set_name(CommitmentName(id));
    return StagesOf(funding_.service()
                        .Call<v1::Commitment>("GetCommitment", request)
                        .value_or(v1::Commitment())
                        .balance());
  }

  // The store receives n95 of an order's line.
  absl::StatusOr<Sent> Receive(const std::string& order, int64_t pieces,
                               int line = 1,
                               absl::CivilDay day = supplies::kSunday) {
    return supplies_.Record(DeliveryRequest(order, pieces, line, day));
  }
  supplies::v1::CreateMovementRequest DeliveryRequest(
      const std::string& order, int64_t pieces, int line = 1,
      absl::CivilDay day = supplies::kSunday) {
    auto request =
        supplies_.ReceiptRequest("n95", pieces, supplies::At(day, 10));
    auto& origin = *request.mutable_movement()->mutable_origin();
    origin.Clear();
    origin.set_kind(supplies::v1::Origin::KIND_COMMITMENT);
    origin.set_commitment(CommitmentName(order));
    origin.set_line(line);
    return request;
  }

  // Funding follows all there is; how many entries it recorded for it.
  int64_t Follow() {
    const int64_t before = Head();
    const absl::Status followed = testing::FollowAll(follower_);
    EXPECT_TRUE(followed.ok()) << followed;
    return Head() - before;
  }

  v1::ListArrivalsResponse Arrivals(
      v1::Arrival::State state = v1::Arrival::STATE_UNSPECIFIED) {
    v1::ListArrivalsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_state(state);
    return funding_.service()
        .Call<v1::ListArrivalsResponse>("ListArrivals", request)
        .value();
  }
  // Known, accrued, left.
  static std::array<int64_t, 3> PiecesOf(const v1::Arrival& arrival) {
    return {arrival.quantity_known(), arrival.quantity_accrued(),
            arrival.quantity_left()};
  }
  absl::StatusOr<v1::RetryArrivalResponse> Retry(const v1::Arrival& arrival) {
    auto request = New<v1::RetryArrivalRequest>();
    request.set_name(arrival.name());
    return funding_.service().Call<v1::RetryArrivalResponse>("RetryArrival",
                                                             request);
  }
  absl::StatusOr<v1::ResolveArrivalResponse> Resolve(
      const v1::Arrival& arrival) {
    auto request = New<v1::ResolveArrivalRequest>();
    request.set_name(arrival.name());
    request.set_resolution("供应商同意退货");
    return funding_.service().Call<v1::ResolveArrivalResponse>("ResolveArrival",
                                                               request);
  }

  int64_t Head() {
    int64_t head = 0;
    const absl::Status read = funding_.service().books().Read(
        funding_.service().book(), [&](ledger::Snapshot& snapshot) {
          head = snapshot.head().sequence;
          return absl::OkStatus();
        });
    EXPECT_TRUE(read.ok()) << read;
    return head;
  }

  supplies::SuppliesFixture supplies_;
  const follow::Following following_ = FollowSupplies();
  const follow::FetchEntries fetch_ =
      testing::FetchFrom(supplies_.service().books());
  follow::CountyFollower follower_{following_, fetch_,
                                   funding_.service().books(), "990101"};
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_TESTS_FOLLOWING_TWO_SERVICES_H_
