// CountyPicture: what the services last said of one county, and the overview
// made of it, kept as bytes until something changes.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_GATEWAY_COUNTY_PICTURE_H_
#define EPILEDGER_SERVICES_GATEWAY_COUNTY_PICTURE_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/gateway/part.h"
#include "services/gateway/sight.h"
#include "services/gateway/source.h"

namespace epiledger::gateway {

class CountyPicture {
 public:
  using Task = absl::AnyInvocable<void() &&>;

  // Begins with `parts`, of an earlier run or empty. `county` is an id.
  CountyPicture(std::string county, Parts parts);

  [[nodiscard]] const std::string& county() const { return county_; }

  // The service was asked and gave this.
  void Update(SourceId source, Part part);
  // The service was asked at `feed_time` and has nothing newer.
  void Confirm(SourceId source, absl::Time feed_time);
  // The service gave nothing; `has_no_books` when it does not know the county.
  void Miss(SourceId source, bool has_no_books);

  [[nodiscard]] Parts parts() const;

  // Calls `on_update` after every Update from now on, on the thread that
  // brings it; must not block. One function a picture: a later one takes its
  // place.
  void OnUpdate(std::function<void()> on_update);

  // How often Update was called: what is kept elsewhere is old when it differs.
  [[nodiscard]] int64_t updates() const;

  // True when every service was asked, and none knows the county.
  [[nodiscard]] bool IsUnknown() const;

  // The overview as `sight` shows it at `now`, serialised. Costs no more than
  // a look while nothing has changed.
  [[nodiscard]] std::shared_ptr<const std::string> Overview(const Sight& sight,
                                                            absl::Time now);

  // Runs `task` once every part was asked for or is there from an earlier run:
  // at once, or on the thread that brings the last one.
  void WhenTried(Task task);

 private:
  struct Kept {
    Sight sight;
    // Of each part, serialised at its update `made_at`.
    std::array<std::string, kSourceCount> contents;
    std::array<int64_t, kSourceCount> made_at = {};
    // What facilities say of themselves beside what is recorded.
    std::string standings;
    std::shared_ptr<const std::string> overview;
    // `overview` holds for this change of the picture, until this time.
    int64_t change = -1;
    absl::Time until;
  };

  [[nodiscard]] bool IsTried() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  [[nodiscard]] std::vector<Task> TakeReady()
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  Kept& KeptFor(const Sight& sight) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Renew(Kept& kept, absl::Time now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string county_;
  mutable absl::Mutex mutex_;
  Parts parts_ ABSL_GUARDED_BY(mutex_);
  // By source: how often it was updated, from 1 for what the picture began
  // with, and what came of asking.
  std::array<int64_t, kSourceCount> updates_ ABSL_GUARDED_BY(mutex_);
  std::array<bool, kSourceCount> tried_ ABSL_GUARDED_BY(mutex_) = {};
  std::array<bool, kSourceCount> has_no_books_ ABSL_GUARDED_BY(mutex_) = {};
  // Counts every change, of feed times too.
  int64_t change_ ABSL_GUARDED_BY(mutex_) = 0;
  // One for each sight that was asked for; there are few.
  std::vector<std::unique_ptr<Kept>> kept_ ABSL_GUARDED_BY(mutex_);
  std::vector<Task> waiting_ ABSL_GUARDED_BY(mutex_);
  std::function<void()> on_update_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_COUNTY_PICTURE_H_
