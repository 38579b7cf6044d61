// What a page of a collection holds, and how much is read for it: what it
// needs, however long the collection is.
#include "services/host/listing.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/limits.h"

namespace epiledger::host {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kPage = 10;

// A collection of `size` resources, and how many of them were read.
class Shelf {
 public:
  explicit Shelf(int size) {
    for (int i = 0; i < size; ++i) keys_[absl::StrFormat("%06d", i)] = i;
  }

  // A page of those whose number divides by `every`, from `cursor` on.
  absl::StatusOr<std::optional<std::string>> Page(const std::string& cursor,
                                                  int every) {
    ledger::ResourceRange range;
    range.after = cursor;
    page.clear();
    read = 0;
    return ScanPage(
        range, kPage,
        [this](const ledger::ResourceRange& part,
               absl::FunctionRef<absl::Status(const ledger::ResourceRow&)>
                   on_row) { return Read(part, on_row); },
        [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
          const int number = keys_.at(row.name);
          if (number % every != 0) return std::nullopt;
          page.push_back(number);
          return bytes;
        });
  }

  // Of the last page: what was taken, and how many were read for it.
  std::vector<int> page;
  int64_t read = 0;
  // How long each of them is on the page.
  size_t bytes = 1;

 private:
  absl::Status Read(
      const ledger::ResourceRange& range,
      absl::FunctionRef<absl::Status(const ledger::ResourceRow&)> on_row) {
    int64_t given = 0;
    for (auto it = keys_.upper_bound(range.after);
         it != keys_.end() && given < range.limit; ++it, ++given) {
      ++read;
      ledger::ResourceRow row;
      row.name = it->first;
      if (absl::Status status = on_row(row); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  std::map<std::string, int> keys_;
};

TEST(PageRoomTest, APageEndsAfterItsLines) {
  PageRoom room(2);
  room.Take(1);
  EXPECT_FALSE(room.IsFull());
  room.Take(1);
  EXPECT_TRUE(room.IsFull());
}

TEST(PageRoomTest, APageEndsWhenItIsLongAndTakesOneLineHoweverLong) {
  PageRoom room(1'000);
  EXPECT_FALSE(room.IsFull());
  room.Take(limits::kMaxPageBytes - 1);
  EXPECT_FALSE(room.IsFull());
  room.Take(1);
  EXPECT_TRUE(room.IsFull());
  PageRoom other(1'000);
  other.Take(3 * limits::kMaxPageBytes);
  EXPECT_TRUE(other.IsFull());
}

TEST(ScanPageTest, WhereAllFitOneMoreThanThePageIsRead) {
  Shelf shelf(5'000);
  const auto next = shelf.Page("", 1);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(*next, "000009");
  EXPECT_THAT(shelf.page, SizeIs(kPage));
  EXPECT_EQ(shelf.read, 11);
}

TEST(ScanPageTest, WhereFewFitLittleMoreIsReadThanThePageTakes) {
  Shelf shelf(5'000);
  // The tenth of them is the 91st resource; 11, 22, 44 and 88 are read.
  const auto next = shelf.Page("", 10);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_THAT(shelf.page, SizeIs(kPage));
  EXPECT_LE(shelf.read, 165);
}

TEST(ScanPageTest, WhereNoneFitsThePageEndsAtTheLimitAndTheNextGoesOn) {
  Shelf shelf(static_cast<int>(limits::kMaxListScan) + 5);
  const auto next = shelf.Page("", 1'000'000);
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(shelf.read, limits::kMaxListScan);
  ASSERT_TRUE(next->has_value());
  EXPECT_EQ(**next, "009999");
  const auto last = shelf.Page(**next, 1'000'000);
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_THAT(shelf.page, IsEmpty());
  EXPECT_EQ(shelf.read, 5);
  EXPECT_FALSE(last->has_value());
}

TEST(ScanPageTest, PagesTogetherAreTheList) {
  Shelf shelf(120);
  std::vector<int> all;
  for (std::optional<std::string> next = ""; next.has_value();) {
    const auto page = shelf.Page(*next, 3);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(shelf.page.size(), size_t{kPage});
    all.insert(all.end(), shelf.page.begin(), shelf.page.end());
    next = *page;
  }
  std::vector<int> expected;
  for (int i = 0; i < 120; i += 3) expected.push_back(i);
  EXPECT_EQ(all, expected);
}

TEST(ScanPageTest, AFullLastPageHasNoNext) {
  Shelf shelf(2 * kPage);
  const auto first = shelf.Page("", 1);
  ASSERT_TRUE(first.ok() && first->has_value());
  const auto last = shelf.Page(**first, 1);
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_THAT(shelf.page, SizeIs(kPage));
  EXPECT_FALSE(last->has_value());
}

TEST(ScanPageTest, WhereTheyAreLongThePageEndsBeforeItHasAll) {
  Shelf shelf(50);
  shelf.bytes = limits::kMaxPageBytes / 4;
  std::vector<int> all;
  for (std::optional<std::string> next = ""; next.has_value();) {
    const auto page = shelf.Page(*next, 1);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(shelf.page.size(), size_t{4});
    all.insert(all.end(), shelf.page.begin(), shelf.page.end());
    next = *page;
  }
  EXPECT_THAT(all, SizeIs(50));
}

// Each page has one, so that a list comes to its end.
TEST(ScanPageTest, APageTakesOneHoweverLong) {
  Shelf shelf(3);
  shelf.bytes = 3 * limits::kMaxPageBytes;
  const auto next = shelf.Page("", 1);
  ASSERT_TRUE(next.ok() && next->has_value());
  EXPECT_EQ(**next, "000000");
  EXPECT_THAT(shelf.page, SizeIs(1));
}

}  // namespace
}  // namespace epiledger::host
