#include "services/gateway/picture_saver.h"

#include <memory>
#include <utility>

#include "services/gateway/picture_file.h"
#include "services/host/log.h"
#include "services/limits.h"
#include "services/steady.h"

namespace epiledger::gateway {

PictureSaver::PictureSaver(std::string folder, Feeds& feeds)
    : folder_(std::move(folder)), feeds_(feeds) {
  saves_.emplace(limits::kPictureSave, [this] { SaveAll(false); });
}

PictureSaver::~PictureSaver() {
  saves_.reset();
  SaveAll(true);
}

void PictureSaver::SaveAll(bool feed_times) {
  for (const std::shared_ptr<CountyPicture>& picture : feeds_.pictures()) {
    Saved& saved = saved_[picture->county()];
    const int64_t updates = picture->updates();
    const bool is_due =
        updates != 0 &&
        (feed_times || SteadyNow() - saved.time >= limits::kFeedTimeSave);
    if (updates != saved.updates || is_due) Save(*picture, updates, saved);
  }
}

void PictureSaver::Save(const CountyPicture& picture, int64_t updates,
                        Saved& saved) {
  const absl::Status status =
      SavePicture(folder_, picture.county(), picture.parts());
  if (status.ok()) {
    saved = {updates, SteadyNow(), false};
    return;
  }
  if (!saved.failed) host::LogError(std::string(status.message()));
  saved.failed = true;
}

}  // namespace epiledger::gateway
