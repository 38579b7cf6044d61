// Stories of cash paid out to a recipient's own account, which is a line of the
// treasury's statement like a payment; on both engines.
#include <string>
#include <vector>

#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "services/funding/cash_fixture.h"
#include "services/funding/corrections_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::ReasonOf;
using Item = v1::ReconciliationItem;

class MatchedCash : public Correcting<Cash> {
 protected:
  // Statement `s1` of the first day, of one line.
  absl::Status State(int64_t fen) {
    auto request = New<v1::CreateTreasuryStatementRequest>();
    request.set_parent(std::string(kCounty));
    request.set_treasury_statement_id("s1");
    v1::TreasuryStatement& statement = *request.mutable_treasury_statement();
    *statement.mutable_first_date() = Day(kFirstDay);
    *statement.mutable_last_date() = Day(kFirstDay);
    v1::TreasuryLine& line = *statement.add_lines();
    *line.mutable_amount() = Fen(fen);
    *line.mutable_line_date() = Day(kFirstDay);
    line.set_payee("示范县人民医院");
    return funding_.service()
        .Call<v1::CreateTreasuryStatementResponse>("CreateTreasuryStatement",
                                                   request)
        .status();
  }
  absl::Status Confirm(v1::TreasuryMatch match) {
    auto request = New<v1::ConfirmMatchesRequest>();
    request.set_parent(std::string(kCounty));
    match.set_line(Concat(kCounty, "/treasuryStatements/s1/lines/1"));
    *request.add_matches() = match;
    return funding_.service()
        .Call<v1::ConfirmMatchesResponse>("ConfirmMatches", request)
        .status();
  }
  absl::Status Confirm(const std::string& disbursement) {
    v1::TreasuryMatch match;
    match.set_disbursement(disbursement);
    return Confirm(match);
  }
  v1::ListReconciliationItemsResponse Items() {
    v1::ListReconciliationItemsRequest request;
    request.set_statement(Concat(kCounty, "/treasuryStatements/s1"));
    return funding_.service()
        .Call<v1::ListReconciliationItemsResponse>("ListReconciliationItems",
                                                   request)
        .value();
  }
  std::vector<Item::State> StatesOfItems() {
    std::vector<Item::State> states;
    const auto listed = Items();
    for (const Item& item : listed.reconciliation_items()) {
      states.push_back(item.state());
    }
    return states;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, MatchedCash,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(MatchedCash, CashPaidOutIsALineOfTheTreasuryAndWhatItPaysIsNone) {
  const auto paid_out = Disburse(100'000, kFirstDay);
  ASSERT_TRUE(PayOwn(60'000, kFirstDay).ok());
  ASSERT_TRUE(PayBack(10'000, kFirstDay).ok());
  ASSERT_TRUE(State(100'000).ok());
  EXPECT_THAT(StatesOfItems(),
              ElementsAre(Item::STATE_ONLY_THEIRS, Item::STATE_ONLY_OURS));
  const std::string name = paid_out->disbursement().name();
  ASSERT_TRUE(Confirm(name).ok());
  const v1::ListReconciliationItemsResponse items = Items();
  ASSERT_EQ(items.reconciliation_items_size(), 1);
  EXPECT_EQ(items.reconciliation_items(0).state(), Item::STATE_MATCHED);
  EXPECT_EQ(items.reconciliation_items(0).disbursement().name(), name);
  EXPECT_EQ(FenOf(items.totals(0).ours()), 100'000);
}

TEST_P(MatchedCash, WhatCameBackOrIsNotThereIsNoLine) {
  ASSERT_TRUE(Disburse(100'000, kFirstDay).ok());
  const auto paid_back = PayBack(10'000, kFirstDay);
  ASSERT_TRUE(State(10'000).ok());
  const std::string name = paid_back->disbursement().name();
  EXPECT_EQ(ReasonOf(Confirm(name)), "CASH_CAME_BACK");
  EXPECT_EQ(ReasonOf(Confirm(name + "0")), "DISBURSEMENT_NOT_FOUND");
}

// The line is the cash it was paid of: matched with both it would count twice.
TEST_P(MatchedCash, WhatWasPaidFromTheAccountIsNoLine) {
  ASSERT_TRUE(Disburse(60'000, kFirstDay).ok());
  const auto payment = PayOwn(60'000, kFirstDay);
  const auto direct = PayDirect(60'000, kFirstDay);
  ASSERT_TRUE(State(60'000).ok());
  v1::TreasuryMatch match;
  match.set_payment(payment->payment().name());
  const absl::Status refused = Confirm(match);
  EXPECT_EQ(ReasonOf(refused), "PAID_FROM_OWN_ACCOUNT");
  EXPECT_EQ(testing::FigureOf(refused, "payment"), payment->payment().name());
  match.set_payment(direct->payment().name());
  EXPECT_TRUE(Confirm(match).ok());
}

TEST_P(MatchedCash, WhoReversesCashWithdrawsItsMatch) {
  const auto wrong = Disburse(100'000, kFirstDay);
  ASSERT_TRUE(State(100'000).ok());
  ASSERT_TRUE(Confirm(wrong->disbursement().name()).ok());
  ASSERT_TRUE(Reverse(wrong).ok());
  EXPECT_THAT(StatesOfItems(), ElementsAre(Item::STATE_ONLY_THEIRS));
  EXPECT_EQ(ReasonOf(Confirm(wrong->disbursement().name())), "REVERSED");
  const auto right = Disburse(100'000, kFirstDay);
  EXPECT_TRUE(Confirm(right->disbursement().name()).ok());
}

}  // namespace
}  // namespace epiledger::funding
