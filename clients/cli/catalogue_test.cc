// Stories of the catalogue and of equipment, as people type them, against the
// real gateway and services.
#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kItemHeader[] =
    "标识,名称,英文名称,类别,单位,分类,包装,标准,保质期（月）,替代品,"
    "盘盈容差\n";

class CatalogueCliTest : public CliFixture {
 protected:
  void SetUp() override { MakeMoney(); }

  std::string ItemSheet(std::string_view bytes) {
    std::string path = folder() + "/items.csv";
    EXPECT_TRUE(WriteWholeFile(path, bytes).ok());
    return path;
  }
  Ran ImportItems(std::string_view bytes,
                  const std::vector<std::string>& flags = {}) {
    std::vector<std::string> words = {"item", "import", ItemSheet(bytes)};
    words.insert(words.end(), flags.begin(), flags.end());
    return Run("headquarters", words);
  }
  void MakeMasks() {
    Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                        "--kind", "consumable", "--unit", "只", "--pack",
                        "box=20:盒", "--category", "防护用品"});
  }
};

TEST_F(CatalogueCliTest, ACatalogueComesInAsASheetAndOnceMoreChangesNothing) {
  const std::string sheet = Concat(
      kItemHeader,
      "n95,N95医用防护口罩,N95 respirator,消耗品,只,防护用品,"
      "\"box=20:盒、carton=４００：箱\",GB 19083-2010,60,,5\n"
      "kn95,KN95口罩,,耗材,只,防护用品,box=50:盒,"
      "\"GB 2626-2006@..2021-06-30;GB 2626-2019@2020-07-01..\",36个月,n95,\n"
      "ventilator,呼吸机,,设备,台,器械,,,,,\n");
  const Ran checked = ImportItems(sheet, {"--check"});
  EXPECT_EQ(checked.code, 0) << checked.err << checked.out;
  EXPECT_THAT(checked.out, HasSubstr("3 lines; all fit."));
  EXPECT_EQ(Do("headquarters", {"item", "list"}), "(none)\n");

  const Ran imported = ImportItems(sheet);
  EXPECT_EQ(imported.code, 0) << imported.err << imported.out;
  EXPECT_EQ(imported.out,
            "3 lines: 3 recorded, 0 recorded before, 0 refused.\n");
  EXPECT_THAT(ImportItems(sheet).out, HasSubstr("3 recorded before"));
  const std::string item = Do("headquarters", {"item", "get", "kn95"});
  EXPECT_THAT(item, HasSubstr("box=50:盒"));
  EXPECT_THAT(item, HasSubstr("GB 2626-2006@..2021-06-30, "
                              "GB 2626-2019@2020-07-01.."));
  EXPECT_THAT(item, HasSubstr("n95"));
  // In the spring of 2020 the later one did not hold yet.
  EXPECT_THAT(Do("headquarters",
                 {"item", "get", "kn95", "--as-of-time", "2020-02-01 08:00"}),
              Not(HasSubstr("2626-2019")));
  const std::string durable =
      Do("headquarters", {"item", "list", "--kind", "durable"});
  EXPECT_THAT(durable, HasSubstr("呼吸机"));
  EXPECT_THAT(durable, Not(HasSubstr("KN95")));
}

TEST_F(CatalogueCliTest, WhatAListExportsComesInAsItWentOut) {
  ASSERT_EQ(ImportItems(Concat(kItemHeader,
                               "n95,N95医用防护口罩,N95,消耗品,只,防护用品,"
                               "\"box=20:盒,carton=400:箱\","
                               "GB 19083-2010@2011-08-01..,60,,5\n"))
                .code,
            0);
  for (const char* const language : {"en_US.UTF-8", "zh_CN.UTF-8"}) {
    variables_["LANG"] = language;
    const std::string list =
        Do("headquarters", {"item", "list", "--format", "csv"});
    const Ran again = ImportItems(list);
    EXPECT_EQ(again.code, 0) << again.err << again.out << list;
    EXPECT_THAT(again.out, HasSubstr(variables_["LANG"] == "en_US.UTF-8"
                                         ? "0 recorded, 1 recorded before"
                                         : "本次登记 0 行，此前已登记 1 行"));
  }
}

TEST_F(CatalogueCliTest, EveryCellThatDoesNotFitIsNamedAndNothingIsSent) {
  const Ran bad =
      ImportItems(Concat(kItemHeader,
                         "N 95,口罩,,软的,只,,盒20只,GB 1@2020,两年,n 95,-1\n"
                         "gown,,,消耗品,件,,,,,,\n"));
  EXPECT_EQ(bad.code, 2) << bad.out;
  for (const char* const told :
       {"is `N 95`; an id has 1 to 63", "is `软的`; 消耗品 or 耐用品",
        "is `盒20只`; packs are expected", "is `GB 1@2020`; standards",
        "is `两年`; a number of months", "is `n 95`; ids of items",
        "is `-1`; a whole number", "名称"}) {
    EXPECT_THAT(bad.out, HasSubstr(told));
  }
  EXPECT_EQ(Do("headquarters", {"item", "list"}), "(none)\n");
}

TEST_F(CatalogueCliTest, AnUpdateLeavesWhatItDoesNotName) {
  MakeMasks();
  const std::string changed =
      Do("headquarters", {"item", "update", "n95", "--shelf-life", "60",
                          "--pack", "box=20:盒", "--pack", "carton=400:箱"});
  EXPECT_THAT(changed, HasSubstr("box=20:盒, carton=400:箱"));
  EXPECT_THAT(changed, HasSubstr("防护用品"));
  EXPECT_THAT(
      Do("headquarters", {"item", "update", "n95", "--category", "none"}),
      Not(HasSubstr("防护用品")));
  const Ran stale = Run("headquarters", {"item", "update", "n95", "--tolerance",
                                         "5", "--revision", "1"});
  EXPECT_EQ(stale.code, 1);
  EXPECT_THAT(stale.err, HasSubstr("n95 is at revision 2 by now, not 1."));
  const Ran size =
      Run("headquarters", {"item", "update", "n95", "--pack", "box=50:盒"});
  EXPECT_EQ(size.code, 1);
  EXPECT_THAT(size.err, HasSubstr("The pack box of n95 holds 20 and stays so"));
  const Ran mistyped =
      Run("headquarters", {"item", "update", "n95", "--shelf-life", "long"});
  EXPECT_EQ(mistyped.code, 2);
  EXPECT_THAT(mistyped.err, HasSubstr("--shelf-life: "));
  EXPECT_EQ(Run("hospital", {"item", "update", "n95", "--category", "x"}).code,
            1);
}

TEST_F(CatalogueCliTest, QuantitiesAreTypedInAnyPack) {
  MakeMasks();
  Do("hospital",
     {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
  const auto counted = [&](const std::string& time, const std::string& line) {
    return Run("hospital",
               {"count", "create", "ward", "--time", time, "--line", line});
  };
  int hour = 10;
  for (const char* const line : {"n95=3 box + 20", "n95=3盒+20只",
                                 "n95=３盒２０", "n95=3*box+20", "n95=80"}) {
    const Ran count = counted(Concat("2020-01-30 ", ++hour, ":00"), line);
    EXPECT_EQ(count.code, 0) << line << count.err;
    EXPECT_THAT(count.out, HasSubstr(" 80 ")) << line;
  }
  const Ran half = counted("2020-01-31 18:00", "n95=2.5盒");
  EXPECT_EQ(half.code, 2);
  EXPECT_THAT(half.err, HasSubstr("is `2.5盒`, which is no whole number"));
  const Ran bags = counted("2020-01-31 18:00", "n95=2袋");
  EXPECT_EQ(bags.code, 1);
  EXPECT_THAT(bags.err,
              HasSubstr("n95 has no pack `袋`; it has 只, box (盒)."));
}

TEST_F(CatalogueCliTest, AVentilatorIsPutInServiceBreaksAndIsCounted) {
  Do("headquarters", {"item", "create", "ventilator", "--name", "呼吸机",
                      "--kind", "durable", "--unit", "台"});
  Do("hospital",
     {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
  Do("hospital",
     {"stock", "receive", "ward", "--time", "2020-01-30 09:00", "--origin",
      "donor", "--donor", "red-cross", "--line", "ventilator=1台"});
  const std::vector<std::string> put = {
      "equipment",        "create",     "ventilator",
      "--serial-number",  "SV300-0117", "--time",
      "2020-01-30 10:00", "--store",    "ward"};
  const std::string unit = Do("hospital", put);
  EXPECT_THAT(unit, HasSubstr("SV300-0117"));
  EXPECT_THAT(unit, HasSubstr("in service"));
  EXPECT_EQ(Run("hospital", put).code, 1);
  const size_t id = unit.find("people/");
  ASSERT_NE(id, std::string::npos);
  const std::string name = unit.substr(id, unit.find('\n', id) - id);
  EXPECT_THAT(
      Do("hospital", {"equipment", "state", name, "--state", "broken", "--time",
                      "2020-01-31 10:00", "--reason", "压力传感器故障"}),
      HasSubstr("压力传感器故障"));
  const std::string counts = Do("hospital", {"equipment", "count", "people"});
  EXPECT_THAT(counts, HasSubstr("ventilator           1        0       1"));
  EXPECT_THAT(Do("hospital", {"equipment", "count", "people", "--as-of-time",
                              "2020-01-30 12:00"}),
              HasSubstr("ventilator           1        0       0"));
  EXPECT_THAT(Do("hospital", {"equipment", "list", "--state", "broken"}),
              HasSubstr("SV300-0117"));
  EXPECT_EQ(Do("hospital", {"equipment", "list", "--state", "working"}),
            "(none)\n");
  EXPECT_THAT(Do("hospital", {"stock", "movements", "ward"}),
              HasSubstr("put in service"));
  EXPECT_EQ(Run("warehouse", {"equipment", "get", name}).code, 1);
}

}  // namespace
}  // namespace epiledger::cli
