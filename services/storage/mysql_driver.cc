#include "services/storage/mysql_driver.h"

#include <mysql_driver.h>

#include <utility>

namespace epiledger::storage {
namespace {

sql::Driver* Driver() {
  // Made once; the Connector owns it.
  static sql::Driver* const driver = sql::mysql::get_mysql_driver_instance();
  return driver;
}

class ThreadRegistration {
 public:
  ThreadRegistration() { Driver()->threadInit(); }
  ThreadRegistration(const ThreadRegistration&) = delete;
  ThreadRegistration& operator=(const ThreadRegistration&) = delete;
  ~ThreadRegistration() { Driver()->threadEnd(); }
};

}  // namespace

void RegisterMysqlThread() {
  static thread_local const ThreadRegistration registration;
}

absl::StatusOr<std::unique_ptr<sql::Connection>> ConnectMysql(
    sql::ConnectOptionsMap options) {
  std::unique_ptr<sql::Connection> connection;
  absl::Status status = Guarded("connect", [&] {
    connection.reset(Driver()->connect(options));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return connection;
}

}  // namespace epiledger::storage
