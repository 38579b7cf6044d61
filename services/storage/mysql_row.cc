#include "services/storage/mysql_row.h"

#include <cppconn/datatype.h>
#include <cppconn/resultset_metadata.h>

namespace epiledger::storage {
namespace {

// A sum of integers is a decimal on MySQL; ours have no fractions.
bool IsInteger(int type) {
  return (type >= sql::DataType::BIT && type <= sql::DataType::BIGINT) ||
         type == sql::DataType::DECIMAL || type == sql::DataType::NUMERIC;
}

// The Connector counts columns from 1.
uint32_t Index(int column) { return static_cast<uint32_t>(column) + 1; }

}  // namespace

MysqlRow::MysqlRow(sql::ResultSet& result) : result_(result) {
  // Belongs to the result.
  sql::ResultSetMetaData* const metadata = result.getMetaData();
  columns_.resize(metadata->getColumnCount());
  for (size_t i = 0; i < columns_.size(); ++i) {
    const auto index = static_cast<unsigned int>(i + 1);
    columns_[i].is_integer = IsInteger(metadata->getColumnType(index));
  }
}

bool MysqlRow::Next() {
  for (Column& column : columns_) column.viewed = false;
  return result_.next();
}

MysqlRow::Column* MysqlRow::Find(int column) const {
  if (column < 0 || static_cast<size_t>(column) >= columns_.size()) {
    return nullptr;
  }
  return &columns_[static_cast<size_t>(column)];
}

bool MysqlRow::IsNull(int column) const {
  return Find(column) == nullptr || result_.isNull(Index(column));
}

int64_t MysqlRow::Integer(int column) const {
  const Column* found = Find(column);
  if (found == nullptr || !found->is_integer) return 0;
  return result_.getInt64(Index(column));
}

std::string_view MysqlRow::View(int column) const {
  Column* found = Find(column);
  if (found == nullptr || found->is_integer) return {};
  if (!found->viewed) found->view = result_.getString(Index(column));
  found->viewed = true;
  return {found->view.c_str(), found->view.length()};
}

}  // namespace epiledger::storage
