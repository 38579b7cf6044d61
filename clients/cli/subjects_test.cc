// Names that are put back into the register from a sheet, through the command
// line tool, the real gateway and services.
#include "clients/cli/kept/private_file.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSubjectHeader[] = "Id,Roles,Facility,Name,Telephone\n";

class SubjectsCliTest : public CliFixture {
 protected:
  // As after a restore: the register has its people by their ids alone.
  void SetUp() override {
    MakeMoney();
    for (const char* const id : {"s-201", "s-202", "s-203"}) {
      Do("operator", {"subject", "create", id, "--role", "supervision"});
    }
  }

  Ran Import(std::string_view bytes, std::vector<std::string> flags = {}) {
    const std::string path = folder() + "/register.csv";
    EXPECT_TRUE(WriteWholeFile(path, bytes).ok());
    std::vector<std::string> words = {"subject", "import", path};
    words.insert(words.end(), flags.begin(), flags.end());
    return Run("operator", words);
  }
  std::string Person(const std::string& id) {
    return Do("operator", {"subject", "get", id});
  }
};

TEST_F(SubjectsCliTest, NamesComeBackInOneCallAndASecondOneChangesNothing) {
  const std::string sheet = Concat(kSubjectHeader,
                                   "s-201,supervision,,张某,13800000001\n"
                                   "s-202,auditor,people,李某,\n"
                                   "s-203,,,,\n");
  const Ran checked = Import(sheet, {"--check"});
  EXPECT_EQ(checked.code, 0) << checked.err << checked.out;
  EXPECT_THAT(checked.out, HasSubstr("The register lacks what 2 lines say."));
  EXPECT_THAT(checked.out, HasSubstr("Nothing new in rows 4."));
  EXPECT_THAT(Person("s-201"), Not(HasSubstr("张某")));

  const Ran imported = Import(sheet);
  EXPECT_EQ(imported.code, 0) << imported.err << imported.out;
  EXPECT_THAT(imported.out, HasSubstr("2 recorded, 0 recorded before"));
  EXPECT_THAT(Person("s-201"), HasSubstr("张某"));
  EXPECT_THAT(Person("s-201"), HasSubstr("13800000001"));
  // What the person may do is not the sheet's business.
  EXPECT_THAT(Person("s-202"), ContainsRegex("Roles +supervision"));
  EXPECT_THAT(Person("s-202"), HasSubstr("李某"));

  const std::string head = Do("auditor", {"journal", "head", "readiness"});
  const Ran again = Import(sheet);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.out, HasSubstr("Nothing new in rows 2-4."));
  EXPECT_EQ(Do("auditor", {"journal", "head", "readiness"}), head);
}

TEST_F(SubjectsCliTest, WhoWasErasedStaysErased) {
  Do("operator", {"subject", "erase", "s-202"});
  const Ran imported = Import(Concat(kSubjectHeader,
                                     "s-201,,,张某,\n"
                                     "s-202,,,李某,13800000002\n"));
  EXPECT_EQ(imported.code, 0) << imported.err << imported.out;
  EXPECT_THAT(imported.out,
              HasSubstr("Left out, for the person was erased: rows 3."));
  EXPECT_THAT(Person("s-201"), HasSubstr("张某"));
  const std::string erased = Person("s-202");
  EXPECT_THAT(erased, Not(HasSubstr("李某")));
  EXPECT_THAT(erased, HasSubstr("Erased"));
}

TEST_F(SubjectsCliTest, ANewerNameAndAStrangerStopTheSheet) {
  Do("operator",
     {"subject", "update", "s-201", "--role", "supervision", "--name", "王某"});
  const std::string sheet = Concat(kSubjectHeader,
                                   "s-201,,,张某,\n"
                                   "s-202,,,李某,\n"
                                   "s-999,,,赵某,\n");
  const Ran refused = Import(sheet);
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.out, HasSubstr("the register says something else"));
  EXPECT_THAT(refused.out, HasSubstr("the register has no such person"));
  EXPECT_THAT(Person("s-202"), Not(HasSubstr("李某")));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Import(sheet).out, HasSubstr("登记中无此人员"));
}

TEST_F(SubjectsCliTest, WhatTheListExportsComesInInBothLanguages) {
  Do("operator", {"subject", "update", "s-201", "--role", "supervision",
                  "--name", "张某", "--telephone", "13800000001"});
  for (const char* const language : {"en_US.UTF-8", "zh_CN.UTF-8"}) {
    variables_["LANG"] = language;
    const std::string list =
        Do("operator", {"subject", "list", "--format", "csv"});
    const Ran imported = Import(list);
    EXPECT_EQ(imported.code, 0) << imported.err << imported.out << list;
  }
}

TEST_F(SubjectsCliTest, NoIdInTheJournalIsMadeOfAName) {
  const std::string sheet =
      Concat(kSubjectHeader, "s-201,,,张某,13800000001\n");
  ASSERT_EQ(Import(sheet).code, 0);
  const std::string entries =
      Do("auditor", {"journal", "list", "readiness", "--format", "json"});
  EXPECT_THAT(entries, HasSubstr("RegisterService.UpdateSubject"));
  EXPECT_THAT(entries, Not(HasSubstr("import-")));
}

TEST_F(SubjectsCliTest, OnlyTheOperatorPutsNamesBack) {
  const std::string path = folder() + "/names.csv";
  ASSERT_TRUE(
      WriteWholeFile(path, Concat(kSubjectHeader, "s-201,,,张某,\n")).ok());
  const Ran refused = Run("headquarters", {"subject", "import", path});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("ROLE_NOT_ALLOWED"));
  EXPECT_THAT(Person("s-201"), Not(HasSubstr("张某")));
}

}  // namespace
}  // namespace epiledger::cli
