// What happens to a call between its bytes and its handler, and back, shown on
// a real server.
#include "services/rpc/dispatch.h"

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "services/rpc/testing/probe_server.h"
#include "services/rpc/worker_pool.h"

namespace epiledger::rpc {
namespace {

using probe::v1::CreateThingRequest;
using probe::v1::RecordThingsRequest;
using probe::v1::Thing;
using testing::CallBytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using testing::ProbeServer;
using testing::RawAnswer;
using testing::ReasonOf;
using testing::ThingOf;

constexpr char kCreate[] = "/epiledger.probe.v1.ProbeService/CreateThing";
constexpr char kRecord[] = "/epiledger.probe.v1.ProbeService/RecordThings";

class DispatchTest : public ::testing::Test {
 protected:
  CallSettings Operator() const {
    CallSettings settings;
    settings.token =
        probe_.Token({"operator", "", "", {auth::v1::ROLE_OPERATOR}});
    return settings;
  }

  RawAnswer Send(const char* path, const std::string& bytes,
                 const CallSettings& settings) {
    grpc::ClientContext context;
    Prepare(settings, context);
    return CallBytes(*probe_.Edge(), path, bytes, context);
  }

  // CreateThing, which any text will do for.
  RawAnswer Create(const std::string& bytes) {
    return Send(kCreate, bytes, Operator());
  }

  RecordThingsRequest Good() const {
    RecordThingsRequest request;
    request.set_request_id("r1");
    request.set_parent("counties/c1/facilities/f1");
    request.mutable_amount()->set_currency_code("CNY");
    request.mutable_amount()->set_units(5);
    request.set_color(probe::v1::COLOR_RED);
    request.set_level(0);
    return request;
  }

  grpc::Status Record(const RecordThingsRequest& request,
                      Language language = Language::kEnglish) {
    CallSettings settings;
    settings.token = probe_.ClerkToken();
    settings.language = language;
    return Send(kRecord, request.SerializeAsString(), settings).status;
  }

  ProbeServer probe_;
};

TEST_F(DispatchTest, AGeneratedStubFindsTheRawMethods) {
  probe_.Start();
  grpc::ClientContext context;
  CallSettings settings;
  settings.token = probe_.HeadquartersToken();
  Prepare(settings, context);
  Thing thing;
  const grpc::Status status =
      ProbeServer::Probe::NewStub(probe_.Edge())
          ->GetThing(&context, ThingOf("c1", "f7"), &thing);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(thing.subject(), "chief");
}

TEST_F(DispatchTest, BytesThatCannotBeReadAreMalformed) {
  probe_.Start();
  const std::string bad_utf8 =
      "\x0a\x03"
      "a\xff"
      "b";
  const std::string cut_short =
      "\x0a\x09"
      "abc";
  const std::string no_field = "\xff\xff\xff";
  for (const std::string& bytes : {bad_utf8, cut_short, no_field}) {
    const RawAnswer answer = Create(bytes);
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(ReasonOf(answer.status), "MALFORMED");
  }
  EXPECT_EQ(probe_.handled(), 0);
  EXPECT_TRUE(Create("").status.ok()) << "an empty request is a request";
}

TEST_F(DispatchTest, AnOversizedRequestIsExplained) {
  probe_.options.max_request_bytes = 10'000;
  probe_.Start();
  const RawAnswer answer = Create(std::string(10'001, 'x'));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const Error error = FromGrpcStatus(answer.status);
  EXPECT_EQ(error.reason, "REQUEST_TOO_LARGE");
  EXPECT_EQ(error.metadata.at("found"), "10001");
  EXPECT_EQ(error.metadata.at("limit"), "10000");

  EXPECT_EQ(Create(std::string(1'000'000, 'x')).status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED)
      << "far beyond the limit gRPC itself cuts it off";
  EXPECT_EQ(probe_.handled(), 0);
  EXPECT_TRUE(Create("").status.ok()) << "the service lives on";
}

TEST_F(DispatchTest, AnOversizedResponseIsExplained) {
  probe_.options.max_response_bytes = 10'000;
  probe_.handler = [](const CallContext&, auto, Respond respond) {
    std::move(respond)(std::string(10'001, 'x'));
  };
  probe_.Start();
  EXPECT_EQ(ReasonOf(Create("").status), "RESPONSE_TOO_LARGE");
}

TEST_F(DispatchTest, LargeMessagesPassUnchanged) {
  const std::string title(900'000, 'y');
  probe_.handler = [](const CallContext&, auto request, Respond respond) {
    std::move(respond)(request->SerializeAsString());
  };
  probe_.options.max_request_bytes = 2'000'000;
  probe_.Start();
  CreateThingRequest request;
  for (int i = 0; i < 900; ++i) request.mutable_title()->append("y");
  EXPECT_EQ(Create(request.SerializeAsString()).bytes,
            request.SerializeAsString());
}

TEST_F(DispatchTest, EveryBadFieldIsNamedToTheClient) {
  probe_.Start();
  RecordThingsRequest request = Good();
  ASSERT_TRUE(Record(request).ok());
  request.set_request_id("a\nb");
  request.mutable_amount()->set_nanos(5);
  request.mutable_date()->set_year(2020);
  request.mutable_date()->set_month(2);
  request.mutable_date()->set_day(30);
  request.GetReflection()->MutableUnknownFields(&request)->AddVarint(1234, 1);
  const grpc::Status status = Record(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  const Error error = FromGrpcStatus(status);
  std::vector<std::string> fields;
  for (const FieldViolation& violation : error.violations) {
    fields.push_back(violation.field);
  }
  EXPECT_THAT(fields,
              ElementsAre("1234", "request_id", "amount.nanos", "date"));
  EXPECT_EQ(error.violations[3].reason,
            "is 2020-02-30, a day that the calendar does not have");
  EXPECT_EQ(error.reason, "UNKNOWN_FIELD");
  EXPECT_EQ(probe_.handled(), 1);
}

TEST_F(DispatchTest, TextIsInTheCallersLanguage) {
  probe_.Start();
  RecordThingsRequest request = Good();
  request.mutable_date()->set_year(2020);
  request.mutable_date()->set_month(2);
  request.mutable_date()->set_day(30);
  EXPECT_EQ(Record(request, Language::kChinese).error_message(),
            "date：为 2020-02-30，日历中没有这一天");
  EXPECT_EQ(Record(request, Language::kEnglish).error_message(),
            "date: is 2020-02-30, a day that the calendar does not have");
  EXPECT_EQ(ReadLanguage("fr, zh-Hans;q=0.8, en"), Language::kChinese);
  EXPECT_EQ(ReadLanguage("en-GB,zh"), Language::kEnglish);
  EXPECT_EQ(ReadLanguage("ZH"), Language::kChinese);
  EXPECT_EQ(ReadLanguage(""), Language::kEnglish);
}

TEST_F(DispatchTest, ADeadlineIsAlwaysThereAndNeverTooFar) {
  std::vector<absl::Duration> left;
  probe_.handler = [&](const CallContext& context, auto, Respond respond) {
    left.push_back(context.deadline - absl::Now());
    std::move(respond)(std::string());
  };
  probe_.Start();
  grpc::ClientContext none;
  none.AddMetadata("authorization", "Bearer " + Operator().token);
  ASSERT_TRUE(CallBytes(*probe_.Edge(), kCreate, "", none).status.ok());
  CallSettings patient = Operator();
  patient.timeout = absl::Hours(24);
  ASSERT_TRUE(Send(kCreate, "", patient).status.ok());
  CallSettings hurried = Operator();
  hurried.timeout = absl::Seconds(5);
  ASSERT_TRUE(Send(kCreate, "", hurried).status.ok());
  ASSERT_EQ(left.size(), 3U);
  EXPECT_LE(left[0], limits::kDefaultDeadline);
  EXPECT_GT(left[0], limits::kDefaultDeadline - absl::Seconds(5));
  EXPECT_LE(left[1], limits::kMaxDeadline);
  EXPECT_LT(left[2], absl::Seconds(6));
}

TEST_F(DispatchTest, ACallWhoseDeadlineHasPassedIsNotRun) {
  WorkerPool pool(1, 10);
  absl::Notification go;
  std::atomic<int> asked = 0;
  absl::Mutex mutex;
  std::vector<absl::Time> deadlines;
  probe_.handler = [&](const CallContext& context, auto, Respond respond) {
    {
      const absl::MutexLock lock(&mutex);
      deadlines.push_back(context.deadline);
    }
    pool.Answer(context, std::move(respond), [&] {
      ++asked;
      go.WaitForNotification();
      return absl::StatusOr<std::string>("");
    });
  };
  probe_.Start();
  std::thread first([&] { EXPECT_TRUE(Create("").status.ok()); });
  while (asked == 0) absl::SleepFor(absl::Milliseconds(1));
  CallSettings hurried = Operator();
  hurried.timeout = absl::Milliseconds(100);
  EXPECT_EQ(Send(kCreate, "", hurried).status.error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  {
    const absl::MutexLock lock(&mutex);
    ASSERT_EQ(deadlines.size(), 2U);
    absl::SleepFor(deadlines[1] - absl::Now());
  }
  go.Notify();
  first.join();
  EXPECT_EQ(asked, 1) << "nobody waits for the second answer any more";
}

TEST_F(DispatchTest, TooManyCallsAtOnceAreRefusedQuickly) {
  probe_.options.max_calls_in_flight = 3;
  absl::Mutex mutex;
  std::vector<Respond> waiting;
  probe_.handler = [&](const CallContext&, auto, Respond respond) {
    const absl::MutexLock lock(&mutex);
    waiting.push_back(std::move(respond));
  };
  probe_.Start();
  std::vector<std::thread> clients;
  clients.reserve(3);
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&] { EXPECT_TRUE(Create("").status.ok()); });
  }
  while (probe_.handled() < 3) absl::SleepFor(absl::Milliseconds(1));

  const absl::Time before = absl::Now();
  const RawAnswer answer = Create("");
  EXPECT_LT(absl::Now() - before, absl::Seconds(1));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ReasonOf(answer.status), "OVERLOADED");
  EXPECT_EQ(FromGrpcStatus(answer.status).retry_after, limits::kOverloadRetry);
  EXPECT_EQ(probe_.server().counts().in_flight, 3);
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kOverloaded), 1);
  {
    const absl::MutexLock lock(&mutex);
    for (Respond& respond : waiting) std::move(respond)(std::string());
    waiting.clear();
  }
  for (std::thread& client : clients) client.join();
  while (probe_.server().counts().in_flight > 0) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  std::thread late([&] { EXPECT_TRUE(Create("").status.ok()); });
  while (probe_.handled() < 4) absl::SleepFor(absl::Milliseconds(1));
  {
    const absl::MutexLock lock(&mutex);
    std::move(waiting.at(0))(std::string());
  }
  late.join();
}

TEST_F(DispatchTest, ARefusalCarriesItsReceiptAndCountsAgainstThePerson) {
  type::v1::Receipt receipt;
  receipt.set_sequence(42);
  probe_.handler = [&](const CallContext&, auto, Respond respond) {
    Error error;
    error.code = absl::StatusCode::kFailedPrecondition;
    error.reason = "OVERSPENT";
    error.receipt = receipt.SerializeAsString();
    std::move(respond)(ToStatus(error));
  };
  probe_.Start();
  for (int i = 0; i < 60; ++i) {
    const grpc::Status status = Create("").status;
    ASSERT_EQ(ReasonOf(status), "OVERSPENT") << i;
    ASSERT_EQ(FromGrpcStatus(status).receipt, receipt.SerializeAsString());
  }
  const grpc::Status status = Create("").status;
  EXPECT_EQ(ReasonOf(status), "TOO_MANY_REFUSALS");
  EXPECT_THAT(FromGrpcStatus(status).receipt, IsEmpty()) << "undecided";
}

TEST_F(DispatchTest, AnErrorWithoutAReasonIsABugAndLogged) {
  probe_.handler = [](const CallContext&, auto, Respond respond) {
    std::move(respond)(absl::NotFoundError("no such table: balance"));
  };
  probe_.Start();
  const grpc::Status status = Record(Good());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(ReasonOf(status), "INTERNAL");
  EXPECT_THAT(status.error_message(), ::testing::Not(HasSubstr("table")))
      << "the cause is for us, not for the client";
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kInternal), 1);
  ASSERT_EQ(probe_.Faults().size(), 1U);
  const Fault fault = probe_.Faults()[0];
  EXPECT_EQ(fault.method, "epiledger.probe.v1.ProbeService.RecordThings");
  EXPECT_EQ(fault.reason, "INTERNAL");
  EXPECT_THAT(fault.cause, HasSubstr("no such table: balance"));
  EXPECT_EQ(fault.request_id, "r1");
  EXPECT_EQ(fault.subject, "clerk");
}

TEST_F(DispatchTest, WhatIsForTheLogIsToldToNoCaller) {
  probe_.handler = [](const CallContext&, const auto&, Respond respond) {
    Error error;
    error.code = absl::StatusCode::kResourceExhausted;
    error.reason = "STORE_FULL";
    error.log_detail = "no space left in /srv/books";
    std::move(respond)(ToStatus(error));
  };
  probe_.Start();
  const grpc::Status status = Create("").status;
  EXPECT_EQ(ReasonOf(status), "STORE_FULL");
  EXPECT_THAT(status.error_details(), Not(HasSubstr("/srv/books")));
  EXPECT_THAT(status.error_message(), Not(HasSubstr("/srv/books")));
  ASSERT_EQ(probe_.Faults().size(), 1U);
  EXPECT_EQ(probe_.Faults()[0].reason, "STORE_FULL");
  EXPECT_EQ(probe_.Faults()[0].cause, "no space left in /srv/books");
  EXPECT_EQ(probe_.server().counts().Refused(RefusalClass::kStoreFull), 1);
}

TEST_F(DispatchTest, ACallDroppedByItsHandlerIsAnsweredAllTheSame) {
  probe_.handler = [](const CallContext&, auto, Respond) {};
  probe_.Start();
  EXPECT_EQ(Create("").status.error_code(), grpc::StatusCode::INTERNAL);
}

TEST_F(DispatchTest, ADenialByTheRulesIsRecordedLikeAnyOther) {
  probe_.handler = [](const CallContext& context, auto, Respond respond) {
    std::move(respond)(Denied("FACILITY_NOT_ALLOWED", context.caller));
  };
  probe_.Start();
  EXPECT_EQ(Record(Good()).error_code(), grpc::StatusCode::PERMISSION_DENIED);
  const std::vector<Denial> denials = probe_.AwaitDenials(1);
  ASSERT_EQ(denials.size(), 1U);
  EXPECT_THAT(denials[0].names, ElementsAre("counties/c1/facilities/f1"));
}

TEST_F(DispatchTest, CompressedBombsAreNotEvenOpened) {
  probe_.Start();
  grpc::ClientContext context;
  Prepare(Operator(), context);
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  const RawAnswer answer =
      CallBytes(*probe_.Edge(), kCreate, std::string(100'000, 'x'), context);
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(probe_.handled(), 0);
}

}  // namespace
}  // namespace epiledger::rpc
