#include "services/ledger/verify.h"

#include <utility>

#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/dump.h"
#include "services/ledger/entry_form.h"
#include "services/ledger/incarnations.h"
#include "services/ledger/recompute.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

// Entries are counted from 1; nothing else reads one below.
constexpr std::string_view kSelectBeforeFirst =
    "SELECT sequence FROM journal_entry WHERE book = ? AND sequence < 1 "
    "ORDER BY sequence LIMIT 1";

class Verifier {
 public:
  Verifier(storage::ReadTransaction& transaction, journal::BookName book)
      : transaction_(transaction), book_(std::move(book)) {}

  absl::StatusOr<VerifyReport> Run() {
    const auto head = journal::ReadHead(transaction_, book_);
    if (!head.ok()) return head.status();
    if (!head->has_value()) return absl::NotFoundError(book_.ResourceName());
    report_.head = **head;
    absl::Status status = CheckEntries();
    if (!status.ok()) return status;
    CheckHead();
    status = CompareTables();
    if (!status.ok()) return status;
    report_.movements = fold_.movements();
    report_.balances = fold_.Balances();
    report_.notes = fold_.notes();
    return std::move(report_);
  }

 private:
  void Find(int64_t sequence, std::string_view what) {
    if (report_.findings.size() >= limits::kMaxFindings) return;
    report_.findings.push_back(Concat("entry ", sequence, ": ", what));
  }

  absl::Status CheckEntries() {
    const int64_t book = report_.head.book;
    const absl::Status status =
        transaction_.Query(kSelectBeforeFirst, {storage::Value::Integer(book)},
                           [this](const storage::Row& row) {
                             Find(row.Integer(0), "comes before the first");
                             return absl::OkStatus();
                           });
    if (!status.ok()) return status;
    return journal::ReadEntries(transaction_, book, 0, INT64_MAX,
                                [this](const journal::StoredEntry& entry) {
                                  CheckEntry(entry);
                                  return absl::OkStatus();
                                });
  }

  void CheckEntry(const journal::StoredEntry& entry) {
    ++report_.entries;
    if (entry.sequence != last_.sequence + 1) {
      Find(entry.sequence, Concat("follows entry ", last_.sequence));
    }
    if (entry.hash != journal::ChainHash(last_.hash, entry.frame)) {
      Find(entry.sequence,
           "its hash does not fit its bytes and the one before");
    }
    const journal::Head before = last_;
    last_.sequence = entry.sequence;
    last_.hash = entry.hash;
    const absl::StatusOr<journal::Frame> frame =
        journal::DecodeFrame(entry.frame);
    if (!frame.ok()) {
      return Find(entry.sequence, std::string(frame.status().message()));
    }
    CheckFrame(entry, *frame);
    FindAll(entry.sequence, FormFaults(*frame));
    const journal::v1::Effects* const effects = EffectsOf(*frame);
    FindAll(entry.sequence, incarnations_.Take(*frame, effects, before));
    FindAll(entry.sequence, fold_.Take(*frame, effects));
  }

  void FindAll(int64_t sequence, const std::vector<std::string>& findings) {
    for (const std::string& finding : findings) Find(sequence, finding);
  }

  // What an accepted entry did, until the next is asked for; null where there
  // is nothing to read, which is a finding of one that was accepted.
  const journal::v1::Effects* EffectsOf(const journal::Frame& frame) {
    if (!frame.accepted()) return nullptr;
    if (ReadEffects(frame.event, effects_)) return &effects_;
    Find(frame.sequence, "an accepted entry without readable effects");
    return nullptr;
  }

  void CheckFrame(const journal::StoredEntry& entry,
                  const journal::Frame& frame) {
    if (frame.sequence != entry.sequence ||
        frame.record_time != entry.record_time) {
      Find(entry.sequence, "its row and its frame disagree");
    }
    if (frame.book != book_) {
      Find(entry.sequence, Concat("belongs to ", frame.book.ResourceName()));
    }
    if (frame.record_time <= last_.record_time) {
      Find(entry.sequence, "was recorded before the entry before it");
    }
    last_.record_time = frame.record_time;
  }

  void CheckHead() {
    if (report_.entries == 0) {
      report_.findings.push_back("the book has no entry, and so no genesis");
    }
    const journal::Incarnation& incarnation = report_.head.incarnation;
    if (last_.sequence != report_.head.sequence ||
        last_.hash != report_.head.hash ||
        (last_.sequence > 0 && last_.record_time != report_.head.record_time) ||
        incarnations_.present().value_or(incarnation) != incarnation) {
      Find(report_.head.sequence, "the head is not the last entry");
    }
  }

  absl::Status CompareTables() {
    const std::pair<DumpedTable, std::vector<std::string>> tables[] = {
        {kDumpedRequests, fold_.RequestLines()},
        {kDumpedRefusals, fold_.RefusalLines()},
        {kDumpedAccounts, fold_.AccountLines()},
        {kDumpedMovements, fold_.MovementLines()},
        {kDumpedTimelines, fold_.TimelineLines()},
        {kDumpedResources, fold_.ResourceLines()}};
    for (const auto& [table, expected] : tables) {
      const absl::Status status = Compare(table, expected);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Compare(const DumpedTable& table,
                       const std::vector<std::string>& expected) {
    size_t row = 0;
    std::string first;
    const absl::Status status = DumpTable(
        transaction_, table, report_.head.book, [&](std::string_view line) {
          if (first.empty() &&
              (row >= expected.size() || line != expected[row])) {
            first = line;
          }
          ++row;
          return absl::OkStatus();
        });
    if (!status.ok() || (first.empty() && row == expected.size()))
      return status;
    if (report_.findings.size() < limits::kMaxFindings) {
      report_.findings.push_back(Concat(
          "table ", table.name, ": differs from what the entries say; ", row,
          " rows, ", expected.size(), " expected; first at ", first));
    }
    return absl::OkStatus();
  }

  storage::ReadTransaction& transaction_;
  const journal::BookName book_;
  journal::Head last_;
  // Of the entry at hand; kept so that its memory is used again.
  journal::v1::Effects effects_;
  Incarnations incarnations_;
  Recomputation fold_;
  VerifyReport report_;
};

}  // namespace

absl::StatusOr<VerifyReport> Verify(storage::ReadTransaction& transaction,
                                    const journal::BookName& book) {
  return Verifier(transaction, book).Run();
}

}  // namespace epiledger::ledger
