#include "tests/testing/exported.h"

#include <string_view>

#include "absl/strings/escaping.h"
#include "services/journal/log.h"
#include "services/ledger/verify.h"
#include "services/text.h"

namespace epiledger::testing {
namespace {

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(ToAbsl(bytes));
}

std::string HeaderOf(const journal::BookName& book, const journal::Head& head) {
  return Concat(R"({"format":"epiledger-export-1","book":")",
                book.ResourceName(), R"(","service":")", book.service,
                R"(","county":")", book.county, R"(","kind":")", book.kind,
                R"(","incarnation":")", Hex(journal::View(head.incarnation)),
                "\"}\n");
}

std::string LineOf(const journal::StoredEntry& entry) {
  return Concat("{\"sequence\":", entry.sequence, ",\"hash\":\"",
                Hex(journal::View(entry.hash)), "\",\"frame\":\"",
                absl::Base64Escape(entry.frame), "\"}\n");
}

std::string BalancesOf(const ledger::VerifyReport& report) {
  std::string text;
  for (const auto& [account, balance] : report.balances) {
    text += Concat("{\"account\":\"", account, "\",\"unit\":\"", balance.first,
                   "\",\"balance\":", balance.second, "}\n");
  }
  return text;
}

std::string CheckpointOf(const journal::BookName& book,
                         const journal::Head& head,
                         const journal::SigningKey& key) {
  return Concat(
      R"({"checkpoint":{"book":")", book.ResourceName(), R"(","incarnation":")",
      Hex(journal::View(head.incarnation)), R"(","sequence":)", head.sequence,
      R"(,"hash":")", Hex(journal::View(head.hash)), R"(","record_time":)",
      absl::ToUnixMicros(head.record_time), R"(,"key_id":")", key.id(),
      R"(","public_key":")", Hex(key.public_key()), R"(","signature":")",
      Hex(key.Sign(journal::CheckpointText(book, head))), "\"}}\n");
}

}  // namespace

absl::StatusOr<std::string> Exported(book::Books& books,
                                     const journal::BookName& book,
                                     const journal::SigningKey& key) {
  std::string text;
  const absl::Status read = books.Read(book, [&](ledger::Snapshot& snapshot) {
    const journal::Head head = snapshot.head();
    text = HeaderOf(book, head);
    const absl::Status entries = journal::ReadEntries(
        snapshot.transaction(), head.book, 0, head.sequence,
        [&text](const journal::StoredEntry& entry) {
          text += LineOf(entry);
          return absl::OkStatus();
        });
    if (!entries.ok()) return entries;
    const auto report = ledger::Verify(snapshot.transaction(), book);
    if (!report.ok()) return report.status();
    text += BalancesOf(*report) + CheckpointOf(book, head, key);
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return text;
}

}  // namespace epiledger::testing
