// Resources on a real SQLite file.
#include "services/ledger/resources.h"

#include <memory>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/tables.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::ledger {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

constexpr int64_t kBookOfLines = 1;
constexpr std::string_view kLines = "line";

class ResourcesTest : public ::testing::Test {
 protected:
  ResourcesTest() {
    const auto url =
        storage::ParseStoreUrl(Concat("sqlite:", folder_.path(), "/books"));
    store_ = storage::Store::Open(*url, {}).value();
    database_ = store_->OpenDatabase("book").value();
    EXPECT_TRUE(storage::Migrate(*database_, "ledger", Migrations()).ok());
  }

  // What one batch does, that forgets what was loaded before it.
  template <typename Act>
  void InABatch(Act act) {
    resources_.Forget();
    EXPECT_TRUE(database_
                    ->Write([&](storage::WriteTransaction& transaction) {
                      resources_.Begin(transaction, kBookOfLines);
                      act();
                      const absl::Status status = resources_.status();
                      if (!status.ok()) return status;
                      return resources_.Flush(transaction);
                    })
                    .ok());
  }

  void Set(const std::string& key, const std::string& body) {
    journal::v1::Effects effects;
    journal::v1::ResourceVersion& version = *effects.add_resources();
    version.set_collection(std::string(kLines));
    version.set_key(key);
    version.set_body(body);
    resources_.Apply(effects, ++sequence_);
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<storage::Store> store_;
  storage::Database* database_ = nullptr;
  Resources resources_;
  int64_t sequence_ = 0;
};

TEST_F(ResourcesTest, ALoadedParentTellsWhatIsThereAndWhatIsNot) {
  InABatch([&] { Set("s1/masks", "of an earlier batch"); });
  InABatch([&] {
    const std::string parents[] = {"s1", "s2"};
    resources_.LoadChildren(kLines, parents);
    EXPECT_EQ(resources_.Find(kLines, "s1/masks"), "of an earlier batch");
    EXPECT_EQ(resources_.Find(kLines, "s1/gloves"), std::nullopt);
    EXPECT_EQ(resources_.Find(kLines, "s2/masks"), std::nullopt);
  });
}

TEST_F(ResourcesTest, WhatABatchWroteIsFoundByNameAndUnderItsParent) {
  InABatch([&] { Set("s1/masks", "old"); });
  InABatch([&] {
    Set("s1/masks", "new");
    Set("s1/gloves", "first");
    EXPECT_THAT(
        resources_.Children(kLines, "s1"),
        ElementsAre(Pair("s1/gloves", "first"), Pair("s1/masks", "new")));
    Set("s1/gloves", "second");
    EXPECT_EQ(resources_.Find(kLines, "s1/gloves"), "second");
    EXPECT_THAT(
        resources_.Children(kLines, "s1"),
        ElementsAre(Pair("s1/gloves", "second"), Pair("s1/masks", "new")));
  });
}

TEST_F(ResourcesTest, WhatIsDeeperDownIsNoChild) {
  InABatch([&] {
    Set("s1/masks", "a child");
    Set("s1/masks/202001", "a grandchild");
  });
  InABatch([&] {
    EXPECT_THAT(resources_.Children(kLines, "s1"),
                ElementsAre(Pair("s1/masks", "a child")));
    EXPECT_EQ(resources_.Find(kLines, "s1/masks/202001"), "a grandchild");
  });
}

}  // namespace
}  // namespace epiledger::ledger
