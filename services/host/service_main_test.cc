// The offline commands of the built services, told of a store without books.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/text.h"
#include "tests/testing/child_process.h"
#include "tests/testing/private_mariadb.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::host {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kFailed = 1;

// A service, and what it is told to do to a store.
using Parameter = std::tuple<std::string, std::string>;

class OfflineCommand : public ::testing::TestWithParam<Parameter> {
 protected:
  static testing::Ended Run(const std::string& store) {
    const auto& [service, command] = GetParam();
    return testing::RunToItsEnd({testing::ProgramFolder() + "/" + service,
                                 command, "--store", store})
        .value();
  }

  static void ExpectNoBook(const std::string& store) {
    const testing::Ended ended = Run(store);
    EXPECT_EQ(ended.exit_code, kFailed);
    EXPECT_EQ(ended.output, Concat("no book in ", store, "\n"));
  }
};

class OfflineCommandOnSqlite : public OfflineCommand {
 protected:
  // What lies in the folder, with all below it.
  std::vector<std::string> Files() {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder_.path())) {
      files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
  }

  testing::TemporaryDirectory folder_;
};

TEST_P(OfflineCommandOnSqlite, AFolderThatIsNotThereIsNotMade) {
  ExpectNoBook(Concat("sqlite:", folder_.path(), "/no/such/store"));
  EXPECT_TRUE(Files().empty());
}

TEST_P(OfflineCommandOnSqlite, AFolderWithoutBooksStaysAsItIs) {
  const std::string store = Concat("sqlite:", folder_.path());
  ExpectNoBook(store);
  EXPECT_TRUE(Files().empty());
  std::ofstream(folder_.path() + "/notes") << "of something else";
  const std::vector<std::string> before = Files();
  ExpectNoBook(store);
  EXPECT_EQ(Files(), before);
}

TEST_P(OfflineCommandOnSqlite, AFileIsNoStore) {
  std::ofstream(folder_.path() + "/file") << "no folder";
  ExpectNoBook(Concat("sqlite:", folder_.path(), "/file"));
}

class OfflineCommandOnMariadb : public OfflineCommand {
 protected:
  static testing::PrivateMariadb& Mariadb() {
    return testing::PrivateMariadb::Shared();
  }
  // All schemas and tables of the server.
  static std::string Tables() {
    return Mariadb()
        .Administer(
            "SHOW SCHEMAS; SELECT table_schema, table_name FROM "
            "information_schema.tables ORDER BY 1, 2")
        .value();
  }
};

TEST_P(OfflineCommandOnMariadb, ASchemaThatIsNotThereIsNamedAndNotMade) {
  const std::string before = Tables();
  const testing::Ended ended = Run(Mariadb().SocketUrl("no_such_schema"));
  EXPECT_EQ(ended.exit_code, kFailed);
  EXPECT_THAT(ended.output, HasSubstr("Unknown database 'no_such_schema'"));
  EXPECT_EQ(Tables(), before);
}

TEST_P(OfflineCommandOnMariadb, ASchemaWithoutBooksStaysAsItIs) {
  const std::string schema = Mariadb().NewSchema().value();
  const std::string empty = Tables();
  ExpectNoBook(Mariadb().SocketUrl(schema));
  EXPECT_EQ(Tables(), empty);
  ASSERT_TRUE(Mariadb()
                  .Administer(Concat("CREATE TABLE ", schema, ".other (a INT)"))
                  .ok());
  const std::string before = Tables();
  ExpectNoBook(Mariadb().SocketUrl(schema));
  EXPECT_EQ(Tables(), before);
}

TEST_P(OfflineCommandOnMariadb, AServerThatIsNotThereIsNamed) {
  const testing::TemporaryDirectory folder;
  const std::string url = Mariadb().SocketUrl("any");
  const std::string socket = folder.path() + "/no-socket";
  const size_t begin = url.find("socket=") + 7;
  const testing::Ended ended =
      Run(Concat(url.substr(0, begin), socket, url.substr(url.find('&'))));
  EXPECT_EQ(ended.exit_code, kFailed);
  EXPECT_THAT(ended.output, HasSubstr(socket));
  EXPECT_THAT(ended.output, Not(HasSubstr("no book")));
}

std::string NameOf(const ::testing::TestParamInfo<Parameter>& info) {
  return Concat(std::get<0>(info.param), "_", std::get<1>(info.param));
}

auto Commands() {
  return ::testing::Combine(
      ::testing::Values("funding", "supplies", "readiness"),
      ::testing::Values("verify", "rebuild"));
}

INSTANTIATE_TEST_SUITE_P(Services, OfflineCommandOnSqlite, Commands(), NameOf);
INSTANTIATE_TEST_SUITE_P(Services, OfflineCommandOnMariadb, Commands(), NameOf);

}  // namespace
}  // namespace epiledger::host
