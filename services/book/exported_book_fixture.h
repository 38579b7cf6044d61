// Exports of a book in a test, written as docs/reference/journal-format.md has
// them, with a key that is kept nowhere. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_H_
#define EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/escaping.h"
#include "services/book/write_path_fixture.h"
#include "services/journal/checkpoint.h"
#include "services/journal/log.h"

namespace epiledger::book {

class ExportedBook : public WritePath {
 protected:
  // The book as it is, signed with `key_`.
  std::string Export() {
    std::string text;
    journal::Head head;
    const absl::Status status =
        books_->Read(Name(), [&](ledger::Snapshot& snapshot) {
          head = snapshot.head();
          text = Header(head);
          return journal::ReadEntries(
              snapshot.transaction(), head.book, 0, head.sequence,
              [&text](const journal::StoredEntry& entry) {
                text +=
                    Concat("{\"sequence\":", entry.sequence, ",\"hash\":\"",
                           Hex(journal::View(entry.hash)), "\",\"frame\":\"",
                           absl::Base64Escape(entry.frame), "\"}\n");
                return absl::OkStatus();
              });
        });
    EXPECT_TRUE(status.ok()) << status;
    const auto balances = Verify()->balances;
    for (const auto& [account, balance] : balances) {
      text += Concat("{\"account\":\"", account, "\",\"unit\":\"",
                     balance.first, "\",\"balance\":", balance.second, "}\n");
    }
    return text + Checkpoint(head);
  }

  static std::string Hex(std::string_view bytes) {
    return absl::BytesToHexString(ToAbsl(bytes));
  }

  std::unique_ptr<journal::SigningKey> key_ = journal::SigningKey::Generate();

 private:
  static std::string Header(const journal::Head& head) {
    return Concat(R"({"format":"epiledger-export-1","book":")",
                  Name().ResourceName(), R"(","service":")", Name().service,
                  R"(","county":")", Name().county, R"(","kind":")",
                  Name().kind, R"(","incarnation":")",
                  Hex(journal::View(head.incarnation)), "\"}\n");
  }

  std::string Checkpoint(const journal::Head& head) const {
    return Concat(
        R"({"checkpoint":{"book":")", Name().ResourceName(),
        R"(","incarnation":")", Hex(journal::View(head.incarnation)),
        R"(","sequence":)", head.sequence, R"(,"hash":")",
        Hex(journal::View(head.hash)), R"(","record_time":)",
        absl::ToUnixMicros(head.record_time), R"(,"key_id":")", key_->id(),
        R"(","public_key":")", Hex(key_->public_key()), R"(","signature":")",
        Hex(key_->Sign(journal::CheckpointText(Name(), head))), "\"}}\n");
  }
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_H_
