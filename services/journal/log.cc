#include "services/journal/log.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/journal/refusals.h"

namespace epiledger::journal {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kSelectHead =
    "SELECT book, incarnation, sequence, hash, record_time, schema_version "
    "FROM journal_head WHERE service = ? AND county = ? AND kind = ?";
constexpr std::string_view kNextBook =
    "SELECT COALESCE(MAX(book), 0) + 1 FROM journal_head";
constexpr std::string_view kMoveHead =
    "UPDATE journal_head SET sequence = ?, hash = ?, record_time = ? "
    "WHERE book = ? AND sequence = ? AND hash = ? AND incarnation = ?";
constexpr std::string_view kFindRequests =
    "SELECT subject, request_id, sequence FROM journal_request "
    "WHERE book = ? AND request_id";
constexpr std::string_view kDeleteRequests =
    "DELETE FROM journal_request WHERE book = ?";
constexpr std::string_view kSelectEntries =
    "SELECT sequence, record_time, hash, frame FROM journal_entry "
    "WHERE book = ? AND sequence > ? AND sequence <= ? ORDER BY sequence";
constexpr std::string_view kSelectSomeFrames =
    "SELECT sequence, frame FROM journal_entry WHERE book = ? AND sequence";
// Record times ascend with the sequence, so the key of the entries is searched
// by halves: an index of times would cost every write and serve few reads.
constexpr std::string_view kSequenceAt =
    "WITH RECURSIVE search (low, high) AS ("
    "SELECT CAST(0 AS SIGNED), sequence FROM journal_head WHERE book = ? "
    "UNION ALL SELECT "
    "CASE WHEN e.record_time <= ? THEN e.sequence ELSE s.low END, "
    "CASE WHEN e.record_time <= ? THEN s.high ELSE e.sequence - 1 END "
    "FROM search s JOIN journal_entry e "
    "ON e.book = ? AND e.sequence = (s.low + s.high + 1) >> 1 "
    "WHERE s.low < s.high) SELECT low FROM search WHERE low = high";
constexpr std::string_view kListHeadless =
    "SELECT DISTINCT book FROM journal_entry WHERE book NOT IN "
    "(SELECT book FROM journal_head) ORDER BY book";
constexpr std::string_view kListBooks =
    "SELECT service, county, kind FROM journal_head "
    "ORDER BY service, county, kind";

constexpr std::array<std::string_view, 9> kHeadColumns = {
    "book",     "service", "county",      "kind",          "incarnation",
    "sequence", "hash",    "record_time", "schema_version"};
constexpr storage::Table kHeadTable = {"journal_head", kHeadColumns, 1};
constexpr std::array<std::string_view, 5> kEntryColumns = {
    "book", "sequence", "record_time", "hash", "frame"};
constexpr storage::Table kEntryTable = {"journal_entry", kEntryColumns, 2};
constexpr std::array<std::string_view, 4> kRequestColumns = {
    "book", "request_id", "subject", "sequence"};
constexpr storage::Table kRequestTable = {"journal_request", kRequestColumns,
                                          3};
constexpr int64_t kSchemaVersion = 1;

// False, with `array` as it was, where the bytes are more or fewer.
template <typename Array>
bool Fill(Array& array, std::string_view bytes) {
  if (bytes.size() != array.size()) return false;
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return true;
}

std::array<Value, 3> NameValues(const BookName& book) {
  return {Value::Text(book.service), Value::Text(book.county),
          Value::Text(book.kind)};
}

// DATA_LOSS where a value has another length than it ever had, and
// FAILED_PRECONDITION where rows of another version would follow.
absl::StatusOr<Head> HeadFrom(const Row& row) {
  Head head;
  head.book = row.Integer(0);
  head.sequence = row.Integer(2);
  head.record_time = absl::FromUnixMicros(row.Integer(4));
  if (!Fill(head.incarnation, row.View(1)) || !Fill(head.hash, row.View(3))) {
    return absl::DataLossError(
        absl::StrCat("the head of book ", head.book, " is damaged"));
  }
  if (row.Integer(5) != kSchemaVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("book ", head.book, " is of schema version ",
                     row.Integer(5), ", not ", kSchemaVersion));
  }
  return head;
}

}  // namespace

absl::Span<const storage::Migration> Migrations() {
  // The request id leads its table's key: ids are time-ordered, so that new
  // rows go to the end of the tree and few pages are written.
  static const auto* const kMigrations = new std::vector<storage::Migration>{
      {1,
       "heads, entries and request ids of the books",
       {"CREATE TABLE journal_head (book {INT} NOT NULL PRIMARY KEY, "
        "service {KEY} NOT NULL, county {KEY} NOT NULL, kind {KEY} NOT NULL, "
        "incarnation {BYTES} NOT NULL, sequence {INT} NOT NULL, "
        "hash {BYTES} NOT NULL, record_time {INT} NOT NULL, "
        "schema_version {INT} NOT NULL, "
        "UNIQUE (service, county, kind)) {TABLE}",
        "CREATE TABLE journal_entry (book {INT} NOT NULL, "
        "sequence {INT} NOT NULL, record_time {INT} NOT NULL, "
        "hash {BYTES} NOT NULL, frame {BYTES} NOT NULL, "
        "PRIMARY KEY (book, sequence)) {TABLE}",
        "CREATE TABLE journal_request (book {INT} NOT NULL, "
        "request_id {KEY} NOT NULL, subject {KEY} NOT NULL, "
        "sequence {INT} NOT NULL, "
        "PRIMARY KEY (book, request_id, subject)) {TABLE}"},
       ""},
      {2,
       "which entries were refused, and why",
       {"CREATE TABLE IF NOT EXISTS journal_refusal (book {INT} NOT NULL, "
        "sequence {INT} NOT NULL, reason {KEY} NOT NULL, "
        "method {KEY} NOT NULL, subject {KEY} NOT NULL, "
        "PRIMARY KEY (book, sequence)) {TABLE}"},
       "",
       FillRefusals}};
  return *kMigrations;
}

absl::StatusOr<std::optional<Head>> ReadHead(
    storage::ReadTransaction& transaction, const BookName& book) {
  std::optional<Head> head;
  const absl::Status status =
      transaction.Query(kSelectHead, NameValues(book), [&](const Row& row) {
        const absl::StatusOr<Head> read = HeadFrom(row);
        if (read.ok()) head = *read;
        return read.status();
      });
  if (!status.ok()) return status;
  return head;
}

absl::StatusOr<Head> InsertHead(storage::WriteTransaction& transaction,
                                const BookName& book,
                                const Incarnation& incarnation) {
  Head head;
  head.incarnation = incarnation;
  if (const absl::Status status = transaction.Query(kNextBook, {},
                                                    [&](const Row& row) {
                                                      head.book =
                                                          row.Integer(0);
                                                      return absl::OkStatus();
                                                    });
      !status.ok()) {
    return status;
  }
  const std::array<Value, 9> row = {Value::Integer(head.book),
                                    Value::Text(book.service),
                                    Value::Text(book.county),
                                    Value::Text(book.kind),
                                    Value::Bytes(View(head.incarnation)),
                                    Value::Integer(0),
                                    Value::Bytes(View(head.hash)),
                                    Value::Integer(0),
                                    Value::Integer(kSchemaVersion)};
  if (const absl::Status status = transaction.Insert(kHeadTable, row);
      !status.ok()) {
    return status;
  }
  return head;
}

absl::Status MoveHead(storage::WriteTransaction& transaction, const Head& from,
                      const Head& to) {
  const std::array<Value, 7> values = {
      Value::Integer(to.sequence),
      Value::Bytes(View(to.hash)),
      Value::Integer(absl::ToUnixMicros(to.record_time)),
      Value::Integer(from.book),
      Value::Integer(from.sequence),
      Value::Bytes(View(from.hash)),
      Value::Bytes(View(from.incarnation))};
  return transaction.ExecuteOne(kMoveHead, values);
}

namespace {

// Which keys are looked for, and what is found of them.
class RequestSearch {
 public:
  explicit RequestSearch(absl::Span<const RequestKey> keys)
      : wanted_(keys.begin(), keys.end()) {
    ids_.reserve(wanted_.size());
    for (const RequestKey& key : wanted_) {
      ids_.push_back(Value::Text(key.request_id));
    }
  }

  [[nodiscard]] absl::Span<const Value> ids() const { return ids_; }

  absl::Status Take(const Row& row) {
    RequestKey key{std::string(row.View(0)), std::string(row.View(1))};
    // Another subject may have used the same id.
    if (wanted_.contains(key)) found_[std::move(key)] = row.Integer(2);
    return absl::OkStatus();
  }

  [[nodiscard]] absl::flat_hash_map<RequestKey, int64_t> Found() {
    return std::move(found_);
  }

 private:
  absl::flat_hash_set<RequestKey> wanted_;
  std::vector<Value> ids_;
  absl::flat_hash_map<RequestKey, int64_t> found_;
};

}  // namespace

absl::StatusOr<absl::flat_hash_map<RequestKey, int64_t>> FindRequests(
    storage::ReadTransaction& transaction, int64_t book,
    absl::Span<const RequestKey> keys) {
  RequestSearch search(keys);
  const absl::Status status = transaction.QueryIn(
      kFindRequests, {Value::Integer(book)}, search.ids(),
      [&search](const Row& row) { return search.Take(row); });
  if (!status.ok()) return status;
  return search.Found();
}

absl::StatusOr<Opening> Open(storage::WriteTransaction& transaction,
                             const BookName& name, int64_t book,
                             absl::Span<const RequestKey> keys) {
  Opening opening;
  RequestSearch search(keys);
  const std::array<Value, 3> name_values = NameValues(name);
  const std::array<Value, 1> book_values = {Value::Integer(book)};
  const auto take_head = [&opening](const Row& row) {
    const absl::StatusOr<Head> read = HeadFrom(row);
    if (read.ok()) opening.head = *read;
    return read.status();
  };
  const auto take_request = [&search](const Row& row) {
    return search.Take(row);
  };
  // The order matters: ids are looked up under the lock.
  const std::array<storage::Question, 2> questions = {
      {{.sql = kSelectHead,
        .parameters = name_values,
        .on_row = take_head,
        .lock = true},
       {.sql = kFindRequests,
        .parameters = book_values,
        .on_row = take_request,
        .keys = search.ids()}}};
  const absl::Status status = transaction.QueryTogether(questions);
  if (!status.ok()) return status;
  opening.decided = search.Found();
  // A number nobody knew yet, or of a book that was made anew.
  if (opening.head.has_value() && opening.head->book != book) {
    auto decided = FindRequests(transaction, opening.head->book, keys);
    if (!decided.ok()) return decided.status();
    opening.decided = *std::move(decided);
  }
  return opening;
}

absl::Status Append(storage::WriteTransaction& transaction, int64_t book,
                    absl::Span<const StoredEntry> entries,
                    absl::Span<const RequestKey> keys) {
  std::vector<Value> rows;
  rows.reserve(entries.size() * kEntryColumns.size());
  for (const StoredEntry& entry : entries) {
    rows.insert(rows.end(),
                {Value::Integer(book), Value::Integer(entry.sequence),
                 Value::Integer(absl::ToUnixMicros(entry.record_time)),
                 Value::Bytes(View(entry.hash)), Value::Bytes(entry.frame)});
  }
  const absl::Status status = transaction.Insert(kEntryTable, rows);
  return status.ok() ? AppendRequests(transaction, book, entries, keys)
                     : status;
}

absl::Status AppendRequests(storage::WriteTransaction& transaction,
                            int64_t book, absl::Span<const StoredEntry> entries,
                            absl::Span<const RequestKey> keys) {
  std::vector<Value> rows;
  rows.reserve(entries.size() * kRequestColumns.size());
  for (size_t i = 0; i < entries.size(); ++i) {
    rows.insert(
        rows.end(),
        {Value::Integer(book), Value::Text(keys[i].request_id),
         Value::Text(keys[i].subject), Value::Integer(entries[i].sequence)});
  }
  return transaction.Insert(kRequestTable, rows);
}

absl::Status DeleteRequests(storage::WriteTransaction& transaction,
                            int64_t book) {
  return transaction.Execute(kDeleteRequests, {Value::Integer(book)}).status();
}

namespace {

void FillEntry(const Row& row, StoredEntry& entry) {
  entry.sequence = row.Integer(0);
  entry.record_time = absl::FromUnixMicros(row.Integer(1));
  // Zeros, which no entry hashes to, stand for what is no hash at all.
  if (!Fill(entry.hash, row.View(2))) entry.hash = Hash{};
  entry.frame.assign(row.View(3));
}

}  // namespace

absl::Status ReadEntries(
    storage::ReadTransaction& transaction, int64_t book, int64_t after,
    int64_t last,
    absl::FunctionRef<absl::Status(const StoredEntry&)> on_entry) {
  const std::array<Value, 3> values = {
      Value::Integer(book), Value::Integer(after), Value::Integer(last)};
  StoredEntry entry;
  return transaction.Query(kSelectEntries, values, [&](const Row& row) {
    FillEntry(row, entry);
    return on_entry(entry);
  });
}

absl::Status ReadSomeFrames(
    storage::ReadTransaction& transaction, int64_t book,
    absl::Span<const int64_t> sequences,
    absl::FunctionRef<absl::Status(int64_t sequence, std::string_view frame)>
        on_frame) {
  const std::array<Value, 1> values = {Value::Integer(book)};
  std::vector<Value> keys;
  keys.reserve(sequences.size());
  for (const int64_t sequence : sequences) {
    keys.push_back(Value::Integer(sequence));
  }
  return transaction.QueryIn(kSelectSomeFrames, values, keys,
                             [&on_frame](const Row& row) {
                               return on_frame(row.Integer(0), row.View(1));
                             });
}

absl::StatusOr<StoredEntry> ReadEntry(storage::ReadTransaction& transaction,
                                      int64_t book, int64_t sequence) {
  std::optional<StoredEntry> found;
  const absl::Status status = ReadEntries(transaction, book, sequence - 1,
                                          sequence, [&](const StoredEntry& e) {
                                            found = e;
                                            return absl::OkStatus();
                                          });
  if (!status.ok()) return status;
  if (!found.has_value()) {
    return absl::NotFoundError(absl::StrCat("no entry ", sequence));
  }
  return *std::move(found);
}

absl::StatusOr<int64_t> SequenceAt(storage::ReadTransaction& transaction,
                                   int64_t book, absl::Time time) {
  std::optional<int64_t> sequence;
  const Value number = Value::Integer(book);
  const Value micros = Value::Integer(absl::ToUnixMicros(time));
  const std::array<Value, 4> values = {number, micros, micros, number};
  const absl::Status status =
      transaction.Query(kSequenceAt, values, [&](const Row& row) {
        sequence = row.Integer(0);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (!sequence.has_value()) {
    return absl::DataLossError(absl::StrCat("book ", book, " lacks an entry"));
  }
  return *sequence;
}

absl::StatusOr<std::vector<int64_t>> ListHeadless(
    storage::ReadTransaction& transaction) {
  std::vector<int64_t> books;
  const absl::Status status =
      transaction.Query(kListHeadless, {}, [&](const Row& row) {
        books.push_back(row.Integer(0));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return books;
}

absl::StatusOr<std::vector<BookName>> ListBooks(
    storage::ReadTransaction& transaction) {
  std::vector<BookName> books;
  const absl::Status status =
      transaction.Query(kListBooks, {}, [&](const Row& row) {
        books.push_back({std::string(row.View(0)), std::string(row.View(1)),
                         std::string(row.View(2))});
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return books;
}

}  // namespace epiledger::journal
