// Stories of answers that would outgrow what a client takes by default (4 MiB):
// what finds no room is counted, and the totals hold it. On both engines.
#include <string>

#include "epiledger/funding/v1/report_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::Gt;
using ::testing::Lt;

constexpr size_t kClientTakes = size_t{4} << 20;
constexpr int kLines = 1'000;

class BigAnswersTest : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  BigAnswersTest() : funding_(GetParam()) { funding_.MakeSample(); }

  // A document of as many allocations as there may be, one fen each.
  void Allocate(const std::string& id, int purposes) {
    v1::CreateAllocationDocumentRequest request =
        funding_.DocumentRequest(id, "central", 1, kFirstDay);
    auto& document = *request.mutable_allocation_document();
    v1::Allocation& first = *document.mutable_allocations(0);
    for (int i = 0; i < purposes; ++i) {
      first.add_purposes()->set_purpose(
          PurposeName(purposes == 1 ? "masks" : Concat("purpose-", i)));
    }
    for (int i = 1; i < kLines; ++i) {
      *document.add_allocations() = document.allocations(0);
    }
    const auto answer = funding_.Allocate(request);
    ASSERT_TRUE(answer.ok()) << answer.status();
  }

  template <typename Response, typename Request>
  Response Ask(std::string_view method, const Request& request) {
    const auto answer = funding_.service().Call<Response>(method, request);
    EXPECT_TRUE(answer.ok()) << method << ": " << answer.status();
    return answer.value_or(Response());
  }

  FundingFixture funding_;
};

INSTANTIATE_TEST_SUITE_P(Engines, BigAnswersTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(BigAnswersTest, ADocumentOfManyPurposesShowsWhatFitsAndCountsAll) {
  constexpr int kPurposes = 40;
  for (int i = 0; i < kPurposes; ++i) {
    ASSERT_TRUE(funding_.CreatePurpose(Concat("purpose-", i)).ok());
  }
  Allocate("d2", kPurposes);
  v1::GetAllocationDocumentRequest request;
  request.set_name(Concat(kCounty, "/documents/d2"));
  const auto document =
      Ask<v1::AllocationDocument>("GetAllocationDocument", request);
  EXPECT_THAT(document.ByteSizeLong(), Lt(kClientTakes));
  EXPECT_THAT(document.allocations_size(), Gt(0));
  EXPECT_THAT(document.allocations_size(), Lt(kLines));
  EXPECT_EQ(document.allocation_count(), kLines);
  EXPECT_EQ(FenOf(document.total().allocated()), kLines);
  // The list has them all, page by page.
  v1::ListAllocationsRequest list;
  list.set_parent(std::string(kCounty));
  list.set_document(request.name());
  list.set_page_size(kLines);
  int listed = 0;
  do {
    const auto page = Ask<v1::ListAllocationsResponse>("ListAllocations", list);
    ASSERT_THAT(page.allocations_size(), Gt(0));
    EXPECT_THAT(page.ByteSizeLong(), Lt(kClientTakes));
    EXPECT_EQ(page.total_size(), kLines);
    listed += page.allocations_size();
    list.set_page_token(page.next_page_token());
  } while (!list.page_token().empty());
  EXPECT_EQ(listed, kLines);
}

TEST_P(BigAnswersTest, TheSummaryOfTenThousandAllocationsTellsAllOfThem) {
  constexpr int kDocuments = 10;
  for (int i = 0; i < kDocuments; ++i) Allocate(Concat("e", i), 1);
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  const auto summary = Ask<v1::CountySummary>("GetCountySummary", request);
  // It travels with those of two other services.
  EXPECT_THAT(summary.ByteSizeLong(), Lt(kClientTakes / 2));
  EXPECT_EQ(summary.document_count(), kDocuments + 1);
  ASSERT_EQ(summary.documents_size(), kDocuments + 1);
  EXPECT_EQ(summary.allocation_count(), kDocuments * kLines + 1);
  EXPECT_EQ(FenOf(summary.total().allocated()), 600'000 + kDocuments * kLines);
  int shown = 0;
  for (const auto& document : summary.documents()) {
    shown += document.allocations_size();
    const bool is_sample = document.name().ends_with("/d1");
    EXPECT_EQ(document.allocation_count(), is_sample ? 1 : kLines);
    EXPECT_EQ(FenOf(document.total().allocated()),
              is_sample ? 600'000 : kLines);
  }
  EXPECT_THAT(shown, Gt(0));
  EXPECT_THAT(shown, Lt(kDocuments * kLines));
}

TEST_P(BigAnswersTest, AnInvoiceOfAHundredAndOnePayeesIsCountedInFull) {
  constexpr int kPayees = 101;
  for (int i = 0; i < kPayees; ++i) {
    auto request = funding_.PaymentRequest("d1", "gowns", 10, kFirstDay);
    request.mutable_payment()->set_payee(Concat("示范药房", i));
    request.mutable_payment()->set_invoice("0449001");
    ASSERT_TRUE(funding_.Pay(request).ok());
  }
  v1::ListDuplicateInvoicesRequest request;
  request.set_parent(std::string(kCounty));
  request.set_any_payee(true);
  const auto page =
      Ask<v1::ListDuplicateInvoicesResponse>("ListDuplicateInvoices", request);
  ASSERT_EQ(page.total_size(), 1);
  EXPECT_EQ(page.duplicate_invoices(0).payments_size(), 100);
  EXPECT_EQ(page.duplicate_invoices(0).payment_count(), kPayees);
  EXPECT_EQ(FenOf(page.duplicate_invoices(0).total()), kPayees * 10);
  EXPECT_EQ(FenOf(page.total_amount()), kPayees * 10);
}

}  // namespace
}  // namespace epiledger::funding
