// The built console in its folder, as browsers get it.
#include "services/gateway/web/console_files.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/web/page_files.h"
#include "services/gateway/web/web_fixture.h"
#include "services/gateway/web/web_limits.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::gateway {
namespace {

namespace fs = std::filesystem;
namespace http = boost::beast::http;
using ::testing::HasSubstr;

class ConsoleFilesTest : public ::testing::Test, protected WebFixture {
 protected:
  ConsoleFilesTest() {
    Write("index.html", "<!DOCTYPE html><title>控制台</title>");
    Write("assets/index-1a2b.js", "export {};");
    Write("assets/index-1a2b.js.gz", "gzip of it");
    Write("assets/index-1a2b.css", "body {}");
    Write("assets/font-1a2b.woff2", "font");
    Write("sw.js", "self");
    Write("manifest.webmanifest", "{}");
    Write("favicon.svg", "<svg/>");
    Write("strange.exe", "MZ");
    options.console_folder = folder_.path();
    Restart();
  }

  void Write(const std::string& path, const std::string& text) {
    const fs::path file = fs::path(folder_.path()) / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

  Response GetWith(const std::string& target, http::field field,
                   const std::string& value) {
    Request request = Ask(http::verb::get, target);
    request.set(field, value);
    return Send(request);
  }

  testing::TemporaryDirectory folder_;
};

TEST_F(ConsoleFilesTest, TheShellIsAtTheRootAndMustBeAskedForAnew) {
  for (const char* path : {"/", "/index.html"}) {
    const Response shell = Get(path);
    EXPECT_EQ(shell.result_int(), 200u) << path;
    EXPECT_THAT(shell.body(), HasSubstr("控制台"));
    EXPECT_EQ(shell[http::field::content_type], "text/html; charset=utf-8");
    EXPECT_EQ(shell[http::field::cache_control], "no-cache");
    EXPECT_EQ(std::string(shell["Content-Security-Policy"]),
              "default-src 'none'; script-src 'self'; style-src 'self'; "
              "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
              "manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
              "form-action 'none'; frame-ancestors 'none'");
  }
  // The page of headquarters has a place of its own.
  EXPECT_EQ(Get("/hq").body(), kIndexHtml);
  EXPECT_EQ(Get("/page.js").body(), kPageJs);
}

TEST_F(ConsoleFilesTest, EachFileHasItsTypeAndWhatMayBeKeptOfIt) {
  const struct {
    const char* path;
    const char* type;
    const char* cache;
  } kFiles[] = {
      {"/assets/index-1a2b.js", "text/javascript; charset=utf-8",
       "public, max-age=31536000, immutable"},
      {"/assets/index-1a2b.css", "text/css; charset=utf-8",
       "public, max-age=31536000, immutable"},
      {"/assets/font-1a2b.woff2", "font/woff2",
       "public, max-age=31536000, immutable"},
      {"/sw.js", "text/javascript; charset=utf-8", "no-cache"},
      {"/manifest.webmanifest", "application/manifest+json", "no-cache"},
      {"/favicon.svg", "image/svg+xml", "no-cache"},
      {"/strange.exe", "application/octet-stream", "no-cache"},
  };
  for (const auto& file : kFiles) {
    const Response answer = Get(file.path);
    EXPECT_EQ(answer.result_int(), 200u) << file.path;
    EXPECT_EQ(answer[http::field::content_type], file.type) << file.path;
    EXPECT_EQ(answer[http::field::cache_control], file.cache) << file.path;
  }
}

TEST_F(ConsoleFilesTest, WhoTakesGzipGetsIt) {
  constexpr char kScript[] = "/assets/index-1a2b.js";
  for (const char* takes : {"gzip", "br, GZIP;q=0.5", "deflate,gzip"}) {
    const Response answer =
        GetWith(kScript, http::field::accept_encoding, takes);
    EXPECT_EQ(answer.body(), "gzip of it") << takes;
    EXPECT_EQ(answer[http::field::content_encoding], "gzip");
    EXPECT_EQ(answer[http::field::content_type],
              "text/javascript; charset=utf-8");
    EXPECT_EQ(answer[http::field::vary], "Accept-Encoding");
  }
  for (const char* takes : {"", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"}) {
    const Response answer =
        GetWith(kScript, http::field::accept_encoding, takes);
    EXPECT_EQ(answer.body(), "export {};") << takes;
    EXPECT_EQ(answer.count(http::field::content_encoding), 0u);
    EXPECT_EQ(answer[http::field::vary], "Accept-Encoding");
  }
  EXPECT_EQ(Get("/assets/index-1a2b.js.gz").result_int(), 404u);
}

TEST_F(ConsoleFilesTest, WhatABrowserHasIsNotSentAgain) {
  const Response first = Get("/");
  const std::string tag(first[http::field::etag]);
  ASSERT_FALSE(tag.empty());
  for (const std::string& has :
       {tag, Concat("W/", tag), Concat("\"x\", ", tag), std::string("*")}) {
    const Response again = GetWith("/", http::field::if_none_match, has);
    EXPECT_EQ(again.result_int(), 304u) << has;
    EXPECT_EQ(again.body(), "");
    EXPECT_EQ(again[http::field::etag], tag);
  }
  EXPECT_EQ(GetWith("/", http::field::if_none_match, "\"x\"").body(),
            first.body());
  // Another content, another tag.
  Write("index.html", "<!DOCTYPE html><title>新版</title>");
  EXPECT_EQ(Get("/").body(), first.body()) << "read at the start alone";
  Restart();
  EXPECT_NE(Get("/")[http::field::etag], tag);
}

TEST_F(ConsoleFilesTest, NothingBesideTheFolderHasAPath) {
  const fs::path inside(folder_.path());
  std::ofstream(inside.parent_path() / "beside-the-console") << "secret";
  Write(".git/config", "secret");
  Write(".env", "secret");
  fs::create_symlink(options.tls.key, inside / "key.pem");
  fs::create_directory_symlink(inside.parent_path(), inside / "up");
  Restart();
  for (const char* path :
       {"/../beside-the-console", "/assets/../../beside-the-console",
        "/%2e%2e/beside-the-console", "/..%2fbeside-the-console",
        "//etc/passwd", "/etc/passwd", "/assets", "/assets/", "/.git/config",
        "/.env", "/key.pem", "/up/beside-the-console", "/INDEX.HTML",
        "/assets\\index-1a2b.js", "/favicon.svg/", "/index.html%00"}) {
    EXPECT_EQ(Get(path).result_int(), 404u) << path;
  }
  fs::remove(inside.parent_path() / "beside-the-console");
  Request post = Ask(http::verb::post, "/index.html");
  post.prepare_payload();
  EXPECT_EQ(Send(post).result_int(), 405u);
}

TEST_F(ConsoleFilesTest, AFolderThatIsNoConsoleKeepsTheGatewayFromStarting) {
  const auto start = [this] { return Gateway::Start(options, clock()); };
  StopGateway();
  options.console_folder = Concat(folder_.path(), "/none");
  EXPECT_THAT(std::string(start().status().message()),
              HasSubstr("is no built console"));
  options.console_folder = Concat(folder_.path(), "/assets");
  EXPECT_THAT(std::string(start().status().message()),
              HasSubstr("has no index.html"));
  options.console_folder = folder_.path();
  Write("large", "");
  fs::resize_file(fs::path(folder_.path()) / "large", limits::kMaxConsoleBytes);
  EXPECT_THAT(std::string(start().status().message()),
              HasSubstr("is no console: more than"));
  fs::remove(fs::path(folder_.path()) / "large");
  for (size_t i = 0; i < limits::kMaxConsoleFiles; ++i) {
    Write(Concat("many/", i), "");
  }
  EXPECT_EQ(start().status().code(), absl::StatusCode::kFailedPrecondition);
  fs::remove_all(fs::path(folder_.path()) / "many");
  StartGateway();
}

}  // namespace
}  // namespace epiledger::gateway
