// What the report says of goals that are met, missed, not promised, and of
// baselines that are not there.
#include "tests/bench/report.h"

#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::bench {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;
using ::testing::HasSubstr;
using ::testing::Not;

// The one figure as whoever reads the file finds it.
Struct Written(const Figure& figure) {
  const epiledger::testing::TemporaryDirectory folder;
  const std::string file = folder.path() + "/figures.json";
  EXPECT_TRUE(WriteJson({figure}, file));
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  google::protobuf::ListValue list;
  EXPECT_TRUE(
      google::protobuf::util::JsonStringToMessage(text.str(), &list).ok())
      << text.str();
  EXPECT_EQ(list.values_size(), 1);
  return list.values(0).struct_value();
}

std::string Printed(const Figure& figure) {
  std::stringstream out;
  Print({figure}, out);
  return out.str();
}

bool IsNull(const Struct& figure, const std::string& key) {
  return figure.fields().at(key).kind_case() == Value::kNullValue;
}

TEST(Report, ARateIsToBeSoManyTimesItsBaseline) {
  const Struct met = Written(RateOver("calls", 700, 100, 7));
  EXPECT_EQ(met.fields().at("ratio").number_value(), 7);
  EXPECT_EQ(met.fields().at("goal").number_value(), 7);
  EXPECT_EQ(met.fields().at("goal_unit").string_value(), "times the baseline");
  EXPECT_TRUE(met.fields().at("met").bool_value());
  EXPECT_TRUE(IsNull(met, "reason"));
  const Figure missed = RateOver("calls", 600, 100, 7);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("6  NOT MET: at least 7 times"));
}

TEST(Report, ARateMayBePromisedByItself) {
  const Struct met = Written(RateAtLeast("counts", 120, 100));
  EXPECT_EQ(met.fields().at("goal").number_value(), 100);
  EXPECT_EQ(met.fields().at("goal_unit").string_value(), "/s");
  EXPECT_TRUE(met.fields().at("met").bool_value());
  EXPECT_TRUE(IsNull(met, "baseline"));
  const Figure missed = RateAtLeast("counts", 90, 100);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("NOT MET: at least 100 /s"));
}

TEST(Report, ATimeMayBePromisedByItself) {
  const Figure met = TimeWithin("list", 12, 20);
  EXPECT_EQ(Written(met).fields().at("goal_unit").string_value(), "ms");
  EXPECT_TRUE(Written(met).fields().at("met").bool_value());
  EXPECT_TRUE(IsNull(Written(met), "baseline"));
  EXPECT_THAT(Printed(met), HasSubstr("met: at most 20 ms"));
  EXPECT_FALSE(
      Written(TimeWithin("list", 21, 20)).fields().at("met").bool_value());
  EXPECT_THAT(Printed(TimeWithin("list", 21, {})), HasSubstr("no goal"));
}

TEST(Report, ATimeMayGrowSoManyTimes) {
  const Figure met = TimeGrown("payment", 1.25, 1, 1.25);
  EXPECT_EQ(Written(met).fields().at("ratio").number_value(), 1.25);
  EXPECT_EQ(Written(met).fields().at("goal_unit").string_value(),
            "times the baseline at most");
  EXPECT_TRUE(Written(met).fields().at("met").bool_value());
  const Figure missed = TimeGrown("payment", 1.3, 1, 1.25);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("NOT MET: at most 1.25 times"));
}

TEST(Report, MemoryIsToBeAtMostSoMuch) {
  const Figure met = SizeWithin("idle", 60, 64);
  EXPECT_EQ(Written(met).fields().at("unit").string_value(), "MB");
  EXPECT_EQ(Written(met).fields().at("goal_unit").string_value(), "MB");
  EXPECT_TRUE(Written(met).fields().at("met").bool_value());
  const Figure missed = SizeWithin("idle", 65, 64);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("NOT MET: at most 64 MB"));
  EXPECT_THAT(Printed(SizeWithin("idle", 65, {})), HasSubstr("no goal"));
}

TEST(Report, SoManyMayBeAllowed) {
  const Struct met = Written(CountWithin("writes lost", 0, 0));
  EXPECT_EQ(met.fields().at("value").number_value(), 0);
  EXPECT_EQ(met.fields().at("unit").string_value(), "");
  EXPECT_EQ(met.fields().at("goal_unit").string_value(), "at most");
  EXPECT_TRUE(met.fields().at("met").bool_value());
  const Figure missed = CountWithin("writes lost", 1, 0);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("NOT MET: at most 0\n"));
  EXPECT_THAT(Printed(CountWithin("writes", 1, {})), HasSubstr("no goal"));
}

TEST(Report, AShareMayBePromised) {
  const Struct met = Written(ShareAtLeast("refusals", 100, 100));
  EXPECT_EQ(met.fields().at("unit").string_value(), "%");
  EXPECT_EQ(met.fields().at("goal_unit").string_value(), "%");
  EXPECT_TRUE(met.fields().at("met").bool_value());
  const Figure missed = ShareAtLeast("refusals", 99, 100);
  EXPECT_FALSE(Written(missed).fields().at("met").bool_value());
  EXPECT_THAT(Printed(missed), HasSubstr("NOT MET: at least 100 %"));
}

TEST(Report, ATimeIsToBeSoMuchAboveItsBaselineAndItsRatioIsARatioToo) {
  const Figure figure = TimeOver("alone", 0.75, 0.5, 0.25);
  const Struct met = Written(figure);
  EXPECT_EQ(met.fields().at("value").number_value(), 0.75);
  EXPECT_EQ(met.fields().at("baseline").number_value(), 0.5);
  EXPECT_EQ(met.fields().at("ratio").number_value(), 1.5);
  EXPECT_EQ(met.fields().at("goal").number_value(), 0.25);
  EXPECT_EQ(met.fields().at("goal_unit").string_value(),
            "ms above the baseline");
  EXPECT_TRUE(met.fields().at("met").bool_value());
  EXPECT_THAT(Printed(figure), HasSubstr("1.5  met: 0.25 ms above, at most"));
  EXPECT_FALSE(
      Written(TimeOver("alone", 1, 0.5, 0.25)).fields().at("met").bool_value());
  // No slower than the baseline.
  EXPECT_TRUE(
      Written(TimeOver("alone", 0.25, 0.5, 0)).fields().at("met").bool_value());
}

TEST(Report, WhereNothingIsPromisedNothingIsMissed) {
  const Figure figure = RateOver("calls", 90, 100, std::nullopt);
  const Struct written = Written(figure);
  EXPECT_TRUE(IsNull(written, "goal"));
  EXPECT_TRUE(IsNull(written, "goal_unit"));
  EXPECT_TRUE(written.fields().at("met").bool_value());
  EXPECT_EQ(written.fields().at("ratio").number_value(), 0.9);
  EXPECT_THAT(Printed(figure), HasSubstr("0.9  no goal"));
  EXPECT_THAT(Printed(figure), Not(HasSubstr("met")));
}

TEST(Report, AMissingBaselineIsNotMetAndSaysWhy) {
  const Figure figure =
      RateAlone("against pgbench", 100, 3, "\"pgbench\" is not there");
  const Struct written = Written(figure);
  EXPECT_TRUE(IsNull(written, "baseline"));
  EXPECT_TRUE(IsNull(written, "ratio"));
  EXPECT_EQ(written.fields().at("goal").number_value(), 3);
  EXPECT_EQ(written.fields().at("met").kind_case(), Value::kBoolValue);
  EXPECT_FALSE(written.fields().at("met").bool_value());
  EXPECT_EQ(written.fields().at("reason").string_value(),
            "\"pgbench\" is not there");
  EXPECT_THAT(Printed(figure), HasSubstr("NOT MET: \"pgbench\" is not there"));
}

TEST(Report, AFileThatCannotBeWrittenIsToldOf) {
  const epiledger::testing::TemporaryDirectory folder;
  EXPECT_FALSE(WriteJson({}, folder.path() + "/none/figures.json"));
}

}  // namespace
}  // namespace epiledger::bench
