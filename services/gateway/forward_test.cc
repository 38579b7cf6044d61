// What is forwarded arrives unharmed, and so does what comes back: tried with a
// server that takes any bytes in place of the funding service.
#include "services/gateway/forward.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/channel.h"
#include "services/rpc/server.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr char kPay[] = "/epiledger.funding.v1.FundingService/CreatePayment";

// Takes every method of FundingService as bytes and answers with the same
// bytes, unless `handler` says otherwise.
class EchoServer {
 public:
  explicit EchoServer(testing::TestPki& pki,
                      const std::string& address = "127.0.0.1:0") {
    options_.address = address;
    options_.tls = pki.Service("funding");
    options_.messages = std::make_shared<rpc::MessageCatalogue>();
    options_.clock = &clock_;
    rpc::ServerTables tables;
    const auto& service =
        *funding::v1::GetFundRequest::descriptor()->file()->service(0);
    for (int i = 0; i < service.method_count(); ++i) {
      tables.raw.push_back(
          {service.method(i),
           [this](const rpc::RawCall& call, grpc::ByteBuffer request,
                  rpc::RawRespond respond) {
             Take(call, request, std::move(respond));
           },
           nullptr});
    }
    server_ = rpc::Server::Start(options_, std::move(tables)).value();
  }

  rpc::RawHandler handler;

  [[nodiscard]] std::string address() const {
    return Concat("127.0.0.1:", server_->port());
  }
  [[nodiscard]] rpc::Server& server() { return *server_; }

  // The last call that came in.
  [[nodiscard]] rpc::RawCall last() {
    const absl::MutexLock lock(&mutex_);
    return last_.value();
  }
  [[nodiscard]] int calls() {
    const absl::MutexLock lock(&mutex_);
    return calls_;
  }

 private:
  void Take(const rpc::RawCall& call, const grpc::ByteBuffer& request,
            rpc::RawRespond respond) {
    {
      const absl::MutexLock lock(&mutex_);
      last_ = call;
      ++calls_;
    }
    if (handler) {
      handler(call, request, std::move(respond));
    } else {
      std::move(respond)(grpc::Status::OK, request);
    }
  }

  SystemClock clock_;
  rpc::ServerOptions options_;
  absl::Mutex mutex_;
  std::optional<rpc::RawCall> last_ ABSL_GUARDED_BY(mutex_);
  int calls_ ABSL_GUARDED_BY(mutex_) = 0;
  std::unique_ptr<rpc::Server> server_;
};

class ForwardTest : public ::testing::Test {
 protected:
  ForwardTest() : echo_(std::make_unique<EchoServer>(pki_)) {
    GatewayOptions options;
    options.tls = pki_.Service("public");
    options.edge = pki_.Service("edge");
    options.gateway = pki_.Service("gateway");
    options.token_keys = pki_.token_keys();
    options.services = {echo_->address(), "127.0.0.1:1", "127.0.0.1:1"};
    options.cache_folder = folder_.path();
    gateway_ = Gateway::Start(options, clock_).value();
    rpc::ChannelOptions channel;
    channel.target = Concat("127.0.0.1:", gateway_->port());
    channel.tls = pki_.NoCertificate();
    channel.own_connection = true;
    channel_ = rpc::OpenChannel(channel).value();
  }
  ~ForwardTest() override { gateway_->Drain(absl::Seconds(5)); }

  AnsweredBytes Pay(const std::string& request,
                    const std::string& token = "some.token") {
    return CallBytes(*channel_, kPay, request, token);
  }

  SystemClock clock_;
  testing::TestPki pki_;
  testing::TemporaryDirectory folder_;
  std::unique_ptr<EchoServer> echo_;
  std::unique_ptr<Gateway> gateway_;
  std::shared_ptr<grpc::Channel> channel_;
};

TEST_F(ForwardTest, BytesGoThroughWhateverTheyAre) {
  std::string large(3u << 20, '\0');
  std::ranges::generate(large, [n = 0u]() mutable {
    n = n * 1'664'525u + 1'013'904'223u;
    return static_cast<char>(n >> 24);
  });
  // Not a message, cut short, bad UTF-8, empty, unknown fields, large.
  for (const std::string& bytes :
       {std::string("\xff\xff\xff\xff\xff"),
        std::string("\x0a\x7f"
                    "abc"),
        std::string("\x12\x02\xc3\x28"), std::string(),
        std::string("\xfa\xff\x03\x01x"), large}) {
    const AnsweredBytes answer = Pay(bytes);
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    EXPECT_TRUE(answer.bytes == bytes);
  }
}

TEST_F(ForwardTest, ARequestTooLargeIsRefusedBeforeTheService) {
  const AnsweredBytes answer =
      Pay(std::string(limits::kMaxRequestBytes + 1, 'x'));
  EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(echo_->calls(), 0);
}

TEST_F(ForwardTest, TokenLanguageAndDeadlineGoAlong) {
  grpc::ClientContext context;
  rpc::CallSettings settings;
  settings.token = "a.person's.token";
  settings.language = rpc::Language::kChinese;
  settings.timeout = absl::Seconds(7);
  rpc::Prepare(settings, context);
  const absl::Time end = absl::Now() + settings.timeout;
  grpc::GenericStub stub(channel_);
  const grpc::ByteBuffer request = rpc::ToBuffer("x");
  grpc::ByteBuffer response;
  absl::Notification done;
  stub.UnaryCall(&context, kPay, {}, &request, &response,
                 [&done](const grpc::Status&) { done.Notify(); });
  done.WaitForNotification();
  const rpc::RawCall call = echo_->last();
  EXPECT_EQ(call.token, "a.person's.token");
  EXPECT_EQ(call.accept_language, "zh-CN");
  EXPECT_LT(absl::AbsDuration(call.deadline - end), absl::Milliseconds(500));
}

TEST_F(ForwardTest, StatusAndDetailsComeBackAsTheyAre) {
  const std::string details =
      std::string("\x08\x09\x00\xff\xfe", 5) + " not a message";
  echo_->handler = [&](const rpc::RawCall&, const grpc::ByteBuffer&,
                       rpc::RawRespond respond) {
    std::move(respond)({grpc::StatusCode::FAILED_PRECONDITION,
                        "余额不足 (100 % sure)", details},
                       {});
  };
  const grpc::Status status = Pay("x").status;
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "余额不足 (100 % sure)");
  EXPECT_EQ(status.error_details(), details);
}

TEST_F(ForwardTest, AServiceThatWasNeverReachedDecidedNothing) {
  echo_->server().Drain(absl::ZeroDuration());
  const grpc::Status status = Pay("x").status;
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(FigureOf(status, "service"), "funding");
  EXPECT_EQ(FigureOf(status, "outcome"), "undecided");
}

TEST_F(ForwardTest, AWriteWhoseAnswerIsLostHasNoKnownOutcome) {
  absl::Notification arrived;
  rpc::RawRespond kept;
  echo_->handler = [&](const rpc::RawCall&, const grpc::ByteBuffer&,
                       rpc::RawRespond respond) {
    kept = std::move(respond);
    arrived.Notify();
  };
  grpc::Status status;
  std::thread client([&] { status = Pay("x").status; });
  arrived.WaitForNotification();
  // Shutting down cuts the call; it ends when its handler lets go of it.
  std::thread stopping([&] { echo_->server().Drain(absl::ZeroDuration()); });
  client.join();
  std::move(kept)(grpc::Status::CANCELLED, {});
  stopping.join();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(FigureOf(status, "outcome"), "");
}

TEST_F(ForwardTest, AServiceThatDoesNotAnswerIsWaitedForUntilTheDeadline) {
  absl::Mutex mutex;
  rpc::RawRespond kept;
  echo_->handler = [&](const rpc::RawCall&, const grpc::ByteBuffer&,
                       rpc::RawRespond respond) {
    const absl::MutexLock lock(&mutex);
    kept = std::move(respond);
  };
  grpc::ClientContext context;
  rpc::CallSettings settings;
  settings.timeout = absl::Milliseconds(300);
  rpc::Prepare(settings, context);
  grpc::GenericStub stub(channel_);
  const grpc::ByteBuffer request = rpc::ToBuffer("x");
  grpc::ByteBuffer response;
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, kPay, {}, &request, &response,
                 [&](grpc::Status ended) {
                   status = std::move(ended);
                   done.Notify();
                 });
  done.WaitForNotification();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  // On a busy machine the deadline may pass before the call arrives.
  const absl::MutexLock lock(&mutex);
  if (kept) std::move(kept)(grpc::Status::OK, rpc::ToBuffer(""));
}

TEST_F(ForwardTest, AServiceThatIsBackIsUsedAtOnce) {
  const std::string address = echo_->address();
  echo_.reset();
  EXPECT_FALSE(Pay("x").status.ok());
  echo_ = std::make_unique<EchoServer>(pki_, address);
  const absl::Time end = absl::Now() + absl::Seconds(5);
  bool is_back = false;
  while (!is_back && absl::Now() < end) {
    is_back = Pay("x").status.ok();
    absl::SleepFor(absl::Milliseconds(20));
  }
  EXPECT_TRUE(is_back);
}

}  // namespace
}  // namespace epiledger::gateway
