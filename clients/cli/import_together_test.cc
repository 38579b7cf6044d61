// Stories of sheets that are recorded as a whole or not at all, against the
// real gateway and services.
#include <unistd.h>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kPaymentHeader[] =
    "指标,用途,金额,支付日期,收款人,支付方式,发票号,摘要\n";
constexpr char kDocumentHeader[] =
    "标识,发文单位,文号,标题,日期,资金来源,接收单位,金额,用途\n";

// A line of gowns.
std::string GownLine(const std::string& amount, const std::string& summary,
                     const std::string& allocation = "d1/1") {
  return Concat(allocation, ",gowns,", amount,
                ",2020-02-01,示范公司,直接支付,,", summary, "\n");
}

class ImportTogetherTest : public CliFixture {
 protected:
  Ran Import(const std::string& noun, std::string_view bytes,
             const std::vector<std::string>& flags = {}) {
    const std::string path = folder() + "/sheet.csv";
    EXPECT_TRUE(WriteWholeFile(path, bytes).ok());
    std::vector<std::string> words = {noun, "import", path};
    words.insert(words.end(), flags.begin(), flags.end());
    return Run("finance", words);
  }
};

TEST_F(ImportTogetherTest, ARefusedLineKeepsTheWholeSheetOutUntilItIsMended) {
  MakeMoney();
  const std::string rest = Concat(GownLine("200", "丙"), GownLine("300", "丁"));
  const int before = Receipts("finance");
  const Ran refused =
      Import("payment", Concat(kPaymentHeader, GownLine("100", "甲"),
                               GownLine("5000.01", "乙"), rest));
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.out, HasSubstr("  3  示范公司  5,000.01  "));
  EXPECT_THAT(refused.out, HasSubstr("[OVERSPENT]"));
  EXPECT_THAT(refused.out,
              HasSubstr("0 recorded, 0 recorded before, 1 refused."));
  EXPECT_THAT(refused.err, HasSubstr("Because of rows 3 nothing more"));
  EXPECT_THAT(refused.err, Not(HasSubstr("These rows were not recorded")));
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr("(none)"));
  // The refusal is on record, and nothing else.
  EXPECT_EQ(Receipts("finance"), before + 1);

  const std::string mended = Concat(kPaymentHeader, GownLine("100", "甲"),
                                    GownLine("50.01", "乙"), rest);
  EXPECT_THAT(Import("payment", mended).out,
              HasSubstr("4 recorded, 0 recorded before, 0 refused."));
  // A line is added, and the sheet imported once more.
  const Ran longer = Import("payment", Concat(mended, GownLine("1", "戊")));
  EXPECT_EQ(longer.code, 0);
  EXPECT_THAT(longer.out, HasSubstr("1 recorded, 4 recorded before"));
  EXPECT_EQ(Payments(), 5);
}

TEST_F(ImportTogetherTest, ARefusalThatCountsTheLinesBeforeNamesItsRow) {
  MakeMoney();
  const auto line = [](const std::string& invoice, const std::string& summary) {
    return Concat("d1/1,gowns,5,2020-02-01,示范公司,直接支付,", invoice, ",",
                  summary, "\n");
  };
  EXPECT_EQ(Import("payment", Concat(kPaymentHeader, line("04", "甲"))).code,
            0);
  // Apart on paper, one invoice to the service: it knows the one of before.
  const Ran twice = Import(
      "payment", Concat(kPaymentHeader, line("05", "乙"), line("04", "丙")));
  EXPECT_EQ(twice.code, 1);
  EXPECT_THAT(twice.out, HasSubstr("[INVOICE_PAID_TWICE]"));
  const Ran over = Import(
      "payment",
      Concat(kPaymentHeader, GownLine("3000", "丁"), GownLine("2500", "戊")));
  EXPECT_EQ(over.code, 1);
  EXPECT_THAT(over.out, HasSubstr("  3  示范公司  2,500.00  row 3: d1/1 has "
                                  "1,995.00 yuan left"));
  EXPECT_THAT(over.out, HasSubstr("This counts the requests before row 3"));
  EXPECT_EQ(Payments(), 1);
}

TEST_F(ImportTogetherTest, WhatWasRefusedIsTriedAgainWithAllTheOthers) {
  MakeMoney();
  const std::string sheet =
      Concat(kPaymentHeader, GownLine("100", "甲"),
             GownLine("200", "乙", "d2/1"), GownLine("300", "丙", "d3/1"));
  EXPECT_THAT(Import("payment", sheet).out,
              HasSubstr("[ALLOCATION_NOT_FOUND]"));
  const auto document = [&](const std::string& id) {
    Do("finance",
       {"document", "create", id, "--issuer", "县财政局", "--number", id,
        "--title", "追加", "--date", "2020-01-20", "--allocation",
        "fund=central,recipient=people,amount=1000,purposes=gowns"});
  };
  document("d2");
  // The second line is another request now, and the third is refused.
  const Ran second = Import("payment", sheet, {"--again"});
  EXPECT_EQ(second.code, 1);
  EXPECT_THAT(second.out, HasSubstr("  4  示范公司"));
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr("(none)"));
  document("d3");
  EXPECT_THAT(Import("payment", sheet).out, HasSubstr("Was refused before"));
  const Ran third = Import("payment", sheet, {"--again"});
  EXPECT_EQ(third.code, 0) << third.out << third.err;
  EXPECT_THAT(third.out, HasSubstr("3 recorded, 0 recorded before"));
  EXPECT_EQ(Payments(), 3);
  EXPECT_THAT(Import("payment", sheet).out,
              HasSubstr("0 recorded, 3 recorded before"));
}

TEST_F(ImportTogetherTest,
       ASheetTooLongForAllOrNoneIsNotSentAndSaysTheWaysOut) {
  MakeMoney();
  const LossyLine& line = BreakableLine();
  std::string sheet = kPaymentHeader;
  for (int i = 0; i < 1'001; ++i) sheet += GownLine("1", Concat("第", i, "笔"));
  for (const std::vector<std::string>& flags :
       {std::vector<std::string>(), {"--check"}}) {
    const Ran refused = Import("payment", sheet, flags);
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("makes 1001 entries; at most 1000"));
    EXPECT_THAT(refused.err, HasSubstr("--each-alone"));
    EXPECT_THAT(refused.out, IsEmpty());
  }
  EXPECT_EQ(Import("payment", sheet, {"--check", "--each-alone"}).code, 0);
  EXPECT_EQ(line.writes(), 0);
  // As many as there may be go in one call.
  sheet.resize(sheet.size() - GownLine("1", "第1000笔").size());
  is_terminal_ = true;
  const Ran whole = Import("payment", sheet);
  EXPECT_EQ(whole.code, 0) << whole.out << whole.err;
  EXPECT_EQ(line.writes(), 1);
  EXPECT_EQ(whole.err, "\r0 / 1000\r1000 / 1000\n");
}

// Which request a line is tried as could not be kept: it is not tried, and
// those beside it must not go without it.
TEST_F(ImportTogetherTest, BesideALineThatCannotBeTriedAgainNothingIsRecorded) {
  MakeMoney();
  const std::string sheet = Concat(kPaymentHeader, GownLine("100", "甲"),
                                   GownLine("200", "乙", "d2/1"));
  EXPECT_EQ(Import("payment", sheet).code, 1);
  Do("finance",
     {"document", "create", "d2", "--issuer", "县财政局", "--number", "2号",
      "--title", "追加", "--date", "2020-01-20", "--allocation",
      "fund=central,recipient=people,amount=1000,purposes=gowns"});
  const std::string attempts = StateFolder("finance") + "/import-attempts";
  ASSERT_EQ(symlink((folder() + "/none/none").c_str(), attempts.c_str()), 0);
  const Ran again = Import("payment", sheet, {"--again"});
  EXPECT_EQ(again.code, 1) << again.err;
  EXPECT_THAT(again.out, HasSubstr("0 recorded, 0 recorded before, 1 refused"));
  EXPECT_THAT(again.err, HasSubstr("import-attempts"));
  EXPECT_THAT(Do("finance", {"payment", "list"}), HasSubstr("(none)"));
}

TEST_F(ImportTogetherTest, ALostAnswerIsAskedForAndAllOfItIsRecordedOnce) {
  MakeMoney();
  LossyLine& line = BreakableLine();
  line.answers_to_lose = 1;
  const std::string sheet =
      Concat(kPaymentHeader, GownLine("100", "甲"), GownLine("200", "乙"));
  const Ran lost = Import("payment", sheet);
  EXPECT_EQ(lost.code, 0) << lost.err;
  EXPECT_THAT(lost.out, HasSubstr("2 recorded, 0 recorded before, 0 refused"));
  line.answers_to_lose = 1;
  const Ran refused = Import(
      "payment", Concat(sheet, GownLine("1", "丙"), GownLine("9000", "丁")));
  EXPECT_EQ(refused.code, 1) << refused.err;
  EXPECT_THAT(refused.out, HasSubstr("0 recorded, 2 recorded before, 1 refu"));
  EXPECT_EQ(Payments(), 2);
}

// The service would tell the first of them alone.
TEST_F(ImportTogetherTest, ACheckTellsAllThatIsNamedAndNotThere) {
  MakeMoney();
  Do("finance", {"purpose", "create", "meals", "--name", "伙食"});
  const std::string payments =
      Concat("用途,指标,金额,支付日期,收款人,支付方式\n",
             "gowns,d1/1,5,2020-02-01,甲,直接支付\n"
             "goggles,d1/1,6,2020-02-01,甲,直接支付\n"
             "meals,d1/1,7,2020-02-01,甲,直接支付\n"
             "gowns,d1/2,8,2020-02-01,甲,直接支付\n");
  const Ran checked = Import("payment", payments, {"--check"});
  EXPECT_EQ(checked.code, 2);
  EXPECT_THAT(checked.out, HasSubstr("  3  A       用途    is `goggles`; there "
                                     "is no such purpose"));
  EXPECT_THAT(checked.out, HasSubstr("  4  A       用途    is `meals`, which "
                                     "the allocation d1/1 is not for"));
  EXPECT_THAT(checked.out, HasSubstr("  5  B       指标    is `d1/2`; there is "
                                     "no such allocation"));
  EXPECT_THAT(checked.err, HasSubstr("does not fit in 3 places"));
  const Ran documents = Import(
      "document",
      Concat(kDocumentHeader,
             "d7,县财政局,7号,追加,2020-01-23,central,people,5,gowns+goggles\n"
             "d7,县财政局,7号,,,province,people,5,masks:1\n"),
      {"--check"});
  EXPECT_THAT(documents.out, HasSubstr("  2  I       用途      is `goggles`"));
  EXPECT_THAT(documents.out, HasSubstr("  3  F       资金来源  is `province`"));
  EXPECT_THAT(Import("commitment",
                     "指标,供应商,合同编号,日期,用途,金额\n"
                     "d9/1,甲,1号,2020-02-01,gowns,5\n,甲,1号,,masks,5\n",
                     {"--check"})
                  .out,
              HasSubstr("  2  A       指标    is `d9/1`; there is no such"));
  const std::string good = payments.substr(0, payments.find("goggles"));
  EXPECT_THAT(Import("payment", good, {"--check"}).out,
              HasSubstr("The books have all that it names."));
  // Nobody is there to ask: what is wrong with cells is told all the same.
  variables_["EPILEDGER_ADDRESS"] = "127.0.0.1:1";
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  const Ran alone = Import("payment", good, {"--check"});
  EXPECT_EQ(alone.code, 0);
  EXPECT_THAT(alone.out, HasSubstr("The books were not asked"));
  EXPECT_THAT(alone.err, HasSubstr("127.0.0.1:1"));
}

TEST_F(ImportTogetherTest, ALineRefusedForThoseBeforeItIsTriedAgainWhenAsked) {
  MakeMoney();
  const std::string last = GownLine("2500", "乙");
  EXPECT_EQ(
      Import("payment", Concat(kPaymentHeader, GownLine("3000", "甲"), last))
          .code,
      1);
  // The line before it is mended; its own refusal stands.
  const std::string mended =
      Concat(kPaymentHeader, GownLine("1", "丙"), GownLine("2000", "甲"), last);
  const Ran frozen = Import("payment", mended);
  EXPECT_EQ(frozen.code, 1);
  // It speaks of where the line is now.
  EXPECT_THAT(frozen.out,
              HasSubstr("  4  示范公司  2,500.00  row 4: d1/1 has"));
  EXPECT_THAT(frozen.out, HasSubstr("before row 4 of its batch"));
  EXPECT_THAT(frozen.out, HasSubstr("Was refused before"));
  EXPECT_THAT(frozen.err, HasSubstr("With --again"));
  EXPECT_THAT(Import("payment", mended, {"--again"}).out,
              HasSubstr("3 recorded, 0 recorded before, 0 refused."));
  EXPECT_EQ(Payments(), 3);
}

TEST_F(ImportTogetherTest, AppropriationsAndDocumentsComeFromSheetsToo) {
  MakeMoney();
  const std::string money =
      "资金来源,金额（万元）,下达日期,功能分类,文号\n"
      "central,2,2020-01-21,2100410,财社〔2020〕8号\n"
      "central,1,2020-01-22,2100410,\n";
  EXPECT_THAT(Import("appropriation", money, {"--check"}).out,
              HasSubstr("2 lines, 30,000.00 yuan; all fit"));
  EXPECT_THAT(Import("appropriation", money).out,
              HasSubstr("2 recorded, 0 recorded before, 0 refused."));
  EXPECT_THAT(Import("appropriation", money).out,
              HasSubstr("0 recorded, 2 recorded before, 0 refused."));
  const std::string documents =
      Concat(kDocumentHeader,
             "d7,县财政局,财社〔2020〕7号,追加,2020-01-23,central,people,8000,"
             "masks:1000:3000+gowns\n"
             ",县财政局,财社〔2020〕7号,,,central,reserve,2000,masks\n"
             "d8,县财政局,财社〔2020〕8号,再追加,2020-01-24,central,people,500,"
             "gowns\n");
  EXPECT_THAT(Import("document", documents, {"--check"}).out,
              HasSubstr("3 lines, 10,500.00 yuan, 2 to record; all fit"));
  EXPECT_THAT(Import("document", documents).out,
              HasSubstr("2 recorded, 0 recorded before, 0 refused."));
  const std::string allocations = Do("finance", {"document", "get", "d7"});
  EXPECT_THAT(allocations, HasSubstr("d7/1"));
  EXPECT_THAT(allocations, HasSubstr("masks:1,000.00:3,000.00, gowns"));
  EXPECT_THAT(allocations, HasSubstr("d7/2"));
  // More than the fund has: the document before it is not recorded either.
  const Ran over = Import(
      "document",
      Concat(documents,
             "d9,县财政局,9号,三,2020-01-24,central,people,1,gowns\n",
             "d10,县财政局,10号,四,2020-01-24,central,people,3万,gowns\n",
             ",县财政局,10号,,,central,reserve,1万,gowns\n"));
  EXPECT_EQ(over.code, 1);
  EXPECT_THAT(over.out, HasSubstr("6-7  10号  40,000.00  rows 6-7: Fund "));
  EXPECT_THAT(over.out, HasSubstr("[FUND_OVERDRAWN]"));
  EXPECT_THAT(over.out, HasSubstr("6 lines, 50,501.00 yuan, 4 to record: 0 "
                                  "recorded, 2 recorded before, 1 refused."));
  EXPECT_THAT(Do("finance", {"document", "list"}), Not(HasSubstr("d9")));
}

// Documents are long: their bytes count, too.
TEST_F(ImportTogetherTest, ASheetOfLongDocumentsIsMeasuredInBytes) {
  MakeMoney();
  const LossyLine& line = BreakableLine();
  std::string purposes = "gowns";
  for (int i = 0; i < 200; ++i) purposes += Concat("+p", i);
  std::string large = kDocumentHeader;
  for (int i = 0; i < 1'000; ++i) {
    large += Concat(",县财政局,", i, "号,追加,2020-01-23,central,people,1,",
                    purposes, "\n");
  }
  const Ran refused = Import("document", large);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err,
              HasSubstr("bytes; at most 1572864 are recorded all"));
  EXPECT_THAT(refused.err, HasSubstr("--each-alone"));
  EXPECT_EQ(line.writes(), 0);
  // Each alone they go in calls that the service takes.
  std::string documents = kDocumentHeader;
  for (int i = 0; i < 13'000; ++i) {
    documents += Concat(",县财政局,", i / 1'000, "号,追加,2020-01-23,central,",
                        "people,0.01,gowns:0.01:", 1 + i, "+masks\n");
  }
  const Ran imported = Import("document", documents, {"--each-alone"});
  EXPECT_THAT(imported.out, HasSubstr("13 to record: 13 recorded"));
  EXPECT_EQ(line.writes(), 2);
}

// What the answer of one call has no room for is asked for by a second.
TEST_F(ImportTogetherTest, AnAnswerThatIsLeftOutIsAskedForAgain) {
  MakeMoney();
  const LossyLine& line = BreakableLine();
  const std::string long_id(60, 'd');
  std::string documents = kDocumentHeader;
  for (int i = 0; i < 17'000; ++i) {
    documents += Concat(
        long_id, 10 + i / 1'000, ",县财政局,", i / 1'000,
        "号,追加,2020-01-23,central,people,0.01,gowns:0.01:", 1 + i, "\n");
  }
  const Ran imported = Import("document", documents, {"--each-alone"});
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("17 to record: 17 recorded"));
  // Two calls take them, and one asks for what the first left out.
  EXPECT_EQ(line.writes(), 3);
}

TEST_F(ImportTogetherTest, OrdersComeFromSheetsLineByLine) {
  MakeMoney();
  const std::string orders =
      "标识,指标,供应商,合同编号,日期,用途,金额,品种,数量,说明\n"
      "c1,d1/1,示范公司,HT-1,2020-02-01,gowns,1200.50,,10,防护服\n"
      "c1,d1/1,示范公司,HT-1,2020-02-01,masks,300,,,运费\n"
      "c2,d1/1,另一公司,HT-9,2020-02-01,gowns,3000,,,\n";
  const Ran imported = Import("commitment", orders);
  EXPECT_EQ(imported.code, 0) << imported.out << imported.err;
  EXPECT_THAT(imported.out, HasSubstr("3 lines, 4,500.50 yuan, 2 to record: 2 "
                                      "recorded"));
  const std::string order = Do("finance", {"commitment", "get", "c1"});
  EXPECT_THAT(order, HasSubstr("1,200.50"));
  EXPECT_THAT(order, HasSubstr("masks"));
  EXPECT_THAT(Import("commitment", orders).out,
              HasSubstr("0 recorded, 2 recorded before"));
  // A line was changed after it was recorded: the same number once more.
  const Ran changed =
      Import("commitment",
             "标识,指标,供应商,合同编号,日期,用途,金额\n"
             "c3,d1/1,示范公司,HT-1,2020-02-01,gowns,1200.51\n");
  EXPECT_EQ(changed.code, 1);
  EXPECT_THAT(changed.out, HasSubstr("[COMMITMENT_NUMBER_TAKEN]"));
}

// A finance office keeps its lists in a spreadsheet, and brings them back.
TEST_F(ImportTogetherTest, WhatAListExportsIsReadAgainWhereItsColumnsFit) {
  MakeMoney();
  EXPECT_EQ(Import("payment", Concat(kPaymentHeader, GownLine("100", ""),
                                     "d1/1,masks,\"1,200.50\",2020-01-31,"
                                     "示范（防护）用品厂,授权支付,0440,\n"))
                .code,
            0);
  for (const std::string language : {"en", "zh"}) {
    const std::string payments = Do("finance", {"payment", "list", "--format",
                                                "csv", "--language", language});
    const Ran again = Import("payment", payments);
    EXPECT_EQ(again.code, 0) << again.out << again.err;
    EXPECT_THAT(again.out,
                HasSubstr("2 lines, 1,300.50 yuan: 0 recorded, 2 recorded"));
    std::string money = Do("finance", {"appropriation", "list", "--format",
                                       "csv", "--language", language});
    EXPECT_THAT(Import("appropriation", money).out, HasSubstr("[NAME_TAKEN]"));
    money.replace(money.find("a1"), 2, Concat("a1-", language));
    EXPECT_THAT(Import("appropriation", money).out, HasSubstr("1 recorded"));
    EXPECT_THAT(Do("finance", {"appropriation", "get", "a1-" + language}),
                HasSubstr("2100410"));
  }
}

}  // namespace
}  // namespace epiledger::cli
