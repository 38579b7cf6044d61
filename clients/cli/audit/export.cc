#include "clients/cli/audit/export.h"

#include <string_view>

#include "absl/strings/escaping.h"
#include "clients/cli/audit/frame.h"
#include "clients/cli/values/format_value.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kLedger = "ledger";
constexpr std::string_view kAccessSuffix = "-access";

// A text in quotes; of the control characters none occurs.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  quoted.push_back('"');
  return quoted;
}

// `funding` and `access` of `…/books/funding-access`.
struct BookParts {
  std::string service;
  std::string county;
  std::string kind = std::string(kLedger);
};

BookParts PartsOf(const std::string& name) {
  BookParts parts;
  parts.service = rpc::LastSegment(name);
  const size_t first = name.find('/') + 1;
  parts.county = name.substr(first, name.find('/', first) - first);
  const size_t size = parts.service.size();
  if (size > kAccessSuffix.size() &&
      parts.service.compare(size - kAccessSuffix.size(), size, kAccessSuffix) ==
          0) {
    parts.service.resize(size - kAccessSuffix.size());
    parts.kind = kAccessSuffix.substr(1);
  }
  return parts;
}

std::string HeaderLine(const journal::v1::Checkpoint& checkpoint) {
  const BookParts parts = PartsOf(checkpoint.book());
  return Concat(
      R"({"format":"epiledger-export-1","book":)", Quoted(checkpoint.book()),
      ",\"service\":", Quoted(parts.service),
      ",\"county\":", Quoted(parts.county), ",\"kind\":", Quoted(parts.kind),
      ",\"incarnation\":", Quoted(ToHex(checkpoint.incarnation())), "}\n");
}

std::string EntryLine(const journal::v1::Entry& entry) {
  return Concat("{\"sequence\":", entry.sequence(),
                ",\"hash\":", Quoted(ToHex(entry.hash())),
                ",\"frame\":", Quoted(absl::Base64Escape(entry.frame())),
                "}\n");
}

std::string AccountLine(const journal::v1::AccountBalance& account) {
  return Concat("{\"account\":", Quoted(account.account()),
                ",\"unit\":", Quoted(account.unit()),
                ",\"balance\":", account.balance(), "}\n");
}

std::string CheckpointLine(const journal::v1::Checkpoint& checkpoint) {
  const int64_t micros = Micros(checkpoint.record_time());
  return Concat(
      "{\"checkpoint\":{\"book\":", Quoted(checkpoint.book()),
      ",\"incarnation\":", Quoted(ToHex(checkpoint.incarnation())),
      ",\"sequence\":", checkpoint.sequence(),
      ",\"hash\":", Quoted(ToHex(checkpoint.hash())),
      ",\"record_time\":", micros, ",\"key_id\":", Quoted(checkpoint.key_id()),
      ",\"public_key\":", Quoted(ToHex(checkpoint.public_key())),
      ",\"signature\":", Quoted(ToHex(checkpoint.signature())), "}}\n");
}

}  // namespace

absl::StatusOr<Exported> ExportBook(Book& book, std::ostream& out) {
  // The journal only grows: what the checkpoint speaks of is all there.
  const absl::StatusOr<Book::Accounts> accounts = book.ReadAccounts();
  if (!accounts.ok()) return accounts.status();
  const journal::v1::Checkpoint& checkpoint = accounts->checkpoint;
  Exported exported;
  out << HeaderLine(checkpoint);
  const absl::Status status =
      book.ReadEntries(0, checkpoint.sequence(), checkpoint.incarnation(),
                       [&](const journal::v1::Entry& entry) {
                         out << EntryLine(entry);
                         ++exported.entries;
                         return absl::OkStatus();
                       });
  if (!status.ok()) return status;
  for (const journal::v1::AccountBalance& account : accounts->balances) {
    out << AccountLine(account);
    ++exported.accounts;
  }
  out << CheckpointLine(checkpoint);
  return exported;
}

}  // namespace epiledger::cli
