// Stories of reports on payments that were reversed, on both engines: they stay
// in sight, and no figure counts them.
#include <string>
#include <vector>

#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;
using Item = v1::ReconciliationItem;

class ReversedReports : public Corrections {
 protected:
  v1::SearchPaymentsResponse Search(const type::v1::AsOf& as_of = {}) {
    v1::SearchPaymentsRequest request;
    request.set_parent(std::string(kCounty));
    *request.mutable_as_of() = as_of;
    return funding_.service()
        .Call<v1::SearchPaymentsResponse>("SearchPayments", request)
        .value();
  }
  int64_t CountDuplicates() {
    v1::ListDuplicateInvoicesRequest request;
    request.set_parent(std::string(kCounty));
    return funding_.service()
        .Call<v1::ListDuplicateInvoicesResponse>("ListDuplicateInvoices",
                                                 request)
        .value()
        .total_size();
  }
  // Month and what was paid for masks in it.
  std::vector<std::string> PaidForMasks() {
    v1::ListBudgetLinesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_purpose(Concat(kCounty, "/purposes/masks"));
    *request.mutable_first_month() = Day(kFirstDay);
    *request.mutable_last_month() = Day(absl::CivilDay(2020, 2, 1));
    std::vector<std::string> texts;
    const auto lines = funding_.service().Call<v1::ListBudgetLinesResponse>(
        "ListBudgetLines", request);
    for (const v1::BudgetLine& line : lines.value().budget_lines()) {
      texts.push_back(Concat(line.month().month(), ": ", FenOf(line.paid())));
    }
    return texts;
  }

  // Statement `s1` of the first day: one line of so much.
  absl::Status State(int64_t fen) {
    auto request = New<v1::CreateTreasuryStatementRequest>();
    request.set_parent(std::string(kCounty));
    request.set_treasury_statement_id("s1");
    v1::TreasuryStatement& statement = *request.mutable_treasury_statement();
    *statement.mutable_first_date() = Day(kFirstDay);
    *statement.mutable_last_date() = Day(kFirstDay);
    *statement.add_lines()->mutable_amount() = Fen(fen);
    *statement.mutable_lines(0)->mutable_line_date() = Day(kFirstDay);
    return funding_.service()
        .Call<v1::CreateTreasuryStatementResponse>("CreateTreasuryStatement",
                                                   request)
        .status();
  }
  absl::Status Confirm(const std::string& payment,
                       const std::string& reason = "") {
    auto request = New<v1::ConfirmMatchesRequest>();
    request.set_parent(std::string(kCounty));
    v1::TreasuryMatch& match = *request.add_matches();
    match.set_line(Concat(kCounty, "/treasuryStatements/s1/lines/1"));
    match.set_payment(payment);
    match.set_reason(reason);
    return funding_.service()
        .Call<v1::ConfirmMatchesResponse>("ConfirmMatches", request)
        .status();
  }
  std::vector<Item::State> Items() {
    v1::ListReconciliationItemsRequest request;
    request.set_statement(Concat(kCounty, "/treasuryStatements/s1"));
    std::vector<Item::State> states;
    const auto items =
        funding_.service().Call<v1::ListReconciliationItemsResponse>(
            "ListReconciliationItems", request);
    for (const Item& item : items.value().reconciliation_items()) {
      states.push_back(item.state());
    }
    return states;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReversedReports,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(ReversedReports, AReversedPaymentIsFoundAndIsInNoTotal) {
  ASSERT_TRUE(Pay(300, kFirstDay).ok());
  const auto wrong = Pay(200, kFirstDay);
  const auto reversed = Reverse(wrong);
  ASSERT_TRUE(reversed.ok()) << reversed.status();
  const v1::SearchPaymentsResponse found = Search();
  ASSERT_EQ(found.payments_size(), 2);
  EXPECT_EQ(found.payments(1).reversed_by(), reversed->reversal().name());
  EXPECT_EQ(found.total_size(), 2);
  EXPECT_EQ(FenOf(found.total_amount()), 300);
  EXPECT_EQ(FenOf(Search(KnownAt(wrong->receipt().sequence())).total_amount()),
            500);
}

TEST_P(ReversedReports, AReversedPaymentIsNoDuplicate) {
  ASSERT_TRUE(Pay(300, kFirstDay, "ab-1").ok());
  const auto twice = Pay(300, kFirstDay, "AB -１");
  ASSERT_TRUE(twice.ok()) << twice.status();
  EXPECT_EQ(CountDuplicates(), 1);
  ASSERT_TRUE(Reverse(twice).ok());
  EXPECT_EQ(CountDuplicates(), 0);
}

TEST_P(ReversedReports, TheBudgetForgetsItInItsMonthUnlessThatIsClosed) {
  ASSERT_TRUE(Reverse(Pay(300, kFirstDay)).ok());
  EXPECT_THAT(PaidForMasks(), ElementsAre("1: 0", "2: 0"));
  const auto late = Pay(200, kFirstDay);
  ASSERT_TRUE(Close("2020-01").ok());
  ASSERT_TRUE(Reverse(late).ok());
  EXPECT_THAT(PaidForMasks(), ElementsAre("1: 200", "2: -200"));
}

TEST_P(ReversedReports, WhoReversesAPaymentWithdrawsItsMatch) {
  ASSERT_TRUE(State(300).ok());
  const auto wrong = Pay(200, kFirstDay);
  const std::string name = wrong->payment().name();
  ASSERT_TRUE(Confirm(name, "国库另扣手续费").ok());
  EXPECT_THAT(Items(), ElementsAre(Item::STATE_DIFFERING));
  ASSERT_TRUE(Reverse(wrong).ok());
  EXPECT_THAT(Items(), ElementsAre(Item::STATE_ONLY_THEIRS));
  EXPECT_EQ(ReasonOf(Confirm(name, "同上")), "REVERSED");
  // The line is free for the right one.
  const auto right = Pay(300, kFirstDay);
  ASSERT_TRUE(Confirm(right->payment().name()).ok());
  EXPECT_THAT(Items(), ElementsAre(Item::STATE_MATCHED));
}

TEST_P(ReversedReports, AStatementOfTheTreasuryIsAFactAndStays) {
  ASSERT_TRUE(State(300).ok());
  const absl::Status refused = Reverse(7).status();
  EXPECT_EQ(ReasonOf(refused), "NOT_REVERSIBLE");
  EXPECT_EQ(FigureOf(refused, "kind"), "treasury-statement");
}

}  // namespace
}  // namespace epiledger::funding
