// Sign-in links: each is good once, for five minutes, and nobody guesses one.
#include "services/gateway/web/sign_in.h"

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/web/sign_in_links.h"
#include "services/gateway/web/web_fixture.h"
#include "services/gateway/web/web_limits.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::gateway {
namespace {

namespace fs = std::filesystem;
namespace http = boost::beast::http;
using ::testing::HasSubstr;
using ::testing::Not;

// Whether an answer gives this reason, which it tells in words, too.
MATCHER_P(Gives, reason, "") {
  return arg.body().find(Concat(R"("reason":")", reason, R"(")")) !=
             std::string::npos &&
         arg.body().find(R"("message":")") != std::string::npos;
}

constexpr char kUnknown[] = "SIGN_IN_LINK_UNKNOWN";

class SignInTest : public ::testing::Test, protected WebFixture {
 protected:
  SignInTest() {
    chmod(folder_.path().c_str(), 0700);
    options.sign_in_folder = folder_.path();
    Restart();
  }

  [[nodiscard]] SignInLinks Links() {
    return SignInLinks::Open(folder_.path(), clock()).value();
  }
  std::string CodeFor(const std::string& token) {
    return Links().Make(token).value();
  }

  Request Exchange(const std::string& body) {
    Request request = Ask(http::verb::post, "/sign-in");
    request.set(http::field::origin, Origin());
    request.set(http::field::content_type, "application/json");
    request.body() = body;
    request.prepare_payload();
    return request;
  }
  Response Use(const std::string& code) {
    return Send(Exchange(Concat(R"({"code":")", code, R"("})")));
  }

  [[nodiscard]] size_t Files() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(folder_.path()), {}));
  }

  testing::TemporaryDirectory folder_;
};

TEST_F(SignInTest, ALinkGivesItsTokenOnce) {
  CreateCounty();
  const std::string token = HeadquartersToken();
  const std::string code = CodeFor(token);
  EXPECT_EQ(code.size(), 43u);
  const Response first = Use(code);
  EXPECT_EQ(first.result_int(), 200u);
  EXPECT_EQ(first.body(), Concat(R"({"token":")", token, R"("})"));
  EXPECT_EQ(first[http::field::content_type], "application/json");
  EXPECT_EQ(first[http::field::cache_control], "no-store");
  EXPECT_EQ(Files(), 0u);
  const Response second = Use(code);
  EXPECT_EQ(second.result_int(), 404u);
  EXPECT_THAT(second, Gives(kUnknown));
}

TEST_F(SignInTest, OfManyWhoUseALinkAtOnceOneGetsIn) {
  const std::string token = HeadquartersToken();
  for (int round = 0; round < 20; ++round) {
    const SignInLinks links = Links();
    const std::string code = links.Make(token).value();
    std::atomic<int> got = 0;
    std::vector<std::thread> browsers;
    for (int i = 0; i < 8; ++i) {
      browsers.emplace_back([&] { got += links.Take(code).ok() ? 1 : 0; });
    }
    for (std::thread& browser : browsers) browser.join();
    EXPECT_EQ(got, 1);
  }
}

TEST_F(SignInTest, AfterFiveMinutesALinkIsWorthNothing) {
  const std::string fresh = CodeFor(HeadquartersToken());
  clock().Advance(limits::kSignInLife - absl::Seconds(1));
  EXPECT_EQ(Use(fresh).result_int(), 200u);
  const std::string old = CodeFor(HeadquartersToken());
  clock().Advance(limits::kSignInLife);
  EXPECT_THAT(Use(old), Gives(kUnknown));
  EXPECT_EQ(Files(), 0u) << "and is gone";
}

TEST_F(SignInTest, WhatNobodyUsedIsSwept) {
  const SignInLinks links = Links();
  ASSERT_TRUE(links.Make(HeadquartersToken()).ok());
  clock().Advance(absl::Minutes(4));
  const std::string young = CodeFor(FinanceToken());
  clock().Advance(absl::Minutes(2));
  links.Sweep();
  EXPECT_EQ(Files(), 1u);
  EXPECT_EQ(Use(young).result_int(), 200u);
}

TEST_F(SignInTest, TheFolderTellsNoCode) {
  const std::string code = CodeFor(HeadquartersToken());
  const fs::path file = fs::directory_iterator(folder_.path())->path();
  EXPECT_THAT(file.filename().string(), Not(HasSubstr(code)));
  struct stat found {};
  ASSERT_EQ(stat(file.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600u);
  EXPECT_THAT(Use(file.filename().string()), Gives(kUnknown));
  EXPECT_THAT(Use(Concat("../", file.filename().string())), Gives(kUnknown));
  EXPECT_EQ(Files(), 1u);
}

TEST_F(SignInTest, WhatIsNoCodeIsRefused) {
  for (const char* body : {"", "x", "[]", "{}", R"({"code":1})",
                           R"({"token":"x"})", R"({"code":)", "\xff\xfe"}) {
    const Response refused = Send(Exchange(body));
    EXPECT_EQ(refused.result_int(), 400u) << body;
    EXPECT_THAT(refused, Gives("MALFORMED"));
  }
  EXPECT_THAT(Use(""), Gives(kUnknown));
  EXPECT_THAT(Use(".."), Gives(kUnknown));
  EXPECT_EQ(Send(Exchange(std::string(limits::kMaxSignInBytes + 1, ' ')))
                .result_int(),
            413u);
  Request form = Exchange(R"({"code":"x"})");
  form.set(http::field::content_type, "text/plain");
  EXPECT_EQ(Send(form).result_int(), 415u);
  Request foreign = Exchange(R"({"code":"x"})");
  foreign.set(http::field::origin, "https://evil.example");
  EXPECT_EQ(Send(foreign).result_int(), 403u);
  const Response get = Get("/sign-in");
  EXPECT_EQ(get.result_int(), 405u);
  EXPECT_EQ(get[http::field::allow], "POST");
}

TEST_F(SignInTest, ARefusalIsInTheLanguageOfTheBrowser) {
  Request request = Exchange(R"({"code":"x"})");
  request.set(http::field::accept_language, "zh-CN");
  EXPECT_THAT(Send(request).body(), HasSubstr("该登录链接不存在"));
}

TEST_F(SignInTest, WhoTriesCodeAfterCodeHasToWait) {
  for (size_t i = 0; i < limits::kMaxRefusals; ++i) {
    ASSERT_EQ(Use(Concat("guess-", i)).result_int(), 404u);
  }
  const std::string code = CodeFor(HeadquartersToken());
  const Response limited = Use(code);
  EXPECT_EQ(limited.result_int(), 429u);
  EXPECT_THAT(limited, Gives("TOO_MANY_REFUSALS"));
  EXPECT_EQ(limited[http::field::retry_after], "61");
  clock().Advance(limits::kRefusalWindow + absl::Seconds(1));
  EXPECT_EQ(Use(code).result_int(), 200u) << "it was not tried before";
}

TEST_F(SignInTest, BehindAProxyEachHasTheirOwnTries) {
  options.behind_proxy = true;
  Restart();
  const auto use_from = [this](const char* address, const std::string& code) {
    Request request = Exchange(Concat(R"({"code":")", code, R"("})"));
    request.set("X-Forwarded-For", address);
    return Send(request).result_int();
  };
  for (size_t i = 0; i < limits::kMaxRefusals; ++i) {
    // What the guesser says of itself is before what the proxy says of it.
    ASSERT_EQ(use_from(Concat("10.0.0.", i, ", 192.0.2.1").c_str(), "x"), 404u);
  }
  EXPECT_EQ(use_from("192.0.2.1", "x"), 429u);
  EXPECT_EQ(use_from("192.0.2.2", CodeFor(HeadquartersToken())), 200u);
}

TEST_F(SignInTest, OnlyTokensGetALink) {
  const SignInLinks links = Links();
  for (const std::string& text :
       {std::string(), std::string("two words"), std::string("\"},{\""),
        std::string(limits::kMaxTokenLength + 1, 'x')}) {
    EXPECT_EQ(links.Make(text).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(Files(), 0u);
}

TEST_F(SignInTest, AFolderThatOthersMayEnterIsRefused) {
  StopGateway();
  chmod(folder_.path().c_str(), 0750);
  EXPECT_THAT(std::string(Gateway::Start(options, clock()).status().message()),
              HasSubstr("with mode 0700"));
  options.sign_in_folder = Concat(folder_.path(), "/none");
  EXPECT_EQ(Gateway::Start(options, clock()).status().code(),
            absl::StatusCode::kNotFound);
  options.sign_in_folder = "";
  StartGateway();
  EXPECT_THAT(Use("x"), Gives(kUnknown)) << "without links none is known";
  chmod(folder_.path().c_str(), 0700);
}

}  // namespace
}  // namespace epiledger::gateway
