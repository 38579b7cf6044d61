// A book that was exported is there again, on either engine, up to the entry
// one names; and nothing is restored from what does not hold.
#include "services/book/restore.h"

#include <sstream>
#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/exported_book_fixture.h"

namespace epiledger::book {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr journal::Incarnation kNew = {'n', 'e', 'w'};

class RestoreTest : public ExportedBook {
 protected:
  void SetUp() override {
    ExportedBook::SetUp();
    ASSERT_TRUE(Run(Genesis()).ok());
    ASSERT_TRUE(Run(Move("in", "source:1", "box:1", 100)).ok());
    ASSERT_TRUE(Run(No()).ok());
    ASSERT_TRUE(Run(Move("out", "box:1", "used:1", 40)).ok());
    ASSERT_TRUE(Run(Write("thing")).ok());
    export_ = Export();
  }

  static Command No() {
    return Asked("no", [](const DecisionContext&, ledger::State&) {
      return journal::Refusal{absl::StatusCode::kFailedPrecondition,
                              "OVERSPENT",
                              {{"available", "100"}}};
    });
  }

  // Into an empty store, which is then open.
  absl::StatusOr<RestoreReport> Restored(const std::string& text,
                                         RestoreOptions options = {}) {
    Open(NewUrl());
    return RestoredHere(text, std::move(options));
  }

  absl::StatusOr<RestoreReport> RestoredHere(const std::string& text,
                                             RestoreOptions options = {}) {
    if (options.incarnation == journal::Incarnation{}) {
      options.incarnation = kNew;
    }
    options.now = clock_.Now();
    std::istringstream in(text);
    const auto database = OpenDatabaseOf(*store_, Name());
    if (!database.ok()) return database.status();
    auto report = Restore(**database, in, options);
    // Others would know of the new book when they start.
    Open(url_);
    return report;
  }

  std::string NewUrl() {
    return GetParam() == storage::Engine::kSqlite
               ? Concat("sqlite:", folder_.path(), "/books-", ++stores_)
               : WritePath::NewUrl();
  }

  std::string export_;
  int stores_ = 0;
};

TEST_P(RestoreTest, TheBookIsThereAgainAndGoesOnAsANewIncarnation) {
  const auto before = Verify()->balances;
  const auto report = Restored(export_);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->entries, 5);
  EXPECT_EQ(report->left_out, 0);
  EXPECT_EQ(report->head.sequence, 6);
  EXPECT_THAT(Verify()->findings, IsEmpty());
  EXPECT_EQ(Verify()->balances, before);
  // What was decided is not decided again.
  EXPECT_TRUE(Run(Move("in", "source:1", "box:1", 100))->receipt.replayed);
  EXPECT_EQ(Run(No())->refusal->reason, "OVERSPENT");
  const auto next = Run(Move("next", "box:1", "used:1", 60));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(next->receipt.sequence, 7);
  EXPECT_EQ(next->receipt.incarnation, kNew);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(RestoreTest, ARestoredBookIsExportedAndRestoredAgain) {
  ASSERT_TRUE(Restored(export_).ok());
  const std::string again = Export();
  constexpr journal::Incarnation kNewer = {'n', 'e', 'w', 'e', 'r'};
  const auto report = Restored(again, {.incarnation = kNewer});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->entries, 6);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(RestoreTest, UntilAnEntryIsAsItWasThen) {
  const auto report = Restored(export_, {.until = 2});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->entries, 2);
  EXPECT_EQ(report->left_out, 3);
  EXPECT_EQ(Verify()->balances.at("box:1").second, 100);
  EXPECT_THAT(Verify()->findings, IsEmpty());
  // What came later is unknown here, so it can be asked for again.
  const auto out = Run(Move("out", "box:1", "used:1", 40));
  ASSERT_TRUE(out.ok()) << out.status();
  EXPECT_FALSE(out->receipt.replayed);
  for (const int64_t beyond : {0, 6}) {
    EXPECT_TRUE(
        absl::IsOutOfRange(Restored(export_, {.until = beyond}).status()));
  }
}

TEST_P(RestoreTest, NothingIsWrittenOverABookThatIsThere) {
  EXPECT_TRUE(absl::IsAlreadyExists(RestoredHere(export_).status()));
  EXPECT_EQ(Verify()->entries, 5);
}

TEST_P(RestoreTest, OnlyATrustedKeyMaySign) {
  EXPECT_TRUE(absl::IsFailedPrecondition(
      Restored(export_, {.public_key = std::string(32, 'k')}).status()));
  EXPECT_TRUE(Restored(export_, {.public_key = key_->public_key()}).ok());
}

TEST_P(RestoreTest, WhatDoesNotHoldLeavesNoBookBehind) {
  std::vector<std::string> lines = absl::StrSplit(export_, '\n');
  const auto without = [&lines](size_t line) {
    std::vector<std::string> fewer = lines;
    fewer.erase(fewer.begin() + static_cast<ptrdiff_t>(line));
    return absl::StrJoin(fewer, "\n");
  };
  struct Case {
    std::string text;
    std::string what;
  };
  const Case kCases[] = {
      {"", "line 1"},
      {"{}\n", "line 1: not the first line"},
      {without(0), "line 1: not the first line"},
      {without(2), "line 3: an entry that does not follow"},
      {without(6), "balances"},
      {without(9), "ends before its checkpoint"},
      {export_ + lines[9] + "\n", "line 11: there is more"},
      {export_.substr(0, export_.size() - 1), "ends before its checkpoint"},
      {absl::StrReplaceAll(export_, {{":60}", ":61}"}}), "balances"},
      {absl::StrReplaceAll(export_, {{":60}", ":060}"}}), "not the next"},
      {absl::StrReplaceAll(export_,
                           {{"\"signature\":\"", "\"signature\":\"0"}}),
       "neither an account nor a checkpoint"},
      {absl::StrReplaceAll(export_, {{key_->id(), std::string(16, '0')}}),
       "line 10: a checkpoint with a key id that is not its key's"}};
  for (const Case& broken : kCases) {
    const auto report = Restored(broken.text);
    EXPECT_TRUE(absl::IsDataLoss(report.status())) << report.status();
    EXPECT_THAT(std::string(report.status().message()), HasSubstr(broken.what));
    EXPECT_TRUE(absl::IsNotFound(Verify().status()));
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, RestoreTest,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
