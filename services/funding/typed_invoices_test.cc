// Invoices typed in another way, in parts, given back and corrected: on both
// engines.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::ReasonOf;

class TypedInvoices : public Corrections {
 protected:
  static constexpr std::string_view kTyped = "a0440009 ";

  absl::StatusOr<v1::CreatePaymentResponse> PayPart(
      int64_t fen, const std::string& invoice) {
    auto request = funding_.PaymentRequest("d1", "gowns", fen, kFirstDay);
    request.mutable_payment()->set_invoice(invoice);
    *request.mutable_payment()->mutable_invoice_amount() = Fen(100'000);
    return funding_.Pay(request);
  }

  // Puts the index as builds had it that did not fold what is typed.
  void Unfold(const v1::Payment& payment) {
    const std::vector<std::string> keys =
        InvoiceKeys(payment.payee(), payment.invoice());
    book::Command old;
    old.key = {"clerk", funding_.service().NewId()};
    old.method = "epiledger.funding.v1.FundingService.CreatePayment";
    old.request = std::make_shared<v1::CreatePaymentRequest>();
    old.deadline = absl::InfiniteFuture();
    old.decide = [&](const book::DecisionContext&, ledger::State&) {
      book::Accepted accepted;
      for (const auto& [key, body] :
           {std::pair(keys.back(), rpc::LastSegment(payment.name())),
            std::pair(keys.front(), std::string_view())}) {
        auto& version = *accepted.effects.add_resources();
        version.set_collection(std::string(kInvoices));
        version.set_key(key);
        version.set_body(std::string(body));
      }
      return accepted;
    };
    absl::Notification done;
    old.done = [&](absl::StatusOr<book::Outcome> outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      done.Notify();
    };
    auto& service = funding_.service();
    service.books().Submit(service.book(), std::move(old));
    done.WaitForNotification();
  }
};

TEST_P(TypedInvoices, PartsOfOneInvoiceAreAddedUpHoweverItIsTyped) {
  const auto first = PayPart(40'000, std::string(kTyped));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto over = PayPart(60'001, "Ａ0440009");
  EXPECT_EQ(ReasonOf(over.status()), "INVOICE_OVERPAID");
  EXPECT_EQ(FigureOf(over.status(), "available"), "60000");
  ASSERT_TRUE(PayPart(60'000, "A0440009").ok());
  ASSERT_TRUE(Reverse(first).ok());
  EXPECT_TRUE(PayPart(40'000, "a0440009").ok());
}

TEST_P(TypedInvoices, WhatNobodySeesMakesNoOtherInvoiceAndNoOtherPayee) {
  ASSERT_TRUE(Pay(100, kFirstDay, std::string(kTyped)).ok());
  EXPECT_EQ(ReasonOf(Pay(100, kFirstDay, "A044\u200b0009").status()),
            "INVOICE_PAID_TWICE");
  auto request = funding_.PaymentRequest("d1", "gowns", 100, kFirstDay);
  request.mutable_payment()->set_invoice(std::string(kTyped));
  request.mutable_payment()->mutable_payee()->append("\ufeff");
  EXPECT_EQ(ReasonOf(funding_.Pay(request).status()), "INVOICE_PAID_TWICE");
}

TEST_P(TypedInvoices, AnInvoiceThatCameBackIsPaidAnewInAnotherSpelling) {
  const auto first = Pay(100, kFirstDay, std::string(kTyped));
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(Reverse(first).ok());
  ASSERT_TRUE(Pay(100, kFirstDay, "A0440009").ok());
  EXPECT_EQ(ReasonOf(Pay(100, kFirstDay, std::string(kTyped)).status()),
            "INVOICE_PAID_TWICE");
}

TEST_P(TypedInvoices, AnOldOneIsFreeAgainUnderTheKeyItHas) {
  const auto old = Pay(100, kFirstDay, std::string(kTyped));
  ASSERT_TRUE(old.ok()) << old.status();
  Unfold(old->payment());
  EXPECT_EQ(
      FigureOf(Pay(100, kFirstDay, std::string(kTyped)).status(), "payment"),
      rpc::LastSegment(old->payment().name()));
  ASSERT_TRUE(Reverse(old).ok());
  ASSERT_TRUE(Pay(100, kFirstDay, std::string(kTyped)).ok());
  // From now on in every spelling.
  EXPECT_EQ(ReasonOf(Pay(100, kFirstDay, "A0440009").status()),
            "INVOICE_PAID_TWICE");
}

TEST_P(TypedInvoices, ABlankOneHasNoParts) {
  EXPECT_EQ(ReasonOf(PayPart(1, "　 ").status()), "INVOICE_AMOUNT_ALONE");
}

INSTANTIATE_TEST_SUITE_P(Engines, TypedInvoices,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

}  // namespace
}  // namespace epiledger::funding
