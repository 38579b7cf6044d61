// ByteRoom: lets a bounded number of bytes be held at a time. Thread-safe.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_BYTE_ROOM_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_BYTE_ROOM_H_

#include <atomic>
#include <cstddef>
#include <memory>

namespace epiledger::gateway {

class ByteRoom {
 private:
  struct GiveBack {
    size_t bytes = 0;
    void operator()(ByteRoom* room) const { room->free_.fetch_add(bytes); }
  };

 public:
  // Gives the bytes back when it goes away. The room outlives it.
  using Held = std::unique_ptr<ByteRoom, GiveBack>;

  explicit ByteRoom(size_t bytes) : free_(bytes) {}

  // Null when there is no room for so many.
  [[nodiscard]] Held Hold(size_t bytes) {
    size_t free = free_.load();
    while (bytes <= free) {
      if (free_.compare_exchange_weak(free, free - bytes)) {
        return Held(this, GiveBack{bytes});
      }
    }
    return {};
  }

 private:
  std::atomic<size_t> free_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_BYTE_ROOM_H_
