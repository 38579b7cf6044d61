#include "services/book/person.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <vector>

namespace epiledger::book {
namespace {

using storage::Row;
using storage::Value;

constexpr std::array<std::string_view, 4> kFieldColumns = {"book", "person",
                                                           "field", "value"};
constexpr storage::Table kFieldTable = {"person_field", kFieldColumns, 3};
constexpr std::array<std::string_view, 2> kSaltColumns = {"number", "salt"};
constexpr storage::Table kSaltTable = {"person_salt", kSaltColumns, 1};
constexpr std::string_view kSelectFields =
    "SELECT field, value FROM person_field WHERE book = ? AND person = ?";
constexpr std::string_view kSelectPersons =
    "SELECT person, field, value FROM person_field WHERE book = ? AND person";
constexpr std::string_view kErase =
    "DELETE FROM person_field WHERE book = ? AND person = ?";
constexpr std::string_view kSelectSalt =
    "SELECT salt FROM person_salt WHERE number = 1";
constexpr size_t kSaltSize = 32;

}  // namespace

absl::Span<const storage::Migration> PersonMigrations() {
  static const auto* const kMigrations = new std::vector<storage::Migration>{
      {1,
       "personal fields and the salt of their digests",
       {"CREATE TABLE person_field (book {INT} NOT NULL, person {KEY} NOT "
        "NULL, field {KEY} NOT NULL, value {TEXT} NOT NULL, "
        "PRIMARY KEY (book, person, field)) {TABLE}",
        "CREATE TABLE person_salt (number {INT} NOT NULL PRIMARY KEY, "
        "salt {BYTES} NOT NULL) {TABLE}"},
       ""}};
  return *kMigrations;
}

absl::Status WritePersonal(storage::WriteTransaction& transaction, int64_t book,
                           absl::Span<const PersonalField> fields) {
  // One statement must not name a row twice: the last value wins here.
  std::map<std::pair<std::string_view, std::string_view>, std::string_view>
      last;
  for (const PersonalField& field : fields) {
    last.insert_or_assign({field.person, field.field}, field.value);
  }
  std::vector<Value> rows;
  for (const auto& [key, value] : last) {
    rows.insert(rows.end(), {Value::Integer(book), Value::Text(key.first),
                             Value::Text(key.second), Value::Text(value)});
  }
  return transaction.Upsert(kFieldTable, rows);
}

absl::Status ErasePersonal(storage::WriteTransaction& transaction, int64_t book,
                           absl::Span<const std::string> persons) {
  for (const std::string& person : persons) {
    const std::array<Value, 2> values = {Value::Integer(book),
                                         Value::Text(person)};
    const absl::StatusOr<int64_t> erased = transaction.Execute(kErase, values);
    if (!erased.ok()) return erased.status();
  }
  return absl::OkStatus();
}

absl::StatusOr<std::map<std::string, std::string>> ReadPersonal(
    storage::ReadTransaction& transaction, int64_t book,
    std::string_view person) {
  std::map<std::string, std::string> fields;
  const std::array<Value, 2> values = {Value::Integer(book),
                                       Value::Text(person)};
  const absl::Status status =
      transaction.Query(kSelectFields, values, [&](const Row& row) {
        fields.emplace(row.View(0), row.View(1));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return fields;
}

absl::StatusOr<std::map<std::string, std::map<std::string, std::string>>>
ReadPersonalOf(storage::ReadTransaction& transaction, int64_t book,
               absl::Span<const std::string> persons) {
  std::map<std::string, std::map<std::string, std::string>> found;
  const std::array<Value, 1> values = {Value::Integer(book)};
  std::vector<Value> keys;
  for (const std::string& person : persons) keys.push_back(Value::Text(person));
  const absl::Status status =
      transaction.QueryIn(kSelectPersons, values, keys, [&](const Row& row) {
        found[std::string(row.View(0))].emplace(row.View(1), row.View(2));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return found;
}

namespace {

absl::StatusOr<std::string> ReadOrMakeSalt(storage::Database& database) {
  std::string salt;
  const absl::Status status =
      database.Write([&salt](storage::WriteTransaction& transaction) {
        // What an attempt before this one made was not kept.
        salt.clear();
        const absl::Status read =
            transaction.QueryForUpdate(kSelectSalt, {}, [&](const Row& row) {
              salt = row.View(0);
              return absl::OkStatus();
            });
        if (!read.ok() || !salt.empty()) return read;
        salt.resize(kSaltSize);
        if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()),
                       static_cast<int>(salt.size())) != 1) {
          std::abort();
        }
        return transaction.Insert(kSaltTable,
                                  {Value::Integer(1), Value::Bytes(salt)});
      });
  if (!status.ok()) return status;
  return salt;
}

}  // namespace

absl::StatusOr<std::string> PersonalSalt(storage::Database& database) {
  absl::StatusOr<std::string> salt = ReadOrMakeSalt(database);
  // Another process made one at the same moment: now it is there to be read.
  if (absl::IsAlreadyExists(salt.status())) salt = ReadOrMakeSalt(database);
  return salt;
}

}  // namespace epiledger::book
