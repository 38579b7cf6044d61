// gRPC-Web as a browser speaks it, before three real services: what the gRPC
// port answers, byte for byte, and nothing to whom it would not answer.
#include "services/gateway/web/grpc_web.h"

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/web/web_fixture.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/status.h"
#include "services/rpc/testing/reflection_client.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

namespace http = boost::beast::http;
using auth::v1::ROLE_AUDITOR;
using auth::v1::ROLE_HOSPITAL;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kGetOverview[] =
    "/epiledger.command.v1.CommandService/GetOverview";
constexpr char kWatchOverview[] =
    "/epiledger.command.v1.HeadquartersService/WatchOverview";
constexpr char kInvalidArgument[] = "3";
constexpr char kDeadlineExceeded[] = "4";
constexpr char kExhausted[] = "8";
constexpr char kUnimplemented[] = "12";
constexpr char kUnavailable[] = "14";
constexpr char kUnauthenticated[] = "16";

class GrpcWebTest : public ::testing::Test, protected WebFixture {
 protected:
  // Both ports, asked the same.
  void ExpectTheSame(const std::string& path, const std::string& request,
                     const std::string& token, const std::string& what) {
    const AnsweredBytes grpc = CallBytes(channel(), path, request, token);
    const WebCallAnswer web = CallWeb(path, request, token);
    EXPECT_EQ(web.Status(), Concat(static_cast<int>(grpc.status.error_code())))
        << what << " " << path;
    EXPECT_EQ(web.Text(), grpc.status.error_message()) << what;
    ExpectTheSameDetails(web, grpc.status, what);
    EXPECT_EQ(web.messages, grpc.status.ok()
                                ? std::vector<std::string>{grpc.bytes}
                                : std::vector<std::string>())
        << what;
  }

  // Protobuf writes the figures of a refusal in any order.
  static void ExpectTheSameDetails(const WebCallAnswer& web,
                                   const grpc::Status& status,
                                   const std::string& what) {
    EXPECT_EQ(web.Details().size(), status.error_details().size()) << what;
    if (status.ok()) return;
    const rpc::Error mine =
        rpc::FromGrpcStatus({status.error_code(), web.Text(), web.Details()});
    const rpc::Error theirs = rpc::FromGrpcStatus(status);
    EXPECT_EQ(mine.reason, theirs.reason) << what;
    EXPECT_EQ(mine.metadata, theirs.metadata) << what;
    EXPECT_EQ(mine.receipt, theirs.receipt) << what;
    EXPECT_EQ(mine.retry_after, theirs.retry_after) << what;
    EXPECT_EQ(mine.violations.size(), theirs.violations.size()) << what;
  }

  static std::string CountyRequest() {
    command::v1::GetOverviewRequest request;
    request.set_name(Concat("counties/", kCounty));
    return request.SerializeAsString();
  }
  static std::string CheckpointRequest() {
    journal::v1::GetCheckpointRequest request;
    request.set_book("counties/990101/books/funding");
    return request.SerializeAsString();
  }

  [[nodiscard]] Request Overview() {
    return WebCall(kGetOverview, FrameOf(CountyRequest()), HeadquartersToken());
  }

  // Until no call is in flight any more.
  bool AwaitQuiet() {
    const absl::Time end = absl::Now() + absl::Seconds(10);
    while (gateway().server().counts().in_flight > 0 && absl::Now() < end) {
      absl::SleepFor(absl::Milliseconds(5));
    }
    return gateway().server().counts().in_flight == 0;
  }

  // Begins to watch the county; nothing is read of it yet.
  std::unique_ptr<Browser> Watch(const std::string& timeout = "") {
    Request request =
        WebCall(kWatchOverview, FrameOf(CountyRequest()), HeadquartersToken());
    if (!timeout.empty()) request.set("grpc-timeout", timeout);
    std::unique_ptr<Browser> browser = Connect();
    EXPECT_TRUE(browser->Send(request));
    return browser;
  }
};

TEST_F(GrpcWebTest, AnswersAndRefusalsAreThoseOfTheGrpcPort) {
  MakeSample();
  AwaitOverview(IsComplete);
  const std::string finance = FinanceToken();
  const std::string checkpoint = Concat(kJournal, "GetCheckpoint");
  ExpectTheSame(checkpoint, CheckpointRequest(), Token(ROLE_AUDITOR), "read");
  ExpectTheSame(checkpoint, CheckpointRequest(), "", "without a token");
  ExpectTheSame(checkpoint, CheckpointRequest(), "no.such.token", "forged");
  ExpectTheSame(Concat(kFunding, "GetCountySummary"), CountyRequest(),
                Token(ROLE_HOSPITAL, "people"), "another role's");
  ExpectTheSame(kGetOverview, CountyRequest(), Token(ROLE_HOSPITAL, "people"),
                "another role's, of the gateway's own");
  ExpectTheSame(kGetOverview, "\x0a\x7fx", finance, "cut short");
  ExpectTheSame(kGetOverview, "", finance, "without a field");
  ExpectTheSame(Concat(kFunding, "NoSuchMethod"), "", finance, "no method");
  ExpectTheSame(Concat(kRegister, "ListRevocations"), "", OperatorToken(),
                "for services alone");
  ExpectTheSame(Concat(kFunding, "CreatePayment"),
                std::string(limits::kMaxRequestBytes + 1, 'x'), finance,
                "too large");
  ExpectTheSame("/grpc.health.v1.Health/Check", "", "", "health");
}

TEST_F(GrpcWebTest, AWriteIsTheSameWriteByEitherPort) {
  MakeSample();
  const std::string path = Concat(kFunding, "CreatePayment");
  const std::string paid = PaymentRequest("p1", 200).SerializeAsString();
  const WebCallAnswer first = CallWeb(path, paid, FinanceToken());
  ASSERT_EQ(first.Status(), "0") << first.Text();
  funding::v1::CreatePaymentResponse response;
  ASSERT_TRUE(response.ParseFromString(first.messages.at(0)));
  EXPECT_FALSE(response.receipt().replayed());
  const auto again = Pay("p1", 200);
  EXPECT_TRUE(again.response.receipt().replayed());
  EXPECT_EQ(again.response.receipt().sequence(), response.receipt().sequence());
  ExpectTheSame(path, paid, FinanceToken(), "replayed");
  // A refusal is a decision with its receipt.
  const std::string too_much =
      PaymentRequest("p2", 1'000'000).SerializeAsString();
  EXPECT_EQ(CallWeb(path, too_much, FinanceToken()).Reason(), "OVERSPENT");
  ExpectTheSame(path, too_much, FinanceToken(), "refused");
}

TEST_F(GrpcWebTest, EveryMethodThatReflectionListsIsServed) {
  CreateCounty();
  rpc::ChannelOptions people;
  people.target = Concat("127.0.0.1:", gateway().port());
  people.tls = pki().NoCertificate();
  const testing::ReflectionClient reflection(rpc::OpenChannel(people).value());
  size_t methods = 0;
  for (const std::string& service : reflection.Services()) {
    if (!service.starts_with("epiledger.")) continue;
    for (const std::string& method : reflection.Methods(service)) {
      ExpectTheSame(Concat("/", service, "/", method), "", "", "no token");
      ++methods;
    }
  }
  EXPECT_GT(methods, 200u);
}

TEST_F(GrpcWebTest, ARefusalIsInTheLanguageOfTheBrowser) {
  Request request = WebCall(kGetOverview, FrameOf(CountyRequest()));
  request.set(http::field::accept_language, "zh-CN,zh;q=0.9,en;q=0.8");
  const Response response = Send(request);
  EXPECT_EQ(response.result_int(), 200u);
  EXPECT_EQ(response[http::field::cache_control], "no-store");
  EXPECT_EQ(response["X-Content-Type-Options"], "nosniff");
  const WebCallAnswer answer = ReadFrames(response);
  EXPECT_EQ(answer.Status(), kUnauthenticated);
  EXPECT_THAT(answer.Text(), HasSubstr("令牌"));
  EXPECT_THAT(answer.trailers.at("grpc-message"), StartsWith("%E"));
}

TEST_F(GrpcWebTest, WhatIsNotOneFrameIsSaidAndNotCalled) {
  CreateCounty();
  const std::string good = FrameOf(CountyRequest());
  const std::string token = HeadquartersToken();
  const int64_t calls = gateway().server().counts().calls;
  struct {
    const char* what;
    std::string body;
    const char* status;
    const char* reason;
  } const kinds[] = {
      {"nothing", "", kInvalidArgument, "FRAME_MALFORMED"},
      {"no length", good.substr(0, 4), kInvalidArgument, "FRAME_MALFORMED"},
      {"cut short", good.substr(0, good.size() - 1), kInvalidArgument,
       "FRAME_MALFORMED"},
      {"bytes behind it", good + "x", kInvalidArgument, "FRAME_MALFORMED"},
      {"two messages", good + good, kInvalidArgument, "FRAME_MALFORMED"},
      {"trailers", FrameOf("", '\x80'), kInvalidArgument, "FRAME_MALFORMED"},
      {"an unknown flag", FrameOf(CountyRequest(), '\x02'), kInvalidArgument,
       "FRAME_MALFORMED"},
      {"a length beyond all", std::string("\0\xff\xff\xff\xff", 5) + "x",
       kInvalidArgument, "FRAME_MALFORMED"},
      {"compressed", FrameOf(CountyRequest(), '\x01'), kUnimplemented,
       "FRAME_COMPRESSED"},
  };
  const auto browser = Connect();
  for (const auto& kind : kinds) {
    ASSERT_TRUE(browser->Send(WebCall(kGetOverview, kind.body, token)))
        << kind.what;
    const std::optional<Response> response = browser->Receive();
    ASSERT_TRUE(response.has_value()) << kind.what;
    const WebCallAnswer answer = ReadFrames(*response);
    EXPECT_EQ(answer.Status(), kind.status) << kind.what;
    EXPECT_EQ(answer.Reason(), kind.reason) << kind.what;
    EXPECT_TRUE(answer.messages.empty()) << kind.what;
  }
  EXPECT_EQ(gateway().server().counts().calls, calls);
  // The same connection still serves who does it right.
  ASSERT_TRUE(browser->Send(Overview()));
  EXPECT_EQ(ReadFrames(*browser->Receive()).Status(), "0");
}

TEST_F(GrpcWebTest, ABodyBeyondAllBoundsIsRefusedUnread) {
  Request request =
      WebCall(kGetOverview, std::string(limits::kMaxWebMessageBytes + 6, 'x'),
              HeadquartersToken());
  const WebCallAnswer answer = ReadFrames(Send(request));
  EXPECT_EQ(answer.Status(), kExhausted);
  EXPECT_EQ(answer.Reason(), "REQUEST_TOO_LARGE");
  EXPECT_THAT(answer.Text(), HasSubstr("6291457"));
}

TEST_F(GrpcWebTest, OnlyPagesOfThisAddressMayAsk) {
  CreateCounty();
  for (const char* origin :
       {"https://evil.example", "null", "http://localhost:8444",
        "https://localhost", "https://localhost:1", "https://"}) {
    Request request = Overview();
    request.set(http::field::origin, origin);
    EXPECT_EQ(Send(request).result_int(), 403u) << origin;
    Request page = Ask(http::verb::get, "/hq");
    page.set(http::field::origin, origin);
    EXPECT_EQ(Send(page).result_int(), 403u) << origin;
  }
  Request twice = Overview();
  twice.insert(http::field::origin, "https://evil.example");
  EXPECT_EQ(Send(twice).result_int(), 403u);
  // No page: a program.
  Request program = Overview();
  program.erase(http::field::origin);
  EXPECT_EQ(ReadFrames(Send(program)).Status(), "0");
}

TEST_F(GrpcWebTest, OnlyBinaryFramesArePostedToAMethod) {
  for (const char* type :
       {"", "text/plain", "application/grpc", "application/grpc-web-text",
        "application/grpc-web+json", "application/x-www-form-urlencoded"}) {
    Request request = Overview();
    request.set(http::field::content_type, type);
    EXPECT_EQ(Send(request).result_int(), 415u) << type;
  }
  Request request = Overview();
  request.set(http::field::content_type, "Application/gRPC-Web; charset=x");
  EXPECT_NE(Send(request).result_int(), 415u);
  Request get = Ask(http::verb::get, kGetOverview);
  EXPECT_EQ(Send(get).result_int(), 404u);
  Request preflight = Ask(http::verb::options, kGetOverview);
  EXPECT_EQ(Send(preflight).result_int(), 405u);
  Request old = Overview();
  old.version(10);
  EXPECT_EQ(Send(old).result_int(), 505u);
  // What is no path of a method is no page that takes something.
  for (const char* path : {"/x", "/a/b", "/a.b/c/d", "/a.b/", "/a.b/c?d"}) {
    Request other = Overview();
    other.target(path);
    EXPECT_EQ(Send(other).result_int(), 413u) << path;
  }
}

TEST_F(GrpcWebTest, MetadataIsJudgedLikeThatOfTheGrpcPort) {
  CreateCounty();
  for (const std::string& token :
       {std::string("\x01"), std::string("\xff\xfe"), std::string("a\tb"),
        std::string(5'000, 'x'), std::string("…")}) {
    Request request = WebCall(kGetOverview, FrameOf(CountyRequest()), token);
    const Response response = Send(request);
    // Some are no HTTP; none is a token.
    if (response.result_int() == 400u) continue;
    EXPECT_THAT(ReadFrames(response).Reason(),
                AnyOf("TOKEN_INVALID", "TOKEN_TOO_LONG"))
        << token;
    Request page = Ask(http::verb::get, "/hq/overview?county=990101");
    page.set(http::field::authorization, Concat("Bearer ", token));
    EXPECT_EQ(Send(page).result_int(), 401u) << token;
  }
  Request twice = Overview();
  twice.insert(http::field::authorization,
               Concat("Bearer ", HeadquartersToken()));
  EXPECT_EQ(ReadFrames(Send(twice)).Reason(), "TOKEN_INVALID");
  Request basic = Overview();
  basic.set(http::field::authorization, "Basic eDp5");
  EXPECT_EQ(ReadFrames(Send(basic)).Reason(), "TOKEN_INVALID");
  Request large = Overview();
  large.set("X-Large", std::string(limits::kMaxWebHeaderBytes, 'x'));
  EXPECT_EQ(Send(large).result_int(), 431u);
  EXPECT_EQ(ReadFrames(Send(Overview())).Status(), "0");
}

TEST_F(GrpcWebTest, ACallEndsAtItsDeadline) {
  MakeSample();
  AwaitOverview(IsComplete);
  Request late = Overview();
  late.set("grpc-timeout", "1n");
  EXPECT_EQ(ReadFrames(Send(late)).Status(), kDeadlineExceeded);
  Request patient = Overview();
  patient.set("grpc-timeout", "10S");
  EXPECT_EQ(ReadFrames(Send(patient)).Status(), "0");
  // As on the gRPC port, what is no time is passed over.
  Request strange = Overview();
  strange.set("grpc-timeout", "soon");
  EXPECT_EQ(ReadFrames(Send(strange)).Status(), "0");

  const auto browser = Watch("300m");
  const std::optional<Response> watched = browser->Receive();
  ASSERT_TRUE(watched.has_value());
  const WebCallAnswer answer = ReadFrames(*watched);
  EXPECT_EQ(answer.Status(), kDeadlineExceeded);
  ASSERT_FALSE(answer.messages.empty()) << "what came before it is there";
  command::v1::Overview overview;
  ASSERT_TRUE(overview.ParseFromString(answer.messages.front()));
  EXPECT_TRUE(IsComplete(overview));
  // The connection is there for what comes next.
  ASSERT_TRUE(browser->Send(Overview()));
  EXPECT_EQ(ReadFrames(*browser->Receive()).Status(), "0");
}

TEST_F(GrpcWebTest, ABrowserThatGoesEndsItsCall) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto browser = Watch();
  EXPECT_THAT(browser->ReadRaw(15), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(gateway().server().counts().in_flight, 1);
  browser->Close();
  EXPECT_TRUE(AwaitQuiet());
  EXPECT_EQ(ReadFrames(Send(Overview())).Status(), "0");
}

TEST_F(GrpcWebTest, AGatewayThatStopsAnswersWhatItWasAsked) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto watching = Watch();
  EXPECT_THAT(watching->ReadRaw(15), StartsWith("HTTP/1.1 200 OK"));
  const auto idle = Connect();
  ASSERT_TRUE(idle->Send(Overview()));
  EXPECT_EQ(ReadFrames(*idle->Receive()).Status(), "0");
  const Request last = Overview();
  // As long as somebody asks, a gateway that stops answers.
  std::atomic<bool> is_over = false;
  std::thread others([this, &is_over] {
    while (!is_over) {
      (void)Pay("others", 1);
      absl::SleepFor(absl::Milliseconds(20));
    }
  });
  std::thread drain([this] { gateway().Drain(absl::Seconds(5)); });
  std::string rest;
  std::string piece;
  while (!(piece = watching->ReadRaw(1)).empty()) rest += piece;
  EXPECT_THAT(rest, HasSubstr("grpc-status:14\r\n"));
  EXPECT_THAT(rest, ::testing::EndsWith("\r\n0\r\n\r\n"));
  // As the gRPC port does while it stops: not tried, and said so.
  EXPECT_TRUE(idle->Send(last));
  const std::optional<Response> stopping = idle->Receive();
  is_over = true;
  others.join();
  drain.join();
  ASSERT_TRUE(stopping.has_value());
  EXPECT_EQ(ReadFrames(*stopping).Status(), kUnavailable);
  EXPECT_EQ(ReadFrames(*stopping).Reason(), "SERVICE_STOPPING");
  EXPECT_EQ((*stopping)[http::field::connection], "close");
  EXPECT_TRUE(idle->IsClosed());
}

}  // namespace
}  // namespace epiledger::gateway
