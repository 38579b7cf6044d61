#include "services/rpc/server.h"

#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.pb.h"
#include "gtest/gtest.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/rpc/testing/probe_server.h"
#include "services/rpc/testing/reflection_client.h"
#include "services/rpc/testing/stream_client.h"

namespace epiledger::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using probe::v1::Thing;
using testing::CallBytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ProbeServer;
using testing::RawAnswer;
using testing::ReasonOf;
using testing::StreamClient;
using testing::ThingOf;
using ::testing::UnorderedElementsAre;

constexpr char kWatch[] = "/epiledger.probe.v1.ProbeService/WatchThings";

void Ignore(const CallContext&,
            const std::shared_ptr<const google::protobuf::Message>&,
            Respond respond) {
  std::move(respond)(std::string());
}

class ServerTest : public ::testing::Test {
 protected:
  // What Start says of `tables`, with otherwise good options.
  absl::Status StartWith(ServerTables tables) {
    return Server::Start(probe_.options, std::move(tables)).status();
  }

  Method ProbeMethod(std::string_view name) {
    return {FindMethod("epiledger.probe.v1.ProbeService", name), Ignore};
  }

  grpc::Status GetThing(const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& token) {
    grpc::ClientContext context;
    CallSettings settings;
    settings.token = token;
    Prepare(settings, context);
    Thing thing;
    return ProbeServer::Probe::NewStub(channel)->GetThing(
        &context, ThingOf("c1", "f1"), &thing);
  }

  RawAnswer CheckHealth(const std::string& service) {
    HealthCheckRequest request;
    request.set_service(service);
    grpc::ClientContext context;
    Prepare({}, context);
    return CallBytes(*probe_.Channel(probe_.pki().Service("gateway")),
                     "/grpc.health.v1.Health/Check",
                     request.SerializeAsString(), context);
  }

  std::string WatchRequest() {
    probe::v1::WatchThingsRequest request;
    request.set_county("counties/c1");
    return request.SerializeAsString();
  }

  CallSettings Headquarters() {
    CallSettings settings;
    settings.token = probe_.HeadquartersToken();
    return settings;
  }

  ProbeServer probe_;
};

HealthCheckResponse::ServingStatus HealthOf(const std::string& bytes) {
  HealthCheckResponse response;
  EXPECT_TRUE(response.ParseFromString(bytes));
  return response.status();
}

TEST_F(ServerTest, AMethodWithoutAccessOptionKeepsTheServerFromStarting) {
  ServerTables tables;
  tables.methods = {
      {FindMethod("epiledger.probe.v1.ForgottenService", "ForgetThing"),
       Ignore}};
  const absl::Status status = StartWith(std::move(tables));
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(),
            "epiledger.probe.v1.ForgottenService.ForgetThing: has no access "
            "option");
}

TEST_F(ServerTest, AMethodInNoTableKeepsTheServerFromStarting) {
  ServerTables tables;
  tables.methods = {ProbeMethod("GetThing")};
  EXPECT_THAT(std::string(StartWith(std::move(tables)).message()),
              HasSubstr("is in no method table"));
}

TEST_F(ServerTest, ATableThatIsWrongKeepsTheServerFromStarting) {
  ServerTables twice;
  twice.methods = {ProbeMethod("GetThing"), ProbeMethod("GetThing")};
  EXPECT_THAT(std::string(StartWith(std::move(twice)).message()),
              HasSubstr("GetThing: is there twice"));
  ServerTables stream;
  stream.methods = {ProbeMethod("WatchThings")};
  EXPECT_THAT(std::string(StartWith(std::move(stream)).message()),
              HasSubstr("WatchThings: is of another kind"));
  ServerTables empty;
  empty.methods = {{ProbeMethod("GetThing").descriptor, nullptr}};
  EXPECT_THAT(std::string(StartWith(std::move(empty)).message()),
              HasSubstr("GetThing: has no handler"));
}

TEST_F(ServerTest, TlsFilesMustBeThereFitAndBeKept) {
  const auto start = [&](const TlsFiles& files) {
    probe_.options.tls = files;
    return StartWith({});
  };
  const TlsFiles good = probe_.pki().Service("funding");
  EXPECT_TRUE(start(good).ok());

  TlsFiles missing = good;
  missing.key += ".no";
  EXPECT_EQ(start(missing).code(), absl::StatusCode::kNotFound);
  TlsFiles mixed = good;
  mixed.key = probe_.pki().Service("supplies").key;
  EXPECT_THAT(std::string(start(mixed).message()),
              HasSubstr("is not the private key of"));
  TlsFiles nonsense = good;
  nonsense.ca = good.key;
  EXPECT_EQ(start(nonsense).code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(start({}).code(), absl::StatusCode::kFailedPrecondition);

  std::filesystem::permissions(good.key, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  const absl::Status open = start(good);
  EXPECT_EQ(open.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(open.message()), HasSubstr(good.key));
}

TEST_F(ServerTest, ServicesCannotBeServedWithoutTheirCertificates) {
  probe_.options.require_client_certificate = false;
  EXPECT_EQ(StartWith({}).code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(ServerTest, ATakenPortIsSaid) {
  probe_.Start();
  probe_.options.address =
      "127.0.0.1:" + std::to_string(probe_.server().port());
  const absl::Status status = StartWith({});
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()), HasSubstr(probe_.options.address));
}

TEST_F(ServerTest, OnAPublicPortEverybodyNeedsAToken) {
  probe_.options.callers = Callers::kPeople;
  probe_.options.require_client_certificate = false;
  probe_.Start();
  const auto anybody = probe_.Channel(probe_.pki().NoCertificate());
  EXPECT_TRUE(GetThing(anybody, probe_.ClerkToken()).ok());
  EXPECT_EQ(ReasonOf(GetThing(anybody, "")), "TOKEN_REQUIRED");
  // A service's certificate opens nothing here.
  EXPECT_EQ(
      ReasonOf(GetThing(probe_.Channel(probe_.pki().Service("gateway")), "")),
      "TOKEN_REQUIRED");
}

TEST_F(ServerTest, WithoutAVerifierNoPersonMayCall) {
  probe_.options.tokens = nullptr;
  probe_.Start();
  EXPECT_EQ(ReasonOf(GetThing(probe_.Edge(), probe_.ClerkToken())),
            "TOKEN_INVALID");
  EXPECT_TRUE(
      GetThing(probe_.Channel(probe_.pki().Service("gateway")), "").ok());
}

TEST_F(ServerTest, HealthNeedsNoPerson) {
  probe_.Start();
  EXPECT_EQ(HealthOf(CheckHealth("").bytes), HealthCheckResponse::SERVING);
  EXPECT_EQ(HealthOf(CheckHealth("epiledger.probe.v1.ProbeService").bytes),
            HealthCheckResponse::SERVING);
  EXPECT_EQ(CheckHealth("no.such.Service").status.error_code(),
            grpc::StatusCode::NOT_FOUND);
  probe_.server().SetServing(false);
  EXPECT_EQ(HealthOf(CheckHealth("").bytes), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(probe_.server().counts().calls, 0);
}

TEST_F(ServerTest, HealthAnswersWhileTheRestIsOverloaded) {
  probe_.options.max_calls_in_flight = 1;
  absl::Mutex mutex;
  std::vector<Respond> waiting;
  probe_.handler = [&](const CallContext&, auto, Respond respond) {
    const absl::MutexLock lock(&mutex);
    waiting.push_back(std::move(respond));
  };
  probe_.Start();
  std::thread client(
      [&] { EXPECT_TRUE(GetThing(probe_.Edge(), probe_.ClerkToken()).ok()); });
  while (probe_.handled() == 0) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(HealthOf(CheckHealth("").bytes), HealthCheckResponse::SERVING);
  {
    const absl::MutexLock lock(&mutex);
    std::move(waiting.at(0))(std::string());
  }
  client.join();
}

TEST_F(ServerTest, WhoeverWatchesHealthIsToldOfEachChange) {
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

TEST_F(ServerTest, AStreamCarriesWhatItsHandlerSends) {
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

TEST_F(ServerTest, AStreamIsJudgedLikeAnyCall) {
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

// Keeps the streams of a test and notes their ends.
class StreamKeeper {
 public:
  StreamHandler Handler() {
    return [this](const CallContext&, auto, auto stream) {
      {
        const absl::MutexLock lock(&mutex_);
        streams_.push_back(stream);
      }
      stream->OnEnd([this] {
        const absl::MutexLock lock(&mutex_);
        ++ended_;
        streams_.clear();
      });
    };
  }
  std::shared_ptr<ResponseStream> AwaitOne() {
    const absl::MutexLock lock(&mutex_);
    const auto there = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return !streams_.empty();
    };
    mutex_.Await(absl::Condition(&there));
    return streams_.front();
  }
  bool AwaitEnd() {
    const absl::MutexLock lock(&mutex_);
    const auto over = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return ended_ > 0;
    };
    return mutex_.AwaitWithTimeout(absl::Condition(&over), absl::Seconds(10));
  }

 private:
  absl::Mutex mutex_;
  std::vector<std::shared_ptr<ResponseStream>> streams_ ABSL_GUARDED_BY(mutex_);
  int ended_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST_F(ServerTest, AHandlerLearnsThatItsClientWentAway) {
  StreamKeeper keeper;
  probe_.stream_handler = keeper.Handler();
  probe_.Start();
  {
    StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
    EXPECT_TRUE(keeper.AwaitOne()->Send(""));
    EXPECT_TRUE(client.Read().has_value());
    client.Cancel();
  }
  EXPECT_TRUE(keeper.AwaitEnd());
}

TEST_F(ServerTest, AClientThatDoesNotReadIsCutOff) {
  StreamKeeper keeper;
  probe_.stream_handler = keeper.Handler();
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  {
    const std::shared_ptr<ResponseStream> stream = keeper.AwaitOne();
    int sent = 0;
    while (sent < 10'000 && stream->Send(std::string(1'000'000, 'x'))) ++sent;
    EXPECT_LT(sent, 200) << "a bounded number of messages waits";
  }
  EXPECT_TRUE(keeper.AwaitEnd());
}

TEST_F(ServerTest, AStreamLeftUnfinishedEnds) {
  probe_.stream_handler = [](const CallContext&, auto, auto) {};
  probe_.Start();
  StreamClient client(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  EXPECT_EQ(client.Read(), std::nullopt);
  EXPECT_EQ(client.Finish().error_code(), grpc::StatusCode::INTERNAL);
}

TEST_F(ServerTest, DrainingEndsStreamsAndLetsCallsFinish) {
  StreamKeeper keeper;
  probe_.stream_handler = keeper.Handler();
  absl::Mutex mutex;
  std::vector<Respond> waiting;
  probe_.handler = [&](const CallContext&, auto, Respond respond) {
    const absl::MutexLock lock(&mutex);
    waiting.push_back(std::move(respond));
  };
  probe_.Start();
  StreamClient watcher(probe_.Edge(), kWatch, WatchRequest(), Headquarters());
  keeper.AwaitOne();
  std::thread client(
      [&] { EXPECT_TRUE(GetThing(probe_.Edge(), probe_.ClerkToken()).ok()); });
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
  EXPECT_FALSE(GetThing(probe_.Edge(), probe_.ClerkToken()).ok());
}

TEST_F(ServerTest, RawMethodsPassBytesTokenAndStatusUntouched) {
  RawMethod raw;
  raw.descriptor =
      FindMethod("epiledger.probe.v1.ForgottenService", "ForgetThing");
  raw.handler = [](const RawCall& call, const grpc::ByteBuffer& request,
                   RawRespond respond) {
    EXPECT_GT(call.deadline, absl::Now());
    if (ToBytes(request) == "refuse") {
      std::move(respond)({grpc::StatusCode::ABORTED, "as is", "details\xff"},
                         {});
      return;
    }
    std::move(respond)(grpc::Status::OK,
                       ToBuffer(call.token + "|" + call.accept_language + "|" +
                                ToBytes(request)));
  };
  probe_.raw = {raw};
  probe_.Start();
  const auto call = [&](const std::string& bytes) {
    grpc::ClientContext context;
    CallSettings settings;
    settings.token = "not.even.a-token";
    settings.language = Language::kChinese;
    Prepare(settings, context);
    return CallBytes(*probe_.Edge(),
                     "/epiledger.probe.v1.ForgottenService/ForgetThing", bytes,
                     context);
  };
  EXPECT_EQ(call("\xff\xfe").bytes, "not.even.a-token|zh-CN|\xff\xfe");
  const RawAnswer refused = call("refuse");
  EXPECT_EQ(refused.status.error_code(), grpc::StatusCode::ABORTED);
  EXPECT_EQ(refused.status.error_message(), "as is");
  EXPECT_EQ(refused.status.error_details(), "details\xff");
  EXPECT_EQ(
      ReasonOf(call(std::string(limits::kMaxRequestBytes + 1, 'x')).status),
      "REQUEST_TOO_LARGE");
}

TEST_F(ServerTest, ReflectionListsEveryServiceAndMethod) {
  probe_.options.reflection = true;
  RawMethod raw;
  raw.descriptor =
      FindMethod("epiledger.probe.v1.ForgottenService", "ForgetThing");
  raw.handler = [](const RawCall&, const grpc::ByteBuffer&,
                   RawRespond respond) {
    std::move(respond)(grpc::Status::OK, {});
  };
  probe_.raw = {raw};
  probe_.Start();
  testing::ReflectionClient client(
      probe_.Channel(probe_.pki().Service("gateway")));
  EXPECT_THAT(client.Services(),
              UnorderedElementsAre("epiledger.probe.v1.ProbeService",
                                   "epiledger.probe.v1.ForgottenService",
                                   "grpc.health.v1.Health",
                                   "grpc.reflection.v1alpha.ServerReflection"));
  EXPECT_THAT(client.Methods("epiledger.probe.v1.ProbeService"),
              UnorderedElementsAre("GetThing", "RecordThings", "FollowThings",
                                   "CreateThing", "WatchThings"));
  EXPECT_THAT(client.Methods("grpc.health.v1.Health"),
              UnorderedElementsAre("Check", "Watch"));
}

TEST_F(ServerTest, ReflectionIsOffUnlessAskedFor) {
  probe_.Start();
  testing::ReflectionClient client(
      probe_.Channel(probe_.pki().Service("gateway")));
  EXPECT_THAT(client.Services(), ElementsAre());
}

}  // namespace
}  // namespace epiledger::rpc
