// Stories of money that came back and of invoices, on both engines. Every
// figure is written by hand.
#include <string>
#include <utility>

#include "absl/synchronization/notification.h"
#include "services/funding/funding_names.h"
#include "services/funding/purchases_fixture.h"
#include "services/funding/rules/payment_rules.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class RefundTest : public Purchases {
 protected:
  // A payment as the first release recorded it: it does not say how much of it
  // was undivided. Returns its name.
  std::string PayAsBefore(const v1::CreatePaymentRequest& request) {
    absl::Notification done;
    v1::Payment payment;
    book::Command command;
    command.key = {"clerk", request.request_id()};
    command.method = "epiledger.funding.v1.FundingService.CreatePayment";
    command.request = std::make_shared<v1::CreatePaymentRequest>(request);
    command.deadline = absl::InfiniteFuture();
    command.decide = [&request](const book::DecisionContext& context,
                                ledger::State& state) {
      book::Decision decision = DecideCreatePayment(request, context, state);
      auto& made =
          *std::get<book::Accepted>(decision).effects.mutable_resources(0);
      v1::Payment old;
      old.ParseFromString(made.body());
      old.clear_undivided();
      old.clear_kind();
      made.set_body(old.SerializeAsString());
      return decision;
    };
    command.done = [&](absl::StatusOr<book::Outcome> outcome) {
      if (outcome.ok()) payment.ParseFromString(outcome->resource);
      done.Notify();
    };
    funding_.service().books().Submit(funding_.service().book(),
                                      std::move(command));
    done.WaitForNotification();
    return payment.name();
  }
  v1::Payment GetPayment(const std::string& name, absl::CivilDay day) {
    v1::GetPaymentRequest request;
    request.set_name(name);
    *request.mutable_as_of()->mutable_effective_date() = Day(day);
    return funding_.service().Call<v1::Payment>("GetPayment", request).value();
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, RefundTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(RefundTest, ADirectPaymentIsRefundedWhereItCameFrom) {
  auto request = funding_.PaymentRequest("d1", "masks", 160'000, kFirstDay);
  request.mutable_payment()->set_invoice("0440001");
  const auto paid = funding_.Pay(request);
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_THAT(Left(), ElementsAre(0, 440'000));
  const std::string name = paid->payment().name();
  EXPECT_EQ(ReasonOf(Refund(name, 1, kFirstDay - 1).status()),
            "REFUNDED_BEFORE_PAID");
  EXPECT_EQ(ReasonOf(Refund(name, 160'001, kFirstDay).status()),
            "OVER_REFUNDED");
  ASSERT_TRUE(Refund(name, 70'000, kFirstDay + 1).ok());
  EXPECT_THAT(Left(), ElementsAre(10'000, 500'000));
  const auto too_much = Refund(name, 90'001, kFirstDay + 1);
  EXPECT_EQ(FigureOf(too_much.status(), "available"), "90000");
  // The invoice stays paid until all of it came back.
  request.set_request_id(funding_.service().NewId());
  EXPECT_EQ(ReasonOf(funding_.Pay(request).status()), "INVOICE_PAID_TWICE");
  ASSERT_TRUE(Refund(name, 90'000, kFirstDay + 2).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
  request.set_request_id(funding_.service().NewId());
  EXPECT_TRUE(funding_.Pay(request).ok());
}

TEST_P(RefundTest, ARefundedPrepaymentIsHeldAgainAndArrivedGoodsAreNot) {
  ASSERT_TRUE(Order("c1", {{"masks", 100'000, 100}}).ok());
  const auto prepaid = PayFor("c1", 1, 100'000, kFirstDay, When::kAhead);
  ASSERT_TRUE(Arrive("c1", 1, 40'000, 40, kFirstDay + 1).ok());
  const std::string name = prepaid->payment().name();
  ASSERT_TRUE(Refund(name, 50'000, kFirstDay + 2).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(50'000, 10'000, 0, 40'000));
  // 100.00 are still ahead of the goods; the rest was for what arrived.
  ASSERT_TRUE(Refund(name, 30'000, kFirstDay + 3).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(60'000, 0, 0, 20'000));
  EXPECT_THAT(Left(), ElementsAre(20'000, 500'000));
}

TEST_P(RefundTest, AnInvoiceIsPaidInPartsUpToItsWholeAmount) {
  auto part = funding_.PaymentRequest("d1", "gowns", 40'000, kFirstDay);
  part.mutable_payment()->set_invoice("0440002");
  *part.mutable_payment()->mutable_invoice_amount() = Fen(100'000);
  ASSERT_TRUE(funding_.Pay(part).ok());
  const auto again = [&](int64_t fen, int64_t whole) {
    part.set_request_id(funding_.service().NewId());
    *part.mutable_payment()->mutable_amount() = Fen(fen);
    *part.mutable_payment()->mutable_invoice_amount() = Fen(whole);
    return funding_.Pay(part).status();
  };
  EXPECT_EQ(ReasonOf(again(50'000, 90'000)), "INVOICE_PAID_TWICE");
  const absl::Status over = again(60'001, 100'000);
  EXPECT_EQ(ReasonOf(over), "INVOICE_OVERPAID");
  EXPECT_EQ(FigureOf(over, "available"), "60000");
  EXPECT_TRUE(again(60'000, 100'000).ok());
  EXPECT_EQ(ReasonOf(again(1, 100'000)), "INVOICE_OVERPAID");
  EXPECT_EQ(ReasonOf(again(100, 99)), "INVOICE_AMOUNT_ALONE");
}

TEST_P(RefundTest, AnInvoiceWhosePartsCameBackIsPaidAnew) {
  auto request = funding_.PaymentRequest("d1", "gowns", 40'000, kFirstDay);
  v1::Payment& payment = *request.mutable_payment();
  payment.set_invoice("0440003");
  const auto pay = [&](int64_t fen, int64_t whole) {
    request.set_request_id(funding_.service().NewId());
    *payment.mutable_amount() = Fen(fen);
    payment.clear_invoice_amount();
    if (whole > 0) *payment.mutable_invoice_amount() = Fen(whole);
    return funding_.Pay(request);
  };
  const auto first = pay(40'000, 100'000);
  const auto second = pay(60'000, 100'000);
  ASSERT_TRUE(first.ok() && second.ok());
  ASSERT_TRUE(Refund(first->payment().name(), 40'000, kFirstDay).ok());
  // The second part still stands.
  EXPECT_EQ(ReasonOf(pay(100'000, 0).status()), "INVOICE_PAID_TWICE");
  ASSERT_TRUE(Refund(second->payment().name(), 60'000, kFirstDay).ok());
  ASSERT_TRUE(pay(100'000, 0).ok());
  // Paid at once: no part is owed any more.
  EXPECT_EQ(ReasonOf(pay(1, 100'000).status()), "INVOICE_PAID_TWICE");
}

TEST_P(RefundTest, WhatCameBackIsAnsweredForTheDayAsked) {
  const auto paid =
      funding_.Pay(funding_.PaymentRequest("d1", "masks", 160'000, kFirstDay));
  const std::string name = paid->payment().name();
  ASSERT_TRUE(Refund(name, 70'000, kFirstDay + 2).ok());
  ASSERT_TRUE(Refund(name, 20'000, kFirstDay + 4).ok());
  EXPECT_FALSE(GetPayment(name, kFirstDay + 1).has_refunded());
  EXPECT_EQ(FenOf(GetPayment(name, kFirstDay + 3).refunded()), 70'000);
  EXPECT_EQ(FenOf(GetPayment(name, kFirstDay + 4).refunded()), 90'000);
  // Where it came from does not change.
  EXPECT_EQ(FenOf(GetPayment(name, kFirstDay + 4).undivided()), 60'000);
  v1::ListPaymentsRequest request;
  request.set_parent(std::string(kCounty));
  *request.mutable_as_of()->mutable_effective_date() = Day(kFirstDay + 3);
  const auto list = funding_.service().Call<v1::ListPaymentsResponse>(
      "ListPayments", request);
  EXPECT_EQ(FenOf(list->payments(0).refunded()), 70'000);
  EXPECT_EQ(FenOf(list->total_amount()), 90'000);
}

TEST_P(RefundTest, ABouncedPaymentOfGoodsThatCameIsOwedAgain) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 100'000, 100, kFirstDay + 1).ok());
  const auto paid = PayFor("c1", 1, 100'000, kFirstDay + 2, When::kAfter);
  ASSERT_TRUE(paid.ok());
  const auto bounced =
      Refund(paid->payment().name(), 100'000, kFirstDay + 3, Then::kOwedAgain);
  ASSERT_TRUE(bounced.ok()) << bounced.status();
  EXPECT_THAT(LineOn(kFirstDay + 2), ElementsAre(0, 0, 0, 100'000));
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 100'000, 0));
  EXPECT_THAT(Left(), ElementsAre(100'000, 400'000));
  ASSERT_TRUE(PayFor("c1", 1, 100'000, kFirstDay + 4, When::kAfter).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 0, 100'000));
}

TEST_P(RefundTest, OfABouncedPrepaymentWhatCameIsOwedAndTheRestHeld) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  const auto paid = PayFor("c1", 1, 100'000, kFirstDay, When::kAhead);
  ASSERT_TRUE(Arrive("c1", 1, 40'000, 40, kFirstDay + 1).ok());
  ASSERT_TRUE(
      Refund(paid->payment().name(), 100'000, kFirstDay + 2, Then::kOwedAgain)
          .ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(60'000, 0, 40'000, 0));
}

TEST_P(RefundTest, GoodsThatWentBackAreNotOwedAgain) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}).ok());
  ASSERT_TRUE(Arrive("c1", 1, 100'000, 100, kFirstDay + 1).ok());
  const auto paid = PayFor("c1", 1, 100'000, kFirstDay + 2, When::kAfter);
  ASSERT_TRUE(Refund(paid->payment().name(), 30'000, kFirstDay + 3).ok());
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 0, 70'000));
  EXPECT_THAT(Left(), ElementsAre(100'000, 430'000));
}

TEST_P(RefundTest, WhatNobodyOwedIsNotOwedAgain) {
  const auto paid =
      funding_.Pay(funding_.PaymentRequest("d1", "gowns", 100, kFirstDay));
  const auto refused =
      Refund(paid->payment().name(), 100, kFirstDay + 1, Then::kOwedAgain);
  EXPECT_EQ(ReasonOf(refused.status()), "NEVER_OWED");
}

TEST_P(RefundTest, APaymentOfTheFirstReleaseDoesNotTieUndividedMoney) {
  // 1,000.00 of the masks' own share, 600.00 undivided; it says neither.
  const std::string masks =
      PayAsBefore(funding_.PaymentRequest("d1", "masks", 160'000, kFirstDay));
  const std::string gowns =
      PayAsBefore(funding_.PaymentRequest("d1", "gowns", 50'000, kFirstDay));
  EXPECT_THAT(Left(), ElementsAre(0, 390'000));
  ASSERT_TRUE(Refund(masks, 70'000, kFirstDay + 1).ok());
  EXPECT_THAT(Left(), ElementsAre(70'000, 390'000));
  // The share gets back what it was given, and no more.
  ASSERT_TRUE(Refund(masks, 90'000, kFirstDay + 2).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 450'000));
  ASSERT_TRUE(Refund(gowns, 50'000, kFirstDay + 2).ok());
  EXPECT_THAT(Left(), ElementsAre(100'000, 500'000));
}

}  // namespace
}  // namespace epiledger::funding
