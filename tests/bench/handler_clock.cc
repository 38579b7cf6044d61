#include "tests/bench/handler_clock.h"

#include <memory>
#include <utility>

#include "absl/time/clock.h"

namespace epiledger::bench {

void HandlerClock::Time(rpc::Method& method) {
  method.handler = [this, name = std::string(method.descriptor->name()),
                    handler = std::move(method.handler)](
                       const rpc::CallContext& context,
                       std::shared_ptr<const google::protobuf::Message> request,
                       rpc::Respond respond) {
    const absl::Time start = absl::Now();
    handler(context, std::move(request),
            [this, name, start, respond = std::move(respond)](
                absl::StatusOr<std::string> answer) mutable {
              Note(name, absl::Now() - start);
              std::move(respond)(std::move(answer));
            });
  };
}

std::vector<double> HandlerClock::Take(const std::string& method) {
  const absl::MutexLock lock(&mutex_);
  return std::exchange(times_[method], {});
}

void HandlerClock::Note(const std::string& method, absl::Duration time) {
  const absl::MutexLock lock(&mutex_);
  times_[method].push_back(absl::ToDoubleMilliseconds(time));
}

}  // namespace epiledger::bench
