// The port of figures as Prometheus meets it, and as others do.
#include "services/metrics/exposer.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/beast/core.hpp"
#include "boost/beast/http.hpp"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/metrics/call_figures.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::metrics {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kToken[] = "0123456789abcdef0123456789abcdef";

class ExposerTest : public ::testing::Test {
 protected:
  ExposerTest() { WriteToken(Concat(kToken, "\n")); }

  void WriteToken(const std::string& text) {
    std::ofstream(options_.token_file) << text;
    SetMode(std::filesystem::perms::owner_read |
            std::filesystem::perms::owner_write);
  }

  void SetMode(std::filesystem::perms mode) {
    std::filesystem::permissions(options_.token_file, mode);
  }

  void Start(Exposer::Read read) {
    auto exposer = Exposer::Start(options_, std::move(read));
    ASSERT_TRUE(exposer.ok()) << exposer.status();
    exposer_ = *std::move(exposer);
  }

  // The whole answer to a reader who says that the password is `token`.
  std::string Read(const std::string& token,
                   const std::string& user = "prometheus") {
    asio::io_context io;
    tcp::socket socket(io);
    socket.connect({asio::ip::make_address("127.0.0.1"),
                    static_cast<uint16_t>(exposer_->port())});
    http::request<http::empty_body> request(http::verb::get, "/metrics", 11);
    request.set(http::field::host, "localhost");
    request.set(http::field::connection, "close");
    if (!token.empty()) {
      request.set(
          http::field::authorization,
          Concat("Basic ", absl::Base64Escape(Concat(user, ":", token))));
    }
    http::write(socket, request);
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> response;
    http::read(socket, buffer, response);
    return Concat(response.result_int(), "\n", response.body());
  }

  absl::Status StatusOfStart() {
    return Exposer::Start(options_, [](Readings&) {}).status();
  }

  testing::TemporaryDirectory folder_;
  ExposerOptions options_{0, folder_.path() + "/token"};
  std::unique_ptr<Exposer> exposer_;
};

TEST_F(ExposerTest, WhoKnowsTheTokenReadsEveryFigure) {
  Latencies latencies;
  latencies.Add(absl::Milliseconds(2));
  latencies.Add(absl::Minutes(2));
  Start([&](Readings& readings) {
    readings.AddCount(Figure::kReady, 1);
    readings.AddCount(Figure::kWrites, 3, "accepted");
    readings.Add(Figure::kCommitSeconds, latencies.counts());
    readings.AddAge(absl::Seconds(7), "supplies");
  });
  const std::string text = Read(kToken);
  EXPECT_THAT(text, HasSubstr("200\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE epiledger_ready gauge\n"
                              "epiledger_ready 1\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE epiledger_writes_total counter\n"
                              "epiledger_writes_total{outcome=\"accepted\"} "
                              "3\n"));
  EXPECT_THAT(text, HasSubstr("epiledger_commit_seconds_count 2\n"));
  EXPECT_THAT(text, HasSubstr("epiledger_commit_seconds_bucket{le=\"0.001\"} "
                              "0\n"));
  EXPECT_THAT(text,
              HasSubstr("epiledger_commit_seconds_bucket{le=\"10\"} 1\n"));
  EXPECT_THAT(text,
              HasSubstr("epiledger_commit_seconds_bucket{le=\"+Inf\"} 2\n"));
  EXPECT_THAT(text,
              HasSubstr("epiledger_source_age_seconds{source=\"supplies\"} 7"));
  EXPECT_THAT(text, Not(HasSubstr("epiledger_disk_free_bytes")))
      << "unknown is not zero";
}

TEST_F(ExposerTest, NobodyElseReadsAnything) {
  Start([](Readings& readings) { readings.AddCount(Figure::kReady, 1); });
  for (const std::string& token : {std::string(), std::string(kToken) + "0",
                                   std::string(kToken).substr(1)}) {
    const std::string answer = Read(token);
    EXPECT_THAT(answer, HasSubstr("401")) << token;
    EXPECT_THAT(answer, Not(HasSubstr("epiledger")));
  }
  EXPECT_THAT(Read(kToken, "admin"), HasSubstr("401"));
}

TEST_F(ExposerTest, WhatStopsShowsNothingMore) {
  Start([](Readings& readings) { readings.AddCount(Figure::kReady, 1); });
  EXPECT_THAT(Read(kToken), HasSubstr("epiledger_ready 1"));
  exposer_->StopReading();
  EXPECT_THAT(Read(kToken), Not(HasSubstr("epiledger")));
}

TEST_F(ExposerTest, ANewTokenHoldsAtOnce) {
  Start([](Readings&) {});
  const std::string next = "fedcba9876543210fedcba9876543210";
  WriteToken(next);
  EXPECT_THAT(Read(next), HasSubstr("200"));
  EXPECT_THAT(Read(kToken), HasSubstr("401"));
}

TEST_F(ExposerTest, ATokenThatOthersMayReadOrGuessIsNone) {
  WriteToken("short\n");
  EXPECT_EQ(StatusOfStart().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(StatusOfStart().message()),
              HasSubstr(options_.token_file));
  WriteToken(kToken);
  EXPECT_TRUE(StatusOfStart().ok());
  SetMode(std::filesystem::perms::owner_read |
          std::filesystem::perms::others_read);
  EXPECT_EQ(StatusOfStart().code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(ExposerTest, APortInUseIsSaid) {
  Start([](Readings&) {});
  options_.port = exposer_->port();
  EXPECT_EQ(StatusOfStart().code(), absl::StatusCode::kUnavailable);
}

TEST_F(ExposerTest, WithoutAPortThereIsNone) {
  options_ = {};
  const auto none = Exposer::Start(options_, [](Readings&) {});
  ASSERT_TRUE(none.ok());
  EXPECT_EQ(*none, nullptr);
}

TEST(CallFigures, EveryClassIsShownBeforeItsFirstCall) {
  Readings readings;
  AddCalls({}, readings);
  EXPECT_EQ(readings.all().size(), 2 + rpc::kRefusalClasses.size());
  AddDisk("/", readings);
  EXPECT_GT(std::get<double>(readings.all().back().value), 0);
}

}  // namespace
}  // namespace epiledger::metrics
