#include "services/ledger/rebuild.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
#include "services/ledger/dump.h"
#include "services/ledger/state.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

using storage::Value;

constexpr std::array<DumpedTable, 6> kFoldedTables = {
    kDumpedRequests,  kDumpedRefusals,  kDumpedAccounts,
    kDumpedMovements, kDumpedTimelines, kDumpedResources};
// One hash over all lines of each.
using Digests = std::array<journal::Hash, kFoldedTables.size()>;

constexpr std::array<std::string_view, 4> kClear = {
    "DELETE FROM ledger_account WHERE book = ?",
    "DELETE FROM ledger_movement WHERE book = ?",
    "DELETE FROM ledger_timeline WHERE book = ?",
    "DELETE FROM ledger_resource WHERE book = ?"};

// Entries that are folded and written together.
struct Chunk {
  std::vector<journal::StoredEntry> entries;
  std::vector<journal::RequestKey> keys;
  std::vector<journal::RefusedEntry> refusals;
  // What the accepted ones among them did, by sequence.
  std::vector<std::pair<int64_t, journal::v1::Effects>> effects;
};

absl::Status Broken(int64_t sequence, std::string_view what) {
  return absl::DataLossError(Concat("entry ", sequence, ": ", what));
}

// What a chunk looks at, so that it is loaded with few statements.
Needs NeedsOf(const Chunk& chunk) {
  Needs needs;
  for (const auto& [sequence, effects] : chunk.effects) {
    for (const journal::v1::Movement& movement : effects.movements()) {
      const Position position(movement.position());
      needs.accounts.push_back({movement.source(), position});
      needs.accounts.push_back({movement.target(), position});
    }
  }
  return needs;
}

class Rebuilder {
 public:
  explicit Rebuilder(storage::WriteTransaction& transaction)
      : transaction_(transaction) {}

  absl::StatusOr<RebuildReport> Run(const journal::BookName& book) {
    absl::StatusOr<journal::Opening> opening =
        journal::Open(transaction_, book, 0, {});
    if (!opening.ok()) return opening.status();
    if (!opening->head.has_value()) {
      return absl::NotFoundError(book.ResourceName());
    }
    head_ = *opening->head;
    const absl::StatusOr<Digests> before = Digest();
    if (!before.ok()) return before.status();
    absl::Status status = Clear();
    if (status.ok()) status = FoldAll();
    if (!status.ok()) return status;
    const absl::StatusOr<Digests> after = Digest();
    if (!after.ok()) return after.status();
    return Report(*before, *after);
  }

 private:
  RebuildReport Report(const Digests& before, const Digests& after) const {
    RebuildReport report;
    report.entries = head_.sequence;
    for (size_t i = 0; i < kFoldedTables.size(); ++i) {
      if (before[i] == after[i]) continue;
      report.changed_tables.push_back(kFoldedTables[i].name);
    }
    return report;
  }

  absl::StatusOr<Digests> Digest() {
    Digests digests{};
    for (size_t i = 0; i < kFoldedTables.size(); ++i) {
      const absl::Status status =
          DumpTable(transaction_, kFoldedTables[i], head_.book,
                    [&digest = digests[i]](std::string_view line) {
                      digest = journal::ChainHash(digest, line);
                      return absl::OkStatus();
                    });
      if (!status.ok()) return status;
    }
    return digests;
  }

  absl::Status Clear() {
    for (const std::string_view sql : kClear) {
      const absl::StatusOr<int64_t> deleted =
          transaction_.Execute(sql, {Value::Integer(head_.book)});
      if (!deleted.ok()) return deleted.status();
    }
    const absl::Status deleted =
        journal::DeleteRefusals(transaction_, head_.book);
    return deleted.ok() ? journal::DeleteRequests(transaction_, head_.book)
                        : deleted;
  }

  absl::Status FoldAll() {
    state_.Begin(transaction_, head_.book);
    while (last_.sequence < head_.sequence) {
      const int64_t before = last_.sequence;
      Chunk chunk;
      absl::Status status = Read(chunk);
      if (status.ok()) status = Fold(chunk);
      if (!status.ok()) return status;
      if (last_.sequence == before) {
        return Broken(before + 1, "is not there");
      }
    }
    return last_.hash == head_.hash
               ? absl::OkStatus()
               : Broken(head_.sequence, "is not the one the head speaks of");
  }

  absl::Status Read(Chunk& chunk) {
    const int64_t last =
        std::min(head_.sequence, last_.sequence + limits::kEntriesPerRebuild);
    return journal::ReadEntries(
        transaction_, head_.book, last_.sequence, last,
        [&](const journal::StoredEntry& entry) { return Take(entry, chunk); });
  }

  absl::Status Take(const journal::StoredEntry& entry, Chunk& chunk) {
    if (entry.sequence != last_.sequence + 1 ||
        entry.hash != journal::ChainHash(last_.hash, entry.frame)) {
      return Broken(entry.sequence, "its hash does not fit the one before");
    }
    last_.sequence = entry.sequence;
    last_.hash = entry.hash;
    absl::StatusOr<journal::Frame> frame = journal::DecodeFrame(entry.frame);
    if (!frame.ok())
      return Broken(entry.sequence, std::string(frame.status().message()));
    if (frame->accepted() &&
        !chunk.effects.emplace_back(entry.sequence, journal::v1::Effects())
             .second.ParseFromString(frame->event)) {
      return Broken(entry.sequence, "has no readable effects");
    }
    if (!frame->accepted()) {
      chunk.refusals.push_back(journal::RefusedEntry::Of(*frame));
    }
    chunk.entries.push_back(entry);
    chunk.keys.push_back(std::move(frame->key));
    return absl::OkStatus();
  }

  absl::Status Fold(const Chunk& chunk) {
    state_.Load(NeedsOf(chunk));
    for (const auto& [sequence, effects] : chunk.effects) {
      const absl::Status applied = state_.Apply(effects, sequence);
      // What the store answered says more than what was made of it.
      if (!state_.status().ok()) return state_.status();
      if (!applied.ok())
        return Broken(sequence, std::string(applied.message()));
    }
    absl::Status status = state_.Flush(transaction_);
    if (status.ok()) {
      status = journal::AppendRequests(transaction_, head_.book, chunk.entries,
                                       chunk.keys);
    }
    if (status.ok()) {
      status =
          journal::AppendRefusals(transaction_, head_.book, chunk.refusals);
    }
    if (state_.size() > limits::kMaxCachedState) state_.Forget();
    return status;
  }

  storage::WriteTransaction& transaction_;
  journal::Head head_;
  // What was folded last.
  journal::Head last_;
  State state_;
};

}  // namespace

absl::StatusOr<RebuildReport> RebuildWithin(
    storage::WriteTransaction& transaction, const journal::BookName& book) {
  return Rebuilder(transaction).Run(book);
}

absl::StatusOr<RebuildReport> Rebuild(storage::Database& database,
                                      const journal::BookName& book) {
  RebuildReport report;
  const absl::Status status =
      database.Write([&](storage::WriteTransaction& transaction) {
        absl::StatusOr<RebuildReport> rebuilt =
            RebuildWithin(transaction, book);
        if (!rebuilt.ok()) return rebuilt.status();
        report = *std::move(rebuilt);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return report;
}

}  // namespace epiledger::ledger
