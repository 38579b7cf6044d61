// The second look at whose a change is: it sees all that an entry changes, also
// what the answer does not show.
#include <string>
#include <string_view>
#include <variant>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/register_rules.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;
using ::testing::Not;
using testing::ReasonOf;

const LineName& TheirMasks() {
  static const auto* const line = new LineName{"tcm-hospital/reserve", "n95"};
  return *line;
}

void Keep(std::string_view collection, std::string_view key,
          Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::string(key));
}

void MoveOne(const std::string& source, const std::string& target,
             Accepted& accepted) {
  journal::v1::Movement& movement = *accepted.effects.add_movements();
  movement.set_source(source);
  movement.set_target(target);
  movement.set_unit("n95");
  movement.set_amount(1);
}

// A rule that is wrong: it makes the store it was asked for, and changes
// something besides. The store's id says what.
Decision DecideWrongly(const v1::CreateStoreRequest& request,
                       const DecisionContext& context, State& state) {
  auto accepted =
      std::get<Accepted>(DecideCreateStore(request, context, state));
  const LineName& theirs = TheirMasks();
  const std::string own =
      LotAccount("store", {"hospital/reserve", "n95"}, "l", "o");
  const std::string& what = request.store_id();
  if (what == "their-count") Keep(kCounts, theirs.store + "/1", accepted);
  if (what == "their-line") Keep(kLines, theirs.path(), accepted);
  if (what == "their-digest") {
    Keep(kLineDigests, DigestKey(0, theirs.path()), accepted);
  }
  if (what == "to-them") {
    MoveOne(LotAccount("donor", {"hospital/reserve", "n95"}, "l", "o"),
            LotAccount("store", theirs, "l", "o"), accepted);
  }
  if (what == "from-them") {
    MoveOne(LotAccount("donor", theirs, "l", "o"), own, accepted);
  }
  if (what == "of-nobody") Keep("surprise", "hospital/1", accepted);
  if (what == "own-line") {
    Keep(kLines, "hospital/reserve/n95", accepted);
    MoveOne(LotAccount("donor", {"hospital/reserve", "n95"}, "l", "o"), own,
            accepted);
  }
  if (what == "county-lot") Keep(kLots, "n95/l", accepted);
  return accepted;
}

rpc::MethodTable WrongMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.supplies.v1.SuppliesService",
                      {&OwnerOfResource, &OwnerOfAccount});
  set.Add(host::Write<v1::CreateStoreRequest>{"CreateStore", &host::AlwaysValid,
                                              &host::NoNeeds, &DecideWrongly});
  return set.Take();
}

constexpr std::string_view kOfOthers[] = {"their-count",  "their-line",
                                          "their-digest", "to-them",
                                          "from-them",    "of-nobody"};

class WrongRule : public ::testing::Test {
 protected:
  WrongRule()
      : service_("supplies", Concat("sqlite:", folder_.path(), "/supplies"),
                 &WrongMethods) {
    service_.caller.county = "990101";
    service_.caller.facility = "hospital";
    service_.caller.roles = {auth::v1::ROLE_HOSPITAL};
  }

  absl::Status Create(std::string_view what) {
    v1::CreateStoreRequest request;
    request.set_request_id(Concat("request-", what));
    request.set_parent(Concat(kCounty, "/facilities/hospital"));
    request.set_store_id(std::string(what));
    request.mutable_store()->set_display_name("储备库");
    request.mutable_store()->set_kind(v1::Store::KIND_RESERVE);
    return service_.Call<v1::CreateStoreResponse>("CreateStore", request)
        .status();
  }

  void ExpectNothingOfOthersIsChanged() {
    for (const std::string_view what : kOfOthers) {
      const absl::Status denied = Create(what);
      EXPECT_TRUE(absl::IsPermissionDenied(denied)) << what << ": " << denied;
      EXPECT_EQ(ReasonOf(denied), "FACILITY_NOT_ALLOWED") << what;
    }
    EXPECT_EQ(service_.Verify().entries, 1) << "the county's genesis alone";
  }

  testing::TemporaryDirectory folder_;
  testing::InProcess service_;
};

TEST_F(WrongRule, LetsNoClerkChangeWhatTheAnswerDoesNotShow) {
  ExpectNothingOfOthersIsChanged();
}

// What a role does not let its holder do here, it does not free from the
// facility here.
TEST_F(WrongRule, LetsNoClerkWhoIsAnAuditorToo) {
  service_.caller.roles = {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_AUDITOR};
  ExpectNothingOfOthersIsChanged();
}

TEST_F(WrongRule, LeavesTheOwnThingsAndTheCountysToTheClerk) {
  EXPECT_TRUE(Create("own-line").ok());
  EXPECT_TRUE(Create("county-lot").ok());
  EXPECT_TRUE(service_.Verify().findings.empty());
}

TEST_F(WrongRule, LeavesAllFacilitiesToHeadquarters) {
  service_.caller.facility.clear();
  service_.caller.roles = {auth::v1::ROLE_HEADQUARTERS};
  for (const std::string_view what : kOfOthers) {
    EXPECT_TRUE(Create(what).ok()) << what;
  }
}

// The rules as they are: nothing they do for a clerk is another's or nobody's.
TEST(RightRules, NeverMeetTheSecondLook) {
  SuppliesFixture supplies(SuppliesFixture::Store::kSqlite);
  supplies.MakeSample();
  rpc::Caller& caller = supplies.service().caller;
  caller.county = "990101";
  caller.facility = "hospital";
  caller.roles = {auth::v1::ROLE_HOSPITAL};
  ASSERT_TRUE(supplies.CreateStore("hospital", "ward").ok());
  std::string first;
  supplies.Count("n95", 100, At(kSunday), &first);
  ASSERT_TRUE(
      supplies.Record(supplies.ReceiptRequest("n95", 50, At(kSunday + 1)))
          .ok());
  ASSERT_TRUE(
      supplies.Record(supplies.IssueRequest("n95", 20, At(kSunday + 2))).ok());
  supplies.Count("n95", 200, At(kSunday + 3));
  // Another figure for the same moment opens a task, and is superseded.
  std::string contradicted;
  EXPECT_THAT(supplies.Count("n95", 90, At(kSunday), &contradicted).task(),
              Not(""));
  auto better = supplies.CountRequest("n95", 100, At(kSunday));
  better.mutable_count()->set_supersedes(contradicted);
  better.mutable_count()->set_reason("miscounted");
  const auto superseded = supplies.Record(better);
  EXPECT_TRUE(superseded.ok()) << superseded.status();
  EXPECT_TRUE(supplies.service().Verify().findings.empty());
}

}  // namespace
}  // namespace epiledger::supplies
