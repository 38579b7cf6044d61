// PictureSaver: writes the pictures of all counties to their files, each when
// it has changed, from a thread of its own.
#ifndef EPILEDGER_SERVICES_GATEWAY_PICTURE_SAVER_H_
#define EPILEDGER_SERVICES_GATEWAY_PICTURE_SAVER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "services/gateway/feeds.h"
#include "services/host/repeated.h"

namespace epiledger::gateway {

// A change is on disk limits::kPictureSave later; feed times alone are written
// limits::kFeedTimeSave apart. What cannot be written is logged, once until it
// can be again.
class PictureSaver {
 public:
  // `feeds` must outlive the saver.
  PictureSaver(std::string folder, Feeds& feeds);
  // Writes what is not written yet.
  ~PictureSaver();
  PictureSaver(const PictureSaver&) = delete;
  PictureSaver& operator=(const PictureSaver&) = delete;

 private:
  // What a county's file holds.
  struct Saved {
    int64_t updates = 0;
    // By SteadyNow.
    absl::Duration time = -absl::InfiniteDuration();
    bool failed = false;
  };

  // Writes what has changed; `feed_times` when these are reason enough.
  void SaveAll(bool feed_times);
  void Save(const CountyPicture& picture, int64_t updates, Saved& saved);

  const std::string folder_;
  Feeds& feeds_;
  // Touched by one thread at a time.
  std::map<std::string, Saved> saved_;
  // Last: a save uses all of this. Nothing once it has ended.
  std::optional<host::Repeated> saves_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PICTURE_SAVER_H_
