// Random finance offices against a model that shares nothing with the service:
// it keeps a plain list of what happened and adds it up anew for each answer.
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ::testing::IsEmpty;
using testing::ReasonOf;

constexpr int kDays = 12;

std::vector<std::string> PurposeIds() { return {"masks", "gowns", "tests"}; }

// What happened, as a child would note it.
struct Event {
  int64_t sequence = 0;
  int day = 0;
  std::string fund;      // appropriation, allocation
  std::string document;  // allocation, payment
  std::string purpose;   // payment
  int64_t appropriated = 0;
  int64_t allocated = 0;                  // all of it
  std::map<std::string, int64_t> shares;  // of an allocation, by purpose
  int64_t paid = 0;
};

class Model {
 public:
  std::vector<Event> events;

  // What a fund has left at the end of `day`, as known at `n`.
  [[nodiscard]] int64_t FundLeft(const std::string& fund, int day,
                                 int64_t n) const {
    int64_t left = 0;
    for (const Event& e : events) {
      if (e.fund == fund && e.day <= day && e.sequence <= n) {
        left += e.appropriated - e.allocated;
      }
    }
    return left;
  }

  [[nodiscard]] int64_t Allocated(const std::string& document, int day,
                                  int64_t n) const {
    int64_t sum = 0;
    for (const Event& e : events) {
      if (e.document == document && e.day <= day && e.sequence <= n) {
        sum += e.allocated;
      }
    }
    return sum;
  }

  [[nodiscard]] int64_t Paid(const std::string& document, int day,
                             int64_t n) const {
    int64_t sum = 0;
    for (const Event& e : events) {
      if (e.document == document && e.day <= day && e.sequence <= n) {
        sum += e.paid;
      }
    }
    return sum;
  }

  // Own shares and the undivided rest, day by day, replayed in the order of
  // recording: a payment takes what its own share can spare on all later days,
  // then the rest.
  [[nodiscard]] std::map<std::string, std::vector<int64_t>> Pots(
      const std::string& document) const {
    std::map<std::string, std::vector<int64_t>> pots;
    for (const std::string& purpose : PurposeIds()) {
      pots[purpose].assign(kDays, 0);
    }
    pots["any"].assign(kDays, 0);
    const auto add = [](std::vector<int64_t>& pot, int day, int64_t fen) {
      for (int d = day; d < kDays; ++d) pot[static_cast<size_t>(d)] += fen;
    };
    for (const Event& e : events) {
      if (e.document != document) continue;
      int64_t rest = e.allocated;
      for (const auto& [purpose, share] : e.shares) {
        add(pots[purpose], e.day, share);
        rest -= share;
      }
      add(pots["any"], e.day, rest);
      if (e.paid > 0) {
        const int64_t own = std::min(e.paid, Spare(pots[e.purpose], e.day));
        add(pots[e.purpose], e.day, -own);
        add(pots["any"], e.day, own - e.paid);
      }
    }
    return pots;
  }

  static int64_t Spare(const std::vector<int64_t>& pot, int day) {
    return *std::min_element(pot.begin() + day, pot.end());
  }
};

class FundingModelTest : public ::testing::TestWithParam<
                             std::tuple<FundingFixture::Store, unsigned>> {
 protected:
  FundingModelTest()
      : funding_(std::get<0>(GetParam())), random_(std::get<1>(GetParam())) {}

  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }
  std::string Fund() { return Below(2) == 0 ? "central" : "county"; }
  absl::CivilDay Date(int day) { return kFirstDay + day; }

  void Begin() {
    ASSERT_TRUE(funding_.CreateFund("central").ok());
    ASSERT_TRUE(funding_.CreateFund("county").ok());
    for (const std::string& purpose : PurposeIds()) {
      ASSERT_TRUE(funding_.CreatePurpose(purpose).ok());
    }
  }

  void Appropriate() {
    Event event;
    event.fund = Fund();
    event.day = static_cast<int>(Below(kDays));
    event.appropriated = 1 + Below(50'000);
    const auto answer =
        funding_.Appropriate(Concat("a", model_.events.size()), event.fund,
                             event.appropriated, Date(event.day));
    ASSERT_TRUE(answer.ok()) << answer.status();
    event.sequence = answer->receipt().sequence();
    model_.events.push_back(event);
  }

  void Allocate() {
    Event event;
    event.fund = Fund();
    event.day = static_cast<int>(Below(kDays));
    event.allocated = 1 + Below(20'000);
    event.document = Concat("d", documents_ + 1);
    std::vector<FundingFixture::Share> shares;
    for (const std::string& purpose : PurposeIds()) {
      if (Below(2) == 0) continue;
      const int64_t share = Below(event.allocated / 3 + 1);
      shares.push_back({purpose, share});
      event.shares[purpose] = share;
    }
    if (shares.empty()) {
      shares.push_back({"masks", 0});
      event.shares["masks"] = 0;
    }
    bool fits = true;
    for (int day = event.day; day < kDays; ++day) {
      fits &= model_.FundLeft(event.fund, day, INT64_MAX) >= event.allocated;
    }
    const auto answer = funding_.Allocate(
        event.document, event.fund, event.allocated, shares, Date(event.day));
    ++counts_[fits ? "allocated" : "allocation refused"];
    if (!fits) {
      EXPECT_EQ(ReasonOf(answer.status()), "FUND_OVERDRAWN");
      return;
    }
    ASSERT_TRUE(answer.ok()) << answer.status();
    ++documents_;
    event.sequence = answer->receipt().sequence();
    model_.events.push_back(event);
  }

  void Pay() {
    if (documents_ == 0) return;
    Event event;
    event.document = Concat("d", 1 + Below(documents_));
    event.purpose =
        PurposeIds()[static_cast<size_t>(Below(std::ssize(PurposeIds())))];
    event.day = static_cast<int>(Below(kDays));
    event.paid = 1 + Below(4'000);
    const auto& allocation = *std::find_if(
        model_.events.begin(), model_.events.end(), [&](const Event& e) {
          return e.document == event.document && e.allocated > 0;
        });
    auto pots = model_.Pots(event.document);
    std::string expected;
    if (!allocation.shares.contains(event.purpose)) {
      expected = "PURPOSE_NOT_ALLOWED";
    } else if (event.day < allocation.day) {
      expected = "PAID_BEFORE_ALLOCATED";
    } else if (event.paid > Model::Spare(pots[event.purpose], event.day) +
                                Model::Spare(pots["any"], event.day)) {
      expected = "OVERSPENT";
    }
    const auto answer = funding_.Pay(funding_.PaymentRequest(
        event.document, event.purpose, event.paid, Date(event.day)));
    ++counts_[expected.empty() ? "paid" : expected];
    EXPECT_EQ(ReasonOf(answer.status()), expected) << answer.status();
    if (!answer.ok()) return;
    event.sequence = answer->receipt().sequence();
    model_.events.push_back(event);
  }

  void CompareAt(int64_t n, int day) {
    type::v1::AsOf as_of;
    as_of.set_sequence(n);
    *as_of.mutable_effective_date() = Day(Date(day));
    v1::ListFundsRequest funds;
    funds.set_parent(std::string(kCounty));
    *funds.mutable_as_of() = as_of;
    const auto listed =
        funding_.service().Call<v1::ListFundsResponse>("ListFunds", funds);
    ASSERT_TRUE(listed.ok()) << listed.status();
    for (const v1::Fund& fund : listed->funds()) {
      EXPECT_EQ(FenOf(fund.balance().available()),
                model_.FundLeft(fund.name().substr(fund.name().rfind('/') + 1),
                                day, n));
    }
    v1::ListAllocationsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_page_size(1'000);
    *request.mutable_as_of() = as_of;
    const auto allocations =
        funding_.service().Call<v1::ListAllocationsResponse>("ListAllocations",
                                                             request);
    ASSERT_TRUE(allocations.ok()) << allocations.status();
    int64_t total = 0;
    for (const v1::Allocation& allocation : allocations->allocations()) {
      const std::string document = DocumentOf(allocation.name());
      EXPECT_EQ(FenOf(allocation.balance().allocated()),
                model_.Allocated(document, day, n));
      EXPECT_EQ(FenOf(allocation.balance().paid()),
                model_.Paid(document, day, n));
      total += model_.Allocated(document, day, n);
      CompareStatement(document, as_of, day, n);
    }
    EXPECT_EQ(FenOf(allocations->total().allocated()), total);
  }

  void CompareStatement(const std::string& document,
                        const type::v1::AsOf& as_of, int day, int64_t n) {
    v1::ListStatementLinesRequest request;
    request.set_parent(std::string(kCounty));
    request.set_account(AllocationName(document));
    request.set_page_size(1'000);
    *request.mutable_as_of() = as_of;
    const auto page = funding_.service().Call<v1::ListStatementLinesResponse>(
        "ListStatementLines", request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(
        FenOf(page->closing_balance()),
        model_.Allocated(document, day, n) - model_.Paid(document, day, n));
    int64_t sum = 0;
    for (const v1::StatementLine& line : page->statement_lines()) {
      EXPECT_LE(line.sequence(), n);
      sum += FenOf(line.amount());
    }
    EXPECT_EQ(sum, FenOf(page->closing_balance()));
  }

  static std::string DocumentOf(const std::string& allocation) {
    const size_t begin = allocation.find("/documents/") + 11;
    return allocation.substr(begin, allocation.find('/', begin) - begin);
  }

  FundingFixture funding_;
  std::mt19937 random_;
  Model model_;
  int64_t documents_ = 0;
  std::map<std::string, int> counts_;
};

TEST_P(FundingModelTest, EveryFigureEqualsTheModelOnBothAxes) {
  Begin();
  constexpr int kOperations = 600;
  for (int i = 0; i < kOperations && !HasFatalFailure(); ++i) {
    const int64_t choice = Below(20);
    if (choice < 2) {
      Appropriate();
    } else if (choice < 5) {
      Allocate();
    } else {
      Pay();
    }
  }
  for (const auto& [kind, count] : counts_) {
    RecordProperty(kind, count);
    EXPECT_GE(count, 5) << kind;
  }
  EXPECT_EQ(counts_.size(), 6u);
  const auto report = funding_.service().Verify();
  EXPECT_THAT(report.findings, IsEmpty());
  for (int i = 0; i < 10; ++i) {
    CompareAt(1 + Below(report.head.sequence), static_cast<int>(Below(kDays)));
  }
  CompareAt(report.head.sequence, kDays - 1);
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, FundingModelTest,
    ::testing::Combine(::testing::Values(FundingFixture::Store::kSqlite),
                       ::testing::Values(1u, 2u, 3u, 4u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, FundingModelTest,
    ::testing::Combine(::testing::Values(FundingFixture::Store::kMariadb),
                       ::testing::Values(5u)));

}  // namespace
}  // namespace epiledger::funding
