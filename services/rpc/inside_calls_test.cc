// Calls of a server's own methods, message by message: who reads slowly is
// waited for, and nobody is waited for when the server stops.
#include "services/rpc/inside_calls.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/rpc/bytes.h"
#include "services/rpc/testing/probe_server.h"
#include "services/rpc/testing/stream_keeper.h"

namespace epiledger::rpc {
namespace {

using testing::ProbeServer;
using testing::StreamKeeper;
using testing::ThingOf;

constexpr absl::Duration kLongEnough = absl::Seconds(10);

// Keeps what comes.
class Reader final : public InsideReader {
 public:
  void OnMessage(grpc::ByteBuffer message) override {
    const absl::MutexLock lock(&mutex_);
    messages_.push_back(ToBytes(message));
  }
  void OnEnd(const grpc::Status& status) override {
    const absl::MutexLock lock(&mutex_);
    EXPECT_FALSE(end_.has_value());
    end_ = status;
  }

  bool AwaitMessages(size_t count) {
    const absl::MutexLock lock(&mutex_);
    const auto there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return messages_.size() >= count;
    };
    mutex_.AwaitWithTimeout(absl::Condition(&there), kLongEnough);
    return messages_.size() == count;
  }
  grpc::Status AwaitEnd() {
    const absl::MutexLock lock(&mutex_);
    const auto over = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
      return end_.has_value();
    };
    mutex_.AwaitWithTimeout(absl::Condition(&over), kLongEnough);
    return end_.value_or(grpc::Status(grpc::StatusCode::UNKNOWN, "no end"));
  }
  std::vector<std::string> messages() {
    const absl::MutexLock lock(&mutex_);
    return messages_;
  }

 private:
  absl::Mutex mutex_;
  std::vector<std::string> messages_ ABSL_GUARDED_BY(mutex_);
  std::optional<grpc::Status> end_ ABSL_GUARDED_BY(mutex_);
};

class InsideCallsTest : public ::testing::Test {
 protected:
  InsideCallsTest() {
    probe_.options.callers = Callers::kPeople;
    probe_.options.require_client_certificate = false;
  }

  InsideCall CallOf(const std::string& method, const std::string& token) {
    InsideCall call;
    call.path = "/epiledger.probe.v1.ProbeService/" + method;
    call.authorization = "Bearer " + token;
    call.request = ThingOf("c1", "f1").SerializeAsString();
    call.deadline = absl::InfiniteFuture();
    return call;
  }

  std::shared_ptr<InsideStream> Watch(
      const std::shared_ptr<Reader>& reader,
      absl::Time deadline = absl::InfiniteFuture()) {
    InsideCall call = CallOf("WatchThings", probe_.HeadquartersToken());
    call.deadline = deadline;
    probe::v1::WatchThingsRequest request;
    request.set_county("counties/c1");
    call.request = request.SerializeAsString();
    return probe_.server().OpenInside(call, reader);
  }

  StreamKeeper keeper_;
  ProbeServer probe_;
};

TEST_F(InsideCallsTest, AUnaryMethodHasOneMessageAndItsEnd) {
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto call = probe_.server().OpenInside(
      CallOf("GetThing", probe_.ClerkToken()), reader);
  ASSERT_TRUE(reader->AwaitMessages(1));
  call->Next();
  EXPECT_TRUE(reader->AwaitEnd().ok());
  probe::v1::Thing thing;
  ASSERT_TRUE(thing.ParseFromString(reader->messages().front()));
  EXPECT_EQ(thing.subject(), "clerk");
}

TEST_F(InsideCallsTest, WhatNoMetadataCanHoldIsNoTokenAndStopsNobody) {
  probe_.Start();
  for (const std::string token : {"\x01", "\xff\xfe", "a\tb", "\x7f"}) {
    const auto reader = std::make_shared<Reader>();
    const auto call =
        probe_.server().OpenInside(CallOf("GetThing", token), reader);
    const grpc::Status end = reader->AwaitEnd();
    EXPECT_EQ(testing::ReasonOf(end), "TOKEN_INVALID");
  }
}

TEST_F(InsideCallsTest, NoMessageComesBeforeItIsAskedFor) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto call = Watch(reader);
  const auto stream = keeper_.AwaitOne();
  for (const char* message : {"1", "2", "3"}) {
    EXPECT_TRUE(stream->Send(message));
  }
  EXPECT_TRUE(reader->AwaitMessages(1));
  absl::SleepFor(absl::Milliseconds(50));
  EXPECT_EQ(reader->messages().size(), 1u);
  call->Next();
  EXPECT_TRUE(reader->AwaitMessages(2));
  call->Next();
  EXPECT_TRUE(reader->AwaitMessages(3));
  EXPECT_EQ(reader->messages(), (std::vector<std::string>{"1", "2", "3"}));
  call->Cancel();
  EXPECT_EQ(reader->AwaitEnd().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(InsideCallsTest, AHandlerLearnsThatWhoWaitsForItIsGone) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto call = Watch(reader);
  EXPECT_NE(keeper_.AwaitOne(), nullptr);
  call->Cancel();
  EXPECT_EQ(reader->AwaitEnd().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(keeper_.AwaitEnd());
}

TEST_F(InsideCallsTest, AHandlerLearnsThatWhoReadsItsMessageIsGone) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto call = Watch(reader);
  EXPECT_TRUE(keeper_.AwaitOne()->Send("1"));
  EXPECT_TRUE(reader->AwaitMessages(1));
  call->Cancel();
  EXPECT_EQ(reader->AwaitEnd().error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_TRUE(keeper_.AwaitEnd());
}

TEST_F(InsideCallsTest, AServerThatStopsWaitsForNobodyWhoDoesNotRead) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto call = Watch(reader);
  EXPECT_TRUE(keeper_.AwaitOne()->Send("1"));
  EXPECT_TRUE(reader->AwaitMessages(1));
  const absl::Time began = absl::Now();
  probe_.server().Drain(absl::Seconds(1));
  EXPECT_LT(absl::Now() - began, absl::Seconds(5));
  EXPECT_FALSE(reader->AwaitEnd().ok());
  // Too late: it is not asked any more.
  const auto late = std::make_shared<Reader>();
  const auto none =
      probe_.server().OpenInside(CallOf("GetThing", probe_.ClerkToken()), late);
  EXPECT_EQ(late->AwaitEnd().error_code(), grpc::StatusCode::UNAVAILABLE);
  none->Next();
  none->Cancel();
}

TEST_F(InsideCallsTest, ADeadlineEndsTheCall) {
  probe_.stream_handler = keeper_.Handler();
  probe_.Start();
  const auto reader = std::make_shared<Reader>();
  const auto stream = Watch(reader, absl::Now() + absl::Milliseconds(300));
  EXPECT_EQ(reader->AwaitEnd().error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(InsideCallsTest, WhatIsTooLateIsNotAsked) {
  probe_.Start();
  const int64_t before = probe_.server().counts().calls;
  InsideCall call = CallOf("GetThing", probe_.ClerkToken());
  call.deadline = absl::Now() - absl::Nanoseconds(1);
  const auto reader = std::make_shared<Reader>();
  const auto stream = probe_.server().OpenInside(call, reader);
  EXPECT_EQ(reader->AwaitEnd().error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  absl::StatusCode whole = absl::StatusCode::kOk;
  probe_.server().CallInside(
      call, [&whole](const InsideAnswer& answer) { whole = answer.code; });
  EXPECT_EQ(whole, absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(probe_.server().counts().calls, before);
}

}  // namespace
}  // namespace epiledger::rpc
