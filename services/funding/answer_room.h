// AnswerRoom: what still goes into an answer that is no page, so that it stays
// below what a client takes. What finds no room is counted by its reader.
#ifndef EPILEDGER_SERVICES_FUNDING_ANSWER_ROOM_H_
#define EPILEDGER_SERVICES_FUNDING_ANSWER_ROOM_H_

#include <cstddef>

#include "google/protobuf/repeated_field.h"

namespace epiledger::funding {

class AnswerRoom {
 public:
  explicit AnswerRoom(size_t bytes) : bytes_(bytes) {}

  // From the first on that does not fit, none does: what is shown has no gaps.
  [[nodiscard]] bool IsFull() const { return is_full_; }
  // One of `bytes` would be the next; true where it fits.
  bool Take(size_t bytes) {
    is_full_ = is_full_ || bytes > bytes_;
    if (is_full_) return false;
    bytes_ -= bytes;
    ++taken_;
    return true;
  }
  // Leaves in `all` what fitted.
  template <typename Resource>
  void Cut(google::protobuf::RepeatedPtrField<Resource>& all) const {
    if (taken_ < all.size()) all.DeleteSubrange(taken_, all.size() - taken_);
  }

 private:
  size_t bytes_;
  int taken_ = 0;
  bool is_full_ = false;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ANSWER_ROOM_H_
