// Whole sheets of payments: what a finance office has, and all that can be
// wrong with it.
#include "clients/cli/sheets/payment_form.h"

#include "absl/time/civil_time.h"
#include "clients/cli/sheets/import_id.h"
#include "clients/cli/sheets/sheet_reader.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/moment.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kHeader[] =
    "指标,用途,金额,支付日期,收款人,支付方式,发票号,凭证号,摘要\n";
constexpr char kLine[] =
    "d1/1,masks,1200.50,2020-02-01,示范公司,直接支付,0440,凭1,口罩\n";

class PaymentFormTest : public ::testing::Test {
 protected:
  absl::StatusOr<Sheet> TryRead(std::string_view bytes,
                                const std::string& county = "990101") {
    const ValueContext values{
        texts_, {county, ""}, absl::FixedTimeZone(8 * 60 * 60), now_};
    return ReadSheet(PaymentForm(), bytes, values);
  }
  Sheet Read(std::string_view bytes) {
    auto sheet = TryRead(bytes);
    EXPECT_TRUE(sheet.ok()) << sheet.status();
    return sheet.ok() ? *std::move(sheet) : Sheet();
  }
  // Each as `C3 REASON`, or `3 REASON` of a whole row.
  std::vector<std::string> Findings(std::string_view bytes) {
    std::vector<std::string> told;
    for (const SheetFinding& finding : Read(bytes).findings) {
      told.push_back(Concat(
          finding.column.has_value() ? ColumnLetters(*finding.column) : "",
          finding.row, " ", finding.reason));
      EXPECT_TRUE(texts_.Has(finding.reason)) << finding.reason;
    }
    return told;
  }

  static const funding::v1::CreatePaymentRequest& RequestOf(const Sheet& sheet,
                                                            size_t record) {
    return static_cast<const funding::v1::CreatePaymentRequest&>(
        *sheet.records[record].request);
  }

  const Texts texts_{rpc::Language::kEnglish};
  // Noon of 10 February in the county.
  const absl::Time now_ = absl::FromCivil(
      absl::CivilSecond(2020, 2, 10, 4, 0, 0), absl::UTCTimeZone());
};

TEST_F(PaymentFormTest, ALineIsAWholeRequest) {
  const Sheet sheet = Read(Concat(kHeader, kLine));
  EXPECT_THAT(sheet.findings, IsEmpty());
  ASSERT_THAT(sheet.records, SizeIs(1));
  EXPECT_EQ(sheet.total, 120'050);
  EXPECT_EQ(sheet.records[0].rows[0], 2);
  const auto& request = RequestOf(sheet, 0);
  EXPECT_EQ(request.parent(), "counties/990101");
  EXPECT_EQ(request.request_id().size(), 39u);
  EXPECT_EQ(request.payment().allocation(),
            "counties/990101/documents/d1/allocations/1");
  EXPECT_EQ(request.payment().purpose(), "counties/990101/purposes/masks");
  EXPECT_EQ(ToFen(request.payment().amount()), 120'050);
  EXPECT_EQ(FormatDate(request.payment().payment_date()), "2020-02-01");
  EXPECT_EQ(request.payment().payee(), "示范公司");
  EXPECT_EQ(request.payment().method(), funding::v1::Payment::METHOD_DIRECT);
  EXPECT_EQ(request.payment().invoice(), "0440");
  EXPECT_EQ(request.payment().voucher(), "凭1");
  EXPECT_EQ(request.payment().summary(), "口罩");
}

// The same payment, as another office would write it down.
TEST_F(PaymentFormTest, TheSameLineHasTheSameIdHoweverTheSheetWasSaved) {
  const std::string id = Read(Concat(kHeader, kLine)).records[0].request_id;
  for (const std::string& bytes :
       {Concat("\xEF\xBB\xBF", kHeader, kLine),
        std::string("summary,voucher,invoice,method,payee,date,amount,purpose,"
                    "allocation\r\n口罩,凭1,0440,direct,示范公司,2020/2/1,"
                    "\"1,200.50\",masks,d1/1\r\n\r\n,,\r\n"),
        std::string("单位：万元\n序号\t指标分配\t用途\t金额\t日期\t收款单位\t"
                    "支付方式\t发票\t凭证\t摘要\n1\tｄ１／１\tmasks\t0.12005\t"
                    "2020年2月1日\t 示范公司 \t直接\t０４４０\t凭1\t口罩\n"
                    "合计\t\t\t0.12005\n"),
        std::string("指标,用途,金额（单位:万元）,支付日期,收款人（全称）,"
                    "支付方式*,发票号,凭证号,摘要,,\nd1/1,masks,￥1200.50元,"
                    "20200201,示范公司,财政直接支付,0440,凭1,口罩,,\n")}) {
    const Sheet sheet = Read(bytes);
    EXPECT_THAT(Findings(bytes), IsEmpty()) << bytes;
    ASSERT_THAT(sheet.records, SizeIs(1)) << bytes;
    EXPECT_EQ(sheet.records[0].request_id, id) << bytes;
    EXPECT_EQ(sheet.total, 120'050) << bytes;
  }
}

TEST_F(PaymentFormTest, AnIdIsOfItsLineAloneAndOfItsAttempt) {
  const Sheet one = Read(Concat(kHeader, kLine));
  const Sheet two = Read(
      Concat(kHeader, "\nd1/2,masks,1,2020-02-01,甲,授权支付,,,\n", kLine));
  ASSERT_THAT(two.records, SizeIs(2));
  EXPECT_EQ(two.records[1].rows[0], 4);
  EXPECT_EQ(two.records[1].request_id, one.records[0].request_id);
  EXPECT_NE(two.records[0].request_id, two.records[1].request_id);
  // Written down once and for all: another id would pay again what was paid.
  EXPECT_EQ(one.records[0].request_id,
            "import-cef6ad2e92945a64f19412760ac76b59");
  EXPECT_EQ(RequestOf(one, 0).request_id(), one.records[0].request_id);
  EXPECT_EQ(AttemptId("import-1", 1), "import-1");
  EXPECT_EQ(AttemptId("import-1", 2), "import-1-2");
}

TEST_F(PaymentFormTest, ASheetThatCannotBeReadAtAllSaysWhy) {
  EXPECT_EQ(rpc::FromStatus(TryRead("PK\x03\x04").status()).reason,
            "SHEET_WORKBOOK");
  EXPECT_EQ(
      rpc::FromStatus(TryRead(Concat(kHeader, kLine), "").status()).reason,
      "COUNTY_NEEDED");
}

struct BadSheet {
  const char* story;
  std::string bytes;
  std::vector<std::string> findings;
};

// A sheet with the usual header.
BadSheet Lines(const char* story, const std::string& lines,
               std::vector<std::string> findings) {
  return {story, Concat(kHeader, lines), std::move(findings)};
}

std::vector<BadSheet> BadHeaders() {
  const std::string rest = ",支付日期,收款人,支付方式\n";
  const std::string line = "d1/1,masks,5,2020-02-01,甲,直接支付\n";
  return {
      {"nothing at all", "", {"1 SHEET_EMPTY"}},
      {"empty rows alone", "\n,,\n", {"1 SHEET_EMPTY"}},
      {"a unit and nothing else", "单位:元\n", {"1 SHEET_EMPTY"}},
      {"a header alone", kHeader, {"1 SHEET_NO_LINES"}},
      {"a header and a total",
       Concat(kHeader, "合计,,0\n"),
       {"2 SHEET_NO_LINES"}},
      {"a title over the table",
       Concat("2020年2月支付明细表,,,\n", kHeader, kLine),
       {"A1 SHEET_ONE_TITLE"}},
      {"a merged header",
       Concat("指标,用途,", rest, line),
       {"1 SHEET_MISSING_HEADER", "C1 SHEET_NO_HEADER"}},
      {"an unknown header",
       Concat("指标,用途,金额,备注", rest,
              "d1/1,masks,5,x,2020-02-01,甲,直接支付\n"),
       {"D1 SHEET_UNKNOWN_HEADER"}},
      {"a field twice",
       Concat("指标,用途,金额,支付金额", rest,
              "d1/1,masks,5,5,2020-02-01,甲,直接支付\n"),
       {"D1 SHEET_HEADER_TWICE"}},
      {"no dates and no payees",
       "指标,用途,金额,支付方式\nd1/1,masks,5,直接支付\n",
       {"1 SHEET_MISSING_HEADER", "1 SHEET_MISSING_HEADER"}},
      {"an unknown unit",
       Concat("指标,用途,金额(美元)", rest, line),
       {"C1 SHEET_UNKNOWN_UNIT"}},
      {"two units",
       Concat("单位：万元\n指标,用途,金额(元)", rest, line),
       {"C2 SHEET_TWO_UNITS"}},
  };
}

std::vector<BadSheet> BadCells() {
  const std::string behind = ",2020-02-01,甲,直接支付,,,\n";
  return {
      Lines("cells that must be given", ",,,,,,,,x\n",
            {"A2 REQUIRED", "B2 REQUIRED", "C2 REQUIRED", "D2 REQUIRED",
             "E2 REQUIRED", "F2 REQUIRED"}),
      Lines(
          "every cell wrong",
          "D1,口罩,abc,2/1/2020,#REF!,现金,4.4E+11,####,#N/A\n",
          {"A2 SHEET_BAD_ALLOCATION", "B2 SHEET_BAD_PURPOSE",
           "C2 SHEET_BAD_AMOUNT", "D2 SHEET_BAD_DATE", "E2 SHEET_FORMULA_ERROR",
           "F2 SHEET_BAD_METHOD", "G2 SHEET_SHORTENED",
           "H2 SHEET_FORMULA_ERROR", "I2 SHEET_FORMULA_ERROR"}),
      Lines("bad cells in several rows",
            Concat("d1/1,masks,x", behind, kLine, "\nd1/1,masks,-5", behind),
            {"C2 SHEET_BAD_AMOUNT", "C5 SHEET_NEGATIVE"}),
      Lines("accounting's way of less than nothing",
            Concat("d1/1,masks,\"(1,200.00)\"", behind), {"C2 SHEET_NEGATIVE"}),
      Lines("nothing paid", Concat("d1/1,masks,0.00", behind), {"C2 REQUIRED"}),
      Lines("a part of a fen", Concat("d1/1,masks,1.005", behind),
            {"C2 NOT_WHOLE_FEN"}),
      Lines("more money than there is",
            Concat("d1/1,masks,99999999999999", behind),
            {"C2 AMOUNT_TOO_LARGE"}),
      Lines("an amount that its comma cuts in two",
            "d1/1,masks,1,200.50,2020-02-01,甲,直接支付,0440,凭1,口罩\n",
            {"D2 SHEET_BAD_DATE", "F2 SHEET_BAD_METHOD",
             "J2 SHEET_CELL_TOO_MANY"}),
      Lines("a day still to come", "d1/1,masks,5,2020-02-11,甲,直接支付,,,\n",
            {"D2 SHEET_DATE_AHEAD"}),
      Lines("a year that is a slip", "d1/1,masks,5,0202-02-01,甲,直接支付\n",
            {"D2 DATE_OUT_OF_RANGE"}),
      Lines("a name too long",
            Concat("d1/1,masks,5,2020-02-01,", std::string(121, 'x'),
                   ",直接支付\n"),
            {"E2 TOO_LONG"}),
      Lines("a character that steers terminals",
            "d1/1,masks,5,2020-02-01,甲\x1b,直接支付\n",
            {"E2 CONTROL_CHARACTER"}),
      Lines("a quotation mark never closed", Concat("\"", kLine),
            {"1 SHEET_NO_LINES", "A2 SHEET_OPEN_QUOTES"}),
  };
}

std::vector<BadSheet> BadLines() {
  const std::string second =
      "d1/1,masks,5,2020-02-01,示范公司,直接支付,0440,,\n";
  return {
      Lines("a line twice", Concat(kLine, kLine), {"3 SHEET_LINE_TWICE"}),
      Lines("a line twice, written in another way",
            Concat(kLine,
                   "d1/1,masks,\"1,200.5\",2020/2/1,示范公司,直接,0440,"
                   "凭1,口罩\n"),
            {"3 SHEET_LINE_TWICE"}),
      Lines("an invoice twice", Concat(kLine, second),
            {"G3 SHEET_INVOICE_TWICE"}),
      Lines("an invoice twice in full width",
            Concat(kLine,
                   "d1/1,masks,5,2020-02-01,示范 公司,直接支付,"
                   "０４４０,,\n"),
            {"G3 SHEET_INVOICE_TWICE"}),
      Lines("lines that differ in a cell nobody can read",
            "d1/1,masks,x,2020-02-01,甲,直接支付,,,\n"
            "d1/1,masks,y,2020-02-01,甲,直接支付,,,\n",
            {"C2 SHEET_BAD_AMOUNT", "C3 SHEET_BAD_AMOUNT"}),
      Lines("a total of something else", Concat(kLine, "合计,,1200.51,,,,,,\n"),
            {"C3 SHEET_WRONG_TOTAL"}),
      Lines("a total without a sum", Concat(kLine, "合计,,,,,,,,\n"),
            {"C3 SHEET_BAD_AMOUNT"}),
      Lines("a total in the middle",
            Concat(kLine, "小计,,1200.50,,,,,,\n",
                   "d1/1,masks,5,2020-02-01,甲,直接支付,,,\n"),
            {"3 SHEET_TOTAL_NOT_LAST"}),
      Lines("a total below a line that cannot be read",
            "d1/1,masks,x,2020-02-01,甲,直接支付,,,\n合计,,5,,,,,,\n",
            {"C2 SHEET_BAD_AMOUNT"}),
      Lines("more than all money together",
            "d1/1,masks,10000000000000,2020-02-01,甲,直接支付,,,\n"
            "d1/1,masks,0.01,2020-02-01,甲,直接支付,,,\n",
            {"3 SHEET_TOTAL_TOO_LARGE"}),
  };
}

TEST_F(PaymentFormTest, AllThatIsWrongIsToldWithItsPlace) {
  for (const auto& sheets : {BadHeaders(), BadCells(), BadLines()}) {
    for (const BadSheet& sheet : sheets) {
      EXPECT_THAT(Findings(sheet.bytes), ElementsAreArray(sheet.findings))
          << sheet.story;
    }
  }
}

TEST_F(PaymentFormTest, TheSameInvoiceOfAnotherPayeeIsAnotherOne) {
  EXPECT_THAT(
      Findings(Concat(kHeader, kLine,
                      "d1/1,masks,5,2020-02-01,另一公司,直接支付,0440,,\n"
                      "d1/1,masks,5,2020-02-01,另一公司,直接支付,,,甲\n"
                      "d1/1,masks,5,2020-02-01,另一公司,直接支付,,,乙\n")),
      IsEmpty());
}

TEST_F(PaymentFormTest, ATotalThatFitsIsLeftOut) {
  const Sheet sheet =
      Read(Concat(kHeader, kLine, "合 计：,,\"1,200.50\",,,,,,\n\n,,,\n"));
  EXPECT_THAT(sheet.findings, IsEmpty());
  EXPECT_THAT(sheet.records, SizeIs(1));
}

TEST_F(PaymentFormTest, AFindingSaysWhatWasFoundAndWhatWouldBeRight) {
  const Sheet sheet = Read(
      Concat(kHeader, "d1/1,masks,\"(1,200.00)\",2020-02-01,甲,直接支付\n"));
  ASSERT_THAT(sheet.findings, SizeIs(1));
  const SheetFinding& finding = sheet.findings[0];
  EXPECT_EQ(finding.found, "(1,200.00)");
  EXPECT_THAT(texts_(finding.reason, finding.figures),
              ::testing::HasSubstr("no amount of a sheet can be"));
}

}  // namespace
}  // namespace epiledger::cli
