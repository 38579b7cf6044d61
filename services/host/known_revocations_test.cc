// What a service holds for revoked while readiness loses what it listed.
#include "services/host/known_revocations.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

using readiness::v1::ListRevocationsResponse;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr absl::Duration kHour = absl::Hours(1);

class KnownRevocationsTest : public ::testing::Test {
 protected:
  // A list of tokens that end in an hour.
  ListRevocationsResponse List(std::initializer_list<std::string> ids) const {
    ListRevocationsResponse list;
    for (const std::string& id : ids) {
      auto& revocation = *list.add_revocations();
      revocation.set_token_id(id);
      *revocation.mutable_expire_time() = ToTimestamp(now_ + kHour);
    }
    return list;
  }

  const absl::Time now_ = absl::UnixEpoch();
  KnownRevocations known_;
};

TEST_F(KnownRevocationsTest, ATokenStaysRevokedWhenTheListLosesIt) {
  EXPECT_THAT(known_.Take(List({"a", "b"}), now_), IsEmpty());
  EXPECT_THAT(known_.Take(List({"b", "c"}), now_), ElementsAre("a"));
  EXPECT_THAT(known_.Ids(), UnorderedElementsAre("a", "b", "c"));
  EXPECT_EQ(known_.lost(), 1);
}

TEST_F(KnownRevocationsTest, TheLossIsToldOnceAndCountedForAsLongAsItLasts) {
  known_.Take(List({"a"}), now_);
  EXPECT_THAT(known_.Take(List({}), now_), ElementsAre("a"));
  EXPECT_THAT(known_.Take(List({}), now_), IsEmpty());
  EXPECT_EQ(known_.lost(), 1);
  // It is revoked anew in the restored books, which are then restored again.
  EXPECT_THAT(known_.Take(List({"a"}), now_), IsEmpty());
  EXPECT_EQ(known_.lost(), 0);
  EXPECT_THAT(known_.Take(List({}), now_), ElementsAre("a"));
}

TEST_F(KnownRevocationsTest, WhatHasEndedIsForgotten) {
  known_.Take(List({"a"}), now_);
  const absl::Time before_end = now_ + kHour - absl::Microseconds(1);
  EXPECT_THAT(known_.Take(List({}), before_end), IsEmpty());
  EXPECT_EQ(known_.lost(), 0) << "readiness' clock may be ahead";
  EXPECT_THAT(known_.Ids(), ElementsAre("a"));
  known_.Take(List({}), now_ + kHour);
  EXPECT_THAT(known_.Ids(), IsEmpty());
  EXPECT_EQ(known_.lost(), 0);
}

TEST_F(KnownRevocationsTest, AListIsFilledUpWithoutDoubles) {
  known_.Take(List({"a", "b"}), now_);
  ListRevocationsResponse list = List({"b", "c"});
  known_.AddTo(list, now_);
  std::vector<std::string> ids;
  for (const auto& revocation : list.revocations()) {
    ids.push_back(revocation.token_id());
  }
  EXPECT_THAT(ids, UnorderedElementsAre("a", "b", "c"));
  EXPECT_EQ(known_.List().revocations_size(), 2);
  ListRevocationsResponse ended;
  known_.AddTo(ended, now_ + kHour);
  EXPECT_EQ(ended.revocations_size(), 0);
}

}  // namespace
}  // namespace epiledger::host
