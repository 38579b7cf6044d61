// The first token: once, resumable, and for nobody else to read.
#include "services/readiness/bootstrap.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "services/rpc/token.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::readiness {
namespace {

std::string Content(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

mode_t ModeOf(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

class BootstrapTest : public ::testing::Test {
 protected:
  BootstrapTest() {
    options_.key_file = folder_.path() + "/token.key";
    options_.public_key_file = folder_.path() + "/token.pem";
    options_.token_file = folder_.path() + "/operator.token";
    options_.issuer = "issuer";
    options_.audience = "audience";
  }

  absl::StatusOr<std::shared_ptr<const rpc::TokenClaims>> Verify() {
    const auto verifier =
        rpc::TokenVerifier::Create({.keys = options_.public_key_file,
                                    .issuer = "issuer",
                                    .audience = "audience",
                                    .clock = &clock_});
    if (!verifier.ok()) return verifier.status();
    return (*verifier)->Verify(Content(options_.token_file));
  }

  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  BootstrapOptions options_;
};

TEST_F(BootstrapTest, TheFirstOperatorHasNoCountyAndItsFilesAreItsOwn) {
  const auto result = Bootstrap(options_, clock_);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(ModeOf(options_.key_file), 0600u);
  EXPECT_EQ(ModeOf(options_.token_file), 0600u);
  const auto claims = Verify();
  ASSERT_TRUE(claims.ok()) << claims.status();
  EXPECT_EQ((*claims)->county, "");
  EXPECT_EQ((*claims)->roles,
            std::vector<auth::v1::Role>{auth::v1::ROLE_OPERATOR});
  EXPECT_EQ((*claims)->token_id, result->token_id);
  EXPECT_EQ((*claims)->expires, clock_.Now() + limits::kFirstTokenLifetime);
  EXPECT_EQ((*claims)->expires, result->expires);
}

TEST_F(BootstrapTest, ItIsDoneOnceUnlessAskedToRenew) {
  ASSERT_TRUE(Bootstrap(options_, clock_).ok());
  const std::string key = Content(options_.key_file);
  const std::string token = Content(options_.token_file);
  const auto again = Bootstrap(options_, clock_);
  EXPECT_EQ(again.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(Content(options_.token_file), token);
  options_.renew = true;
  const auto renewed = Bootstrap(options_, clock_);
  ASSERT_TRUE(renewed.ok()) << renewed.status();
  EXPECT_EQ(Content(options_.key_file), key);
  EXPECT_NE(Content(options_.token_file), token);
  EXPECT_EQ((*Verify())->token_id, renewed->token_id);
}

TEST_F(BootstrapTest, TheNewestTakesThePlaceOfThoseThatHaveNotEnded) {
  const std::string record = BootstrapRecordOf(options_.key_file);
  EXPECT_EQ(SupersededTokens(record)->revocations_size(), 0);
  const auto first = Bootstrap(options_, clock_);
  EXPECT_EQ(SupersededTokens(record)->revocations_size(), 0);
  options_.renew = true;
  clock_.Advance(absl::Hours(24));
  const auto second = Bootstrap(options_, clock_);
  ASSERT_TRUE(first.ok() && second.ok());
  auto superseded = SupersededTokens(record);
  ASSERT_TRUE(superseded.ok()) << superseded.status();
  ASSERT_EQ(superseded->revocations_size(), 1);
  EXPECT_EQ(superseded->revocations(0).token_id(), first->token_id);
  EXPECT_EQ(superseded->revocations(0).expire_time().seconds(),
            absl::ToUnixSeconds(first->expires));
  // The first has ended by the third, and needs no mention.
  clock_.Set(first->expires);
  ASSERT_TRUE(Bootstrap(options_, clock_).ok());
  superseded = SupersededTokens(record);
  ASSERT_EQ(superseded->revocations_size(), 1);
  EXPECT_EQ(superseded->revocations(0).token_id(), second->token_id);
  std::ofstream(record, std::ios::app) << "not a token\n";
  EXPECT_EQ(SupersededTokens(record).status().code(),
            absl::StatusCode::kDataLoss);
  EXPECT_EQ(Bootstrap(options_, clock_).status().code(),
            absl::StatusCode::kDataLoss);
}

TEST_F(BootstrapTest, ARunThatWasCutShortGoesOnWithTheKeyItMade) {
  const std::string token_file = options_.token_file;
  options_.token_file = folder_.path() + "/no-such-folder/operator.token";
  EXPECT_EQ(Bootstrap(options_, clock_).status().code(),
            absl::StatusCode::kUnavailable);
  const std::string key = Content(options_.key_file);
  EXPECT_FALSE(key.empty());
  options_.token_file = token_file;
  ASSERT_TRUE(Bootstrap(options_, clock_).ok());
  EXPECT_EQ(Content(options_.key_file), key);
  EXPECT_TRUE(Verify().ok());
}

TEST_F(BootstrapTest, AKeyThatOthersMayReadIsNotUsed) {
  ASSERT_TRUE(Bootstrap(options_, clock_).ok());
  std::filesystem::remove(options_.key_file + ".bootstrapped");
  ASSERT_EQ(chmod(options_.key_file.c_str(), 0644), 0);
  EXPECT_EQ(Bootstrap(options_, clock_).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace epiledger::readiness
