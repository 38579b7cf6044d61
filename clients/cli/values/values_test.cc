#include "clients/cli/values/amount.h"
#include "clients/cli/values/as_typed.h"
#include "clients/cli/values/complete_request.h"
#include "clients/cli/values/display_names.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_parts.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "tests/testing/refusal.h"

namespace epiledger::cli {
namespace {

using testing::ReasonOf;

int64_t Fen(std::string_view text) {
  const auto fen = ParseYuan(text);
  return fen.ok() ? *fen : -1;
}

TEST(Amount, IsTypedInYuanWithOrWithoutGroupingAndUnits) {
  EXPECT_EQ(Fen("1200.50"), 120'050);
  EXPECT_EQ(Fen("1200.5"), 120'050);
  EXPECT_EQ(Fen("1,200.50元"), 120'050);
  EXPECT_EQ(Fen("0.01"), 1);
  EXPECT_EQ(Fen("650万"), 650'000'000);
  EXPECT_EQ(Fen("1.2345万元"), 1'234'500);
  EXPECT_EQ(Fen("0.000001万"), 1);
  EXPECT_EQ(Fen("1.2亿"), 12'000'000'000);
  EXPECT_EQ(Fen("4,000,000.00"), 400'000'000);
  EXPECT_EQ(Fen("10000000000000"), 1'000'000'000'000'000);
}

TEST(Amount, ANumberAloneCountsWhatItsColumnCounts) {
  const auto fen = [](std::string_view text, MoneyUnit unit) {
    return ParseYuan(text, unit).value_or(-1);
  };
  EXPECT_EQ(fen("650", MoneyUnit::kTenThousand), 650'000'000);
  EXPECT_EQ(fen("1.2", MoneyUnit::kHundredMillion), 12'000'000'000);
  EXPECT_EQ(fen("1,200.5", MoneyUnit::kThousand), 120'050'000);
  EXPECT_EQ(fen("650万", MoneyUnit::kTenThousand), 650'000'000);
  EXPECT_EQ(fen("650元", MoneyUnit::kTenThousand), 65'000);
  EXPECT_EQ(fen("0.000001", MoneyUnit::kTenThousand), 1);
  EXPECT_EQ(ReasonOf(ParseYuan("0.0000001", MoneyUnit::kTenThousand).status()),
            "NOT_WHOLE_FEN");
}

TEST(Amount, WhatIsNoAmountOrNotWholeFenIsRefused) {
  for (const char* text :
       {"", "元", "万", "abc", "-1", "+1", "1.", ".5", "1,2", "1,23,456", "1,",
        "12,", ",123", "1 000", "1e5", "1.2.3", "１２"}) {
    EXPECT_EQ(ReasonOf(ParseYuan(text).status()), "BAD_AMOUNT") << text;
  }
  EXPECT_EQ(ReasonOf(ParseYuan("1.005").status()), "NOT_WHOLE_FEN");
  EXPECT_EQ(ReasonOf(ParseYuan("0.0000001万").status()), "NOT_WHOLE_FEN");
  EXPECT_EQ(ReasonOf(ParseYuan("10000000000000.01").status()),
            "AMOUNT_TOO_LARGE");
  EXPECT_EQ(ReasonOf(ParseYuan("99999999999999999999999").status()),
            "AMOUNT_TOO_LARGE");
}

TEST(Amount, IsShownWithGrouping) {
  EXPECT_EQ(FormatYuan(0), "0.00");
  EXPECT_EQ(FormatYuan(5), "0.05");
  EXPECT_EQ(FormatYuan(-5), "-0.05");
  EXPECT_EQ(FormatYuan(-123'456), "-1,234.56");
  EXPECT_EQ(FormatYuan(650'000'000), "6,500,000.00");
  EXPECT_EQ(FormatInteger(INT64_MIN), "-9,223,372,036,854,775,808");
  for (const int64_t fen : {0, 1, 99, 100, 123'456, 999'999'999}) {
    EXPECT_EQ(Fen(FormatYuan(fen)), fen);
    EXPECT_EQ(ToFen(ToMoney(fen)), fen);
    EXPECT_EQ(ToFen(ToMoney(-fen)), -fen);
  }
}

class MomentTest : public ::testing::Test {
 protected:
  std::string Date(std::string_view text) const {
    const auto date = ParseDate(text, now_, zone_);
    return date.ok() ? FormatDate(*date) : ReasonOf(date.status());
  }
  std::string Time(std::string_view text) const {
    const auto time = ParseTime(text, now_, zone_);
    return time.ok() ? FormatTime(*time, absl::UTCTimeZone())
                     : ReasonOf(time.status());
  }

  const absl::TimeZone zone_ = absl::FixedTimeZone(8 * 3600);
  // 01:30 on 2 February in the county, 1 February in UTC.
  const absl::Time now_ = absl::FromCivil(
      absl::CivilSecond(2020, 2, 1, 17, 30, 0), absl::UTCTimeZone());
};

TEST_F(MomentTest, DatesAreTheCountysAndExist) {
  EXPECT_EQ(Date("2020-02-29"), "2020-02-29");
  EXPECT_EQ(Date("today"), "2020-02-02");
  EXPECT_EQ(Date("yesterday"), "2020-02-01");
  for (const char* text : {"2019-02-29", "2020-2-1", "2020/02/01", "20200201",
                           "-001-02-01", "2020-02-01x", ""}) {
    EXPECT_EQ(Date(text), "BAD_DATE_TEXT") << text;
  }
}

TEST_F(MomentTest, TimesAreTheCountysUnlessTheySayOtherwise) {
  EXPECT_EQ(Time("2020-02-01 08:30"), "2020-02-01 00:30:00");
  EXPECT_EQ(Time("2020-02-01T08:30:15"), "2020-02-01 00:30:15");
  EXPECT_EQ(Time("2020-02-01T08:30:15Z"), "2020-02-01 08:30:15");
  EXPECT_EQ(Time("2020-02-01 08:30-05:00"), "2020-02-01 13:30:00");
  EXPECT_EQ(Time("now"), "2020-02-01 17:30:00");
  for (const char* text : {"2020-02-01", "08:30", "2020-02-30 08:30",
                           "2020-02-01 25:00", "2020-02-01 08:30+8", ""}) {
    EXPECT_EQ(Time(text), "BAD_TIME_TEXT") << text;
  }
}

TEST_F(MomentTest, MicrosecondsSurviveBothWays) {
  for (const int64_t micros :
       {int64_t{-1}, int64_t{0}, int64_t{1}, int64_t{1'580'518'800'123'456}}) {
    EXPECT_EQ(
        absl::ToUnixMicros(ToTime(ToTimestamp(absl::FromUnixMicros(micros)))),
        micros);
  }
}

TEST_F(MomentTest, DurationsHaveOneUnit) {
  EXPECT_EQ(*ParseDuration("12h"), absl::Hours(12));
  EXPECT_EQ(*ParseDuration("7d"), absl::Hours(168));
  for (const char* text : {"", "12", "h", "0s", "-1s", "1h30m", "9999999s"}) {
    EXPECT_FALSE(ParseDuration(text).ok()) << text;
  }
}

TEST(ResourceName, AnIdIsCompletedFromThePlace) {
  const Place place{"990101", "clinic"};
  const auto complete = [&](std::string_view pattern, std::string_view text) {
    const auto name = CompleteName(pattern, text, place);
    return name.ok() ? *name : ReasonOf(name.status());
  };
  constexpr std::string_view kAllocation =
      "counties/{county}/documents/{document}/allocations/{allocation}";
  constexpr std::string_view kStore =
      "counties/{county}/facilities/{facility}/stores/{store}";
  EXPECT_EQ(complete("counties/{county}", ""), "counties/990101");
  EXPECT_EQ(complete(kAllocation, "d1/2"),
            "counties/990101/documents/d1/allocations/2");
  EXPECT_EQ(complete(kAllocation, "documents/d1/allocations/2"),
            "counties/990101/documents/d1/allocations/2");
  EXPECT_EQ(complete(kAllocation, "counties/c2/documents/d1/allocations/2"),
            "counties/c2/documents/d1/allocations/2");
  EXPECT_EQ(complete(kStore, "ward"),
            "counties/990101/facilities/clinic/stores/ward");
  EXPECT_EQ(complete(kStore, "people/ward"),
            "counties/990101/facilities/people/stores/ward");
  EXPECT_EQ(complete(kAllocation, "2"), "NAME_MISFIT");
  EXPECT_EQ(complete(kAllocation, "c/d1/2"), "NAME_MISFIT");
  EXPECT_EQ(complete(kAllocation, "D1/2"), "NAME_MISFIT");
  EXPECT_EQ(ReasonOf(CompleteName("counties/{county}", "", {}).status()),
            "COUNTY_NEEDED");
  EXPECT_EQ(ReasonOf(CompleteName(kStore, "ward", {"c", ""}).status()),
            "FACILITY_NEEDED");
}

TEST(ResourceName, TheShortFormGivesTheNameBack) {
  EXPECT_EQ(ShortName("counties/990101/documents/d1/allocations/2"), "d1/2");
  EXPECT_EQ(ShortName("counties/990101"), "990101");
  EXPECT_EQ(ShortName("counties/990101/supplySettings"), "supplySettings");
  EXPECT_EQ(ShortName("示范县人民医院"), "示范县人民医院");
}

TEST(AsTyped, NamesAreShortAndTimesAreTheCountys) {
  const absl::TimeZone zone = absl::FixedTimeZone(8 * 3600);
  EXPECT_EQ(AsTyped("counties/990101/documents/d1/allocations/2 自 "
                    "2020-02-01 起，counties/990101/purposes/masks",
                    zone),
            "d1/2 自 2020-02-01 起，masks");
  EXPECT_EQ(AsTyped("is 2020-02-01T20:30:00Z, later", zone),
            "is 2020-02-02 04:30:00, later");
  EXPECT_EQ(AsTyped("a name such as `counties/{county}` is expected", zone),
            "a name such as `counties/{county}` is expected");
}

class MessageTest : public ::testing::Test {
 protected:
  const Texts texts_{rpc::Language::kChinese};
  const ValueContext context_{
      texts_,
      {"990101", "people"},
      absl::FixedTimeZone(8 * 3600),
      absl::FromCivil(absl::CivilSecond(2020, 2, 1), absl::UTCTimeZone())};
};

TEST_F(MessageTest, FieldsAreReadByTheirTypes) {
  funding::v1::CreatePaymentRequest request;
  const auto set = [&](std::string_view path, std::string_view text) {
    return ReasonOf(ParseValueAt(text, context_, request, path));
  };
  EXPECT_EQ(set("payment.amount", "1200.50"), "");
  EXPECT_EQ(set("payment.method", "own-account"), "");
  EXPECT_EQ(request.payment().method(),
            funding::v1::Payment::METHOD_OWN_ACCOUNT);
  EXPECT_EQ(set("payment.method", "直接支付"), "");
  EXPECT_EQ(request.payment().method(), funding::v1::Payment::METHOD_DIRECT);
  EXPECT_EQ(set("payment.method", "cash"), "BAD_CHOICE");
  EXPECT_EQ(set("payment.method", "unspecified"), "BAD_CHOICE");
  EXPECT_EQ(set("payment.purpose", "masks"), "");
  EXPECT_EQ(set("payment.payment_date", "2020-02-30"), "BAD_DATE_TEXT");
  EXPECT_EQ(request.payment().amount().units(), 1200);
  EXPECT_EQ(request.payment().purpose(), "counties/990101/purposes/masks");
  EXPECT_EQ(FormatValue(request, "payment.amount", context_), "1,200.50");
  EXPECT_EQ(FormatValue(request, "payment.method", context_), "直接支付");
  EXPECT_EQ(FormatValue(request, "payment.payment_date", context_), "");
}

TEST_F(MessageTest, AReadingIsANumberOrAReasonAndUnknownIsNotZero) {
  readiness::v1::SubmitReportRequest request;
  const auto set = [&](std::string_view text) {
    return ReasonOf(
        ParseValueAt(text, context_, request, "report.figures.beds_staffed"));
  };
  EXPECT_EQ(FormatValue(request, "report.figures.beds_staffed", context_), "");
  EXPECT_EQ(set("0"), "");
  EXPECT_EQ(FormatValue(request, "report.figures.beds_staffed", context_), "0");
  EXPECT_EQ(set("unknown"), "");
  EXPECT_EQ(FormatValue(request, "report.figures.beds_staffed", context_),
            "未知");
  EXPECT_EQ(set("many"), "BAD_CHOICE");
}

TEST_F(MessageTest, AZeroReportIsToldFromFiguresAndFromNoneOwed) {
  readiness::v1::FacilitySummary facility;
  EXPECT_EQ(FormatValue(facility, "today:owed", context_), "无需报送");
  EXPECT_EQ(FormatValue(facility, "last_due:due", context_), "尚无应报");
  facility.mutable_today()->set_state(readiness::v1::REPORT_STATE_ON_TIME);
  EXPECT_EQ(FormatValue(facility, "today:owed", context_), "按时");
  facility.mutable_today()->set_zero(true);
  EXPECT_EQ(FormatValue(facility, "today:owed", context_), "按时（零报告）");
}

TEST_F(MessageTest, ANameThatTheAnswerTellsStandsForTheId) {
  readiness::v1::CountySummary summary;
  auto& facility = *summary.add_facilities();
  facility.set_facility("counties/990101/facilities/people");
  facility.set_display_name("示范县人民医院");
  supplies::v1::FacilityStock stock;
  stock.set_facility(facility.facility());
  stock.set_item("counties/990101/items/n95");
  const DisplayNames names = NamesIn(summary);
  ValueContext known = context_;
  known.names = &names;
  EXPECT_EQ(FormatValue(stock, "facility:display", known), "示范县人民医院");
  EXPECT_EQ(FormatValue(stock, "item:display", known), "n95");
  EXPECT_EQ(FormatValue(stock, "facility", known), "people");
}

TEST_F(MessageTest, WhatIsNotDividedIsNoPurpose) {
  funding::v1::CreatePaymentRequest request;
  request.mutable_payment()->set_purpose("counties/990101/purposes/any");
  EXPECT_EQ(FormatValue(request, "payment.purpose", context_), "未细分");
}

TEST_F(MessageTest, QuantitiesAddPiecesAndPacks) {
  supplies::v1::CountLine line;
  ASSERT_EQ(ReasonOf(ParseValueAt("2*box+20", context_, line, "quantity")), "");
  EXPECT_EQ(line.quantity().pieces(), 20);
  ASSERT_EQ(line.quantity().packs_size(), 1);
  EXPECT_EQ(line.quantity().packs(0).pack(), "box");
  EXPECT_EQ(line.quantity().packs(0).count(), 2);
  supplies::v1::CountLine zero;
  ASSERT_EQ(ReasonOf(ParseValueAt("0", context_, zero, "quantity")), "");
  EXPECT_TRUE(zero.has_quantity());
  EXPECT_EQ(ReasonOf(ParseValueAt("few", context_, zero, "quantity")),
            "BAD_QUANTITY");
}

TEST_F(MessageTest, PacksAreNamedAsTheItemNamesThemAndNothingOfAPackIsNothing) {
  supplies::v1::CountLine line;
  ASSERT_EQ(ReasonOf(ParseValueAt("3箱20只+5", context_, line, "quantity")),
            "");
  EXPECT_EQ(line.quantity().pieces(), 5);
  ASSERT_EQ(line.quantity().packs_size(), 2);
  EXPECT_EQ(line.quantity().packs(0).pack(), "箱");
  EXPECT_EQ(line.quantity().packs(1).pack(), "只");
  EXPECT_EQ(line.quantity().packs(1).count(), 20);
  supplies::v1::CountLine none;
  ASSERT_EQ(ReasonOf(ParseValueAt("0箱", context_, none, "quantity")), "");
  EXPECT_TRUE(none.has_quantity());
  EXPECT_EQ(none.quantity().packs_size(), 0);
}

TEST_F(MessageTest, StandardsAndPacksAreShownAsTheyAreTyped) {
  supplies::v1::Item item;
  for (const char* const text :
       {"GB 19083-2010", "GB 2626-2019@2020-07-01..", "YY 0469@..2021-12-31",
        "GB 2626-2006@2006-12-01..2021-06-30"}) {
    item.clear_standards();
    ASSERT_EQ(ReasonOf(ParseValueAt(text, context_, item, "standards")), "");
    EXPECT_EQ(FormatValue(item, "standards", context_), text);
  }
  EXPECT_EQ(item.standards(0).valid_until().day(), 30);
  for (const char* const text :
       {"GB 1@2020-01-01", "GB 1@..", "GB 1@", "GB 1@soon.."}) {
    EXPECT_NE(ReasonOf(ParseValueAt(text, context_, item, "standards")), "")
        << text;
  }
  ASSERT_EQ(ReasonOf(ParseValueAt("box=20:盒", context_, item, "packs")), "");
  ASSERT_EQ(ReasonOf(ParseValueAt("carton=400:箱", context_, item, "packs")),
            "");
  EXPECT_EQ(FormatValue(item, "packs", context_), "box=20:盒, carton=400:箱");
}

TEST_F(MessageTest, AnAllocationIsTypedAsOneText) {
  const PartForm form = {{{"fund", "fund"},
                          {"recipient", "recipient"},
                          {"amount", "amount"},
                          {"purposes", "purposes"},
                          {"until", "valid_until"}}};
  funding::v1::Allocation allocation;
  ASSERT_EQ(ReasonOf(ParseParts("fund=central,recipient=people,amount=400万,"
                                "purposes=masks:1000000+gowns",
                                form, context_, allocation)),
            "");
  EXPECT_EQ(allocation.fund(), "counties/990101/funds/central");
  EXPECT_EQ(allocation.recipient(), "counties/990101/facilities/people");
  EXPECT_EQ(allocation.amount().units(), 4'000'000);
  ASSERT_EQ(allocation.purposes_size(), 2);
  EXPECT_EQ(allocation.purposes(0).amount().units(), 1'000'000);
  EXPECT_EQ(allocation.purposes(1).purpose(), "counties/990101/purposes/gowns");
  EXPECT_FALSE(allocation.purposes(1).has_amount());
  // A grouped amount falls apart at its commas, and says so.
  EXPECT_EQ(
      ReasonOf(ParseParts("amount=4,000,000", form, context_, allocation)),
      "UNKNOWN_PART");
}

TEST_F(MessageTest, ACeilingIsTypedBehindTheShareAndShownAsItIsTyped) {
  const PartForm form = {{{"purposes", "purposes"}, {"until", "valid_until"}}};
  funding::v1::Allocation allocation;
  ASSERT_EQ(ReasonOf(ParseParts("purposes=masks:100:150+gowns::80+caps,"
                                "until=2020-12-31",
                                form, context_, allocation)),
            "");
  EXPECT_EQ(allocation.purposes(0).amount().units(), 100);
  EXPECT_EQ(allocation.purposes(0).ceiling().units(), 150);
  EXPECT_FALSE(allocation.purposes(1).has_amount());
  EXPECT_EQ(allocation.purposes(1).ceiling().units(), 80);
  EXPECT_FALSE(allocation.purposes(2).has_ceiling());
  EXPECT_EQ(FormatValue(allocation, "purposes", context_),
            "masks:100.00:150.00, gowns::80.00, caps");
  EXPECT_EQ(FormatValue(allocation, "valid_until", context_), "2020-12-31");
  const auto reason = [&](const std::string& text) {
    return ReasonOf(ParseParts("purposes=" + text, form, context_, allocation));
  };
  EXPECT_EQ(reason("masks:1:2:3"), "BAD_SHARE");
  EXPECT_EQ(reason("masks:"), "BAD_AMOUNT");
  EXPECT_EQ(reason("masks::"), "BAD_AMOUNT");
}

TEST_F(MessageTest, ARequestGetsItsPlaceAndShortNamesAtAnyDepthGetWhole) {
  funding::v1::CreateAllocationDocumentRequest request;
  auto& allocation = *request.mutable_allocation_document()->add_allocations();
  allocation.set_fund("central");
  allocation.add_purposes()->set_purpose("masks");
  ASSERT_EQ(ReasonOf(CompleteRequest(context_.place, request)), "");
  EXPECT_EQ(request.parent(), "counties/990101");
  EXPECT_EQ(allocation.fund(), "counties/990101/funds/central");
  EXPECT_EQ(allocation.purposes(0).purpose(), "counties/990101/purposes/masks");
  allocation.set_fund("Central");
  EXPECT_EQ(ReasonOf(CompleteRequest(context_.place, request)), "NAME_MISFIT");
}

}  // namespace
}  // namespace epiledger::cli
