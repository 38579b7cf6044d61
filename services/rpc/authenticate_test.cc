// Who gets in, shown on a real server: identities, tokens, access, denials.
#include "services/rpc/authenticate.h"

#include <functional>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/identity.h"
#include "services/rpc/openssl.h"
#include "services/rpc/testing/probe_server.h"

namespace epiledger::rpc {
namespace {

using probe::v1::Thing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kAudience;
using testing::kIssuer;
using testing::ProbeServer;
using testing::ReasonOf;
using ::testing::SizeIs;
using testing::ThingOf;

TEST(IdentityTest, OnlyOurServicesHaveOne) {
  ASSERT_TRUE(FindIdentity("spiffe://epiledger/funding").has_value());
  EXPECT_EQ(FindIdentity("spiffe://epiledger/funding")->peer,
            auth::v1::PEER_FUNDING);
  EXPECT_EQ(FindIdentity("spiffe://epiledger/edge")->peer,
            auth::v1::PEER_UNSPECIFIED);
  for (const char* uri :
       {"", "funding", "spiffe://epiledger/", "spiffe://epiledger",
        "spiffe://epiledger/funding/x", "spiffe://epiledger/FUNDING",
        "spiffe://other/funding", "https://epiledger/funding",
        "spiffe://epiledger.evil/funding"}) {
    EXPECT_FALSE(FindIdentity(uri).has_value()) << uri;
  }
}

class AuthenticateTest : public ::testing::Test {
 protected:
  AuthenticateTest() { probe_.Start(); }

  // GetThing with `authorization` headers as given.
  grpc::Status Get(const std::shared_ptr<grpc::Channel>& channel,
                   const std::vector<std::string>& authorization,
                   const std::string& county = "c1",
                   const std::string& facility = "f1") {
    grpc::ClientContext context;
    Prepare({}, context);
    for (const std::string& value : authorization) {
      context.AddMetadata("authorization", value);
    }
    return ProbeServer::Probe::NewStub(channel)->GetThing(
        &context, ThingOf(county, facility), &thing_);
  }

  grpc::Status Follow(const std::shared_ptr<grpc::Channel>& channel,
                      const std::string& token) {
    grpc::ClientContext context;
    CallSettings settings;
    settings.token = token;
    Prepare(settings, context);
    probe::v1::FollowThingsRequest request;
    request.set_county("counties/c1");
    return ProbeServer::Probe::NewStub(channel)->FollowThings(&context, request,
                                                              &thing_);
  }

  grpc::Status EdgeGet(const std::string& token) {
    return Get(probe_.Edge(), {"Bearer " + token});
  }

  ProbeServer probe_;
  Thing thing_;
};

TEST_F(AuthenticateTest, APersonGetsInThroughTheEdge) {
  const grpc::Status status = EdgeGet(probe_.ClerkToken());
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(thing_.subject(), "clerk");
}

// A token that must not get in, and what is said of it.
struct BadToken {
  std::string token;
  std::string reason;
};

// Makes tokens that are good but for one thing.
class BadTokens {
 public:
  explicit BadTokens(ProbeServer& probe) : probe_(probe) {
    claims_.subject = "clerk";
    claims_.county = "c1";
    claims_.facility = "f1";
    claims_.roles = {auth::v1::ROLE_HOSPITAL};
    claims_.token_id = "t";
    claims_.expires = probe.clock().Now() + absl::Hours(1);
    good_ = Sign(TrustedKey(), kIssuer, kAudience, claims_);
  }

  [[nodiscard]] const std::string& good() const { return good_; }

  // Wrong in its claims, times or signer, but a token all the same.
  [[nodiscard]] std::vector<BadToken> Signed() const {
    const absl::Time now = probe_.clock().Now();
    TokenClaims expired = claims_;
    expired.expires = now - absl::Seconds(1);
    TokenClaims future = claims_;
    future.not_before = now + absl::Hours(1);
    TokenClaims revoked = claims_;
    revoked.token_id = "revoked";
    const std::string evil_key = probe_.pki().MakeTokenKey("evil", false);
    const std::string key = TrustedKey();
    return {
        {Sign(key, kIssuer, kAudience, expired), "TOKEN_EXPIRED"},
        {Sign(key, kIssuer, "elsewhere", claims_), "TOKEN_INVALID"},
        {Sign(key, "https://elsewhere", kAudience, claims_), "TOKEN_INVALID"},
        {Sign(evil_key, kIssuer, kAudience, claims_), "TOKEN_INVALID"},
        {Sign(key, kIssuer, kAudience, future), "TOKEN_NOT_YET_VALID"},
        {Sign(key, kIssuer, kAudience, revoked), "TOKEN_REVOKED"},
    };
  }

  // Put together by hand.
  [[nodiscard]] std::vector<BadToken> Forged() const {
    const std::vector<std::string> parts = absl::StrSplit(good_, '.');
    const auto headed = [&](const std::string& algorithm) {
      return absl::WebSafeBase64Escape(
                 R"({"alg":")" + algorithm + R"(","kid":")" +
                 probe_.pki().signer().key_id() + R"("})") +
             "." + parts.at(1);
    };
    // The public key, which everybody knows, as the secret of an HMAC.
    const std::string hmac =
        HmacSha256(probe_.pki().signer().public_pem(), headed("HS256"));
    return {
        {headed("none") + ".", "TOKEN_INVALID"},
        {headed("HS256") + "." + absl::WebSafeBase64Escape(hmac),
         "TOKEN_INVALID"},
        {good_.substr(0, good_.size() - 20), "TOKEN_INVALID"},
        {parts.at(0) + "." + parts.at(1) + ".", "TOKEN_INVALID"},
        {std::string(5000, 'a'), "TOKEN_TOO_LONG"},
        {"", "TOKEN_INVALID"},
    };
  }

 private:
  [[nodiscard]] std::string TrustedKey() const {
    return probe_.pki().directory() + "/token-first.key";
  }
  static std::string Sign(const std::string& key, const char* issuer,
                          const char* audience, const TokenClaims& claims) {
    return *TokenSigner::Create({key, issuer, audience})->Sign(claims);
  }

  ProbeServer& probe_;
  TokenClaims claims_;
  std::string good_;
};

TEST_F(AuthenticateTest, NoBadTokenReachesAHandler) {
  const BadTokens bad_tokens(probe_);
  ASSERT_TRUE(EdgeGet(bad_tokens.good()).ok());
  const int handled = probe_.handled();
  probe_.options.tokens->SetRevoked({"revoked"});
  int64_t tried = 0;
  for (const std::vector<BadToken>& kind :
       {bad_tokens.Signed(), bad_tokens.Forged()}) {
    for (const BadToken& bad : kind) {
      ++tried;
      const grpc::Status status = EdgeGet(bad.token);
      EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
      EXPECT_EQ(ReasonOf(status), bad.reason) << bad.token;
    }
  }
  EXPECT_EQ(probe_.handled(), handled);
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kUnauthenticated),
            tried);
  EXPECT_THAT(probe_.AwaitDenials(0), IsEmpty())
      << "who is nobody is counted, not recorded";
}

TEST_F(AuthenticateTest, TheHeaderIsReadStrictly) {
  const std::string token = probe_.ClerkToken();
  EXPECT_TRUE(Get(probe_.Edge(), {"bearer " + token}).ok());
  EXPECT_EQ(ReasonOf(Get(probe_.Edge(), {"Basic " + token})), "TOKEN_INVALID");
  EXPECT_EQ(ReasonOf(Get(probe_.Edge(), {token})), "TOKEN_INVALID");
  EXPECT_EQ(
      ReasonOf(Get(probe_.Edge(), {"Bearer " + token, "Bearer " + token})),
      "TOKEN_INVALID");
}

TEST_F(AuthenticateTest, WithoutACertificateThereIsNoConnection) {
  const std::vector<std::string> token = {"Bearer " + probe_.ClerkToken()};
  for (const TlsFiles& files :
       {probe_.pki().NoCertificate(), probe_.pki().Impostor("gateway")}) {
    EXPECT_EQ(Get(probe_.Channel(files), token).error_code(),
              grpc::StatusCode::UNAVAILABLE);
  }
  EXPECT_EQ(probe_.server().counts().calls, 0);
}

TEST_F(AuthenticateTest, ACertificateOfNoServiceOfOursIsNobody) {
  for (const char* name : {"stranger", "edge2"}) {
    const auto channel = probe_.Channel(probe_.pki().Service(name));
    EXPECT_EQ(ReasonOf(Get(channel, {"Bearer " + probe_.ClerkToken()})),
              "IDENTITY_UNKNOWN");
  }
  EXPECT_EQ(probe_.handled(), 0);
}

TEST_F(AuthenticateTest, BehindTheEdgeThereMustBeAPerson) {
  const grpc::Status status = Get(probe_.Edge(), {});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  EXPECT_EQ(ReasonOf(status), "TOKEN_REQUIRED");
  EXPECT_EQ(ReasonOf(Follow(probe_.Edge(), "")), "TOKEN_REQUIRED");
}

TEST_F(AuthenticateTest, APersonNeverReachesWhatIsForPeers) {
  for (const char* service : {"edge", "funding", "gateway"}) {
    const grpc::Status status = Follow(
        probe_.Channel(probe_.pki().Service(service)), probe_.ClerkToken());
    EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
    EXPECT_EQ(ReasonOf(status), "PEERS_ONLY");
  }
  EXPECT_EQ(probe_.handled(), 0);
  const std::vector<Denial> denials = probe_.AwaitDenials(3);
  ASSERT_THAT(denials, SizeIs(3));
  EXPECT_EQ(denials[0].caller.subject, "clerk");
  EXPECT_EQ(denials[0].method, "epiledger.probe.v1.ProbeService.FollowThings");
}

TEST_F(AuthenticateTest, AServiceCallsAsItself) {
  const auto funding = probe_.Channel(probe_.pki().Service("funding"));
  ASSERT_TRUE(Follow(funding, "").ok());
  EXPECT_EQ(thing_.subject(), "service:funding");

  const auto gateway = probe_.Channel(probe_.pki().Service("gateway"));
  const grpc::Status status = Follow(gateway, "");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ReasonOf(status), "PEER_NOT_ALLOWED");
  EXPECT_TRUE(Get(gateway, {}).ok()) << "GetThing is for the gateway too";
}

TEST_F(AuthenticateTest, AServiceWithATokenCallsForThatPerson) {
  const auto gateway = probe_.Channel(probe_.pki().Service("gateway"));
  ASSERT_TRUE(Get(gateway, {"Bearer " + probe_.ClerkToken()}).ok());
  EXPECT_EQ(thing_.subject(), "clerk");
  EXPECT_EQ(
      ReasonOf(Get(gateway, {"Bearer " + probe_.ClerkToken()}, "c1", "f2")),
      "FACILITY_NOT_ALLOWED");
}

TEST_F(AuthenticateTest, AnotherFacilityIsDeniedAndRecorded) {
  const grpc::Status status =
      Get(probe_.Edge(), {"Bearer " + probe_.ClerkToken()}, "c1", "f2");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ReasonOf(status), "FACILITY_NOT_ALLOWED");
  EXPECT_EQ(status.error_message(), "You may act only for your own facility.");
  EXPECT_EQ(probe_.handled(), 0);

  const std::vector<Denial> denials = probe_.AwaitDenials(1);
  ASSERT_THAT(denials, SizeIs(1));
  EXPECT_EQ(denials[0].caller.subject, "clerk");
  EXPECT_EQ(denials[0].caller.county, "c1");
  EXPECT_EQ(denials[0].method, "epiledger.probe.v1.ProbeService.GetThing");
  EXPECT_EQ(denials[0].reason, "FACILITY_NOT_ALLOWED");
  EXPECT_THAT(denials[0].names,
              ElementsAre("counties/c1/facilities/f2/things/t1"));
  EXPECT_EQ(denials[0].time, probe_.clock().Now());
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kDenied), 1);
}

TEST_F(AuthenticateTest, RolesAndCountiesAreJudged) {
  const auto reason = [&](const testing::Person& person,
                          const std::string& county) {
    return ReasonOf(
        Get(probe_.Edge(), {"Bearer " + probe_.Token(person)}, county, "f1"));
  };
  EXPECT_EQ(reason({"a", "c1", "", {auth::v1::ROLE_HEADQUARTERS}}, "c1"), "");
  EXPECT_EQ(reason({"a", "c1", "", {auth::v1::ROLE_HEADQUARTERS}}, "c2"),
            "COUNTY_NOT_ALLOWED");
  EXPECT_EQ(reason({"a", "", "", {auth::v1::ROLE_HEADQUARTERS}}, "c1"),
            "COUNTY_NOT_ALLOWED");
  EXPECT_EQ(reason({"a", "c1", "", {auth::v1::ROLE_FINANCE}}, "c1"),
            "ROLE_NOT_ALLOWED");
  EXPECT_EQ(reason({"a", "c1", "", {}}, "c1"), "ROLE_NOT_ALLOWED");
}

TEST_F(AuthenticateTest, ForeignLinesInAListAreDenied) {
  grpc::ClientContext context;
  CallSettings settings;
  settings.token = probe_.ClerkToken();
  Prepare(settings, context);
  probe::v1::RecordThingsRequest request;
  request.set_parent("counties/c1/facilities/f1");
  request.add_lines()->set_store("counties/c1/facilities/f1/stores/s1");
  request.add_lines()->set_store("counties/c1/facilities/f2/stores/s1");
  EXPECT_EQ(ReasonOf(ProbeServer::Probe::NewStub(probe_.Edge())
                         ->RecordThings(&context, request, &thing_)),
            "FACILITY_NOT_ALLOWED")
      << "although the request is not even complete: scope comes first";
  EXPECT_THAT(probe_.AwaitDenials(1).at(0).names, SizeIs(3));
}

TEST_F(AuthenticateTest, SixtyDenialsAMinuteThenOneHasToWait) {
  const std::string token = probe_.ClerkToken();
  const auto knock = [&] {
    return Get(probe_.Edge(), {"Bearer " + token}, "c1", "f2");
  };
  for (int i = 0; i < 60; ++i) {
    ASSERT_EQ(ReasonOf(knock()), "FACILITY_NOT_ALLOWED") << i;
  }
  const grpc::Status status = knock();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_REFUSALS");
  EXPECT_TRUE(FromGrpcStatus(status).retry_after.has_value());
  EXPECT_THAT(probe_.AwaitDenials(60), SizeIs(60)) << "only counted by now";
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kTooManyRefusals),
            1);
  EXPECT_TRUE(Get(probe_.Edge(), {"Bearer " + probe_.HeadquartersToken()}).ok())
      << "others go on";
  const std::string namesake =
      probe_.Token({"clerk", "c2", "f1", {auth::v1::ROLE_HOSPITAL}});
  EXPECT_TRUE(Get(probe_.Edge(), {"Bearer " + namesake}, "c2", "f1").ok())
      << "so does whoever has the same id in another county";
  probe_.clock().Advance(absl::Minutes(1));
  EXPECT_TRUE(Get(probe_.Edge(), {"Bearer " + token}).ok());
}

}  // namespace
}  // namespace epiledger::rpc
