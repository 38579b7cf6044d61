#include "services/gateway/county_picture.h"

#include <fstream>
#include <string>
#include <vector>

#include "epiledger/command/v1/command.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/picture_file.h"
#include "services/limits.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::gateway {
namespace {

using command::v1::Overview;
using command::v1::PartStatus;
using supplies::v1::Supply;

constexpr Sight kAll = {.money = true,
                        .supplies_by_facility = true,
                        .readiness = true,
                        .names = true};
constexpr absl::Time kNow = absl::FromUnixSeconds(1'580'518'800);

funding::v1::CountySummary Money(int64_t sequence) {
  funding::v1::CountySummary summary;
  summary.mutable_read_at()->set_book("counties/c1/books/funding");
  summary.mutable_read_at()->set_sequence(sequence);
  summary.mutable_data_time()->set_seconds(1'580'518'000 + sequence);
  summary.add_funds()->set_name("counties/c1/funds/central");
  return summary;
}

Part Funding(int64_t sequence) {
  return PartOf(SourceId::kFunding, Money(sequence), kNow);
}

Part Supplies(const std::vector<Supply::Band>& bands) {
  supplies::v1::CountySummary summary;
  for (const Supply::Band band : bands) {
    summary.add_stocks()->mutable_supply()->set_band(band);
  }
  return PartOf(SourceId::kSupplies, summary, kNow);
}

Overview Show(CountyPicture& picture, absl::Time now = kNow) {
  Overview overview;
  EXPECT_TRUE(overview.ParseFromString(*picture.Overview(kAll, now)));
  return overview;
}

TEST(CountyPictureTest, BytesAreThoseOfAMessageOfTheParts) {
  CountyPicture picture("c1", {});
  picture.Update(SourceId::kFunding, Funding(7));
  const Overview overview = Show(picture);
  EXPECT_EQ(overview.SerializeAsString(), *picture.Overview(kAll, kNow));
  EXPECT_EQ(overview.name(), "counties/c1");
  EXPECT_EQ(overview.money().summary().SerializeAsString(),
            Money(7).SerializeAsString());
  EXPECT_EQ(overview.money().status().read_at().sequence(), 7);
  EXPECT_EQ(overview.money().status().feed_time().seconds(),
            absl::ToUnixSeconds(kNow));
  EXPECT_EQ(overview.supplies().status().state(), PartStatus::STATE_NEVER_SEEN);
}

TEST(CountyPictureTest, BytesAreKeptUntilSomethingChanges) {
  CountyPicture picture("c1", {});
  picture.Update(SourceId::kFunding, Funding(1));
  const auto first = picture.Overview(kAll, kNow);
  EXPECT_EQ(picture.Overview(kAll, kNow + absl::Seconds(1)), first);
  picture.Update(SourceId::kFunding, Funding(2));
  const auto second = picture.Overview(kAll, kNow);
  EXPECT_NE(second, first);
  picture.Confirm(SourceId::kFunding, kNow + absl::Seconds(1));
  EXPECT_NE(picture.Overview(kAll, kNow), second);
}

TEST(CountyPictureTest, APartBecomesStaleByTimeAlone) {
  CountyPicture picture("c1", {});
  picture.Update(SourceId::kFunding, Funding(1));
  const absl::Time last = kNow + limits::kFeedStale;
  EXPECT_EQ(Show(picture, last).money().status().state(),
            PartStatus::STATE_FRESH);
  EXPECT_EQ(
      Show(picture, last + absl::Microseconds(1)).money().status().state(),
      PartStatus::STATE_STALE);
  picture.Confirm(SourceId::kFunding, last);
  EXPECT_EQ(
      Show(picture, last + absl::Microseconds(1)).money().status().state(),
      PartStatus::STATE_FRESH);
}

TEST(CountyPictureTest, ShortagesAreListedInOrderUpToALimitAndAllCounted) {
  CountyPicture picture("c1", {});
  picture.Update(SourceId::kSupplies,
                 Supplies({Supply::BAND_OUT, Supply::BAND_CRITICAL,
                           Supply::BAND_LOW, Supply::BAND_MODERATE,
                           Supply::BAND_AMPLE, Supply::BAND_UNKNOWN}));
  Overview overview = Show(picture);
  ASSERT_EQ(overview.supplies().shortages_size(), 3);
  EXPECT_EQ(overview.supplies().shortages(1).supply().band(),
            Supply::BAND_CRITICAL);
  EXPECT_EQ(overview.supplies().shortage_count(), 3);

  picture.Update(
      SourceId::kSupplies,
      Supplies(std::vector(static_cast<size_t>(limits::kMaxShortages) + 1,
                           Supply::BAND_OUT)));
  overview = Show(picture);
  EXPECT_EQ(overview.supplies().shortages_size(), limits::kMaxShortages);
  EXPECT_EQ(overview.supplies().shortage_count(), limits::kMaxShortages + 1);
}

TEST(CountyPictureTest, WaitersRunWhenTheLastServiceWasTried) {
  CountyPicture picture("c1", {});
  int ran = 0;
  picture.WhenTried([&] { ++ran; });
  picture.Update(SourceId::kFunding, Funding(1));
  picture.Miss(SourceId::kSupplies, true);
  EXPECT_EQ(ran, 0);
  picture.Miss(SourceId::kReadiness, false);
  EXPECT_EQ(ran, 1);
  picture.WhenTried([&] { ++ran; });
  EXPECT_EQ(ran, 2);
  EXPECT_FALSE(picture.IsUnknown());
}

TEST(CountyPictureTest, ACountyIsUnknownWhenNoServiceHasBooksOfIt) {
  CountyPicture picture("c1", {});
  for (const SourceId source : kSourceIds) {
    EXPECT_FALSE(picture.IsUnknown());
    picture.Miss(source, true);
  }
  EXPECT_TRUE(picture.IsUnknown());
  picture.Update(SourceId::kFunding, Funding(1));
  EXPECT_FALSE(picture.IsUnknown());
}

TEST(PictureFileTest, WhatIsSavedIsLoadedWithItsTimes) {
  const testing::TemporaryDirectory folder;
  Parts parts;
  parts[Index(SourceId::kFunding)] = Funding(9);
  parts[Index(SourceId::kSupplies)] =
      Supplies({Supply::BAND_OUT, Supply::BAND_LOW});
  ASSERT_TRUE(SavePicture(folder.path(), "c1", parts).ok());
  const auto loaded = LoadPicture(folder.path(), "c1");
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  const Part& part = (*loaded)[Index(SourceId::kFunding)];
  EXPECT_EQ(part.feed_time, kNow);
  EXPECT_EQ(part.summary->SerializeAsString(), Money(9).SerializeAsString());
  ASSERT_EQ(StocksOf(*loaded).size(), 2);
  EXPECT_EQ(StocksOf(*loaded)[1]->supply().band(), Supply::BAND_LOW);
  EXPECT_EQ((*loaded)[Index(SourceId::kReadiness)].summary, nullptr);
  EXPECT_EQ(ListPictures(folder.path()), std::vector<std::string>{"c1"});
}

TEST(PictureFileTest, EveryChangedByteIsNoticed) {
  const testing::TemporaryDirectory folder;
  Parts parts;
  parts[Index(SourceId::kFunding)] = Funding(9);
  ASSERT_TRUE(SavePicture(folder.path(), "c1", parts).ok());
  const std::string path = PicturePath(folder.path(), "c1");
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    std::ofstream(path, std::ios::binary) << changed;
    EXPECT_TRUE(absl::IsDataLoss(LoadPicture(folder.path(), "c1").status()))
        << i;
  }
  for (const size_t length : {size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
    std::ofstream(path, std::ios::binary) << bytes.substr(0, length);
    EXPECT_FALSE(LoadPicture(folder.path(), "c1").ok()) << length;
  }
  EXPECT_TRUE(absl::IsNotFound(LoadPicture(folder.path(), "c2").status()));
}

TEST(PictureFileTest, AnotherCountysFileIsNotTaken) {
  const testing::TemporaryDirectory folder;
  ASSERT_TRUE(SavePicture(folder.path(), "c1", {}).ok());
  std::filesystem::rename(PicturePath(folder.path(), "c1"),
                          PicturePath(folder.path(), "c2"));
  EXPECT_TRUE(absl::IsDataLoss(LoadPicture(folder.path(), "c2").status()));
}

}  // namespace
}  // namespace epiledger::gateway
