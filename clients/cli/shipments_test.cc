// The story of what a hospital asks for, from the request to the receipt, as
// its clerk, the headquarters and the warehouse type it, against the real
// gateway and services. Every figure is written by hand.
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// The county's day is 1 February 2020.
class ShipmentTale : public CliFixture {
 protected:
  void MakeStores() {
    MakeMoney();
    Do("headquarters",
       {"item", "create", "n95", "--name", "N95医用防护口罩", "--kind",
        "consumable", "--unit", "只", "--pack", "box=20:盒"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("warehouse",
       {"store", "create", "main", "--name", "主库", "--kind", "reserve"});
    for (const std::string line : {"n95=60,batch=OLD,expiry=2020-01-31",
                                   "n95=50,batch=SOON,expiry=2020-02-20",
                                   "n95=90,batch=LATE,expiry=2022-01-31"}) {
      Do("warehouse",
         {"stock", "receive", "main", "--time", "2020-01-30 09:00", "--origin",
          "donor", "--donor", "red-cross", "--line", line});
    }
  }
  // The name in the first line of a list, as it is typed.
  std::string First(const std::string& profile,
                    std::vector<std::string> words) {
    words.insert(words.end(), {"--format", "csv"});
    const std::string list = Do(profile, std::move(words));
    const std::vector<std::string> lines = absl::StrSplit(list, '\n');
    const std::vector<std::string> cells =
        absl::StrSplit(lines.size() > 1 ? lines[1] : "", ',');
    std::string name = cells.front();
    std::erase(name, '"');
    EXPECT_NE(name, "") << list;
    return name;
  }
};

TEST_F(ShipmentTale, AHospitalAsksAndGetsWhatWasApproved) {
  MakeStores();
  Do("hospital",
     {"requisition", "create", "ward", "--line", "n95=5 box,remark=小号",
      "--wanted-by", "2020-02-03", "--reason", "用量增加"});
  const std::string asked =
      First("headquarters", {"requisition", "list", "--state", "submitted"});
  const std::string approved =
      Do("headquarters", {"requisition", "approve", asked, "--store",
                          "reserve/main", "--line", "n95=80"});
  EXPECT_THAT(approved,
              AllOf(HasSubstr("approved"), ContainsRegex("n95 +100 +80 +")));
  EXPECT_THAT(Do("warehouse", {"stock", "list", "main"}),
              ContainsRegex("n95 +60 +60 +0 +80"));
  const Ran refused =
      Run("warehouse", {"stock", "issue", "main", "--time", "2020-02-01 07:00",
                        "--line", "n95=61"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("60 of n95 can be issued"),
                    HasSubstr("80 more are there, reserved for shipments.")));

  const std::string shipment =
      First("warehouse", {"shipment", "list", "--waiting"});
  const std::string picked = Do("warehouse", {"shipment", "pick", shipment});
  EXPECT_THAT(picked, ContainsRegex("SOON +2020-02-20 +50"));
  EXPECT_THAT(picked, ContainsRegex("LATE +2022-01-31 +30"));
  EXPECT_THAT(picked, ContainsRegex("60 +expired"));
  Do("warehouse", {"shipment", "ship", shipment, "--time", "2020-02-01 07:00",
                   "--carrier", "2号车"});
  EXPECT_THAT(Do("hospital", {"shipment", "list", "--in-transit"}),
              HasSubstr("on its way"));
  const std::string received =
      Do("hospital", {"shipment", "receive", shipment, "--store", "ward",
                      "--time", "2020-02-01 07:30", "--line",
                      "n95=70,missing=4,damaged=6,note=受潮"});
  EXPECT_THAT(received,
              AllOf(ContainsRegex("n95 +70 +10"),
                    ContainsRegex("damaged +6 +受潮"), HasSubstr("returning")));
  Do("warehouse",
     {"shipment", "take-back", shipment, "--time", "2020-02-01 07:45", "--line",
      "n95=1", "--line", "n95=5,lost=damaged"});
  EXPECT_THAT(Do("headquarters", {"shipment", "get", shipment}),
              AllOf(HasSubstr("received"), HasSubstr("written off"),
                    HasSubstr("taken back")));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Do("hospital", {"requisition", "get", asked}),
              AllOf(HasSubstr("已办结"), ContainsRegex("n95 +100 +80 +70")));
  EXPECT_THAT(Do("hospital", {"stock", "list", "ward"}),
              ContainsRegex("n95 +70"));
  EXPECT_THAT(Do("hospital", {"shipment", "list", "--in-transit"}),
              Not(HasSubstr("reserve/main")));
}

TEST_F(ShipmentTale, WhatIsCancelledOrRejectedIsSaid) {
  MakeStores();
  Do("warehouse", {"shipment", "create", "main", "--to-store", "people/ward",
                   "--line", "n95=2 box"});
  const std::string shipment = First("warehouse", {"shipment", "list"});
  EXPECT_THAT(
      Do("warehouse", {"shipment", "cancel", shipment, "--reason", "车辆未到"}),
      AllOf(HasSubstr("cancelled"), HasSubstr("车辆未到")));
  const Ran gone = Run("warehouse", {"shipment", "ship", shipment, "--time",
                                     "2020-02-01 07:00"});
  EXPECT_EQ(gone.code, 1);
  EXPECT_THAT(gone.err, HasSubstr("is cancelled"));
  Do("hospital",
     {"requisition", "create", "ward", "--line", "n95=1", "--reason", "备用"});
  const std::string asked = First("headquarters", {"requisition", "list"});
  EXPECT_THAT(Do("headquarters",
                 {"requisition", "reject", asked, "--reason", "库存尚可"}),
              AllOf(HasSubstr("rejected"), HasSubstr("库存尚可")));
  const Ran late =
      Run("hospital", {"requisition", "cancel", asked, "--reason", "不再需要"});
  EXPECT_EQ(late.code, 1);
  EXPECT_THAT(late.err, HasSubstr("is rejected already"));
  const Ran two =
      Run("headquarters", {"shipment", "list", "--waiting", "--in-transit"});
  EXPECT_NE(two.code, 0);
  EXPECT_THAT(two.err, HasSubstr("another choice of shipments"));
  const Ran nothing = Run("hospital", {"shipment", "receive", shipment,
                                       "--store", "ward", "--time", "now"});
  EXPECT_NE(nothing.code, 0);
}

}  // namespace
}  // namespace epiledger::cli
