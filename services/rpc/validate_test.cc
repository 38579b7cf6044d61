#include "services/rpc/validate.h"

#include <string>
#include <utility>
#include <vector>

#include "epiledger/probe/v1/probe.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {
namespace {

using probe::v1::RecordThingsRequest;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kGood[] = R"pb(
  request_id: "r1"
  parent: "counties/c1/facilities/f1"
  lines {
    store: "counties/c1/facilities/f1/stores/s1"
    quantity: 3
    price { currency_code: "CNY" units: 12 nanos: 340000000 }
  }
  amount { currency_code: "CNY" units: 6500000 }
  correction { currency_code: "CNY" units: -4 nanos: -990000000 }
  date { year: 2020 month: 2 day: 29 }
  time { seconds: 1580515200 nanos: 123456000 }
  count: 7
  color: COLOR_RED
  remark: "第一行\n第二行\t完"
  code: "mask-n95"
  figure: 0
  tags: "口罩"
  colors: COLOR_GREEN
  digest: "\000\377"
  level: 0
)pb";

// kGood with `change` merged in.
RecordThingsRequest Request(const std::string& change) {
  RecordThingsRequest request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kGood, &request));
  RecordThingsRequest changed;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(change, &changed))
      << change;
  request.MergeFrom(changed);
  return request;
}

using Findings = std::vector<std::pair<std::string, std::string>>;

Findings Check(const google::protobuf::Message& request) {
  const auto validator = Validator::Create(request.GetDescriptor());
  EXPECT_TRUE(validator.ok()) << validator.status();
  const absl::Status status = validator->Check(request);
  Findings findings;
  if (status.ok()) return findings;
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  for (const FieldViolation& violation : FromStatus(status).violations) {
    findings.emplace_back(violation.field, violation.reason);
  }
  return findings;
}

// One change to a good request, and what must be said of it.
struct Case {
  const char* change;
  const char* field;
  const char* reason;
};

class BadFieldTest : public ::testing::TestWithParam<Case> {};

TEST_P(BadFieldTest, IsNamedWithItsReason) {
  EXPECT_THAT(Check(Request(GetParam().change)),
              ElementsAre(Pair(GetParam().field, GetParam().reason)))
      << GetParam().change;
}

INSTANTIATE_TEST_SUITE_P(
    Text, BadFieldTest,
    ::testing::Values(
        Case{R"(request_id: "seventeen-letters")", "request_id", "TOO_LONG"},
        Case{R"(request_id: "a\nb")", "request_id", "CONTROL_CHARACTER"},
        Case{R"(request_id: "a\tb")", "request_id", "CONTROL_CHARACTER"},
        Case{R"(request_id: "a\000b")", "request_id", "CONTROL_CHARACTER"},
        Case{R"(request_id: "a\177")", "request_id", "CONTROL_CHARACTER"},
        // U+0085, U+202E and U+2066 in UTF-8.
        Case{R"(request_id: "a\302\205")", "request_id", "CONTROL_CHARACTER"},
        Case{R"(request_id: "\342\200\256a")", "request_id",
             "CONTROL_CHARACTER"},
        Case{R"(request_id: "\342\201\246")", "request_id",
             "CONTROL_CHARACTER"},
        // Spaces, a wide one, and one that nobody sees.
        Case{R"(request_id: "  ")", "request_id", "REQUIRED"},
        Case{R"(request_id: " \343\200\200")", "request_id", "REQUIRED"},
        Case{R"(request_id: "\342\200\213")", "request_id", "REQUIRED"},
        Case{R"(remark: "a\rb")", "remark", "CONTROL_CHARACTER"},
        Case{R"(tags: "a\033b")", "tags[1]", "CONTROL_CHARACTER"},
        Case{R"(parent: "counties/c1")", "parent", "BAD_NAME"},
        Case{R"(lines { store: "stores/1" quantity: 1 })", "lines[1].store",
             "BAD_NAME"},
        Case{R"(code: "N95 mask")", "code", "BAD_ID"},
        Case{R"(digest: "123456789012345678901234567890123")", "digest",
             "TOO_LONG"},
        Case{R"(lines { quantity: 1 })", "lines[1].store", "REQUIRED"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, BadFieldTest,
    ::testing::Values(
        Case{"count: -1", "count", "OUT_OF_RANGE"},
        Case{"count: 1000000000000001", "count", "OUT_OF_RANGE"},
        Case{"count: 9223372036854775807", "count", "OUT_OF_RANGE"},
        Case{"figure: -5", "figure", "OUT_OF_RANGE"},
        Case{"level: 10", "level", "OUT_OF_RANGE"},
        Case{R"(lines { store: "counties/c1/facilities/f1/stores/s1"
                        quantity: 1001 })",
             "lines[1].quantity", "OUT_OF_RANGE"},
        Case{"sequence: 4", "sequence", "OUTPUT_ONLY"},
        Case{"color: 77", "color", "UNKNOWN_ENUM_VALUE"},
        Case{"colors: COLOR_UNSPECIFIED", "colors[1]", "REQUIRED"},
        Case{"colors: 9", "colors[1]", "UNKNOWN_ENUM_VALUE"},
        Case{"reason: COLOR_UNSPECIFIED", "reason", "REQUIRED"}));

INSTANTIATE_TEST_SUITE_P(
    Money, BadFieldTest,
    ::testing::Values(
        Case{R"(amount { currency_code: "USD" })", "amount.currency_code",
             "CURRENCY_NOT_CNY"},
        Case{R"(lines { store: "counties/c1/facilities/f1/stores/s1"
                        quantity: 1 price { units: 1 } })",
             "lines[1].price.currency_code", "CURRENCY_NOT_CNY"},
        Case{"amount { nanos: 5000000 }", "amount.nanos", "FRACTION_OF_FEN"},
        Case{"amount { nanos: 1000000000 }", "amount.nanos", "OUT_OF_RANGE"},
        Case{"amount { nanos: -10000000 }", "amount", "SIGNS_DIFFER"},
        Case{"amount { units: -1 }", "amount", "AMOUNT_OUT_OF_RANGE"},
        Case{"amount { units: 10000000000001 }", "amount.units",
             "OUT_OF_RANGE"},
        Case{"amount { units: 9223372036854775807 }", "amount.units",
             "OUT_OF_RANGE"},
        Case{"amount { units: 10000000000000 nanos: 10000000 }", "amount",
             "AMOUNT_OUT_OF_RANGE"},
        Case{"correction { units: -5 nanos: -10000000 }", "correction",
             "AMOUNT_OUT_OF_RANGE"},
        Case{"correction { units: 5 nanos: 10000000 }", "correction",
             "AMOUNT_OUT_OF_RANGE"}));

INSTANTIATE_TEST_SUITE_P(
    Times, BadFieldTest,
    ::testing::Values(Case{"date { year: 2019 }", "date", "BAD_DATE"},
                      Case{"date { month: 13 }", "date", "BAD_DATE"},
                      Case{"date { day: -1 }", "date", "BAD_DATE"},
                      Case{"date { year: 1948 }", "date", "DATE_OUT_OF_RANGE"},
                      Case{"date { year: 2200 }", "date", "DATE_OUT_OF_RANGE"},
                      Case{"date { year: -2020 }", "date", "DATE_OUT_OF_RANGE"},
                      Case{"time { nanos: 1 }", "time.nanos", "TIME_TOO_FINE"},
                      Case{"time { nanos: -1000 }", "time", "BAD_TIME"},
                      Case{"time { nanos: 1000000000 }", "time", "BAD_TIME"},
                      Case{"time { seconds: 253402300800 }", "time",
                           "BAD_TIME"}));

TEST(ValidateTest, AGoodRequestPasses) {
  EXPECT_THAT(Check(Request("")), SizeIs(0));
}

TEST(ValidateTest, BoundsThemselvesPass) {
  EXPECT_THAT(Check(Request(R"pb(
                amount { units: 9999999999999 nanos: 990000000 }
                correction { units: -4 nanos: -990000000 }
                date { year: 2199 month: 12 day: 31 }
                count: 1000000000000000
                level: 9
                request_id: "sixteen-letters-"
              )pb")),
              SizeIs(0));
}

TEST(ValidateTest, AnEmptyRequestNamesAllThatIsMissing) {
  EXPECT_THAT(
      Check(RecordThingsRequest()),
      ElementsAre(Pair("request_id", "REQUIRED"), Pair("parent", "REQUIRED"),
                  Pair("amount", "REQUIRED"), Pair("color", "REQUIRED"),
                  Pair("level", "REQUIRED")));
}

TEST(ValidateTest, RequiredMoneyMustNotBeZero) {
  RecordThingsRequest request = Request("");
  request.mutable_amount()->set_units(0);
  EXPECT_THAT(Check(request), ElementsAre(Pair("amount", "REQUIRED")));
}

TEST(ValidateTest, ADateNeedsAllItsParts) {
  RecordThingsRequest request = Request("");
  request.mutable_date()->set_day(0);
  EXPECT_THAT(Check(request), ElementsAre(Pair("date", "BAD_DATE")));
}

TEST(ValidateTest, TheErrorTellsFieldFigureAndText) {
  const auto validator = Validator::Create(RecordThingsRequest::descriptor());
  const Error error =
      FromStatus(validator->Check(Request("amount { nanos: 5000000 }")));
  EXPECT_EQ(error.reason, "FRACTION_OF_FEN");
  EXPECT_EQ(error.metadata.at("field"), "amount.nanos");
  EXPECT_EQ(error.metadata.at("found"), "5000000");
}

TEST(ValidateTest, FieldsNobodyKnowsAreRefusedAtAnyDepth) {
  RecordThingsRequest request = Request("");
  request.GetReflection()->MutableUnknownFields(&request)->AddVarint(99, 1);
  auto* line = request.mutable_lines(0);
  line->GetReflection()->MutableUnknownFields(line)->AddLengthDelimited(7, "x");
  auto* price = line->mutable_price();
  price->GetReflection()->MutableUnknownFields(price)->AddFixed32(12, 3);
  EXPECT_THAT(Check(request),
              ElementsAre(Pair("99", "UNKNOWN_FIELD"),
                          Pair("lines[0].7", "UNKNOWN_FIELD"),
                          Pair("lines[0].price.12", "UNKNOWN_FIELD")));
}

TEST(ValidateTest, ListsHaveAtMostAThousandElements) {
  RecordThingsRequest request = Request("");
  while (request.tags_size() < 1000) request.add_tags("x");
  EXPECT_THAT(Check(request), SizeIs(0));
  request.add_tags("x");
  EXPECT_THAT(Check(request), ElementsAre(Pair("tags", "TOO_MANY_ELEMENTS")));
}

TEST(ValidateTest, AtMostTwentyFieldsAreNamed) {
  RecordThingsRequest request = Request("");
  for (int i = 0; i < 100; ++i) request.add_tags("\x01");
  EXPECT_THAT(Check(request), SizeIs(20));
}

TEST(ValidateTest, LongTextMayHaveLinesUpToItsLength) {
  RecordThingsRequest request = Request("");
  request.set_remark(std::string(2000, '\n'));
  EXPECT_THAT(Check(request), SizeIs(0));
  request.mutable_remark()->push_back('a');
  EXPECT_THAT(Check(request), ElementsAre(Pair("remark", "TOO_LONG")));
}

template <typename Message>
std::string PlanError() {
  return std::string(
      Validator::Create(Message::descriptor()).status().message());
}

TEST(ValidateTest, RequestsThatCannotBeJudgedHaveNoPlan) {
  EXPECT_THAT(PlanError<probe::v1::WrongRequests::Map>(),
              HasSubstr("Map.values: a request has no map"));
  EXPECT_THAT(PlanError<probe::v1::WrongRequests::Floating>(),
              HasSubstr("Floating.value: a request has no floating point"));
  EXPECT_THAT(PlanError<probe::v1::WrongRequests::Pattern>(),
              HasSubstr("counties//{county} is no pattern"));
  EXPECT_THAT(PlanError<probe::v1::WrongRequests::Kind>(),
              HasSubstr("`max_length` does not fit"));
  EXPECT_THAT(PlanError<probe::v1::WrongRequests>(), HasSubstr("map"));
}

}  // namespace
}  // namespace epiledger::rpc
