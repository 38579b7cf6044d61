// Streams to browsers that read slowly or not at all, of a server that sends
// more than any network holds.
#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "gtest/gtest.h"
#include "services/gateway/web/grpc_web.h"
#include "services/gateway/web/https_server.h"
#include "services/gateway/web/web_fixture.h"
#include "services/rpc/bytes.h"
#include "services/rpc/testing/probe_server.h"
#include "services/rpc/testing/stream_keeper.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

namespace http = boost::beast::http;
using ::epiledger::testing::ProbeServer;
using ::epiledger::testing::StreamKeeper;
using probe::v1::Thing;

constexpr size_t kMegabyte = 1'000'000;

class SlowBrowserTest : public ::testing::Test {
 protected:
  SlowBrowserTest() {
    probe_.options.callers = rpc::Callers::kPeople;
    probe_.options.require_client_certificate = false;
    probe_.stream_handler = keeper_.Handler();
    probe_.Start();
    HttpsOptions options;
    options.host = "127.0.0.1";
    options.tls = probe_.options.tls;
    WebContent content;
    content.open = [this](const rpc::InsideCall& call,
                          std::shared_ptr<rpc::InsideReader> reader) {
      return probe_.server().OpenInside(call, std::move(reader));
    };
    content.messages = probe_.options.messages;
    web_ = HttpsServer::Start(options, std::move(content)).value();
  }
  ~SlowBrowserTest() override { probe_.server().Drain(absl::ZeroDuration()); }

  std::unique_ptr<Browser> Watch() {
    auto browser = std::make_unique<Browser>(
        boost::asio::ip::tcp::endpoint(
            boost::asio::ip::make_address("127.0.0.1"),
            static_cast<uint16_t>(web_->port())),
        probe_.options.tls.ca);
    probe::v1::WatchThingsRequest watch;
    watch.set_county("counties/c1");
    Browser::Request request(
        http::verb::post, "/epiledger.probe.v1.ProbeService/WatchThings", 11);
    request.set(http::field::host, "localhost");
    request.set(http::field::content_type, kGrpcWebType.data());
    request.set(http::field::authorization,
                Concat("Bearer ", probe_.HeadquartersToken()));
    request.body() = FrameOf(watch.SerializeAsString());
    request.prepare_payload();
    EXPECT_TRUE(browser->Send(request));
    return browser;
  }

  static std::string Numbered(int number) {
    Thing thing;
    thing.set_name(Concat(number, std::string(kMegabyte, ' ')));
    return thing.SerializeAsString();
  }

  StreamKeeper keeper_;
  ProbeServer probe_;
  std::unique_ptr<HttpsServer> web_;
};

TEST_F(SlowBrowserTest, WhoReadsSlowlyGetsTheNewestAlone) {
  const auto browser = Watch();
  constexpr int kMessages = 500;
  {
    const auto stream = keeper_.AwaitOne();
    for (int i = 1; i <= kMessages; ++i) {
      EXPECT_TRUE(stream->SendNewest(rpc::ToBuffer(Numbered(i))));
    }
    stream->Finish(absl::OkStatus());
  }
  const WebCallAnswer answer = ReadFrames(browser->Receive().value());
  EXPECT_EQ(answer.Status(), "0");
  int newest = 0;
  for (const std::string& message : answer.messages) {
    Thing thing;
    ASSERT_TRUE(thing.ParseFromString(message));
    const int number = std::stoi(thing.name());
    EXPECT_GT(number, newest) << "in order";
    newest = number;
  }
  EXPECT_EQ(newest, kMessages) << "the last is never lost";
  EXPECT_LT(answer.messages.size(), 100u) << "those between are";
}

TEST_F(SlowBrowserTest, WhoDoesNotReadIsCutOff) {
  const auto browser = Watch();
  {
    const auto stream = keeper_.AwaitOne();
    int sent = 0;
    while (sent < 10'000 && stream->Send(std::string(kMegabyte, 'x'))) ++sent;
    EXPECT_LT(sent, 200) << "a bounded number of messages waits";
  }
  EXPECT_TRUE(keeper_.AwaitEnd());
}

TEST_F(SlowBrowserTest, AServerThatStopsDoesNotWaitForThem) {
  const auto browser = Watch();
  {
    const auto stream = keeper_.AwaitOne();
    for (int i = 1; i <= 20; ++i) {
      EXPECT_TRUE(stream->SendNewest(rpc::ToBuffer(Numbered(i))));
    }
  }
  web_->StopTaking();
  const absl::Time began = absl::Now();
  probe_.server().Drain(absl::Seconds(1));
  web_->Drain(began + absl::Seconds(1));
  EXPECT_LT(absl::Now() - began, absl::Seconds(5));
}

}  // namespace
}  // namespace epiledger::gateway
