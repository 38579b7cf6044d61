// Stories of what money knows of orders and their goods: of a document, an
// allocation, an order, and back to where the money came from, at past points
// of both axes. On both engines; every figure is written by hand.
#include <string>
#include <utility>
#include <vector>

#include "epiledger/funding/v1/trace_service.pb.h"
#include "services/rpc/names.h"
#include "tests/following/two_services.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using v1::TraceMoneyRequest;
using v1::TraceMoneyResponse;

constexpr absl::CivilDay kReceived = supplies::kSunday;

class TraceMoneyTest : public TwoServices {
 protected:
  absl::StatusOr<TraceMoneyResponse> Ask(TraceMoneyRequest request) {
    request.set_parent(std::string(kCounty));
    return funding_.service().Call<TraceMoneyResponse>("TraceMoney", request);
  }
  TraceMoneyResponse Trace(const TraceMoneyRequest& request) {
    const auto trace = Ask(request);
    EXPECT_TRUE(trace.ok()) << trace.status();
    return trace.value_or(TraceMoneyResponse());
  }
  static TraceMoneyRequest OfOrder(const std::string& id) {
    TraceMoneyRequest request;
    request.set_commitment(CommitmentName(id));
    return request;
  }
  static TraceMoneyRequest OfDocument() {
    TraceMoneyRequest request;
    request.set_document(Concat(kCounty, "/documents/d1"));
    return request;
  }
  // Orders and numbers of lines.
  static std::vector<std::pair<std::string, int64_t>> LinesOf(
      const TraceMoneyResponse& trace) {
    std::vector<std::pair<std::string, int64_t>> lines;
    for (const v1::MoneyLine& line : trace.lines()) {
      lines.emplace_back(rpc::LastSegment(line.commitment()), line.line());
    }
    return lines;
  }

  std::vector<std::string> OpenLines(const std::string& facility,
                                     const std::string& item = "") {
    v1::ListOpenOrderLinesRequest request;
    request.set_parent(Concat(kCounty, "/facilities/", facility));
    if (!item.empty()) request.set_item(supplies::ItemName(item));
    const auto open = funding_.service().Call<v1::ListOpenOrderLinesResponse>(
        "ListOpenOrderLines", request);
    EXPECT_TRUE(open.ok()) << open.status();
    std::vector<std::string> lines;
    if (!open.ok()) return lines;
    for (const v1::OpenOrderLine& line : open->lines()) {
      lines.push_back(Concat(rpc::LastSegment(line.commitment()), " ",
                             line.quantity_arrived(), "/", line.quantity()));
    }
    EXPECT_EQ(open->total_size(), open->lines_size());
    return lines;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, TraceMoneyTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(TraceMoneyTest, AnOrdersLineTellsWhereItsMoneyAndItsPiecesAre) {
  OrderMasks("c1", 1'000, 300'000);
  ASSERT_TRUE(Receive("c1", 400).ok());
  ASSERT_TRUE(Receive("c1", 100, 1, kReceived + 2).ok());
  Follow();
  const auto paid = PayFor("c1", 1, 100'000, kReceived + 3, When::kAfter);
  ASSERT_TRUE(paid.ok()) << paid.status();
  ASSERT_TRUE(
      Refund(paid->payment().name(), 4'000, kReceived + 4, Then::kOwedAgain)
          .ok());
  const TraceMoneyResponse trace = Trace(OfOrder("c1"));
  ASSERT_EQ(trace.lines_size(), 1);
  const v1::MoneyLine& line = trace.lines(0);
  EXPECT_THAT(StagesOf(line.balance()),
              ElementsAre(150'000, 0, 54'000, 96'000));
  EXPECT_EQ(FenOf(line.refunded()), 4'000);
  EXPECT_EQ(FenOf(line.amount()), 300'000);
  EXPECT_EQ(line.quantity(), 1'000);
  EXPECT_EQ(line.quantity_matched(), 500);
  EXPECT_EQ(line.quantity_followed(), 500);
  EXPECT_EQ(trace.followed().book(), "counties/990101/books/supplies");
  ASSERT_EQ(trace.allocations_size(), 1);
  EXPECT_EQ(trace.allocations(0).name(), AllocationName("d1"));
  EXPECT_EQ(trace.documents(0).allocations_size(), 0);
  EXPECT_EQ(trace.funds(0).name(), trace.allocations(0).fund());
  ASSERT_EQ(trace.appropriations_size(), 1);
  EXPECT_EQ(trace.appropriations(0).fund(), trace.funds(0).name());
  EXPECT_EQ(trace.appropriation_count(), 1);
}

TEST_P(TraceMoneyTest, EveryDayAndWhatWasKnownCanBeAskedFor) {
  OrderMasks("c1", 1'000, 300'000);
  const int64_t ordered = Head();
  ASSERT_TRUE(Receive("c1", 400).ok());
  Follow();
  TraceMoneyRequest request = OfOrder("c1");
  *request.mutable_as_of()->mutable_effective_date() = Day(kReceived - 1);
  TraceMoneyResponse trace = Trace(request);
  EXPECT_THAT(StagesOf(trace.lines(0).balance()),
              ElementsAre(300'000, 0, 0, 0));
  EXPECT_EQ(trace.lines(0).quantity_matched(), 0);
  EXPECT_FALSE(trace.lines(0).has_quantity_followed());
  *request.mutable_as_of()->mutable_effective_date() = Day(kReceived);
  trace = Trace(request);
  EXPECT_THAT(StagesOf(trace.lines(0).balance()),
              ElementsAre(180'000, 0, 120'000, 0));
  EXPECT_EQ(trace.lines(0).quantity_matched(), 400);
  request.mutable_as_of()->Clear();
  request.mutable_as_of()->set_sequence(ordered);
  trace = Trace(request);
  EXPECT_EQ(trace.lines(0).quantity_matched(), 0);
  EXPECT_EQ(trace.lines(0).quantity_followed(), 0);
  EXPECT_FALSE(trace.has_followed());
  EXPECT_EQ(trace.read_at().sequence(), ordered);
  request.mutable_as_of()->set_sequence(ordered - 1);
  EXPECT_EQ(ReasonOf(Ask(request).status()), "NOT_FOUND");
}

TEST_P(TraceMoneyTest, ADocumentTellsOfAllItsOrdersPageByPage) {
  OrderMasks("c1", 1'000, 100'000);
  ASSERT_TRUE(Order("c2", {{"gowns", 1'000, 10}, {"gowns", 2'000}}).ok());
  TraceMoneyRequest request = OfDocument();
  EXPECT_THAT(
      LinesOf(Trace(request)),
      ElementsAre(std::pair("c1", 1), std::pair("c2", 1), std::pair("c2", 2)));
  request.set_page_size(2);
  TraceMoneyResponse page = Trace(request);
  EXPECT_THAT(LinesOf(page),
              ElementsAre(std::pair("c1", 1), std::pair("c2", 1)));
  EXPECT_EQ(page.allocations_size(), 1);
  // The second page shows the moment of the first.
  ASSERT_TRUE(Order("c3", {{"gowns", 1'000, 10}}).ok());
  request.set_page_token(page.next_page_token());
  page = Trace(request);
  EXPECT_THAT(LinesOf(page), ElementsAre(std::pair("c2", 2)));
  EXPECT_THAT(page.next_page_token(), IsEmpty());
  EXPECT_THAT(page.allocations(), IsEmpty());
  TraceMoneyRequest of_allocation;
  of_allocation.set_allocation(AllocationName("d1"));
  EXPECT_EQ(Trace(of_allocation).lines_size(), 4);
  TraceMoneyRequest of_line = OfOrder("c2");
  of_line.set_line(2);
  EXPECT_THAT(LinesOf(Trace(of_line)), ElementsAre(std::pair("c2", 2)));
}

TEST_P(TraceMoneyTest, AReversedOrderIsToldOfWithoutMoney) {
  const auto ordered = Order("c1", {{"gowns", 1'000, 10}});
  ASSERT_TRUE(Reverse(ordered).ok());
  const TraceMoneyResponse trace = Trace(OfDocument());
  ASSERT_EQ(trace.lines_size(), 1);
  EXPECT_NE(trace.lines(0).reversed_by(), "");
  EXPECT_THAT(StagesOf(trace.lines(0).balance()), ElementsAre(0, 0, 0, 0));
}

TEST_P(TraceMoneyTest, WhatIsStillToComeIsToldToWhoReceivesIt) {
  OrderMasks("c1", 1'000, 100'000);
  OrderMasks("c2", 10, 1'000);
  OrderMasks("c3", 50, 1'000, "gloves");
  ASSERT_TRUE(Receive("c1", 400).ok());
  ASSERT_TRUE(Receive("c2", 10).ok());
  const auto reversed = OrderRequest("c4", {{"gowns", 1'000, 10}});
  ASSERT_TRUE(Reverse(funding_.service().Call<v1::CreateCommitmentResponse>(
                          "CreateCommitment", reversed))
                  .ok());
  Follow();
  EXPECT_THAT(OpenLines("people-hospital"),
              ElementsAre("c1 400/1000", "c3 0/50"));
  EXPECT_THAT(OpenLines("people-hospital", "n95"), ElementsAre("c1 400/1000"));
  EXPECT_THAT(OpenLines("tcm-hospital"), IsEmpty());
}

TEST_P(TraceMoneyTest, OneThingIsAskedAboutAndIsThere) {
  EXPECT_EQ(ReasonOf(Ask({}).status()), "ONE_OF_THREE");
  TraceMoneyRequest two = OfDocument();
  two.set_commitment(CommitmentName("c1"));
  EXPECT_EQ(ReasonOf(Ask(two).status()), "ONE_OF_THREE");
  EXPECT_EQ(ReasonOf(Ask(OfOrder("c1")).status()), "NOT_FOUND");
  TraceMoneyRequest missing;
  missing.set_document(Concat(kCounty, "/documents/none"));
  EXPECT_EQ(ReasonOf(Ask(missing).status()), "NOT_FOUND");
}

}  // namespace
}  // namespace epiledger::funding
