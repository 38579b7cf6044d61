#include "services/follow/county_follower.h"

#include <algorithm>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "services/follow/cursor.h"
#include "services/follow/follow_command.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/history.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::follow {
namespace {

constexpr std::string_view kLedger = "ledger";

// An entry as it was fetched; its effects are left empty where it has none.
absl::StatusOr<FollowedEntry> Read(const journal::v1::Entry& fetched) {
  const auto frame = journal::DecodeFrame(fetched.frame());
  if (!frame.ok()) return frame.status();
  FollowedEntry entry;
  entry.place = {frame->incarnation, frame->sequence, frame->record_time};
  std::copy_n(fetched.hash().begin(),
              std::min(fetched.hash().size(), entry.hash.size()),
              entry.hash.begin());
  entry.subject = frame->key.subject;
  if (frame->accepted() && !entry.effects.ParseFromString(frame->event)) {
    return absl::DataLossError("an entry's effects cannot be read");
  }
  return entry;
}

// What becomes of commands that were submitted together.
class Outcomes {
 public:
  // One more command was submitted.
  void Begin() {
    const absl::MutexLock lock(&mutex_);
    ++open_;
  }
  void End(const absl::Status& outcome) {
    const absl::MutexLock lock(&mutex_);
    --open_;
    if (status_.ok()) status_ = outcome;
  }
  // Of the first that was not recorded, once all have ended.
  absl::Status Wait() {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](int* open) { return *open == 0; }, &open_));
    return status_;
  }

 private:
  absl::Mutex mutex_;
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

// Its outcome is one of `outcomes`.
void Submit(book::Command command, const journal::BookName& own,
            book::Books& books, Outcomes& outcomes) {
  command.deadline = books.clock().Now() + limits::kFollowTimeout;
  outcomes.Begin();
  command.done = [&outcomes](const absl::StatusOr<book::Outcome>& outcome) {
    outcomes.End(outcome.status());
  };
  books.Submit(own, std::move(command));
}

// An entry of the follower's own that came of one it followed.
struct OwnEntry {
  journal::v1::Effects effects;
  // How far it was followed before that.
  Mark before;
};

absl::StatusOr<OwnEntry> OwnEntryIn(ledger::Snapshot& snapshot,
                                    const std::string& source,
                                    const journal::RequestKey& key) {
  const int64_t book = snapshot.head().book;
  const auto decided = journal::FindRequests(snapshot.transaction(), book,
                                             absl::MakeConstSpan(&key, 1));
  if (!decided.ok()) return decided.status();
  const auto at = decided->find(key);
  if (at == decided->end()) {
    return absl::DataLossError(
        Concat("there is no own entry ", key.request_id));
  }
  const auto stored =
      journal::ReadEntry(snapshot.transaction(), book, at->second);
  if (!stored.ok()) return stored.status();
  const auto frame = journal::DecodeFrame(stored->frame);
  if (!frame.ok()) return frame.status();
  OwnEntry entry;
  if (!entry.effects.ParseFromString(frame->event)) {
    return absl::DataLossError("an own entry's effects cannot be read");
  }
  snapshot.SetSequence(at->second - 1);
  const auto before = MarkAt(snapshot, source);
  if (!before.ok()) return before.status();
  entry.before = *before;
  return entry;
}

}  // namespace

CountyFollower::CountyFollower(const Following& following,
                               const FetchEntries& fetch, book::Books& books,
                               std::string county)
    : following_(following),
      fetch_(fetch),
      books_(books),
      own_{books.service(), std::move(county), std::string(kLedger)},
      followed_(journal::BookName{following.source, own_.county, own_.kind}
                    .ResourceName()) {}

absl::Status CountyFollower::FindCursor() {
  return books_.Read(own_, [this](ledger::Snapshot& snapshot) {
    const auto mark = MarkAt(snapshot, following_.source);
    if (!mark.ok()) return mark.status();
    noted_ = *mark;
    seen_ = mark->place;
    incarnation_ = std::string(journal::View(mark->place.incarnation));
    return absl::OkStatus();
  });
}

CountyFollower::Page CountyFollower::Fetch(int64_t after_sequence,
                                           int page_size) const {
  journal::v1::ListEntriesRequest request;
  request.set_book(followed_);
  request.set_after_sequence(after_sequence);
  if (after_sequence > 0) request.set_incarnation(incarnation_);
  request.set_page_size(page_size);
  return fetch_(request);
}

absl::Status CountyFollower::TakeUpRestored() {
  if (absl::Status found = FindCursor(); !found.ok()) return found;
  const Page first = Fetch(0, 1);
  if (!first.ok()) return first.status();
  incarnation_ = first->head().incarnation();
  while (noted_.place.sequence > 0) {
    const absl::StatusOr<bool> is_kept = IsKept();
    if (!is_kept.ok()) return is_kept.status();
    if (*is_kept) break;
    if (absl::Status lost = Lose(); !lost.ok()) return lost;
  }
  seen_ = noted_.place;
  return absl::OkStatus();
}

absl::StatusOr<bool> CountyFollower::IsKept() const {
  const Page page = Fetch(noted_.place.sequence - 1, 1);
  if (!page.ok()) return page.status();
  if (page->entries().empty()) return false;
  const auto entry = Read(page->entries(0));
  if (!entry.ok()) return entry.status();
  return entry->place == noted_.place;
}

absl::Status CountyFollower::Lose() {
  const journal::RequestKey key{Concat("service:", own_.service),
                                noted_.request_id};
  absl::StatusOr<OwnEntry> own;
  const absl::Status read = books_.Read(own_, [&](ledger::Snapshot& snapshot) {
    own = OwnEntryIn(snapshot, following_.source, key);
    return own.status();
  });
  if (!read.ok()) return read;
  Outcomes outcomes;
  Submit(LoseCommand(following_.source, own_, noted_.place, own->before,
                     incarnation_, following_.lose(own->effects)),
         own_, books_, outcomes);
  const absl::Status recorded = outcomes.Wait();
  if (recorded.ok()) noted_ = own->before;
  return recorded;
}

absl::StatusOr<bool> CountyFollower::Step() {
  if (!seen_.has_value()) {
    if (absl::Status found = FindCursor(); !found.ok()) return found;
  }
  Page page = Fetch(seen_->sequence, limits::kFollowedPage);
  if (absl::IsFailedPrecondition(page.status())) {
    if (absl::Status taken = TakeUpRestored(); !taken.ok()) {
      seen_.reset();
      return taken;
    }
    page = Fetch(seen_->sequence, limits::kFollowedPage);
  }
  if (!page.ok()) return page.status();
  incarnation_ = page->head().incarnation();
  if (absl::Status followed = FollowPage(*page); !followed.ok()) {
    seen_.reset();
    return followed;
  }
  return page->next_after_sequence() != 0;
}

absl::Status CountyFollower::FollowPage(
    const journal::v1::ListEntriesResponse& page) {
  Outcomes outcomes;
  const auto submit = [&](const FollowedEntry& entry,
                          std::optional<Consequence> consequence) {
    book::Command command =
        FollowCommand(following_.source, own_,
                      {noted_.place, entry.place, entry.hash, incarnation_},
                      std::move(consequence));
    noted_ = {entry.place, command.key.request_id};
    Submit(std::move(command), own_, books_, outcomes);
  };
  FollowedEntry last;
  absl::Status read;
  for (const journal::v1::Entry& fetched : page.entries()) {
    auto entry = Read(fetched);
    if (!entry.ok()) {
      read = entry.status();
      break;
    }
    last = *std::move(entry);
    seen_ = last.place;
    auto consequence = following_.look(last);
    if (consequence.has_value()) submit(last, std::move(consequence));
  }
  if (last.place.sequence - noted_.place.sequence >= limits::kMostUnnoted) {
    submit(last, std::nullopt);
  }
  const absl::Status recorded = outcomes.Wait();
  return read.ok() ? recorded : read;
}

}  // namespace epiledger::follow
