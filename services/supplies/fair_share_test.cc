// Stories of sharing out what does not suffice. Every figure is written by
// hand.
#include <string>
#include <vector>

#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/fair_share_service.h"
#include "services/supplies/shipment_story.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using ::testing::SizeIs;
using Standing = v1::ShareStanding;

constexpr std::string_view kClinic =
    "counties/990101/facilities/clinic/stores/main";
constexpr std::string_view kVillage =
    "counties/990101/facilities/village/stores/main";

// The hospital's reserve uses 100 masks a day, the clinic 20, and of the
// village nothing is known. Boxes of 100 are in the warehouse.
class FairShareTest : public ShipmentStory {
 protected:
  FairShareTest() {
    for (const char* const facility : {"clinic", "village"}) {
      EXPECT_TRUE(supplies_.CreateStore(facility, "main").ok());
    }
    UseUp(kReserve, 600, 200);
    UseUp(kClinic, 140, 60);
  }

  // Sunday's count and Thursday's.
  void UseUp(std::string_view store, int64_t first, int64_t last) {
    Count(store, first, At(kSunday));
    Count(store, last, At(kThursday));
  }

  v1::SuggestFairShareRequest SuggestRequest() {
    v1::SuggestFairShareRequest request;
    request.set_parent(std::string(kCounty));
    request.set_item(ItemName("n95"));
    request.add_from_stores(std::string(kMain));
    return request;
  }
  v1::SuggestFairShareResponse Suggest(
      const v1::SuggestFairShareRequest& request) {
    const auto response = service().Call<v1::SuggestFairShareResponse>(
        "SuggestFairShare", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::SuggestFairShareResponse());
  }
  // As it is recorded: a suggestion without its figures.
  static v1::FairShare Bare(const v1::FairShare& suggested) {
    v1::FairShare share;
    share.set_item(suggested.item());
    for (const v1::FairShareLine& line : suggested.lines()) {
      v1::FairShareLine& of = *share.add_lines();
      of.set_from_store(line.from_store());
      of.set_to_store(line.to_store());
      *of.mutable_quantity() = line.quantity();
      *of.mutable_lots() = line.lots();
    }
    return share;
  }
  v1::FairShare Propose(const v1::FairShare& share) {
    v1::CreateFairShareRequest request;
    request.set_request_id(service().NewId());
    request.set_parent(std::string(kCounty));
    *request.mutable_fair_share() = share;
    const auto response =
        service().Call<v1::CreateFairShareResponse>("CreateFairShare", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::CreateFairShareResponse()).fair_share();
  }
  v1::FairShare ProposeSuggested() {
    return Propose(Bare(Suggest(SuggestRequest()).fair_share()));
  }
  v1::ReviseFairShareRequest ReviseRequest(const v1::FairShare& share) {
    v1::ReviseFairShareRequest request;
    request.set_request_id(service().NewId());
    request.set_name(share.name());
    request.set_revision(share.revision());
    return request;
  }
  static void Change(std::string_view to, int64_t pieces,
                     v1::ReviseFairShareRequest& request) {
    v1::FairShareLine& line = *request.add_lines();
    line.set_from_store(std::string(kMain));
    line.set_to_store(std::string(to));
    line.mutable_quantity()->set_pieces(pieces);
  }
  absl::StatusOr<v1::ReviseFairShareResponse> Revise(
      const v1::ReviseFairShareRequest& request) {
    return service().Call<v1::ReviseFairShareResponse>("ReviseFairShare",
                                                       request);
  }
  v1::ApproveFairShareRequest ApproveRequest(const v1::FairShare& share) {
    v1::ApproveFairShareRequest request;
    request.set_request_id(service().NewId());
    request.set_name(share.name());
    request.set_digest(share.digest());
    return request;
  }
  absl::StatusOr<v1::ApproveFairShareResponse> ApproveShare(
      const v1::ApproveFairShareRequest& request) {
    return service().Call<v1::ApproveFairShareResponse>("ApproveFairShare",
                                                        request);
  }
  v1::FairShare GetShare(const std::string& name,
                         const type::v1::AsOf& as_of = {}) {
    v1::GetFairShareRequest request;
    request.set_name(name);
    *request.mutable_as_of() = as_of;
    const auto share = service().Call<v1::FairShare>("GetFairShare", request);
    EXPECT_TRUE(share.ok()) << share.status();
    return share.value_or(v1::FairShare());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, FairShareTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

// The line that goes to a store; an empty one where none does.
v1::FairShareLine LineTo(const v1::FairShare& share, std::string_view store) {
  for (const v1::FairShareLine& line : share.lines()) {
    if (line.to_store() == store) return line;
  }
  return {};
}

TEST_P(FairShareTest, EvensOutDaysOfSupplyAndSaysWhy) {
  Deliver("A", 550);
  const v1::SuggestFairShareResponse suggested = Suggest(SuggestRequest());
  EXPECT_EQ(suggested.pack_size(), 100);
  EXPECT_EQ(suggested.free(), 550);
  const v1::FairShare& share = suggested.fair_share();
  // The hospital has 2 days, the clinic 3, of the village nobody knows: it gets
  // one box, then the hospital 2 days, 3 days and 4; at 3 days both are even.
  ASSERT_THAT(share.lines(), SizeIs(3));
  EXPECT_EQ(share.left_over(), 50);
  EXPECT_THAT(share.left_out(), IsEmpty());
  const v1::FairShareLine hospital = LineTo(share, kReserve);
  EXPECT_EQ(hospital.total(), 300);
  EXPECT_EQ(hospital.standing().free(), 200);
  EXPECT_EQ(hospital.standing().use(), 400);
  EXPECT_EQ(hospital.standing().known_days(), 4);
  EXPECT_EQ(hospital.standing().days_before_tenths(), 20);
  EXPECT_EQ(hospital.standing().days_after_tenths(), 50);
  EXPECT_EQ(hospital.standing().basis(), Standing::BASIS_DAYS_OF_SUPPLY);
  const v1::FairShareLine clinic = LineTo(share, kClinic);
  EXPECT_EQ(clinic.total(), 100);
  EXPECT_EQ(clinic.standing().days_before_tenths(), 30);
  EXPECT_EQ(clinic.standing().days_after_tenths(), 80);
  const v1::FairShareLine village = LineTo(share, kVillage);
  EXPECT_EQ(village.total(), 100);
  EXPECT_EQ(village.standing().need(), v1::Supply::STATE_UNKNOWN);
  EXPECT_FALSE(village.standing().has_days_before_tenths());
  EXPECT_EQ(village.standing().basis(), Standing::BASIS_NEED_UNKNOWN);
  // Nothing was recorded.
  EXPECT_EQ(Stock(kMain).free(), 550);
}

TEST_P(FairShareTest, OneWhoGetsNoneIsToldOf) {
  Deliver("A", 200);
  v1::SuggestFairShareRequest request = SuggestRequest();
  request.mutable_at_most()->add_packs()->set_pack("盒");
  request.mutable_at_most()->mutable_packs(0)->set_count(1);
  request.add_to_stores(std::string(kReserve));
  request.add_to_stores(std::string(kClinic));
  const v1::FairShare share = Suggest(request).fair_share();
  EXPECT_EQ(LineTo(share, kReserve).total(), 100);
  ASSERT_THAT(share.left_out(), SizeIs(1));
  EXPECT_EQ(share.left_out(0).store(), kClinic);
  EXPECT_EQ(share.left_out(0).basis(), Standing::BASIS_OTHERS_FIRST);
  EXPECT_EQ(share.left_out(0).days_before_tenths(), 30);
  EXPECT_EQ(share.left_over(), 100);
}

TEST_P(FairShareTest, WhatIsOnItsWayCounts) {
  Deliver("A", 800);
  Ship(Pick(Reserve(300).name()).name(), At(kThursday, 21));
  Reserve(100);
  const v1::FairShare share = Suggest(SuggestRequest()).fair_share();
  // 200 and 400 on their way are 6 days: four boxes are free, one goes to the
  // village, one to the clinic (8 days), two to the hospital (8 days).
  const v1::FairShareLine hospital = LineTo(share, kReserve);
  EXPECT_EQ(hospital.standing().free(), 200);
  EXPECT_EQ(hospital.standing().on_its_way(), 400);
  EXPECT_EQ(hospital.standing().days_before_tenths(), 60);
  EXPECT_EQ(hospital.total(), 200);
  EXPECT_EQ(LineTo(share, kClinic).total(), 100);
  EXPECT_EQ(LineTo(share, kVillage).total(), 100);
}

TEST_P(FairShareTest, WhatExpiresFirstGoesWhereItIsUsedAndNeverWhatIsExpired) {
  // On Saturday the 8th: the first is expired, the second lasts four days, in
  // which the hospital uses 400 and the clinic 80.
  Deliver("X", 500, absl::CivilDay(2020, 2, 7));
  const std::string soon = Deliver("S", 200, absl::CivilDay(2020, 2, 11));
  const std::string late = Deliver("L", 100);
  v1::SuggestFairShareRequest request = SuggestRequest();
  request.add_to_stores(std::string(kClinic));
  request.add_to_stores(std::string(kReserve));
  const v1::SuggestFairShareResponse suggested = Suggest(request);
  EXPECT_EQ(suggested.free(), 300);
  const v1::FairShareLine hospital = LineTo(suggested.fair_share(), kReserve);
  ASSERT_THAT(hospital.lots(), SizeIs(1));
  EXPECT_EQ(hospital.lots(0).lot(), soon);
  EXPECT_EQ(hospital.lots(0).quantity(), 200);
  EXPECT_EQ(hospital.expiring(), 0);
  const v1::FairShareLine clinic = LineTo(suggested.fair_share(), kClinic);
  ASSERT_THAT(clinic.lots(), SizeIs(1));
  EXPECT_EQ(clinic.lots(0).lot(), late);
}

TEST_P(FairShareTest, ApprovedAsItWasSeenItBecomesShipmentsWithTheirLots) {
  const std::string lot = Deliver("A", 550);
  const v1::FairShare proposed = ProposeSuggested();
  EXPECT_EQ(proposed.state(), v1::FairShare::STATE_PROPOSED);
  EXPECT_EQ(proposed.revision(), 1);
  EXPECT_EQ(Stock(kMain).free(), 550);
  v1::ReviseFairShareRequest edit = ReviseRequest(proposed);
  Change(kClinic, 150, edit);
  Change(kVillage, 0, edit);
  edit.set_note("西片由中医院支援");
  const auto revised = Revise(edit);
  ASSERT_TRUE(revised.ok()) << revised.status();
  EXPECT_EQ(revised->fair_share().revision(), 2);
  EXPECT_NE(revised->fair_share().digest(), proposed.digest());
  // Who saw the first revision approves nothing.
  const auto stale = ApproveShare(ApproveRequest(proposed));
  EXPECT_EQ(ReasonOf(stale.status()), "FAIR_SHARE_DIFFERS");
  EXPECT_EQ(FigureOf(stale.status(), "revision"), "2");

  const auto approved = ApproveShare(ApproveRequest(revised->fair_share()));
  ASSERT_TRUE(approved.ok()) << approved.status();
  const v1::FairShare& share = approved->fair_share();
  EXPECT_EQ(share.state(), v1::FairShare::STATE_APPROVED);
  ASSERT_THAT(share.decision().shipments(), SizeIs(2));
  EXPECT_EQ(Stock(kMain).free(), 100);
  EXPECT_EQ(Stock(kMain).reserved(), 450);
  const v1::Shipment first = Get(share.decision().shipments(0));
  EXPECT_EQ(first.fair_share(), share.name());
  EXPECT_EQ(first.to_store(), share.lines(0).to_store());
  for (const std::string& name : share.decision().shipments()) {
    const v1::Shipment shipment = Get(name);
    if (shipment.to_store() == kReserve) {
      // Its lot is set aside; of what a person changed none was named.
      EXPECT_EQ(shipment.state(), v1::Shipment::STATE_PICKED);
      EXPECT_EQ(shipment.lines(0).lots(0).lot(), lot);
      EXPECT_EQ(shipment.lines(0).total(), 300);
    } else {
      EXPECT_EQ(shipment.state(), v1::Shipment::STATE_RESERVED);
      EXPECT_EQ(shipment.lines(0).total(), 150);
    }
  }
  const auto again = ApproveShare(ApproveRequest(share));
  EXPECT_EQ(ReasonOf(again.status()), "FAIR_SHARE_DECIDED");
}

TEST_P(FairShareTest, ItsFiguresStayThoseThatWereSeen) {
  Deliver("A", 550);
  const v1::FairShare proposed = ProposeSuggested();
  const v1::FairShare seen = GetShare(proposed.name());
  EXPECT_EQ(LineTo(seen, kReserve).standing().days_before_tenths(), 20);
  EXPECT_EQ(LineTo(seen, kReserve).standing().days_after_tenths(), 50);
  ASSERT_TRUE(ApproveShare(ApproveRequest(proposed)).ok());
  Count(kReserve, 100, At(kThursday + 1));
  EXPECT_EQ(
      LineTo(GetShare(proposed.name()), kReserve).standing().DebugString(),
      LineTo(seen, kReserve).standing().DebugString());
  EXPECT_EQ(GetShare(proposed.name(), AsOfSequence(proposed.revise_sequence()))
                .state(),
            v1::FairShare::STATE_PROPOSED);
}

TEST_P(FairShareTest, StockThatMovedSinceIsDecidedAnew) {
  Deliver("A", 550);
  const v1::FairShare proposed = ProposeSuggested();
  Count(kClinic, 20, At(kThursday + 1));
  const v1::ApproveFairShareRequest request = ApproveRequest(proposed);
  const auto refused = ApproveShare(request);
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_MOVED_SINCE");
  EXPECT_EQ(FigureOf(refused.status(), "store"), kClinic);
  // Nothing of it is held back, and the refusal is frozen.
  EXPECT_EQ(Stock(kMain).reserved(), 0);
  // The same lines, seen again with figures of now.
  const auto revised = Revise(ReviseRequest(proposed));
  ASSERT_TRUE(revised.ok()) << revised.status();
  EXPECT_EQ(LineTo(GetShare(proposed.name()), kClinic).standing().free(), 20);
  EXPECT_TRUE(ApproveShare(ApproveRequest(revised->fair_share())).ok());
  EXPECT_EQ(ReasonOf(ApproveShare(request).status()), "STOCK_MOVED_SINCE");
}

TEST_P(FairShareTest, WhatIsFreeForEachIsNotFreeForAll) {
  Deliver("A", 550);
  const v1::FairShare proposed = ProposeSuggested();
  v1::ReviseFairShareRequest edit = ReviseRequest(proposed);
  Change(kReserve, 400, edit);
  Change(kClinic, 200, edit);
  const auto revised = Revise(edit);
  ASSERT_TRUE(revised.ok()) << revised.status();
  const auto refused = ApproveShare(ApproveRequest(revised->fair_share()));
  EXPECT_EQ(ReasonOf(refused.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(refused.status(), "available"), "550");
  EXPECT_EQ(FigureOf(refused.status(), "needed"), "700");
  EXPECT_EQ(Stock(kMain).reserved(), 0);
}

TEST_P(FairShareTest, TwoOfOneItemAreNotApprovedOneAfterTheOther) {
  Deliver("A", 1'200);
  v1::SuggestFairShareRequest request = SuggestRequest();
  request.mutable_at_most()->set_pieces(300);
  const v1::FairShare bare = Bare(Suggest(request).fair_share());
  const v1::FairShare one = Propose(bare);
  const v1::FairShare other = Propose(bare);
  ASSERT_TRUE(ApproveShare(ApproveRequest(one)).ok());
  const auto refused = ApproveShare(ApproveRequest(other));
  EXPECT_EQ(ReasonOf(refused.status()), "SHARED_OUT_SINCE");
  EXPECT_EQ(FigureOf(refused.status(), "other"), one.name());
  v1::WithdrawFairShareRequest withdraw;
  withdraw.set_request_id(service().NewId());
  withdraw.set_name(other.name());
  withdraw.set_reason("重复");
  const auto withdrawn = service().Call<v1::WithdrawFairShareResponse>(
      "WithdrawFairShare", withdraw);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(ReasonOf(ApproveShare(ApproveRequest(other)).status()),
            "FAIR_SHARE_DECIDED");
  v1::ListFairSharesRequest list;
  list.set_parent(std::string(kCounty));
  list.set_state(v1::FairShare::STATE_WITHDRAWN);
  const auto listed =
      service().Call<v1::ListFairSharesResponse>("ListFairShares", list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_THAT(listed->fair_shares(), SizeIs(1));
  EXPECT_EQ(listed->fair_shares(0).decision().reason(), "重复");
}

TEST_P(FairShareTest, WhatDoesNotFitIsRefused) {
  const std::string lot = Deliver("A", 550);
  const v1::FairShare proposed = ProposeSuggested();
  v1::ReviseFairShareRequest edit = ReviseRequest(proposed);
  for (const std::string_view store : {kReserve, kClinic, kVillage}) {
    Change(store, 0, edit);
  }
  EXPECT_EQ(ReasonOf(Revise(edit).status()), "NO_LINES_LEFT");
  v1::ReviseFairShareRequest lots = ReviseRequest(proposed);
  Change(kClinic, 100, lots);
  v1::ShareLot& part = *lots.mutable_lines(0)->add_lots();
  part.set_lot(lot);
  part.set_quantity(90);
  EXPECT_EQ(ReasonOf(Revise(lots).status()), "LOTS_DIFFER");
  v1::ReviseFairShareRequest nowhere = ReviseRequest(proposed);
  Change("counties/990101/facilities/clinic/stores/attic", 100, nowhere);
  EXPECT_EQ(ReasonOf(Revise(nowhere).status()), "STORE_NOT_FOUND");
  ASSERT_TRUE(Revise(ReviseRequest(proposed)).ok());
  const auto late = Revise(ReviseRequest(proposed));
  EXPECT_EQ(ReasonOf(late.status()), "FAIR_SHARE_REVISED");
  EXPECT_EQ(FigureOf(late.status(), "revision"), "2");
}

}  // namespace
}  // namespace epiledger::supplies
