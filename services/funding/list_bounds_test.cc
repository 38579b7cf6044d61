// Stories of lists beyond what is counted and what is sorted: they say so, and
// still give their pages.
#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_names.h"
#include "services/funding/large_county_fixture.h"
#include "services/funding/rules/entry.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::funding {
namespace {

using testing::FigureOf;
using testing::ReasonOf;
using v1::ListPaymentsRequest;
using v1::ListPaymentsResponse;

// The same on both engines: what is bounded is what the rows are made into.
class ListBoundsTest : public ::testing::Test {
 protected:
  ListBoundsTest() : funding_(FundingFixture::Store::kSqlite) {
    funding_.MakeSample();
  }

  // So many payments in all, of which the last is of the latest day.
  void PayUpTo(int64_t count) {
    constexpr int64_t kPerEntry = 10'000;
    const int64_t first = count_;
    const auto entries =
        static_cast<size_t>((count - first + kPerEntry - 1) / kPerEntry);
    RecordAsIs(funding_.service(), entries, [&](size_t entry) {
      book::Accepted accepted;
      const int64_t from = first + static_cast<int64_t>(entry) * kPerEntry;
      for (int64_t i = from; i < std::min(from + kPerEntry, count); ++i) {
        v1::Payment payment;
        payment.set_name(Name(i));
        *payment.mutable_amount() = Fen(1);
        *payment.mutable_payment_date() =
            Day(kFirstDay + (i + 1 == count ? 1 : 0));
        AddResource(kPayments, absl::StrFormat("p%07d", i), payment, accepted);
      }
      return accepted;
    });
    count_ = count;
  }

  static std::string Name(int64_t number) {
    return Concat(kCounty, "/payments/", absl::StrFormat("p%07d", number));
  }

  absl::StatusOr<ListPaymentsResponse> List(
      v1::ListOrder order = v1::LIST_ORDER_UNSPECIFIED,
      const std::string& page_token = "") {
    ListPaymentsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_page_size(10);
    request.set_order(order);
    request.set_page_token(page_token);
    return funding_.service().Call<ListPaymentsResponse>("ListPayments",
                                                         request);
  }

  FundingFixture funding_;
  int64_t count_ = 0;
};

TEST_F(ListBoundsTest, BeyondWhatIsCountedTheSizeIsUnknownOnEveryPage) {
  PayUpTo(limits::kMaxResourcesCounted);
  const auto counted = List();
  ASSERT_TRUE(counted.ok()) << counted.status();
  EXPECT_EQ(counted->total_size(), limits::kMaxResourcesCounted);
  PayUpTo(limits::kMaxResourcesCounted + 1);
  const auto first = List();
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_FALSE(first->has_total_size());
  const auto second =
      List(v1::LIST_ORDER_UNSPECIFIED, first->next_page_token());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_FALSE(second->has_total_size());
  ASSERT_EQ(second->payments_size(), 10);
  EXPECT_EQ(second->payments(0).name(), Name(10));
}

TEST_F(ListBoundsTest, BeyondWhatIsSortedAListHasNoOrder) {
  PayUpTo(limits::kMaxResourcesSorted);
  const auto sorted = List(v1::LIST_ORDER_LATEST);
  ASSERT_TRUE(sorted.ok()) << sorted.status();
  // What is sorted was gone through, and is counted.
  EXPECT_EQ(sorted->total_size(), limits::kMaxResourcesSorted);
  EXPECT_EQ(sorted->payments(0).name(), Name(limits::kMaxResourcesSorted - 1));
  PayUpTo(limits::kMaxResourcesSorted + 1);
  const absl::Status refused = List(v1::LIST_ORDER_LATEST).status();
  EXPECT_EQ(ReasonOf(refused), "TOO_MANY_TO_SORT");
  EXPECT_EQ(FigureOf(refused, "limit"), Concat(limits::kMaxResourcesSorted));
  // As recorded it still comes, page by page.
  const auto as_recorded = List();
  ASSERT_TRUE(as_recorded.ok()) << as_recorded.status();
  EXPECT_EQ(as_recorded->payments(0).name(), Name(0));
}

}  // namespace
}  // namespace epiledger::funding
