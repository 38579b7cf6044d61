// Single cells: widths and spaces, amounts, days.
#include "clients/cli/sheets/amount_text.h"
#include "clients/cli/sheets/date_text.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/total_line.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/moment.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// The fen, or the reason why there are none.
std::string Amount(std::string_view cell, MoneyUnit unit = MoneyUnit::kYuan) {
  const auto fen = ParseAmountCell(cell, unit);
  return fen.ok() ? Concat(*fen) : rpc::FromStatus(fen.status()).reason;
}

std::string Day(std::string_view cell) {
  const auto date = ParseDateCell(cell);
  return date.ok() ? FormatDate(*date) : rpc::FromStatus(date.status()).reason;
}

TEST(CellText, SpacesOfAllKindsAreNothingAtTheEndsAndOneInside) {
  EXPECT_EQ(Tidy(" \t示范\r\n公司\xC2\xA0"), "示范 公司");
  EXPECT_EQ(Tidy("\xE3\x80\x80示范\xE2\x80\x8B公司\xEF\xBB\xBF"), "示范公司");
  EXPECT_TRUE(IsBlank(" \xE3\x80\x80\xC2\xA0\t"));
  EXPECT_FALSE(IsBlank(" 0 "));
}

TEST(CellText, FullWidthIsReadAsHalfAndOtherCharactersStay) {
  EXPECT_EQ(HalfWidth("ｄ１／１"), "d1/1");
  EXPECT_EQ(HalfWidth("（１，２００．００）"), "(1,200.00)");
  EXPECT_EQ(HalfWidth("￥5"), "¥5");
  EXPECT_EQ(HalfWidth("财社〔2020〕1号、甲"), "财社〔2020〕1号、甲");
  // Cut short in the middle of a character.
  EXPECT_EQ(HalfWidth("a\xEF\xBC"), "a\xEF\xBC");
}

TEST(CellText, WordsAreTheSameHoweverTheyAreSpacedAndCapitalised) {
  EXPECT_EQ(Compact(" 合　计 "), "合计");
  EXPECT_EQ(Compact("Payment\nDate"), "paymentdate");
  EXPECT_EQ(Compact("金额（万元）"), "金额(万元)");
}

TEST(AmountCell, IsReadAsSpreadsheetsWriteIt) {
  EXPECT_EQ(Amount("1200.5"), "120050");
  EXPECT_EQ(Amount(" 1,200.00 "), "120000");
  EXPECT_EQ(Amount("￥1,200.00"), "120000");
  EXPECT_EQ(Amount("¥ 1,200.00"), "120000");
  EXPECT_EQ(Amount("CNY 0.01"), "1");
  EXPECT_EQ(Amount("１，２００．５０"), "120050");
  EXPECT_EQ(Amount("650万"), "650000000");
  EXPECT_EQ(Amount("人民币650万元"), "650000000");
  EXPECT_EQ(Amount("0"), "0");
}

TEST(AmountCell, ANumberAloneCountsWhatTheSheetSays) {
  EXPECT_EQ(Amount("650", MoneyUnit::kTenThousand), "650000000");
  EXPECT_EQ(Amount("12.805", MoneyUnit::kTenThousand), "12805000");
  EXPECT_EQ(Amount("0.000001", MoneyUnit::kTenThousand), "1");
  EXPECT_EQ(Amount("0.0000015", MoneyUnit::kTenThousand), "NOT_WHOLE_FEN");
  EXPECT_EQ(Amount("128050元", MoneyUnit::kTenThousand), "12805000");
  EXPECT_EQ(Amount("1.2", MoneyUnit::kHundredMillion), "12000000000");
}

TEST(AmountCell, NegativeIsSaidHoweverItIsWritten) {
  for (const char* cell : {"-5", "−5", "－５", "(1,200.00)", "（1,200.00）",
                           "¥(5)", "(¥5)", "-￥5", "￥-5", "(650万)"}) {
    EXPECT_EQ(Amount(cell), "SHEET_NEGATIVE") << cell;
  }
}

TEST(AmountCell, WhatIsNoAmountIsNeverGuessed) {
  for (const char* cell :
       {"", "-", "—", "()", "abc", "1.2.3", "1,2", "1.200,00", "6.5E+06",
        "1200元5角", "￥", "$5", "5%", "=SUM(C2:C9)", "#REF!", "十万", "--5"}) {
    EXPECT_EQ(Amount(cell), "SHEET_BAD_AMOUNT") << cell;
  }
  EXPECT_EQ(Amount("1.005"), "NOT_WHOLE_FEN");
  EXPECT_EQ(Amount("99999999999999"), "AMOUNT_TOO_LARGE");
}

TEST(MoneyUnit, IsKnownByItsNamesInBothLanguages) {
  EXPECT_EQ(FindMoneyUnit("元"), MoneyUnit::kYuan);
  EXPECT_EQ(FindMoneyUnit("万 元"), MoneyUnit::kTenThousand);
  EXPECT_EQ(FindMoneyUnit("10K"), MoneyUnit::kTenThousand);
  EXPECT_EQ(FindMoneyUnit("人民币万元"), MoneyUnit::kTenThousand);
  EXPECT_EQ(FindMoneyUnit("亿元"), MoneyUnit::kHundredMillion);
  EXPECT_EQ(FindMoneyUnit("美元"), std::nullopt);
  EXPECT_EQ(FindMoneyUnit(""), std::nullopt);
}

TEST(DateCell, IsReadInAnyFormWithTheYearInFront) {
  for (const char* cell :
       {"2020-02-01", "2020-2-1", "2020/2/1", "2020/02/01", "2020.2.1",
        "2020年2月1日", "2020 年 2 月 1 日", "2020年02月01号", "20200201",
        "２０２０／２／１", " 2020/2/1 0:00 ", "2020-02-01 00:00:00"}) {
    EXPECT_EQ(Day(cell), "2020-02-01") << cell;
  }
  EXPECT_EQ(Day("2020-2-29"), "2020-02-29");
}

TEST(DateCell, WhatMayBeAnotherDayOrNoneIsRefused) {
  for (const char* cell :
       {"", "2/1/2020", "20/2/1", "2020-02-30", "2019/2/29", "2020-13-01",
        "2020-00-10", "43862", "2020-2/1", "2020年2月", "2月1日", "today",
        "2020-02-01 08:30", "2020020", "202002011", "2020-2-1x", "12020-02-01",
        "2020-2-1 1", "2020-02-01T00:00"}) {
    EXPECT_EQ(Day(cell), "SHEET_BAD_DATE") << cell;
  }
}

TEST(TotalLine, IsKnownByItsFirstWord) {
  for (const char* word : {"合计", "合 计", "合计：", "总计", "小计", "Total",
                           "SUM", "Grand total"}) {
    EXPECT_TRUE(IsTotalLine({9, {"", word, "5"}})) << word;
  }
  EXPECT_FALSE(IsTotalLine({9, {"d1/1", "合计"}}));
  EXPECT_FALSE(IsTotalLine({9, {"合计公司"}}));
  EXPECT_FALSE(IsTotalLine({9, {}}));
}

TEST(ColumnLetters, AreThoseOfASpreadsheet) {
  EXPECT_EQ(ColumnLetters(0), "A");
  EXPECT_EQ(ColumnLetters(25), "Z");
  EXPECT_EQ(ColumnLetters(26), "AA");
  EXPECT_EQ(ColumnLetters(51), "AZ");
  EXPECT_EQ(ColumnLetters(52), "BA");
  EXPECT_EQ(ColumnLetters(701), "ZZ");
  EXPECT_EQ(ColumnLetters(702), "AAA");
}

}  // namespace
}  // namespace epiledger::cli
