#include "tests/golden/stored_county.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/dump.h"
#include "services/ledger/rebuild.h"
#include "services/ledger/verify.h"
#include "services/storage/store_url.h"
#include "services/text.h"

namespace epiledger::golden {
namespace {

constexpr size_t kShown = 200;

void OrDie(const absl::Status& status) {
  if (status.ok()) return;
  static_cast<void>(
      std::fprintf(stderr, "golden: %s\n", status.ToString().c_str()));
  std::abort();
}

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  OrDie(value.status());
  return *std::move(value);
}

// The line of `text` around `at`, from `at` back a little, cut to be read.
std::string Shown(std::string_view text, size_t at) {
  const size_t line =
      at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const size_t begin = std::max(line == std::string_view::npos ? 0 : line + 1,
                                at > kShown ? at - kShown : 0);
  return std::string(text.substr(begin, 2 * kShown));
}

}  // namespace

StoreUrls SqliteUrls(const std::string& folder) {
  StoreUrls urls;
  for (const std::string_view service : kServices) {
    urls[std::string(service)] = Concat("sqlite:", folder, "/", service);
  }
  return urls;
}

StoredCounty::StoredCounty(const StoreUrls& urls) {
  for (const auto& [service, url] : urls) {
    Part& part = parts_[service];
    part.store =
        OrDie(storage::Store::Open(OrDie(storage::ParseStoreUrl(url)), {}));
    book::BooksOptions options;
    options.service = service;
    part.books =
        OrDie(book::Books::Open(*part.store, clock_, std::move(options)));
  }
}

std::vector<journal::BookName> StoredCounty::Books() const {
  std::vector<journal::BookName> names;
  for (const auto& [service, part] : parts_) {
    const std::vector<journal::BookName> listed = part.books->List();
    names.insert(names.end(), listed.begin(), listed.end());
  }
  return names;
}

void StoredCounty::Read(
    const journal::BookName& book,
    absl::FunctionRef<absl::Status(ledger::Snapshot&)> body) const {
  OrDie(parts_.find(book.service)->second.books->Read(book, body));
}

std::string StoredCounty::Tables() const {
  std::string text;
  for (const journal::BookName& book : Books()) {
    Read(book, [&](ledger::Snapshot& snapshot) {
      text += Concat("## ", book.ResourceName(), "\n",
                     OrDie(ledger::DumpBook(snapshot.transaction(),
                                            snapshot.head().book)));
      return absl::OkStatus();
    });
  }
  return text;
}

std::vector<std::string> StoredCounty::Findings() const {
  std::vector<std::string> findings;
  for (const journal::BookName& book : Books()) {
    Read(book, [&](ledger::Snapshot& snapshot) {
      const ledger::VerifyReport report =
          OrDie(ledger::Verify(snapshot.transaction(), book));
      for (const std::string& finding : report.findings) {
        findings.push_back(Concat(book.ResourceName(), ": ", finding));
      }
      return absl::OkStatus();
    });
  }
  return findings;
}

std::vector<std::string> StoredCounty::Rebuild() {
  std::vector<std::string> changed;
  for (const journal::BookName& book : Books()) {
    const ledger::RebuildReport report =
        OrDie(ledger::Rebuild(DatabaseOf(book), book));
    for (const std::string_view table : report.changed_tables) {
      changed.push_back(Concat(book.ResourceName(), ": ", table));
    }
  }
  return changed;
}

std::set<std::string> StoredCounty::AcceptedMethods() const {
  std::set<std::string> methods;
  for (const journal::BookName& book : Books()) {
    if (book.kind != "ledger") continue;
    Read(book, [&](ledger::Snapshot& snapshot) {
      return journal::ReadEntries(
          snapshot.transaction(), snapshot.head().book, 0, INT64_MAX,
          [&methods](const journal::StoredEntry& entry) {
            const auto frame = journal::DecodeFrame(entry.frame);
            if (frame.ok() && frame->accepted()) methods.insert(frame->method);
            return frame.status();
          });
    });
  }
  return methods;
}

journal::Head StoredCounty::HeadOf(const journal::BookName& book) const {
  journal::Head head;
  Read(book, [&head](ledger::Snapshot& snapshot) {
    head = snapshot.head();
    return absl::OkStatus();
  });
  return head;
}

storage::Database& StoredCounty::DatabaseOf(
    const journal::BookName& book) const {
  return *OrDie(parts_.find(book.service)->second.books->DatabaseOf(book));
}

std::string WithoutYounger(const std::string& tables, std::string_view kept) {
  std::istringstream lines(tables);
  std::string text;
  bool is_kept = true;
  for (std::string line; std::getline(lines, line);) {
    line += '\n';
    // `# table` begins a table, `## book` a book.
    if (line.starts_with('#')) {
      is_kept = kept.find(Concat("\n", line)) != std::string_view::npos ||
                kept.starts_with(line);
    }
    if (is_kept) text += line;
  }
  return text;
}

std::string FirstDifference(std::string_view ours, std::string_view theirs) {
  const auto [mine, other] =
      std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  if (mine == ours.end() && other == theirs.end()) return "";
  const auto at = static_cast<size_t>(mine - ours.begin());
  return Concat("line ", std::count(ours.begin(), mine, '\n') + 1, ":\n",
                Shown(ours, at), "\ninstead of\n", Shown(theirs, at));
}

}  // namespace epiledger::golden
