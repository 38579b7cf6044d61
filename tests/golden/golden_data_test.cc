// What earlier releases left is opened, verified and rebuilt by this build,
// on both engines, and read by the second verifier.
#include "tests/golden/golden_data.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <tuple>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
#include "services/text.h"
#include "tests/golden/every_write.h"
#include "tests/golden/stored_county.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::golden {
namespace {

using storage::Value;
using ::testing::Contains;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Parameter = std::tuple<std::string, storage::Engine>;

class GoldenDataTest : public ::testing::TestWithParam<Parameter> {
 protected:
  void SetUp() override {
    const auto& [folder, engine] = GetParam();
    const auto urls = engine == storage::Engine::kSqlite
                          ? UnpackSqlite(folder, scratch_.path())
                          : LoadMariadb(folder);
    ASSERT_TRUE(urls.ok()) << urls.status();
    county_ = std::make_unique<StoredCounty>(*urls);
    kept_ = KeptTables(folder);
  }

  // Where the tables differ from those kept; empty when nowhere. Tables that
  // are younger than what is kept are left to the verifier.
  [[nodiscard]] std::string Difference() const {
    return FirstDifference(WithoutYounger(county_->Tables(), kept_), kept_);
  }

  const testing::TemporaryDirectory scratch_;
  std::unique_ptr<StoredCounty> county_;
  std::string kept_;
};

TEST_P(GoldenDataTest, RefusalsFromBeforeTheirTableAreFoundInIt) {
  const journal::BookName book{"funding", "990101", "ledger"};
  const absl::Status status =
      county_->DatabaseOf(book).Read([&](storage::ReadTransaction& reading) {
        int64_t refused = 0;
        int64_t listed = 0;
        const int64_t number = county_->HeadOf(book).book;
        absl::Status read = journal::ReadEntries(
            reading, number, 0, INT64_MAX,
            [&refused](const journal::StoredEntry& entry) {
              const auto frame = journal::DecodeFrame(entry.frame);
              if (frame.ok() && !frame->accepted()) ++refused;
              return frame.status();
            });
        if (!read.ok()) return read;
        read = journal::ReadRefusals(reading, number, {},
                                     [&listed](const journal::RefusedEntry&) {
                                       ++listed;
                                       return absl::OkStatus();
                                     });
        EXPECT_EQ(listed, refused);
        return read;
      });
  EXPECT_TRUE(status.ok()) << status;
}

// Runs one statement on a book's database; it must change something.
absl::Status Change(storage::Database& database, std::string_view sql,
                    absl::Span<const Value> values) {
  return database.Write([&](storage::WriteTransaction& transaction) {
    const auto changed = transaction.Execute(sql, values);
    EXPECT_GT(changed.value_or(0), 0) << sql;
    return changed.status();
  });
}

// Flips one bit of the last entry's frame; the second time it is as it was.
absl::Status FlipABit(storage::Database& database, const journal::Head& head) {
  std::string frame;
  const absl::Status read =
      database.Read([&](storage::ReadTransaction& transaction) {
        auto entry = journal::ReadEntry(transaction, head.book, head.sequence);
        if (entry.ok()) frame = std::move(entry->frame);
        return entry.status();
      });
  if (!read.ok()) return read;
  frame[frame.size() / 2] ^= 1;
  const std::array<Value, 3> values = {Value::Bytes(frame),
                                       Value::Integer(head.book),
                                       Value::Integer(head.sequence)};
  return Change(
      database,
      "UPDATE journal_entry SET frame = ? WHERE book = ? AND sequence = ?",
      values);
}

TEST_P(GoldenDataTest, IsOpenedVerifiedAndRebuiltByThisBuild) {
  ASSERT_THAT(county_->Books(), SizeIs(2 * kServices.size()));
  // After its first entry the access book has somebody who was denied.
  EXPECT_GT(county_->HeadOf({"supplies", "990101", "access"}).sequence, 1);
  EXPECT_THAT(county_->Findings(), IsEmpty());
  EXPECT_EQ(Difference(), "");
  EXPECT_THAT(county_->Rebuild(), IsEmpty());
  EXPECT_EQ(Difference(), "");
  EXPECT_THAT(county_->Findings(), IsEmpty());
}

TEST_P(GoldenDataTest, AChangedBitOfAnyBookIsFound) {
  for (const journal::BookName& book : county_->Books()) {
    storage::Database& database = county_->DatabaseOf(book);
    const journal::Head head = county_->HeadOf(book);
    ASSERT_TRUE(FlipABit(database, head).ok());
    EXPECT_THAT(county_->Findings(),
                Contains(HasSubstr(book.ResourceName() + ": ")));
    EXPECT_NE(Difference(), "");
    ASSERT_TRUE(FlipABit(database, head).ok());
  }
  EXPECT_THAT(county_->Findings(), IsEmpty());
}

TEST_P(GoldenDataTest, AChangedTableIsFoundAndRebuilt) {
  for (const std::string_view service : kServices) {
    const journal::BookName book{std::string(service), "990101", "ledger"};
    const std::array<Value, 1> values = {
        Value::Integer(county_->HeadOf(book).book)};
    ASSERT_TRUE(Change(county_->DatabaseOf(book),
                       "UPDATE ledger_resource SET body = x'00' "
                       "WHERE book = ? AND sequence = 2",
                       values)
                    .ok());
    EXPECT_THAT(county_->Findings(), SizeIs(1)) << service;
    EXPECT_THAT(county_->Rebuild(), SizeIs(1)) << service;
    EXPECT_THAT(county_->Findings(), IsEmpty()) << service;
    EXPECT_EQ(Difference(), "") << service;
  }
}

std::string FolderName(const std::string& folder) {
  return Concat("Data", folder.substr(folder.rfind('/') + 1));
}

std::string DataName(const ::testing::TestParamInfo<Parameter>& info) {
  const auto& [folder, engine] = info.param;
  return FolderName(folder) +
         (engine == storage::Engine::kSqlite ? "OnSqlite" : "OnMariadb");
}

INSTANTIATE_TEST_SUITE_P(
    Folders, GoldenDataTest,
    ::testing::Combine(::testing::ValuesIn(GoldenFolders()),
                       ::testing::Values(storage::Engine::kSqlite,
                                         storage::Engine::kMysql)),
    DataName);

class GoldenExportTest : public ::testing::TestWithParam<std::string> {};

std::string ReadFile(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

absl::StatusOr<std::string> VerifyExport(const std::string& path) {
  return testing::RunProcess(
      {"/usr/bin/python3", "tests/verify_export.py", path});
}

TEST_P(GoldenExportTest, BothVerifiersAgreeOnEveryHead) {
  const testing::TemporaryDirectory scratch;
  const StoredCounty county(UnpackSqlite(GetParam(), scratch.path()).value());
  EXPECT_THAT(county.Findings(), IsEmpty());
  for (const journal::BookName& book : county.Books()) {
    const std::string path = ExportPath(GetParam(), book);
    const auto verified = VerifyExport(path);
    ASSERT_TRUE(verified.ok()) << verified.status();
    const journal::Head head = county.HeadOf(book);
    EXPECT_THAT(*verified, HasSubstr(Concat("up to entry ", head.sequence)));
    // The second verifier found the checkpoint's hash to be the last entry's.
    const std::string text = ReadFile(path);
    EXPECT_THAT(
        text.substr(text.rfind("{\"checkpoint\"")),
        HasSubstr(absl::BytesToHexString(ToAbsl(journal::View(head.hash)))));
  }
}

TEST_P(GoldenExportTest, AChangedByteIsFoundWhereverItIs) {
  const testing::TemporaryDirectory scratch;
  const std::string text =
      ReadFile(ExportPath(GetParam(), {"funding", "990101", "ledger"}));
  const std::string changed = scratch.path() + "/changed";
  constexpr size_t kPlaces = 7;
  for (size_t i = 0; i < kPlaces; ++i) {
    std::string copy = text;
    copy[text.size() * i / kPlaces] ^= 1;
    std::ofstream(changed, std::ios::binary) << copy;
    EXPECT_FALSE(VerifyExport(changed).ok()) << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Folders, GoldenExportTest,
                         ::testing::ValuesIn(GoldenFolders()),
                         [](const auto& parameter) {
                           return FolderName(parameter.param);
                         });

TEST(GoldenFoldersTest, AreThere) {
  EXPECT_THAT(GoldenFolders(), Not(IsEmpty()));
}

std::vector<std::string> WritesThatLack(const std::string& folder) {
  const testing::TemporaryDirectory scratch;
  return WritesWithoutEntry(
      StoredCounty(UnpackSqlite(folder, scratch.path()).value()));
}

// The first is from before orders: what it lacks is found.
TEST(GoldenFoldersTest, TheNewestHasAnEntryOfEveryWriteOfItsRelease) {
  const std::vector<std::string> folders = GoldenFolders();
  EXPECT_THAT(WritesThatLack(folders.front()),
              Contains("epiledger.funding.v1.CommitmentService."
                       "CreateCommitment"));
  if (folders.size() == 1) return;
  EXPECT_THAT(WritesThatLack(folders.back()),
              ElementsAreArray(UnreleasedWrites()))
      << "name new writes in tests/golden/unreleased.txt, see README.md there";
}

}  // namespace
}  // namespace epiledger::golden
