// CallGate: lets a bounded number of calls in at a time. Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_CALL_GATE_H_
#define EPILEDGER_SERVICES_RPC_CALL_GATE_H_

#include <atomic>
#include <memory>
#include <optional>

namespace epiledger::rpc {

class CallGate {
 private:
  struct Leave {
    void operator()(CallGate* gate) const {
      gate->inside_.fetch_sub(1, std::memory_order_relaxed);
    }
  };

 public:
  // A call's place; gives it back when it goes away. The gate outlives it.
  using Place = std::unique_ptr<CallGate, Leave>;

  explicit CallGate(int limit) : limit_(limit) {}

  // Null when `limit` calls are inside.
  [[nodiscard]] Place Enter() {
    Place place(this);
    if (inside_.fetch_add(1, std::memory_order_relaxed) >= limit_) return {};
    return place;
  }

  [[nodiscard]] int inside() const {
    return inside_.load(std::memory_order_relaxed);
  }

 private:
  const int limit_;
  std::atomic<int> inside_ = 0;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_CALL_GATE_H_
