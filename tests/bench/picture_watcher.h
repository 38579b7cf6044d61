// PictureWatcher: watches the county's overview as headquarters does, and notes
// when it first showed which point of which book.
#ifndef EPILEDGER_TESTS_BENCH_PICTURE_WATCHER_H_
#define EPILEDGER_TESTS_BENCH_PICTURE_WATCHER_H_

#include <array>
#include <cstdint>
#include <map>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/gateway/source.h"
#include "services/rpc/testing/stream_client.h"
#include "tests/bench/picture_county.h"
#include "tests/bench/shown.h"

namespace epiledger::bench {

// Thread-safe. Stops the program when the stream ends before it does.
class PictureWatcher {
 public:
  explicit PictureWatcher(PictureCounty& county);
  ~PictureWatcher();

  // When the first overview came that showed the entry `sequence` of the
  // source's book; waits for it, a minute at most.
  [[nodiscard]] absl::Time SeenAt(gateway::SourceId source, int64_t sequence);

 private:
  struct Wait {
    gateway::SourceId source;
    int64_t sequence;
    PictureWatcher* watcher;
  };

  void Read();
  [[nodiscard]] static bool IsOver(Wait* wait);

  testing::StreamClient stream_;
  absl::Mutex mutex_;
  // By source: when each sequence was shown first.
  std::array<std::map<int64_t, absl::Time>, gateway::kSourceCount> seen_
      ABSL_GUARDED_BY(mutex_);
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PICTURE_WATCHER_H_
