// The sample county is the same to the last byte whichever engine keeps it.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/journal/frame.h"
#include "tests/golden/every_write.h"
#include "tests/golden/golden_data.h"
#include "tests/golden/sample_county.h"
#include "tests/golden/stored_county.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::golden {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

// How many entries a book has.
int64_t Entries(const StoredCounty& county, const std::string& service,
                const std::string& kind = "ledger") {
  return county.HeadOf({service, "990101", kind}).sequence;
}

// Loads the county, checks what is there against itself, and gives its text.
std::string LoadAndRebuild(const StoreUrls& urls) {
  const absl::Status loaded = LoadSampleCounty(urls, "");
  EXPECT_TRUE(loaded.ok()) << loaded;
  if (!loaded.ok()) return "";
  StoredCounty county(urls);
  EXPECT_EQ(county.Books().size(), 2 * kServices.size());
  // Purposes, documents, payments; items, counts; facilities, people, reports;
  // and the clerk who was denied.
  EXPECT_GE(Entries(county, "funding"), 20);
  EXPECT_GE(Entries(county, "supplies"), 40);
  EXPECT_GE(Entries(county, "readiness"), 70);
  EXPECT_EQ(Entries(county, "supplies", "access"), 2);
  EXPECT_THAT(county.Findings(), IsEmpty());
  EXPECT_THAT(WritesWithoutEntry(county), IsEmpty())
      << "tell of each in tests/golden/requests";
  EXPECT_THAT(county.AcceptedMethods(), Contains(journal::kClockJumpMethod));
  std::string tables = county.Tables();
  EXPECT_THAT(county.Rebuild(), IsEmpty());
  EXPECT_EQ(FirstDifference(county.Tables(), tables), "");
  return tables;
}

TEST(GoldenCountyTest, BothEnginesHoldTheSameJournalsAndTheSameTables) {
  const testing::TemporaryDirectory folder;
  const std::string sqlite = LoadAndRebuild(SqliteUrls(folder.path()));
  const std::string mariadb = LoadAndRebuild(NewMariadbUrls());
  EXPECT_EQ(FirstDifference(mariadb, sqlite), "");
}

TEST(GoldenCountyTest, ADifferenceIsShownWhereItBegins) {
  EXPECT_EQ(FirstDifference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(FirstDifference("a\nbc", "a\nbd"), "line 2:\nbc\ninstead of\nbd");
  EXPECT_EQ(FirstDifference("a\n", "a\nb"), "line 2:\n\ninstead of\nb");
}

}  // namespace
}  // namespace epiledger::golden
