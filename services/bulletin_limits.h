#ifndef EPILEDGER_SERVICES_BULLETIN_LIMITS_H_
#define EPILEDGER_SERVICES_BULLETIN_LIMITS_H_

#include "services/limits.h"

namespace epiledger::limits {
// Rows a table of a bulletin lists; it says how many more there are.
inline constexpr int kMaxBulletinRows = 100;
// Findings that are asked for, for a bulletin: the longest overdue.
inline constexpr int kMaxBulletinFindings = 200;
// How long pandoc may take for one document.
inline constexpr absl::Duration kPandocTime = absl::Seconds(10);
// Threads that render bulletins.
inline constexpr int kBulletinThreads = 2;
// Bulletins that wait for one at most.
inline constexpr size_t kMaxQueuedBulletins = 32;

// --- web: the HTTPS port of the gateway ---

// Browsers connected at a time; more are cut off.
inline constexpr int kMaxWebConnections = 256;
// Bytes of a request's first line and headers; holds a token of
// kMaxTokenLength.
inline constexpr uint32_t kMaxWebHeaderBytes = 16u << 10;
// How long the handshake may take, and the first request's headers: who sends
// them byte by byte is cut off.
inline constexpr absl::Duration kWebRequestTime = absl::Seconds(10);
// How long an answer may take to be made and read.
inline constexpr absl::Duration kWebAnswerTime = absl::Seconds(20);
// How long a connection may wait for its next request with all its headers;
// the page asks every ten seconds.
inline constexpr absl::Duration kWebIdleTime = absl::Seconds(30);
// Pause before more is accepted when a connection could not be.
inline constexpr absl::Duration kWebAcceptPause = absl::Milliseconds(100);

// Bytes of all renderings of one bulletin: its entry holds them, and what reads
// an entry takes 4 MiB.
inline constexpr size_t kMaxBulletinBytes = size_t{2} << 20;
// Bytes of one rendering; stands in the rule of StoredRendering, too.
inline constexpr size_t kMaxRenderingBytes = size_t{512} << 10;

}  // namespace epiledger::limits

#endif
