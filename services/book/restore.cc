#include "services/book/restore.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/export_file.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/rebuild.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

// The entry that follows `head` and begins a new incarnation.
journal::Frame NewIncarnationAfter(const journal::BookName& book,
                                   const journal::Head& head,
                                   const RestoreOptions& options) {
  const std::string incarnation(journal::View(options.incarnation));
  journal::v1::NewIncarnation body;
  body.set_old_incarnation(std::string(journal::View(head.incarnation)));
  body.set_old_sequence(head.sequence);
  body.set_old_hash(std::string(journal::View(head.hash)));
  body.set_reason("restore");
  journal::v1::Effects effects;
  journal::v1::ResourceVersion& version = *effects.add_resources();
  version.set_collection(std::string(journal::kIncarnationCollection));
  version.set_key(absl::BytesToHexString(incarnation));
  version.set_body(body.SerializeAsString());
  journal::Frame frame;
  frame.book = book;
  frame.incarnation = options.incarnation;
  frame.sequence = head.sequence + 1;
  frame.record_time =
      std::max(options.now, head.record_time + absl::Microseconds(1));
  frame.key = {Concat("service:", book.service),
               Concat("restore-", version.key())};
  frame.method = journal::kRestoreMethod;
  frame.event_type = journal::kEffectsType;
  frame.event = effects.SerializeAsString();
  return frame;
}

class Restorer {
 public:
  Restorer(storage::WriteTransaction& transaction,
           const RestoreOptions& options)
      : transaction_(transaction), options_(options) {}

  absl::StatusOr<RestoreReport> Run(std::istream& in) {
    const absl::StatusOr<journal::ExportEnd> end = journal::ReadExport(
        in, [this](const journal::BookName& book) { return Begin(book); },
        [this](const journal::StoredEntry& entry, const journal::Frame& frame) {
          return Take(entry, frame);
        });
    if (!end.ok()) return end.status();
    absl::Status status = CheckEnd(*end);
    if (status.ok()) status = Finish();
    if (status.ok()) status = CheckBook(*end);
    if (!status.ok()) return status;
    return report_;
  }

 private:
  absl::Status Begin(const journal::BookName& book) {
    report_.book = book;
    const absl::StatusOr<journal::Head> made =
        journal::InsertHead(transaction_, book, options_.incarnation);
    if (!made.ok()) return made.status();
    made_ = last_ = *made;
    return absl::OkStatus();
  }

  absl::Status Take(const journal::StoredEntry& entry,
                    const journal::Frame& frame) {
    if (options_.until.has_value() && entry.sequence > *options_.until) {
      ++report_.left_out;
      return absl::OkStatus();
    }
    ++report_.entries;
    last_.incarnation = frame.incarnation;
    return Add(entry, frame.key);
  }

  absl::Status Add(const journal::StoredEntry& entry,
                   const journal::RequestKey& key) {
    last_.sequence = entry.sequence;
    last_.hash = entry.hash;
    last_.record_time = entry.record_time;
    entries_.push_back(entry);
    keys_.push_back(key);
    const auto count = static_cast<int64_t>(entries_.size());
    return count < limits::kEntriesPerRebuild ? absl::OkStatus() : Flush();
  }

  absl::Status Flush() {
    const absl::Status status =
        journal::Append(transaction_, made_.book, entries_, keys_);
    entries_.clear();
    keys_.clear();
    return status;
  }

  [[nodiscard]] absl::Status CheckEnd(const journal::ExportEnd& end) const {
    if (options_.public_key.has_value() &&
        *options_.public_key != end.public_key) {
      return absl::FailedPreconditionError(
          Concat("the checkpoint is signed with another key, ",
                 absl::BytesToHexString(end.public_key)));
    }
    if (options_.until.has_value() &&
        (*options_.until < 1 || *options_.until > end.head.sequence)) {
      return absl::OutOfRangeError(Concat("entry ", *options_.until,
                                          " is not in the export, which has ",
                                          "entries 1 to ", end.head.sequence));
    }
    return absl::OkStatus();
  }

  // Writes the entry that tells of the cut, and folds all of them.
  absl::Status Finish() {
    const journal::Frame frame =
        NewIncarnationAfter(report_.book, last_, options_);
    journal::StoredEntry entry;
    entry.sequence = frame.sequence;
    entry.record_time = frame.record_time;
    entry.frame = journal::EncodeFrame(frame);
    entry.hash = journal::ChainHash(last_.hash, entry.frame);
    absl::Status status = Add(entry, frame.key);
    if (status.ok()) status = Flush();
    last_.incarnation = options_.incarnation;
    if (status.ok()) status = journal::MoveHead(transaction_, made_, last_);
    if (!status.ok()) return status;
    report_.head = last_;
    return ledger::RebuildWithin(transaction_, report_.book).status();
  }

  absl::Status CheckBook(const journal::ExportEnd& end) {
    const absl::StatusOr<ledger::VerifyReport> found =
        ledger::Verify(transaction_, report_.book);
    if (!found.ok()) return found.status();
    if (!found->findings.empty()) {
      return absl::DataLossError(found->findings.front());
    }
    if (report_.left_out == 0 && found->balances != end.balances) {
      return absl::DataLossError(
          "the balances the export states are not those its entries give");
    }
    return absl::OkStatus();
  }

  storage::WriteTransaction& transaction_;
  const RestoreOptions& options_;
  RestoreReport report_;
  // The head before anything, and after what was taken.
  journal::Head made_;
  journal::Head last_;
  std::vector<journal::StoredEntry> entries_;
  std::vector<journal::RequestKey> keys_;
};

}  // namespace

absl::StatusOr<RestoreReport> Restore(storage::Database& database,
                                      std::istream& in,
                                      const RestoreOptions& options) {
  RestoreReport report;
  const absl::Status status =
      database.Write([&](storage::WriteTransaction& transaction) {
        in.clear();
        in.seekg(0);
        absl::StatusOr<RestoreReport> restored =
            Restorer(transaction, options).Run(in);
        if (!restored.ok()) return restored.status();
        report = *std::move(restored);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return report;
}

}  // namespace epiledger::book
