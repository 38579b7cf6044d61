// A pasted sheet of payments, through the gateway to a real service.
#include <string>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using funding::v1::BatchCreatePaymentsRequest;
using funding::v1::BatchCreatePaymentsResponse;
using funding::v1::CreatePaymentRequest;

// Out of allocation d1/1, which has 5,900.00 yuan left after MakeSample.
class BatchTest : public ::testing::Test, protected GatewayFixture {
 protected:
  BatchTest() { sheet_.set_parent("counties/990101"); }

  CreatePaymentRequest& Line(const std::string& id, int64_t yuan) {
    return *sheet_.add_requests() = PaymentRequest(id, yuan);
  }

  Answered<BatchCreatePaymentsResponse> Send() {
    return Call<BatchCreatePaymentsResponse>(
        Concat(kFunding, "BatchCreatePayments"), sheet_, FinanceToken());
  }

  BatchCreatePaymentsRequest sheet_;
};

TEST_F(BatchTest, EachLineOfASheetIsDecidedForItself) {
  MakeSample();
  Line("l1", 900);
  Line("l2", 1'000'000);
  Line("l3", 100);
  const auto answer = Send();
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  ASSERT_EQ(answer.response.results_size(), 3);
  const auto& first = answer.response.results(0).response();
  const auto& third = answer.response.results(2).response();
  EXPECT_EQ(first.payment().available_after().units(), 5'000);
  EXPECT_EQ(third.payment().available_after().units(), 4'900);
  EXPECT_EQ(third.receipt().sequence(), first.receipt().sequence() + 2);
  const auto& refused = answer.response.results(1).error();
  EXPECT_EQ(refused.code(), 9);
  EXPECT_FALSE(refused.message().empty());

  const auto again = Send();
  ASSERT_EQ(again.response.results_size(), 3);
  EXPECT_TRUE(again.response.results(0).response().receipt().replayed());
  EXPECT_EQ(again.response.results(0).response().receipt().hash(),
            first.receipt().hash());
  EXPECT_EQ(again.response.results(1).error().message(), refused.message());
  // A line of its own is the same payment as in the sheet.
  EXPECT_TRUE(
      Call<funding::v1::CreatePaymentResponse>(
          Concat(kFunding, "CreatePayment"), sheet_.requests(2), FinanceToken())
          .response.receipt()
          .replayed());
}

TEST_F(BatchTest, TheSameLineTwiceInASheetIsPaidOnce) {
  MakeSample();
  Line("l1", 10);
  Line("l1", 10);
  Line("l1", 11);
  const auto answer = Send();
  ASSERT_EQ(answer.response.results_size(), 3);
  EXPECT_FALSE(answer.response.results(0).response().receipt().replayed());
  EXPECT_TRUE(answer.response.results(1).response().receipt().replayed());
  EXPECT_EQ(answer.response.results(2).error().code(), 6);
}

TEST_F(BatchTest, OneMalformedLineAndNothingIsRecorded) {
  MakeSample();
  Line("l1", 10);
  Line("l2", -10);
  const auto answer = Send();
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  const rpc::Error error = rpc::FromGrpcStatus(answer.status);
  ASSERT_FALSE(error.violations.empty());
  EXPECT_EQ(error.violations[0].field, "requests[1].payment.amount");
  EXPECT_FALSE(Pay("l1", 10).response.receipt().replayed());
}

TEST_F(BatchTest, AllLinesTogetherOrNone) {
  MakeSample();
  Line("l1", 5'900);
  Line("l2", 1);
  sheet_.set_all_or_nothing(true);
  const auto answer = Send();
  ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
  ASSERT_EQ(answer.response.results_size(), 2);
  // Each says which line it was.
  EXPECT_TRUE(
      answer.response.results(1).error().message().starts_with("requests[1]: "))
      << answer.response.results(1).error().message();
  const std::string& other = answer.response.results(0).error().message();
  EXPECT_NE(other.find("requests[1]"), std::string::npos) << other;
  sheet_.mutable_requests()->RemoveLast();
  EXPECT_TRUE(Send().response.results(0).has_response());
}

TEST_F(BatchTest, ALineOfAnotherCountyIsDenied) {
  MakeSample();
  Line("l1", 10).set_parent("counties/990102");
  EXPECT_EQ(Send().status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
}

}  // namespace
}  // namespace epiledger::gateway
