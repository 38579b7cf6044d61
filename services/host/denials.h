// Denials: what callers asked for and were denied, kept in the access book of
// the caller's county. The caller's answer does not wait for it.
#ifndef EPILEDGER_SERVICES_HOST_DENIALS_H_
#define EPILEDGER_SERVICES_HOST_DENIALS_H_

#include <atomic>
#include <cstdint>
#include <string>

#include "epiledger/auth/v1/denial.pb.h"
#include "services/book/books.h"
#include "services/book/command.h"
#include "services/rpc/denial.h"

namespace epiledger::host {

// The command that records `denial` in an access book under `id`; deadline and
// `done` are left to the caller.
[[nodiscard]] book::Command DenialCommand(const auth::v1::Denial& denial,
                                          std::string id);

// Thread-safe. `books` must outlive it.
class Denials {
 public:
  explicit Denials(book::Books& books) : books_(books) {}

  // Queues an entry; what finds the queue full, or a county without books, is
  // only counted.
  void Record(const rpc::Denial& denial);

  // Denials that could not be recorded since the start.
  [[nodiscard]] int64_t lost() const { return lost_; }

 private:
  book::Books& books_;
  std::atomic<int64_t> lost_ = 0;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_DENIALS_H_
