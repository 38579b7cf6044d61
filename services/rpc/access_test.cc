#include "services/rpc/access.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "epiledger/probe/v1/probe.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "services/rpc/method.h"
#include "services/rpc/roles.h"

namespace epiledger::rpc {
namespace {

using auth::v1::Access;
using probe::v1::RecordThingsRequest;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Access Option(auth::v1::Scope scope, const std::vector<auth::v1::Role>& roles) {
  Access access;
  access.set_scope(scope);
  for (const auth::v1::Role role : roles) access.add_roles(role);
  return access;
}

Caller Person(std::string county, std::string facility,
              std::vector<auth::v1::Role> roles) {
  Caller caller;
  caller.subject = "zhang-san";
  caller.county = std::move(county);
  caller.facility = std::move(facility);
  caller.roles = std::move(roles);
  return caller;
}

Caller Peer(auth::v1::Peer peer) {
  Caller caller;
  caller.peer = peer;
  return caller;
}

// A field that names facilities, each given as `county/facility`.
NamedField Named(std::initializer_list<std::string> facilities) {
  NamedField field;
  for (const std::string& ids : facilities) {
    const std::string county = ids.substr(0, ids.find('/'));
    const std::string facility = ids.substr(county.size() + 1);
    field.resources.push_back(
        {absl::StrCat("counties/", county, "/facilities/", facility), county,
         facility});
  }
  return field;
}

constexpr auth::v1::Role kAllRoles[] = {
    auth::v1::ROLE_FINANCE,     auth::v1::ROLE_HOSPITAL,
    auth::v1::ROLE_WAREHOUSE,   auth::v1::ROLE_HEADQUARTERS,
    auth::v1::ROLE_SUPERVISION, auth::v1::ROLE_TOWN,
    auth::v1::ROLE_AUDITOR,     auth::v1::ROLE_OPERATOR};

TEST(AccessTest, APersonNeedsOneOfTheRoles) {
  for (const auth::v1::Role wanted : kAllRoles) {
    const Access access = Option(auth::v1::SCOPE_COUNTY, {wanted});
    for (const auth::v1::Role held : kAllRoles) {
      const MaybeReason expected =
          held == wanted ? MaybeReason() : MaybeReason("ROLE_NOT_ALLOWED");
      EXPECT_EQ(DenyByRole(access, Person("c1", "", {held})), expected);
    }
    EXPECT_EQ(DenyByRole(access, Person("c1", "", {})), "ROLE_NOT_ALLOWED");
  }
}

TEST(AccessTest, PeersAndPersonsAreLetInApart) {
  Access access = Option(auth::v1::SCOPE_COUNTY, {auth::v1::ROLE_AUDITOR});
  EXPECT_EQ(DenyByRole(access, Peer(auth::v1::PEER_FUNDING)),
            "PEER_NOT_ALLOWED");
  access.add_peers(auth::v1::PEER_FUNDING);
  EXPECT_EQ(DenyByRole(access, Peer(auth::v1::PEER_FUNDING)), std::nullopt);
  EXPECT_EQ(DenyByRole(access, Peer(auth::v1::PEER_GATEWAY)),
            "PEER_NOT_ALLOWED");
  access.clear_roles();
  EXPECT_EQ(DenyByRole(access, Person("c1", "", {auth::v1::ROLE_AUDITOR})),
            "PEERS_ONLY");
}

TEST(AccessTest, ACountyIsReachedWithATokenOfThatCounty) {
  const Access access =
      Option(auth::v1::SCOPE_COUNTY, {auth::v1::ROLE_HOSPITAL});
  const std::vector<NamedField> fields = {Named({"c1/f1", "c1/f2"})};
  const auto deny = [&](const std::string& county) {
    return DenyByScope(access, Person(county, "f9", {auth::v1::ROLE_HOSPITAL}),
                       fields);
  };
  EXPECT_EQ(deny("c1"), std::nullopt);
  EXPECT_EQ(deny("c2"), "COUNTY_NOT_ALLOWED");
  EXPECT_EQ(deny("c"), "COUNTY_NOT_ALLOWED");
  EXPECT_EQ(deny(""), "COUNTY_NOT_ALLOWED") << "not even an operator of all";
}

TEST(AccessTest, EveryNameCounts) {
  const Access access =
      Option(auth::v1::SCOPE_COUNTY, {auth::v1::ROLE_FINANCE});
  const std::vector<NamedField> fields = {Named({"c1/f1"}),
                                          Named({"c1/f1", "c2/f1"})};
  EXPECT_EQ(
      DenyByScope(access, Person("c1", "", {auth::v1::ROLE_FINANCE}), fields),
      "COUNTY_NOT_ALLOWED");
}

TEST(AccessTest, AFacilityBoundPersonReachesItsFacilityAlone) {
  for (const auth::v1::Role role :
       {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_WAREHOUSE,
        auth::v1::ROLE_TOWN}) {
    const Access access = Option(auth::v1::SCOPE_FACILITY, {role});
    const Caller caller = Person("c1", "f1", {role});
    const auto deny = [&](const std::vector<NamedField>& fields) {
      return DenyByScope(access, caller, fields);
    };
    EXPECT_EQ(deny({Named({"c1/f1"})}), std::nullopt);
    EXPECT_EQ(deny({Named({"c1/f2"})}), "FACILITY_NOT_ALLOWED");
    EXPECT_EQ(deny({Named({"c1/f1", "c1/f2"})}), "FACILITY_NOT_ALLOWED");
    EXPECT_EQ(deny({Named({"c1/f1"}), Named({"c1/f2"})}),
              "FACILITY_NOT_ALLOWED");
    EXPECT_EQ(deny({Named({"c2/f1"})}), "COUNTY_NOT_ALLOWED");
  }
}

TEST(AccessTest, AFacilityBoundPersonMustNameItsFacilityInEveryField) {
  const Access access =
      Option(auth::v1::SCOPE_FACILITY, {auth::v1::ROLE_HOSPITAL});
  const Caller caller = Person("c1", "f1", {auth::v1::ROLE_HOSPITAL});
  NamedField left_empty = Named({});
  left_empty.left_empty = true;
  EXPECT_EQ(DenyByScope(access, caller, {Named({"c1/f1"}), left_empty}),
            "FACILITY_NOT_ALLOWED");
  EXPECT_EQ(DenyByScope(access, caller, {Named({"c1/f1"}), Named({})}),
            std::nullopt)
      << "an empty list names nothing, and reaches nothing";
}

TEST(AccessTest, ATokenWithoutAFacilityIsNoKeyToAFacility) {
  const Access access =
      Option(auth::v1::SCOPE_FACILITY, {auth::v1::ROLE_HOSPITAL});
  EXPECT_EQ(DenyByScope(access, Person("c1", "", {auth::v1::ROLE_HOSPITAL}),
                        {Named({"c1/f1"})}),
            "FACILITY_NOT_ALLOWED");
}

TEST(AccessTest, ARoleFreeOfFacilitiesCountsOnlyWhereItLetsIn) {
  const Access access =
      Option(auth::v1::SCOPE_FACILITY,
             {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_HEADQUARTERS});
  const std::vector<NamedField> other = {Named({"c1/f2"})};
  EXPECT_EQ(DenyByScope(
                access,
                Person("c1", "f1",
                       {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_HEADQUARTERS}),
                other),
            std::nullopt);
  EXPECT_EQ(
      DenyByScope(
          access,
          Person("c1", "f1", {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_AUDITOR}),
          other),
      "FACILITY_NOT_ALLOWED")
      << "an auditor is free, but this method does not let auditors in";
}

TEST(AccessTest, AFilteredMethodLeavesTheFacilityToTheService) {
  const Access access =
      Option(auth::v1::SCOPE_FILTERED, {auth::v1::ROLE_HOSPITAL});
  EXPECT_EQ(DenyByScope(access, Person("c1", "f1", {auth::v1::ROLE_HOSPITAL}),
                        {Named({"c1/f2"})}),
            std::nullopt);
}

TEST(AccessTest, TheDeploymentIsForOperatorsOfAllCounties) {
  const Access access =
      Option(auth::v1::SCOPE_DEPLOYMENT, {auth::v1::ROLE_OPERATOR});
  EXPECT_EQ(DenyByScope(access, Person("", "", {auth::v1::ROLE_OPERATOR}), {}),
            std::nullopt);
  EXPECT_EQ(
      DenyByScope(access, Person("c1", "", {auth::v1::ROLE_OPERATOR}), {}),
      "COUNTY_NOT_ALLOWED");
}

TEST(AccessTest, APeerReachesEveryCounty) {
  const Access access =
      Option(auth::v1::SCOPE_FACILITY, {auth::v1::ROLE_HOSPITAL});
  EXPECT_EQ(
      DenyByScope(access, Peer(auth::v1::PEER_FUNDING), {Named({"c7/f7"})}),
      std::nullopt);
}

AccessRule Rule(std::string_view method) {
  auto rule =
      AccessRule::Create(FindMethod("epiledger.probe.v1.ProbeService", method));
  EXPECT_TRUE(rule.ok()) << rule.status();
  return *std::move(rule);
}

TEST(AccessRuleTest, NamesAreReadFromEveryElement) {
  RecordThingsRequest request;
  request.set_parent("counties/c1/facilities/f1");
  for (const char* store : {"s1", "s2"}) {
    request.add_lines()->set_store(
        std::string("counties/c1/facilities/f1/stores/") + store);
  }
  const auto named = Rule("RecordThings").Names(request);
  ASSERT_TRUE(named.ok()) << named.status();
  ASSERT_EQ(named->size(), 2U);
  ASSERT_EQ((*named)[0].resources.size(), 1U);
  EXPECT_EQ((*named)[0].resources[0].name, "counties/c1/facilities/f1");
  ASSERT_EQ((*named)[1].resources.size(), 2U);
  EXPECT_EQ((*named)[1].resources[1].name,
            "counties/c1/facilities/f1/stores/s2");
  EXPECT_EQ((*named)[1].resources[1].county, "c1");
  EXPECT_EQ((*named)[1].resources[1].facility, "f1");
}

TEST(AccessRuleTest, AnEmptyElementIsNoticed) {
  RecordThingsRequest request;
  request.set_parent("counties/c1/facilities/f1");
  request.add_lines();
  const auto named = Rule("RecordThings").Names(request);
  ASSERT_TRUE(named.ok());
  EXPECT_THAT((*named)[1].resources, IsEmpty());
  EXPECT_TRUE((*named)[1].left_empty);
}

TEST(AccessRuleTest, AWrongNameIsBlamedOnItsElement) {
  RecordThingsRequest request;
  request.set_parent("counties/c1/facilities/f1");
  request.add_lines()->set_store("counties/c1/facilities/f1/stores/s1");
  request.add_lines()->set_store("nonsense");
  const Error error = FromStatus(Rule("RecordThings").Names(request).status());
  EXPECT_EQ(error.reason, "BAD_NAME");
  EXPECT_EQ(error.violations.at(0).field, "lines[1].store");
}

TEST(AccessRuleTest, ARequestThatNamesNothingReachesNothing) {
  const Error error =
      FromStatus(Rule("RecordThings").Names(RecordThingsRequest()).status());
  EXPECT_EQ(error.code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(error.violations.at(0).field, "parent");
}

TEST(AccessRuleTest, AMethodWithoutOptionHasNoRule) {
  const auto rule = AccessRule::Create(
      FindMethod("epiledger.probe.v1.ForgottenService", "ForgetThing"));
  EXPECT_EQ(rule.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rule.status().message(),
            "epiledger.probe.v1.ForgottenService.ForgetThing: has no access "
            "option");
}

// A method made at run time, with an access option that no proto of ours has.
class WrongOptionTest : public ::testing::Test {
 protected:
  std::string RuleError(const Access& access) {
    google::protobuf::FileDescriptorProto file;
    probe::v1::RecordThingsRequest::descriptor()->file()->CopyTo(&file);
    file.set_name("wrong.proto");
    file.set_package("wrong");
    file.clear_message_type();
    file.clear_enum_type();
    file.clear_service();
    file.add_dependency(
        probe::v1::RecordThingsRequest::descriptor()->file()->name());
    auto* service = file.add_service();
    service->set_name("Service");
    auto* method = service->add_method();
    method->set_name("Method");
    method->set_input_type(".epiledger.probe.v1.RecordThingsRequest");
    method->set_output_type(".epiledger.probe.v1.Thing");
    *method->mutable_options()->MutableExtension(auth::v1::access) = access;
    google::protobuf::DescriptorPool pool(
        google::protobuf::DescriptorPool::generated_pool());
    const auto* built = pool.BuildFile(file);
    if (built == nullptr) return "the test's proto is wrong";
    return std::string(
        AccessRule::Create(built->service(0)->method(0)).status().message());
  }
};

TEST_F(WrongOptionTest, EveryWayToGetItWrongIsSaid) {
  Access access;
  EXPECT_THAT(RuleError(access), HasSubstr("lets nobody in"));
  access.add_roles(auth::v1::ROLE_HOSPITAL);
  EXPECT_THAT(RuleError(access), HasSubstr("has no scope"));
  access.set_scope(auth::v1::SCOPE_FACILITY);
  EXPECT_THAT(RuleError(access), HasSubstr("none is named"));
  access.add_fields("lines.price");
  EXPECT_THAT(RuleError(access), HasSubstr("no string with a `name` rule"));
  access.set_fields(0, "lines.nothing.store");
  EXPECT_THAT(RuleError(access), HasSubstr("no field `lines.nothing.store`"));
  access.set_fields(0, "parent.store");
  EXPECT_THAT(RuleError(access), HasSubstr("no field `parent.store`"));
  access.set_fields(0, "request_id");
  EXPECT_THAT(RuleError(access), HasSubstr("no string with a `name` rule"));
  access.set_fields(0, "lines.store");
  EXPECT_THAT(RuleError(access), IsEmpty());
}

TEST(RolesTest, NamesGoBothWays) {
  for (const auth::v1::Role role : kAllRoles) {
    EXPECT_EQ(FindRole(RoleName(role)), role);
  }
  EXPECT_EQ(RoleName(auth::v1::ROLE_HEADQUARTERS), "headquarters");
  EXPECT_EQ(FindRole("unspecified"), std::nullopt);
  EXPECT_EQ(FindRole("emperor"), std::nullopt);
}

}  // namespace
}  // namespace epiledger::rpc
