// Which entries no backup has, on either engine.
#include "services/book/backed_up.h"

#include <vector>

#include "gtest/gtest.h"
#include "services/book/exported_book_fixture.h"

namespace epiledger::book {
namespace {

class BackedUpTest : public ExportedBook {
 protected:
  void SetUp() override {
    ExportedBook::SetUp();
    ASSERT_TRUE(Run(Genesis()).ok());
    begun_ = clock_.Now();
  }

  // The last line of the book's export as it is now.
  journal::StatedCheckpoint Backup() {
    const std::string text = Export();
    const size_t line = text.rfind("{\"checkpoint\"");
    return *journal::ReadCheckpointLine(
        std::string_view(text).substr(line, text.size() - line - 1));
  }

  std::optional<absl::Time> Oldest(
      const std::vector<journal::StatedCheckpoint>& checkpoints) {
    const auto oldest =
        OldestWithoutBackup(*books_, key_->public_key(), checkpoints);
    EXPECT_TRUE(oldest.ok()) << oldest.status();
    return oldest.value_or(std::nullopt);
  }

  // An entry an hour after the one before; when it was recorded.
  absl::Time WriteAnHourLater(const std::string& id) {
    clock_.Advance(absl::Hours(1));
    const auto written = Run(Write(id));
    EXPECT_TRUE(written.ok()) << written.status();
    return written->receipt.record_time;
  }

  absl::Time begun_;
};

TEST_P(BackedUpTest, WithoutABackupTheFirstEntryWaits) {
  WriteAnHourLater("later");
  EXPECT_EQ(Oldest({}), begun_);
}

TEST_P(BackedUpTest, ABackupHasWhatWasThereAndTheNextEntryWaits) {
  const journal::StatedCheckpoint first = Backup();
  EXPECT_EQ(Oldest({first}), std::nullopt);
  const absl::Time second = WriteAnHourLater("second");
  const absl::Time third = WriteAnHourLater("third");
  EXPECT_EQ(Oldest({first}), second);
  const journal::StatedCheckpoint later = Backup();
  EXPECT_EQ(Oldest({first, later}), std::nullopt);
  EXPECT_EQ(Oldest({later, first}), std::nullopt);
  EXPECT_LT(second, third);
}

TEST_P(BackedUpTest, WhatIsNotOfThisBookAndSignedIsNoBackup) {
  const journal::StatedCheckpoint honest = Backup();
  std::vector<journal::StatedCheckpoint> forged(4, honest);
  forged[0].head.hash[0] ^= 1;
  forged[0].signature =
      key_->Sign(journal::CheckpointText(Name(), forged[0].head));
  ++forged[1].head.sequence;
  forged[1].signature =
      key_->Sign(journal::CheckpointText(Name(), forged[1].head));
  forged[2].signature[0] ^= 1;
  forged[3].book += "-access";
  for (const journal::StatedCheckpoint& one : forged) {
    EXPECT_EQ(Oldest({one}), begun_);
  }
  EXPECT_EQ(Oldest({honest}), std::nullopt);
  key_ = journal::SigningKey::Generate();
  EXPECT_EQ(Oldest({honest}), begun_) << "signed with the key before this one";
}

INSTANTIATE_TEST_SUITE_P(Engines, BackedUpTest,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
