// The driver of MySQL Connector/C++ as this folder uses it: its exceptions end
// here.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_DRIVER_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_DRIVER_H_

#include <cppconn/connection.h>
#include <cppconn/exception.h>

#include <exception>
#include <memory>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/storage/sql_text.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {

// Runs `call`, which returns a Status; an exception becomes one that names
// `sql`.
template <typename Call>
absl::Status Guarded(std::string_view sql, Call call) {
  try {
    return call();
  } catch (const sql::SQLException& error) {
    return MysqlError(error.getErrorCode(), Excerpt(sql), error.what());
  } catch (const std::exception& error) {
    return MysqlError(0, Excerpt(sql), error.what());
  }
}

// Tells the driver of the calling thread, and of its end.
void RegisterMysqlThread();

// Logs in.
[[nodiscard]] absl::StatusOr<std::unique_ptr<sql::Connection>> ConnectMysql(
    sql::ConnectOptionsMap options);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_DRIVER_H_
