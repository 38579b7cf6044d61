// The Connector's commit(), rollback() and setAutoCommit() return normally when
// the server refused: a transaction would be acknowledged that never was. No
// file of the services may call them.
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace {

const std::regex& ForbiddenCall() {
  static const std::regex call(
      R"((->|\.)\s*(commit|rollback|setAutoCommit)\s*\()");
  return call;
}

TEST(ForbiddenCalls, AreRecognised) {
  for (const std::string text :
       {"connection->commit();", "connection.rollback( );",
        "connection_->setAutoCommit(false)", "c ->\n  commit ()"}) {
    EXPECT_TRUE(std::regex_search(text, ForbiddenCall())) << text;
  }
  for (const std::string text : {"connection.Commit();", "Run(\"COMMIT\")",
                                 "commit();", "commits->size()"}) {
    EXPECT_FALSE(std::regex_search(text, ForbiddenCall())) << text;
  }
}

TEST(ForbiddenCalls, StandNowhereInTheServices) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator("services")) {
    const auto extension = entry.path().extension();
    if (extension != ".cc" && extension != ".h") continue;
    // Buffers of Beast have a commit of their own, and no database is there.
    if (entry.path().string().starts_with("services/gateway/web/")) continue;
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    EXPECT_FALSE(std::regex_search(text.str(), ForbiddenCall()))
        << entry.path();
    ++files;
  }
  EXPECT_GT(files, 20) << "the tests are run from the project's root";
}

}  // namespace
