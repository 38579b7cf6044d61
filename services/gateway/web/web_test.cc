// The HQ page as a browser meets it, before three real services.
#include <sys/resource.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/beast/http.hpp"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/web/page_files.h"
#include "services/gateway/web/web_fixture.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kOverview[] = "/hq/overview?lang=zh&county=990101";

class WebTest : public ::testing::Test, protected WebFixture {
 protected:
  // Whether the other side closes the connection before `end`.
  static bool IsClosed(tcp::socket& socket, absl::Time end) {
    socket.non_blocking(true);
    char byte = 0;
    boost::system::error_code error = asio::error::would_block;
    while (error == asio::error::would_block && absl::Now() < end) {
      absl::SleepFor(absl::Milliseconds(10));
      socket.read_some(asio::buffer(&byte, 1), error);
    }
    return error == asio::error::eof || error == asio::error::connection_reset;
  }
};

// Two ends of so many connections, and what the services hold.
void AllowOpenFiles(rlim_t count) {
  rlimit files{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &files), 0);
  ASSERT_GE(files.rlim_max, count);
  files.rlim_cur = std::max(files.rlim_cur, count);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &files), 0);
}

TEST_F(WebTest, TheShellIsServedAndNothingInItIsInline) {
  const Response page = Get("/");
  EXPECT_EQ(page.result_int(), 200u);
  EXPECT_EQ(page.body(), kIndexHtml);
  EXPECT_THAT(page.body(), Not(HasSubstr("<style")));
  EXPECT_THAT(page.body(), Not(HasSubstr(" on")));
  EXPECT_THAT(std::string(page["Content-Security-Policy"]),
              HasSubstr("default-src 'none'; script-src 'self'"));
  EXPECT_EQ(page["X-Content-Type-Options"], "nosniff");
  EXPECT_EQ(page["Referrer-Policy"], "no-referrer");
  EXPECT_EQ(page["Cross-Origin-Opener-Policy"], "same-origin");
  EXPECT_EQ(Get("/hq").body(), kIndexHtml);
  EXPECT_EQ(Get("/page.js").body(), kPageJs);
  EXPECT_EQ(Get("/page.css")[http::field::content_type],
            "text/css; charset=utf-8");
}

TEST_F(WebTest, TheOverviewIsShownToWhomGetOverviewShowsIt) {
  MakeSample();
  AwaitOverview(IsComplete);
  const Response nobody = Get(kOverview);
  EXPECT_EQ(nobody.result_int(), 401u);
  EXPECT_THAT(nobody.body(), HasSubstr("令牌"));
  EXPECT_THAT(nobody.body(), Not(HasSubstr("示范县人民医院")));
  EXPECT_EQ(Get(kOverview, "not.a.token").result_int(), 401u);
  EXPECT_EQ(
      Get(kOverview, Token(auth::v1::ROLE_HOSPITAL, "people")).result_int(),
      403u);
  const std::string headquarters = HeadquartersToken();
  EXPECT_EQ(
      Get("/hq/overview?lang=zh&county=990102", headquarters).result_int(),
      403u);
  EXPECT_EQ(Get("/hq/overview", headquarters).result_int(), 400u);

  const Response page = Get(kOverview, headquarters);
  EXPECT_EQ(page.result_int(), 200u);
  EXPECT_EQ(page[http::field::cache_control], "no-store");
  EXPECT_THAT(page.body(), HasSubstr("<strong>6,000.00 元</strong>"));
  EXPECT_THAT(page.body(), HasSubstr("<td>示范县人民医院</td>"));
  // Whom to ask, for those who may phone; that there is somebody, for others.
  EXPECT_THAT(page.body(), HasSubstr("<td>示范县人民医院</td><td>李护士 "
                                     "13800000000</td>"));
  const Response auditor = Get(kOverview, Token(auth::v1::ROLE_AUDITOR));
  EXPECT_THAT(auditor.body(),
              HasSubstr("<td>示范县人民医院</td><td>已登记</td>"));
  EXPECT_THAT(auditor.body(), Not(HasSubstr(kTelephone)));
  EXPECT_THAT(auditor.body(), Not(HasSubstr("李护士")));
  const Response english =
      Get("/hq/overview?lang=en&county=990101", headquarters);
  EXPECT_THAT(english.body(), HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(english.body(), HasSubstr("<strong>6,000.00 yuan</strong>"));
  // Finance sees money, and no facilities.
  const Response finance = Get(kOverview, FinanceToken());
  EXPECT_EQ(finance.result_int(), 200u);
  EXPECT_THAT(finance.body(), HasSubstr("6,000.00 元"));
  EXPECT_THAT(finance.body(), Not(HasSubstr("示范县人民医院")));
  EXPECT_THAT(finance.body(), HasSubstr("该角色不可查看"));
}

TEST_F(WebTest, OfACountyThatNeverReportedNothingIsZeroOrReady) {
  CreateCounty();
  MakeReadiness();
  AwaitOverview([](const command::v1::Overview& overview) {
    const auto& facilities = overview.readiness().summary().facilities();
    return facilities.size() == 1 && facilities[0].has_contact() &&
           overview.money().status().has_read_at() &&
           overview.supplies().status().has_read_at();
  });
  const std::string page = Get(kOverview, HeadquartersToken()).body();
  for (const char* const indicator :
       {"开放床位", "占用床位", "在用呼吸机", "排查返乡人员", "检测点"}) {
    EXPECT_THAT(page, HasSubstr(Concat("<tr><td>", indicator,
                                       "</td><td>未报</td><td>0</td>")));
  }
  EXPECT_THAT(page, HasSubstr("<td>占用床位 / 开放床位</td><td>未报</td>"));
  for (const char* const dimension :
       {"人员", "器械", "药品", "值守", "预案演练"}) {
    // Not ready, unknown, at risk, ready, contradicted.
    EXPECT_THAT(page, HasSubstr(Concat("<tr><td>", dimension,
                                       "</td><td>0</td><td>1</td><td>0</td>"
                                       "<td>0</td><td>0</td></tr>")));
  }
  EXPECT_THAT(page, Not(HasSubstr("<td>达标</td>")));
  EXPECT_THAT(page, Not(HasSubstr("0.00")));
  EXPECT_THAT(page, HasSubstr("未登记指标文。"));
  EXPECT_THAT(page, HasSubstr("请向以下机构核实：示范县人民医院。"));
  EXPECT_THAT(page, HasSubstr("<td>示范县人民医院</td><td>李护士 "
                              "13800000000</td>"));
}

TEST_F(WebTest, ANameIsTextAndNeverAMark) {
  MakeSample();
  const auto made = Call<readiness::v1::CreateFacilityResponse>(
      Concat(kRegister, "CreateFacility"),
      From<readiness::v1::CreateFacilityRequest>(
          R"(request_id: 'odd' parent: 'counties/990101' facility_id: 'odd'
             facility {
               display_name: '<script>alert("1")</script>' kind: KIND_HOSPITAL
               organization: 'counties/990101/organizations/health'
               report_form: REPORT_FORM_HOSPITAL_DAILY
             })"),
      OperatorToken());
  ASSERT_TRUE(made.status.ok()) << made.status.error_message();
  AwaitOverview([](const command::v1::Overview& overview) {
    return overview.readiness().summary().facilities_size() == 2;
  });
  const std::string page = Get(kOverview, HeadquartersToken()).body();
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&quot;1&quot;)"));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
}

TEST_F(WebTest, WhatIsNotThereOrNotReadIsSaidSo) {
  EXPECT_EQ(Get("/index.html").result_int(), 404u);
  EXPECT_EQ(Get("/../services/gateway/main.cc").result_int(), 404u);
  Request post = Ask(http::verb::post, kOverview);
  post.prepare_payload();
  const Response refused = Send(post);
  EXPECT_EQ(refused.result_int(), 405u);
  EXPECT_EQ(refused[http::field::allow], "GET");
  post.body() = "x";
  post.prepare_payload();
  EXPECT_EQ(Send(post).result_int(), 413u);
  Request longest = Ask(http::verb::get, "/");
  longest.set("X-Long", std::string(limits::kMaxWebHeaderBytes, 'x'));
  EXPECT_EQ(Send(longest).result_int(), 431u);
}

TEST_F(WebTest, WhoIsSlowOrOneTooManyIsCutOffAndCallsGoOn) {
  AllowOpenFiles(3 * limits::kMaxWebConnections);
  asio::io_context io;
  tcp::socket slow(io);
  slow.connect(Endpoint());
  std::vector<std::unique_ptr<tcp::socket>> many;
  for (int i = 1; i < limits::kMaxWebConnections; ++i) {
    many.push_back(std::make_unique<tcp::socket>(io));
    many.back()->connect(Endpoint());
  }
  tcp::socket one_more(io);
  one_more.connect(Endpoint());
  EXPECT_TRUE(IsClosed(one_more, absl::Now() + absl::Seconds(5)));
  CreateCounty();
  EXPECT_TRUE(Overview(HeadquartersToken()).status.ok());
  EXPECT_TRUE(IsClosed(
      slow, absl::Now() + limits::kWebRequestTime + absl::Seconds(10)));
  // Their places are free again.
  const absl::Time end = absl::Now() + absl::Seconds(10);
  tcp::socket next(io);
  while (absl::Now() < end) {
    next = tcp::socket(io);
    next.connect(Endpoint());
    if (!IsClosed(next, absl::Now() + absl::Milliseconds(200))) break;
  }
  EXPECT_EQ(Get("/").result_int(), 200u);
}

TEST_F(WebTest, NothingIsServedUnlessThePortIsSet) {
  StopGateway();
  options.https_port = -1;
  StartGateway();
  EXPECT_EQ(gateway().https_port(), 0);
}

}  // namespace
}  // namespace epiledger::gateway
