// Collections kept in memory answer as the store does: on both engines, after
// each of many random writes.
#include "services/ledger/recent_resources.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "services/book/write_path_fixture.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using ledger::ResourceRange;
using ledger::ResourceRow;
using ledger::Snapshot;
// Name, sequence and body.
using Row = std::tuple<std::string, int64_t, std::string>;

constexpr std::array<std::string_view, 3> kCollections = {"box", "bin", "bag"};

class RecentResourcesTest : public WritePath {
 protected:
  void SetUp() override {
    WritePath::SetUp();
    ASSERT_TRUE(Run(Genesis()).ok());
  }

  int Below(int count) {
    return std::uniform_int_distribution<int>(0, count - 1)(dice_);
  }

  std::string AnyName() { return Concat(Below(4), "/", Below(12)); }

  // One entry with new versions of some resources.
  void WriteSome() {
    std::map<std::pair<std::string, std::string>, std::string> versions;
    for (int i = Below(5); i >= 0; --i) {
      versions[{std::string(kCollections[Below(3)]), AnyName()}] =
          Concat("body ", ++bodies_);
    }
    const auto written =
        Run(Asked(Concat("id", ++ids_), [versions](const DecisionContext&,
                                                   ledger::State&) {
          Accepted accepted;
          for (const auto& [name, body] : versions) {
            AddResource(name.first, name.second, accepted);
            accepted.effects.mutable_resources()->rbegin()->set_body(body);
          }
          return accepted;
        }));
    ASSERT_TRUE(written.ok()) << written.status();
  }

  static absl::Status Note(const ResourceRow& row, std::vector<Row>& rows) {
    rows.emplace_back(row.name, row.sequence, row.body);
    return absl::OkStatus();
  }

  // What random questions tell of each collection.
  static std::vector<Row> Ask(Snapshot& snapshot, const ResourceRange& range,
                              const std::vector<std::string>& names) {
    std::vector<Row> rows;
    const auto note = [&rows](const ResourceRow& row) {
      return Note(row, rows);
    };
    for (const std::string_view collection : kCollections) {
      EXPECT_TRUE(snapshot.List(collection, range, note).ok());
      std::vector<Row> many;
      EXPECT_TRUE(snapshot
                      .FindMany(collection, names,
                                [&many](const ResourceRow& row) {
                                  return Note(row, many);
                                })
                      .ok());
      std::ranges::sort(many);
      rows.insert(rows.end(), many.begin(), many.end());
      const auto found = snapshot.Find(collection, names.front());
      EXPECT_TRUE(found.ok());
      if (found->has_value())
        rows.emplace_back(found->value().name, found->value().sequence,
                          found->value().body);
    }
    return rows;
  }

  // Asked at `sequence`; where it is 0, at the head.
  void ExpectTheSame(int64_t sequence) {
    ResourceRange range;
    if (Below(2) == 0) range = ResourceRange::Under(Concat(Below(4), "/"));
    if (Below(3) == 0) range.limit = Below(4);
    const std::vector<std::string> names = {"0/0", AnyName() + "x", "3/11"};
    std::vector<std::vector<Row>> answers;
    for (const bool from_memory : {false, true}) {
      const absl::Status read = books_->Read(Name(), [&](Snapshot& snapshot) {
        if (sequence > 0) snapshot.SetSequence(sequence);
        if (from_memory) {
          const absl::Status served = recent_.Serve(snapshot);
          if (!served.ok()) return served;
        }
        answers.push_back(Ask(snapshot, range, names));
        return absl::OkStatus();
      });
      ASSERT_TRUE(read.ok()) << read;
    }
    EXPECT_EQ(answers[0], answers[1]);
  }

  std::mt19937 dice_{7};
  int ids_ = 0;
  int bodies_ = 0;
  // "bag" is read from the store each time.
  ledger::RecentResources recent_{"box", "bin"};
};

INSTANTIATE_TEST_SUITE_P(Engines, RecentResourcesTest,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

TEST_P(RecentResourcesTest, WhatIsKeptIsBroughtOnByWhatWasWritten) {
  for (int round = 0; round < 60; ++round) {
    for (int i = Below(4); i > 0; --i) WriteSome();
    ExpectTheSame(0);
    ExpectTheSame(1 + Below(ids_ + 1));
  }
}

TEST_P(RecentResourcesTest, WhoIsPlacedInThePastAfterwardsReadsTheStore) {
  WriteSome();
  const absl::Status read = books_->Read(Name(), [&](Snapshot& snapshot) {
    EXPECT_TRUE(recent_.Serve(snapshot).ok());
    snapshot.SetSequence(1);
    std::vector<Row> rows;
    EXPECT_TRUE(
        snapshot
            .List("box", {},
                  [&rows](const ResourceRow& row) { return Note(row, rows); })
            .ok());
    EXPECT_TRUE(rows.empty());
    return absl::OkStatus();
  });
  EXPECT_TRUE(read.ok()) << read;
}

}  // namespace
}  // namespace epiledger::book
