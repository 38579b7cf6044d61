// Stories of a finance clerk with a spreadsheet, against the real gateway and
// services.
#include <iconv.h>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kHeader[] =
    "指标,用途,金额,支付日期,收款人,支付方式,发票号,摘要\n";

std::string ToGb18030(std::string text) {
  const iconv_t conversion = iconv_open("GB18030", "UTF-8");
  std::string bytes(2 * text.size(), '\0');
  char* in = text.data();
  char* out = bytes.data();
  size_t left = text.size();
  size_t room = bytes.size();
  EXPECT_EQ(iconv(conversion, &in, &left, &out, &room), 0u);
  iconv_close(conversion);
  bytes.resize(bytes.size() - room);
  return bytes;
}

// A line of gowns.
std::string Line(const std::string& amount, const std::string& summary,
                 const std::string& allocation = "d1/1") {
  return Concat(allocation, ",gowns,", amount,
                ",2020-02-01,示范公司,直接支付,,", summary, "\n");
}

class ImportTest : public CliFixture {
 protected:
  // A document of 1,000 yuan that some lines of a sheet waited for.
  void MakeLateDocument() {
    Do("finance", {"document", "create", "d2", "--issuer", "县财政局",
                   "--number", "财社〔2020〕2号", "--title",
                   "关于追加资金的通知", "--date", "2020-01-20", "--allocation",
                   "fund=central,recipient=people,amount=1000,purposes=gowns"});
  }
  std::string Sheet(std::string_view bytes) {
    std::string path = folder() + "/payments.csv";
    EXPECT_TRUE(WriteWholeFile(path, bytes).ok());
    return path;
  }
  Ran Import(std::string_view bytes, const std::vector<std::string>& flags = {},
             const std::string& profile = "finance") {
    std::vector<std::string> words = {"payment", "import", Sheet(bytes)};
    words.insert(words.end(), flags.begin(), flags.end());
    return Run(profile, words);
  }
  Ran ImportEach(std::string_view bytes, std::vector<std::string> flags = {}) {
    flags.emplace_back("--each-alone");
    return Import(bytes, flags);
  }
};

TEST_F(ImportTest, ASheetOfTheOfficeIsRecordedAndOnceMoreChangesNothing) {
  MakeMoney();
  const std::string sheet = ToGb18030(
      "单位：万元\r\n"
      "序号,指标,用途,金额,支付日期,收款单位,支付方式,发票号\r\n"
      "1,d1/1,gowns,\"0.12005\",2020年1月30日,示范医疗器械有限公司,直接支付,"
      "０４４０１\r\n"
      "2,ｄ１／１,masks,￥300元,2020/1/31,示范（防护）用品厂,授权支付,\r\n"
      "合计,,,0.15005,,,,\r\n\r\n");
  const int before = Receipts("finance");
  const Ran imported = Import(sheet);
  EXPECT_EQ(imported.code, 0) << imported.err << imported.out;
  EXPECT_EQ(imported.out,
            "2 lines, 1,500.50 yuan: 2 recorded, 0 recorded before, 0 "
            "refused.\n");
  EXPECT_THAT(imported.err, IsEmpty());
  EXPECT_EQ(Receipts("finance"), before + 2);
  const std::string payments = Do("finance", {"payment", "list"});
  EXPECT_THAT(payments, HasSubstr("1,200.50  示范医疗器械有限公司"));
  EXPECT_THAT(payments, HasSubstr("04401"));
  EXPECT_THAT(payments, HasSubstr("示范（防护）用品厂"));
  EXPECT_THAT(payments, HasSubstr("2020-01-30"));

  const Ran again = Import(sheet);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("0 recorded, 2 recorded before"));
  EXPECT_THAT(again.out, HasSubstr("Recorded before: rows 3-4."));
  EXPECT_EQ(Payments(), 2);
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Import(sheet).out,
              HasSubstr("本次登记 0 行，此前已登记 2 行，被拒绝 0 行"));
}

TEST_F(ImportTest, ALineThatIsRefusedIsToldAndTheOthersAreRecordedOnce) {
  MakeMoney();
  const std::string sheet = Concat(kHeader, Line("100", "甲"),
                                   Line("5000.01", "乙"), Line("200", "丙"));
  const int before = Receipts("finance");
  const Ran imported = ImportEach(sheet);
  EXPECT_EQ(imported.code, 1);
  EXPECT_THAT(imported.out,
              HasSubstr("Row  收款人      Amount  Refused because\n"));
  EXPECT_THAT(imported.out, HasSubstr("  3  示范公司  5,000.01  d1/1 has "));
  EXPECT_THAT(imported.out, HasSubstr("[OVERSPENT] Refused; the refusal is"));
  EXPECT_THAT(imported.out,
              HasSubstr("2 recorded, 0 recorded before, 1 refused."));
  EXPECT_THAT(imported.err, HasSubstr("Lines that were refused are not"));
  EXPECT_EQ(Receipts("finance"), before + 3);
  EXPECT_EQ(Payments(), 2);

  // One cell is corrected, a line is added in front, and all is sent again.
  const Ran corrected =
      ImportEach(Concat(kHeader, Line("1", "丁"), Line("100", "甲"),
                        Line("50.01", "乙"), Line("200", "丙")));
  EXPECT_EQ(corrected.code, 0) << corrected.out;
  EXPECT_THAT(corrected.out, HasSubstr("2 recorded, 2 recorded before"));
  EXPECT_THAT(corrected.out, HasSubstr("Recorded before: rows 3, 5."));
  EXPECT_EQ(Payments(), 4);
}

TEST_F(ImportTest, ARefusedLineIsTriedAgainWhenAskedFor) {
  MakeMoney();
  const std::string sheet =
      Concat(kHeader, Line("100", "甲"), Line("200", "乙", "d2/1"));
  EXPECT_EQ(ImportEach(sheet).code, 1);
  MakeLateDocument();
  const Ran frozen = ImportEach(sheet);
  EXPECT_EQ(frozen.code, 1);
  EXPECT_THAT(frozen.out, HasSubstr("Was refused before"));
  const Ran again = ImportEach(sheet, {"--again"});
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  EXPECT_THAT(again.out, HasSubstr("1 recorded, 1 recorded before"));
  EXPECT_THAT(ImportEach(sheet, {"--again"}).out,
              HasSubstr("0 recorded, 2 recorded before"));
  EXPECT_EQ(Payments(), 2);
}

TEST_F(ImportTest, WhatWasRecordedWhenTriedAgainIsNotCalledRefusedLater) {
  MakeMoney();
  const std::string late = Line("200", "乙", "d2/1");
  const std::string sheet = Concat(kHeader, Line("100", "甲"), late);
  EXPECT_EQ(ImportEach(sheet).code, 1);
  MakeLateDocument();
  EXPECT_EQ(ImportEach(sheet, {"--again"}).code, 0);
  const Ran plain = ImportEach(sheet);
  EXPECT_EQ(plain.code, 0) << plain.out << plain.err;
  EXPECT_THAT(plain.out, HasSubstr("0 recorded, 2 recorded before, 0 refused"));
  // Another line is corrected: this one is not paid again.
  const Ran corrected = ImportEach(Concat(kHeader, Line("101", "甲"), late));
  EXPECT_EQ(corrected.code, 0) << corrected.out << corrected.err;
  EXPECT_THAT(corrected.out, HasSubstr("1 recorded, 1 recorded before"));
  EXPECT_EQ(Payments(), 3);
}

TEST_F(ImportTest, ALineRefusedAnewIsTriedAgainAsOftenAsAsked) {
  MakeMoney();
  const std::string sheet = Concat(kHeader, Line("1200", "乙", "d2/1"));
  EXPECT_EQ(ImportEach(sheet).code, 1);
  EXPECT_EQ(ImportEach(sheet, {"--again"}).code, 1);
  MakeLateDocument();
  // Dearer than d2 is, and no request but the third is sent.
  const int before = Receipts("finance");
  EXPECT_THAT(ImportEach(sheet, {"--again"}).out, HasSubstr("[OVERSPENT]"));
  EXPECT_EQ(Receipts("finance"), before + 2);
  const Ran plain = ImportEach(sheet);
  EXPECT_THAT(plain.out, HasSubstr("[OVERSPENT] Was refused before"));
  EXPECT_EQ(Payments(), 0);
}

TEST_F(ImportTest, OnAnotherComputerAPersonIsToldToLookBeforeChangingALine) {
  MakeMoney();
  const std::string sheet = Concat(kHeader, Line("200", "乙", "d2/1"));
  const Ran first = Import(sheet);
  EXPECT_THAT(first.err, Not(HasSubstr("Refused before this import")));
  MakeLateDocument();
  EXPECT_EQ(Import(sheet, {"--again"}).code, 0);
  ASSERT_TRUE(RemoveFile(StateFolder("finance") + "/import-attempts").ok());
  const Ran elsewhere = Import(sheet);
  EXPECT_EQ(elsewhere.code, 1);
  EXPECT_THAT(elsewhere.err, HasSubstr("Refused before this import: rows 2."));
  EXPECT_EQ(Import(sheet, {"--again"}).code, 0);
  EXPECT_EQ(Payments(), 1);
}

TEST_F(ImportTest, ACheckListsEveryBadCellAndAsksNobody) {
  variables_["EPILEDGER_ADDRESS"] = "";
  const Ran bad = Import(
      "指标,用途,金额(万元),支付日期,收款人,支付方式\n"
      "d1/1,gowns,\"(1,200.00)\",2020-02-01,示范公司,直接支付\n"
      "d1/1,防护服,5,2020-02-30,,现金\n",
      {"--check"});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("  2  C       金额(万元)  is `(1,200.00)`, "
                                 "which is less than nothing"));
  EXPECT_THAT(bad.out, HasSubstr("  3  B       用途        is `防护服`"));
  EXPECT_THAT(bad.out, HasSubstr("  3  D       支付日期    is `2020-02-30`"));
  EXPECT_THAT(bad.out, HasSubstr("  3  E       收款人      must be given"));
  EXPECT_THAT(bad.out, HasSubstr("  3  F       支付方式    is `现金`"));
  EXPECT_THAT(bad.err, HasSubstr("payments.csv: does not fit in 5 places"));
  const Ran fits = Import(Concat(kHeader, Line("100", "甲"), Line("200", "乙")),
                          {"--check"});
  EXPECT_EQ(fits.code, 0) << fits.err;
  EXPECT_THAT(fits.out, HasSubstr("payments.csv: 2 lines, 300.00 yuan"));
}

TEST_F(ImportTest, OneBadCellKeepsTheWholeSheetFromBeingSent) {
  MakeMoney();
  const LossyLine& line = BreakableLine();
  const Ran bad = Import(Concat(kHeader, Line("100", "甲"), Line("x", "乙")));
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("is `x`"));
  EXPECT_EQ(line.writes(), 0);
  EXPECT_EQ(Run("finance", {"payment", "import", folder() + "/none.csv"}).code,
            2);
}

TEST_F(ImportTest, ALostAnswerIsAskedForAgainAndCountsAsRecordedNow) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  line.answers_to_lose = 1;
  const Ran imported =
      ImportEach(Concat(kHeader, Line("100", "甲"), Line("5000", "乙")));
  EXPECT_EQ(imported.code, 1) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("1 recorded, 0 recorded before, 1 ref"));
  EXPECT_EQ(line.writes(), 2);
  EXPECT_EQ(Payments(), 1);
}

TEST_F(ImportTest, AnOutcomeThatIsNotKnownIsSettledByTheSameSheet) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  const std::string sheet =
      Concat(kHeader, Line("100", "甲"), Line("200", "乙"));
  const Ran lost = Import(sheet);
  EXPECT_EQ(lost.code, 4);
  EXPECT_THAT(lost.err, HasSubstr("is not known: 2-3."));
  EXPECT_EQ(Pending("finance"), 0);
  const Ran again = Import(sheet);
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.out, HasSubstr("0 recorded, 2 recorded before"));
  EXPECT_EQ(Payments(), 2);
  variables_["EPILEDGER_ADDRESS"] = "127.0.0.1:1";
  const Ran away = Import(sheet);
  EXPECT_EQ(away.code, 3);
  EXPECT_THAT(away.err, HasSubstr("Nothing was sent"));
}

TEST_F(ImportTest, WhoMayNotPayMayNotImport) {
  MakeMoney();
  const Ran denied =
      Import(Concat(kHeader, Line("100", "甲")), {}, "headquarters");
  EXPECT_EQ(denied.code, 1);
  EXPECT_THAT(denied.out, HasSubstr("0 recorded"));
  EXPECT_THAT(denied.err, HasSubstr("These rows were not recorded: 2."));
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr("(none)"));
}

TEST_F(ImportTest, ManyLinesGoInBatchesAndAPersonSeesHowFarTheyAre) {
  MakeMoney();
  const LossyLine& line = BreakableLine();
  std::string sheet = kHeader;
  for (int i = 0; i < 1'001; ++i) sheet += Line("1", Concat("第", i, "笔"));
  is_terminal_ = true;
  const Ran imported = ImportEach(sheet);
  EXPECT_EQ(imported.code, 0) << imported.out << imported.err;
  EXPECT_EQ(line.writes(), 3);
  EXPECT_EQ(imported.err, "\r500 / 1001\r1000 / 1001\r1001 / 1001\n");
  EXPECT_THAT(imported.out, HasSubstr("1,001 lines, 1,001.00 yuan: 1001 rec"));
  EXPECT_THAT(imported.out, Not(HasSubstr("Recorded before")));
}

TEST_F(ImportTest, JsonIsForPrograms) {
  MakeMoney();
  variables_["EPILEDGER_FORMAT"] = "json";
  const Ran bad = Import(Concat(kHeader, Line("x", "甲")));
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("\"column\": \"C\""));
  EXPECT_THAT(bad.out, HasSubstr("\"found\": \"x\""));
  EXPECT_THAT(bad.out, HasSubstr("\"reason\": \"SHEET_BAD_AMOUNT\""));
  const Ran refused =
      Import(Concat(kHeader, Line("1", "甲"), Line("9999", "乙")));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("\"reason\": \"OVERSPENT\""));
  EXPECT_THAT(refused.out, HasSubstr("\"row\": 3"));
  EXPECT_THAT(refused.err, IsEmpty());
}

}  // namespace
}  // namespace epiledger::cli
