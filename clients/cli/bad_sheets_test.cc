// Sheets that nobody should record, against the real gateway and services: each
// ends with a list of what is wrong, and the book is as it was.
#include <algorithm>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;

// A kind of sheet, and a line of it that the services would take.
struct Kind {
  std::string noun;
  std::string header;
  // Without what tells it from others, which comes last.
  std::string line;
  // Behind 合计, up to the amount.
  std::string before_total;
  std::vector<std::string> flags;
};

std::vector<Kind> Kinds() {
  return {
      {"payment",
       "指标,用途,支付日期,收款人,支付方式,金额,摘要\n",
       "d1/1,gowns,2020-02-01,示范公司,直接支付,5,",
       ",,,,,",
       {}},
      {"appropriation",
       "资金来源,日期,金额,文号\n",
       "central,2020-01-21,5,",
       ",,",
       {}},
      {"document",
       "发文单位,标题,日期,资金来源,接收单位,用途,金额,文号\n",
       "县财政局,追加,2020-01-21,central,people,gowns,5,",
       ",,,,,,",
       {}},
      {"commitment",
       "指标,供应商,日期,用途,金额,合同编号\n",
       "d1/1,示范公司,2020-02-01,gowns,5,",
       ",,,,",
       {}},
      {"treasury",
       "日期,收款人,金额,凭证号\n",
       "2020-02-01,示范公司,5,",
       ",,",
       {"--statement", "2020-02", "--from", "2020-02-01", "--until",
        "2020-02-29"}},
  };
}

size_t LinesOf(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

class BadSheetsTest : public CliFixture {
 protected:
  Ran Import(const Kind& kind, std::string_view bytes,
             const std::vector<std::string>& more = {}) {
    const std::string path = folder() + "/sheet.csv";
    EXPECT_TRUE(WriteWholeFile(path, bytes).ok());
    std::vector<std::string> words = {kind.noun, "import", path};
    words.insert(words.end(), kind.flags.begin(), kind.flags.end());
    words.insert(words.end(), more.begin(), more.end());
    return Run("finance", words);
  }
  // Where the book ends.
  std::string Head() { return Do("auditor", {"journal", "head", "funding"}); }
  // The sheet is not recorded, with `--check` and without, and all says why.
  void ExpectBad(const Kind& kind, const std::string& bytes,
                 const std::string& reason) {
    for (const std::vector<std::string>& more :
         {std::vector<std::string>(), {"--check"}, {"--each-alone"}}) {
      if (kind.noun == "treasury" &&
          more == std::vector<std::string>{"--each-alone"}) {
        continue;
      }
      const Ran bad = Import(kind, bytes, more);
      EXPECT_EQ(bad.code, 2) << kind.noun;
      EXPECT_THAT(bad.out + bad.err, HasSubstr(reason)) << kind.noun;
      EXPECT_LE(LinesOf(bad.out + bad.err), 105u) << kind.noun;
    }
  }
};

TEST_F(BadSheetsTest, WhateverIsWrongWithAWholeSheetNothingOfItIsRecorded) {
  MakeMoney();
  const std::string head = Head();
  const LossyLine& line = BreakableLine();
  for (const Kind& kind : Kinds()) {
    const std::string one = kind.line + "甲\n";
    const std::string good = kind.header + one;
    ExpectBad(kind, good + "\xFF\xFE\n", "at byte");
    ExpectBad(kind, std::string("\xFF\xFE", 2) + good, "UTF-16");
    ExpectBad(kind, "PK\x03\x04", "is a workbook");
    ExpectBad(kind, Concat("一览表,,,\n", good), "is one title over");
    ExpectBad(kind, kind.header, "there are no lines");
    ExpectBad(kind, Concat(good, "合计", kind.before_total, "5.01\n"),
              "is 5.01 yuan; the lines add up to 5.00");
    // The first column is not there.
    ExpectBad(kind,
              kind.header.substr(kind.header.find(',') + 1) +
                  one.substr(one.find(',') + 1),
              "there is no column called one of");
    if (kind.noun == "treasury") continue;
    ExpectBad(kind, good + one, "says all that row 2 says");
    // A header merged with the one beside it.
    ExpectBad(kind, kind.header.substr(kind.header.find(',')) + one,
              "has no header, but cells below it do");
  }
  EXPECT_EQ(line.writes(), 0);
  EXPECT_EQ(Head(), head);
}

TEST_F(BadSheetsTest, TwoHundredThousandBadLinesEndWithAListThatCanBeRead) {
  MakeMoney();
  const std::string head = Head();
  const LossyLine& line = BreakableLine();
  const Kind kind = Kinds().front();
  std::string sheet = kind.header;
  for (int i = 0; i < 199'999; ++i) {
    sheet += Concat("d1/1,口罩,2020-02-01,示范公司,直接支付,x,", i, "\n");
  }
  const Ran bad = Import(kind, sheet);
  EXPECT_EQ(bad.code, 2);
  EXPECT_EQ(LinesOf(bad.out), 102u);
  EXPECT_THAT(bad.out, HasSubstr("  2  B       用途    is `口罩`"));
  EXPECT_THAT(bad.out, HasSubstr("And 399,898 more."));
  EXPECT_THAT(bad.err, HasSubstr("does not fit in 399998 places"));
  EXPECT_EQ(line.writes(), 0);
  EXPECT_EQ(Head(), head);
}

TEST_F(BadSheetsTest, ProgramsAreToldHowManyMoreThereAre) {
  variables_["EPILEDGER_FORMAT"] = "json";
  const Kind kind = Kinds().front();
  std::string sheet = kind.header;
  for (int i = 0; i < 101; ++i) {
    sheet += Concat("d1/1,gowns,2020-02-01,示范公司,直接支付,x,", i, "\n");
  }
  const Ran bad = Import(kind, sheet, {"--check"});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.out, HasSubstr("\"count\": 101"));
  EXPECT_THAT(bad.out, HasSubstr("\"row\": 101"));
  EXPECT_THAT(bad.out, ::testing::Not(HasSubstr("\"row\": 102")));
}

}  // namespace
}  // namespace epiledger::cli
