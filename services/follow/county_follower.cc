#include "services/follow/county_follower.h"

#include <algorithm>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/follow/cursor.h"
#include "services/follow/follow_command.h"
#include "services/journal/frame.h"
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
    const auto cursor = CursorAt(snapshot, following_.source);
    if (!cursor.ok()) return cursor.status();
    noted_ = *cursor;
    seen_ = *cursor;
    incarnation_ = std::string(journal::View(cursor->incarnation));
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
  if (noted_.sequence == 0) return absl::OkStatus();
  const Page kept = Fetch(noted_.sequence - 1, 1);
  if (!kept.ok()) return kept.status();
  const auto entry = kept->entries().empty()
                         ? absl::StatusOr<FollowedEntry>(FollowedEntry())
                         : Read(kept->entries(0));
  if (!entry.ok()) return entry.status();
  if (entry->place == noted_) return absl::OkStatus();
  seen_.reset();
  return absl::DataLossError(Concat("it was restored to before entry ",
                                    noted_.sequence,
                                    ", of which something was made here"));
}

absl::StatusOr<bool> CountyFollower::Step() {
  if (!seen_.has_value()) {
    if (absl::Status found = FindCursor(); !found.ok()) return found;
  }
  Page page = Fetch(seen_->sequence, limits::kFollowedPage);
  if (absl::IsFailedPrecondition(page.status())) {
    if (absl::Status taken = TakeUpRestored(); !taken.ok()) return taken;
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
    book::Command command = FollowCommand(following_.source, own_,
                                          {noted_, entry.place, entry.hash},
                                          std::move(consequence));
    command.deadline = books_.clock().Now() + limits::kFollowTimeout;
    outcomes.Begin();
    command.done = [&outcomes](const absl::StatusOr<book::Outcome>& outcome) {
      outcomes.End(outcome.status());
    };
    noted_ = entry.place;
    books_.Submit(own_, std::move(command));
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
  if (last.place.sequence - noted_.sequence >= limits::kMostUnnoted) {
    submit(last, std::nullopt);
  }
  const absl::Status recorded = outcomes.Wait();
  return read.ok() ? recorded : read;
}

}  // namespace epiledger::follow
