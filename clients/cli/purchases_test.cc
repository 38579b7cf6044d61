// The story of a purchase as a finance clerk types it, against the real gateway
// and services. Every figure is written by hand.
#include <regex>

#include "absl/status/statusor.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class PurchasesTest : public CliFixture {
 protected:
  // The id of what a command recorded.
  static std::string IdIn(const std::string& sheet) {
    std::smatch match;
    std::regex_search(sheet, match, std::regex("Id +([^ \n]+)"));
    return match[1].str();
  }

  // Gowns for 1,200 yuan, and masks for 300.
  std::string Order() {
    return Do(
        "finance",
        {"commitment", "create", "c1", "--allocation", "d1/1", "--supplier",
         "示范医疗器械有限公司", "--number", "HT-1", "--date", "2020-01-21",
         "--line", "purpose=gowns,amount=1200,item=gown,quantity=100", "--line",
         "purpose=masks,amount=300,description=口罩"});
  }
  Ran Pay(const std::string& amount, const std::string& date,
          const std::vector<std::string>& flags) {
    std::vector<std::string> words = {
        "commitment", "pay",    "c1", "--line",   "1",     "--amount",
        amount,       "--date", date, "--method", "direct"};
    words.insert(words.end(), flags.begin(), flags.end());
    return Run("finance", words);
  }
};

TEST_F(PurchasesTest, AnOrderIsPaidAheadArrivesShortAndIsSettled) {
  MakeMoney();
  EXPECT_THAT(Order(), ContainsRegex("gowns +gown +100 +1,200.00"));
  const Ran ahead = Pay("360", "2020-01-22", {"--prepayment"});
  EXPECT_THAT(ahead.out, ContainsRegex("Kind +prepayment")) << ahead.err;

  // 50 of 100 come, for 11 yuan instead of 12; no more will.
  const std::string arrived =
      Do("finance",
         {"accrual", "create", "--commitment", "c1", "--line", "1", "--date",
          "2020-01-24", "--quantity", "50", "--amount", "550", "--final"});
  EXPECT_THAT(arrived, ContainsRegex("From prepaid +360.00"));
  EXPECT_THAT(arrived, ContainsRegex("Cheaper by +50.00"));
  EXPECT_THAT(arrived, ContainsRegex("Released +650.00"));
  EXPECT_THAT(Do("finance", {"commitment", "get", "c1"}),
              ContainsRegex("gowns +gown +100 +50 +1,200.00 +0.00 +0.00 "
                            "+190.00 +360.00"));

  const Ran too_much = Pay("191", "2020-01-25", {});
  EXPECT_EQ(too_much.code, 1);
  EXPECT_THAT(too_much.err, HasSubstr("goods for 190.00 yuan have arrived"));
  EXPECT_THAT(too_much.err, HasSubstr("[OVER_ACCRUED]"));
  EXPECT_EQ(Pay("190", "2020-01-25", {"--invoice", "0440001"}).code, 0);
  Do("finance", {"commitment", "release", "c1", "--date", "2020-01-26",
                 "--reason", "不再采购"});
  EXPECT_THAT(Do("finance", {"commitment", "list", "--open"}),
              HasSubstr("(none)"));
  EXPECT_THAT(Do("finance", {"commitment", "list", "--open", "--as-of-date",
                             "2020-01-25"}),
              HasSubstr("300.00"));
}

TEST_F(PurchasesTest, PiecesThatArrivedAreExportedOnTheirDay) {
  MakeMoney();
  Order();
  Do("finance",
     {"accrual", "create", "--commitment", "c1", "--line", "1", "--date",
      "2020-01-24", "--quantity", "50", "--amount", "550"});
  for (const char* reader : {"hledger", "beancount"}) {
    const std::string file = Concat(folder(), "/", reader);
    Do("auditor", {"journal", "export", "funding", file, "--to", reader});
    const absl::StatusOr<std::string> text = ReadWholeFile(file);
    ASSERT_TRUE(text.ok()) << text.status();
    EXPECT_THAT(*text, HasSubstr("2020-01-24"));
    EXPECT_THAT(*text, Not(HasSubstr("1970-01-01")));
  }
}

TEST_F(PurchasesTest, WhatComesBackIsThereAgainAndShownWithItsPayment) {
  MakeMoney();
  const Ran paid = Run("finance", Payment("100"));
  const std::string id = IdIn(paid.out);
  EXPECT_THAT(
      Do("finance", {"refund", "create", "--payment", id, "--amount", "40",
                     "--date", "2020-02-01", "--reason", "退回多付货款"}),
      ContainsRegex("Owed again +no"));
  EXPECT_THAT(Do("finance", {"payment", "get", id}),
              ContainsRegex("Refunded +40.00"));
  EXPECT_THAT(Do("finance", {"allocation", "get", "d1/1"}),
              ContainsRegex("Paid +60.00"));
  EXPECT_THAT(Do("finance", {"refund", "list", "--payment", id}),
              HasSubstr("退回多付货款"));
  const Ran owed = Run(
      "finance", {"refund", "create", "--payment", id, "--amount", "1",
                  "--date", "2020-02-01", "--reason", "退汇", "--owed-again"});
  EXPECT_EQ(owed.code, 1);
  EXPECT_THAT(owed.err, HasSubstr("settled neither an order nor a liability"));
}

TEST_F(PurchasesTest, ABillFromBeforeTheMoneyIsListedUntilItIsPaid) {
  MakeMoney();
  const std::string owed =
      Do("finance", {"liability", "create", "--debtor", "people", "--creditor",
                     "示范物资有限公司", "--purpose", "masks", "--amount", "80",
                     "--date", "2020-01-19", "--reason", "春节期间紧急赊购"});
  const std::string id = IdIn(owed);
  EXPECT_THAT(Do("finance", {"liability", "list", "--open"}),
              ContainsRegex("80.00 +80.00"));
  const std::vector<std::string> settle = {
      "liability", "settle", id,           "--allocation", "d1/1",  "--amount",
      "80",        "--date", "2020-01-28", "--method",     "direct"};
  EXPECT_THAT(Do("finance", settle), ContainsRegex("Amount +80.00"));
  EXPECT_THAT(Do("finance", {"liability", "list", "--open"}),
              HasSubstr("(none)"));
  const Ran again = Run("finance", settle);
  EXPECT_THAT(again.err, HasSubstr("0.00 yuan are still owed"));
}

TEST_F(PurchasesTest, AnAllocationWithMoneyLeftIsNotClosedAndSaysWhatIsLeft) {
  MakeMoney();
  variables_["LANG"] = "zh_CN.UTF-8";
  const Ran open =
      Run("finance", {"allocation", "close", "d1/1", "--date", "2020-01-31"});
  EXPECT_EQ(open.code, 1);
  EXPECT_THAT(open.err, HasSubstr("仍有可用资金 5,000.00 元"));
  EXPECT_THAT(open.err, HasSubstr("请先收回可用资金"));
}

}  // namespace
}  // namespace epiledger::cli
