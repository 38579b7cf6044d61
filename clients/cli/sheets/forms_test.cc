// Sheets of documents, orders, appropriations and of the treasury: what several
// rows make, and all that can be wrong with it.
#include <set>

#include "absl/time/civil_time.h"
#include "clients/cli/sheets/appropriation_form.h"
#include "clients/cli/sheets/commitment_form.h"
#include "clients/cli/sheets/document_form.h"
#include "clients/cli/sheets/item_form.h"
#include "clients/cli/sheets/payment_form.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/sheet_reader.h"
#include "clients/cli/sheets/shift_form.h"
#include "clients/cli/sheets/treasury_form.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/moment.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "epiledger/type/v1/field.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kDocuments[] =
    "标识,发文单位,文号,标题,日期,资金来源,接收单位,金额,用途,有效期至\n";
constexpr char kOrders[] =
    "指标,供应商,合同编号,标题,日期,用途,金额,品种,数量,说明\n";

class FormsTest : public ::testing::Test {
 protected:
  Sheet Read(const SheetForm& form, std::string_view bytes,
             const google::protobuf::Message* start = nullptr) {
    const ValueContext values{
        texts_, {"990101", ""}, absl::FixedTimeZone(8 * 60 * 60), now_};
    auto sheet = ReadSheet(form, bytes, values, start);
    EXPECT_TRUE(sheet.ok()) << sheet.status();
    return sheet.ok() ? *std::move(sheet) : Sheet();
  }
  // Each as `C3 REASON`, or `3 REASON` of a whole row.
  std::vector<std::string> Findings(
      const SheetForm& form, std::string_view bytes,
      const google::protobuf::Message* start = nullptr) {
    std::vector<std::string> told;
    for (const SheetFinding& finding : Read(form, bytes, start).findings) {
      told.push_back(Concat(
          finding.column.has_value() ? ColumnLetters(*finding.column) : "",
          finding.row, " ", finding.reason));
      EXPECT_TRUE(texts_.Has(finding.reason)) << finding.reason;
    }
    return told;
  }
  template <typename Request>
  static const Request& As(const Sheet& sheet, size_t record) {
    return static_cast<const Request&>(*sheet.records[record].request);
  }

  const Texts texts_{rpc::Language::kEnglish};
  // Noon of 10 February in the county.
  const absl::Time now_ = absl::FromCivil(
      absl::CivilSecond(2020, 2, 10, 4, 0, 0), absl::UTCTimeZone());
};

// A field that the service asks for and a sheet has no column for could never
// be imported.
TEST_F(FormsTest, WhatTheServiceAsksForEachSheetAsksForToo) {
  for (const SheetForm* form :
       {&PaymentForm(), &AppropriationForm(), &DocumentForm(),
        &CommitmentForm(), &ItemForm(), &ShiftForm()}) {
    std::set<std::string> names;
    for (const ColumnForm& column : form->columns) {
      for (const auto& called : {column.chinese, column.english}) {
        for (const std::string_view name : called) {
          EXPECT_TRUE(names.insert(std::string(name)).second) << name;
        }
      }
      if (column.field.empty()) continue;
      const auto* field = FindField(*form->request, column.field);
      ASSERT_NE(field, nullptr) << column.field;
      if (field->options().GetExtension(type::v1::rule).required() &&
          column.field != form->id) {
        EXPECT_EQ(column.need, Need::kCell) << column.field;
      }
    }
  }
}

TEST_F(FormsTest, WhatAnItemSaysAgainstItselfIsFoundBeforeItIsSent) {
  constexpr char kItems[] = "标识,名称,类别,单位,包装,标准,替代品\n";
  EXPECT_THAT(
      Findings(ItemForm(), Concat(kItems,
                                  "n95,口罩,消耗品,只,\"box=20:盒,box=40:盒\","
                                  "GB 1@2020-02-01..2020-01-31,\"kn95,n95\"\n"
                                  "kn95,口罩,消耗品,只,box=20:盒,"
                                  "GB 1@2020-02-01..2020-02-01,\"n95,n95\"\n"
                                  "kn95,手套,消耗品,副,,,\n合计,,,,,,\n")),
      ElementsAre("E2 SHEET_LISTED_TWICE", "F2 SHEET_STANDARD_REVERSED",
                  "G2 SHEET_OWN_SUBSTITUTE", "G3 SHEET_LISTED_TWICE",
                  "A4 SHEET_ID_TWICE"));
}

TEST_F(FormsTest, RowsOfOneNumberAreOneDocumentWithItsAllocations) {
  const Sheet sheet = Read(
      DocumentForm(),
      Concat("单位：万元\n", kDocuments,
             "d7,县财政局,财社〔2020〕7号,关于下达资金的通知,2020/2/1,central,"
             "people-hospital,400,masks:100:150+gowns,2020-12-31\n"
             ",市财政局,财社〔2020〕7号,市里的通知,2020/2/2,central,reserve,5,"
             "\"gowns、masks：：1,000元\",\n"
             ",县财政局,财社〔２０２０〕7号,,,central,tcm-hospital,250,"
             "gowns,\n合计,,,,,,,655,,\n"));
  EXPECT_THAT(sheet.findings, IsEmpty());
  ASSERT_THAT(sheet.records, SizeIs(2));
  EXPECT_THAT(sheet.records[0].rows, ElementsAre(3, 5));
  EXPECT_EQ(sheet.records[0].amount, 650'000'000);
  EXPECT_EQ(sheet.lines, 3);
  const auto& request =
      As<funding::v1::CreateAllocationDocumentRequest>(sheet, 0);
  EXPECT_EQ(request.document_id(), "d7");
  EXPECT_EQ(request.request_id(), sheet.records[0].request_id);
  const auto& document = request.allocation_document();
  EXPECT_EQ(document.issuer(), "县财政局");
  EXPECT_EQ(document.number(), "财社〔2020〕7号");
  EXPECT_EQ(FormatDate(document.document_date()), "2020-02-01");
  ASSERT_EQ(document.allocations_size(), 2);
  const auto& first = document.allocations(0);
  EXPECT_EQ(first.recipient(), "counties/990101/facilities/people-hospital");
  EXPECT_EQ(FormatDate(first.valid_until()), "2020-12-31");
  ASSERT_EQ(first.purposes_size(), 2);
  EXPECT_EQ(first.purposes(0).purpose(), "counties/990101/purposes/masks");
  EXPECT_EQ(ToFen(first.purposes(0).amount()), 100'000'000);
  EXPECT_EQ(ToFen(first.purposes(0).ceiling()), 150'000'000);
  EXPECT_FALSE(first.purposes(1).has_amount());
  EXPECT_EQ(ToFen(document.allocations(1).amount()), 250'000'000);
  const auto& other =
      As<funding::v1::CreateAllocationDocumentRequest>(sheet, 1);
  EXPECT_EQ(
      ToFen(other.allocation_document().allocations(0).purposes(1).ceiling()),
      100'000);
  // Without one of its own it gets an id of its issuer and number.
  EXPECT_THAT(other.document_id(), ::testing::MatchesRegex("i-[0-9a-f]{12}"));
}

TEST_F(FormsTest, ADocumentKeepsItsIdAndIsAnotherRequestWhenItIsMended) {
  const std::string head =
      Concat(kDocuments, ",县财政局,1号,通知,2020-02-01,central,people,");
  const Sheet sheet = Read(DocumentForm(), Concat(head, "5,masks,\n"));
  const Sheet same = Read(DocumentForm(), Concat(head, "\"5.00 \",masks,\n"));
  const Sheet mended = Read(DocumentForm(), Concat(head, "6,masks,\n"));
  using Request = funding::v1::CreateAllocationDocumentRequest;
  // Written down once and for all: another id would record it twice.
  EXPECT_EQ(sheet.records[0].request_id,
            "import-7a757222576c564d5935a90ef3b3f5c9");
  EXPECT_EQ(As<Request>(sheet, 0).document_id(), "i-878bfeaf9da2");
  EXPECT_EQ(same.records[0].request_id, sheet.records[0].request_id);
  EXPECT_NE(mended.records[0].request_id, sheet.records[0].request_id);
  EXPECT_EQ(As<Request>(mended, 0).document_id(),
            As<Request>(sheet, 0).document_id());
}

struct BadRows {
  const char* story;
  std::string rows;
  std::vector<std::string> findings;
};

TEST_F(FormsTest, AllThatIsWrongWithDocumentsIsTold) {
  const std::string good =
      "d1,甲局,1号,通知,2020-02-01,central,people,5,masks,\n";
  const BadRows sheets[] = {
      {"a title that changes within a document",
       Concat(good, "d1,甲局,1号,别的,2020-02-01,central,reserve,5,masks,\n"),
       {"D3 SHEET_RECORD_DIFFERS"}},
      {"an id that changes within a document",
       Concat(good, "d2,甲局,1号,,,central,reserve,5,masks,\n"),
       {"A3 SHEET_RECORD_DIFFERS"}},
      {"an id of two documents",
       Concat(good, "d1,甲局,2号,通知,2020-02-01,central,people,5,masks,\n"),
       {"A3 SHEET_ID_TWICE"}},
      {"merged cells below a number",
       Concat(good, ",,,,,central,reserve,5,masks,\n"),
       {"B3 REQUIRED", "C3 REQUIRED"}},
      {"an allocation twice",
       Concat(good, "d1,甲局,1号,,,central,people,5.00,masks,\n"),
       {"3 SHEET_PART_TWICE"}},
      {"every cell wrong",
       "D 1,#REF!,4.4E+11,,2020-02-11,Central,人民医院,-5,masks:x,2/1/20\n",
       {"A2 BAD_ID", "B2 SHEET_FORMULA_ERROR", "C2 SHEET_SHORTENED",
        "E2 SHEET_DATE_AHEAD", "F2 SHEET_BAD_FUND", "G2 SHEET_BAD_RECIPIENT",
        "H2 SHEET_NEGATIVE", "I2 SHEET_BAD_AMOUNT", "J2 SHEET_BAD_DATE"}},
      {"cells that must be given",
       "d1,甲局,1号,,,,,,,\n",
       {"D2 REQUIRED", "E2 REQUIRED", "F2 REQUIRED", "G2 REQUIRED",
        "I2 REQUIRED"}},
      {"no money, and nothing carried over",
       "d1,甲局,1号,通知,2020-02-01,central,people,,masks,\n",
       {"H2 REQUIRED"}},
      {"more set aside than there is",
       "d1,甲局,1号,通知,2020-02-01,central,people,5,masks:3+gowns:2.01,\n",
       {"I2 SHEET_SHARES_EXCEED_AMOUNT"}},
      {"a ceiling below its share",
       "d1,甲局,1号,通知,2020-02-01,central,people,5,masks:3:2,\n",
       {"I2 SHEET_CEILING_BELOW_SHARE"}},
      {"a purpose twice",
       "d1,甲局,1号,通知,2020-02-01,central,people,5,masks+masks:1,\n",
       {"I2 SHEET_PURPOSE_TWICE"}},
      {"an end before the beginning, told by the row above",
       Concat(good, "d1,甲局,1号,,,central,reserve,5,masks,2020-01-31\n"),
       {"J3 SHEET_ENDS_BEFORE_IT_BEGINS"}},
      {"a total of something else",
       Concat(good, "合计,,,,,,,6,,\n"),
       {"H3 SHEET_WRONG_TOTAL"}},
  };
  for (const BadRows& sheet : sheets) {
    EXPECT_THAT(Findings(DocumentForm(), Concat(kDocuments, sheet.rows)),
                ElementsAreArray(sheet.findings))
        << sheet.story;
  }
}

TEST_F(FormsTest, ADocumentTakesAsManyAllocationsAsTheServiceDoes) {
  std::string sheet = kDocuments;
  for (int i = 1; i <= 1'002; ++i) {
    sheet +=
        Concat("d1,甲局,1号,通知,2020-02-01,central,people,", i, ",masks,\n");
  }
  EXPECT_THAT(Findings(DocumentForm(), sheet),
              ElementsAre("1002 SHEET_TOO_MANY_PARTS"));
}

TEST_F(FormsTest, RowsOfOneOrderNumberAreOneOrderWithItsLines) {
  const Sheet sheet =
      Read(CommitmentForm(),
           Concat(kOrders,
                  "d1/1,示范公司,HT-1,口罩,2020-02-01,masks,1200.50,n95,"
                  "\"1,000\",\n"
                  "d1/1,示范公司,ＨＴ-1,,,gowns,5,,,运费\n"
                  "d1/1,另一公司,HT-1,,2020-02-01,gowns,5,,,\n"));
  EXPECT_THAT(sheet.findings, IsEmpty());
  ASSERT_THAT(sheet.records, SizeIs(2));
  const auto& order = As<funding::v1::CreateCommitmentRequest>(sheet, 0);
  EXPECT_EQ(order.commitment().supplier(), "示范公司");
  ASSERT_EQ(order.commitment().lines_size(), 2);
  EXPECT_EQ(order.commitment().lines(0).quantity(), 1'000);
  EXPECT_EQ(order.commitment().lines(0).item(), "counties/990101/items/n95");
  EXPECT_EQ(order.commitment().lines(1).description(), "运费");
  EXPECT_EQ(sheet.records[0].amount, 120'550);
}

TEST_F(FormsTest, AllThatIsWrongWithOrdersIsTold) {
  const BadRows sheets[] = {
      {"an order without a number",
       "d1/1,甲,,,2020-02-01,masks,5,,,\n",
       {"C2 REQUIRED"}},
      {"an order out of two allocations",
       "d1/1,甲,1号,,2020-02-01,masks,5,,,\nd1/2,甲,1号,,,masks,6,,,\n",
       {"A3 SHEET_RECORD_DIFFERS"}},
      {"a part of a piece",
       "d1/1,甲,1号,,2020-02-01,masks,5,N95,1.5,\n",
       {"H2 SHEET_BAD_ITEM", "I2 SHEET_BAD_QUANTITY"}},
      {"nothing agreed",
       "d1/1,甲,1号,,2020-02-01,masks,0,,,\n",
       {"G2 REQUIRED"}},
  };
  for (const BadRows& sheet : sheets) {
    EXPECT_THAT(Findings(CommitmentForm(), Concat(kOrders, sheet.rows)),
                ElementsAreArray(sheet.findings))
        << sheet.story;
  }
}

TEST_F(FormsTest, AnAppropriationWithoutAnIdGetsOneOfWhatItSays) {
  const std::string head = "fund,amount,date,document number\n";
  const Sheet sheet =
      Read(AppropriationForm(), Concat(head,
                                       "central,961万,2020-01-28,1号\n"
                                       "central,961万,2020-01-28,2号\n"));
  EXPECT_THAT(sheet.findings, IsEmpty());
  ASSERT_THAT(sheet.records, SizeIs(2));
  using Request = funding::v1::CreateAppropriationRequest;
  EXPECT_NE(As<Request>(sheet, 0).appropriation_id(),
            As<Request>(sheet, 1).appropriation_id());
  EXPECT_EQ(ToFen(As<Request>(sheet, 0).appropriation().amount()), 961'000'000);
  EXPECT_THAT(
      Findings(AppropriationForm(), Concat(head,
                                           "central,5,2020-01-28,1号\n"
                                           "central,5.0,2020/1/28,1号\n")),
      ElementsAre("3 SHEET_ROW_TWICE"));
}

TEST_F(FormsTest, AStatementOfTheTreasuryIsOneWhateverElseItSays) {
  funding::v1::CreateTreasuryStatementRequest start;
  *start.mutable_treasury_statement()->mutable_first_date() =
      *ParseDate("2020-02-01", now_, absl::UTCTimeZone());
  *start.mutable_treasury_statement()->mutable_last_date() =
      *ParseDate("2020-02-29", now_, absl::UTCTimeZone());
  const std::string head = "记账日期,支付金额(万元),对方户名,余额,\n";
  const Sheet sheet =
      Read(TreasuryForm(),
           Concat(head,
                  "2020/2/1,0.12,甲,9,\n2020/2/1,0.12,甲,8,x\n"
                  "本页合计,9,,,\n2020/2/2,1,乙,,\n合计,1.24,,,\n"),
           &start);
  EXPECT_THAT(sheet.findings, IsEmpty());
  ASSERT_THAT(sheet.records, SizeIs(1));
  EXPECT_EQ(As<funding::v1::CreateTreasuryStatementRequest>(sheet, 0)
                .treasury_statement()
                .lines_size(),
            3);
  EXPECT_THAT(Findings(TreasuryForm(),
                       Concat(head, "2020/3/1,1,甲,,\n合计,2,,,\n"), &start),
              ElementsAre("A2 SHEET_LINE_OUTSIDE", "B3 SHEET_WRONG_TOTAL"));
}

// The bytes of an id are the same however often fields are added behind.
TEST_F(FormsTest, WhatARequestSaysIsWrittenByTheNumbersOfItsFields) {
  funding::v1::CreateCommitmentRequest request;
  request.set_request_id("left out");
  request.set_parent("p");
  request.mutable_commitment()->add_lines()->set_quantity(7);
  request.mutable_commitment()->add_lines();
  EXPECT_EQ(ContentOf(request),
            "2\x1Ep\x1F"
            "4\x1E"
            "7\x1E"
            "4\x1E"
            "7\x1F\x1F"
            "7\x1E\x1F\x1F");
  EXPECT_EQ(ContentAt(request, "parent"), "2\x1Ep\x1F");
  EXPECT_EQ(ContentAt(request, "commitment.supplier"), "");
}

TEST_F(FormsTest, OfTooManyFindingsTheFirstAreKeptAndAllAreCounted) {
  std::string sheet = "资金来源,金额,日期\n";
  for (int i = 0; i < 4'000; ++i) sheet += "?,?,?\n";
  const Sheet read = Read(AppropriationForm(), sheet);
  EXPECT_EQ(read.finding_count, 12'000u);
  ASSERT_THAT(read.findings, SizeIs(10'000));
  EXPECT_EQ(read.findings[0].row, 2);
}

}  // namespace
}  // namespace epiledger::cli
