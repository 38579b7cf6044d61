#include "services/rpc/server.h"

#include <filesystem>
#include <numeric>
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

namespace epiledger::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using probe::v1::Thing;
using testing::CallBytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::HealthOf;
using testing::ProbeServer;
using testing::RawAnswer;
using testing::ReasonOf;
using testing::ThingOf;
using ::testing::UnorderedElementsAre;

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

  ProbeServer probe_;
};

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

TEST_F(ServerTest, WhatIsNotReadyIsAliveAllTheSame) {
  probe_.Start();
  probe_.server().SetServing(false);
  EXPECT_EQ(HealthOf(CheckHealth("").bytes), HealthCheckResponse::NOT_SERVING);
  EXPECT_EQ(HealthOf(CheckHealth("alive").bytes), HealthCheckResponse::SERVING);
  probe_.server().SetServing(true);
  EXPECT_EQ(HealthOf(CheckHealth("").bytes), HealthCheckResponse::SERVING);
}

TEST_F(ServerTest, CallsAreTimedByWhetherTheyWrite) {
  probe_.Start();
  EXPECT_TRUE(GetThing(probe_.Edge(), probe_.ClerkToken()).ok());
  EXPECT_FALSE(GetThing(probe_.Edge(), "").ok());
  // A call is counted a moment after its client has the answer.
  const auto total = [](const Latencies::Counts& counts) {
    return std::accumulate(counts.classes.begin(), counts.classes.end(),
                           int64_t{0});
  };
  while (total(probe_.server().counts().reads) < 2) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  const ServerCounts counts = probe_.server().counts();
  EXPECT_GT(counts.reads.seconds, 0);
  EXPECT_EQ(total(counts.writes), 0);
  EXPECT_TRUE(
      IsWrite(*FindMethod("epiledger.probe.v1.ProbeService", "RecordThings")));
  EXPECT_TRUE(IsWrite(
      *FindMethod("epiledger.probe.v1.ProbeService", "BatchCreateThings")));
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
  EXPECT_THAT(
      client.Methods("epiledger.probe.v1.ProbeService"),
      UnorderedElementsAre("GetThing", "RecordThings", "FollowThings",
                           "CreateThing", "BatchCreateThings", "WatchThings"));
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
