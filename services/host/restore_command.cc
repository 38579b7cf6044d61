#include "services/host/restore_command.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "services/book/books.h"
#include "services/book/restore.h"
#include "services/host/program.h"
#include "services/journal/export_file.h"
#include "services/limits.h"
#include "services/storage/store_url.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

struct RestoreFlags {
  std::string file;
  std::string store;
  // 0: all.
  int64_t until = 0;
  // In hex; empty: any.
  std::string public_key;
};

absl::StatusOr<book::RestoreReport> RestoreFile(const std::string& service,
                                                const RestoreFlags& flags) {
  std::ifstream file(flags.file, std::ios::binary);
  if (!file) {
    return absl::NotFoundError(Concat("cannot be read: ", flags.file));
  }
  const absl::StatusOr<journal::BookName> name =
      journal::ReadBookOfExport(file);
  if (!name.ok()) return name.status();
  if (name->service != service) {
    return absl::FailedPreconditionError(
        Concat("the export is of ", name->ResourceName(), ", a book of ",
               name->service, ": `", name->service, " restore` restores it"));
  }
  const auto url = storage::ParseStoreUrl(flags.store);
  if (!url.ok()) return url.status();
  storage::StoreOptions options;
  options.timeout_milliseconds =
      static_cast<int>(absl::ToInt64Milliseconds(limits::kOfflineTimeout));
  const auto store = storage::Store::Open(*url, options);
  if (!store.ok()) return store.status();
  const auto database = book::OpenDatabaseOf(**store, *name);
  if (!database.ok()) return database.status();
  book::RestoreOptions restore;
  if (flags.until != 0) restore.until = flags.until;
  if (!flags.public_key.empty()) {
    restore.public_key = absl::HexStringToBytes(flags.public_key);
  }
  restore.incarnation = book::BooksOptions::RandomIncarnation();
  restore.now = absl::FromUnixMicros(absl::ToUnixMicros(absl::Now()));
  absl::StatusOr<book::RestoreReport> report =
      book::Restore(**database, file, restore);
  if (absl::IsAlreadyExists(report.status())) {
    return absl::AlreadyExistsError(
        Concat(flags.store, " has ", name->ResourceName(),
               " already: nothing is written over; name an empty store"));
  }
  return report;
}

int Run(const std::string& service, const RestoreFlags& flags) {
  const absl::StatusOr<book::RestoreReport> report =
      RestoreFile(service, flags);
  if (!report.ok()) return Fail(report.status());
  std::printf(
      "%s: %lld entries restored, %lld left out; entry %lld begins "
      "incarnation %s\n",
      report->book.ResourceName().c_str(),
      static_cast<long long>(report->entries),
      static_cast<long long>(report->left_out),
      static_cast<long long>(report->head.sequence),
      absl::BytesToHexString(
          std::string(journal::View(report->head.incarnation)))
          .c_str());
  return 0;
}

}  // namespace

void AddRestoreCommand(const std::string& service, CLI::App& program,
                       int& exit_code) {
  const auto flags = std::make_shared<RestoreFlags>();
  CLI::App* const restore = program.add_subcommand(
      "restore",
      "Make a book anew from an export of it, in a store that lacks it and is "
      "not being served. Names and telephone numbers are in no export.");
  restore
      ->add_option("file", flags->file, "what `epiledger journal export` wrote")
      ->required();
  AddFlag(*restore, "--store", flags->store, "where the book is to be")
      ->required();
  restore
      ->add_option("--until", flags->until,
                   "the last entry to take; all when left out")
      ->check(CLI::PositiveNumber);
  AddFlag(*restore, "--public-key", flags->public_key,
          "64 hex digits: the only key trusted to have signed the export")
      ->check(CLI::Validator(
          [](const std::string& text) {
            constexpr size_t kDigits = 64;
            return text.size() == kDigits &&
                           text.find_first_not_of("0123456789abcdef") ==
                               std::string::npos
                       ? std::string()
                       : std::string("must be 64 hex digits in lower case");
          },
          "hex digits"));
  restore->callback(
      [flags, service, &exit_code] { exit_code = Run(service, *flags); });
}

}  // namespace epiledger::host
