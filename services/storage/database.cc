#include "services/storage/database.h"

#include <algorithm>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/storage/key_chunks.h"
#include "services/storage/sql_text.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

absl::Status CheckPlaceholders(std::string_view sql, size_t parameters) {
  const size_t placeholders = CountPlaceholders(sql);
  if (placeholders == parameters) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      "a statement with ", placeholders, " placeholders was given ", parameters,
      " parameters: ", Excerpt(sql)));
}

// Calls a row function until it fails and keeps its error, which is the body's
// own and not a failure of the statement.
struct RowObserver {
  RowFunction on_row;
  absl::Status* stopped;

  absl::Status operator()(const Row& row) const {
    if (stopped->ok()) *stopped = on_row(row);
    return *stopped;
  }
};

// Half of the pause is fixed and half is chance, so that transactions which
// met once do not meet again.
absl::Duration Backoff(int attempt) {
  const absl::Duration pause = std::min(
      limits::kFirstWriteBackoff * (int64_t{1} << std::min(attempt, 20)),
      limits::kMaxWriteBackoff);
  absl::BitGen random;
  return pause / 2 + pause / 2 * absl::Uniform(random, 0.0, 1.0);
}

}  // namespace

absl::Status ReadTransaction::Run(absl::FunctionRef<absl::Status()> statement) {
  if (!failure_.ok()) return failure_;
  if (running_) {
    return absl::InternalError(
        "a statement was run from within the row function of another");
  }
  running_ = true;
  absl::Status status = statement();
  running_ = false;
  if (!status.ok()) failure_ = status;
  return status;
}

absl::Status ReadTransaction::RunQuery(
    std::string_view sql, absl::Span<const Value> parameters,
    RowFunction on_row,
    absl::FunctionRef<absl::Status(RowFunction)> statement) {
  absl::Status stopped;
  const RowObserver observed = {on_row, &stopped};
  const absl::Status status = Run([&] {
    if (absl::Status s = CheckPlaceholders(sql, parameters.size()); !s.ok()) {
      return s;
    }
    absl::Status s = statement(observed);
    return stopped.ok() ? s : absl::OkStatus();
  });
  return stopped.ok() ? status : stopped;
}

absl::Status ReadTransaction::Query(std::string_view sql,
                                    absl::Span<const Value> parameters,
                                    RowFunction on_row) {
  return RunQuery(sql, parameters, on_row, [&](RowFunction observed) {
    return QueryImpl(sql, parameters, observed);
  });
}

absl::Status ReadTransaction::QueryIn(std::string_view sql,
                                      absl::Span<const Value> parameters,
                                      absl::Span<const Value> keys,
                                      RowFunction on_row) {
  for (const KeyChunk& chunk :
       SplitKeys(sql, parameters, keys, max_placeholders())) {
    absl::Status s = Query(chunk.sql, chunk.parameters, on_row);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status ReadTransaction::QueryWanted(std::string_view sql,
                                          absl::Span<const Value> keys,
                                          absl::Span<const Value> parameters,
                                          RowFunction on_row) {
  for (const KeyChunk& chunk :
       SplitWanted(sql, keys, parameters, max_placeholders())) {
    absl::Status s = Query(chunk.sql, chunk.parameters, on_row);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status WriteTransaction::QueryForUpdate(
    std::string_view sql, absl::Span<const Value> parameters,
    RowFunction on_row) {
  return RunQuery(sql, parameters, on_row, [&](RowFunction observed) {
    return QueryForUpdateImpl(sql, parameters, observed);
  });
}

absl::StatusOr<int64_t> WriteTransaction::Execute(
    std::string_view sql, absl::Span<const Value> parameters) {
  int64_t changed = 0;
  const absl::Status status = Run([&] {
    if (absl::Status s = CheckPlaceholders(sql, parameters.size()); !s.ok()) {
      return s;
    }
    const absl::StatusOr<int64_t> rows = ExecuteImpl(sql, parameters);
    if (rows.ok()) changed = *rows;
    return rows.status();
  });
  if (!status.ok()) return status;
  return changed;
}

absl::Status WriteTransaction::ExecuteOne(std::string_view sql,
                                          absl::Span<const Value> parameters) {
  return Run([&] {
    absl::Status s = CheckPlaceholders(sql, parameters.size());
    return s.ok() ? ExecuteOneImpl(sql, parameters) : s;
  });
}

absl::Status WriteTransaction::QueryTogether(
    absl::Span<const Question> questions) {
  absl::Status stopped;
  std::vector<RowObserver> observers;
  std::vector<std::vector<KeyChunk>> chunks;
  for (const Question& question : questions) {
    observers.push_back({question.on_row, &stopped});
    chunks.push_back(question.keys.has_value()
                         ? SplitKeys(question.sql, question.parameters,
                                     *question.keys, max_placeholders())
                         : std::vector<KeyChunk>());
  }
  // Refers to what the two hold, which stays in place from here on.
  std::vector<Question> plain;
  for (size_t i = 0; i < questions.size(); ++i) {
    const auto& [sql, parameters, on_row, keys, lock] = questions[i];
    if (!keys.has_value()) {
      plain.push_back({sql, parameters, observers[i], std::nullopt, lock});
    }
    for (const KeyChunk& chunk : chunks[i]) {
      plain.push_back(
          {chunk.sql, chunk.parameters, observers[i], std::nullopt, lock});
    }
  }
  const absl::Status status = Run([&] {
    for (const Question& question : plain) {
      absl::Status s =
          CheckPlaceholders(question.sql, question.parameters.size());
      if (!s.ok()) return s;
    }
    absl::Status s = QueryTogetherImpl(plain);
    return stopped.ok() ? s : absl::OkStatus();
  });
  return stopped.ok() ? status : stopped;
}

absl::Status WriteTransaction::Insert(const Table& table,
                                      absl::Span<const Value> values) {
  return InsertChecked(table, values, /*overwrite=*/false);
}

absl::Status WriteTransaction::Upsert(const Table& table,
                                      absl::Span<const Value> values) {
  return InsertChecked(table, values, /*overwrite=*/true);
}

absl::Status WriteTransaction::InsertChecked(const Table& table,
                                             absl::Span<const Value> values,
                                             bool overwrite) {
  const size_t columns = table.columns.size();
  return Run([&] {
    if (columns == 0 || table.key_columns == 0 || table.key_columns > columns ||
        columns > max_placeholders() || values.size() % columns != 0) {
      return absl::InternalError(absl::StrCat(
          "table ", std::string(table.name), " has ", columns, " columns, ",
          table.key_columns, " of them its key, and was given ", values.size(),
          " values"));
    }
    return values.empty() ? absl::OkStatus()
                          : InsertImpl(table, values, overwrite);
  });
}

absl::Status Database::Write(
    absl::FunctionRef<absl::Status(WriteTransaction&)> body,
    WriteOptions options) {
  // A body that goes on after a failed statement must not be committed, and
  // one that rewords a conflict is run again all the same.
  const auto checked = [&](WriteTransaction& transaction) {
    absl::Status status = body(transaction);
    const absl::Status& failure = transaction.failure_;
    return status.ok() || IsConflict(failure) ? failure : status;
  };
  const absl::Time give_up = absl::Now() + limits::kMaxWriteRetryTime;
  for (int attempt = 1;; ++attempt) {
    absl::Status status = WriteOnceImpl(checked, options);
    if (!absl::IsAborted(status) || attempt == limits::kMaxWriteAttempts ||
        absl::Now() >= give_up) {
      return status;
    }
    absl::SleepFor(Backoff(attempt - 1));
  }
}

absl::Status Database::Read(
    absl::FunctionRef<absl::Status(ReadTransaction&)> body) {
  return ReadImpl([&](ReadTransaction& transaction) {
    absl::Status status = body(transaction);
    return status.ok() ? transaction.failure_ : status;
  });
}

}  // namespace epiledger::storage
