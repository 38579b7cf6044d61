#include "tests/contract/mysql_store_fixture.h"

namespace epiledger::storage {

std::string MysqlStoreTest::Administer(std::string_view sql) {
  const absl::StatusOr<std::string> text = Server().Administer(sql);
  EXPECT_TRUE(text.ok()) << text.status();
  return text.value_or("");
}

absl::StatusOr<std::unique_ptr<Store>> MysqlStoreTest::OpenThrough(
    const ::epiledger::testing::FaultProxy& proxy) {
  StoreUrl through = url();
  through.socket.clear();
  through.host = "127.0.0.1";
  through.port = proxy.port();
  return Store::Open(through, {});
}

absl::Status MysqlStoreTest::IncrementAndInsert(WriteTransaction& transaction) {
  absl::Status status = Increment(transaction);
  if (!status.ok()) return status;
  return InsertBlindly(transaction);
}

absl::Status MysqlStoreTest::IncrementOne(WriteTransaction& transaction) {
  return transaction.ExecuteOne(
      "UPDATE sample SET number = number + 1 WHERE book = ? AND id = ?",
      {Value::Text(kBook), Value::Text("counter")});
}

absl::Status MysqlStoreTest::LockAndIncrementOne(
    WriteTransaction& transaction) {
  absl::Status locked =
      transaction.QueryForUpdate("SELECT number FROM sample WHERE id = ?",
                                 {Value::Text("counter")}, IgnoreRow);
  return locked.ok() ? IncrementOne(transaction) : locked;
}

absl::Status MysqlStoreTest::InsertBlindly(WriteTransaction& transaction) {
  return transaction.Insert(kSample, ValuesOf({{"row", 1, "", ""}}));
}

int64_t MysqlStoreTest::SessionNumber(ReadTransaction& transaction) {
  int64_t number = 0;
  const auto read = [&](const Row& row) {
    number = row.Integer(0);
    return absl::OkStatus();
  };
  EXPECT_TRUE(transaction.Query("SELECT CONNECTION_ID()", {}, read).ok());
  return number;
}

}  // namespace epiledger::storage
