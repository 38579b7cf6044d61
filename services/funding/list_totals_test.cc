// Stories of what lists add up to, how they are sorted and narrowed; page by
// page, on both engines. Every figure is written by hand.
#include <string>
#include <vector>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/purchases_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;

class ListTotalsTest : public Purchases {
 protected:
  template <typename Response, typename Request>
  Response Ask(std::string_view method, Request request) {
    request.set_parent(std::string(kCounty));
    const auto answer = funding_.service().Call<Response>(method, request);
    EXPECT_TRUE(answer.ok()) << method << ": " << answer.status();
    return answer.value_or(Response());
  }

  // The amounts of all rows, one a page; `last_` of type Response is the last
  // page, and each has as many in all as there are.
  template <typename Response, typename Request, typename Row>
  std::vector<int64_t> Amounts(
      std::string_view method, Request request,
      const google::protobuf::RepeatedPtrField<Row>& (Response::*rows)() const,
      Response* last = nullptr) {
    std::vector<int64_t> amounts;
    std::vector<int64_t> sizes;
    request.set_page_size(1);
    do {
      const auto page = Ask<Response>(method, request);
      sizes.push_back(page.total_size());
      for (const Row& row : (page.*rows)()) {
        amounts.push_back(FenOf(row.amount()));
      }
      request.set_page_token(page.next_page_token());
      if (last != nullptr) *last = page;
    } while (!request.page_token().empty());
    for (const int64_t size : sizes) {
      EXPECT_EQ(size, static_cast<int64_t>(amounts.size())) << method;
    }
    return amounts;
  }

  int64_t Pay(int64_t fen, absl::CivilDay day) {
    const auto paid =
        funding_.Pay(funding_.PaymentRequest("d1", "gowns", fen, day));
    EXPECT_TRUE(paid.ok()) << paid.status();
    return paid.ok() ? paid->receipt().sequence() : 0;
  }
  void Reverse(int64_t sequence) {
    auto request = New<v1::ReverseEntryRequest>();
    request.set_parent(std::string(kCounty));
    request.set_sequence(sequence);
    request.set_reason("记错");
    const auto answer = funding_.service().Call<v1::ReverseEntryResponse>(
        "ReverseEntry", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
  }
  int64_t Move(v1::Disbursement::Kind kind, int64_t fen, absl::CivilDay day) {
    auto request = New<v1::CreateDisbursementRequest>();
    request.set_parent(std::string(kCounty));
    v1::Disbursement& cash = *request.mutable_disbursement();
    cash.set_kind(kind);
    cash.set_allocation(AllocationName("d1"));
    *cash.mutable_amount() = Fen(fen);
    *cash.mutable_disbursement_date() = Day(day);
    const auto answer = funding_.service().Call<v1::CreateDisbursementResponse>(
        "CreateDisbursement", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->receipt().sequence() : 0;
  }
  void Change(v1::AllocationChange::Kind kind, int64_t fen,
              absl::CivilDay day) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    v1::AllocationChange& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(PurposeName("any"));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(day);
    change.set_reason("核查");
    const auto answer =
        funding_.service().Call<v1::CreateAllocationChangeResponse>(
            "CreateAllocationChange", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ListTotalsTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ListTotalsTest, PaymentsComeAsRecordedOrInTheOrderAsked) {
  Pay(300, kFirstDay + 2);
  Pay(100, kFirstDay + 3);
  Pay(200, kFirstDay + 1);
  v1::ListPaymentsRequest request;
  const auto amounts = [&](v1::ListOrder order) {
    request.set_order(order);
    v1::ListPaymentsResponse last;
    const auto found = Amounts("ListPayments", request,
                               &v1::ListPaymentsResponse::payments, &last);
    EXPECT_EQ(FenOf(last.total_amount()), 600);
    return found;
  };
  EXPECT_THAT(amounts(v1::LIST_ORDER_UNSPECIFIED), ElementsAre(300, 100, 200));
  EXPECT_THAT(amounts(v1::LIST_ORDER_LATEST), ElementsAre(100, 300, 200));
  EXPECT_THAT(amounts(v1::LIST_ORDER_EARLIEST), ElementsAre(200, 300, 100));
  EXPECT_THAT(amounts(v1::LIST_ORDER_LARGEST), ElementsAre(300, 200, 100));
}

TEST_P(ListTotalsTest, TotalsOfAListStayThoseOfItsFirstPage) {
  Pay(300, kFirstDay);
  Pay(100, kFirstDay);
  v1::ListPaymentsRequest request;
  request.set_page_size(1);
  const auto first = Ask<v1::ListPaymentsResponse>("ListPayments", request);
  Pay(200, kFirstDay);
  request.set_page_token(first.next_page_token());
  const auto second = Ask<v1::ListPaymentsResponse>("ListPayments", request);
  EXPECT_EQ(second.total_size(), 2);
  EXPECT_EQ(FenOf(second.total_amount()), 400);
  EXPECT_THAT(second.next_page_token(), IsEmpty());
}

TEST_P(ListTotalsTest, CashIsAddedUpByTheWayItWentAndWithoutWhatWasReversed) {
  Move(v1::Disbursement::KIND_PAID_OUT, 5'000, kFirstDay + 1);
  Move(v1::Disbursement::KIND_PAID_BACK, 1'000, kFirstDay + 2);
  Reverse(Move(v1::Disbursement::KIND_PAID_OUT, 700, kFirstDay + 3));
  v1::ListDisbursementsRequest request;
  v1::ListDisbursementsResponse last;
  EXPECT_THAT(Amounts("ListDisbursements", request,
                      &v1::ListDisbursementsResponse::disbursements, &last),
              ElementsAre(5'000, 1'000, 700));
  EXPECT_EQ(FenOf(last.total_paid_out()), 5'000);
  EXPECT_EQ(FenOf(last.total_paid_back()), 1'000);
  request.set_kind(v1::Disbursement::KIND_PAID_BACK);
  EXPECT_THAT(Amounts("ListDisbursements", request,
                      &v1::ListDisbursementsResponse::disbursements, &last),
              ElementsAre(1'000));
  EXPECT_EQ(FenOf(last.total_paid_out()), 0);
  // As it was the day before.
  request.clear_kind();
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay + 1);
  EXPECT_THAT(Amounts("ListDisbursements", request,
                      &v1::ListDisbursementsResponse::disbursements),
              ElementsAre(5'000));
}

TEST_P(ListTotalsTest, ChangesAreAddedUpByKind) {
  Change(v1::AllocationChange::KIND_FREEZE, 900, kFirstDay + 1);
  Change(v1::AllocationChange::KIND_UNFREEZE, 400, kFirstDay + 3);
  Change(v1::AllocationChange::KIND_RECALL, 50, kFirstDay + 2);
  v1::ListAllocationChangesRequest request;
  request.set_order(v1::LIST_ORDER_LATEST);
  v1::ListAllocationChangesResponse last;
  EXPECT_THAT(
      Amounts("ListAllocationChanges", request,
              &v1::ListAllocationChangesResponse::allocation_changes, &last),
      ElementsAre(400, 50, 900));
  EXPECT_EQ(FenOf(last.total_recalled()), 50);
  EXPECT_EQ(FenOf(last.total_transferred()), 0);
  EXPECT_EQ(FenOf(last.total_frozen()), 900);
  EXPECT_EQ(FenOf(last.total_unfrozen()), 400);
}

TEST_P(ListTotalsTest, WhatArrivedAndWhatCameBackAreAddedUp) {
  ASSERT_TRUE(Order("c1", {{"gowns", 9'000}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 4'000, 0, kFirstDay + 1).ok());
  ASSERT_TRUE(Arrive("c1", 1, 3'000, 0, kFirstDay + 2).ok());
  v1::ListAccrualsRequest accruals;
  accruals.set_order(v1::LIST_ORDER_LATEST);
  v1::ListAccrualsResponse arrived;
  EXPECT_THAT(Amounts("ListAccruals", accruals,
                      &v1::ListAccrualsResponse::accruals, &arrived),
              ElementsAre(3'000, 4'000));
  EXPECT_EQ(FenOf(arrived.total_amount()), 7'000);

  const auto paid = PayFor("c1", 1, 4'000, kFirstDay + 2, When::kAfter);
  ASSERT_TRUE(paid.ok()) << paid.status();
  ASSERT_TRUE(Refund(paid->payment().name(), 10, kFirstDay + 3).ok());
  ASSERT_TRUE(Refund(paid->payment().name(), 30, kFirstDay + 3).ok());
  v1::ListRefundsRequest refunds;
  refunds.set_order(v1::LIST_ORDER_LARGEST);
  v1::ListRefundsResponse back;
  EXPECT_THAT(
      Amounts("ListRefunds", refunds, &v1::ListRefundsResponse::refunds, &back),
      ElementsAre(30, 10));
  EXPECT_EQ(FenOf(back.total_amount()), 40);
  // What is owed comes first, and of one supplier alone.
  v1::ListCommitmentsRequest orders;
  orders.set_supplier_prefix("示范医疗");
  EXPECT_EQ(
      Ask<v1::ListCommitmentsResponse>("ListCommitments", orders).total_size(),
      1);
  orders.set_supplier_prefix("别家");
  EXPECT_EQ(
      Ask<v1::ListCommitmentsResponse>("ListCommitments", orders).total_size(),
      0);
}

TEST_P(ListTotalsTest, DocumentsAreFoundByTheirNumberHoweverItIsSpelt) {
  ASSERT_TRUE(funding_.CreateFund("county").ok());
  ASSERT_TRUE(funding_.Appropriate("a2", "county", 70'000, kFirstDay + 1).ok());
  ASSERT_TRUE(
      funding_.Allocate("d2", "county", 20'000, {{"masks"}}, kFirstDay + 1)
          .ok());
  v1::ListAllocationDocumentsRequest request;
  request.set_order(v1::LIST_ORDER_LARGEST);
  const auto all = Ask<v1::ListAllocationDocumentsResponse>(
      "ListAllocationDocuments", request);
  ASSERT_EQ(all.total_size(), 2);
  EXPECT_TRUE(all.allocation_documents(0).name().ends_with("/d1"));
  EXPECT_EQ(FenOf(all.total_allocated()), 620'000);
  request.set_number(" 示财〔2020〕D2号");
  const auto one = Ask<v1::ListAllocationDocumentsResponse>(
      "ListAllocationDocuments", request);
  ASSERT_EQ(one.total_size(), 1);
  EXPECT_TRUE(one.allocation_documents(0).name().ends_with("/d2"));
  EXPECT_EQ(FenOf(one.total_allocated()), 20'000);

  v1::ListAppropriationsRequest appropriations;
  appropriations.set_fund(Concat(kCounty, "/funds/county"));
  const auto given =
      Ask<v1::ListAppropriationsResponse>("ListAppropriations", appropriations);
  EXPECT_EQ(given.total_size(), 1);
  EXPECT_EQ(FenOf(given.total_amount()), 70'000);
  EXPECT_EQ(FenOf(given.total_adjusted()), 70'000);
  const auto funds =
      Ask<v1::ListFundsResponse>("ListFunds", v1::ListFundsRequest());
  EXPECT_EQ(funds.total_size(), 2);
  EXPECT_EQ(FenOf(funds.total().appropriated()), 1'070'000);
  EXPECT_EQ(FenOf(funds.total().allocated()), 620'000);
  EXPECT_EQ(FenOf(funds.total().available()), 450'000);
}

TEST_P(ListTotalsTest, WhatHasNoDaysSaysSo) {
  v1::ListReversalsRequest request;
  request.set_parent(std::string(kCounty));
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay);
  EXPECT_EQ(
      ReasonOf(funding_.service()
                   .Call<v1::ListReversalsResponse>("ListReversals", request)
                   .status()),
      "AS_OF_AXIS");
}

}  // namespace
}  // namespace epiledger::funding
