#include "services/rpc/error.h"

#include "epiledger/type/v1/receipt.pb.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/messages.h"
#include "services/rpc/status.h"

namespace epiledger::rpc {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr MessageText kOverspentTexts[] = {
    {"OVERSPENT", "{asked:yuan} yuan were asked, {available:yuan} are left",
     "申请 {asked:yuan} 元，余额 {available:yuan} 元"},
};

MessageCatalogue OverspentCatalogue() {
  MessageCatalogue catalogue;
  catalogue.Add(kOverspentTexts);
  return catalogue;
}

Error Overspent() {
  Error error;
  error.code = absl::StatusCode::kFailedPrecondition;
  error.reason = "OVERSPENT";
  error.metadata = {{"asked", "123456789"}, {"available", "5"}};
  error.retry_after = absl::Milliseconds(1500);
  type::v1::Receipt receipt;
  receipt.set_sequence(7);
  error.receipt = receipt.SerializeAsString();
  return error;
}

TEST(ErrorTest, TravelsThroughAStatusWithoutLoss) {
  Error error = Overspent();
  error.violations = {{"lines[2].store", "BAD_NAME", {{"found", "x"}}},
                      {"amount", "REQUIRED", {}}};
  const Error back = FromStatus(ToStatus(error));
  EXPECT_EQ(back.code, error.code);
  EXPECT_EQ(back.reason, error.reason);
  EXPECT_EQ(back.metadata, error.metadata);
  EXPECT_EQ(back.retry_after, error.retry_after);
  EXPECT_EQ(back.receipt, error.receipt);
  ASSERT_EQ(back.violations.size(), 2U);
  EXPECT_EQ(back.violations[0].field, "lines[2].store");
  EXPECT_THAT(back.violations[0].metadata, ElementsAre(Pair("found", "x")));
  EXPECT_EQ(back.violations[1].reason, "REQUIRED");
}

TEST(ErrorTest, AStatusMadeElsewhereIsABugUnlessItsCodeExplainsIt) {
  const Error down = FromStatus(absl::UnavailableError("connection lost"));
  EXPECT_EQ(down.code, absl::StatusCode::kUnavailable);
  EXPECT_EQ(down.reason, "UNAVAILABLE");
  EXPECT_TRUE(down.retry_after.has_value());

  const Error bug = FromStatus(absl::NotFoundError("no such table"));
  EXPECT_EQ(bug.code, absl::StatusCode::kInternal);
  EXPECT_EQ(bug.reason, "INTERNAL");
}

TEST(ErrorTest, AnErrorNeverBecomesOk) {
  Error error;
  error.code = absl::StatusCode::kOk;
  EXPECT_EQ(ToStatus(error).code(), absl::StatusCode::kInternal);
}

TEST(ErrorTest, ExcerptsAreShortPrintableAndWholeCharacters) {
  EXPECT_EQ(Excerpt("abc\n\x01"), "abc??");
  std::string chinese;
  while (chinese.size() < 100) chinese += "县";
  const std::string excerpt = Excerpt("a" + chinese);
  // One byte and whole characters of three fit into 60 bytes: 1 + 19 × 3.
  EXPECT_EQ(excerpt, "a" + chinese.substr(0, 57) + "…");
}

TEST(StatusTest, CarriesReasonFiguresTextRetryAndReceipt) {
  const grpc::Status status =
      ToGrpcStatus(Overspent(), OverspentCatalogue(), Language::kEnglish);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(),
            "1,234,567.89 yuan were asked, 0.05 are left");

  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  google::rpc::ErrorInfo info;
  google::rpc::RetryInfo retry;
  google::rpc::LocalizedMessage text;
  type::v1::Receipt receipt;
  ASSERT_EQ(details.details_size(), 4);
  ASSERT_TRUE(details.details(0).UnpackTo(&info));
  ASSERT_TRUE(details.details(1).UnpackTo(&retry));
  ASSERT_TRUE(details.details(2).UnpackTo(&text));
  ASSERT_TRUE(details.details(3).UnpackTo(&receipt));
  EXPECT_EQ(info.reason(), "OVERSPENT");
  EXPECT_EQ(info.domain(), "epiledger");
  EXPECT_EQ(info.metadata().at("asked"), "123456789");
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500'000'000);
  EXPECT_EQ(text.locale(), "en-US");
  EXPECT_EQ(receipt.sequence(), 7);
}

TEST(StatusTest, SpeaksChinese) {
  const grpc::Status status =
      ToGrpcStatus(Overspent(), OverspentCatalogue(), Language::kChinese);
  EXPECT_EQ(status.error_message(), "申请 1,234,567.89 元，余额 0.05 元");
}

TEST(StatusTest, ComesBackAsTheSameErrorOnTheClientsSide) {
  Error error = Overspent();
  error.violations = {{"amount", "REQUIRED", {}}};
  const Error back = FromGrpcStatus(
      ToGrpcStatus(error, OverspentCatalogue(), Language::kEnglish));
  EXPECT_EQ(back.code, error.code);
  EXPECT_EQ(back.reason, error.reason);
  EXPECT_EQ(back.metadata, error.metadata);
  EXPECT_EQ(back.retry_after, error.retry_after);
  EXPECT_EQ(back.receipt, error.receipt);
  ASSERT_EQ(back.violations.size(), 1U);
  EXPECT_THAT(back.violations[0].reason, HasSubstr("must be given"));
}

TEST(StatusTest, AForeignServersStatusHasNoReason) {
  const Error error = FromGrpcStatus(
      grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection refused"));
  EXPECT_EQ(error.code, absl::StatusCode::kUnavailable);
  EXPECT_THAT(error.reason, IsEmpty());
}

TEST(StatusTest, DetailsStayWithinWhatHeadersCarry) {
  Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = "REQUIRED";
  for (int i = 0; i < 20; ++i) {
    error.violations.push_back({std::string(500, 'x'), "REQUIRED", {}});
  }
  const grpc::Status status =
      ToGrpcStatus(error, OverspentCatalogue(), Language::kChinese);
  EXPECT_LE(status.error_details().size(), limits::kMaxErrorDetails + 100);
  EXPECT_GT(FromGrpcStatus(status).violations.size(), 1U);
}

}  // namespace
}  // namespace epiledger::rpc
