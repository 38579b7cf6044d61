// HandlerClock: how long the handlers of a service have its calls, from the
// parsed request of a caller who is allowed until the bytes of the answer are
// there: the wait for a thread included, the network and TLS not.
#ifndef EPILEDGER_TESTS_BENCH_HANDLER_CLOCK_H_
#define EPILEDGER_TESTS_BENCH_HANDLER_CLOCK_H_

#include <map>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/rpc/method.h"

namespace epiledger::bench {

// Thread-safe; must outlive the server whose methods it times.
class HandlerClock {
 public:
  // Lets `method` note how long each of its calls takes.
  void Time(rpc::Method& method);

  // Milliseconds of each call of the method called `method` since the last
  // time this was asked.
  [[nodiscard]] std::vector<double> Take(const std::string& method);

 private:
  void Note(const std::string& method, absl::Duration time);

  absl::Mutex mutex_;
  std::map<std::string, std::vector<double>> times_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_HANDLER_CLOCK_H_
