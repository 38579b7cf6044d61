// The words of a journal: book names, incarnations, hashes, receipts, refusals.
#ifndef EPILEDGER_SERVICES_JOURNAL_TYPES_H_
#define EPILEDGER_SERVICES_JOURNAL_TYPES_H_

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace epiledger::journal {

// One journal: a county's ledger, or its record of denials, in one service.
struct BookName {
  std::string service;  // `funding`
  std::string county;   // `990101`
  std::string kind;     // `ledger` or `access`

  auto operator<=>(const BookName&) const = default;

  // `counties/990101/books/funding`, or `…/funding-access`.
  [[nodiscard]] std::string ResourceName() const;
};

// 128 random bits, made when a book begins and after every restore.
using Incarnation = std::array<char, 16>;

// SHA-256.
using Hash = std::array<char, 32>;

template <typename Array>
[[nodiscard]] std::string_view View(const Array& bytes) {
  return {bytes.data(), bytes.size()};
}

// Who asked, and by which id: what makes a retry harmless.
struct RequestKey {
  std::string subject;
  std::string request_id;

  auto operator<=>(const RequestKey&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const RequestKey& key) {
    return H::combine(std::move(h), key.subject, key.request_id);
  }
};

// The digest of one top-level field of a request.
struct FieldHash {
  int32_t number = 0;
  Hash digest{};

  auto operator<=>(const FieldHash&) const = default;
};

// What a rule refused: a code, a reason of the message catalogue and figures
// in base units. Recorded, and given again to every replay.
struct Refusal {
  absl::StatusCode code = absl::StatusCode::kFailedPrecondition;
  std::string reason;
  std::map<std::string, std::string> metadata;
};

// Where an entry stands.
struct Receipt {
  BookName book;
  Incarnation incarnation{};
  int64_t sequence = 0;
  Hash hash{};
  absl::Time record_time;
  bool replayed = false;
};

// The newest entry of a book; sequence 0 and an all-zero hash before the first.
struct Head {
  int64_t book = 0;  // the number that stands for the name in every table
  Incarnation incarnation{};
  int64_t sequence = 0;
  Hash hash{};
  absl::Time record_time = absl::UnixEpoch();

  bool operator==(const Head&) const = default;
};

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_TYPES_H_
