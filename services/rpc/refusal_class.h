// RefusalClass: what kind of error a call was answered with, for whoever counts
// them. A closed list, so that counting costs the same for any reason.
#ifndef EPILEDGER_SERVICES_RPC_REFUSAL_CLASS_H_
#define EPILEDGER_SERVICES_RPC_REFUSAL_CLASS_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "services/rpc/error.h"

namespace epiledger::rpc {

enum class RefusalClass {
  // A rule decided so, and the refusal is an entry.
  kRule,
  kUnauthenticated,
  kDenied,
  kMalformed,
  kOverloaded,
  // The caller was refused too often within a minute.
  kTooManyRefusals,
  kStopping,
  // The disk is full: nothing is recorded, reads go on.
  kStoreFull,
  // The store, or another service, cannot be reached.
  kUnavailable,
  // The client had stopped waiting.
  kLate,
  // A bug.
  kInternal,
  // Undecided for a reason that lies in the request, such as a used id, or a
  // read of what is not there.
  kOther,
};

inline constexpr std::array kRefusalClasses = {
    RefusalClass::kRule,        RefusalClass::kUnauthenticated,
    RefusalClass::kDenied,      RefusalClass::kMalformed,
    RefusalClass::kOverloaded,  RefusalClass::kTooManyRefusals,
    RefusalClass::kStopping,    RefusalClass::kStoreFull,
    RefusalClass::kUnavailable, RefusalClass::kLate,
    RefusalClass::kInternal,    RefusalClass::kOther};

[[nodiscard]] RefusalClass ClassOf(const Error& error);

// `too_many_refusals` and the like, as figures name it.
[[nodiscard]] std::string_view NameOf(RefusalClass refusal);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_REFUSAL_CLASS_H_
