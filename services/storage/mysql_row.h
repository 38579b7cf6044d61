// MysqlRow: the row at which a result of the Connector stands.
//
// Threads: one.
#ifndef EPILEDGER_SERVICES_STORAGE_MYSQL_ROW_H_
#define EPILEDGER_SERVICES_STORAGE_MYSQL_ROW_H_

#include <cppconn/resultset.h>

#include <cstdint>
#include <string_view>
#include <vector>

#include "services/storage/value.h"

namespace epiledger::storage {

class MysqlRow final : public Row {
 public:
  explicit MysqlRow(sql::ResultSet& result);

  // Moves to the next row; false behind the last one.
  bool Next();

  [[nodiscard]] bool IsNull(int column) const override;
  [[nodiscard]] int64_t Integer(int column) const override;
  [[nodiscard]] std::string_view View(int column) const override;

 private:
  struct Column {
    bool is_integer = false;
    // What View() gave of this row: the Connector hands out copies.
    bool viewed = false;
    sql::SQLString view;
  };

  // The column, or null when there is none of this number.
  Column* Find(int column) const;

  sql::ResultSet& result_;
  mutable std::vector<Column> columns_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_MYSQL_ROW_H_
