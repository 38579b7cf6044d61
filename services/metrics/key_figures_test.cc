// For how long certificates hold and how old keys are, of files as operators
// leave them.
#include "services/metrics/key_figures.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "services/rpc/openssl.h"
#include "tests/testing/test_pki.h"

namespace epiledger::metrics {
namespace {

class KeyFiguresTest : public ::testing::Test {
 protected:
  static std::string Content(const std::string& path) {
    return rpc::ReadFile(path).value();
  }

  std::string Write(const std::string& name, const std::string& content) {
    const std::string path = pki_.directory() + "/" + name;
    std::ofstream(path) << content;
    return path;
  }

  // Seconds left of the certificates in this file.
  static double Left(const std::string& path, absl::Time now) {
    Readings readings;
    AddCertificate(path, "own", now, readings);
    EXPECT_EQ(readings.all().size(), 1U);
    return std::get<double>(readings.all().front().value);
  }

  // Up to when the first certificate of this file holds.
  static absl::Time End(const std::string& path) {
    return rpc::EndOf(rpc::ReadCertificate(Content(path)).get());
  }

  testing::TestPki pki_;
  rpc::TlsFiles files_ = pki_.Service("funding");
};

TEST_F(KeyFiguresTest, ACertificateHoldsUntilItsEndAndNoLonger) {
  const absl::Time end = End(files_.certificate);
  EXPECT_EQ(Left(files_.certificate, end - absl::Hours(2)), 7200);
  EXPECT_EQ(Left(files_.certificate, end + absl::Hours(2)), 0);
}

TEST_F(KeyFiguresTest, OfSeveralInAFileTheFirstToEndCounts) {
  const std::string both =
      Write("both.pem", "Bag Attributes\n" + Content(files_.ca) + "\n" +
                            Content(files_.certificate));
  const absl::Time end = std::min(End(files_.ca), End(files_.certificate));
  EXPECT_EQ(Left(both, end - absl::Minutes(1)), 60);
}

TEST_F(KeyFiguresTest, WhatCannotBeUsedHasNothingLeft) {
  EXPECT_EQ(Left(pki_.directory() + "/none.pem", absl::UnixEpoch()), 0);
  EXPECT_EQ(Left(files_.key, absl::UnixEpoch()), 0);
}

TEST_F(KeyFiguresTest, AProcessShowsItsOwnAndWhatItTrusts) {
  Readings readings;
  AddOwnCertificates(files_, absl::UnixEpoch(), readings);
  std::map<std::string, double> left;
  for (const Reading& reading : readings.all()) {
    left[reading.label] = std::get<double>(reading.value);
  }
  EXPECT_EQ(left.size(), 2U);
  EXPECT_EQ(left["own"],
            absl::ToDoubleSeconds(End(files_.certificate) - absl::UnixEpoch()));
  EXPECT_EQ(left["authority"],
            absl::ToDoubleSeconds(End(files_.ca) - absl::UnixEpoch()));
}

TEST_F(KeyFiguresTest, TheNewestKeyOfTokensTellsTheAge) {
  const std::string next = pki_.token_keys() + "/next.pem";
  pki_.MakeTokenKey("next", /*trusted=*/true);
  std::filesystem::last_write_time(
      next,
      std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
  const absl::Time now = absl::Now() + absl::Hours(3);
  Readings readings;
  AddTokenKeys(pki_.token_keys(), now, readings);
  ASSERT_EQ(readings.all().size(), 1U);
  EXPECT_NEAR(std::get<double>(readings.all().front().value), 7200, 30);
}

TEST_F(KeyFiguresTest, WithoutAKeyThereIsNoAge) {
  Readings readings;
  AddTokenKeys(pki_.directory() + "/nowhere", absl::Now(), readings);
  EXPECT_TRUE(readings.all().empty());
}

}  // namespace
}  // namespace epiledger::metrics
