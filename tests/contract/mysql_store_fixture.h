// MysqlStoreTest: a StoreTest on MariaDB, with the transactions that its tests
// lose, end and repeat.
#ifndef EPILEDGER_TESTS_CONTRACT_MYSQL_STORE_FIXTURE_H_
#define EPILEDGER_TESTS_CONTRACT_MYSQL_STORE_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/storage/database.h"
#include "tests/contract/store_test.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::storage {

class MysqlStoreTest : public StoreTest {
 protected:
  static ::epiledger::testing::PrivateMariadb& Server() {
    return ::epiledger::testing::PrivateMariadb::Shared();
  }

  // Runs SQL as the administrator; what it prints.
  static std::string Administer(std::string_view sql);

  // This test's store, reached through `proxy`.
  absl::StatusOr<std::unique_ptr<Store>> OpenThrough(
      const ::epiledger::testing::FaultProxy& proxy);

  // Increment with rows that travel together with the COMMIT.
  static absl::Status IncrementAndInsert(WriteTransaction& transaction);
  // The same, checked on the way to the COMMIT.
  static absl::Status IncrementOne(WriteTransaction& transaction);
  static absl::Status LockAndIncrementOne(WriteTransaction& transaction);
  static absl::Status InsertBlindly(WriteTransaction& transaction);

  int64_t Counter() { return Samples().front().number.value_or(-1); }

  // The number of the server's session that runs `transaction`.
  static int64_t SessionNumber(ReadTransaction& transaction);
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_TESTS_CONTRACT_MYSQL_STORE_FIXTURE_H_
