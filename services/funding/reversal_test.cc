// Stories of entries that were wrong, on both engines: reversed once, with what
// they recorded kept in sight. Every figure is written by hand.
#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class ReversalTest : public Corrections {
 protected:
  v1::ListStatementLinesResponse Statement() {
    v1::ListStatementLinesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_account(AllocationName("d1"));
    return funding_.service()
        .Call<v1::ListStatementLinesResponse>("ListStatementLines", request)
        .value();
  }
  absl::StatusOr<v1::CloseAllocationResponse> CloseAllocation() {
    auto request = New<v1::CloseAllocationRequest>();
    request.set_name(AllocationName("d1"));
    *request.mutable_close_date() = Day(kFirstDay + 5);
    return funding_.service().Call<v1::CloseAllocationResponse>(
        "CloseAllocation", request);
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReversalTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ReversalTest, AWrongPaymentIsReversedAndTheRightOneTakesItsInvoice) {
  const auto wrong = Pay(160'000, kFirstDay + 1, "0440001");
  ASSERT_TRUE(wrong.ok()) << wrong.status();
  EXPECT_EQ(wrong->receipt().sequence(), 7);
  EXPECT_EQ(ReasonOf(Pay(16'000, kFirstDay + 1, "0440001").status()),
            "INVOICE_PAID_TWICE");
  const auto reversed = Reverse(7);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  const v1::Reversal& reversal = reversed->reversal();
  EXPECT_EQ(reversal.name(), "counties/990101/reversals/0000000007");
  EXPECT_EQ(reversal.resource(), wrong->payment().name());
  EXPECT_EQ(reversal.reversal_sequence(), 9);
  EXPECT_EQ(reversal.reason(), "录入有误");
  // 1,000.00 of the masks' own, 600.00 undivided: back where they were.
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
  const auto shown = GetPayment(wrong->payment().name());
  EXPECT_EQ(shown->reversed_by(), reversal.name());
  const auto right = Pay(16'000, kFirstDay + 1, "0440001");
  ASSERT_TRUE(right.ok()) << right.status();
  EXPECT_THAT(Left(), ElementsAre(84'000, 500'000));
}

TEST_P(ReversalTest, WhatWasKnownBeforeStaysKnown) {
  const auto wrong = Pay(160'000, kFirstDay + 1);
  ASSERT_TRUE(Reverse(wrong).ok());
  EXPECT_EQ(Available(), 600'000);
  EXPECT_EQ(Available(KnownAt(7)), 440'000);
  EXPECT_EQ(GetPayment(wrong->payment().name(), KnownAt(7))->reversed_by(), "");
}

TEST_P(ReversalTest, StatementsShowBothLines) {
  ASSERT_TRUE(Reverse(Pay(50'000, kFirstDay + 1)).ok());
  const v1::ListStatementLinesResponse statement = Statement();
  // Newest first: back, out; then the two lines of the document.
  ASSERT_EQ(statement.statement_lines_size(), 4);
  EXPECT_EQ(FenOf(statement.statement_lines(0).amount()), 50'000);
  EXPECT_EQ(statement.statement_lines(0).cause(),
            "counties/990101/reversals/0000000007");
  EXPECT_EQ(FenOf(statement.statement_lines(1).amount()), -50'000);
  EXPECT_EQ(FenOf(statement.closing_balance()), 600'000);
}

TEST_P(ReversalTest, ASecondReversalNamesTheFirst) {
  const auto wrong = Pay(50'000, kFirstDay);
  const auto first = Reverse(wrong);
  ASSERT_TRUE(first.ok());
  const absl::Status second = Reverse(wrong).status();
  EXPECT_EQ(ReasonOf(second), "ALREADY_REVERSED");
  EXPECT_EQ(FigureOf(second, "reversal"), first->reversal().name());
  EXPECT_EQ(FigureOf(second, "reversal_sequence"), "8");
  EXPECT_EQ(ReasonOf(Reverse(first).status()), "REVERSAL_STANDS");
}

TEST_P(ReversalTest, WhatDidNothingIsNotReversed) {
  const int64_t refused = 7;
  EXPECT_EQ(ReasonOf(Pay(600'001, kFirstDay).status()), "OVERSPENT");
  EXPECT_EQ(ReasonOf(Reverse(refused).status()), "NOTHING_TO_REVERSE");
  EXPECT_EQ(ReasonOf(Reverse(1).status()), "NOT_REVERSIBLE");
  EXPECT_EQ(ReasonOf(Reverse(1'000).status()), "ENTRY_NOT_FOUND");
}

TEST_P(ReversalTest, MoneyThatWasSpentSinceIsNotTakenBack) {
  ASSERT_TRUE(funding_.Appropriate("a2", "central", 100'000, kFirstDay).ok());
  const auto document = funding_.Allocate("d2", "central", 450'000,
                                          {{"gowns", 0}}, kFirstDay + 1);
  ASSERT_TRUE(document.ok());
  const absl::Status refused = Reverse(kAppropriationEntry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "6");
  EXPECT_EQ(FigureOf(refused, "entry_2"), "8");
  EXPECT_EQ(FigureOf(refused, "kind_2"), "document");
  EXPECT_EQ(FigureOf(refused, "resource_2"), "counties/990101/documents/d2");
  EXPECT_EQ(FigureOf(refused, "amount_2"), "450000");
  // Without the second document the second appropriation can go, too.
  ASSERT_TRUE(Reverse(document).ok());
  EXPECT_TRUE(Reverse(7).ok());
}

TEST_P(ReversalTest, ADocumentInUseStaysAndAfterwardsItsNumberIsFree) {
  const auto payment = Pay(50'000, kFirstDay + 1);
  const auto refund = Refund(payment->payment().name(), 50'000, kFirstDay + 2);
  ASSERT_TRUE(refund.ok());
  // All the money is back; the payment still names the allocation.
  const absl::Status refused = Reverse(kDocumentEntry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "7");
  const absl::Status refunded = Reverse(payment).status();
  EXPECT_EQ(FigureOf(refunded, "kind_1"), "refund");
  ASSERT_TRUE(Reverse(refund).ok());
  ASSERT_TRUE(Reverse(payment).ok());
  ASSERT_TRUE(Reverse(kDocumentEntry).ok());
  EXPECT_EQ(Available(), 0);
  EXPECT_EQ(ReasonOf(Pay(1, kFirstDay + 1).status()), "REVERSED");
  // Its number is free, its id is not.
  EXPECT_EQ(
      ReasonOf(funding_.Allocate("d1", "central", 1, {{"masks", 0}}, kFirstDay)
                   .status()),
      "NAME_TAKEN");
}

// What takes up a carry-over alone moved no money of its fund.
TEST_P(ReversalTest, AFundStaysWhileADocumentNamesIt) {
  ASSERT_TRUE(funding_.CreateFund("county").ok());
  const int64_t fund_entry = 7;
  auto request = funding_.DocumentRequest("n1", "county", 0, kFirstDay);
  auto& allocation =
      *request.mutable_allocation_document()->mutable_allocations(0);
  allocation.clear_amount();
  allocation.set_for_carry_over(true);
  allocation.add_purposes()->set_purpose(Concat(kCounty, "/purposes/masks"));
  const auto document = funding_.Allocate(request);
  ASSERT_TRUE(document.ok()) << document.status();
  const absl::Status refused = Reverse(fund_entry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), "counties/990101/documents/n1");
  ASSERT_TRUE(Reverse(document).ok());
  EXPECT_TRUE(Reverse(fund_entry).ok());
}

TEST_P(ReversalTest, AReversedDocumentLeavesTheCountysPicture) {
  ASSERT_TRUE(Reverse(kDocumentEntry).ok());
  v1::GetCountySummaryRequest request;
  request.set_name(std::string(kCounty));
  const auto summary =
      funding_.service().Call<v1::CountySummary>("GetCountySummary", request);
  EXPECT_EQ(summary->documents_size(), 0);
  EXPECT_EQ(FenOf(summary->funds(0).balance().available()), 1'000'000);
  v1::GetAllocationDocumentRequest one;
  one.set_name("counties/990101/documents/d1");
  const auto document = funding_.service().Call<v1::AllocationDocument>(
      "GetAllocationDocument", one);
  EXPECT_EQ(document->reversed_by(), "counties/990101/reversals/0000000006");
  EXPECT_EQ(document->allocations(0).reversed_by(), document->reversed_by());
}

TEST_P(ReversalTest, APurposeIsReversedWhenNothingStatesIt) {
  const absl::Status refused = Reverse(kMasksEntry).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "entry_1"), "6");
  ASSERT_TRUE(Reverse(kDocumentEntry).ok());
  ASSERT_TRUE(Reverse(kMasksEntry).ok());
  EXPECT_EQ(
      ReasonOf(funding_.Allocate("d2", "central", 1, {{"masks", 0}}, kFirstDay)
                   .status()),
      "REVERSED");
}

TEST_P(ReversalTest, AClosedAllocationStaysEmptyUntilItsClosingIsReversed) {
  const auto payment = Pay(600'000, kFirstDay + 1);
  const auto closing = CloseAllocation();
  ASSERT_TRUE(closing.ok()) << closing.status();
  const absl::Status refused = Reverse(payment).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "kind_1"), "allocation");
  ASSERT_TRUE(Reverse(closing).ok());
  EXPECT_FALSE(funding_.GetAllocation("d1")->has_closed_date());
  ASSERT_TRUE(Reverse(payment).ok());
  EXPECT_EQ(Available(), 600'000);
}

TEST_P(ReversalTest, ARefundReversedPaysItsInvoiceAgain) {
  const auto payment = Pay(50'000, kFirstDay, "0440002");
  const auto refund = Refund(payment->payment().name(), 50'000, kFirstDay + 1);
  const auto again = Pay(50'000, kFirstDay + 2, "0440002");
  ASSERT_TRUE(again.ok()) << again.status();
  const absl::Status refused = Reverse(refund).status();
  EXPECT_EQ(ReasonOf(refused), "LATER_ENTRIES_DEPEND");
  EXPECT_EQ(FigureOf(refused, "resource_1"), again->payment().name());
  ASSERT_TRUE(Reverse(again).ok());
  ASSERT_TRUE(Reverse(refund).ok());
  EXPECT_FALSE(GetPayment(payment->payment().name())->has_refunded());
  EXPECT_EQ(ReasonOf(Pay(50'000, kFirstDay, "0440002").status()),
            "INVOICE_PAID_TWICE");
}

TEST_P(ReversalTest, APartOfAnInvoiceIsReversedAndTheOthersStand) {
  const auto part = [&](int64_t fen) {
    auto request = funding_.PaymentRequest("d1", "gowns", fen, kFirstDay);
    request.mutable_payment()->set_invoice("0440003");
    *request.mutable_payment()->mutable_invoice_amount() = Fen(100'000);
    return funding_.Pay(request);
  };
  const auto first = part(40'000);
  ASSERT_TRUE(part(60'000).ok());
  ASSERT_TRUE(Reverse(first).ok());
  EXPECT_EQ(FigureOf(part(40'001).status(), "available"), "40000");
  EXPECT_TRUE(part(40'000).ok());
}

TEST_P(ReversalTest, ReversalsAreListed) {
  ASSERT_TRUE(Reverse(Pay(1, kFirstDay)).ok());
  ASSERT_TRUE(Reverse(Pay(2, kFirstDay)).ok());
  v1::ListReversalsRequest request;
  request.set_parent(std::string(kCounty));
  const auto list = funding_.service().Call<v1::ListReversalsResponse>(
      "ListReversals", request);
  ASSERT_EQ(list->reversals_size(), 2);
  EXPECT_EQ(list->reversals(1).sequence(), 9);
  v1::GetReversalRequest one;
  one.set_name(list->reversals(0).name());
  EXPECT_EQ(
      funding_.service().Call<v1::Reversal>("GetReversal", one)->sequence(), 7);
}

}  // namespace
}  // namespace epiledger::funding
