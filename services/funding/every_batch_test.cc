// Of the batch of each write that makes or spends money: the refused one of two
// is named and nothing of the other is left, and alone the other is done. On
// both engines. (Payments have stories of their own, see batches_test.cc.)
#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "services/funding/purchases_fixture.h"
#include "tests/testing/batches.h"

namespace epiledger::funding {
namespace {

using testing::BatchTale;

// Fund `central` has 4,000 yuan that are not allocated, document `d1` 5,000 for
// gowns, and 1,000 more for masks alone.
class EveryBatch : public Purchases {
 protected:
  void Tell(const BatchTale& tale) { TellOfBatch(funding_.service(), tale); }

  template <typename Request>
  Request OfCounty() {
    auto request = New<Request>();
    request.set_parent(std::string(kCounty));
    return request;
  }

  v1::CreateFundRequest NewFund(const std::string& id) {
    auto request = OfCounty<v1::CreateFundRequest>();
    request.set_fund_id(id);
    request.mutable_fund()->set_display_name("县级资金");
    request.mutable_fund()->set_kind(v1::Fund::KIND_CENTRAL);
    return request;
  }
  v1::CreatePurposeRequest NewPurpose(const std::string& id) {
    auto request = OfCounty<v1::CreatePurposeRequest>();
    request.set_purpose_id(id);
    request.mutable_purpose()->set_display_name("隔离点");
    return request;
  }
  v1::CreateAppropriationRequest NewAppropriation(int64_t fen) {
    auto request = OfCounty<v1::CreateAppropriationRequest>();
    request.set_appropriation_id("a2");
    v1::Appropriation& appropriation = *request.mutable_appropriation();
    appropriation.set_fund(Concat(kCounty, "/funds/central"));
    *appropriation.mutable_amount() = Fen(fen);
    *appropriation.mutable_appropriation_date() = Day(kFirstDay);
    return request;
  }
  v1::CreateAllocationDocumentRequest NewDocument(const std::string& id,
                                                  int64_t fen) {
    auto request = funding_.DocumentRequest(id, "central", fen, kFirstDay);
    request.mutable_allocation_document()
        ->mutable_allocations(0)
        ->add_purposes()
        ->set_purpose(Concat(kCounty, "/purposes/gowns"));
    return request;
  }
  // Back to the fund, of what is not divided.
  v1::CreateAllocationChangeRequest Recall(int64_t fen) {
    auto request = OfCounty<v1::CreateAllocationChangeRequest>();
    v1::AllocationChange& change = *request.mutable_allocation_change();
    change.set_kind(v1::AllocationChange::KIND_RECALL);
    change.set_allocation(AllocationName("d1"));
    change.set_purpose(Concat(kCounty, "/purposes/any"));
    *change.mutable_amount() = Fen(fen);
    *change.mutable_change_date() = Day(kFirstDay);
    change.set_reason("县指挥部决定");
    return request;
  }
  v1::CloseAllocationRequest Closing(const std::string& document) {
    auto request = New<v1::CloseAllocationRequest>();
    request.set_name(AllocationName(document));
    *request.mutable_close_date() = Day(kFirstDay + 1);
    return request;
  }
  v1::CreateLiabilityRequest Debt(const std::string& purpose, int64_t fen) {
    auto request = OfCounty<v1::CreateLiabilityRequest>();
    v1::Liability& liability = *request.mutable_liability();
    liability.set_debtor(Concat(kCounty, "/facilities/people-hospital"));
    liability.set_creditor("示范物资有限公司");
    liability.set_purpose(PurposeName(purpose));
    *liability.mutable_amount() = Fen(fen);
    *liability.mutable_liability_date() = Day(kFirstDay);
    liability.set_reason("春节期间紧急赊购");
    return request;
  }
  v1::SettleLiabilityRequest Settlement(const std::string& name, int64_t fen) {
    auto request = New<v1::SettleLiabilityRequest>();
    request.set_name(name);
    request.set_allocation(AllocationName("d1"));
    *request.mutable_amount() = Fen(fen);
    *request.mutable_payment_date() = Day(kFirstDay);
    request.set_method(v1::Payment::METHOD_DIRECT);
    return request;
  }
  // Statement `s1` of one day and one line.
  v1::CreateTreasuryStatementRequest Statement(int64_t fen) {
    auto request = OfCounty<v1::CreateTreasuryStatementRequest>();
    request.set_treasury_statement_id("s1");
    v1::TreasuryStatement& statement = *request.mutable_treasury_statement();
    *statement.mutable_first_date() = Day(kFirstDay);
    *statement.mutable_last_date() = Day(kFirstDay);
    v1::TreasuryLine& line = *statement.add_lines();
    *line.mutable_line_date() = Day(kFirstDay);
    *line.mutable_amount() = Fen(fen);
    line.set_payee("示范医疗器械有限公司");
    return request;
  }
  v1::ConfirmMatchesRequest Match(const std::string& payment) {
    auto request = OfCounty<v1::ConfirmMatchesRequest>();
    v1::TreasuryMatch& match = *request.add_matches();
    match.set_line(Concat(kCounty, "/treasuryStatements/s1/lines/1"));
    match.set_payment(payment);
    return request;
  }

  // The payment's name.
  std::string Paid(const std::string& document, int64_t fen) {
    const auto answer = funding_.Pay(
        funding_.PaymentRequest(document, "gowns", fen, kFirstDay));
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->payment().name() : "";
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, EveryBatch,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(EveryBatch, FundsAndPurposesThatAreThereAlready) {
  Tell({"BatchCreateFunds", NewFund("county"), NewFund("central"),
        "NAME_TAKEN"});
  Tell({"BatchCreatePurposes", NewPurpose("beds"), NewPurpose("masks"),
        "NAME_TAKEN"});
}

TEST_P(EveryBatch, MoneyThatCameUnderTheNameOfTheElementBeforeIt) {
  Tell({"BatchCreateAppropriations", NewAppropriation(70'000),
        NewAppropriation(80'000), "NAME_TAKEN"});
}

TEST_P(EveryBatch, DocumentsThatOnlyTogetherOverdrawTheFund) {
  Tell({"BatchCreateAllocationDocuments", NewDocument("d2", 300'000),
        NewDocument("d3", 100'001), "FUND_OVERDRAWN"});
}

TEST_P(EveryBatch, OrdersThatOnlyTogetherBindMoreThanThereIs) {
  Tell({"BatchCreateCommitments", OrderRequest("c1", {{"gowns", 300'000}}),
        OrderRequest("c2", {{"gowns", 200'001}}), "OVERCOMMITTED"});
  EXPECT_EQ(LineOf("c1"), (Stages{300'000, 0, 0, 0}));
}

TEST_P(EveryBatch, WhatOrdersHoldIsReleasedOnce) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000}}).ok());
  Tell({"BatchReleaseCommitments", ReleaseRequest("c1", kFirstDay, 1, 60'000),
        ReleaseRequest("c1", kFirstDay, 1, 40'001), "OVER_HELD"});
  EXPECT_EQ(LineOf("c1"), (Stages{40'000, 0, 0, 0}));
}

TEST_P(EveryBatch, MoreThanWasPaidDoesNotComeBack) {
  const std::string payment = Paid("d1", 100'000);
  Tell({"BatchCreateRefunds", RefundRequest(payment, 60'000, kFirstDay),
        RefundRequest(payment, 40'001, kFirstDay), "OVER_REFUNDED"});
}

TEST_P(EveryBatch, MoreThanThereIsIsNotRecalled) {
  Tell({"BatchCreateAllocationChanges", Recall(300'000), Recall(200'001),
        "OVER_AVAILABLE"});
}

TEST_P(EveryBatch, AnAllocationThatHasSomethingLeftStaysOpen) {
  ASSERT_TRUE(funding_.Allocate(NewDocument("d2", 100)).ok());
  Paid("d2", 100);
  Tell({"BatchCloseAllocations", Closing("d2"), Closing("d1"), "STILL_OPEN"});
}

TEST_P(EveryBatch, DebtsForWhatNobodyKnows) {
  Tell({"BatchCreateLiabilities", Debt("gowns", 80'000), Debt("ships", 1),
        "PURPOSE_NOT_FOUND"});
}

TEST_P(EveryBatch, MoreThanIsOwedIsNotSettled) {
  const auto owed = funding_.service().Call<v1::CreateLiabilityResponse>(
      "CreateLiability", Debt("gowns", 80'000));
  ASSERT_TRUE(owed.ok()) << owed.status();
  const std::string& name = owed->liability().name();
  Tell({"BatchSettleLiabilities", Settlement(name, 50'000),
        Settlement(name, 30'001), "OVER_OWED"});
}

TEST_P(EveryBatch, AStatementOfTheTreasuryComesOnceAndIsMatchedOnce) {
  Tell({"BatchCreateTreasuryStatements", Statement(100), Statement(200),
        "NAME_TAKEN"});
  const std::string first = Paid("d1", 100);
  const std::string second = Paid("d1", 100);
  Tell({"BatchConfirmMatches", Match(first), Match(second), "LINE_MATCHED"});
}

}  // namespace
}  // namespace epiledger::funding
