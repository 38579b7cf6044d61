#include "services/storage/store_url.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger::storage {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(StoreUrl, SqliteNamesADirectory) {
  const auto url = ParseStoreUrl("sqlite:var/funding");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->engine, Engine::kSqlite);
  EXPECT_EQ(url->directory, "var/funding");
}

TEST(StoreUrl, MysqlOverTheNetworkNeedsACaFile) {
  const auto url = ParseStoreUrl(
      "mysql://ledger@db.example:3307/funding?password_file=pw&ca_file=ca.pem");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->engine, Engine::kMysql);
  EXPECT_EQ(url->user, "ledger");
  EXPECT_EQ(url->host, "db.example");
  EXPECT_EQ(url->port, 3307);
  EXPECT_EQ(url->schema, "funding");
  EXPECT_EQ(url->password_file, "pw");
  EXPECT_EQ(url->ca_file, "ca.pem");
  const auto open =
      ParseStoreUrl("mysql://ledger@db.example/funding?password_file=pw");
  EXPECT_EQ(open.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(open.status().ToString(), HasSubstr("ca_file"));
}

TEST(StoreUrl, LoopbackAndSocketNeedNoCaFile) {
  for (const std::string host : {"127.0.0.1", "localhost", "[::1]:3306"}) {
    const auto url =
        ParseStoreUrl("mysql://u@" + host + "/funding?password_file=pw");
    EXPECT_TRUE(url.ok()) << url.status();
    EXPECT_EQ(url->port, 3306);
  }
  const auto url =
      ParseStoreUrl("mysql://u@/funding?socket=/run/db.sock&password_file=pw");
  ASSERT_TRUE(url.ok()) << url.status();
  EXPECT_EQ(url->socket, "/run/db.sock");
  EXPECT_EQ(url->host, "");
}

TEST(StoreUrl, WhatDoesNotFitIsNamed) {
  struct Case {
    std::string text;
    std::string named;
  };
  const std::vector<Case> cases = {
      {"postgres://u@h/s", "neither sqlite: nor mysql://"},
      {"", "neither sqlite: nor mysql://"},
      {"sqlite:", "directory"},
      {"mysql://127.0.0.1/s?password_file=p", "user"},
      {"mysql://@127.0.0.1/s?password_file=p", "user"},
      {"mysql://u@127.0.0.1:0/s?password_file=p", "port"},
      {"mysql://u@127.0.0.1:65536/s?password_file=p", "port"},
      {"mysql://u@127.0.0.1:3306x/s?password_file=p", "port"},
      {"mysql://u@127.0.0.1:/s?password_file=p", "port"},
      {"mysql://u@[::1/s?password_file=p", "bracket"},
      {"mysql://u@127.0.0.1/?password_file=p", "schema"},
      {"mysql://u@127.0.0.1?password_file=p", "schema"},
      {"mysql://u@127.0.0.1/a-b?password_file=p", "schema"},
      {"mysql://u@127.0.0.1/s", "password_file"},
      {"mysql://u@127.0.0.1/s?password_file=", "password_file"},
      {"mysql://u@/s?password_file=p", "either a host or socket"},
      {"mysql://u@127.0.0.1/s?socket=x&password_file=p",
       "either a host or socket"},
      {"mysql://u@127.0.0.1/s?colour=blue&password_file=p", "colour"},
  };
  for (const Case& c : cases) {
    const auto url = ParseStoreUrl(c.text);
    EXPECT_EQ(url.status().code(), absl::StatusCode::kInvalidArgument)
        << c.text;
    EXPECT_THAT(url.status().ToString(), HasSubstr(c.named)) << c.text;
  }
}

TEST(StoreUrl, APasswordIsRefusedAndNeverPrinted) {
  for (const std::string text :
       {"mysql://u:hunter2@127.0.0.1/s", "mysql://hunter2/s",
        "mysql://u@127.0.0.1/s?password=hunter2"}) {
    const auto url = ParseStoreUrl(text);
    EXPECT_EQ(url.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(url.status().ToString(), Not(HasSubstr("hunter2")));
  }
}

}  // namespace
}  // namespace epiledger::storage
