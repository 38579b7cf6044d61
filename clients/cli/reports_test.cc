// What a finance office asks and an auditor checks, as they type it.
#include <fstream>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class ReportsTest : public CliFixture {
 protected:
  ReportsTest() {
    MakeMoney();
    Pay("20.50", "0449001", "V-1");
    Pay("300", "0449002", "V-2");
  }
  void Pay(const std::string& amount, const std::string& invoice,
           const std::string& voucher) {
    auto words = Payment(amount);
    words.insert(words.end(), {"--invoice", invoice, "--voucher", voucher});
    Do("finance", words);
  }
  std::string Sheet(const std::string& text) {
    const std::string path = folder() + "/treasury.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::vector<std::string> Import(const std::string& path) {
    return {"treasury", "import",     path,      "--statement", "2020-02",
            "--from",   "2020-02-01", "--until", "2020-02-01"};
  }
};

TEST_F(ReportsTest, PaymentsAreFoundAndAddedUp) {
  const std::string all =
      Do("finance", {"payment", "search", "--order", "largest"});
  EXPECT_LT(all.find("300.00"), all.find("20.50"));
  EXPECT_THAT(all, HasSubstr("320.50"));
  const std::string few = Do("finance", {"payment", "search", "--payee", "示范",
                                         "--least", "100", "--document", "d1"});
  EXPECT_THAT(few, HasSubstr("0449002"));
  EXPECT_THAT(few, Not(HasSubstr("0449001")));
  EXPECT_THAT(Do("finance", {"invoice", "duplicates"}), HasSubstr("(none)"));
}

// Money is no quantity, and a number of payments no list of them.
TEST_F(ReportsTest, SumsAreCalledWhatTheyAre) {
  Do("finance", {"payment", "create", "--allocation", "d1/1", "--purpose",
                 "gowns", "--amount", "7", "--date", "2020-02-01", "--payee",
                 "示范药房", "--method", "direct", "--invoice", "0449001"});
  const std::string twice =
      Do("finance", {"invoice", "duplicates", "--any-payee"});
  EXPECT_THAT(twice, HasSubstr("Total  Times paid  Payments"));
  EXPECT_THAT(Do("finance", {"statement", "list", "d1/1"}),
              ContainsRegex("-7.00 .* 示范药房 "));
}

TEST_F(ReportsTest, TheBudgetIsSetAgainstWhatHappened) {
  const std::string budget =
      Do("headquarters",
         {"budget", "list", "--from", "2020-01-01", "--until", "2020-02-01"});
  EXPECT_THAT(budget, HasSubstr("2020-02-01"));
  EXPECT_THAT(budget, HasSubstr("gowns"));
  EXPECT_THAT(budget, HasSubstr("320.50"));
}

TEST_F(ReportsTest, TheTreasurysStatementIsImportedMatchedAndConfirmed) {
  const std::string sheet = Sheet(
      "记账日期,支付金额(元),对方户名,凭证号,余额\n"
      "2020/2/1,20.50,示范医疗器械有限公司,V-1,1\n"
      "2020/2/1,\"1,000.00\",别的公司,V-9,2\n"
      "合计,1020.50,,,\n");
  EXPECT_THAT(Do("finance", Import(sheet)), ContainsRegex("Total +1,020.50"));
  const std::string open = Do("finance", {"reconciliation", "list", "2020-02"});
  EXPECT_THAT(open, HasSubstr("proposed"));
  EXPECT_THAT(open, HasSubstr("only theirs"));
  EXPECT_THAT(open, HasSubstr("only ours"));
  EXPECT_THAT(Do("finance", {"reconciliation", "accept", "2020-02"}),
              HasSubstr("2020-02/1"));
  EXPECT_THAT(Do("finance", {"reconciliation", "accept", "2020-02"}),
              HasSubstr("(none)"));
  const std::string matched = Do(
      "auditor", {"reconciliation", "list", "2020-02", "--state", "matched"});
  EXPECT_THAT(matched, HasSubstr("V-1"));
  EXPECT_THAT(matched, Not(HasSubstr("V-9")));
  EXPECT_THAT(Run("finance",
                  {"reconciliation", "confirm", "--match", "2020-02/2=nothing"})
                  .err,
              HasSubstr("PAYMENT_NOT_FOUND"));
  EXPECT_EQ(Run("finance", {"reconciliation", "confirm", "--match", "x"}).code,
            2);
}

TEST_F(ReportsTest, AStatementIsCheckedBeforeItIsRecorded) {
  std::vector<std::string> words =
      Import(Sheet("日期,金额\n2020-02-01,5\n2020-02-01,7\n合计,12\n"));
  words.emplace_back("--check");
  EXPECT_THAT(Do("finance", words), HasSubstr("2 lines, 12.00 yuan, 1 to "));
  std::string bad = "日期,金额\n2020-02-02,5\n";
  for (int i = 0; i < 150; ++i) bad += "2020-02-01,x\n";
  words = Import(Sheet(bad));
  words.emplace_back("--check");
  const Ran refused = Run("finance", words);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("2 A: is 2020-02-02, outside the"));
  EXPECT_THAT(refused.err, HasSubstr("101 B: is `x`"));
  EXPECT_THAT(refused.err, HasSubstr("And 51 more."));
  EXPECT_THAT(Do("finance", {"treasury", "list"}), HasSubstr("(none)"));
}

TEST_F(ReportsTest, AStatementWithBadCellsIsNotSent) {
  const Ran refused = Run("finance", Import(Sheet("日期,金额\n2/1/20,-5\n")));
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("2 A"));
  EXPECT_THAT(refused.err, HasSubstr("2 B"));
  EXPECT_THAT(Run("finance", Import(Sheet("收款人\n甲\n"))).err,
              HasSubstr("记账日期"));
  EXPECT_THAT(Do("finance", {"treasury", "list"}), HasSubstr("(none)"));
}

}  // namespace
}  // namespace epiledger::cli
