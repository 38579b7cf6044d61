// Stories of people at the command line, against the real gateway and services.
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <regex>

#include "absl/time/clock.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"
#include "tests/testing/child_process.h"

namespace epiledger::cli {
namespace {

using gateway::SourceId;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

class CliTest : public CliFixture {};

TEST_F(CliTest, FinanceRecordsAnAllocationAndPaysFromIt) {
  MakeMoney();
  variables_["LC_ALL"] = "zh_CN.UTF-8";
  const Ran paid = Run("finance", Payment("1200.50"));
  EXPECT_EQ(paid.code, 0);
  EXPECT_THAT(paid.out, HasSubstr("1,200.50"));
  EXPECT_THAT(paid.out, HasSubstr("直接支付"));
  EXPECT_THAT(paid.err, HasSubstr("已记录：counties/990101/books/funding 第"));
  EXPECT_EQ(Do("finance", {"allocation", "list"}),
            "标识  资金来源  接收单位  生效日期    有效期至  关闭日期  状态    "
            "已分配    已支付      可用  使用率（‰）\n"
            "d1/1  central   people    2020-01-20                      可用  "
            "6,000.00  1,200.50  4,799.50          200\n\n"
            "已分配       6,000.00\n已支付       1,200.50\n"
            "可用         4,799.50\n使用率（‰）  200\n\n总数  1\n");
  EXPECT_THAT(Do("finance", {"statement", "list", "d1/1"}),
              HasSubstr("-1,200.50"));
  EXPECT_THAT(Do("finance", {"statement", "list", "central"}),
              HasSubstr("10,000.00"));
  EXPECT_EQ(Pending("finance"), 0);
}

TEST_F(CliTest, ARefusalIsToldInTheReadersLanguageAndItsReceiptKept) {
  MakeMoney();
  const int before = Receipts("finance");
  const Ran english = Run("finance", Payment("6000.01"));
  EXPECT_EQ(english.code, 1);
  EXPECT_EQ(english.out, "");
  EXPECT_THAT(english.err, HasSubstr("has 5,000.00 yuan left"));
  EXPECT_THAT(english.err, HasSubstr("[OVERSPENT]"));
  EXPECT_THAT(english.err, HasSubstr("the refusal is entry"));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Run("finance", Payment("6000.01")).err,
              HasSubstr("本次需要 6,000.01 元"));
  EXPECT_EQ(Receipts("finance"), before + 2);
  EXPECT_EQ(Pending("finance"), 0);
}

TEST_F(CliTest, JsonIsForPrograms) {
  MakeMoney();
  variables_["EPILEDGER_FORMAT"] = "json";
  funding::v1::CreatePaymentResponse paid;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(
                  Do("finance", Payment("10")), &paid)
                  .ok());
  EXPECT_EQ(paid.payment().amount().units(), 10);
  funding::v1::ListAllocationsResponse listed;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(
                  Do("finance", {"allocation", "list"}), &listed)
                  .ok());
  EXPECT_EQ(listed.total().available().units(), 5'990);
  const Ran refused = Run("finance", Payment("9999"));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("\"reason\":\"OVERSPENT\""));
  EXPECT_THAT(refused.err, HasSubstr("\"needed\":\"999900\""));
  EXPECT_THAT(refused.err, HasSubstr("\"sequence\":"));
}

TEST_F(CliTest, ThePastIsAskedOnBothAxes) {
  MakeMoney();
  auto early = Payment("100");
  early[9] = "2020-01-25";
  Do("finance", Payment("7"));
  Do("finance", early);
  const auto paid = [&](std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"allocation", "get", "d1/1"});
    const std::string sheet = Do("finance", flags);
    std::smatch match;
    std::regex_search(sheet, match, std::regex("Paid +([0-9,.]+)"));
    return match[1].str();
  };
  EXPECT_EQ(paid({}), "107.00");
  EXPECT_EQ(paid({"--as-of-date", "2020-01-24"}), "0.00");
  EXPECT_EQ(paid({"--as-of-date", "2020-01-25"}), "100.00");
  const std::string entries = Do("auditor", {"journal", "list", "funding"});
  const auto last = std::count(entries.begin(), entries.end(), '\n') - 1;
  EXPECT_EQ(paid({"--as-of-sequence", Concat(last - 1)}), "7.00");
  EXPECT_EQ(paid({"--as-of-sequence", Concat(last - 1), "--as-of-date",
                  "2020-01-31"}),
            "0.00");
}

TEST_F(CliTest, CeilingsLastDaysAndClosingsAreTypedAndShown) {
  MakeMoney();
  const std::string made =
      Do("finance",
         {"document", "create", "d2", "--issuer", "县财政局", "--number",
          "财社〔2020〕2号", "--title", "关于追加资金的通知", "--date",
          "2020-01-20", "--allocation",
          Concat("fund=central,recipient=people,amount=1000,",
                 "purposes=masks:200:300+gowns::400,until=2020-12-31")});
  EXPECT_THAT(made, HasSubstr("masks:200.00:300.00, gowns::400.00"));
  EXPECT_THAT(made, HasSubstr("2020-12-31"));
  EXPECT_THAT(Do("finance", {"document", "get", "d2"}),
              HasSubstr("gowns::400.00  2020-12-31"));
  const std::string shown = Do("finance", {"allocation", "get", "d2/1"});
  EXPECT_THAT(shown, HasSubstr("Valid until"));
  EXPECT_THAT(shown, HasSubstr("Below ceiling"));
  EXPECT_THAT(shown, ContainsRegex("masks +200.00 +300.00"));
  EXPECT_THAT(shown, ContainsRegex("gowns +0.00 +400.00"));
  const std::vector<std::string> close = {"allocation", "close", "d2/1",
                                          "--date", "2020-01-31"};
  EXPECT_THAT(Run("finance", close).err, HasSubstr("800.00 yuan available"));
  for (const auto& [purpose, amount] :
       {std::pair("masks", "200"), std::pair("any", "800")}) {
    Do("finance", {"allocation", "change", "d2/1", "--kind", "recall",
                   "--purpose", purpose, "--amount", amount, "--date",
                   "2020-01-30", "--reason", "结余收回"});
  }
  Do("finance", close);
  EXPECT_THAT(Do("finance", {"allocation", "get", "d2/1"}),
              ContainsRegex("Closed +2020-01-31"));
  EXPECT_THAT(Do("finance", {"document", "get", "d2"}),
              HasSubstr("2020-12-31   2020-01-31"));
  EXPECT_THAT(Do("finance",
                 {"allocation", "get", "d2/1", "--as-of-date", "2020-01-30"}),
              Not(HasSubstr("Closed")));
}

TEST_F(CliTest, ListsGoOverTheirPagesUpToTheLimit) {
  MakeMoney();
  for (int i = 0; i < 7; ++i) {
    auto payment = Payment("1");
    payment.insert(payment.end(), {"--invoice", Concat(i)});
    Do("finance", payment);
  }
  EXPECT_EQ(Payments(), 7);
  const Ran cut = Run("finance", {"payment", "list", "--limit", "3"});
  EXPECT_THAT(cut.err, HasSubstr("There are more"));
  EXPECT_THAT(cut.out, ContainsRegex("Total +7.00"));
}

TEST_F(CliTest, ALostAnswerIsAskedForAgainUnderTheSameId) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  line.answers_to_lose = 1;
  const Ran paid = Run("finance", Payment("10"));
  EXPECT_EQ(paid.code, 0) << paid.err;
  EXPECT_THAT(paid.err, HasSubstr("Was recorded before"));
  EXPECT_EQ(line.writes(), 2);
  EXPECT_EQ(Payments(), 1);
  EXPECT_EQ(Pending("finance"), 0);
}

TEST_F(CliTest, AnUnknownOutcomeWaitsUntilItIsSentAgain) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  const Ran lost = Run("finance", Payment("10"));
  EXPECT_EQ(lost.code, 4);
  std::smatch match;
  ASSERT_TRUE(std::regex_search(lost.err, match,
                                std::regex("pending resend ([0-9a-f-]+)")))
      << lost.err;
  const std::string id = match[1];
  EXPECT_EQ(Pending("finance"), 1);
  EXPECT_THAT(Do("finance", {"pending", "list"}), HasSubstr(id));

  // Nobody is asked, so nothing is done.
  const Ran again = Run("finance", Payment("10"));
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, HasSubstr(id));
  EXPECT_EQ(line.writes(), 1);
  // Another body is another request.
  EXPECT_EQ(Run("finance", Payment("11")).code, 0);

  const Ran resent = Run("finance", {"pending", "resend", id});
  EXPECT_EQ(resent.code, 0) << resent.err;
  EXPECT_THAT(resent.err, HasSubstr("Was recorded before"));
  EXPECT_EQ(Pending("finance"), 0);
  EXPECT_EQ(Payments(), 2);
}

TEST_F(CliTest, APersonIsAskedWhetherToSendItAgainOrMakeAnother) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("10")).code, 4);
  is_terminal_ = true;
  typed_ = "c\n";
  EXPECT_EQ(Run("finance", Payment("10")).code, 2);
  EXPECT_EQ(Payments(), 1);
  typed_ = "n\n";
  const Ran another = Run("finance", Payment("10"));
  EXPECT_EQ(another.code, 0);
  EXPECT_THAT(another.err, HasSubstr("[r]esend"));
  EXPECT_EQ(Payments(), 2);
  EXPECT_EQ(Pending("finance"), 1);
  typed_ = "r\n";
  EXPECT_EQ(Run("finance", Payment("10")).code, 0);
  EXPECT_EQ(Payments(), 2);
  EXPECT_EQ(Pending("finance"), 0);
}

TEST_F(CliTest, ScriptsSayResendOrNewAndMayBringTheirOwnIds) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  const auto with = [](std::vector<std::string> words,
                       const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  };
  line.requests_to_lose = 1;
  EXPECT_EQ(Run("finance", with(Payment("10"), {"--request-id", "mine"})).code,
            4);
  EXPECT_EQ(Run("finance", with(Payment("11"), {"--request-id", "mine"})).code,
            2);
  EXPECT_EQ(Run("finance", with(Payment("10"), {"--request-id", "mine"})).code,
            0);
  EXPECT_EQ(Payments(), 1);
  // The id is used up: the same gives the first answer, another is refused.
  EXPECT_EQ(Run("finance", with(Payment("10"), {"--request-id", "mine"})).code,
            0);
  const Ran reused =
      Run("finance", with(Payment("11"), {"--request-id", "mine"}));
  EXPECT_EQ(reused.code, 1);
  EXPECT_THAT(reused.err, HasSubstr("REQUEST_ID_REUSED"));
  EXPECT_EQ(Payments(), 1);
  EXPECT_EQ(Pending("finance"), 0);

  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("20")).code, 4);
  EXPECT_EQ(Run("finance", with(Payment("20"), {"--resend"})).code, 0);
  EXPECT_EQ(Payments(), 2);
  // With nothing pending it is a request like any other.
  EXPECT_EQ(Run("finance", with(Payment("20"), {"--resend"})).code, 0);
  EXPECT_EQ(Payments(), 3);
}

TEST_F(CliTest, KilledWhileItsRequestIsOnTheWayItIsSentAgainAndDoneOnce) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  line.calls_to_hold = 1;
  std::vector<std::string> words = {
      "env",
      "XDG_STATE_HOME=" + variables_["XDG_STATE_HOME"],
      testing::ProgramFolder() + "/epiledger",
      "--profiles",
      folder(),
      "--profile",
      "finance",
      "--address",
      line.address()};
  for (const std::string& word : Payment("10")) words.push_back(word);
  const auto process = testing::StartProcess(words, folder() + "/killed.log");
  ASSERT_TRUE(process.ok()) << process.status();
  ASSERT_TRUE(line.AwaitHeld(1))
      << ReadWholeFile(folder() + "/killed.log").value_or("");
  ASSERT_EQ(kill(*process, SIGKILL), 0);
  EXPECT_FALSE(testing::WaitForProcess(*process));
  EXPECT_EQ(Pending("finance"), 1);
  EXPECT_EQ(Run("finance", Payment("10")).code, 2);
  auto again = Payment("10");
  again.push_back("--resend");
  EXPECT_EQ(Run("finance", again).code, 0);
  EXPECT_EQ(Payments(), 1);
  EXPECT_EQ(Pending("finance"), 0);
}

TEST_F(CliTest, WhatCannotBeSentIsNotPendingAndWhatWasSentStaysSo) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("10")).code, 4);
  variables_["EPILEDGER_ADDRESS"] = "127.0.0.1:1";
  const Ran away = Run("finance", Payment("20"));
  EXPECT_EQ(away.code, 3);
  EXPECT_THAT(away.err, HasSubstr("127.0.0.1:1 cannot be reached"));
  EXPECT_THAT(away.err, HasSubstr("Nothing was sent"));
  EXPECT_EQ(Run("finance", {"fund", "list"}).code, 3);
  EXPECT_EQ(Pending("finance"), 1);
  auto again = Payment("10");
  again.push_back("--resend");
  EXPECT_EQ(Run("finance", again).code, 4);
  EXPECT_EQ(Pending("finance"), 1);
}

TEST_F(CliTest, AnExpiredTokenDoesNotSettleWhatMayHaveBeenRecorded) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("10")).code, 4);
  gateway_.clock().Advance(absl::Hours(2));
  auto again = Payment("10");
  again.push_back("--resend");
  const Ran expired = Run("finance", again);
  EXPECT_EQ(expired.code, 4);
  EXPECT_THAT(expired.err, HasSubstr("TOKEN_EXPIRED"));
  EXPECT_EQ(Pending("finance"), 1);
  // A first try with such a token is surely undecided.
  EXPECT_EQ(Run("finance", Payment("20")).code, 1);
  EXPECT_EQ(Pending("finance"), 1);
  WriteToken("finance", gateway_.FinanceToken());
  EXPECT_EQ(Run("finance", again).code, 0);
  EXPECT_EQ(Payments(), 1);
}

TEST_F(CliTest, AnotherPersonsRequestIsNotSentAgain) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("10")).code, 4);
  WriteToken("finance",
             gateway_.pki().Token(
                 {"li-si", gateway::kCounty, "", {auth::v1::ROLE_FINANCE}},
                 gateway_.clock().Now()));
  auto again = Payment("10");
  again.push_back("--resend");
  const Ran other = Run("finance", again);
  EXPECT_EQ(other.code, 2);
  EXPECT_THAT(other.err, HasSubstr("only that person"));
  EXPECT_EQ(line.writes(), 1);
  EXPECT_EQ(Run("finance", {"pending", "discard", "nobody", "--yes"}).code, 2);
}

TEST_F(CliTest, ACountyGoesOnWhereItStopped) {
  gateway_.StopService(SourceId::kSupplies);
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  const std::vector<std::string> words = {
      "county", "create", "990101", "--code", "990101", "--name", "示范县"};
  const Ran stopped = Run("operator", words);
  EXPECT_EQ(stopped.code, 4) << stopped.err;
  EXPECT_EQ(Pending("operator"), 1);
  EXPECT_EQ(Run("operator", words).code, 2);
  gateway_.StartService(SourceId::kSupplies);
  auto again = words;
  again.push_back("--resend");
  variables_["EPILEDGER_RETRY_FOR"] = "5s";
  const Ran done = Run("operator", again);
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_EQ(Pending("operator"), 0);
  for (const char* book : {"funding", "supplies", "readiness"}) {
    EXPECT_THAT(Do("auditor", {"journal", "head", book}),
                HasSubstr(Concat("counties/990101/books/", book)));
  }
  // Once more is another request, and the county is there.
  EXPECT_EQ(Run("operator", words).code, 1);
}

TEST_F(CliTest, ATokenOpenToOthersIsNotUsed) {
  ASSERT_EQ(chmod((folder() + "/finance.token").c_str(), 0644), 0);
  const Ran open = Run("finance", {"fund", "list"});
  EXPECT_EQ(open.code, 2);
  EXPECT_THAT(open.err, HasSubstr("set its mode to 0600"));
}

TEST_F(CliTest, AHospitalCountsAndSeesHowLongItLasts) {
  MakeMoney();
  Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                      "--kind", "consumable", "--unit", "只", "--pack",
                      "box=20:盒", "--standard", "GB 19083-2010"});
  Do("hospital",
     {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
  Do("hospital", {"count", "create", "ward", "--time", "2020-01-30 18:00",
                  "--line", "n95=5*box"});
  Do("hospital", {"stock", "receive", "ward", "--time", "2020-01-31 09:00",
                  "--origin", "donor", "--donor", "red-cross", "--line",
                  "n95=2*box,batch=B1,expiry=2022-01-31"});
  const std::string count =
      Do("hospital", {"count", "create", "ward", "--time", "2020-01-31 18:00",
                      "--line", "n95=4*box+10"});
  // 100 + 40 - 90
  EXPECT_THAT(count, HasSubstr("140"));
  EXPECT_THAT(count, HasSubstr("50"));
  variables_["LANG"] = "zh_CN.UTF-8";
  const std::string stock = Do("hospital", {"stock", "list", "ward"});
  EXPECT_THAT(stock, HasSubstr("people/ward"));
  EXPECT_THAT(stock, HasSubstr("90"));
  EXPECT_THAT(stock, HasSubstr("可用天数"));
  EXPECT_THAT(stock, HasSubstr("距耗尽天数"));
  // Another hospital's store is not this clerk's.
  const Ran other = Run("warehouse", {"stock", "list", "people/ward"});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.err, HasSubstr("FACILITY_NOT_ALLOWED"));
}

TEST_F(CliTest, HeadquartersSeesWhoReportedAndWhomToPhone) {
  MakeMoney();
  Do("operator",
     {"organization", "create", "health", "--name", "示范县卫生健康局"});
  for (const auto& [id, name] :
       {std::pair("people", "示范县人民医院"), std::pair("tcm", "中医医院")}) {
    Do("operator",
       {"facility", "create", id, "--name", name, "--kind", "hospital",
        "--organization", "health", "--report-form", "hospital-daily"});
  }
  Do("operator", {"facility", "create", "cdc", "--name", "疾控中心", "--kind",
                  "disease-control", "--organization", "health"});
  Do("operator",
     {"subject", "create", "s-1", "--role", "hospital", "--works-at", "tcm",
      "--name", "李护士", "--telephone", "13800000000"});
  Do("operator", {"facility", "contact", "tcm", "--subject", "s-1"});
  Do("hospital", {"report", "submit", "--date", "today", "--beds-staffed",
                  "200", "--beds-occupied", "150", "--ventilators", "unknown",
                  "--personnel", "in-place", "--medicines", "not-in-place"});
  Do("hospital",
     {"report", "correct", "2020-02-01", "--revision", "1", "--reason",
      "录入有误", "--beds-staffed", "200", "--beds-occupied", "130"});
  gateway_.clock().Advance(absl::Minutes(50));
  const std::string status = Do("headquarters", {"report", "status"});
  EXPECT_THAT(status, HasSubstr("13800000000"));
  // Filed before it was due: neither due by now nor missing.
  EXPECT_THAT(status, HasSubstr("Due by now       0"));
  EXPECT_THAT(status, HasSubstr("Not due yet      2"));
  EXPECT_THAT(status, HasSubstr("Of these, filed  1"));
  EXPECT_THAT(Do("headquarters", {"report", "get", "people/2020-02-01"}),
              HasSubstr("130"));
  // The gateway's picture follows the services a moment later.
  const auto shown = [this](const std::vector<std::string>& words,
                            std::string_view text) {
    std::string picture;
    for (int tries = 0; tries < 100; ++tries) {
      picture = Do("headquarters", words);
      if (picture.find(text) != std::string::npos) break;
      absl::SleepFor(absl::Milliseconds(100));
    }
    return picture;
  };
  EXPECT_THAT(shown({"overview", "facility", "people"}, "130"),
              HasSubstr("130"));
  const std::string overview = shown({"overview", "county"}, "示范县人民医院");
  EXPECT_THAT(overview, HasSubstr("财社〔2020〕1号"));
  EXPECT_THAT(overview, HasSubstr("6,000.00"));
  EXPECT_THAT(overview, HasSubstr("undivided"));
  EXPECT_THAT(overview, HasSubstr("none owed"));
  EXPECT_THAT(overview, HasSubstr("示范县人民医院"));
}

}  // namespace
}  // namespace epiledger::cli
