#include "services/rpc/token.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/jwt.h"
#include "services/rpc/openssl.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_pki.h"

namespace epiledger::rpc {
namespace {

using ::testing::ElementsAre;
using testing::FakeClock;
using testing::kAudience;
using testing::kIssuer;
using testing::TestPki;

std::string ReasonOf(
    const absl::StatusOr<std::shared_ptr<const TokenClaims>>& claims) {
  if (claims.ok()) return "";
  EXPECT_EQ(claims.status().code(), absl::StatusCode::kUnauthenticated);
  return FromStatus(claims.status()).reason;
}

// A token put together by hand, as somebody would who wants to get in.
std::string Forge(const std::string& header, const std::string& claims,
                  const std::function<std::string(const std::string&)>& sign) {
  const std::string signed_part = absl::WebSafeBase64Escape(header) + "." +
                                  absl::WebSafeBase64Escape(claims);
  return signed_part + "." + absl::WebSafeBase64Escape(sign(signed_part));
}

class TokenTest : public ::testing::Test {
 protected:
  TokenClaims Claims() const {
    TokenClaims claims;
    claims.subject = "li-si";
    claims.county = "c1";
    claims.facility = "f1";
    claims.roles = {auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_TOWN};
    claims.token_id = "t1";
    claims.expires = clock_.Now() + absl::Hours(1);
    return claims;
  }

  TokenSigner SignerOf(const std::string& key_file, const std::string& issuer,
                       const std::string& audience) const {
    auto signer = TokenSigner::Create({key_file, issuer, audience});
    EXPECT_TRUE(signer.ok()) << signer.status();
    return *std::move(signer);
  }

  // The claims of a good token, as JSON.
  std::string ClaimsJson() const {
    const std::string token = *pki_.signer().Sign(Claims());
    const std::vector<std::string> parts = absl::StrSplit(token, '.');
    std::string json;
    EXPECT_TRUE(absl::WebSafeBase64Unescape(parts.at(1), &json));
    return json;
  }

  FakeClock clock_;
  TestPki pki_;
  std::shared_ptr<TokenVerifier> verifier_ = pki_.Verifier(&clock_);
};

TEST_F(TokenTest, WhatTheSignerSaysTheVerifierReads) {
  const std::string token = *pki_.signer().Sign(Claims());
  // Twice: the second answer comes from what was remembered.
  for (int i = 0; i < 2; ++i) {
    const auto claims = verifier_->Verify(token);
    ASSERT_TRUE(claims.ok()) << claims.status();
    EXPECT_EQ((*claims)->subject, "li-si");
    EXPECT_EQ((*claims)->county, "c1");
    EXPECT_EQ((*claims)->facility, "f1");
    EXPECT_EQ((*claims)->token_id, "t1");
    EXPECT_THAT((*claims)->roles,
                ElementsAre(auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_TOWN));
    EXPECT_EQ((*claims)->expires, Claims().expires);
  }
}

TEST_F(TokenTest, TheRolesItNamesAreReadWithoutAKeyAndOfNoTokenThereAreNone) {
  EXPECT_THAT(RolesSaid(*pki_.signer().Sign(Claims())),
              ElementsAre(auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_TOWN));
  for (const char* none : {"", "x", "a.b.c"}) {
    EXPECT_THAT(RolesSaid(none), ElementsAre()) << none;
  }
}

TEST_F(TokenTest, EndsWhenItSaysAlsoWhenItIsRemembered) {
  const std::string token = *pki_.signer().Sign(Claims());
  ASSERT_TRUE(verifier_->Verify(token).ok());
  clock_.Advance(absl::Hours(1) - absl::Seconds(1));
  EXPECT_TRUE(verifier_->Verify(token).ok());
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_EXPIRED");
}

TEST_F(TokenTest, BeginsWhenItSaysWithinTheSkewOfClocks) {
  TokenClaims claims = Claims();
  claims.not_before = clock_.Now() + absl::Minutes(5);
  const std::string token = *pki_.signer().Sign(claims);
  EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_NOT_YET_VALID");
  clock_.Advance(absl::Minutes(5) - limits::kTokenClockSkew);
  EXPECT_TRUE(verifier_->Verify(token).ok());
}

TEST_F(TokenTest, ARevokedTokenIsRefusedFromTheNextCallOn) {
  const std::string token = *pki_.signer().Sign(Claims());
  ASSERT_TRUE(verifier_->Verify(token).ok());
  verifier_->SetRevoked({"t0", "t1"});
  EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_REVOKED");
  verifier_->SetRevoked({"t0"});
  EXPECT_TRUE(verifier_->Verify(token).ok());
}

TEST_F(TokenTest, AnotherIssuerOrAudienceIsNotOurs) {
  const std::string key = pki_.MakeTokenKey("second", true);
  // Made now, so that it knows the second key.
  verifier_ = pki_.Verifier(&clock_);
  const auto sign = [&](const char* issuer, const char* audience) {
    return *SignerOf(key, issuer, audience).Sign(Claims());
  };
  EXPECT_TRUE(verifier_->Verify(sign(kIssuer, kAudience)).ok());
  EXPECT_EQ(ReasonOf(verifier_->Verify(sign("https://evil", kAudience))),
            "TOKEN_INVALID");
  EXPECT_EQ(ReasonOf(verifier_->Verify(sign(kIssuer, "another-house"))),
            "TOKEN_INVALID");
}

TEST_F(TokenTest, AKeyThatNobodyTrustsSignsNothing) {
  const std::string key = pki_.MakeTokenKey("evil", false);
  const TokenSigner evil = SignerOf(key, kIssuer, kAudience);
  EXPECT_EQ(ReasonOf(verifier_->Verify(*evil.Sign(Claims()))), "TOKEN_INVALID");
}

TEST_F(TokenTest, ATrustedKeysIdDoesNotHelpAnotherKey) {
  const TokenSigner evil =
      SignerOf(pki_.MakeTokenKey("evil", false), kIssuer, kAudience);
  const std::vector<std::string> good =
      absl::StrSplit(*pki_.signer().Sign(Claims()), '.');
  const std::vector<std::string> bad =
      absl::StrSplit(*evil.Sign(Claims()), '.');
  EXPECT_EQ(ReasonOf(verifier_->Verify(good.at(0) + "." + good.at(1) + "." +
                                       bad.at(2))),
            "TOKEN_INVALID");
}

TEST_F(TokenTest, NoAlgorithmButOursIsAccepted) {
  const std::string kid = pki_.signer().key_id();
  const std::string claims = ClaimsJson();
  const auto header = [&](const std::string& algorithm) {
    return R"({"alg":")" + algorithm + R"(","typ":"JWT","kid":")" + kid +
           R"("})";
  };
  const auto unsigned_token = [](const std::string&) { return ""; };
  for (const char* none : {"none", "None", "NONE", ""}) {
    const std::string token = Forge(header(none), claims, unsigned_token);
    EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_INVALID") << none;
    EXPECT_EQ(ReasonOf(verifier_->Verify(token.substr(0, token.size() - 1))),
              "TOKEN_INVALID");
  }
  // The public key, which everybody knows, as the secret of an HMAC.
  const std::string secret = pki_.signer().public_pem();
  const std::string confused =
      Forge(header("HS256"), claims,
            [&](const std::string& text) { return HmacSha256(secret, text); });
  EXPECT_EQ(ReasonOf(verifier_->Verify(confused)), "TOKEN_INVALID");
  // The right name, and no signature at all.
  EXPECT_EQ(ReasonOf(verifier_->Verify(
                Forge(header("ES256"), claims, unsigned_token))),
            "TOKEN_INVALID");
}

TEST_F(TokenTest, AnyChangedOrMissingCharacterIsFound) {
  const std::string token = *pki_.signer().Sign(Claims());
  // But the last one: four of its six bits stand for nothing.
  for (size_t i = 0; i + 1 < token.size(); i += 7) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(ReasonOf(verifier_->Verify(changed)), "TOKEN_INVALID") << i;
    EXPECT_EQ(ReasonOf(verifier_->Verify(token.substr(0, i))), "TOKEN_INVALID")
        << i;
  }
  for (const char* nonsense : {".", "..", "a.b.c", "{}", "\n", "a b"}) {
    EXPECT_EQ(ReasonOf(verifier_->Verify(nonsense)), "TOKEN_INVALID");
  }
  EXPECT_EQ(ReasonOf(verifier_->Verify(token + std::string(1, '\0'))),
            "TOKEN_INVALID");
}

TEST_F(TokenTest, IsNotReadBeyondItsLongestLength) {
  EXPECT_EQ(ReasonOf(verifier_->Verify(
                std::string(limits::kMaxTokenLength + 1, 'a'))),
            "TOKEN_TOO_LONG");
}

TEST_F(TokenTest, TheSignerRefusesClaimsTheVerifierWouldNotRead) {
  const auto code = [&](const std::function<void(TokenClaims&)>& change) {
    TokenClaims claims = Claims();
    change(claims);
    return pki_.signer().Sign(claims).status().code();
  };
  const auto invalid = absl::StatusCode::kInvalidArgument;
  EXPECT_EQ(code([](TokenClaims& c) { c.subject = "service:funding"; }),
            invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.subject = ""; }), invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.county = "C 1"; }), invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.facility = "../f2"; }), invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.token_id = ""; }), invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.expires = absl::InfiniteFuture(); }),
            invalid);
  EXPECT_EQ(code([](TokenClaims& c) { c.county = ""; }), absl::StatusCode::kOk);
}

TEST_F(TokenTest, KeysComeAndGoWhileItRuns) {
  const std::string key = pki_.MakeTokenKey("second", false);
  const TokenSigner second = SignerOf(key, kIssuer, kAudience);
  const std::string token = *second.Sign(Claims());
  ASSERT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_INVALID");

  const std::string published = pki_.token_keys() + "/published.pem";
  std::filesystem::copy_file(key, published);
  EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_INVALID")
      << "a private key in the folder is no public key";
  std::filesystem::remove(published);
  const auto publish = [&] { std::ofstream(published) << second.public_pem(); };
  publish();
  absl::SleepFor(limits::kKeyRefresh + absl::Milliseconds(50));
  EXPECT_TRUE(verifier_->Verify(token).ok());

  std::filesystem::remove(published);
  absl::SleepFor(limits::kKeyRefresh + absl::Milliseconds(50));
  EXPECT_EQ(ReasonOf(verifier_->Verify(token)), "TOKEN_INVALID")
      << "a token must not outlive its key, remembered or not";
  EXPECT_TRUE(verifier_->Verify(*pki_.signer().Sign(Claims())).ok());
}

TEST_F(TokenTest, ThePublicKeysMayAllBeInOneFile) {
  const std::string file = pki_.directory() + "/all-keys.txt";
  const TokenSigner second =
      SignerOf(pki_.MakeTokenKey("second", false), kIssuer, kAudience);
  std::ofstream(file) << pki_.signer().public_pem() << "some words\n"
                      << second.public_pem();
  const auto verifier =
      TokenVerifier::Create({file, kIssuer, kAudience, &clock_});
  ASSERT_TRUE(verifier.ok()) << verifier.status();
  EXPECT_TRUE((*verifier)->Verify(*second.Sign(Claims())).ok());
  EXPECT_TRUE((*verifier)->Verify(*pki_.signer().Sign(Claims())).ok());
}

TEST_F(TokenTest, WithoutKeysThereIsNoVerifier) {
  const std::string empty = pki_.directory() + "/empty";
  std::filesystem::create_directory(empty);
  EXPECT_EQ(TokenVerifier::Create({empty, kIssuer, kAudience, &clock_})
                .status()
                .code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(TokenVerifier::Create({empty + "/no", kIssuer, kAudience, &clock_})
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

TEST_F(TokenTest, ASigningKeyIsKeptToItsOwner) {
  const std::string key = pki_.MakeTokenKey("open", false);
  std::filesystem::permissions(key, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_EQ(TokenSigner::Create({key, kIssuer, kAudience}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(TokenTest, ThePublicAndThePrivateKeyHaveOneId) {
  EXPECT_EQ(*TokenKeyId(pki_.signer().public_pem()), pki_.signer().key_id());
  EXPECT_EQ(pki_.signer().key_id().size(), 16U);
  EXPECT_FALSE(TokenKeyId("no key").ok());
}

}  // namespace
}  // namespace epiledger::rpc
