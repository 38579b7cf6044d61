// RefusalLimit: counts each person's refusals and denials, so that somebody who
// only knocks is asked to wait.
//
// Memory is bounded by limits::kMaxRefusalSubjects; the person longest without
// a refusal is forgotten first. Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_REFUSAL_LIMIT_H_
#define EPILEDGER_SERVICES_RPC_REFUSAL_LIMIT_H_

#include <deque>
#include <list>
#include <string>
#include <string_view>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace epiledger::rpc {

class RefusalLimit {
 public:
  // Notes a refusal or denial of `person` at `now`. What names a person is the
  // caller's choice; a subject alone does not, for each county has its own.
  void Note(const std::string& person, absl::Time now);

  // How long `person` has to wait at `now`: zero unless limits::kMaxRefusals
  // were noted within the last limits::kRefusalWindow.
  [[nodiscard]] absl::Duration Wait(const std::string& person, absl::Time now);

 private:
  // The last limits::kMaxRefusals times, oldest first.
  struct Refusals {
    std::string person;
    std::deque<absl::Time> times;
  };
  using Order = std::list<Refusals>;

  absl::Mutex mutex_;
  // Longest without a refusal first.
  Order order_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, Order::iterator> by_person_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_REFUSAL_LIMIT_H_
