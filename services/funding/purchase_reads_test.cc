// Stories of what reads tell about purchases and closed allocations, on both
// engines. Every figure is written by hand.
#include <string>
#include <vector>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::Lt;
using ::testing::SizeIs;

type::v1::AsOf AtTheEndOf(absl::CivilDay day) {
  type::v1::AsOf as_of;
  *as_of.mutable_effective_date() = Day(day);
  return as_of;
}

// Document `d1`: 6,000 yuan, of which 1,000 for masks alone; see
// FundingFixture::MakeSample.
class PurchaseReadsTest
    : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  PurchaseReadsTest() : funding_(GetParam()) { funding_.MakeSample(); }

  template <typename Response, typename Request>
  Response Ask(std::string_view method, const Request& request) {
    const auto response = funding_.service().Call<Response>(method, request);
    EXPECT_TRUE(response.ok()) << method << ": " << response.status();
    return response.value_or(Response());
  }

  void Recall(const std::string& purpose, int64_t fen, absl::CivilDay day) {
    v1::CreateAllocationChangeRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    v1::AllocationChange& change = *request.mutable_allocation_change();
    change.set_kind(v1::AllocationChange::KIND_RECALL);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(PurposeName(purpose));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(day);
    change.set_reason("结余收回");
    Ask<v1::CreateAllocationChangeResponse>("CreateAllocationChange", request);
  }

  void Close(absl::CivilDay day) {
    v1::CloseAllocationRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_name(AllocationName("d1"));
    *request.mutable_close_date() = Day(day);
    Ask<v1::CloseAllocationResponse>("CloseAllocation", request);
  }

  // The day on which `d1`'s allocation was closed, as four reads tell it.
  std::vector<int> ClosedDays(const type::v1::AsOf& as_of) {
    v1::GetAllocationDocumentRequest document;
    document.set_name(Concat(kCounty, "/documents/d1"));
    *document.mutable_as_of() = as_of;
    v1::ListAllocationsRequest list;
    list.set_parent(std::string(kCounty));
    *list.mutable_as_of() = as_of;
    v1::GetCountySummaryRequest summary;
    summary.set_name(std::string(kCounty));
    *summary.mutable_as_of() = as_of;
    return {funding_.GetAllocation("d1", as_of).value().closed_date().day(),
            Ask<v1::AllocationDocument>("GetAllocationDocument", document)
                .allocations(0)
                .closed_date()
                .day(),
            Ask<v1::ListAllocationsResponse>("ListAllocations", list)
                .allocations(0)
                .closed_date()
                .day(),
            Ask<v1::CountySummary>("GetCountySummary", summary)
                .documents(0)
                .allocations(0)
                .closed_date()
                .day()};
  }

  // An order of as many lines as there may be, each with a long text.
  void OrderAtLength(const std::string& id) {
    v1::CreateCommitmentRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_commitment_id(id);
    v1::Commitment& commitment = *request.mutable_commitment();
    commitment.set_allocation(AllocationName("d1"));
    commitment.set_supplier("示范医疗器械有限公司");
    *commitment.mutable_commitment_date() = Day(kFirstDay);
    for (int i = 0; i < 1'000; ++i) {
      v1::Commitment::Line& line = *commitment.add_lines();
      line.set_purpose(PurposeName("gowns"));
      line.set_description(std::string(300, 'x'));
      *line.mutable_amount() = Fen(1);
    }
    Ask<v1::CreateCommitmentResponse>("CreateCommitment", request);
  }

  FundingFixture funding_;
};

INSTANTIATE_TEST_SUITE_P(Engines, PurchaseReadsTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(PurchaseReadsTest, EveryReadTellsFromItsDayOnThatAnAllocationIsClosed) {
  EXPECT_THAT(ClosedDays({}), ElementsAre(0, 0, 0, 0));
  Recall("masks", 100'000, kFirstDay + 1);
  Recall("any", 500'000, kFirstDay + 1);
  Close(kFirstDay + 3);
  const int day = (kFirstDay + 3).day();
  EXPECT_THAT(ClosedDays({}), ElementsAre(day, day, day, day));
  EXPECT_THAT(ClosedDays(AtTheEndOf(kFirstDay + 3)),
              ElementsAre(day, day, day, day));
  // The day before it was open.
  EXPECT_THAT(ClosedDays(AtTheEndOf(kFirstDay + 2)), ElementsAre(0, 0, 0, 0));
}

TEST_P(PurchaseReadsTest, ACeilingTellsWhatItStillAllowsOnEachDay) {
  v1::CreateAllocationDocumentRequest request;
  request.set_request_id(funding_.service().NewId());
  request.set_parent(std::string(kCounty));
  request.set_document_id("d2");
  v1::AllocationDocument& document = *request.mutable_allocation_document();
  document.set_issuer("示范县财政局");
  document.set_number("示财〔2020〕2号");
  document.set_title("关于追加资金的通知");
  *document.mutable_document_date() = Day(kFirstDay);
  v1::Allocation& allocation = *document.add_allocations();
  allocation.set_fund(Concat(kCounty, "/funds/central"));
  allocation.set_recipient(Concat(kCounty, "/facilities/people-hospital"));
  *allocation.mutable_amount() = Fen(200'000);
  allocation.add_purposes()->set_purpose(PurposeName("masks"));
  v1::Allocation::PurposeShare& gowns = *allocation.add_purposes();
  gowns.set_purpose(PurposeName("gowns"));
  *gowns.mutable_ceiling() = Fen(50'000);
  Ask<v1::CreateAllocationDocumentResponse>("CreateAllocationDocument",
                                            request);
  ASSERT_TRUE(
      funding_
          .Pay(funding_.PaymentRequest("d2", "gowns", 20'000, kFirstDay + 2))
          .ok());
  const auto gowns_left = [this](const type::v1::AsOf& as_of) {
    return FenOf(funding_.GetAllocation("d2", as_of)
                     .value()
                     .balance()
                     .purposes(1)
                     .ceiling_left());
  };
  EXPECT_EQ(gowns_left({}), 30'000);
  EXPECT_EQ(gowns_left(AtTheEndOf(kFirstDay + 1)), 50'000);
  const auto balance = funding_.GetAllocation("d2").value().balance();
  EXPECT_FALSE(balance.purposes(0).has_ceiling_left());
  EXPECT_FALSE(balance.purposes(2).has_ceiling_left());
  // It is no money: nothing is added to what was allocated.
  EXPECT_EQ(FenOf(balance.allocated()), 200'000);
}

TEST_P(PurchaseReadsTest, APageOfLongOrdersEndsLongBeforeAClientRefusesIt) {
  const std::vector<std::string> ids = {"c1", "c2", "c3", "c4"};
  for (const std::string& id : ids) OrderAtLength(id);
  v1::ListCommitmentsRequest request;
  request.set_parent(std::string(kCounty));
  request.set_page_size(1'000);
  std::vector<std::string> listed;
  int pages = 0;
  do {
    const auto page =
        Ask<v1::ListCommitmentsResponse>("ListCommitments", request);
    ASSERT_GT(page.commitments_size(), 0);
    EXPECT_THAT(page.ByteSizeLong(), Lt(size_t{2} << 20));
    // Totals are those of all pages.
    EXPECT_EQ(page.total_size(), 4);
    EXPECT_EQ(FenOf(page.total().held()), 4'000);
    for (const v1::Commitment& commitment : page.commitments()) {
      EXPECT_THAT(commitment.lines(), SizeIs(1'000));
      listed.push_back(commitment.name().substr(commitment.name().size() - 2));
    }
    request.set_page_token(page.next_page_token());
    ++pages;
  } while (!request.page_token().empty());
  EXPECT_EQ(pages, 2);
  EXPECT_EQ(listed, ids);
}

}  // namespace
}  // namespace epiledger::funding
