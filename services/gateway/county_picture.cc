#include "services/gateway/county_picture.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "services/gateway/overview.h"
#include "services/gateway/standing.h"

namespace epiledger::gateway {

CountyPicture::CountyPicture(std::string county, Parts parts)
    : county_(std::move(county)), parts_(std::move(parts)) {
  updates_.fill(1);
}

void CountyPicture::Update(SourceId source, Part part) {
  std::vector<Task> ready;
  std::function<void()> on_update;
  {
    const absl::MutexLock lock(&mutex_);
    on_update = on_update_;
    parts_[Index(source)] = std::move(part);
    ++updates_[Index(source)];
    ++change_;
    has_no_books_[Index(source)] = false;
    tried_[Index(source)] = true;
    ready = TakeReady();
  }
  for (Task& task : ready) std::move(task)();
  if (on_update) on_update();
}

void CountyPicture::Confirm(SourceId source, absl::Time feed_time) {
  const absl::MutexLock lock(&mutex_);
  parts_[Index(source)].feed_time = feed_time;
  ++change_;
}

void CountyPicture::Miss(SourceId source, bool has_no_books) {
  std::vector<Task> ready;
  {
    const absl::MutexLock lock(&mutex_);
    has_no_books_[Index(source)] = has_no_books;
    tried_[Index(source)] = true;
    ready = TakeReady();
  }
  for (Task& task : ready) std::move(task)();
}

void CountyPicture::OnUpdate(std::function<void()> on_update) {
  const absl::MutexLock lock(&mutex_);
  on_update_ = std::move(on_update);
}

Parts CountyPicture::parts() const {
  const absl::MutexLock lock(&mutex_);
  return parts_;
}

int64_t CountyPicture::updates() const {
  const absl::MutexLock lock(&mutex_);
  int64_t sum = 0;
  for (const int64_t updates : updates_) sum += updates - 1;
  return sum;
}

bool CountyPicture::IsUnknown() const {
  const absl::MutexLock lock(&mutex_);
  for (const SourceId source : kSourceIds) {
    const size_t i = Index(source);
    if (parts_[i].summary != nullptr || !has_no_books_[i]) return false;
  }
  return true;
}

std::shared_ptr<const std::string> CountyPicture::Overview(const Sight& sight,
                                                           absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  Kept& kept = KeptFor(sight);
  if (kept.change != change_ || now > kept.until) Renew(kept, now);
  return kept.overview;
}

void CountyPicture::WhenTried(Task task) {
  {
    const absl::MutexLock lock(&mutex_);
    if (!IsTried()) {
      waiting_.push_back(std::move(task));
      return;
    }
  }
  std::move(task)();
}

bool CountyPicture::IsTried() const {
  for (const SourceId source : kSourceIds) {
    const size_t i = Index(source);
    if (!tried_[i] && parts_[i].summary == nullptr) return false;
  }
  return true;
}

std::vector<CountyPicture::Task> CountyPicture::TakeReady() {
  std::vector<Task> ready;
  if (IsTried()) ready.swap(waiting_);
  return ready;
}

CountyPicture::Kept& CountyPicture::KeptFor(const Sight& sight) {
  for (const std::unique_ptr<Kept>& kept : kept_) {
    if (kept->sight == sight) return *kept;
  }
  kept_.push_back(std::make_unique<Kept>());
  kept_.back()->sight = sight;
  return *kept_.back();
}

void CountyPicture::Renew(Kept& kept, absl::Time now) {
  std::array<std::string_view, kSourceCount> contents;
  kept.until = absl::InfiniteFuture();
  bool is_newer = false;
  for (const SourceId source : kSourceIds) {
    const size_t i = Index(source);
    if (kept.made_at[i] != updates_[i]) {
      kept.contents[i] = PartContent(source, kept.sight, parts_[i]);
      kept.made_at[i] = updates_[i];
      is_newer = is_newer || source != SourceId::kFunding;
    }
    contents[i] = kept.contents[i];
    kept.until = std::min(kept.until, StaleFrom(parts_[i], now));
  }
  if (is_newer) kept.standings = StandingsContent(parts_, kept.sight);
  kept.overview = std::make_shared<const std::string>(
      OverviewBytes(county_, parts_, contents, kept.standings, now));
  kept.change = change_;
}

}  // namespace epiledger::gateway
