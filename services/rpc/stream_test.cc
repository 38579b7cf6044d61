// Server streams on a real server: what they carry, how they are judged, and
// every way they end.
#include "services/rpc/stream.h"

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/status.h"
#include "services/rpc/testing/probe_server.h"
#include "services/rpc/testing/stream_client.h"
#include "services/rpc/testing/stream_keeper.h"

namespace epiledger::rpc {
namespace {

using grpc::health::v1::HealthCheckResponse;
using probe::v1::Thing;
using testing::HealthOf;
using testing::ProbeServer;
using testing::ReasonOf;
using testing::StreamClient;
using testing::StreamKeeper;
using testing::ThingOf;

constexpr char kWatch[] = "/epiledger.probe.v1.ProbeService/WatchThings";

class StreamTest : public ::testing::Test {
 protected:
  static std::string WatchRequest() {
    probe::v1::WatchThingsRequest request;
    request.set_county("counties/c1");
    return request.SerializeAsString();
  }

  CallSettings Headquarters() const {
    CallSettings settings;
    settings.token = probe_.HeadquartersToken();
    return settings;
  }

  grpc::Status GetThing() { return GetThing(probe_.Edge()); }

  grpc::Status GetThing(const std::shared_ptr<grpc::Channel>& channel) {
    grpc::ClientContext context;
    Prepare(Headquarters(), context);
    Thing thing;
    return ProbeServer::Probe::NewStub(channel)->GetThing(
        &context, ThingOf("c1", "f1"), &thing);
  }

  // Outlives the server, which tells it of ends until it has stopped.
  StreamKeeper keeper_;
  ProbeServer probe_;
};

TEST_F(StreamTest, WhoeverWatchesHealthIsToldOfEachChange) {
  probe_.Start();
  StreamClient client(probe_.Channel(probe_.pki().Service("gateway")),
                      "/grpc.health.v1.Health/Watch", "", {});
  EXPECT_EQ(HealthOf(client.Read().value_or("x")),
            HealthCheckResponse::SERVING);
  probe_.server().SetServing(false);
  EXPECT_EQ(HealthOf(client.Read().value_or("x")),
            HealthCheckResponse::NOT_SERVING);
  probe_.server().SetServing(true);
  EXPECT_EQ(HealthOf(client.Read().value_or("x")),
            HealthCheckResponse::SERVING);
  probe_.server().Drain(absl::Seconds(5));
  EXPECT_EQ(HealthOf(client.Read().value_or("x")),
            HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(client.Read(), std::nullopt);
  EXPECT_EQ(client.Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(StreamTest, AStreamCarriesWhatItsHandlerSends) {
  probe_.stream_handler = [](const CallContext& context, auto, auto stream) {
    EXPECT_EQ(context.caller.subject, "chief");
    for (int i = 0; i < 10; ++i) {
      Thing thing;
      thing.set_name(std::to_string(i));
      EXPECT_TRUE(stream->Send(thing.SerializeAsString()));
    }
    stream->Finish(absl::OkStatus());
    EXPECT_FALSE(stream->Send("late"));
  };
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  for (int i = 0; i < 10; ++i) {
    Thing thing;
    ASSERT_TRUE(thing.ParseFromString(client.Read().value_or("x")));
    EXPECT_EQ(thing.name(), std::to_string(i));
  }
  EXPECT_EQ(client.Read(), std::nullopt);
  EXPECT_TRUE(client.Finish().ok());
}

TEST_F(StreamTest, AStreamIsJudgedLikeAnyCall) {
  probe_.Start();
  CallSettings clerk;
  clerk.token = probe_.ClerkToken();
  StreamClient denied(probe_.Edge(), kWatch, WatchRequest(), clerk);
  EXPECT_EQ(denied.Read(), std::nullopt);
  EXPECT_EQ(ReasonOf(denied.Finish()), "ROLE_NOT_ALLOWED");
  EXPECT_EQ(probe_.AwaitDenials(1).size(), 1U);
  StreamClient malformed(probe_.Edge(), kWatch, "\x0a\x03x", Headquarters());
  EXPECT_EQ(malformed.Read(), std::nullopt);
  EXPECT_EQ(ReasonOf(malformed.Finish()), "MALFORMED");
  EXPECT_EQ(probe_.handled(), 0);
}

TEST_F(StreamTest, AHandlerLearnsThatItsClientWentAway) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  {
    StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
    EXPECT_TRUE(keeper_.AwaitOne()->Send(""));
    EXPECT_TRUE(client.Read().has_value());
    client.Cancel();
  }
  EXPECT_TRUE(keeper_.AwaitEnd());
}

TEST_F(StreamTest, AClientThatReadsSlowlyGetsTheNewestAlone) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  constexpr int kMessages = 500;
  {
    const std::shared_ptr<ResponseStream> stream = keeper_.AwaitOne();
    for (int i = 1; i <= kMessages; ++i) {
      Thing thing;
      thing.set_name(std::to_string(i) + std::string(1'000'000, ' '));
      EXPECT_TRUE(stream->SendNewest(ToBuffer(thing.SerializeAsString())));
    }
    stream->Finish(absl::OkStatus());
  }
  int read = 0;
  int newest = 0;
  while (const auto message = client.Read()) {
    Thing thing;
    ASSERT_TRUE(thing.ParseFromString(*message));
    const int number = std::stoi(thing.name());
    EXPECT_GT(number, newest) << "in order";
    newest = number;
    ++read;
  }
  EXPECT_EQ(newest, kMessages) << "the last is never lost";
  EXPECT_LT(read, 100) << "those between are";
  EXPECT_TRUE(client.Finish().ok());
}

TEST_F(StreamTest, AClientThatDoesNotReadIsCutOff) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  {
    const std::shared_ptr<ResponseStream> stream = keeper_.AwaitOne();
    int sent = 0;
    while (sent < 10'000 && stream->Send(std::string(1'000'000, 'x'))) ++sent;
    EXPECT_LT(sent, 200) << "a bounded number of messages waits";
  }
  EXPECT_TRUE(keeper_.AwaitEnd());
}

TEST_F(StreamTest, AStreamLeftUnfinishedEnds) {
  probe_.stream_handler = [](const CallContext&, auto, auto) {};
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  EXPECT_EQ(client.Read(), std::nullopt);
  EXPECT_EQ(client.Finish().error_code(), grpc::StatusCode::INTERNAL);
}

TEST_F(StreamTest, DrainingEndsStreamsAndLetsCallsFinish) {
  probe_.stream_handler = keeper_.Handler();
  absl::Mutex mutex;
  std::vector<Respond> waiting;
  probe_.handler = [&](const CallContext&, auto, Respond respond) {
    const absl::MutexLock lock(&mutex);
    waiting.push_back(std::move(respond));
  };
  probe_.Start();
  StreamClient watcher(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  keeper_.AwaitOne();
  std::thread client([&] { EXPECT_TRUE(GetThing().ok()); });
  while (probe_.handled() < 2) absl::SleepFor(absl::Milliseconds(1));

  std::thread drain([&] { probe_.server().Drain(absl::Seconds(10)); });
  EXPECT_EQ(watcher.Read(), std::nullopt);
  EXPECT_EQ(watcher.Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  {
    const absl::MutexLock lock(&mutex);
    std::move(waiting.at(0))(std::string());
  }
  client.join();
  drain.join();
  EXPECT_FALSE(GetThing().ok());
}

TEST_F(StreamTest, ADrainingServerTellsThoseWhoStillCall) {
  probe_.handler = [](const CallContext&, auto, Respond respond) {
    std::move(respond)(std::string());
  };
  probe_.Start();
  // Calls without a pause, so that some come after the beginning of the drain.
  const std::shared_ptr<grpc::Channel> channel = probe_.Edge();
  grpc::Status last;
  std::thread client([&] {
    while (last.ok()) last = GetThing(channel);
  });
  while (probe_.handled() == 0) absl::SleepFor(absl::Milliseconds(1));
  probe_.server().Drain(absl::Seconds(10));
  client.join();
  const Error told = FromGrpcStatus(last);
  EXPECT_EQ(told.reason, "SERVICE_STOPPING");
  EXPECT_EQ(told.metadata.at("outcome"), "undecided");
  EXPECT_EQ(told.retry_after, limits::kStoppingRetry);
}

}  // namespace
}  // namespace epiledger::rpc
