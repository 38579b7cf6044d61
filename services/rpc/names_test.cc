#include "services/rpc/names.h"

#include "gtest/gtest.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {
namespace {

constexpr std::string_view kStore =
    "counties/{county}/facilities/{facility}/stores/{store}";

TEST(NamesTest, ANameGivesItsIds) {
  const auto parts = MatchName(kStore, "counties/c1/facilities/f-2/stores/s3");
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->size(), 3U);
  EXPECT_EQ(parts->Get("county"), "c1");
  EXPECT_EQ((*parts)[1], "f-2");
  EXPECT_EQ(parts->Get("store"), "s3");
  EXPECT_EQ(parts->Get("lot"), "");
}

TEST(NamesTest, WhatDoesNotFitIsNoName) {
  for (const std::string_view name :
       {"", "counties", "counties/c1", "counties/c1/facilities/f1/stores/",
        "counties/c1/facilities/f1/stores/s1/",
        "counties//facilities/f/stores/s",
        "/counties/c1/facilities/f1/stores/s1",
        "counties/c1/facilities/f1/stores/s1/lots/l",
        "counties/c1/facility/f1/stores/s1",
        "counties/C1/facilities/f1/stores/s1",
        "counties/-/facilities/f1/stores/s1",
        "counties/c1/facilities/f_1/stores/s1",
        "counties/c1/facilities/../stores/s1",
        "counties/县/facilities/f1/stores/s1"}) {
    EXPECT_FALSE(MatchName(kStore, name).has_value()) << name;
  }
}

TEST(NamesTest, AnIdHasAtMost63Characters) {
  EXPECT_TRUE(IsId(std::string(63, 'a')));
  EXPECT_FALSE(IsId(std::string(64, 'a')));
  EXPECT_FALSE(IsId(""));
  EXPECT_FALSE(IsId("-a"));
  EXPECT_TRUE(IsId("0-"));
  EXPECT_FALSE(IsId(std::string_view("a\0b", 3)));
}

TEST(NamesTest, NamesAreMadeFromIdsAndReadBack) {
  const std::string name = MakeName(kStore, {"c1", "f1", "s1"});
  EXPECT_EQ(name, "counties/c1/facilities/f1/stores/s1");
  EXPECT_TRUE(MatchName(kStore, name).has_value());
}

TEST(NamesTest, APathHasAFirstAndALastSegment) {
  EXPECT_EQ(FirstSegment("f1/s1/n95"), "f1");
  EXPECT_EQ(FirstSegment("f1"), "f1");
  EXPECT_EQ(FirstSegment("/s1"), std::nullopt);
  EXPECT_EQ(FirstSegment(""), std::nullopt);
  EXPECT_EQ(LastSegment("f1/s1/n95"), "n95");
  EXPECT_EQ(LastSegment("f1"), "f1");
  EXPECT_EQ(LastSegment("f1/"), "");
}

TEST(NamesTest, AWrongNameInARequestIsBlamedOnItsField) {
  const auto parts = ParseName("lines[0].store", kStore, "stores/s1");
  const Error error = FromStatus(parts.status());
  EXPECT_EQ(error.code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(error.reason, "BAD_NAME");
  EXPECT_EQ(error.violations.at(0).field, "lines[0].store");
  EXPECT_EQ(error.metadata.at("found"), "stores/s1");
  EXPECT_EQ(error.metadata.at("pattern"), kStore);
}

TEST(NamesTest, PatternsAreChecked) {
  EXPECT_TRUE(CheckPattern(kStore).ok());
  EXPECT_TRUE(PatternHas(kStore, "facility"));
  EXPECT_FALSE(PatternHas(kStore, "facilities"));
  for (const std::string_view pattern :
       {"", "/", "a/", "a//{b}", "{}", "{a}/{a}", "a b/{c}", "{A}", "{a-b}",
        "{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"}) {
    EXPECT_FALSE(CheckPattern(pattern).ok()) << pattern;
  }
}

TEST(NamesDeathTest, TooFewOrTooManyIdsStopTheProgram) {
  EXPECT_DEATH(static_cast<void>(MakeName(kStore, {"c1"})), "too few ids");
  EXPECT_DEATH(static_cast<void>(MakeName("a/{b}", {"x", "y"})),
               "too many ids");
}

}  // namespace
}  // namespace epiledger::rpc
