// Stories of the treasury's statement held against our payments, on both
// engines.
#include <string>
#include <vector>

#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/purchases_fixture.h"
#include "services/funding/rules/statement_matching.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;
using Item = v1::ReconciliationItem;

std::string LineName(int number) {
  return Concat(kCounty, "/treasuryStatements/s1/lines/", number);
}

class ReconciliationTest : public Purchases {
 protected:
  std::string Pay(const std::string& payee, int64_t fen,
                  const std::string& voucher, absl::CivilDay day = kFirstDay,
                  v1::Payment::Method method = v1::Payment::METHOD_DIRECT) {
    v1::CreatePaymentRequest request =
        funding_.PaymentRequest("d1", "gowns", fen, day);
    request.mutable_payment()->set_payee(payee);
    request.mutable_payment()->set_invoice("");
    request.mutable_payment()->set_voucher(voucher);
    request.mutable_payment()->set_method(method);
    const auto answer = funding_.Pay(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->payment().name() : "";
  }

  struct Stated {
    std::string payee;
    int64_t fen;
    std::string reference;
    absl::CivilDay day = kFirstDay;
  };
  // Statement `s1` of the first day and the four behind it.
  absl::Status State(const std::vector<Stated>& lines) {
    auto request = New<v1::CreateTreasuryStatementRequest>();
    request.set_parent(std::string(kCounty));
    request.set_treasury_statement_id("s1");
    v1::TreasuryStatement& statement = *request.mutable_treasury_statement();
    *statement.mutable_first_date() = Day(kFirstDay);
    *statement.mutable_last_date() = Day(kFirstDay + 4);
    for (const Stated& stated : lines) {
      v1::TreasuryLine& line = *statement.add_lines();
      line.set_payee(stated.payee);
      *line.mutable_amount() = Fen(stated.fen);
      line.set_reference(stated.reference);
      *line.mutable_line_date() = Day(stated.day);
    }
    return funding_.service()
        .Call<v1::CreateTreasuryStatementResponse>("CreateTreasuryStatement",
                                                   request)
        .status();
  }

  absl::StatusOr<v1::ConfirmMatchesResponse> Confirm(
      int line, const std::string& payment, const std::string& reason = "",
      bool withdraw = false) {
    auto request = New<v1::ConfirmMatchesRequest>();
    request.set_parent(std::string(kCounty));
    request.set_withdraw(withdraw);
    v1::TreasuryMatch& match = *request.add_matches();
    match.set_line(LineName(line));
    match.set_payment(payment);
    match.set_reason(reason);
    return funding_.service().Call<v1::ConfirmMatchesResponse>("ConfirmMatches",
                                                               request);
  }

  // `1 matched 0`: the line's number, 0 for none, the state, the difference.
  std::vector<std::string> Items(
      v1::ListReconciliationItemsRequest request = {}) {
    std::vector<std::string> texts;
    request.set_statement(Concat(kCounty, "/treasuryStatements/s1"));
    request.set_page_size(2);
    do {
      const auto page =
          funding_.service().Call<v1::ListReconciliationItemsResponse>(
              "ListReconciliationItems", request);
      if (!page.ok()) {
        ADD_FAILURE() << page.status();
        return texts;
      }
      last_ = *page;
      for (const Item& item : page->reconciliation_items()) {
        const std::string& line = item.line().name();
        texts.push_back(
            Concat(line.empty() ? "0" : line.substr(line.rfind('/') + 1), " ",
                   Item::State_Name(item.state()).substr(6), " ",
                   FenOf(item.difference())));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return texts;
  }

  v1::ListReconciliationItemsResponse last_;
};

TEST_P(ReconciliationTest, WhatAgreesIsProposedAndSomebodyConfirmsIt) {
  const std::string first = Pay("甲公司", 100, "V-1");
  const std::string second = Pay("乙（集团）", 200, "", kFirstDay + 1);
  const std::string third = Pay("丙公司", 300, "V-3");
  Pay("丁公司", 400, "V-4");
  Pay("戊医院", 500, "V-5", kFirstDay, v1::Payment::METHOD_OWN_ACCOUNT);
  ASSERT_TRUE(State({{"甲公司", 100, "v-1"},
                     {"乙(集团)", 200, "", kFirstDay + 3},
                     {"丙公司", 310, "V-3"},
                     {"己公司", 600, "V-6"}})
                  .ok());
  EXPECT_THAT(Items(),
              ElementsAre("1 PROPOSED 0", "2 PROPOSED 0", "3 DIFFERING 10",
                          "4 ONLY_THEIRS 600", "0 ONLY_OURS -400"));
  v1::ListReconciliationItemsRequest near;
  near.set_day_window(1);
  EXPECT_THAT(Items(near), ElementsAre("1 PROPOSED 0", "2 ONLY_THEIRS 200",
                                       "3 DIFFERING 10", "4 ONLY_THEIRS 600",
                                       "0 ONLY_OURS -200", "0 ONLY_OURS -400"));
  ASSERT_TRUE(Confirm(1, first).ok());
  EXPECT_EQ(ReasonOf(Confirm(3, third).status()), "AMOUNTS_DIFFER");
  ASSERT_TRUE(Confirm(3, third, "国库另扣手续费").ok());
  EXPECT_THAT(Items(),
              ElementsAre("1 MATCHED 0", "2 PROPOSED 0", "3 DIFFERING 10",
                          "4 ONLY_THEIRS 600", "0 ONLY_OURS -400"));
  ASSERT_EQ(last_.totals_size(), 5);
  EXPECT_EQ(last_.totals(0).count(), 1);
  EXPECT_EQ(FenOf(last_.totals(2).theirs()), 310);
  EXPECT_EQ(FenOf(last_.totals(2).ours()), 300);
  v1::ListReconciliationItemsRequest proposed;
  proposed.set_state(Item::STATE_PROPOSED);
  EXPECT_THAT(Items(proposed), ElementsAre("2 PROPOSED 0"));
  // Before anybody confirmed anything.
  v1::ListReconciliationItemsRequest before;
  before.mutable_as_of()->set_sequence(last_.read_at().sequence() - 3);
  before.set_state(Item::STATE_MATCHED);
  EXPECT_THAT(Items(before), IsEmpty());
}

TEST_P(ReconciliationTest, ALineIsOnePaymentUntilThatIsWithdrawn) {
  const std::string first = Pay("甲公司", 100, "V-1");
  const std::string second = Pay("甲公司", 100, "V-2");
  ASSERT_TRUE(State({{"甲公司", 100, ""}, {"甲公司", 100, ""}}).ok());
  ASSERT_TRUE(Confirm(1, second).ok());
  EXPECT_EQ(ReasonOf(Confirm(1, first).status()), "LINE_MATCHED");
  EXPECT_EQ(ReasonOf(Confirm(2, second).status()), "PAYMENT_MATCHED");
  EXPECT_EQ(ReasonOf(Confirm(1, first, "", true).status()), "NOT_MATCHED");
  EXPECT_THAT(Items(), ElementsAre("1 MATCHED 0", "2 PROPOSED 0"));
  ASSERT_TRUE(Confirm(1, second, "", true).ok());
  EXPECT_EQ(ReasonOf(Confirm(1, second, "", true).status()), "NOT_MATCHED");
  EXPECT_TRUE(Confirm(1, first).ok());
  EXPECT_TRUE(Confirm(2, second).ok());
  EXPECT_THAT(Items(), ElementsAre("1 MATCHED 0", "2 MATCHED 0"));
}

TEST_P(ReconciliationTest, WhatIsNotThereCannotBeMatched) {
  const std::string payment = Pay("甲公司", 100, "V-1");
  EXPECT_EQ(ReasonOf(Confirm(1, payment).status()), "TREASURY_LINE_NOT_FOUND");
  ASSERT_TRUE(State({{"甲公司", 100, ""}}).ok());
  EXPECT_EQ(ReasonOf(Confirm(2, payment).status()), "TREASURY_LINE_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Confirm(1, payment + "0").status()), "PAYMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(State({{"甲公司", 100, ""}})), "NAME_TAKEN");
}

TEST_P(ReconciliationTest, ALineOfAnotherMonthIsMalformed) {
  EXPECT_EQ(ReasonOf(State({{"甲公司", 100, "", kFirstDay + 5}})),
            "LINE_OUTSIDE_STATEMENT");
}

INSTANTIATE_TEST_SUITE_P(Engines, ReconciliationTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

// Line and payment of each match, `by reference` told by the third.
std::vector<std::string> MatchesOf(const std::vector<Transfer>& lines,
                                   const std::vector<Transfer>& payments) {
  std::vector<std::string> texts;
  for (const ProposedMatch& match : ProposeMatches(lines, payments, 5)) {
    texts.push_back(Concat(match.line, "=", match.payment,
                           match.is_by_reference ? " reference" : ""));
  }
  return texts;
}

TEST(StatementMatching, AReferenceGoesBeforeAmountAndPayee) {
  EXPECT_THAT(MatchesOf({{1, 100, "A", "", false}, {1, 100, "A", "R", false}},
                        {{1, 100, "A", "R", false}, {1, 100, "A", "", false}}),
              ElementsAre("1=0 reference", "0=1"));
}

TEST(StatementMatching, OfSeveralWithOneReferenceTheSameAmountIsTaken) {
  EXPECT_THAT(MatchesOf({{1, 100, "A", "R", false}},
                        {{1, 90, "A", "R", false}, {1, 100, "B", "R", false}}),
              ElementsAre("0=1 reference"));
}

TEST(StatementMatching, TheNearestDayIsTakenAndNoneBeyondTheWindow) {
  EXPECT_THAT(MatchesOf({{10, 100, "A", "", false}},
                        {{6, 100, "A", "", false}, {12, 100, "A", "", false}}),
              ElementsAre("0=1"));
  EXPECT_THAT(
      MatchesOf({{10, 100, "A", "", false}}, {{4, 100, "A", "", false}}),
      IsEmpty());
}

TEST(StatementMatching, WhatIsTakenIsLeftAlone) {
  EXPECT_THAT(MatchesOf({{1, 100, "A", "R", true}, {1, 100, "A", "R", false}},
                        {{1, 100, "A", "R", true}}),
              IsEmpty());
}

}  // namespace
}  // namespace epiledger::funding
