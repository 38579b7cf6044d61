// Frame: the bytes of one entry, exactly as they are stored, hashed and
// exported. Written down in docs/reference/journal-format.md.
//
// A frame is encoded once, when its command is decided, and never again.
#ifndef EPILEDGER_SERVICES_JOURNAL_FRAME_H_
#define EPILEDGER_SERVICES_JOURNAL_FRAME_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/journal/types.h"

namespace epiledger::journal {

// The event type of an accepted command: a serialised journal.v1.Effects.
inline constexpr std::string_view kEffectsType = "epiledger.journal.v1.Effects";

// The method of an entry in which a service records that its clock was set,
// and the collection of its resource, a journal.v1.ClockJump.
inline constexpr std::string_view kClockJumpMethod =
    "epiledger.journal.v1.ClockJump";
inline constexpr std::string_view kClockJumpCollection = "clock_jump";

// The method of an entry that begins a new incarnation, and the collection of
// its resource, a journal.v1.NewIncarnation.
inline constexpr std::string_view kRestoreMethod =
    "epiledger.journal.v1.Restore";
inline constexpr std::string_view kIncarnationCollection = "incarnation";

// The collection of the resource, a journal.v1.Genesis, that makes an entry a
// genesis: the first of every book.
inline constexpr std::string_view kGenesisCollection = "county";

struct Frame {
  BookName book;
  Incarnation incarnation{};
  int64_t sequence = 0;
  absl::Time record_time;
  RequestKey key;
  // The method's full name, `epiledger.funding.v1.FundingService.CreateFund`.
  std::string method;
  // Ascending by number; fields at their default are left out.
  std::vector<FieldHash> fields;
  // kEffectsType when accepted; the request's message type when refused.
  std::string event_type;
  std::string event;
  // kOk when accepted.
  absl::StatusCode code = absl::StatusCode::kOk;
  std::string reason;
  std::map<std::string, std::string> metadata;

  [[nodiscard]] bool accepted() const { return code == absl::StatusCode::kOk; }
};

[[nodiscard]] std::string EncodeFrame(const Frame& frame);

// DATA_LOSS when the bytes are no frame of a known version.
[[nodiscard]] absl::StatusOr<Frame> DecodeFrame(std::string_view bytes);

// The event alone, a part of `bytes`: for reads of many entries. What follows
// it is not looked at. DATA_LOSS when the bytes up to its end are none of a
// frame of a known version.
[[nodiscard]] absl::StatusOr<std::string_view> EventOf(std::string_view bytes);

// SHA-256(previous ‖ frame): the entry's place in the chain.
[[nodiscard]] Hash ChainHash(const Hash& previous, std::string_view frame);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_FRAME_H_
