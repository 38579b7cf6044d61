// Bounds of the HTTPS port.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_WEB_LIMITS_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_WEB_LIMITS_H_

#include <cstddef>

#include "absl/time/time.h"
#include "services/limits.h"

namespace epiledger::limits {

// Bytes of one gRPC-Web request's message; above kMaxRequestBytes, for what is
// a little too large is told so with its size by the method.
inline constexpr size_t kMaxWebMessageBytes = 2 * kMaxRequestBytes;
// Bytes of all bodies that are being read or asked with at a time; whoever
// would bring more is told OVERLOADED.
inline constexpr size_t kMaxWebBodyBytes = size_t{64} << 20;
// How long a body may take: the largest request at 200 kbit/s.
inline constexpr absl::Duration kWebBodyTime = absl::Minutes(2);
// Bytes of an answer that a browser must take within kWebAnswerTime.
inline constexpr size_t kWebPieceBytes = 64u << 10;
// Files of the console, and their bytes; all are kept in memory.
inline constexpr size_t kMaxConsoleFiles = 1'000;
inline constexpr size_t kMaxConsoleBytes = size_t{32} << 20;
// Bytes of a request to sign in: one code of 43 characters.
inline constexpr size_t kMaxSignInBytes = 1'024;
// How long the code of a sign-in link holds.
inline constexpr absl::Duration kSignInLife = absl::Minutes(5);
// How often codes that hold no longer are removed.
inline constexpr absl::Duration kSignInSweep = absl::Minutes(1);

}  // namespace epiledger::limits

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_WEB_LIMITS_H_
