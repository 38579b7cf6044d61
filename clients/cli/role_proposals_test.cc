// Changes of the register that wait for a second person, through the command
// line tool, the real gateway and services.
#include <fstream>
#include <regex>
#include <sstream>

#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

class RoleProposalsTest : public CliFixture {
 protected:
  // The first group of `pattern` in a sheet.
  static std::string Read(const std::string& sheet, const char* pattern) {
    std::smatch match;
    std::regex_search(sheet, match, std::regex(pattern));
    return match[1].str();
  }
  std::vector<std::string> Approval(const std::string& sheet) {
    return {"subject-proposal", "approve", Read(sheet, "Id +([^ \n]+)"),
            "--digest", Read(sheet, "Digest +([0-9a-f]{64})")};
  }
  // Two of the headquarters, one of them with a profile: from here on the
  // operator has to ask.
  void EnlistTwo() {
    MakeMoney();
    Do("operator", {"subject", "create", "person-4", "--role", "headquarters",
                    "--name", "吴某"});
    Do("operator", {"subject", "create", "s-3", "--role", "headquarters"});
  }
};

TEST_F(RoleProposalsTest, AChangeOfRolesIsSeenApprovedAndDone) {
  EnlistTwo();
  EXPECT_THAT(Do("auditor", {"subject", "get", "s-3"}),
              ContainsRegex("Given by +operator"));
  const std::string waits =
      Do("operator",
         {"subject", "create", "s-7", "--role", "finance", "--name", "张某"});
  EXPECT_THAT(waits, HasSubstr("Not done yet"));
  EXPECT_THAT(waits, ContainsRegex("Roles then +finance"));
  EXPECT_THAT(Do("auditor", {"subject-proposal", "list", "--state", "open"}),
              Not(HasSubstr("张某")));
  EXPECT_THAT(
      Do("headquarters", {"subject-proposal", "list", "--state", "open"}),
      ContainsRegex("open +enlistment +s-7 +张某 +finance +operator"));
  const std::string id = Read(waits, "Id +([^ \n]+)");
  EXPECT_THAT(Do("headquarters", {"subject-proposal", "get", id}),
              HasSubstr("Once approved the person may:"));
  const Ran oneself = Run("operator", Approval(waits));
  EXPECT_EQ(oneself.code, 1);
  EXPECT_THAT(oneself.err, HasSubstr("[APPROVED_BY_ONESELF]"));
  EXPECT_THAT(Do("headquarters", Approval(waits)),
              ContainsRegex("State +approved"));
  EXPECT_THAT(Do("auditor", {"subject", "get", "s-7"}),
              ContainsRegex("Approved by +person-4"));
  const std::string second =
      Do("operator", {"subject", "update", "s-7", "--role", "auditor"});
  EXPECT_THAT(second, ContainsRegex("Roles now +finance"));
  variables_["LANG"] = "zh_CN.UTF-8";
  const Ran again =
      Run("operator", {"subject", "update", "s-7", "--role", "supervision"});
  EXPECT_THAT(again.err, HasSubstr("已有待审批事项"));
  variables_.erase("LANG");
  const std::string change = Read(second, "Id +([^ \n]+)");
  EXPECT_THAT(Do("headquarters", {"subject-proposal", "reject", change,
                                  "--reason", "无此必要"}),
              ContainsRegex("State +rejected"));
}

TEST_F(RoleProposalsTest, ATokenThatWaitedIsHandedToWhoApproves) {
  EnlistTwo();
  ASSERT_TRUE(gateway_.OpenTokenDesk().ok());
  const std::string file = folder() + "/deputy.token";
  const std::string waits =
      Do("operator", {"token", "issue", "s-3", "--out", file});
  EXPECT_THAT(waits, HasSubstr("Not done yet"));
  EXPECT_FALSE(std::ifstream(file).good());
  std::vector<std::string> approval = Approval(waits);
  approval.insert(approval.end(), {"--out", file});
  const std::string shown = Do("headquarters", approval);
  EXPECT_THAT(shown, ContainsRegex("State +approved"));
  std::stringstream token;
  token << std::ifstream(file).rdbuf();
  EXPECT_THAT(token.str(), ContainsRegex("^[^.]+[.][^.]+[.][^.]+\n$"));
  EXPECT_THAT(shown, Not(HasSubstr(token.str())));
  // Whom it went to is kept; the name is for who may know it.
  EXPECT_THAT(Do("operator", {"token", "list", "s-3"}),
              ContainsRegex("person-4 +吴某"));
  const std::string audited = Do("auditor", {"token", "list", "s-3"});
  EXPECT_THAT(audited, HasSubstr("person-4"));
  EXPECT_THAT(audited, Not(HasSubstr("吴某")));
  EXPECT_THAT(Do("headquarters",
                 {"subject-proposal", "get", Read(waits, "Id +([^ \n]+)")}),
              ContainsRegex("Handed to +person-4\n.*吴某"));
  const std::string other = Do("operator", {"token", "issue", "person-4"});
  EXPECT_THAT(Do("operator", {"subject-proposal", "withdraw",
                              Read(other, "Id +([^ \n]+)")}),
              ContainsRegex("State +withdrawn"));
}

}  // namespace
}  // namespace epiledger::cli
