// Health: grpc.health.v1 for one server, served with a descriptor of its own so
// that reflection can show it.
//
// Whether it is ready, and calls may be sent to it, is asked with an empty name
// or a service's; whether it is alive, and need not be started anew, with the
// name `alive`, which is SERVING as long as anything answers.
//
// Thread-safe. Streams it holds end when the server drains.
#ifndef EPILEDGER_SERVICES_RPC_HEALTH_H_
#define EPILEDGER_SERVICES_RPC_HEALTH_H_

#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/rpc/raw_method.h"
#include "services/rpc/stream.h"

namespace epiledger::rpc {

class Health : public std::enable_shared_from_this<Health> {
 public:
  // `services` are the full names that may be asked about; the server as a
  // whole is asked about with an empty name. All are NOT_SERVING at first.
  explicit Health(std::set<std::string> services);

  // Sets the answer for all, and tells those that watch.
  void SetServing(bool serving);

  // Check and Watch. They keep the Health alive.
  [[nodiscard]] RawMethodTable Methods();

 private:
  struct Watcher {
    std::shared_ptr<ByteStream> stream;
    // What is watched changes with SetServing.
    bool changes = false;
  };

  void Check(grpc::ByteBuffer request, RawRespond respond);
  void Watch(grpc::ByteBuffer request, std::shared_ptr<ByteStream> stream);
  void Forget(const ByteStream* stream);
  [[nodiscard]] bool Knows(const std::string& service) const;
  // What a watcher is told of a service that is known.
  [[nodiscard]] bool IsServing(const std::string& service) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  const std::set<std::string> services_;
  absl::Mutex mutex_;
  bool serving_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<const ByteStream*, Watcher> watchers_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_HEALTH_H_
