// Stories of what hospitals ask for and what the headquarters say. Every figure
// is written by hand.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/requisition_service.h"
#include "services/supplies/shipment_service.h"
#include "services/supplies/shipment_story.h"
#include "services/text.h"
#include "tests/testing/batches.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::FigureOf;
using testing::ReasonOf;
using ::testing::SizeIs;
using Asked = v1::Requisition;

class RequisitionsTest : public ShipmentStory {
 protected:
  absl::StatusOr<v1::CancelRequisitionResponse> CancelAsked(
      const std::string& requisition) {
    v1::CancelRequisitionRequest request;
    request.set_request_id(service().NewId());
    request.set_name(requisition);
    request.set_reason("已从他处调剂");
    return service().Call<v1::CancelRequisitionResponse>("CancelRequisition",
                                                         request);
  }
  absl::StatusOr<v1::RejectRequisitionResponse> RejectAsked(
      const std::string& requisition) {
    v1::RejectRequisitionRequest request;
    request.set_request_id(service().NewId());
    request.set_name(requisition);
    request.set_reason("库存尚可用十日");
    return service().Call<v1::RejectRequisitionResponse>("RejectRequisition",
                                                         request);
  }
  v1::ListRequisitionsResponse ListAsked(
      const v1::ListRequisitionsRequest& request = AllAsked()) {
    const auto response = service().Call<v1::ListRequisitionsResponse>(
        "ListRequisitions", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListRequisitionsResponse());
  }
  static v1::ListRequisitionsRequest AllAsked() {
    v1::ListRequisitionsRequest request;
    request.set_parent(std::string(kCounty));
    return request;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, RequisitionsTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         &EngineName);

TEST_P(RequisitionsTest, FromAskingToReceivingNobodyForgetsToReserve) {
  Deliver("A", 500);
  v1::CreateRequisitionRequest request = AskRequest(0);
  auto& boxes = *request.mutable_requisition()
                     ->mutable_lines(0)
                     ->mutable_quantity()
                     ->add_packs();
  boxes.set_pack("盒");
  boxes.set_count(3);
  const auto asked = service().Call<v1::CreateRequisitionResponse>(
      "CreateRequisition", request);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->requisition().state(), Asked::STATE_SUBMITTED);
  EXPECT_EQ(asked->requisition().lines(0).total(), 300);
  EXPECT_EQ(Stock(kMain).free(), 500);

  const auto approved = Approve(asked->requisition().name(), 200);
  ASSERT_TRUE(approved.ok()) << approved.status();
  const v1::Requisition& answered = approved->requisition();
  EXPECT_EQ(answered.state(), Asked::STATE_APPROVED);
  EXPECT_EQ(answered.lines(0).approved(), 200);
  EXPECT_EQ(Stock(kMain).free(), 300);
  ASSERT_THAT(answered.decision().shipments(), SizeIs(1));
  const std::string shipment = answered.decision().shipments(0);
  EXPECT_EQ(Get(shipment).requisition(), answered.name());
  EXPECT_EQ(Get(shipment).to_store(), kReserve);

  Pick(shipment);
  Ship(shipment, At(kMonday));
  auto receipt = ReceiptRequest(shipment, 150, At(kTuesday));
  ASSERT_TRUE(Receive(receipt).ok());
  EXPECT_EQ(GetAsked(answered.name()).state(), Asked::STATE_APPROVED);
  EXPECT_EQ(GetAsked(answered.name()).lines(0).received(), 150);
  auto rest = ReceiptRequest(shipment, 40, At(kWednesday));
  Reject(v1::REJECTION_REASON_MISSING, 10, rest);
  ASSERT_TRUE(Receive(rest).ok());
  const v1::Requisition closed = GetAsked(answered.name());
  EXPECT_EQ(closed.state(), Asked::STATE_CLOSED);
  EXPECT_EQ(closed.lines(0).received(), 190);
  EXPECT_TRUE(closed.has_close_time());
  EXPECT_EQ(Stock(kReserve).free(), 190);
  // As it was known before the answer.
  EXPECT_EQ(GetAsked(answered.name(), AsOfSequence(asked->receipt().sequence()))
                .state(),
            Asked::STATE_SUBMITTED);
}

TEST_P(RequisitionsTest, ThePictureTellsWhatNobodyAnswered) {
  const auto told = [this](const type::v1::AsOf& as_of = {}) {
    v1::GetCountySummaryRequest request;
    request.set_name(std::string(kCounty));
    *request.mutable_as_of() = as_of;
    const auto summary =
        service().Call<v1::CountySummary>("GetCountySummary", request);
    EXPECT_TRUE(summary.ok()) << summary.status();
    return summary.value_or(v1::CountySummary());
  };
  EXPECT_TRUE(told().has_unanswered()) << "none, and that is known";
  EXPECT_EQ(told().unanswered().total(), 0);
  const std::string first = Ask(10).name();
  const std::string second = Ask(20).name();
  const std::string answered = Ask(30).name();
  ASSERT_TRUE(RejectAsked(answered).ok());

  const v1::UnansweredRequisitions now = told().unanswered();
  EXPECT_EQ(now.total(), 2);
  ASSERT_THAT(now.requisitions(), SizeIs(2));
  EXPECT_EQ(now.requisitions(0).name(), first);
  EXPECT_EQ(now.requisitions(1).name(), second);
  ASSERT_THAT(now.ages(), SizeIs(1));
  EXPECT_EQ(now.ages(0).requisitions(), 2);
  // They have no time but that of recording.
  type::v1::AsOf instant;
  *instant.mutable_effective_time() = At(kMonday);
  EXPECT_FALSE(told(instant).has_unanswered());
}

TEST_P(RequisitionsTest, IsApprovedOutOfTwoStoresAtOnce) {
  Deliver("A", 100);
  auto there = supplies_.ReceiptRequest("n95", 50, At(kSunday, 8));
  there.set_parent(std::string(kWard));
  ASSERT_TRUE(supplies_.Record(there).ok());
  const std::string asked = Ask(120).name();
  v1::GrantRequisitionRequest request;
  request.set_request_id(service().NewId());
  request.set_name(asked);
  request.set_store(std::string(kMain));
  for (const int pieces : {90, 30}) {
    v1::Grant& grant = *request.add_grants();
    grant.set_item(ItemName("n95"));
    grant.mutable_quantity()->set_pieces(pieces);
  }
  request.mutable_grants(1)->set_store(std::string(kWard));
  const auto approved =
      service().Call<v1::GrantRequisitionResponse>("GrantRequisition", request);
  ASSERT_TRUE(approved.ok()) << approved.status();
  EXPECT_THAT(approved->requisition().decision().shipments(), SizeIs(2));
  EXPECT_EQ(approved->requisition().lines(0).approved(), 120);
  EXPECT_EQ(Stock(kMain).reserved(), 90);
  EXPECT_EQ(Stock(kWard).reserved(), 30);
  // One goes, the other does not: then all is over.
  const std::string from_main = approved->requisition().decision().shipments(0);
  const std::string from_ward = approved->requisition().decision().shipments(1);
  BecomeClerkOf("warehouse", auth::v1::ROLE_WAREHOUSE);
  Ship(from_main, At(kMonday));
  BecomeClerkOf("hospital", auth::v1::ROLE_HOSPITAL);
  ASSERT_TRUE(Receive(ReceiptRequest(from_main, 90, At(kTuesday))).ok());
  EXPECT_EQ(GetAsked(asked).state(), Asked::STATE_APPROVED);
  ASSERT_TRUE(Cancel(from_ward).ok());
  EXPECT_EQ(GetAsked(asked).state(), Asked::STATE_CLOSED);
}

TEST_P(RequisitionsTest, NothingIsPromisedThatIsNotThere) {
  Deliver("A", 100);
  const std::string asked = Ask(150).name();
  const auto all = Approve(asked);
  EXPECT_EQ(ReasonOf(all.status()), "STOCK_SHORT");
  EXPECT_EQ(FigureOf(all.status(), "available"), "100");
  EXPECT_EQ(GetAsked(asked).state(), Asked::STATE_SUBMITTED);
  EXPECT_EQ(Stock(kMain).reserved(), 0);
  EXPECT_EQ(ReasonOf(Approve(asked, 151).status()), "APPROVED_TOO_MUCH");
  ASSERT_TRUE(Approve(asked, 100).ok());
  EXPECT_EQ(ReasonOf(Approve(asked, 1).status()), "REQUISITION_DECIDED");
  EXPECT_EQ(ReasonOf(RejectAsked(asked).status()), "REQUISITION_DECIDED");
}

TEST_P(RequisitionsTest, ARejectionSaysWhyAndIsTheEnd) {
  const std::string asked = Ask(10).name();
  const auto rejected = RejectAsked(asked);
  ASSERT_TRUE(rejected.ok());
  EXPECT_EQ(rejected->requisition().state(), Asked::STATE_REJECTED);
  EXPECT_EQ(rejected->requisition().decision().note(), "库存尚可用十日");
  EXPECT_EQ(ReasonOf(Approve(asked).status()), "REQUISITION_DECIDED");
  EXPECT_EQ(ReasonOf(CancelAsked(asked).status()), "REQUISITION_DECIDED");
}

TEST_P(RequisitionsTest, WhoAskedMayTakeItBackUntilItLeaves) {
  Deliver("A", 100);
  const std::string waiting = Ask(10).name();
  const std::string approved = Ask(20).name();
  const std::string left = Ask(30).name();
  ASSERT_TRUE(Approve(approved).ok());
  const auto granted = Approve(left);
  ASSERT_TRUE(granted.ok());
  Ship(granted->requisition().decision().shipments(0), At(kMonday));
  EXPECT_EQ(Stock(kMain).free(), 50);

  BecomeClerkOf("hospital", auth::v1::ROLE_HOSPITAL);
  ASSERT_TRUE(CancelAsked(waiting).ok());
  const auto taken_back = CancelAsked(approved);
  ASSERT_TRUE(taken_back.ok()) << taken_back.status();
  EXPECT_EQ(ReasonOf(CancelAsked(left).status()), "SHIPMENT_NOT_OPEN");
  BecomeClerkOf("", auth::v1::ROLE_HEADQUARTERS);
  EXPECT_EQ(Stock(kMain).free(), 70);
  EXPECT_EQ(Get(taken_back->requisition().decision().shipments(0)).state(),
            v1::Shipment::STATE_CANCELLED);
}

TEST_P(RequisitionsTest, TheWarehouseMayCancelWhatItCannotSend) {
  Deliver("A", 100);
  const std::string asked = Ask(40).name();
  const auto granted = Approve(asked);
  ASSERT_TRUE(granted.ok());
  BecomeClerkOf("warehouse", auth::v1::ROLE_WAREHOUSE);
  ASSERT_TRUE(Cancel(granted->requisition().decision().shipments(0)).ok());
  EXPECT_EQ(Stock(kMain).free(), 100);
  const v1::Requisition closed = GetAsked(asked);
  EXPECT_EQ(closed.state(), Asked::STATE_CLOSED);
  EXPECT_EQ(closed.lines(0).approved(), 40);
  EXPECT_EQ(closed.lines(0).received(), 0);
}

TEST_P(RequisitionsTest, WhatNobodyAnsweredStandsInFront) {
  Deliver("A", 100);
  const std::string approved = Ask(10).name();
  const std::string rejected = Ask(11).name();
  ASSERT_TRUE(Approve(approved, 5).ok());
  ASSERT_TRUE(RejectAsked(rejected).ok());
  const std::string old = Ask(12).name();
  service().clock().Advance(absl::Hours(48));
  const std::string young = Ask(13).name();
  const v1::ListRequisitionsResponse all = ListAsked();
  ASSERT_EQ(all.requisitions_size(), 4);
  EXPECT_EQ(all.requisitions(0).name(), old);
  EXPECT_EQ(all.requisitions(0).age_days(), 2);
  EXPECT_EQ(all.requisitions(1).name(), young);
  EXPECT_EQ(all.requisitions(2).name(), approved);
  EXPECT_EQ(all.requisitions(3).name(), rejected);
  EXPECT_EQ(all.total_size(), 4);
  EXPECT_EQ(all.totals(0).asked(), 46);
  EXPECT_EQ(all.totals(0).approved(), 5);
  v1::ListRequisitionsRequest waiting = AllAsked();
  waiting.set_state(Asked::STATE_SUBMITTED);
  waiting.set_min_age_days(2);
  EXPECT_EQ(ListAsked(waiting).total_size(), 1);

  BecomeClerkOf("tcm", auth::v1::ROLE_HOSPITAL);
  EXPECT_EQ(ListAsked().total_size(), 0);
  v1::GetRequisitionRequest get;
  get.set_name(old);
  EXPECT_TRUE(absl::IsNotFound(
      service().Call<v1::Requisition>("GetRequisition", get).status()));
  BecomeClerkOf("warehouse", auth::v1::ROLE_WAREHOUSE);
  EXPECT_EQ(ListAsked().total_size(), 4);
}

TEST_P(RequisitionsTest, AskedWronglyItSaysWhat) {
  const auto ask = [this](v1::CreateRequisitionRequest request) {
    request.set_request_id(service().NewId());
    return ReasonOf(
        service()
            .Call<v1::CreateRequisitionResponse>("CreateRequisition", request)
            .status());
  };
  auto request = AskRequest(1);
  request.mutable_requisition()->set_store(std::string(kMain));
  EXPECT_EQ(ask(request), "STORE_OF_OTHER_FACILITY");
  EXPECT_EQ(ask(AskRequest(0)), "REQUIRED");
  request = AskRequest(1);
  *request.mutable_requisition()->add_lines() = request.requisition().lines(0);
  EXPECT_EQ(ask(request), "LISTED_TWICE");
  request = AskRequest(1);
  request.mutable_requisition()->mutable_lines(0)->set_item(ItemName("none"));
  EXPECT_EQ(ask(request), "ITEM_NOT_FOUND");

  v1::GrantRequisitionRequest approval;
  approval.set_request_id(service().NewId());
  approval.set_name(Ask(10).name());
  const auto approve = [&] {
    approval.set_request_id(service().NewId());
    return ReasonOf(
        service()
            .Call<v1::GrantRequisitionResponse>("GrantRequisition", approval)
            .status());
  };
  EXPECT_EQ(approve(), "REQUIRED");
  approval.set_store(std::string(kReserve));
  EXPECT_EQ(approve(), "SAME_STORE");
  approval.set_store(std::string(kMain));
  approval.add_grants()->set_item(ItemName("gloves"));
  EXPECT_EQ(approve(), "NOT_REQUESTED");
}

TEST_P(RequisitionsTest, ASheetOfApprovalsOrShipmentsIsAllOrNone) {
  Deliver("A", 100);
  v1::GrantRequisitionRequest first;
  first.set_request_id(service().NewId());
  first.set_name(Ask(60).name());
  first.set_store(std::string(kMain));
  v1::GrantRequisitionRequest second = first;
  second.set_request_id(service().NewId());
  second.set_name(Ask(60).name());
  testing::TellOfBatch(
      service(), {"BatchGrantRequisitions", first, second, "STOCK_SHORT"});
  const v1::CreateShipmentRequest fits = ShipmentRequest(30);
  testing::TellOfBatch(service(), {"BatchCreateShipments", fits,
                                   ShipmentRequest(30), "STOCK_SHORT"});
}

}  // namespace
}  // namespace epiledger::supplies
