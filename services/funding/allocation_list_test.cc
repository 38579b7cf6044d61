// Stories of the list of allocations: by purpose, state and utilisation,
// sorted, with totals, on both engines. Every figure is written by hand.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
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
using v1::Allocation;
using v1::ListAllocationsRequest;

// `d1`: 6,000 yuan for masks and gowns; see Purchases.
class AllocationListTest : public Purchases {
 protected:
  struct Given {
    std::string id;
    int64_t fen;
    std::string purpose;
    absl::CivilDay day = kFirstDay;
    std::optional<absl::CivilDay> until = std::nullopt;
  };
  // A document with one allocation; returns its entry.
  int64_t Give(const Given& given) {
    v1::CreateAllocationDocumentRequest request =
        funding_.DocumentRequest(given.id, "central", given.fen, given.day);
    Allocation& allocation =
        *request.mutable_allocation_document()->mutable_allocations(0);
    allocation.add_purposes()->set_purpose(PurposeName(given.purpose));
    if (given.until.has_value()) {
      *allocation.mutable_valid_until() = Day(*given.until);
    }
    const auto answer = funding_.Allocate(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->receipt().sequence() : 0;
  }
  void Pay(const std::string& document, const std::string& purpose, int64_t fen,
           absl::CivilDay day = kFirstDay) {
    const auto paid =
        funding_.Pay(funding_.PaymentRequest(document, purpose, fen, day));
    EXPECT_TRUE(paid.ok()) << paid.status();
  }
  void Change(v1::AllocationChange::Kind kind, const std::string& document,
              int64_t fen, absl::CivilDay day) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    v1::AllocationChange& change = *request.mutable_allocation_change();
    change.set_kind(kind);
    change.set_allocation(AllocationName(document));
    change.set_purpose(PurposeName("any"));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(day);
    change.set_reason("核查");
    const auto answer =
        funding_.service().Call<v1::CreateAllocationChangeResponse>(
            "CreateAllocationChange", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
  }
  void Close(const std::string& document, absl::CivilDay day) {
    auto request = New<v1::CloseAllocationRequest>();
    request.set_name(AllocationName(document));
    *request.mutable_close_date() = Day(day);
    const auto answer = funding_.service().Call<v1::CloseAllocationResponse>(
        "CloseAllocation", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
  }

  v1::ListAllocationsResponse Ask(ListAllocationsRequest request) {
    request.set_parent(std::string(kCounty));
    const auto page = funding_.service().Call<v1::ListAllocationsResponse>(
        "ListAllocations", request);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.value_or(v1::ListAllocationsResponse());
  }
  // The documents of what is listed, page by page of one; each page has the
  // same totals.
  std::vector<std::string> Documents(ListAllocationsRequest request) {
    std::vector<std::string> documents;
    request.set_page_size(1);
    std::optional<std::string> totals;
    do {
      const v1::ListAllocationsResponse page = Ask(request);
      const std::string total =
          Concat(page.total().ShortDebugString(), page.total_size());
      EXPECT_EQ(totals.value_or(total), total);
      totals = total;
      for (const Allocation& allocation : page.allocations()) {
        const std::string& name = allocation.name();
        const size_t at = name.find("/documents/") + 11;
        documents.push_back(name.substr(at, name.find('/', at) - at));
      }
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty());
    return documents;
  }
  std::vector<std::string> InState(Allocation::State state,
                                   absl::CivilDay day) {
    ListAllocationsRequest request;
    request.set_state(state);
    *request.mutable_as_of()->mutable_effective_date() = Day(day);
    return Documents(request);
  }
  std::vector<std::string> InOrder(ListAllocationsRequest::Order order) {
    ListAllocationsRequest request;
    request.set_order(order);
    return Documents(request);
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, AllocationListTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(AllocationListTest, EachStateIsTheAnswerOnItsDays) {
  Give({"d2", 10'000, "masks", kFirstDay, kFirstDay + 5});
  Give({"d3", 20'000, "masks"});
  Give({"d4", 30'000, "gowns"});
  Change(v1::AllocationChange::KIND_FREEZE, "d3", 5'000, kFirstDay + 2);
  Change(v1::AllocationChange::KIND_FREEZE, "d3", 15'000, kFirstDay + 4);
  Change(v1::AllocationChange::KIND_RECALL, "d4", 30'000, kFirstDay + 1);
  Close("d4", kFirstDay + 3);

  EXPECT_THAT(InState(Allocation::STATE_OPEN, kFirstDay),
              ElementsAre("d1", "d2", "d3", "d4"));
  EXPECT_THAT(InState(Allocation::STATE_PARTLY_FROZEN, kFirstDay + 2),
              ElementsAre("d3"));
  EXPECT_THAT(InState(Allocation::STATE_FROZEN, kFirstDay + 3), IsEmpty());
  EXPECT_THAT(InState(Allocation::STATE_FROZEN, kFirstDay + 4),
              ElementsAre("d3"));
  EXPECT_THAT(InState(Allocation::STATE_CLOSED, kFirstDay + 2), IsEmpty());
  EXPECT_THAT(InState(Allocation::STATE_CLOSED, kFirstDay + 3),
              ElementsAre("d4"));
  // Its last day is still its own.
  EXPECT_THAT(InState(Allocation::STATE_EXPIRED, kFirstDay + 5), IsEmpty());
  EXPECT_THAT(InState(Allocation::STATE_EXPIRED, kFirstDay + 6),
              ElementsAre("d2"));
  EXPECT_THAT(InState(Allocation::STATE_OPEN, kFirstDay + 6),
              ElementsAre("d1"));
  // The other reads say the same.
  EXPECT_EQ(funding_.GetAllocation("d3")->state(), Allocation::STATE_FROZEN);
  EXPECT_EQ(funding_.GetAllocation("d4")->state(), Allocation::STATE_CLOSED);
}

TEST_P(AllocationListTest, WhatWasReversedIsToldAndHasNothing) {
  const int64_t sequence = Give({"d2", 10'000, "masks"});
  auto request = New<v1::ReverseEntryRequest>();
  request.set_parent(std::string(kCounty));
  request.set_sequence(sequence);
  request.set_reason("重复下达");
  const auto reversed = funding_.service().Call<v1::ReverseEntryResponse>(
      "ReverseEntry", request);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  ListAllocationsRequest list;
  list.set_state(Allocation::STATE_REVERSED);
  const v1::ListAllocationsResponse page = Ask(list);
  ASSERT_EQ(page.total_size(), 1);
  EXPECT_EQ(page.allocations(0).name(), AllocationName("d2"));
  // Nothing of nothing: unknown, and not 0.
  EXPECT_FALSE(page.allocations(0).balance().has_utilisation());
  EXPECT_FALSE(page.total().has_utilisation());
}

TEST_P(AllocationListTest, UtilisationCountsThousandthsDown) {
  Give({"d2", 3'000, "masks"});
  Give({"d3", 3'000, "masks"});
  Pay("d2", "masks", 1'000);
  Pay("d3", "masks", 2'999);
  const auto used = [this](const std::string& document) {
    return funding_.GetAllocation(document)->balance().utilisation();
  };
  EXPECT_EQ(used("d1"), 0);
  EXPECT_EQ(used("d2"), 333);
  // One fen is left.
  EXPECT_EQ(used("d3"), 999);
  // An order uses what it holds.
  ASSERT_TRUE(Order("c1", {{"gowns", 150'000}}).ok());
  EXPECT_EQ(used("d1"), 250);

  ListAllocationsRequest request;
  request.set_least_utilisation(250);
  request.set_most_utilisation(333);
  EXPECT_THAT(Documents(request), ElementsAre("d1", "d2"));
  request.set_least_utilisation(334);
  request.set_parent(std::string(kCounty));
  const auto turned = funding_.service().Call<v1::ListAllocationsResponse>(
      "ListAllocations", request);
  EXPECT_EQ(ReasonOf(turned.status()), "RANGE_TURNED_ROUND");
  // 151,000 + 2,999 of 606,000.
  EXPECT_EQ(Ask({}).total().utilisation(), 254);
}

TEST_P(AllocationListTest, OrdersAreThoseOfTheFiguresShown) {
  Give({"d2", 3'000, "masks", kFirstDay + 2});
  Give({"d3", 5'000, "masks", kFirstDay + 1});
  Pay("d2", "masks", 1'000, kFirstDay + 2);
  Pay("d3", "masks", 4'000, kFirstDay + 2);
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_UNSPECIFIED),
              ElementsAre("d1", "d2", "d3"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_LATEST),
              ElementsAre("d2", "d3", "d1"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_EARLIEST),
              ElementsAre("d1", "d3", "d2"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_LARGEST),
              ElementsAre("d1", "d3", "d2"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_MOST_AVAILABLE),
              ElementsAre("d1", "d2", "d3"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_MOST_USED),
              ElementsAre("d3", "d2", "d1"));
  EXPECT_THAT(InOrder(ListAllocationsRequest::ORDER_LEAST_USED),
              ElementsAre("d1", "d2", "d3"));
  ListAllocationsRequest gowns;
  gowns.set_purpose(PurposeName("gowns"));
  EXPECT_THAT(Documents(gowns), ElementsAre("d1"));
}

TEST_P(AllocationListTest, WhatWasListedOnceFollowsEveryLaterEntry) {
  Give({"d2", 3'000, "masks"});
  const auto available = [this] { return FenOf(Ask({}).total().available()); };
  EXPECT_EQ(available(), 603'000);
  Pay("d2", "masks", 1'000);
  EXPECT_EQ(available(), 602'000);
  ListAllocationsRequest first;
  first.set_page_size(1);
  const v1::ListAllocationsResponse page = Ask(first);
  Give({"d3", 5'000, "masks"});
  EXPECT_EQ(available(), 607'000);
  // The pages of a list that began before show what it showed.
  first.set_page_token(page.next_page_token());
  EXPECT_EQ(FenOf(Ask(first).total().available()), 602'000);
  ListAllocationsRequest past;
  past.mutable_as_of()->set_sequence(page.read_at().sequence() - 1);
  EXPECT_EQ(FenOf(Ask(past).total().available()), 603'000);
}

}  // namespace
}  // namespace epiledger::funding
