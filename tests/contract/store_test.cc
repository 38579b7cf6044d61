#include "tests/contract/store_test.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "services/storage/migrate.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::storage {
namespace {

const std::vector<Migration>& SampleMigrations() {
  static const std::vector<Migration> migrations = {Migration{
      1,
      "a table for the contract tests",
      {"CREATE TABLE IF NOT EXISTS sample (book {KEY} NOT NULL, "
       "id {KEY} NOT NULL, number {INT}, text {TEXT}, bytes {BYTES}, "
       "PRIMARY KEY (book, id)) {TABLE}"},
      "SELECT id FROM sample",
  }};
  return migrations;
}

template <typename Optional>
Value ValueOf(const Optional& optional, Value (*make)(std::string_view)) {
  return optional.has_value() ? make(*optional) : Value::Null();
}

Sample SampleOf(const Row& row) {
  Sample sample;
  sample.id = std::string(row.View(0));
  if (!row.IsNull(1)) sample.number = row.Integer(1);
  if (!row.IsNull(2)) sample.text = std::string(row.View(2));
  if (!row.IsNull(3)) sample.bytes = std::string(row.View(3));
  return sample;
}

}  // namespace

std::vector<Value> ValuesOf(const std::vector<Sample>& samples) {
  std::vector<Value> values;
  for (const Sample& sample : samples) {
    values.push_back(Value::Text(kBook));
    values.push_back(Value::Text(sample.id));
    values.push_back(sample.number.has_value() ? Value::Integer(*sample.number)
                                               : Value::Null());
    values.push_back(ValueOf(sample.text, Value::Text));
    values.push_back(ValueOf(sample.bytes, Value::Bytes));
  }
  return values;
}

std::vector<Sample> ManySamples(size_t count, int64_t number) {
  std::vector<Sample> samples;
  for (size_t i = 0; i < count; ++i) {
    samples.push_back(
        {absl::StrFormat("row-%06d", i), number, "text", "bytes"});
  }
  return samples;
}

absl::StatusOr<std::vector<Sample>> ReadSamples(Database& database) {
  std::vector<Sample> samples;
  const absl::Status status = database.Read([&](ReadTransaction& transaction) {
    return transaction.Query(
        "SELECT id, number, text, bytes FROM sample WHERE book = ? ORDER BY id",
        {Value::Text(kBook)}, [&](const Row& row) {
          samples.push_back(SampleOf(row));
          return absl::OkStatus();
        });
  });
  if (!status.ok()) return status;
  return samples;
}

absl::Status InsertSamples(Database& database,
                           const std::vector<Sample>& samples) {
  return database.Write([&](WriteTransaction& transaction) {
    return transaction.Insert(kSample, ValuesOf(samples));
  });
}

absl::Status IgnoreRow(const Row& /*row*/) { return absl::OkStatus(); }

std::string StoreTest::NewUrl() const {
  if (GetParam() == Engine::kSqlite) {
    return "sqlite:" + directory_.path() + "/store";
  }
  auto& server = ::epiledger::testing::PrivateMariadb::Shared();
  const absl::StatusOr<std::string> schema = server.NewSchema();
  EXPECT_TRUE(schema.ok()) << schema.status();
  return server.SocketUrl(schema.value_or("none"));
}

void StoreTest::SetUp() {
  const absl::StatusOr<StoreUrl> url = ParseStoreUrl(NewUrl());
  ASSERT_TRUE(url.ok()) << url.status();
  url_ = *url;
  Reopen();
  const absl::Status migrated =
      Migrate(database(), "sample", SampleMigrations());
  ASSERT_TRUE(migrated.ok()) << migrated;
}

absl::Status StoreTest::Increment(WriteTransaction& transaction) {
  int64_t number = -1;
  absl::Status locked = transaction.QueryForUpdate(
      "SELECT number FROM sample WHERE book = ? AND id = ?",
      {Value::Text(kBook), Value::Text("counter")}, [&](const Row& row) {
        number = row.Integer(0);
        return absl::OkStatus();
      });
  if (!locked.ok()) return locked;
  return transaction
      .Execute("UPDATE sample SET number = ? WHERE book = ? AND id = ?",
               {Value::Integer(number + 1), Value::Text(kBook),
                Value::Text("counter")})
      .status();
}

void StoreTest::Reopen(StoreOptions options) {
  store_.reset();
  absl::StatusOr<std::unique_ptr<Store>> store = Store::Open(url_, options);
  ASSERT_TRUE(store.ok()) << store.status();
  store_ = *std::move(store);
  const absl::StatusOr<Database*> database = store_->OpenDatabase("main");
  ASSERT_TRUE(database.ok()) << database.status();
  database_ = *database;
}

std::vector<Sample> StoreTest::Samples() {
  absl::StatusOr<std::vector<Sample>> samples = ReadSamples(database());
  EXPECT_TRUE(samples.ok()) << samples.status();
  return samples.ok() ? *std::move(samples) : std::vector<Sample>();
}

std::string EngineName(const ::testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::kSqlite ? "Sqlite" : "Mysql";
}

}  // namespace epiledger::storage
