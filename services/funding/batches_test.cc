// Pasted sheets: each line for itself, or all lines together. On both engines.
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::ErrorOf;

// Document `d1` has 5,000 yuan for gowns, and 1,000 more for masks alone.
class Batches : public Purchases {
 protected:
  using Sheet = v1::BatchCreatePaymentsRequest;
  using Results = v1::BatchCreatePaymentsResponse;

  // A sheet of payments for gowns, of so many fen each.
  Sheet Together(const std::vector<int64_t>& fen) {
    Sheet sheet;
    sheet.set_parent(std::string(kCounty));
    sheet.set_all_or_nothing(true);
    for (const int64_t amount : fen) {
      *sheet.add_requests() =
          funding_.PaymentRequest("d1", "gowns", amount, kFirstDay);
    }
    return sheet;
  }

  template <typename Response = Results, typename Request>
  Response Send(std::string_view method, const Request& request) {
    const auto answer = funding_.service().Call<Response>(method, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.value_or(Response());
  }
  Results Send(const Sheet& sheet) {
    return Send("BatchCreatePayments", sheet);
  }

  static type::v1::Receipt ReceiptOf(const rpc::Error& error) {
    type::v1::Receipt receipt;
    receipt.ParseFromString(error.receipt);
    return receipt;
  }

  // What became of each line: `paid`, or the reason why not.
  template <typename Response>
  static std::vector<std::string> Outcomes(const Response& response) {
    std::vector<std::string> outcomes;
    for (const auto& result : response.results()) {
      outcomes.push_back(
          result.has_response() ? "paid" : ErrorOf(result.error()).reason);
    }
    return outcomes;
  }

  int64_t Entries() { return funding_.service().Verify().entries; }
  int64_t GownsLeft() { return Left()[1]; }
};

TEST_P(Batches, EachLineIsDecidedForItself) {
  Sheet sheet = Together({100'000, 400'001, 400'000});
  sheet.set_all_or_nothing(false);
  EXPECT_THAT(Outcomes(Send(sheet)), ElementsAre("paid", "OVERSPENT", "paid"));
  EXPECT_EQ(GownsLeft(), 0);
}

TEST_P(Batches, AllLinesTogetherAreRecordedInTheirOrder) {
  const Results results = Send(Together({100'000, 150'000, 250'000}));
  ASSERT_THAT(Outcomes(results), ElementsAre("paid", "paid", "paid"));
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(results.results(i).response().receipt().sequence(),
              results.results(0).response().receipt().sequence() + i);
  }
  // Each saw those before it.
  EXPECT_EQ(FenOf(results.results(1).response().payment().available_after()),
            250'000);
  EXPECT_EQ(GownsLeft(), 0);
}

TEST_P(Batches, PaymentsThatOnlyTogetherOverspendAreNotRecorded) {
  const int64_t before = Entries();
  const Sheet sheet = Together({300'000, 200'001, 1});
  const Results results = Send(sheet);
  EXPECT_THAT(Outcomes(results),
              ElementsAre("BATCH_REFUSED", "OVERSPENT", "BATCH_REFUSED"));
  const rpc::Error refused = ErrorOf(results.results(1).error());
  EXPECT_EQ(refused.metadata.at("available"), "200000");
  EXPECT_EQ(refused.metadata.at("element"), "requests[1]");
  ASSERT_EQ(refused.violations.size(), 1u);
  EXPECT_EQ(refused.violations[0].field, "requests[1]");
  const rpc::Error other = ErrorOf(results.results(2).error());
  EXPECT_EQ(other.metadata.at("element"), "requests[1]");
  EXPECT_EQ(other.metadata.at("outcome"), "undecided");
  EXPECT_TRUE(other.receipt.empty());
  EXPECT_EQ(Entries(), before + 1);
  EXPECT_EQ(GownsLeft(), 500'000);

  // The refusal is kept as it was asked, with what its figures count.
  const journal::Frame entry = funding_.service().EntryOf(ReceiptOf(refused));
  EXPECT_EQ(entry.method, "epiledger.funding.v1.FundingService.CreatePayment");
  EXPECT_EQ(entry.event, sheet.requests(1).SerializeAsString());
  EXPECT_EQ(entry.metadata.at("element"), "requests[1]");
}

TEST_P(Batches, SentAgainItIsRefusedAgainAndMendedItIsPaid) {
  Sheet sheet = Together({300'000, 200'001, 1});
  const rpc::Error first = ErrorOf(Send(sheet).results(1).error());
  const Results again = Send(sheet);
  EXPECT_THAT(Outcomes(again),
              ElementsAre("BATCH_REFUSED", "OVERSPENT", "BATCH_REFUSED"));
  const rpc::Error second = ErrorOf(again.results(1).error());
  EXPECT_EQ(second.metadata, first.metadata);
  EXPECT_EQ(ReceiptOf(second).hash(), ReceiptOf(first).hash());
  EXPECT_TRUE(ReceiptOf(second).replayed());

  *sheet.mutable_requests(1) =
      funding_.PaymentRequest("d1", "gowns", 199'999, kFirstDay);
  EXPECT_THAT(Outcomes(Send(sheet)), ElementsAre("paid", "paid", "paid"));
  const Results replayed = Send(sheet);
  EXPECT_THAT(Outcomes(replayed), ElementsAre("paid", "paid", "paid"));
  EXPECT_TRUE(replayed.results(0).response().receipt().replayed());
  // A line of its own is the same payment as in the sheet.
  EXPECT_TRUE(funding_.Pay(sheet.requests(2))->receipt().replayed());
  EXPECT_EQ(GownsLeft(), 0);
}

TEST_P(Batches, TheSameLineTwiceIsPaidOnce) {
  Sheet sheet = Together({500'000});
  *sheet.add_requests() = sheet.requests(0);
  const Results results = Send(sheet);
  EXPECT_THAT(Outcomes(results), ElementsAre("paid", "paid"));
  EXPECT_TRUE(results.results(1).response().receipt().replayed());
}

TEST_P(Batches, AnInvoiceTwiceInASheetNamesTheOtherLine) {
  Sheet sheet = Together({1, 2, 3});
  sheet.mutable_requests(1)->mutable_payment()->set_invoice("0449001");
  sheet.mutable_requests(2)->mutable_payment()->set_invoice("0449001");
  const rpc::Error refused = ErrorOf(Send(sheet).results(2).error());
  EXPECT_EQ(refused.reason, "INVOICE_PAID_TWICE");
  EXPECT_EQ(refused.metadata.at("payment"), "requests[1]");
  EXPECT_EQ(GownsLeft(), 500'000);
}

TEST_P(Batches, AMalformedLineIsNamedAndNothingIsRecorded) {
  const int64_t before = Entries();
  Sheet sheet = Together({1, 2});
  *sheet.mutable_requests(1)->mutable_payment()->mutable_payment_date() =
      Day(absl::CivilDay(2020, 3, 1));
  const Results results = Send(sheet);
  const rpc::Error malformed = ErrorOf(results.results(1).error());
  ASSERT_EQ(malformed.violations.size(), 1u);
  EXPECT_EQ(malformed.violations[0].field, "requests[1].payment.payment_date");
  EXPECT_EQ(Outcomes(results)[0], "BATCH_REFUSED");
  EXPECT_EQ(Entries(), before);
}

TEST_P(Batches, SheetsOfOrdersAndTheirGoodsAreAllOrNothing) {
  v1::BatchCreateAccrualsRequest goods;
  goods.set_parent(std::string(kCounty));
  goods.set_all_or_nothing(true);
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000}}).ok());
  for (const int64_t fen : {50'000, 500'001}) {
    auto& request = *goods.add_requests();
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.mutable_accrual()->set_commitment(CommitmentName("c1"));
    request.mutable_accrual()->set_line(1);
    *request.mutable_accrual()->mutable_amount() = Fen(fen);
    *request.mutable_accrual()->mutable_accrual_date() = Day(kFirstDay);
  }
  EXPECT_THAT(Outcomes(Send<v1::BatchCreateAccrualsResponse>(
                  "BatchCreateAccruals", goods)),
              ElementsAre("BATCH_REFUSED", "OVERSPENT"));
  EXPECT_EQ(LineOf("c1"), (Stages{100'000, 0, 0, 0}));

  v1::BatchPayCommitmentsRequest bills;
  bills.set_parent(std::string(kCounty));
  bills.set_all_or_nothing(true);
  for (const int64_t fen : {40'000, 60'000}) {
    auto& request = *bills.add_requests();
    request.set_request_id(funding_.service().NewId());
    request.set_name(CommitmentName("c1"));
    request.set_line(1);
    *request.mutable_amount() = Fen(fen);
    *request.mutable_payment_date() = Day(kFirstDay);
    request.set_method(v1::Payment::METHOD_DIRECT);
    request.set_prepayment(true);
  }
  EXPECT_THAT(Outcomes(Send<v1::BatchPayCommitmentsResponse>(
                  "BatchPayCommitments", bills)),
              ElementsAre("paid", "paid"));
  EXPECT_EQ(LineOf("c1"), (Stages{0, 100'000, 0, 0}));
}

// 64 sheets of five at once: there is money for half of them.
TEST_P(Batches, ManySheetsAtOnceLeaveNoGapAndNoHalf) {
  constexpr int kSheets = 64;
  constexpr int64_t kEach = 3'125;  // 5 × 3,125 × 32 = 500,000
  const int64_t before = Entries();
  std::vector<std::shared_ptr<const Sheet>> sheets;
  sheets.reserve(kSheets);
  for (int i = 0; i < kSheets; ++i) {
    sheets.push_back(std::make_shared<const Sheet>(
        Together({kEach, kEach, kEach, kEach, kEach})));
  }
  absl::BlockingCounter open(kSheets);
  absl::Mutex mutex;
  std::set<int64_t> sequences;
  int paid = 0;
  const auto take = [&](const std::string& bytes) {
    Results results;
    results.ParseFromString(bytes);
    const absl::MutexLock lock(&mutex);
    int of_sheet = 0;
    for (const auto& result : results.results()) {
      if (!result.has_response()) continue;
      sequences.insert(result.response().receipt().sequence());
      ++of_sheet;
    }
    EXPECT_TRUE(of_sheet == 0 || of_sheet == 5) << of_sheet;
    paid += of_sheet;
  };
  for (const auto& sheet : sheets) {
    funding_.service().Start("BatchCreatePayments", sheet, "clerk",
                             [&](absl::StatusOr<std::string> bytes) {
                               take(bytes.value_or(""));
                               open.DecrementCount();
                             });
  }
  open.Wait();
  EXPECT_EQ(paid, 160);
  EXPECT_EQ(sequences.size(), 160u);
  EXPECT_EQ(Entries(), before + 160 + 32);
  EXPECT_EQ(GownsLeft(), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Batches,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

}  // namespace
}  // namespace epiledger::funding
