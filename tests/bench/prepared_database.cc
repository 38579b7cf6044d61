#include "tests/bench/prepared_database.h"

#include <algorithm>
#include <string>

#include "services/limits.h"
#include "services/storage/mysql_literal.h"
#include "services/storage/sql_text.h"
#include "services/text.h"

namespace epiledger::bench {
namespace {

constexpr int kTimeoutMilliseconds = 5'000;

class PreparedTransaction final : public storage::WriteTransaction {
 public:
  explicit PreparedTransaction(storage::MysqlConnection& session)
      : session_(session) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const storage::Value> parameters,
                         storage::RowFunction on_row) override {
    return session_.Query(sql, parameters, on_row);
  }
  absl::Status QueryForUpdateImpl(std::string_view sql,
                                  absl::Span<const storage::Value> parameters,
                                  storage::RowFunction on_row) override {
    return session_.Query(Concat(sql, " FOR UPDATE"), parameters, on_row);
  }
  absl::StatusOr<int64_t> ExecuteImpl(
      std::string_view sql,
      absl::Span<const storage::Value> parameters) override {
    return session_.ExecutePrepared(sql, parameters);
  }
  absl::Status ExecuteOneImpl(
      std::string_view sql,
      absl::Span<const storage::Value> parameters) override {
    const auto rows = session_.ExecutePrepared(sql, parameters);
    if (!rows.ok()) return rows.status();
    if (*rows == 1) return absl::OkStatus();
    return absl::AbortedError("what was read is out of date");
  }
  absl::Status QueryTogetherImpl(
      absl::Span<const storage::Question> questions) override {
    for (const storage::Question& question : questions) {
      const std::string_view lock = question.lock ? " FOR UPDATE" : "";
      const absl::Status asked = session_.Query(
          Concat(question.sql, lock), question.parameters, question.on_row);
      if (!asked.ok()) return asked;
    }
    return absl::OkStatus();
  }
  absl::Status InsertImpl(const storage::Table& table,
                          absl::Span<const storage::Value> values,
                          bool overwrite) override {
    const size_t columns = table.columns.size();
    const std::string head = storage::InsertHead(table);
    const std::string tail =
        overwrite ? storage::MysqlUpsertClause(table) : std::string();
    while (!values.empty()) {
      const size_t rows = std::min<size_t>(values.size() / columns,
                                           limits::kMaxRowsPerStatement);
      const auto inserted = session_.ExecutePrepared(
          Concat(head, storage::RowPlaceholders(columns, rows), tail),
          values.subspan(0, rows * columns));
      if (!inserted.ok()) return inserted.status();
      values.remove_prefix(rows * columns);
    }
    return absl::OkStatus();
  }
  [[nodiscard]] size_t max_placeholders() const override {
    return limits::kMysqlMaxPlaceholders;
  }

  storage::MysqlConnection& session_;
};

}  // namespace

PreparedDatabase::PreparedDatabase(const storage::StoreUrl& url,
                                   int connections, storage::Database& reads)
    : sessions_(connections,
                [url] {
                  return storage::MysqlConnection::Open(
                      url, storage::MysqlConnection::Role::kWriter,
                      kTimeoutMilliseconds);
                }),
      reads_(reads) {}

absl::Status PreparedDatabase::WriteOnceImpl(
    absl::FunctionRef<absl::Status(storage::WriteTransaction&)> body,
    storage::WriteOptions) {
  auto session = sessions_.Take(absl::Milliseconds(kTimeoutMilliseconds));
  if (!session.ok()) return session.status();
  PreparedTransaction transaction(**session);
  absl::Status status = body(transaction);
  if (status.ok()) {
    status = (*session)->Commit();
  } else if ((*session)->failure().ok()) {
    status.Update((*session)->RollBack());
  }
  if (!(*session)->failure().ok()) session->Drop();
  return status;
}

absl::Status PreparedDatabase::ReadImpl(
    absl::FunctionRef<absl::Status(storage::ReadTransaction&)> body) {
  return reads_.Read(body);
}

}  // namespace epiledger::bench
