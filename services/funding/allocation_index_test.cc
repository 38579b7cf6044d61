// Stories of what is kept of the allocations: whoever writes meanwhile, and
// however many there are, a list says what it says when it is read anew.
#include "services/funding/allocation_index.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_names.h"
#include "services/funding/large_county_fixture.h"
#include "services/funding/rules/entry.h"
#include "services/limits.h"
#include "services/rpc/page_token.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using v1::ListAllocationsRequest;
using v1::ListAllocationsResponse;

class AllocationIndexTest
    : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  AllocationIndexTest() : funding_(GetParam()) { funding_.MakeSample(); }

  ListAllocationsResponse Ask(const ListAllocationsRequest& request) {
    const auto page = funding_.service().Call<ListAllocationsResponse>(
        "ListAllocations", request);
    EXPECT_TRUE(page.ok()) << page.status();
    return page.value_or(ListAllocationsResponse());
  }

  // All at `sequence` by the way that nothing is kept for: of a last day.
  ListAllocationsResponse ReadAnew(int64_t sequence) {
    ListAllocationsRequest request = All();
    request.mutable_as_of()->set_sequence(sequence);
    *request.mutable_as_of()->mutable_effective_date() =
        Day(absl::CivilDay(2021, 12, 31));
    return Ask(request);
  }

  static ListAllocationsRequest All() {
    ListAllocationsRequest request;
    request.set_parent(std::string(kCounty));
    request.set_order(ListAllocationsRequest::ORDER_MOST_USED);
    request.set_page_size(100);
    return request;
  }

  FundingFixture funding_;
};

// --- Writers at once.

class ListsUnderWriters : public AllocationIndexTest {
 protected:
  static constexpr int kWriters = 4;
  static constexpr int kPayments = 24;
  static constexpr int kListsEach = 20;

  // Of documents of their own, which they allocate first.
  void Write(int writer) {
    const std::string id = Concat("w", writer);
    EXPECT_TRUE(funding_
                    .Allocate(id, "central", 10'000,
                              {{"masks", 5'000}, {"gowns"}}, kFirstDay)
                    .ok());
    for (int i = 0; i < kPayments; ++i) {
      const auto paid = funding_.Pay(funding_.PaymentRequest(
          i % 3 == 0 ? "d1" : id, i % 2 == 0 ? "masks" : "gowns", 10 + i,
          kFirstDay + i % 5));
      EXPECT_TRUE(paid.ok()) << paid.status();
    }
  }

  // Lists as of now, page by page, and of a moment before.
  void Read(int reader) {
    for (int i = 0; i < kListsEach && writing_.load() > 0; ++i) {
      ListAllocationsRequest request = All();
      request.set_page_size(2);
      ListAllocationsResponse page = Ask(request);
      Note(page, 0);
      const int64_t shown = page.read_at().sequence();
      if (!page.next_page_token().empty()) {
        request.set_page_token(page.next_page_token());
        Note(Ask(request), 2);
      }
      ListAllocationsRequest past = All();
      past.mutable_as_of()->set_sequence(
          std::max(int64_t{1}, shown - int64_t{3} * reader));
      Note(Ask(past), 0);
    }
  }

  void Note(ListAllocationsResponse page, int first) {
    const absl::MutexLock lock(&mutex_);
    seen_.push_back({std::move(page), first});
  }

  // The page is the part of all that begins with number `first`.
  struct Seen {
    ListAllocationsResponse page;
    int first;
  };

  void Expect(const Seen& seen) {
    const ListAllocationsResponse& page = seen.page;
    const ListAllocationsResponse all = ReadAnew(page.read_at().sequence());
    EXPECT_EQ(page.total_size(), all.total_size());
    EXPECT_EQ(page.total().SerializeAsString(),
              all.total().SerializeAsString());
    ASSERT_LE(seen.first + page.allocations_size(), all.allocations_size());
    for (int i = 0; i < page.allocations_size(); ++i) {
      EXPECT_EQ(page.allocations(i).ShortDebugString(),
                all.allocations(seen.first + i).ShortDebugString());
    }
  }

  std::atomic<int> writing_ = kWriters;
  absl::Mutex mutex_;
  std::vector<Seen> seen_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ListsUnderWriters,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

TEST_P(ListsUnderWriters, SayWhatIsReadAnewAtTheirMoment) {
  std::vector<std::thread> threads;
  for (int reader = 1; reader <= 3; ++reader) {
    threads.emplace_back([this, reader] { Read(reader); });
  }
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([this, writer] {
      Write(writer);
      --writing_;
    });
  }
  for (std::thread& thread : threads) thread.join();
  ASSERT_FALSE(seen_.empty());
  for (const Seen& seen : seen_) Expect(seen);
  // The last one of all tells of every payment.
  const ListAllocationsResponse last = Ask(All());
  int64_t paid = 0;
  for (int i = 0; i < kPayments; ++i) paid += int64_t{kWriters} * (10 + i);
  EXPECT_EQ(FenOf(last.total().paid()), paid);
}

// --- How many are kept.

class ManyAllocations : public AllocationIndexTest {
 protected:
  // Entries of so many allocations each, without the money they would have.
  void Record(size_t entries, size_t allocations) {
    RecordAsIs(funding_.service(), entries, [allocations](size_t) {
      book::Accepted accepted;
      for (size_t i = 0; i < allocations; ++i) {
        v1::Allocation allocation;
        allocation.set_name(Concat(kCounty, "/documents/m/allocations/", i));
        *allocation.mutable_effective_date() = Day(kFirstDay);
        AddResource(kAllocations, Concat("m/", i), allocation, accepted);
      }
      return accepted;
    });
  }

  // What the index says now.
  std::shared_ptr<const AllocationBook> Now() {
    std::shared_ptr<const AllocationBook> book;
    const absl::Status status = funding_.service().books().Read(
        funding_.service().book(), [&](ledger::Snapshot& snapshot) {
          const rpc::CallContext call;
          const rpc::PageTokens tokens("for tests alone, no secret");
          const ListAllocationsRequest request = All();
          host::ReadContext context(snapshot, call, tokens, request,
                                    absl::UnixEpoch());
          auto found = index_.At(context);
          if (!found.ok()) return found.status();
          book = *std::move(found);
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return book;
  }

  AllocationIndex index_;
};

INSTANTIATE_TEST_SUITE_P(Sqlite, ManyAllocations,
                         ::testing::Values(FundingFixture::Store::kSqlite));

TEST_P(ManyAllocations, AreKeptUpToTheLimitAndReadAnewBeyondIt) {
  // The sample has one.
  Record(1, limits::kMaxAllocationsKept - 1);
  const auto kept = Now();
  EXPECT_EQ(kept->size(), limits::kMaxAllocationsKept);
  EXPECT_EQ(Now(), kept);
  ASSERT_TRUE(
      funding_.Allocate("d2", "central", 100, {{"masks"}}, kFirstDay).ok());
  const auto beyond = Now();
  EXPECT_EQ(beyond->size(), limits::kMaxAllocationsKept + 1);
  EXPECT_NE(Now(), beyond);
  // Lists tell all of them, kept or not.
  const ListAllocationsResponse page = Ask(All());
  EXPECT_EQ(page.total_size(),
            static_cast<int64_t>(limits::kMaxAllocationsKept) + 1);
  EXPECT_EQ(FenOf(page.total().allocated()), 600'100);
}

TEST_P(ManyAllocations, AreReadAnewAfterMoreEntriesThanAreReadOn) {
  const auto kept = Now();
  Record(limits::kMaxEntriesReadOn + 1, 0);
  const auto anew = Now();
  ASSERT_EQ(anew->size(), 1u);
  // What is read on shares what did not change.
  EXPECT_NE(anew->front(), kept->front());
  Record(1, 0);
  EXPECT_EQ(Now()->front(), anew->front());
}

}  // namespace
}  // namespace epiledger::funding
