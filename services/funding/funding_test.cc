// Stories of a finance office, on both engines.
#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::FiguresOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using Figures = std::map<std::string, std::string>;

class FundingTest : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  FundingTest() : funding_(GetParam()) { funding_.MakeSample(); }
  ~FundingTest() override {
    EXPECT_THAT(funding_.service().Verify().findings, IsEmpty());
  }

  FundingFixture funding_;
};

INSTANTIATE_TEST_SUITE_P(Engines, FundingTest,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(FundingTest, APaymentTakesItsOwnShareFirstAndThenTheUndividedRest) {
  const auto paid =
      funding_.Pay(funding_.PaymentRequest("d1", "masks", 150'000, kFirstDay));
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_EQ(FenOf(paid->payment().available_after()), 450'000);
  const auto allocation = funding_.GetAllocation("d1");
  ASSERT_TRUE(allocation.ok());
  const v1::Allocation::Balance& balance = allocation->balance();
  EXPECT_EQ(FenOf(balance.allocated()), 600'000);
  EXPECT_EQ(FenOf(balance.paid()), 150'000);
  EXPECT_EQ(FenOf(balance.available()), 450'000);
  ASSERT_EQ(balance.purposes_size(), 3);
  EXPECT_EQ(FenOf(balance.purposes(0).available()), 0);  // masks
  EXPECT_EQ(FenOf(balance.purposes(0).paid()), 150'000);
  EXPECT_EQ(FenOf(balance.purposes(2).available()), 450'000);  // any
}

TEST_P(FundingTest, OverspendIsRefusedAndTheRefusalIsFrozen) {
  const auto request =
      funding_.PaymentRequest("d1", "gowns", 500'001, kFirstDay);
  const auto refused = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(refused.status()), "OVERSPENT");
  const Figures figures = {{"allocation", AllocationName("d1")},
                           {"purpose", PurposeName("gowns")},
                           {"available", "500000"},
                           {"needed", "500001"},
                           {"date", "2020-01-20"}};
  EXPECT_EQ(FiguresOf(refused.status()), figures);
  type::v1::Receipt receipt;
  receipt.ParseFromString(rpc::FromStatus(refused.status()).receipt);
  EXPECT_GT(receipt.sequence(), 0);

  // More money comes; the old id stays refused, a new one is paid.
  ASSERT_TRUE(
      funding_.Allocate("d2", "central", 1'000, {{"gowns", 0}}, kFirstDay)
          .ok());
  const auto again = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(again.status()), "OVERSPENT");
  EXPECT_EQ(FiguresOf(again.status()), figures);
  type::v1::Receipt replayed;
  replayed.ParseFromString(rpc::FromStatus(again.status()).receipt);
  EXPECT_TRUE(replayed.replayed());
  EXPECT_EQ(replayed.sequence(), receipt.sequence());
}

TEST_P(FundingTest, ARetryGetsTheFirstAnswerAndAnotherBodyIsRefusedByField) {
  auto request = funding_.PaymentRequest("d1", "masks", 100, kFirstDay);
  const auto first = funding_.Pay(request);
  const auto second = funding_.Pay(request);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_FALSE(first->receipt().replayed());
  EXPECT_TRUE(second->receipt().replayed());
  EXPECT_EQ(first->receipt().hash(), second->receipt().hash());
  EXPECT_EQ(first->payment().name(), second->payment().name());
  *request.mutable_payment()->mutable_amount() = Fen(101);
  const auto other = funding_.Pay(request);
  EXPECT_EQ(other.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(other.status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(FiguresOf(other.status()),
            (Figures{{"field", "payment"}, {"outcome", "undecided"}}));
}

TEST_P(FundingTest, AnEarmarkBuysOnlyWhatItIsFor) {
  ASSERT_TRUE(funding_.CreatePurpose("cars").ok());
  const auto refused =
      funding_.Pay(funding_.PaymentRequest("d1", "cars", 100, kFirstDay));
  EXPECT_EQ(ReasonOf(refused.status()), "PURPOSE_NOT_ALLOWED");
  EXPECT_EQ(FiguresOf(refused.status()),
            (Figures{{"purpose", PurposeName("cars")},
                     {"allocation", AllocationName("d1")}}));
}

TEST_P(FundingTest, NobodyPaysBeforeTheMoneyWasAllocated) {
  const auto refused =
      funding_.Pay(funding_.PaymentRequest("d1", "masks", 100, kFirstDay - 1));
  EXPECT_EQ(ReasonOf(refused.status()), "PAID_BEFORE_ALLOCATED");
  EXPECT_EQ(
      FiguresOf(refused.status()),
      (Figures{{"payment_date", "2020-01-19"}, {"allocated", "2020-01-20"}}));
}

TEST_P(FundingTest, ABackDatedPaymentMayNotStarveOneAlreadyMade) {
  ASSERT_TRUE(
      funding_
          .Pay(funding_.PaymentRequest("d1", "gowns", 450'000, kFirstDay + 5))
          .ok());
  const auto refused =
      funding_.Pay(funding_.PaymentRequest("d1", "gowns", 60'000, kFirstDay));
  EXPECT_EQ(ReasonOf(refused.status()), "OVERSPENT");
  EXPECT_EQ(FiguresOf(refused.status()),
            (Figures{{"allocation", AllocationName("d1")},
                     {"purpose", PurposeName("gowns")},
                     {"available", "50000"},
                     {"needed", "60000"},
                     {"date", "2020-01-20"}}));
}

TEST_P(FundingTest, AnInvoiceIsPaidOnce) {
  auto request = funding_.PaymentRequest("d1", "masks", 100, kFirstDay);
  request.mutable_payment()->set_invoice("04400123");
  const auto first = funding_.Pay(request);
  ASSERT_TRUE(first.ok()) << first.status();
  request.set_request_id(funding_.service().NewId());
  const auto twice = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(twice.status()), "INVOICE_PAID_TWICE");
  EXPECT_EQ(
      FiguresOf(twice.status()),
      (Figures{{"payee", request.payment().payee()},
               {"invoice", "04400123"},
               {"payment",
                std::string(rpc::LastSegment(first->payment().name()))}}));
  request.set_request_id(funding_.service().NewId());
  request.mutable_payment()->set_payee("另一家公司");
  EXPECT_TRUE(funding_.Pay(request).ok());
}

TEST_P(FundingTest, AnInvoiceTypedInAnotherWayIsTheSameInvoice) {
  auto request = funding_.PaymentRequest("d1", "masks", 100, kFirstDay);
  v1::Payment& payment = *request.mutable_payment();
  payment.set_payee(" 示范药房（城关店）");
  payment.set_invoice("a0442001 ");
  const auto first = funding_.Pay(request);
  ASSERT_TRUE(first.ok()) << first.status();
  // It is kept as it was typed.
  EXPECT_EQ(first->payment().payee(), " 示范药房（城关店）");
  EXPECT_EQ(first->payment().invoice(), "a0442001 ");
  for (const char* invoice : {"a0442001", "A0442001", "　Ａ０４４２００１"}) {
    SCOPED_TRACE(invoice);
    request.set_request_id(funding_.service().NewId());
    payment.set_payee("示范药房(城关店)");
    payment.set_invoice(invoice);
    const auto twice = funding_.Pay(request);
    EXPECT_EQ(ReasonOf(twice.status()), "INVOICE_PAID_TWICE");
    EXPECT_EQ(FigureOf(twice.status(), "invoice"), invoice);
    EXPECT_EQ(FigureOf(twice.status(), "payment"),
              rpc::LastSegment(first->payment().name()));
  }
  // Another name is another payee, and blanks are no invoice.
  for (const auto& [payee, invoice] :
       {std::pair("示范药房有限公司", "A0442001"),
        std::pair("示范药房(城关店)", " "),
        std::pair("示范药房(城关店)", "")}) {
    request.set_request_id(funding_.service().NewId());
    payment.set_payee(payee);
    payment.set_invoice(invoice);
    const auto paid = funding_.Pay(request);
    EXPECT_TRUE(paid.ok()) << paid.status();
  }
}

// As builds did that did not fold what is typed.
TEST_P(FundingTest, AnInvoiceRecordedUnderItsTypedKeyIsStillFound) {
  const std::string payee = "示范药房（城关店）";
  book::Command old;
  old.key = {"clerk", "old-payment"};
  old.method = "epiledger.funding.v1.FundingService.CreatePayment";
  old.request = std::make_shared<v1::CreatePaymentRequest>();
  old.deadline = absl::InfiniteFuture();
  old.decide = [&](const book::DecisionContext&, ledger::State&) {
    book::Accepted accepted;
    auto& version = *accepted.effects.add_resources();
    version.set_collection(std::string(kInvoices));
    version.set_key(Concat(payee, "\x1f", "a0442001 "));
    version.set_body("old-payment");
    return accepted;
  };
  absl::Notification done;
  old.done = [&](absl::StatusOr<book::Outcome> outcome) {
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    done.Notify();
  };
  funding_.service().books().Submit(funding_.service().book(), std::move(old));
  done.WaitForNotification();

  auto request = funding_.PaymentRequest("d1", "masks", 100, kFirstDay);
  request.mutable_payment()->set_payee(payee);
  request.mutable_payment()->set_invoice("a0442001 ");
  const auto twice = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(twice.status()), "INVOICE_PAID_TWICE");
  EXPECT_EQ(FigureOf(twice.status(), "payment"), "old-payment");
}

TEST_P(FundingTest, AFundCannotGiveMoreThanWasAppropriated) {
  const auto refused =
      funding_.Allocate("d2", "central", 400'001, {{"masks", 0}}, kFirstDay);
  EXPECT_EQ(ReasonOf(refused.status()), "FUND_OVERDRAWN");
  EXPECT_EQ(FiguresOf(refused.status()), (Figures{{"fund", "central"},
                                                  {"available", "400000"},
                                                  {"needed", "400001"},
                                                  {"date", "2020-01-20"}}));
  const auto early =
      funding_.Allocate("d3", "central", 1, {{"masks", 0}}, kFirstDay - 1);
  EXPECT_EQ(ReasonOf(early.status()), "FUND_OVERDRAWN");
  EXPECT_EQ(FiguresOf(early.status()), (Figures{{"fund", "central"},
                                                {"available", "0"},
                                                {"needed", "1"},
                                                {"date", "2020-01-19"}}));
}

// Every purpose of every line is a movement, and an entry has an end to them.
TEST_P(FundingTest, ADocumentThatMovesTooMuchAtOnceSaysHowMuchAndWhatFits) {
  constexpr int kLines = 1'000;
  constexpr int kShares = 66;
  auto request = funding_.DocumentRequest("d2", "central", kShares, kFirstDay);
  auto& document = *request.mutable_allocation_document();
  for (int i = 0; i < kShares; ++i) {
    const std::string purpose = Concat("purpose-", i);
    ASSERT_TRUE(funding_.CreatePurpose(purpose).ok());
    auto& share = *document.mutable_allocations(0)->add_purposes();
    share.set_purpose(PurposeName(purpose));
    *share.mutable_amount() = Fen(1);
  }
  const auto fitting = request;
  while (document.allocations_size() < kLines) {
    *document.add_allocations() = fitting.allocation_document().allocations(0);
  }
  const auto refused = funding_.Allocate(request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused.status()), "ENTRY_TOO_LARGE");
  EXPECT_EQ(FigureOf(refused.status(), "movements"), "66000");
  EXPECT_EQ(FigureOf(refused.status(), "limit"), "65535");
  EXPECT_EQ(FigureOf(refused.status(), "outcome"), "undecided");
  EXPECT_EQ(rpc::FromStatus(refused.status()).receipt, "");
  // The id was not used up: what fits is taken under it.
  EXPECT_TRUE(funding_.Allocate(fitting).ok());
}

TEST_P(FundingTest, WhatIsNamedMustExistAndNamesAreTakenOnce) {
  const auto expect = [](const absl::Status& refused, const char* reason,
                         const std::string& name) {
    EXPECT_EQ(ReasonOf(refused), reason);
    EXPECT_EQ(FiguresOf(refused), (Figures{{"name", Concat(kCounty, name)}}));
  };
  expect(funding_.Appropriate("a2", "moon", 1, kFirstDay).status(),
         "FUND_NOT_FOUND", "/funds/moon");
  expect(funding_.Allocate("d2", "moon", 1, {{"masks", 0}}, kFirstDay).status(),
         "FUND_NOT_FOUND", "/funds/moon");
  expect(
      funding_.Allocate("d2", "central", 1, {{"tea", 0}}, kFirstDay).status(),
      "PURPOSE_NOT_FOUND", "/purposes/tea");
  expect(funding_.Pay(funding_.PaymentRequest("d9", "masks", 1, kFirstDay))
             .status(),
         "ALLOCATION_NOT_FOUND", "/documents/d9/allocations/1");
  expect(funding_.CreateFund("central").status(), "NAME_TAKEN",
         "/funds/central");
}

TEST_P(FundingTest, WhatIsMalformedNamesItsFieldAndLeavesTheIdUnused) {
  auto request = funding_.PaymentRequest("d1", "masks", 100, kFirstDay);
  const auto good = request;
  request.mutable_payment()->mutable_amount()->set_nanos(5'000'000);
  const auto fraction = funding_.Pay(request);
  EXPECT_EQ(fraction.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FiguresOf(fraction.status()),
            (Figures{{"field", "payment.amount.nanos"}, {"found", "5000000"}}));
  request = good;
  *request.mutable_payment()->mutable_payment_date() =
      Day(absl::CivilDay(2020, 2, 2));  // the county's today is 1 February
  const auto ahead = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(ahead.status()), "DATE_AHEAD");
  EXPECT_EQ(FiguresOf(ahead.status()),
            (Figures{{"field", "payment.payment_date"},
                     {"found", "2020-02-02"},
                     {"today", "2020-02-01"}}));
  request = good;
  request.mutable_payment()->set_purpose("counties/990102/purposes/masks");
  const auto other = funding_.Pay(request);
  EXPECT_EQ(ReasonOf(other.status()), "OTHER_COUNTY");
  EXPECT_EQ(FiguresOf(other.status()),
            (Figures{{"field", "payment.purpose"},
                     {"found", "counties/990102/purposes/masks"},
                     {"county", "990101"}}));
  EXPECT_TRUE(funding_.Pay(good).ok());
}

TEST_P(FundingTest, SharesAndIdsThatDoNotFitAreNamedWithTheirFigures) {
  const auto exceed = funding_.Allocate(
      "d2", "central", 10, {{"masks", 8}, {"gowns", 3}}, kFirstDay);
  EXPECT_EQ(ReasonOf(exceed.status()), "SHARES_EXCEED_AMOUNT");
  EXPECT_EQ(FiguresOf(exceed.status()),
            (Figures{{"field", "allocation_document.allocations[0].purposes"},
                     {"shares", "11"},
                     {"amount", "10"}}));
  const auto twice = funding_.Allocate("d2", "central", 10,
                                       {{"masks", 1}, {"masks", 2}}, kFirstDay);
  EXPECT_EQ(ReasonOf(twice.status()), "LISTED_TWICE");
  EXPECT_EQ(FiguresOf(twice.status()),
            (Figures{{"field", "allocation_document.allocations[0].purposes"},
                     {"found", PurposeName("masks")}}));
  const auto reserved = funding_.CreatePurpose("any");
  EXPECT_EQ(ReasonOf(reserved.status()), "RESERVED_ID");
  EXPECT_EQ(FiguresOf(reserved.status()),
            (Figures{{"field", "purpose_id"}, {"found", "any"}}));
  v1::ListStatementLinesRequest lines;
  lines.set_parent(std::string(kCounty));
  lines.set_account(PurposeName("masks"));
  const auto none = funding_.service().Call<v1::ListStatementLinesResponse>(
      "ListStatementLines", lines);
  EXPECT_EQ(ReasonOf(none.status()), "NO_STATEMENT");
  EXPECT_EQ(FiguresOf(none.status()),
            (Figures{{"field", "account"}, {"found", PurposeName("masks")}}));
}

TEST_P(FundingTest, BothAxesAnswerWhatWasAndWhatWasKnown) {
  const auto late = funding_.Pay(
      funding_.PaymentRequest("d1", "gowns", 1'000, kFirstDay + 4));
  ASSERT_TRUE(late.ok());
  const auto early =
      funding_.Pay(funding_.PaymentRequest("d1", "gowns", 200, kFirstDay + 1));
  ASSERT_TRUE(early.ok());
  const auto paid = [this](int64_t sequence, absl::CivilDay day) {
    type::v1::AsOf as_of;
    as_of.set_sequence(sequence);
    *as_of.mutable_effective_date() = Day(day);
    return FenOf(funding_.GetAllocation("d1", as_of).value().balance().paid());
  };
  const int64_t n = late->receipt().sequence();
  EXPECT_EQ(paid(n, kFirstDay + 3), 0);
  EXPECT_EQ(paid(n, kFirstDay + 4), 1'000);
  EXPECT_EQ(paid(n + 1, kFirstDay), 0);
  EXPECT_EQ(paid(n + 1, kFirstDay + 1), 200);
  EXPECT_EQ(paid(n + 1, kFirstDay + 4), 1'200);
}

TEST_P(FundingTest, AStatementRunsOverItsPagesWithoutALeak) {
  for (int i = 0; i < 25; ++i) {
    ASSERT_TRUE(
        funding_
            .Pay(funding_.PaymentRequest("d1", i % 3 == 0 ? "masks" : "gowns",
                                         7'000 + i, kFirstDay + i % 4))
            .ok());
  }
  v1::ListStatementLinesRequest request;
  request.set_parent(std::string(kCounty));
  request.set_account(AllocationName("d1"));
  request.set_page_size(7);
  int64_t expected_balance = -1;
  std::pair<int, int64_t> last = {INT32_MAX, INT64_MAX};
  int lines = 0;
  do {
    const auto page = funding_.service().Call<v1::ListStatementLinesResponse>(
        "ListStatementLines", request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::StatementLine& line : page->statement_lines()) {
      if (expected_balance < 0)
        expected_balance = FenOf(page->closing_balance());
      EXPECT_EQ(FenOf(line.balance()), expected_balance);
      expected_balance -= FenOf(line.amount());
      const std::pair<int, int64_t> place = {line.date().day(),
                                             line.sequence()};
      EXPECT_LE(place, last);
      last = place;
      ++lines;
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(expected_balance, 0);
  // The share of masks, the undivided rest, and 25 payments.
  EXPECT_EQ(lines, 27);
}

// 64 writers on one allocation; half of what they send goes out twice at once,
// and a hundred of those with another body.
TEST_P(FundingTest, SixtyFourWritersOnOneAllocationLoseAndDoubleNothing) {
  constexpr int kWriters = 64;
  constexpr int kEach = 156;  // 9,984 payments of 10 fen
  std::atomic<int> paid = 0;
  std::atomic<int> conflicts = 0;
  std::atomic<int> others = 0;
  absl::Mutex mutex;
  std::set<int64_t> sequences;
  const auto take = [&](const absl::StatusOr<std::string>& answer) {
    if (!answer.ok()) {
      (ReasonOf(answer.status()) == "REQUEST_ID_REUSED" ? conflicts : others)++;
      return;
    }
    v1::CreatePaymentResponse response;
    response.ParseFromString(*answer);
    if (response.receipt().replayed()) return;
    paid++;
    const absl::MutexLock lock(&mutex);
    EXPECT_TRUE(sequences.insert(response.receipt().sequence()).second);
  };
  std::vector<std::thread> writers;
  std::atomic<int> changed = 0;
  writers.reserve(kWriters);
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) {
        auto request = std::make_shared<v1::CreatePaymentRequest>(
            funding_.PaymentRequest("d1", "gowns", 10, kFirstDay));
        request->set_request_id(Concat("writer-", w, "-", i));
        const bool twice = i % 2 == 0;
        absl::BlockingCounter answers(twice ? 2 : 1);
        const auto done = [&](absl::StatusOr<std::string> answer) {
          take(answer);
          answers.DecrementCount();
        };
        funding_.service().Start("CreatePayment", request, "finance", done);
        if (twice) {
          auto again = std::make_shared<v1::CreatePaymentRequest>(*request);
          if (changed.fetch_add(1) < 100) {
            *again->mutable_payment()->mutable_amount() = Fen(11);
          }
          funding_.service().Start("CreatePayment", again, "finance", done);
        }
        answers.Wait();
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(paid, kWriters * kEach);
  EXPECT_EQ(conflicts, 100);
  EXPECT_EQ(others, 0);
  EXPECT_EQ(*sequences.rbegin() - *sequences.begin() + 1, kWriters * kEach);
  // Of each pair with two bodies one was paid, whichever came first.
  const int64_t total =
      FenOf(funding_.GetAllocation("d1").value().balance().paid());
  EXPECT_GE(total, 10 * kWriters * kEach);
  EXPECT_LE(total, 10 * kWriters * kEach + 100);
}

// The same commands give the same bytes, whatever stores them.
TEST(FundingEngines, JournalAndTablesAreEqualAsCanonicalText) {
  std::vector<std::string> dumps;
  for (const auto store :
       {FundingFixture::Store::kSqlite, FundingFixture::Store::kMariadb}) {
    FundingFixture funding(store);
    funding.MakeSample();
    for (int i = 0; i < 40; ++i) {
      auto request = funding.PaymentRequest("d1", i % 2 ? "masks" : "gowns",
                                            20'000 + i, kFirstDay + i % 7);
      request.mutable_payment()->set_invoice(Concat("invoice-", i % 35));
      static_cast<void>(funding.Pay(request));
    }
    dumps.push_back(funding.service().Dump());
  }
  EXPECT_GT(dumps[0].size(), 10'000u);
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace epiledger::funding
