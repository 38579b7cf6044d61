// The story of counting by a sheet as a hospital's clerk types it, against the
// real gateway and services. Every figure is written by hand.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// The county's day is 1 February 2020, nine o'clock.
class CountStory : public CliFixture {
 protected:
  // 100 masks and 60 gowns, counted the day before.
  void MakeStock() {
    MakeMoney();
    Do("headquarters", {"item", "create", "n95", "--name", "N95医用防护口罩",
                        "--english-name", "N95 mask", "--kind", "consumable",
                        "--unit", "只", "--pack", "box=20:盒"});
    Do("headquarters", {"item", "create", "gowns", "--name", "防护服", "--kind",
                        "consumable", "--unit", "件"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-31 18:00",
                    "--line", "n95=5*box", "--line", "gowns=60"});
  }
  void Issue(const std::string& line, const std::string& time) {
    Do("hospital", {"stock", "issue", "ward", "--time", time, "--line", line});
  }
  // Types lines into `count enter`.
  Ran Enter(const std::string& typed, std::vector<std::string> more = {}) {
    typed_ = typed;
    std::vector<std::string> words = {"count", "enter", "ward"};
    words.insert(words.end(), more.begin(), more.end());
    Ran ran = Run("hospital", words);
    typed_.clear();
    return ran;
  }
  [[nodiscard]] std::string Draft() const {
    return Concat(StateFolder("hospital"),
                  "/counts/990101+facilities+people+stores+ward.draft");
  }
  [[nodiscard]] bool HasDraft() const {
    return std::filesystem::exists(Draft());
  }
  std::string Stock() { return Do("hospital", {"stock", "list", "ward"}); }
  int Counts() {
    const std::string list =
        Do("hospital", {"count", "list", "ward", "--format", "csv"});
    // A heading beside the counts.
    return static_cast<int>(std::count(list.begin(), list.end(), '\n')) - 1;
  }
  void WriteSheet(const std::string& text) {
    std::ofstream(folder() + "/sheet.csv") << text;
  }
  Ran Import(std::vector<std::string> more = {}) {
    std::vector<std::string> words = {
        "count", "import", folder() + "/sheet.csv", "--store",
        "ward",  "--time", "2020-02-01 08:00"};
    words.insert(words.end(), more.begin(), more.end());
    return Run("hospital", words);
  }
};

TEST_F(CountStory, ASheetTellsWhatToCountAndNothingToOtherHospitals) {
  MakeStock();
  const std::string sheet = Do("hospital", {"count", "sheet", "ward"});
  EXPECT_THAT(sheet, AllOf(HasSubstr("full"), HasSubstr("N95医用防护口罩"),
                           HasSubstr("box=20:盒"), HasSubstr("100"),
                           HasSubstr("--sheet")));
  // Its number is random, and may hold any digits.
  const std::string blind =
      Do("hospital", {"count", "sheet", "ward", "--blind"});
  EXPECT_THAT(blind.substr(0, blind.rfind("Sheet ")),
              AllOf(HasSubstr("n95"), Not(HasSubstr("100"))));
  EXPECT_THAT(Do("hospital", {"count", "sheet", "ward", "--item", "gowns"}),
              AllOf(HasSubstr("partial"), Not(HasSubstr("n95"))));
  const Ran denied = Run("warehouse", {"count", "sheet", "people/ward"});
  EXPECT_EQ(denied.code, 1);
  EXPECT_THAT(denied.err, HasSubstr("[FACILITY_NOT_ALLOWED]"));
}

TEST_F(CountStory, WhatASheetExportsIsFilledInAndImported) {
  MakeStock();
  const std::string csv =
      Do("hospital", {"count", "sheet", "ward", "--format", "csv"});
  EXPECT_EQ(Do("hospital", {"count", "sheet", "ward", "--format", "xlsx"})
                .substr(0, 4),
            "PK\x03\x04");
  Issue("gowns=10", "2020-02-01 07:00");
  // The clerk fills in the last column but one, of the masks alone.
  WriteSheet(csv);
  EXPECT_THAT(
      Do("hospital", {"count", "import", folder() + "/sheet.csv", "--store",
                      "ward", "--time", "2020-02-01 08:00", "--check"}),
      HasSubstr("2 lines; all fit"));
  std::string filled = csv;
  const size_t row = filled.find("\"n95\"");
  ASSERT_NE(row, std::string::npos);
  const size_t blank = filled.find(",,", filled.find("100,100", row) + 7);
  ASSERT_NE(blank, std::string::npos) << csv;
  const size_t counted = filled.find(",\"", blank);
  filled.insert(counted, "4盒+5");
  WriteSheet(filled);
  const Ran imported = Import({"--kind", "full"});
  EXPECT_EQ(imported.code, 0) << imported.err << filled;
  EXPECT_THAT(imported.out,
              AllOf(HasSubstr("85"), HasSubstr("not counted"),
                    HasSubstr("Not counted, and not zero: gowns")));
  // Both lines moved since the sheet was drawn, the masks by the count itself.
  const size_t gowns = filled.find("\"gowns\"");
  filled.insert(filled.find(",\"", filled.find(",,", gowns)), "45");
  WriteSheet(filled);
  const Ran moved = Import();
  EXPECT_EQ(moved.code, 1);
  EXPECT_THAT(moved.err, AllOf(HasSubstr("FILE: gowns: 1 times recorded since"),
                               HasSubstr("[CONFIRMATION_NEEDED]")));
}

TEST_F(CountStory, EachWayToCountSaysOnceWhereItIsRecorded) {
  MakeStock();
  const auto receipts = [](const Ran& ran) {
    int count = 0;
    for (size_t at = ran.err.find("Recorded as entry"); at != std::string::npos;
         at = ran.err.find("Recorded as entry", at + 1)) {
      ++count;
    }
    return count;
  };
  const Ran created = Run("hospital", {"count", "create", "ward", "--time",
                                       "2020-02-01 07:00", "--line", "n95=99"});
  EXPECT_EQ(receipts(created), 1) << created.err;
  WriteSheet("item,counted\nn95,98\n");
  const Ran imported = Import();
  EXPECT_EQ(receipts(imported), 1) << imported.err;
  // Gowns, then masks.
  const Ran entered = Enter("59\n97\ny\n");
  EXPECT_EQ(receipts(entered), 1) << entered.err;
  // The gowns come back; the masks are recorded all the same.
  const Ran partly =
      Run("hospital", {"count", "create", "ward", "--time", "2020-02-01 08:30",
                       "--line", "n95=96", "--line", "gowns=1"});
  EXPECT_EQ(partly.code, 1);
  EXPECT_EQ(receipts(partly), 1) << partly.err;
}

TEST_F(CountStory, ABadRowIsNamedBeforeAnythingIsSent) {
  MakeStock();
  WriteSheet("品种,实盘数,确认无误\nn95,3.5盒,\ngowns,50,也许\n");
  const Ran bad = Import({"--check"});
  EXPECT_EQ(bad.code, 2);
  EXPECT_THAT(bad.err, AllOf(HasSubstr("3.5盒"), HasSubstr("也许")));
  EXPECT_EQ(Import().code, 2);
  WriteSheet("item,counted\nn95,80\nn95,81\n");
  const Ran twice = Import();
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("n95 in row 2 and again in row 3"));
  WriteSheet("item,counted\nn95,80\ngowns,5\n");
  const Ran asked = Import();
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.err, AllOf(HasSubstr("row 3, gowns: 5 counted where 60"),
                               Not(HasSubstr("n95:"))));
  EXPECT_EQ(Counts(), 2);
}

TEST_F(CountStory, GoodLinesAreRecordedAndTheOthersComeBack) {
  MakeStock();
  const Ran some =
      Run("hospital", {"count", "create", "ward", "--time", "2020-02-01 08:00",
                       "--kind", "full", "--line", "n95=80", "--line",
                       "gowns=2*crate", "--line", "goggles=1"});
  EXPECT_EQ(some.code, 1);
  EXPECT_THAT(some.out, HasSubstr("wrong, not recorded"));
  EXPECT_THAT(
      some.err,
      AllOf(HasSubstr("Recorded as entry"), HasSubstr("Lines not recorded: 2."),
            HasSubstr("gowns: there is no pack `crate`; there are 件"),
            HasSubstr("goggles: there is no such item")));
  EXPECT_THAT(Stock(), HasSubstr("80"));
  const Ran none = Run(
      "hospital", {"count", "create", "ward", "--time", "2020-02-01 08:00",
                   "--all-or-nothing", "--line", "gowns=50", "--line", "x=1"});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.err, HasSubstr("[ITEM_NOT_FOUND]"));
  EXPECT_THAT(
      Do("hospital", {"count", "create", "ward", "--time", "2020-02-01 08:00",
                      "--line", "gowns,absent=unknown"}),
      HasSubstr("not counted"));
}

TEST_F(CountStory, AMovedLineIsRecordedWhenTheClerkSaysSo) {
  MakeStock();
  const std::string sheet = Do("hospital", {"count", "sheet", "ward"});
  const size_t at = sheet.find("Sheet ") + 6;
  const std::string number = sheet.substr(at, sheet.find(':', at) - at);
  Issue("n95=30", "2020-02-01 07:00");
  std::vector<std::string> count = {
      "count",   "create", "ward",   "--time",   "2020-02-01 08:00",
      "--sheet", number,   "--line", "gowns=55", "--line",
      "n95=70"};
  const Ran moved = Run("hospital", count);
  EXPECT_EQ(moved.code, 1);
  EXPECT_THAT(moved.out, HasSubstr("moved, not recorded"));
  EXPECT_THAT(moved.err, HasSubstr("2020-02-01 07:00:00: -30"));
  Do("hospital", {"count", "create", "ward", "--time", "2020-02-01 08:00",
                  "--sheet", number, "--line", "n95=70,moved=use-my-count"});
  count[6] = "57-abc";
  EXPECT_EQ(Run("hospital", count).code, 2);
}

TEST_F(CountStory, AClerkWalksTheSheetAndSendsItOnce) {
  MakeStock();
  // Gowns: a slip, back, none typed. Masks: a pack nobody has, then boxes.
  const Ran entered = Enter("50\nback\n\n3 crates\n4 box + 5\ny\n");
  EXPECT_EQ(entered.code, 0) << entered.err;
  EXPECT_THAT(entered.err,
              AllOf(HasSubstr("Counting people/ward, lines: 2."),
                    HasSubstr("[1/2] 防护服 (gowns), 件; last 60 on "
                              "2020-01-31 18:00:00; by the books 60: "),
                    HasSubstr("[2/2] N95 mask (n95), 只, box=20:盒; last 100"),
                    HasSubstr("there is no pack `crates`"),
                    HasSubstr("1 counted, 1 not counted"),
                    HasSubstr("Recorded as entry")));
  EXPECT_THAT(entered.out,
              AllOf(HasSubstr("85"), HasSubstr("not counted"),
                    HasSubstr("Not counted, and not zero: gowns")));
  EXPECT_FALSE(HasDraft());
  EXPECT_EQ(Counts(), 2);
}

TEST_F(CountStory, AClosedTerminalLosesNothing) {
  MakeStock();
  const Ran closed = Enter("55\n");
  EXPECT_EQ(closed.code, 2);
  EXPECT_THAT(closed.err, HasSubstr("What was typed is kept"));
  struct stat file = {};
  ASSERT_EQ(stat(Draft().c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777U, 0600U);
  EXPECT_EQ(Counts(), 1);
  // Zero is a figure, and a big change is asked back.
  const Ran on = Enter("0\n\n0\ny\n");
  EXPECT_EQ(on.code, 2);
  EXPECT_THAT(on.err,
              AllOf(HasSubstr("Going on: 1 of 2 lines are typed"),
                    Not(HasSubstr("gowns")),
                    HasSubstr("0 where 100 are expected, a change of more")));
  const Ran sent = Enter("y\n");
  EXPECT_EQ(sent.code, 0) << sent.err;
  EXPECT_THAT(sent.err, HasSubstr("2 counted, 0 not counted"));
  EXPECT_EQ(Counts(), 2);
  EXPECT_FALSE(HasDraft());
}

TEST_F(CountStory, ADroppedLineSendsTheCountOnceUnderOneId) {
  MakeStock();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.answers_to_lose = 1;
  const Ran lost = Enter("55\n90\ny\n");
  EXPECT_EQ(lost.code, 4);
  EXPECT_THAT(lost.err, HasSubstr("The count is kept"));
  EXPECT_TRUE(HasDraft());
  const Ran anew = Enter("", {"--new"});
  EXPECT_EQ(anew.code, 2);
  EXPECT_THAT(anew.err, HasSubstr("was sent, and no answer came"));
  const Ran again = Enter("");
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, HasSubstr("Was recorded before"));
  EXPECT_FALSE(HasDraft());
  EXPECT_EQ(Pending("hospital"), 0);
  EXPECT_EQ(Counts(), 2);
}

TEST_F(CountStory, AQuestionIsAskedThoughTheFirstTryWasLost) {
  MakeStock();
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  line.requests_to_lose = 1;
  EXPECT_EQ(Enter("5\n5\ny\n", {"--blind"}).code, 4);
  const Ran asked = Enter("y\n6*box\ny\n");
  EXPECT_EQ(asked.code, 0) << asked.err;
  EXPECT_THAT(asked.err, HasSubstr("Lines not recorded yet: 2."));
  EXPECT_EQ(Pending("hospital"), 0);
  EXPECT_FALSE(HasDraft());
  EXPECT_THAT(Stock(), AllOf(HasSubstr("120")));
}

TEST_F(CountStory, LinesThatMovedWhileTheClerkWalkedAreDecidedOneByOne) {
  MakeStock();
  EXPECT_EQ(Enter("50\n").code, 2);
  Issue("gowns=10", "2020-02-01 08:30");
  Issue("n95=20", "2020-02-01 08:30");
  gateway_.clock().Advance(absl::Minutes(5));
  // The gowns were counted afterwards; the masks are counted again: 75.
  const Ran decided = Enter("80\ny\nm\nr\n75\ny\n");
  EXPECT_EQ(decided.code, 0) << decided.err;
  EXPECT_THAT(decided.err,
              AllOf(HasSubstr("Lines not recorded yet: 2."),
                    HasSubstr("gowns: 1 times recorded since the sheet was"),
                    HasSubstr("-10 in all, the last of 2020-02-01 08:30:00"),
                    HasSubstr("m: my count is right all the same"),
                    HasSubstr("Counting people/ward, lines: 1."),
                    HasSubstr("by the books 80")));
  EXPECT_FALSE(HasDraft());
  const std::string stock = Stock();
  EXPECT_THAT(stock, AllOf(HasSubstr("50"), HasSubstr("75")));
  EXPECT_EQ(Counts(), 3);
}

TEST_F(CountStory, OfALineThatMovedItIsToldWhatMoved) {
  MakeStock();
  EXPECT_EQ(Enter("55\n").code, 2);
  Issue("n95=20", "2020-02-01 08:30");
  gateway_.clock().Advance(absl::Minutes(5));
  const Ran left = Enter("80\ny\n\n");
  EXPECT_EQ(left.code, 0) << left.err;
  EXPECT_THAT(left.err,
              AllOf(HasSubstr("Lines not recorded yet: 1."),
                    HasSubstr("moved since the sheet was drawn: -20 in all"),
                    HasSubstr("2020-02-01 08:30:00: -20")));
  EXPECT_FALSE(HasDraft());
  EXPECT_EQ(Counts(), 2);
}

TEST_F(CountStory, ABlindSheetTellsNothingAndIsAskedBackByTheService) {
  MakeStock();
  const Ran blind = Enter("50\n5\ny\ny\n", {"--blind"});
  EXPECT_EQ(blind.code, 0) << blind.err;
  EXPECT_THAT(blind.err, AllOf(HasSubstr("differs much from the books"),
                               Not(HasSubstr("100")), Not(HasSubstr("60"))));
  EXPECT_THAT(blind.out, Not(HasSubstr("100")));
  EXPECT_EQ(Counts(), 3);
}

TEST_F(CountStory, YesterdaysFiguresAreAProposalForEachLine) {
  MakeStock();
  const Ran copied = Enter("=\n=\ny\n", {"--copy", "figures"});
  EXPECT_EQ(copied.code, 0) << copied.err;
  EXPECT_THAT(copied.err, HasSubstr("proposed 60"));
  EXPECT_THAT(copied.out, HasSubstr("as expected"));
  // Without a proposal, the sign says nothing.
  const Ran none = Enter("=\n60\n100\ny\n", {"--new"});
  EXPECT_EQ(none.code, 0) << none.err;
  EXPECT_EQ(Counts(), 3);
}

}  // namespace
}  // namespace epiledger::cli
