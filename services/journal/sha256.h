// SHA-256 and HMAC-SHA-256 of bytes in memory. Thread-safe.
#ifndef EPILEDGER_SERVICES_JOURNAL_SHA256_H_
#define EPILEDGER_SERVICES_JOURNAL_SHA256_H_

#include <string_view>

#include "services/journal/types.h"

namespace epiledger::journal {

[[nodiscard]] Hash Sha256(std::string_view bytes);

// SHA-256 of the two parts one after the other.
[[nodiscard]] Hash Sha256(std::string_view first, std::string_view second);

[[nodiscard]] Hash HmacSha256(std::string_view key, std::string_view bytes);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_SHA256_H_
