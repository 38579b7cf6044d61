#include <cstdio>
#include <fstream>

#include "clients/cli/audit/book.h"
#include "clients/cli/audit/export.h"
#include "clients/cli/audit/verify.h"
#include "clients/cli/command/show.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/nouns/journal_entries.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kMoney = "CNY";

type::v1::Receipt AsReceipt(const journal::v1::Checkpoint& checkpoint) {
  type::v1::Receipt receipt;
  receipt.set_book(checkpoint.book());
  receipt.set_incarnation(checkpoint.incarnation());
  receipt.set_sequence(checkpoint.sequence());
  receipt.set_hash(checkpoint.hash());
  *receipt.mutable_record_time() = checkpoint.record_time();
  return receipt;
}

absl::Status Head(Session& session, const Arguments& arguments) {
  auto book = Book::Open(session, arguments.Text("BOOK"));
  if (!book.ok()) return book.status();
  const auto checkpoint = book->Checkpoint();
  if (!checkpoint.ok()) return checkpoint.status();
  const absl::Status shown =
      Show(session,
           {{"",
             {"book:name", "sequence", "hash", "record_time", "incarnation",
              "key_id", "public_key"}}},
           *checkpoint);
  if (!shown.ok() || !arguments.IsOn("--keep")) return shown;
  const absl::Status folder = MakePrivateFolder(session.pending().folder());
  if (!folder.ok()) return folder;
  return KeepReceipt(session.settings().receipts_file(),
                     AsReceipt(*checkpoint));
}

// Money in yuan, goods in their base units.
absl::Status ShowAccounts(Session& session, const Arguments&,
                          const google::protobuf::Message& message) {
  constexpr int kFenDigits = 2;
  const auto& listed =
      static_cast<const journal::v1::ListAccountsResponse&>(message);
  const Texts& texts = session.texts();
  std::vector<std::vector<Cell>> rows;
  for (const journal::v1::AccountBalance& account : listed.accounts()) {
    rows.push_back({account.account(), account.unit(),
                    DecimalCell{account.balance(),
                                account.unit() == kMoney ? kFenDigits : 0}});
  }
  return ShowTable(
      session, {{texts("account")}, {texts("unit")}, {texts("balance"), true}},
      rows, message);
}

absl::Status CannotWrite(const std::string& path) {
  return Usage("CANNOT_WRITE", {{"path", path}, {"cause", ""}});
}

bool IsForVerifiers(const std::string& format) {
  return format.empty() || format == "export";
}

absl::StatusOr<Exported> WriteExport(Session& session, Book& book,
                                     const std::string& format,
                                     std::ostream& out) {
  const absl::TimeZone& zone = session.settings().zone;
  if (format == "hledger") return ExportHledger(book, zone, out);
  if (format == "beancount") return ExportBeancount(book, zone, out);
  return ExportBook(book, out);
}

// Writes beside `path` first, so that a broken export never looks whole; what
// is broken is not left behind.
absl::StatusOr<Exported> WriteExportFile(Session& session, Book& book,
                                         const std::string& format,
                                         const std::string& path) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  if (!file) return CannotWrite(part);
  absl::StatusOr<Exported> exported = WriteExport(session, book, format, file);
  file.close();
  if (exported.ok() &&
      (!file || std::rename(part.c_str(), path.c_str()) != 0)) {
    exported = CannotWrite(path);
  }
  if (!exported.ok()) static_cast<void>(std::remove(part.c_str()));
  return exported;
}

absl::Status ExportTo(Session& session, Book& book, const std::string& format,
                      const std::string& path) {
  const absl::StatusOr<Exported> exported =
      path == "-"
          ? WriteExport(session, book, format, session.environment().out)
          : WriteExportFile(session, book, format, path);
  if (!exported.ok()) return exported.status();
  session.environment().err
      << session.texts()(
             IsForVerifiers(format) ? "EXPORTED" : "EXPORTED_HLEDGER",
             {{"entries", Concat(exported->entries)},
              {"accounts", Concat(exported->accounts)},
              {"book", book.name()}})
      << "\n";
  return absl::OkStatus();
}

absl::Status Export(Session& session, const Arguments& arguments) {
  auto book = Book::Open(session, arguments.Text("BOOK"));
  if (!book.ok()) return book.status();
  const std::string format = arguments.Text("--to");
  if (!IsForVerifiers(format) && format != "hledger" && format != "beancount") {
    return At("--to",
              Usage("BAD_CHOICE", {{"found", format},
                                   {"choices", "export, hledger, beancount"}}));
  }
  return ExportTo(session, *book, format, arguments.Text("FILE"));
}

// The file typed, or the profile's own where there is one.
absl::StatusOr<KeptReceipts> ReceiptsOf(const Session& session,
                                        const Arguments& arguments) {
  const std::string path = arguments.Text("--receipts");
  if (!path.empty()) return ReadReceipts(path);
  const std::string own = session.settings().receipts_file();
  if (!ReadWholeFile(own).ok()) return KeptReceipts();
  return ReadReceipts(own);
}

// What the service finds in its own tables and journal.
absl::StatusOr<journal::v1::VerifyBookResponse> VerifyByService(
    Session& session, const Book& book) {
  journal::v1::VerifyBookRequest request;
  request.set_book(book.name());
  journal::v1::VerifyBookResponse response;
  const auto* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          "epiledger.journal.v1.JournalService.VerifyBook");
  const absl::Status status = Read(session, *method, request, response);
  if (!status.ok()) return status;
  return response;
}

absl::Status Conclude(Session& session, const Book& book,
                      const journal::v1::VerifyBookResponse& service,
                      const Findings& findings) {
  std::ostream& out = session.environment().out;
  for (const std::string& line : findings.wrong) out << line << "\n";
  for (const std::string& line : findings.lost) out << line << "\n";
  const std::map<std::string, std::string> figures = {
      {"book", book.name()},
      {"entries", Concat(service.entries())},
      {"movements", Concat(service.movements())},
      {"receipts", Concat(findings.receipts)},
      {"findings", Concat(findings.wrong.size())}};
  if (findings.wrong.empty()) {
    out << session.texts()("VERIFIED", figures) << "\n";
    return absl::OkStatus();
  }
  return Ended(ExitCode::kRefused, session.texts()("NOT_VERIFIED", figures));
}

absl::Status Verify(Session& session, const Arguments& arguments) {
  auto book = Book::Open(session, arguments.Text("BOOK"));
  if (!book.ok()) return book.status();
  auto receipts = ReceiptsOf(session, arguments);
  if (!receipts.ok()) return receipts.status();
  const auto service = VerifyByService(session, *book);
  if (!service.ok()) return service.status();
  Findings findings;
  findings.wrong.assign(service->findings().begin(), service->findings().end());
  const auto checkpoint = book->Checkpoint();
  if (!checkpoint.ok()) return checkpoint.status();
  if (checkpoint->sequence() < service->head().sequence()) {
    findings.wrong.push_back(session.texts()("HEAD_WENT_BACK"));
  }
  CheckSignature(*checkpoint, arguments.Text("--public-key"), session.texts(),
                 findings);
  const absl::Status checked = CheckReceipts(
      *book, *checkpoint, *std::move(receipts), session.texts(), findings);
  if (!checked.ok()) return checked;
  return Conclude(session, *book, *service, findings);
}

}  // namespace

CommandTable JournalCommands() {
  return {
      {.noun = "journal",
       .verb = "head",
       .flags = {{"BOOK", "", true},
                 {"--keep", "", false, {}, FlagKind::kSwitch}},
       .example = "journal head funding --keep",
       .run = Head},
      {.noun = "journal",
       .verb = "list",
       .flags = {{"BOOK", "", true},
                 {"--after", ""},
                 {"--limit", ""},
                 {"--refused", "", false, {}, FlagKind::kSwitch}},
       .example = "journal list funding --refused",
       .run = ListJournalEntries},
      {.noun = "journal",
       .verb = "accounts",
       .method = "epiledger.journal.v1.JournalService.ListAccounts",
       .flags = {{"BOOK", "book"}},
       .example = "journal accounts funding",
       .show = ShowAccounts},
      {.noun = "journal",
       .verb = "export",
       .flags = {{"BOOK", "", true}, {"FILE", "", true}, {"--to", ""}},
       .example = "journal export funding funding.journal --to hledger",
       .run = Export},
      {.noun = "journal",
       .verb = "verify",
       .flags = {{"BOOK", "", true}, {"--receipts", ""}, {"--public-key", ""}},
       .example = "journal verify funding --receipts receipts.jsonl",
       .run = Verify},
  };
}

}  // namespace epiledger::cli
