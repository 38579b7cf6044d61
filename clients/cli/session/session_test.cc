#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "absl/strings/escaping.h"
#include "clients/cli/session/connection.h"
#include "clients/cli/session/request_id.h"
#include "clients/cli/session/settings.h"
#include "clients/cli/session/verdict.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "gtest/gtest.h"
#include "services/rpc/status.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::cli {
namespace {

TEST(RequestId, IsAUuidThatGrowsWithTime) {
  const std::regex form(
      "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  std::set<std::string> ids;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id =
        NewRequestId(absl::FromUnixMillis(1'580'518'800'123));
    EXPECT_TRUE(std::regex_match(id, form)) << id;
    EXPECT_EQ(id.substr(0, 13), "016ffe42-fafb") << id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1'000u);
  EXPECT_LT(NewRequestId(absl::FromUnixMillis(1'580'518'800'123)),
            NewRequestId(absl::FromUnixMillis(1'580'518'800'124)));
}

grpc::Status Answer(absl::StatusCode code, const std::string& reason,
                    std::map<std::string, std::string> metadata = {},
                    bool has_receipt = false) {
  rpc::Error error;
  error.code = code;
  error.reason = reason;
  error.metadata = std::move(metadata);
  type::v1::Receipt receipt;
  receipt.set_sequence(7);
  if (has_receipt) error.receipt = receipt.SerializeAsString();
  return rpc::ToGrpcStatus(error, rpc::MessageCatalogue(),
                           rpc::Language::kEnglish);
}

TEST(Verdict, AReceiptMeansDecidedWhateverTheCode) {
  EXPECT_EQ(Judge(grpc::Status::OK), Verdict::kAccepted);
  EXPECT_EQ(Judge(Answer(absl::StatusCode::kFailedPrecondition, "OVERSPENT", {},
                         true)),
            Verdict::kRefused);
  EXPECT_EQ(Judge(Answer(absl::StatusCode::kInternal, "X", {}, true)),
            Verdict::kRefused);
}

TEST(Verdict, WhatIsSurelyUndecidedIsNotUnknown) {
  for (const auto& status :
       {Answer(absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE",
               {{"outcome", "undecided"}}),
        Answer(absl::StatusCode::kResourceExhausted, "OVERLOADED"),
        Answer(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED",
               {{"outcome", "undecided"}}),
        Answer(absl::StatusCode::kInvalidArgument, "DATE_AHEAD"),
        Answer(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED"),
        Answer(absl::StatusCode::kPermissionDenied, "ROLE_REQUIRED"),
        Answer(absl::StatusCode::kUnimplemented, "NOT_SERVED")}) {
    EXPECT_EQ(Judge(status), Verdict::kUndecided) << status.error_code();
  }
}

TEST(Verdict, WithoutAReasonNoCodeSaysThatNothingWasDecided) {
  for (int code = grpc::StatusCode::CANCELLED;
       code <= grpc::StatusCode::UNAUTHENTICATED; ++code) {
    const grpc::Status from_a_proxy(static_cast<grpc::StatusCode>(code),
                                    "the backend said no");
    EXPECT_EQ(Judge(from_a_proxy), Verdict::kUnknown) << code;
    EXPECT_FALSE(SettlesEarlierCalls(from_a_proxy)) << code;
  }
}

TEST(Verdict, EverythingElseIsUnknown) {
  for (const auto& status :
       {grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection reset"),
        grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, ""),
        grpc::Status(grpc::StatusCode::CANCELLED, ""),
        grpc::Status(grpc::StatusCode::UNKNOWN, ""),
        grpc::Status(grpc::StatusCode::INTERNAL, "RST_STREAM"),
        // A limit of the way, or of the client: the answer may have been OK.
        grpc::Status(grpc::StatusCode::RESOURCE_EXHAUSTED, "too large"),
        Answer(absl::StatusCode::kResourceExhausted, "RESPONSE_TOO_LARGE"),
        Answer(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
               {{"outcome", "unknown"}}),
        Answer(absl::StatusCode::kUnavailable, "UNAVAILABLE")}) {
    EXPECT_EQ(Judge(status), Verdict::kUnknown) << status.error_message();
  }
}

TEST(Verdict, OnlyWhatIsTheSameAtEveryTimeSettlesEarlierCalls) {
  EXPECT_TRUE(SettlesEarlierCalls(
      Answer(absl::StatusCode::kInvalidArgument, "DATE_AHEAD")));
  EXPECT_TRUE(SettlesEarlierCalls(
      Answer(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED")));
  EXPECT_FALSE(SettlesEarlierCalls(
      Answer(absl::StatusCode::kUnauthenticated, "TOKEN_EXPIRED")));
}

TEST(Token, ItsSubjectIsReadableAndGarbageHasNone) {
  std::string claims;
  absl::WebSafeBase64Escape("{\"sub\":\"zhang-san\",\"exp\":1}", &claims);
  EXPECT_EQ(SubjectOf("e30." + claims + ".sig"), "zhang-san");
  for (const char* token : {"", "a.b", "a.!!.c", "a.e30.c", "..", "a.W10.c"}) {
    EXPECT_EQ(SubjectOf(token), "") << token;
  }
}

class SettingsTest : public ::testing::Test {
 protected:
  SettingsTest() {
    environment_.variables["HOME"] = folder_.path();
    environment_.variables["EPILEDGER_PROFILES"] = folder_.path();
    std::ofstream(folder_.path() + "/finance")
        << "address = profile:1\ncounty = 990101\nlanguage = zh\n";
  }

  const testing::TemporaryDirectory folder_;
  const testing::FakeClock clock_;
  std::stringstream stream_;
  Environment environment_{stream_, stream_, stream_, false, clock_, {}};
};

TEST_F(SettingsTest, FlagsComeBeforeVariablesAndTheseBeforeTheProfile) {
  auto settings = ResolveSettings({{"--profile", "finance"}}, environment_);
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->address, "profile:1");
  EXPECT_EQ(settings->place.county, "990101");
  EXPECT_EQ(settings->language, rpc::Language::kChinese);
  EXPECT_EQ(settings->state_folder,
            folder_.path() + "/.local/state/epiledger/finance");
  environment_.variables["EPILEDGER_ADDRESS"] = "variable:1";
  environment_.variables["EPILEDGER_PROFILE"] = "finance";
  environment_.variables["XDG_STATE_HOME"] = "/state";
  settings = ResolveSettings({}, environment_);
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings->address, "variable:1");
  EXPECT_EQ(settings->pending_folder(), "/state/epiledger/finance/pending");
  settings = ResolveSettings({{"--address", "flag:1"}}, environment_);
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings->address, "flag:1");
}

TEST_F(SettingsTest, WhatDoesNotFitIsNamed) {
  const auto refused = [&](const std::string& flag, const std::string& value) {
    return !ResolveSettings({{flag, value}}, environment_).ok();
  };
  EXPECT_TRUE(refused("--profile", "nobody"));
  EXPECT_TRUE(refused("--profile", "../finance"));
  EXPECT_TRUE(refused("--format", "yaml"));
  EXPECT_TRUE(refused("--language", "fr"));
  EXPECT_TRUE(refused("--timezone", "Asia/Shanghai"));
  EXPECT_TRUE(refused("--timeout", "soon"));
  EXPECT_FALSE(refused("--retry-for", "0"));
  // No profile of the default name is no mistake.
  EXPECT_TRUE(ResolveSettings({}, environment_).ok());
}

}  // namespace
}  // namespace epiledger::cli
