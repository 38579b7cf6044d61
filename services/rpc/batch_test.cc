// A batch is answered element by element, on a real server.
#include "services/rpc/batch.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/status.h"
#include "services/rpc/testing/probe_server.h"

namespace epiledger::rpc {
namespace {

using probe::v1::BatchCreateThingsRequest;
using probe::v1::BatchCreateThingsResponse;
using probe::v1::CreateThingRequest;
using probe::v1::Thing;
using testing::ProbeServer;

constexpr char kBatch[] = "/epiledger.probe.v1.ProbeService/BatchCreateThings";

// Refuses `bad`, cannot reach the store for `away`, makes all else; what is
// called by a number has so many bytes.
void Decide(const CreateThingRequest& request, Respond respond) {
  if (request.title() == "bad" || request.title() == "away") {
    Error error;
    error.code = absl::StatusCode::kFailedPrecondition;
    error.reason = "OVERSPENT";
    error.receipt = "a receipt";
    if (request.title() == "away") {
      error.code = absl::StatusCode::kUnavailable;
      error.reason = "STORE_UNAVAILABLE";
      error.receipt.clear();
    }
    return std::move(respond)(ToStatus(error));
  }
  Thing thing;
  thing.set_name(request.title());
  size_t bytes = 0;
  if (absl::SimpleAtoi(request.title(), &bytes)) {
    thing.set_name(std::string(bytes, 'n'));
  }
  std::move(respond)(thing.SerializeAsString());
}

class BatchTest : public ::testing::Test {
 protected:
  BatchTest() {
    probe_.handler = [](const CallContext&, auto request, Respond respond) {
      Decide(static_cast<const CreateThingRequest&>(*request),
             std::move(respond));
    };
  }

  testing::RawAnswer Send(const std::vector<std::string>& titles) {
    BatchCreateThingsRequest request;
    request.set_all_or_nothing(all_or_nothing_);
    for (const std::string& title : titles) {
      request.add_requests()->set_title(title);
    }
    CallSettings settings;
    settings.token =
        probe_.Token({"operator", "", "", {auth::v1::ROLE_OPERATOR}});
    grpc::ClientContext context;
    Prepare(settings, context);
    return testing::CallBytes(*probe_.Edge(), kBatch,
                              request.SerializeAsString(), context);
  }

  BatchCreateThingsResponse Make(const std::vector<std::string>& titles) {
    const testing::RawAnswer answer = Send(titles);
    EXPECT_TRUE(answer.status.ok()) << answer.status.error_message();
    BatchCreateThingsResponse response;
    EXPECT_TRUE(response.ParseFromString(answer.bytes));
    return response;
  }

  static Error ErrorOf(const google::rpc::Status& status) {
    return FromGrpcStatus(
        grpc::Status(static_cast<grpc::StatusCode>(status.code()),
                     status.message(), status.SerializeAsString()));
  }

  ProbeServer probe_;
  bool all_or_nothing_ = false;
};

TEST_F(BatchTest, EachElementHasItsOwnAnswerInItsPlace) {
  probe_.Start();
  const BatchCreateThingsResponse response = Make({"a", "bad", "b", "away"});
  ASSERT_EQ(response.results_size(), 4);
  EXPECT_EQ(response.results(0).response().name(), "a");
  EXPECT_EQ(response.results(2).response().name(), "b");
  const google::rpc::Status& refused = response.results(1).error();
  EXPECT_EQ(refused.code(), 9);
  const Error error = ErrorOf(refused);
  EXPECT_EQ(error.reason, "OVERSPENT");
  EXPECT_EQ(error.receipt, "a receipt");
  EXPECT_EQ(response.results(3).error().code(), 14);
}

TEST_F(BatchTest, AnswersMayComeInAnyOrder) {
  std::vector<Respond> waiting;
  probe_.handler = [&](const CallContext&, const auto&, Respond respond) {
    waiting.push_back(std::move(respond));
    if (waiting.size() < 3) return;
    for (size_t i = waiting.size(); i-- > 0;) {
      Thing thing;
      thing.set_name(std::to_string(i));
      std::move(waiting[i])(thing.SerializeAsString());
    }
  };
  probe_.Start();
  const BatchCreateThingsResponse response = Make({"x", "y", "z"});
  ASSERT_EQ(response.results_size(), 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(response.results(i).response().name(), std::to_string(i));
  }
}

TEST_F(BatchTest, EveryRefusedElementCountsAsARefusal) {
  probe_.Start();
  const size_t half = limits::kMaxRefusals / 2;
  Make(std::vector<std::string>(half, "bad"));
  Make(std::vector<std::string>(half, "bad"));
  EXPECT_EQ(testing::ReasonOf(Send({"a"}).status), "TOO_MANY_REFUSALS");
}

// What a client takes by default.
constexpr size_t kClientTakes = size_t{4} << 20;

TEST_F(BatchTest, AnAnswerThatFindsNoRoomIsLeftOutAndSaysSo) {
  probe_.Start();
  const std::string large = std::to_string(limits::kMaxBatchAnswerBytes / 2);
  const BatchCreateThingsResponse response =
      Make({large, "bad", large, "a", large, "bad"});
  EXPECT_LT(response.ByteSizeLong(), kClientTakes);
  ASSERT_EQ(response.results_size(), 6);
  EXPECT_TRUE(response.results(0).has_response());
  EXPECT_EQ(ErrorOf(response.results(1).error()).reason, "OVERSPENT");
  // The second large one would go beyond, what is small behind it does not.
  for (const int left_out : {2, 4}) {
    const google::rpc::Status& status = response.results(left_out).error();
    EXPECT_EQ(status.code(), 8);
    const Error error = ErrorOf(status);
    EXPECT_EQ(error.reason, "ANSWER_LEFT_OUT");
    // It may have been recorded, as far as this tells.
    EXPECT_EQ(error.receipt, "");
    EXPECT_EQ(error.metadata.at("outcome"), "unknown");
  }
  EXPECT_EQ(response.results(3).response().name(), "a");
  EXPECT_EQ(ErrorOf(response.results(5).error()).reason, "OVERSPENT");
}

TEST_F(BatchTest, TheFirstAnswerGoesOnHoweverLongItIs) {
  probe_.Start();
  const BatchCreateThingsResponse response =
      Make({std::to_string(limits::kMaxBatchAnswerBytes + 1)});
  ASSERT_EQ(response.results_size(), 1);
  EXPECT_TRUE(response.results(0).has_response());
}

TEST_F(BatchTest, TheLargestAnswerOfTheMostElementsIsWhatAClientTakes) {
  probe_.Start();
  std::vector<std::string> titles = {
      std::to_string(limits::kMaxBatchAnswerBytes - 100)};
  titles.resize(limits::kMaxListElements, "1000");
  EXPECT_LT(Make(titles).ByteSizeLong(), kClientTakes);
}

TEST_F(BatchTest, AnOutageIsLoggedOnceForTheWholeBatch) {
  probe_.Start();
  Make(std::vector<std::string>(50, "away"));
  EXPECT_EQ(probe_.Faults().size(), 1u);
}

TEST_F(BatchTest, AllOrNothingComesInOneGoAndErrorsNameTheirPlace) {
  all_or_nothing_ = true;
  probe_.together = [](const CallContext&, std::vector<BatchElement> elements) {
    ASSERT_EQ(elements.size(), 3u);
    Error refused;
    refused.code = absl::StatusCode::kFailedPrecondition;
    refused.reason = "OVERSPENT";
    refused.receipt = "a receipt";
    std::move(elements[1].respond)(ToStatus(refused));
    std::move(elements[0].respond)(InvalidField("title", "REQUIRED"));
    std::move(elements[2].respond)(Thing().SerializeAsString());
  };
  probe_.Start();
  const BatchCreateThingsResponse response = Make({"a", "b", "c"});
  ASSERT_EQ(response.results_size(), 3);
  const Error malformed = ErrorOf(response.results(0).error());
  ASSERT_EQ(malformed.violations.size(), 1u);
  EXPECT_EQ(malformed.violations[0].field, "requests[0].title");
  const Error refused = ErrorOf(response.results(1).error());
  EXPECT_EQ(refused.receipt, "a receipt");
  ASSERT_EQ(refused.violations.size(), 1u);
  EXPECT_EQ(refused.violations[0].field, "requests[1]");
  EXPECT_TRUE(response.results(2).has_response());
  EXPECT_EQ(probe_.handled(), 1);
}

TEST_F(BatchTest, AnEmptyBatchIsMalformed) {
  probe_.Start();
  EXPECT_EQ(Send({}).status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(probe_.handled(), 0);
}

TEST_F(BatchTest, AMethodThatIsNoBatchCannotBeOne) {
  const auto* single =
      FindMethod("epiledger.probe.v1.ProbeService", "GetThing");
  EXPECT_EQ(CheckBatch({single, nullptr, true}).code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace epiledger::rpc
