// What people are told, word for word: in the names they typed, in their own
// zone and language, and never in gRPC's words.
#include <map>

#include "absl/time/clock.h"
#include "clients/cli/command/flags.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class WordsTest : public CliFixture {
 protected:
  void MakeStore() {
    MakeMoney();
    Do("headquarters",
       {"item", "create", "n95", "--name", "N95医用防护口罩", "--kind",
        "consumable", "--unit", "只", "--pack", "box=20:盒"});
    Do("headquarters", {"item", "create", "gowns", "--name", "防护服", "--kind",
                        "consumable", "--unit", "件"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
  }
  Ran Count(const std::string& time, const std::vector<std::string>& lines) {
    std::vector<std::string> words = {"count", "create", "ward", "--time",
                                      time};
    for (const std::string& line : lines) {
      words.insert(words.end(), {"--line", line});
    }
    return Run("hospital", words);
  }
  // Asks until the answer has `text`: denials are recorded beside the calls.
  std::string Shown(const std::string& profile,
                    const std::vector<std::string>& words,
                    std::string_view text) {
    std::string shown;
    for (int tries = 0; tries < 100; ++tries) {
      shown = Do(profile, words);
      if (shown.find(text) != std::string::npos) break;
      absl::SleepFor(absl::Milliseconds(50));
    }
    return shown;
  }
};

TEST_F(WordsTest, TheAuditorReadsWhoWasDeniedWhatAndWhy) {
  MakeStore();
  ASSERT_EQ(Count("2020-01-31 18:00", {"n95=10"}).code, 0);
  EXPECT_EQ(Run("warehouse", {"stock", "list", "people/ward"}).code, 1);
  const std::string all =
      Shown("auditor", {"journal", "list", "supplies-access"}, "FACILITY_NOT");
  EXPECT_THAT(all, HasSubstr("denied"));
  EXPECT_THAT(all, HasSubstr("ListStock"));
  EXPECT_THAT(all, HasSubstr("reserve"));
  EXPECT_THAT(all, HasSubstr("people/ward"));
  EXPECT_THAT(all, HasSubstr("CreateCounty"));
  const std::string refused =
      Do("auditor", {"journal", "list", "supplies-access", "--refused"});
  EXPECT_THAT(refused, HasSubstr("FACILITY_NOT_ALLOWED"));
  EXPECT_THAT(refused, Not(HasSubstr("CreateCounty")));
  // The ledger tells what a rule refused from what was recorded.
  EXPECT_EQ(Run("finance", Payment("9999")).code, 1);
  const std::string ledger =
      Do("auditor", {"journal", "list", "funding", "--refused"});
  EXPECT_THAT(ledger, HasSubstr("refused"));
  EXPECT_THAT(ledger, HasSubstr("OVERSPENT"));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("auditor", {"journal", "list", "supplies-access"}),
              HasSubstr("越权被拒"));
}

TEST_F(WordsTest, TheAuditorReadsWhatWasRefusedAndWhatWouldHaveFitted) {
  MakeStore();
  EXPECT_EQ(Run("finance", Payment("9999")).code, 1);
  EXPECT_EQ(Run("finance", {"fund", "create", "central", "--name", "中央资金",
                            "--kind", "central"})
                .code,
            1);
  const std::string all = Do("auditor", {"refusal", "list"});
  EXPECT_THAT(all, HasSubstr("CreatePayment  OVERSPENT"));
  EXPECT_LT(all.find("CreateFund"), all.find("CreatePayment"));
  const std::string few =
      Do("auditor", {"refusal", "list", "--allocation", "d1/1", "--method",
                     "CreatePayment", "--from", "2020-01-01 00:00"});
  EXPECT_THAT(few, HasSubstr("d1/1 has 5,000.00 yuan left for gowns"));
  EXPECT_THAT(few, Not(HasSubstr("CreateFund")));
  EXPECT_EQ(Do("auditor", {"refusal", "list", "--book", "supplies"}),
            "(none)\n");
  // The refused payment: the seventh entry after the genesis.
  const std::string one = Do("auditor", {"refusal", "get", "7"});
  EXPECT_THAT(one, HasSubstr("OVERSPENT"));
  EXPECT_THAT(one, HasSubstr("示范医疗器械有限公司"));
  EXPECT_THAT(one, HasSubstr("9,999.00"));
  EXPECT_THAT(one, HasSubstr("What would fit: up to 5,000.00 yuan."));
  EXPECT_EQ(Run("auditor", {"refusal", "get", "2"}).code, 1);
  EXPECT_EQ(Run("finance", {"refusal", "list"}).code, 1);
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("auditor", {"refusal", "get", "7"}),
              HasSubstr("可行数额：不超过 5,000.00 元。"));
}

TEST_F(WordsTest, AQuestionBackNamesTheLineAsTypedAndHowToConfirmIt) {
  MakeStore();
  ASSERT_EQ(Count("2020-01-30 18:00", {"n95=100", "gowns=60"}).code, 0);
  const Ran asked =
      Count("2020-01-31 18:00", {"n95=10", "gowns=5", "n95=1*box"});
  EXPECT_EQ(asked.code, 1);
  const Ran two = Count("2020-01-31 18:00", {"n95=10", "gowns=5"});
  EXPECT_EQ(two.code, 1);
  EXPECT_EQ(two.err,
            "--line n95=10,confirm: n95: 10 counted where 100 were expected, a "
            "change of more than five times; confirm that it is so\n"
            "--line gowns=5,confirm: gowns: 5 counted where 60 were expected, "
            "a change of more than five times; confirm that it is so "
            "[CONFIRMATION_NEEDED]\n");
  EXPECT_EQ(
      Count("2020-01-31 18:00", {"n95=10,confirm", "gowns=5,confirm"}).code, 0);
}

TEST_F(WordsTest, ATimeAheadIsToldInTheZoneItWasTypedIn) {
  MakeStore();
  const Ran ahead = Count("2020-02-01 18:00", {"n95=10"});
  EXPECT_EQ(ahead.code, 1);
  EXPECT_THAT(ahead.err, HasSubstr("--time: is 2020-02-01 18:00:00, later than "
                                   "now (2020-02-01 09:00:00)"));
}

TEST_F(WordsTest, NamesAreShortAsTheyWereTyped) {
  MakeMoney();
  EXPECT_THAT(Run("finance", Payment("6000.01")).err,
              HasSubstr("d1/1 has 5,000.00 yuan left for gowns from"));
  auto lost = Payment("1");
  lost[3] = "d1/9";
  EXPECT_THAT(Run("finance", lost).err,
              HasSubstr("There is no allocation d1/9."));
}

TEST_F(WordsTest, AListIsAFileForASpreadsheet) {
  MakeMoney();
  auto payment = Payment("20.5");
  payment.insert(payment.end(), {"--invoice", "0449001"});
  Do("finance", payment);
  const std::string csv = Do("finance", {"payment", "list", "--format", "csv"});
  EXPECT_EQ(csv.substr(0, 3), "\xef\xbb\xbf");
  EXPECT_THAT(csv, HasSubstr(",2020-02-01,\"d1/1\",\"gowns\",20.50,"));
  EXPECT_THAT(csv, HasSubstr("\"示范医疗器械有限公司\""));
  const std::string workbook =
      Do("finance", {"payment", "list", "--format", "xlsx"});
  EXPECT_EQ(workbook.substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(Do("auditor", {"journal", "list", "funding", "--limit", "1",
                           "--format", "csv"})
                .substr(0, 3),
            "\xef\xbb\xbf");
  const Ran wrong = Run("finance", {"payment", "list", "--format", "pdf"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("table, json, csv, xlsx"));
}

TEST_F(WordsTest, NothingThereIsSaid) {
  MakeStore();
  EXPECT_EQ(Do("hospital", {"count", "list", "ward"}), "(none)\n");
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr("(none)\n"));
  EXPECT_EQ(Do("finance", {"pending", "list"}), "(none)\n");
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_EQ(Do("hospital", {"stock", "movements", "ward"}), "（无）\n");
}

TEST_F(WordsTest, MoneyOfAccountsIsInYuanAndGoodsInPieces) {
  MakeStore();
  ASSERT_EQ(Count("2020-01-31 18:00", {"n95=1000*box"}).code, 0);
  EXPECT_THAT(Do("auditor", {"journal", "accounts", "funding"}),
              HasSubstr("4,000.00\n"));
  EXPECT_THAT(Do("auditor", {"journal", "accounts", "supplies"}),
              HasSubstr("20,000\n"));
}

TEST_F(WordsTest, WhatIsNotDividedByPurposeHasAName) {
  MakeMoney();
  const std::string sheet = Do("finance", {"allocation", "get", "d1/1"});
  EXPECT_THAT(sheet, HasSubstr("undivided"));
  EXPECT_THAT(sheet, Not(HasSubstr("any")));
}

TEST_F(WordsTest, NobodyReadsGrpcsWordsWhenNothingAnswers) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.calls_to_hold = 1;
  variables_["EPILEDGER_TIMEOUT"] = "1s";
  const Ran silent = Run("finance", Payment("10"));
  EXPECT_EQ(silent.code, 4);
  EXPECT_THAT(silent.err,
              HasSubstr(Concat(line.address(), " did not answer within 1s")));
  EXPECT_THAT(silent.err, Not(HasSubstr("Exceeded")));
  line.answers_to_lose = 1;
  const Ran broken = Run("finance", Payment("11"));
  EXPECT_EQ(broken.code, 4);
  EXPECT_THAT(broken.err, HasSubstr("The line to"));
  variables_["EPILEDGER_ADDRESS"] = "127.0.0.1:1";
  const Ran away = Run("finance", {"fund", "list"});
  EXPECT_EQ(away.code, 3);
  EXPECT_THAT(away.err, HasSubstr("127.0.0.1:1 cannot be reached: nothing "
                                  "listens there. Start the gateway"));
  EXPECT_THAT(away.err, Not(HasSubstr("ipv4:")));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Run("finance", {"fund", "list"}).err,
              HasSubstr("无法连接 127.0.0.1:1：该地址没有服务"));
  variables_["EPILEDGER_ADDRESS"] = "no-such-host.invalid:1";
  EXPECT_THAT(Run("finance", {"fund", "list"}).err,
              HasSubstr("无法连接 no-such-host.invalid:1"));
}

TEST_F(WordsTest, AStrangersCertificateIsNotTrustedAndThatIsSaid) {
  testing::TestPki strangers;
  variables_["EPILEDGER_CA_FILE"] = strangers.NoCertificate().ca;
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  const Ran away = Run("finance", {"fund", "list"});
  EXPECT_EQ(away.code, 3);
  EXPECT_THAT(away.err, HasSubstr("its certificate is not one that"));
}

TEST_F(WordsTest, APendingRequestIsReadableInAnyLanguage) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  EXPECT_EQ(Run("finance", Payment("10")).code, 4);
  const std::string pending = Do("finance", {"pending", "list"});
  EXPECT_THAT(pending, HasSubstr("\"payee\":\"示范医疗器械有限公司\""));
  EXPECT_THAT(pending, Not(HasSubstr("\\")));
}

// One value for each thing a read is about.
std::string ValueOf(std::string_view flag) {
  static const std::map<std::string_view, std::string> kValues = {
      {"FUND", "central"},
      {"ALLOCATION", "d1/1"},
      {"ACCOUNT", "d1/1"},
      {"DOCUMENT", "d1"},
      {"ITEM", "n95"},
      {"LOT", "n95/8-1"},
      {"STORE", "people/ward"},
      {"COUNT", "people/ward/1"},
      {"SHIPMENT", "people/ward/1"},
      {"FACILITY", "people"},
      {"TOKEN", "s-1/1"},
      {"REPORT", "people/2020-01-31"},
      {"--in", "chinese"},
      {"--as", "markdown"},
      {"--as-of-date", "2020-01-31"},
      {"--as-of-sequence", "1"},
      {"--from", "2020-01-01"},
      {"--until", "2020-02-28"},
      {"--until-time", "2020-02-02 08:59"}};
  const auto found = kValues.find(flag);
  if (found != kValues.end()) return found->second;
  return flag.front() == '-' ? "2020-02-01 08:59" : "x-1";
}

TEST_F(WordsTest, EveryPastPointThatIsOfferedIsOneTheServiceTakes) {
  MakeStore();
  int asked = 0;
  for (const Command& command : AllCommands()) {
    if (command.method.empty()) continue;
    for (const Flag& point : FlagsOf(command)) {
      if (point.flag.rfind("--as-of-", 0) != 0) continue;
      std::vector<std::string> words = {std::string(command.noun),
                                        std::string(command.verb)};
      for (const Flag& flag : command.flags) {
        const bool has_place = flag.flag.front() != '-';
        if (!has_place && !IsRequired(command, flag)) continue;
        if (!has_place) words.emplace_back(flag.flag);
        words.push_back(ValueOf(flag.flag));
      }
      words.insert(words.end(), {std::string(point.flag), ValueOf(point.flag)});
      words.insert(words.end(), {"--facility", "people"});
      const Ran ran = Run("auditor", words);
      const std::string what =
          Concat(command.noun, " ", command.verb, " ", point.flag, ran.err);
      EXPECT_NE(ran.code, 2) << what;
      EXPECT_THAT(ran.err, Not(HasSubstr("as_of"))) << what;
      EXPECT_THAT(ran.err, Not(HasSubstr("AS_OF_AXIS"))) << what;
      EXPECT_THAT(ran.err, Not(HasSubstr("RECORDED_TIME_ONLY"))) << what;
      ++asked;
    }
  }
  EXPECT_GT(asked, 50);
  EXPECT_EQ(Run("auditor",
                {"stock", "list", "people/ward", "--as-of-date", "2020-01-31"})
                .code,
            2);
}

}  // namespace
}  // namespace epiledger::cli
