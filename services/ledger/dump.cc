#include "services/ledger/dump.h"

#include "absl/strings/escaping.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

constexpr char kSeparator = '|';

}  // namespace

void AppendColumn(std::string& line, int64_t value) {
  absl::StrAppend(&line, value);
  line.push_back(kSeparator);
}

void AppendText(std::string& line, std::string_view text) {
  line.append(text);
  line.push_back(kSeparator);
}

void AppendBytes(std::string& line, std::string_view bytes) {
  line.append(absl::BytesToHexString(ToAbsl(bytes)));
  line.push_back(kSeparator);
}

absl::Status DumpTable(
    storage::ReadTransaction& transaction, const DumpedTable& table,
    int64_t book, absl::FunctionRef<absl::Status(std::string_view)> on_line) {
  std::string line;
  return transaction.Query(table.query, {storage::Value::Integer(book)},
                           [&](const storage::Row& row) {
                             line.clear();
                             for (size_t i = 0; i < table.kinds.size(); ++i) {
                               const int column = static_cast<int>(i);
                               switch (table.kinds[i]) {
                                 case 'i':
                                   AppendColumn(line, row.Integer(column));
                                   break;
                                 case 't':
                                   AppendText(line, row.View(column));
                                   break;
                                 default:
                                   AppendBytes(line, row.View(column));
                               }
                             }
                             return on_line(line);
                           });
}

absl::StatusOr<std::string> DumpBook(storage::ReadTransaction& transaction,
                                     int64_t book) {
  std::string text;
  for (const DumpedTable& table :
       {kDumpedEntries, kDumpedRequests, kDumpedAccounts, kDumpedMovements,
        kDumpedTimelines, kDumpedResources, kDumpedRefusals}) {
    text += Concat("# ", table.name, "\n");
    const absl::Status status =
        DumpTable(transaction, table, book, [&text](std::string_view line) {
          text.append(line).push_back('\n');
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
  }
  return text;
}

}  // namespace epiledger::ledger
