#include "services/host/service_main.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "services/host/log.h"
#include "services/host/program.h"
#include "services/host/restore_command.h"
#include "services/journal/log.h"
#include "services/ledger/rebuild.h"
#include "services/ledger/stray_rows.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/storage/migrate.h"
#include "services/storage/store_url.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

void AddServeFlags(CLI::App& serve, ProcessOptions& options) {
  AddFlag(serve, "--store", options.store,
          "where the books are: sqlite:DIRECTORY or mysql://…")
      ->required();
  AddFlag(serve, "--listen", options.listen, "host and port; port 0: free");
  AddFlag(serve, "--tls-ca", options.tls.ca, "CA of all services, PEM")
      ->required();
  AddKeyPairFlags(serve, "--tls", options.tls,
                  "this service's certificate, PEM");
  AddTokenFlags(serve, options.token_keys, options.token_issuer,
                options.token_audience);
  AddFlag(serve, "--journal-key", options.journal_key,
          "Ed25519 key that signs checkpoints, PEM, mode 0600")
      ->required();
  AddFlag(serve, "--page-key", options.page_key,
          "secret of page tokens; made when it is not there")
      ->required();
  AddFlag(serve, "--committer-threads", options.committer_threads,
          "threads that decide and commit")
      ->check(CLI::Range(1, limits::kMaxThreads));
  AddFlag(serve, "--reader-threads", options.reader_threads,
          "threads that answer reads")
      ->check(CLI::Range(1, limits::kMaxThreads));
  AddMetricsFlags(serve, options.metrics);
  AddFlag(serve, "--backups", options.backups,
          "folder that holds the last line of each export that is kept safe");
  AddSwitch(serve, "--reflection", options.reflection,
            "let anybody who may connect list the methods");
}

int Serve(const ServiceDefinition& definition, const ServiceHooks& hooks,
          const ProcessOptions& options) {
  const StopSignals signals;
  LogForLibraries();
  static const SystemClock kClock;
  auto process = Process::Start(definition, options, kClock);
  if (!process.ok()) return Fail(process.status());
  if (hooks.started) {
    const absl::Status status = hooks.started(**process, options);
    if (!status.ok()) return Fail(status);
  }
  auto exposer = metrics::Exposer::Start(options.metrics,
                                         [&](metrics::Readings& readings) {
                                           (*process)->AddFigures(readings);
                                           if (hooks.add_figures)
                                             hooks.add_figures(readings);
                                         });
  if (!exposer.ok()) {
    if (hooks.stopping) hooks.stopping();
    return Fail(exposer.status());
  }
  LogInfo(Concat(definition.name, " serves on port ", (*process)->port()));
  if (*exposer != nullptr) {
    LogInfo(Concat("figures are at port ", (*exposer)->port()));
  }
  signals.Wait();
  LogInfo("draining");
  if (*exposer != nullptr) (*exposer)->StopReading();
  if (hooks.stopping) hooks.stopping();
  (*process)->Drain(limits::kDrainGrace);
  LogInfo("stopped");
  return 0;
}

// The books of a store that nobody serves, as they are: nothing is made and
// nothing migrated, for what is not there must not look as if all were well.
struct OfflineBooks {
  struct Book {
    journal::BookName name;
    storage::Database* database;
  };
  std::unique_ptr<storage::Store> store;
  std::vector<Book> books;
  // What is wrong with the store as a whole, for people.
  std::vector<std::string> findings;
};

absl::Status NoBook(const std::string& store) {
  return absl::NotFoundError(Concat("no book in ", store));
}

absl::Status ListBooks(const ServiceDefinition& definition,
                       const std::string& name, OfflineBooks& offline) {
  const auto database = offline.store->OpenDatabase(name);
  if (!database.ok()) return database.status();
  const auto newest = storage::NewestMigration(**database, "journal");
  // No tables, no books.
  if (!newest.ok() || *newest == 0) return newest.status();
  if (*newest < static_cast<int64_t>(journal::Migrations().size())) {
    return absl::FailedPreconditionError(
        Concat("database ", name,
               " is of an older build, and lacks tables of "
               "this one: serve it once, or use the build that wrote it"));
  }
  return (*database)->Read([&](storage::ReadTransaction& transaction) {
    const auto names = journal::ListBooks(transaction);
    if (!names.ok()) return names.status();
    for (const journal::BookName& book : *names) {
      if (book.service != definition.name) {
        return absl::FailedPreconditionError(
            Concat("the store holds the books of ", book.service, ", not of ",
                   definition.name));
      }
      offline.books.push_back({book, *database});
    }
    const auto strays = ledger::FindStrayRows(transaction);
    if (!strays.ok()) return strays.status();
    for (const ledger::StrayRows& stray : *strays) {
      offline.findings.push_back(Concat("database ", name, ": book number ",
                                        stray.book, " has rows in ",
                                        stray.table, " and no head"));
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<OfflineBooks> OpenOffline(const ServiceDefinition& definition,
                                         const std::string& store) {
  const auto url = storage::ParseStoreUrl(store);
  if (!url.ok()) return url.status();
  storage::StoreOptions store_options;
  store_options.must_exist = true;
  store_options.timeout_milliseconds =
      static_cast<int>(absl::ToInt64Milliseconds(limits::kOfflineTimeout));
  auto opened = storage::Store::Open(*url, store_options);
  if (absl::IsNotFound(opened.status())) return NoBook(store);
  if (!opened.ok()) return opened.status();
  OfflineBooks offline;
  offline.store = *std::move(opened);
  const auto names = offline.store->ListDatabases();
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    const absl::Status status = ListBooks(definition, name, offline);
    if (!status.ok()) return status;
  }
  if (offline.books.empty() && offline.findings.empty()) return NoBook(store);
  return offline;
}

// Money in yuan with its two digits, goods in base units; without grouping,
// for programs read it too.
std::string AmountText(const std::string& unit, int64_t amount) {
  constexpr int64_t kFenPerYuan = 100;
  if (unit != "CNY") return Concat(amount);
  const int64_t fen = std::abs(amount % kFenPerYuan);
  return Concat(amount < 0 ? "-" : "", std::abs(amount / kFenPerYuan),
                fen < 10 ? ".0" : ".", fen);
}

void PrintReport(const journal::BookName& name,
                 const ledger::VerifyReport& report, bool balances) {
  std::printf("%s: %lld entries, %lld movements, %zu findings\n",
              name.ResourceName().c_str(),
              static_cast<long long>(report.entries),
              static_cast<long long>(report.movements), report.findings.size());
  for (const std::string& finding : report.findings) {
    std::printf("  %s\n", finding.c_str());
  }
  for (const std::string& note : report.notes) {
    std::printf("  %s\n", note.c_str());
  }
  if (!balances) return;
  for (const auto& [account, balance] : report.balances) {
    std::printf("%s %s %s\n", account.c_str(), balance.first.c_str(),
                AmountText(balance.first, balance.second).c_str());
  }
}

int VerifyStore(const ServiceDefinition& definition, const std::string& store,
                bool balances) {
  const auto offline = OpenOffline(definition, store);
  if (!offline.ok()) return Fail(offline.status());
  size_t findings = offline->findings.size();
  for (const std::string& finding : offline->findings) {
    std::printf("  %s\n", finding.c_str());
  }
  for (const auto& [name, database] : offline->books) {
    const absl::Status status =
        database->Read([&, &book = name](storage::ReadTransaction& t) {
          const auto report = ledger::Verify(t, book);
          if (!report.ok()) return report.status();
          PrintReport(book, *report, balances);
          findings += report->findings.size();
          return absl::OkStatus();
        });
    if (!status.ok()) return Fail(status);
  }
  return findings == 0 ? 0 : kFailed;
}

absl::Status RebuildBook(const OfflineBooks::Book& book) {
  const auto report = ledger::Rebuild(*book.database, book.name);
  if (!report.ok()) {
    return absl::Status(report.status().code(),
                        Concat(book.name.ResourceName(), ": not rebuilt: ",
                               std::string(report.status().message())));
  }
  std::printf("%s: %lld entries folded anew, %zu tables differed\n",
              book.name.ResourceName().c_str(),
              static_cast<long long>(report->entries),
              report->changed_tables.size());
  for (const std::string_view table : report->changed_tables) {
    std::printf("  table %s: held something else before\n",
                std::string(table).c_str());
  }
  return absl::OkStatus();
}

// Rebuilds the book of this resource name; all of them where it is empty.
int RebuildStore(const ServiceDefinition& definition, const std::string& store,
                 const std::string& book) {
  const auto offline = OpenOffline(definition, store);
  if (!offline.ok()) return Fail(offline.status());
  bool found = book.empty();
  for (const OfflineBooks::Book& stored : offline->books) {
    if (!book.empty() && stored.name.ResourceName() != book) continue;
    found = true;
    const absl::Status status = RebuildBook(stored);
    if (!status.ok()) return Fail(status);
  }
  return found ? 0
               : Fail(absl::NotFoundError(
                     Concat("the store holds no book called ", book)));
}

}  // namespace

int ServiceMain(const ServiceDefinition& definition, const ServiceHooks& hooks,
                int argc, char** argv) {
  CLI::App program(Concat("The ", definition.name, " service of EpiLedger."),
                   definition.name);
  program.require_subcommand(1);
  int exit_code = 0;

  ProcessOptions options;
  CLI::App* const serve = program.add_subcommand("serve", "Serve the API.");
  AddServeFlags(*serve, options);
  if (hooks.add_flags) hooks.add_flags(*serve);
  serve->callback([&] { exit_code = Serve(definition, hooks, options); });

  std::string store;
  bool balances = false;
  CLI::App* const verify = program.add_subcommand(
      "verify", "Recompute every book of a store that is not being served.");
  AddFlag(*verify, "--store", store, "where the books are")->required();
  AddSwitch(*verify, "--balances", balances,
            "print the balance of each account, money in yuan");
  verify->callback(
      [&] { exit_code = VerifyStore(definition, store, balances); });

  std::string book;
  CLI::App* const rebuild = program.add_subcommand(
      "rebuild",
      "Fold the tables of a store that is not being served anew from its "
      "entries.");
  AddFlag(*rebuild, "--store", store, "where the books are")->required();
  AddFlag(*rebuild, "--book", book,
          "one book, such as counties/990101/books/funding; all when left out");
  rebuild->callback([&] { exit_code = RebuildStore(definition, store, book); });

  AddRestoreCommand(definition.name, program, exit_code);
  if (hooks.add_commands) hooks.add_commands(program, exit_code);
  return RunProgram(program, argc, argv, exit_code);
}

}  // namespace epiledger::host
