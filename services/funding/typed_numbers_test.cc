// Numbers of documents and orders typed in another way are the same numbers: on
// both engines.
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "services/funding/corrections_fixture.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::ReasonOf;

constexpr char kIssuer[] = "示范县财政局";
constexpr char kSupplier[] = "示范医疗器械有限公司";

class TypedNumbers : public Corrections {
 protected:
  absl::StatusOr<v1::CreateAllocationDocumentResponse> Document(
      const std::string& id, const std::string& issuer,
      const std::string& number) {
    auto request = funding_.DocumentRequest(id, "central", 1'000, kFirstDay);
    auto& document = *request.mutable_allocation_document();
    document.set_issuer(issuer);
    document.set_number(number);
    document.mutable_allocations(0)->add_purposes()->set_purpose(
        Concat(kCounty, "/purposes/masks"));
    return funding_.Allocate(request);
  }
  absl::StatusOr<v1::CreateCommitmentResponse> OrderCalled(
      const std::string& id, const std::string& supplier,
      const std::string& number) {
    auto request = OrderRequest(id, {{"gowns", 100}});
    request.mutable_commitment()->set_supplier(supplier);
    request.mutable_commitment()->set_number(number);
    return funding_.service().Call<v1::CreateCommitmentResponse>(
        "CreateCommitment", request);
  }

  // Puts an index as builds had it that did not fold what is typed.
  void Unfold(std::string_view index, const std::vector<std::string>& keys,
              const std::string& holder) {
    book::Command old;
    old.key = {"clerk", funding_.service().NewId()};
    old.method = "epiledger.funding.v1.FundingService.CreatePayment";
    old.request = std::make_shared<v1::CreatePaymentRequest>();
    old.deadline = absl::InfiniteFuture();
    old.decide = [&](const book::DecisionContext&, ledger::State&) {
      book::Accepted accepted;
      for (const auto& [key, body] : {std::pair(keys.back(), holder),
                                      std::pair(keys.front(), std::string())}) {
        auto& version = *accepted.effects.add_resources();
        version.set_collection(std::string(index));
        version.set_key(key);
        version.set_body(body);
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

INSTANTIATE_TEST_SUITE_P(Engines, TypedNumbers,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

// Or one paper's money would be allocated twice.
TEST_P(TypedNumbers, ADocumentIsOneHoweverItsNumberIsTyped) {
  const auto first = Document("d2", kIssuer, "示财〔2020〕a7号");
  ASSERT_TRUE(first.ok()) << first.status();
  for (const auto& [issuer, number] :
       {std::pair(kIssuer, "示财〔2020〕A7号"),
        std::pair(kIssuer, "　示财〔２０２０〕ａ７号 "),
        std::pair("示范县财政局 ", "示财〔2020〕a7号")}) {
    const absl::Status again = Document("d3", issuer, number).status();
    EXPECT_EQ(ReasonOf(again), "DOCUMENT_NUMBER_TAKEN") << issuer << number;
    EXPECT_EQ(FigureOf(again, "document"), "d2");
    EXPECT_EQ(FigureOf(again, "number"), number);
  }
  EXPECT_TRUE(Document("d4", "示范县卫健局", "示财〔2020〕a7号").ok());
  ASSERT_TRUE(Reverse(first).ok());
  const auto right = Document("d5", kIssuer, "示财〔2020〕Ａ7号");
  ASSERT_TRUE(right.ok()) << right.status();
  // Shown is what was typed.
  EXPECT_EQ(right->allocation_document().number(), "示财〔2020〕Ａ7号");
}

TEST_P(TypedNumbers, AnOrderIsOneHoweverItsNumberIsTyped) {
  ASSERT_TRUE(OrderCalled("c1", kSupplier, "ht-1").ok());
  for (const char* typed : {"HT-1", "ＨＴ－１", " ht-1"}) {
    const absl::Status again = OrderCalled("c2", kSupplier, typed).status();
    EXPECT_EQ(ReasonOf(again), "COMMITMENT_NUMBER_TAKEN") << typed;
    EXPECT_EQ(FigureOf(again, "commitment"), "c1");
  }
  EXPECT_TRUE(OrderCalled("c3", kSupplier, "ht 1").ok());
  // A blank one is none.
  EXPECT_TRUE(OrderCalled("c4", kSupplier, " ").ok());
  EXPECT_TRUE(OrderCalled("c5", kSupplier, " ").ok());
}

TEST_P(TypedNumbers, WhatOlderBuildsRecordedIsFoundAsItWasTyped) {
  ASSERT_TRUE(Document("d2", kIssuer, "示财〔2020〕a7号").ok());
  Unfold(kDocumentNumbers, DocumentNumberKeys(kIssuer, "示财〔2020〕a7号"),
         "d2");
  EXPECT_EQ(FigureOf(Document("d3", kIssuer, "示财〔2020〕a7号").status(),
                     "document"),
            "d2");
  ASSERT_TRUE(OrderCalled("c1", kSupplier, "ht-1").ok());
  Unfold(kCommitmentNumbers, CommitmentNumberKeys(kSupplier, "ht-1"), "c1");
  EXPECT_EQ(
      FigureOf(OrderCalled("c2", kSupplier, "ht-1").status(), "commitment"),
      "c1");
}

}  // namespace
}  // namespace epiledger::funding
