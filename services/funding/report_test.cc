// Stories of questions across payments: searched, held against each other, by
// month; on both engines and both axes.
#include <string>
#include <vector>

#include "epiledger/funding/v1/report_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/plain_text.h"
#include "services/funding/purchases_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using ::testing::SizeIs;

class ReportTest : public Purchases {
 protected:
  struct Paid {
    std::string payee;
    std::string invoice;
    int64_t fen;
    absl::CivilDay day = kFirstDay;
    int64_t whole = 0;
  };
  absl::StatusOr<std::string> Pay(const Paid& paid) {
    v1::CreatePaymentRequest request =
        funding_.PaymentRequest("d1", "gowns", paid.fen, paid.day);
    v1::Payment& payment = *request.mutable_payment();
    payment.set_payee(paid.payee);
    payment.set_invoice(paid.invoice);
    payment.set_voucher("V-" + paid.invoice);
    if (paid.whole > 0) *payment.mutable_invoice_amount() = Fen(paid.whole);
    const auto answer = funding_.Pay(request);
    if (!answer.ok()) return answer.status();
    return answer->payment().name();
  }

  // The amounts found, page by page of two.
  std::vector<int64_t> Search(v1::SearchPaymentsRequest request) {
    std::vector<int64_t> amounts;
    request.set_parent(std::string(kCounty));
    request.set_page_size(2);
    do {
      const auto page = funding_.service().Call<v1::SearchPaymentsResponse>(
          "SearchPayments", request);
      if (!page.ok()) {
        ADD_FAILURE() << page.status();
        return amounts;
      }
      last_ = *page;
      for (const auto& payment : page->payments()) {
        amounts.push_back(FenOf(payment.amount()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return amounts;
  }
  std::string SearchReason(v1::SearchPaymentsRequest request) {
    request.set_parent(std::string(kCounty));
    return ReasonOf(
        funding_.service()
            .Call<v1::SearchPaymentsResponse>("SearchPayments", request)
            .status());
  }

  std::vector<std::string> Duplicates(bool any_payee) {
    v1::ListDuplicateInvoicesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_any_payee(any_payee);
    const auto answer =
        funding_.service().Call<v1::ListDuplicateInvoicesResponse>(
            "ListDuplicateInvoices", request);
    std::vector<std::string> texts;
    if (!answer.ok()) {
      ADD_FAILURE() << answer.status();
      return texts;
    }
    for (const auto& invoice : answer->duplicate_invoices()) {
      texts.push_back(Concat(invoice.invoice(), " ", invoice.payments_size(),
                             " ", FenOf(invoice.total())));
    }
    return texts;
  }

  // Purpose, month, allocated, committed, paid, open, available.
  std::vector<std::string> Budget(const v1::ListBudgetLinesRequest& request) {
    const auto answer = funding_.service().Call<v1::ListBudgetLinesResponse>(
        "ListBudgetLines", request);
    std::vector<std::string> texts;
    if (!answer.ok()) {
      ADD_FAILURE() << answer.status();
      return texts;
    }
    for (const v1::BudgetLine& line : answer->budget_lines()) {
      texts.push_back(TextOf(line));
    }
    total_ = TextOf(answer->total());
    return texts;
  }
  static std::string TextOf(const v1::BudgetLine& line) {
    return Concat(line.purpose().substr(line.purpose().rfind('/') + 1), " ",
                  line.month().month(), ": ", FenOf(line.allocated()), " ",
                  FenOf(line.committed()), " ", FenOf(line.paid()), " ",
                  FenOf(line.open()), " ", FenOf(line.available()));
  }
  static v1::ListBudgetLinesRequest Months(absl::CivilDay first,
                                           absl::CivilDay last) {
    v1::ListBudgetLinesRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_first_month() = Day(first);
    *request.mutable_last_month() = Day(last);
    return request;
  }

  v1::SearchPaymentsResponse last_;
  std::string total_;
};

TEST_P(ReportTest, PaymentsAreFoundByWhatIsKnownOfThem) {
  const std::string first = Pay({"甲公司", "1", 100}).value();
  ASSERT_TRUE(Pay({"甲公司分部", "2", 300, kFirstDay + 2}).ok());
  ASSERT_TRUE(Pay({"乙公司", "3", 200, kFirstDay + 1}).ok());
  ASSERT_TRUE(Refund(first, 40, kFirstDay + 3).ok());
  v1::SearchPaymentsRequest request;
  EXPECT_THAT(Search(request), ElementsAre(100, 300, 200));
  EXPECT_EQ(last_.total_size(), 3);
  EXPECT_EQ(FenOf(last_.total_amount()), 600);
  EXPECT_EQ(FenOf(last_.total_refunded()), 40);
  request.set_order(v1::SearchPaymentsRequest::ORDER_LATEST);
  EXPECT_THAT(Search(request), ElementsAre(300, 200, 100));
  request.set_order(v1::SearchPaymentsRequest::ORDER_EARLIEST);
  EXPECT_THAT(Search(request), ElementsAre(100, 200, 300));
  request.set_order(v1::SearchPaymentsRequest::ORDER_LARGEST);
  EXPECT_THAT(Search(request), ElementsAre(300, 200, 100));
  request.set_payee_prefix("甲公司");
  EXPECT_THAT(Search(request), ElementsAre(300, 100));
  request.set_voucher("V-2");
  EXPECT_THAT(Search(request), ElementsAre(300));
  request.Clear();
  *request.mutable_first_date() = Day(kFirstDay + 1);
  *request.mutable_most_amount() = Fen(299);
  EXPECT_THAT(Search(request), ElementsAre(200));
  request.Clear();
  *request.mutable_last_date() = Day(kFirstDay + 1);
  *request.mutable_least_amount() = Fen(200);
  EXPECT_THAT(Search(request), ElementsAre(200));
  request.Clear();
  request.set_document(Concat(kCounty, "/documents/d"));
  EXPECT_THAT(Search(request), IsEmpty());
  request.set_document(Concat(kCounty, "/documents/d1"));
  EXPECT_THAT(Search(request), SizeIs(3));
  request.set_invoice(" ３");
  EXPECT_THAT(Search(request), ElementsAre(200));
  // As it was on the first day, and as it was known before anything was paid.
  request.Clear();
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay);
  EXPECT_THAT(Search(request), ElementsAre(100));
  EXPECT_EQ(FenOf(last_.total_refunded()), 0);
  request.mutable_as_of()->Clear();
  request.mutable_as_of()->set_sequence(1);
  EXPECT_THAT(Search(request), IsEmpty());
}

TEST_P(ReportTest, ARangeTurnedRoundIsMalformed) {
  v1::SearchPaymentsRequest request;
  *request.mutable_first_date() = Day(kFirstDay);
  *request.mutable_last_date() = Day(kFirstDay - 1);
  EXPECT_EQ(SearchReason(request), "RANGE_TURNED_ROUND");
  request.Clear();
  *request.mutable_least_amount() = Fen(2);
  *request.mutable_most_amount() = Fen(1);
  EXPECT_EQ(SearchReason(request), "RANGE_TURNED_ROUND");
}

TEST_P(ReportTest, AnInvoiceSpelledAnotherWayIsADuplicateAndPartsAreNone) {
  ASSERT_TRUE(Pay({"甲公司", "ab-1", 100}).ok());
  ASSERT_TRUE(Pay({"甲 公司", "AB-１", 100}).ok());
  ASSERT_TRUE(Pay({"乙公司", "2", 100, kFirstDay, 300}).ok());
  ASSERT_TRUE(Pay({"乙公司", "2", 200, kFirstDay, 300}).ok());
  ASSERT_TRUE(Pay({"丙公司", "2", 50}).ok());
  EXPECT_THAT(Duplicates(false), ElementsAre("ab-1 2 200"));
  EXPECT_THAT(Duplicates(true), ElementsAre("2 3 350", "ab-1 2 200"));
}

TEST_P(ReportTest, WhatWasGivenBackInFullIsNoDuplicate) {
  const std::string first = Pay({"甲公司", "1", 100}).value();
  ASSERT_TRUE(Refund(first, 100, kFirstDay + 1).ok());
  ASSERT_TRUE(Pay({"甲公司", "1", 100, kFirstDay + 2}).ok());
  EXPECT_THAT(Duplicates(false), IsEmpty());
}

// The document gives 6,000 yuan in January, of which 1,000 for masks alone.
TEST_P(ReportTest, BudgetAgainstActualByPurposeAndMonth) {
  const absl::CivilDay february(2020, 2, 3);
  funding_.service().clock().Advance(absl::Hours(24 * 60));
  ASSERT_TRUE(Order("c1", {{"masks", 80'000, 100}}, kFirstDay).ok());
  ASSERT_TRUE(Arrive("c1", 1, 80'000, 100, february).ok());
  ASSERT_TRUE(PayFor("c1", 1, 50'000, february, When::kAfter).ok());
  ASSERT_TRUE(Pay({"甲公司", "1", 10'000, february}).ok());
  const auto months =
      Months(absl::CivilDay(2020, 1, 31), absl::CivilDay(2020, 3, 1));
  EXPECT_THAT(
      Budget(months),
      ElementsAre("any 1: 500000 0 0 0 500000", "any 2: -10000 0 0 0 490000",
                  "any 3: 0 0 0 0 490000", "gowns 2: 10000 0 10000 0 0",
                  "masks 1: 100000 80000 0 80000 20000",
                  "masks 2: 0 0 50000 30000 20000",
                  "masks 3: 0 0 0 30000 20000"));
  EXPECT_EQ(total_, " 0: 600000 80000 60000 30000 510000");
  // As it was at the end of January.
  auto january = months;
  *january.mutable_as_of()->mutable_effective_date() =
      Day(absl::CivilDay(2020, 1, 31));
  january.set_purpose(Concat(kCounty, "/purposes/masks"));
  EXPECT_THAT(Budget(january),
              ElementsAre("masks 1: 100000 80000 0 80000 20000"));
  auto other = months;
  other.set_document(Concat(kCounty, "/documents/d2"));
  EXPECT_THAT(Budget(other), IsEmpty());
}

TEST_P(ReportTest, TooManyMonthsAreNotAnswered) {
  const auto reason = [this](const v1::ListBudgetLinesRequest& request) {
    return ReasonOf(
        funding_.service()
            .Call<v1::ListBudgetLinesResponse>("ListBudgetLines", request)
            .status());
  };
  EXPECT_EQ(
      reason(Months(absl::CivilDay(2020, 1, 1), absl::CivilDay(2022, 12, 31))),
      "");
  EXPECT_EQ(
      reason(Months(absl::CivilDay(2020, 1, 1), absl::CivilDay(2023, 1, 1))),
      "TOO_MANY_MONTHS");
  EXPECT_EQ(
      reason(Months(absl::CivilDay(2020, 2, 1), absl::CivilDay(2020, 1, 31))),
      "RANGE_TURNED_ROUND");
}

INSTANTIATE_TEST_SUITE_P(Engines, ReportTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST(PlainTextTest, SpacesCapitalsAndFullWidthSignsMakeNoDifference) {
  EXPECT_EQ(PlainText(" ab（1） 甲　公司"), "AB(1)甲公司");
  EXPECT_EQ(PlainText("ＡＢ－１"), PlainText("ab-1"));
  EXPECT_EQ(PlainText("\xef\xbc"), "\xef\xbc");
}

}  // namespace
}  // namespace epiledger::funding
