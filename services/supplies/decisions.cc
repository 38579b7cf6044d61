#include "services/supplies/decisions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

std::string ToText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

// Pieces in one pack; 0 when the item has no such pack.
int64_t SizeOf(const v1::Item& item, const std::string& pack) {
  const auto found =
      std::find_if(item.packs().begin(), item.packs().end(),
                   [&pack](const auto& known) { return known.pack() == pack; });
  return found == item.packs().end() ? 0 : found->size();
}

}  // namespace

journal::Refusal Refuse(std::string_view reason, Figures figures) {
  return {absl::StatusCode::kFailedPrecondition, std::string(reason),
          std::move(figures)};
}

journal::Refusal Missing(std::string_view reason, const std::string& name) {
  return {absl::StatusCode::kNotFound, std::string(reason), {{"name", name}}};
}

journal::Refusal Taken(const std::string& name) {
  return {absl::StatusCode::kAlreadyExists, "NAME_TAKEN", {{"name", name}}};
}

absl::Status CheckNotAhead(const google::protobuf::Timestamp& time,
                           std::string_view field,
                           const book::DecisionContext& context) {
  const absl::Time at = absl::FromUnixMicros(ToPosition(time));
  if (at <= context.record_time + limits::kMaxAhead) return absl::OkStatus();
  return rpc::InvalidField(
      field, "TIME_AHEAD",
      {{"found", ToText(at)}, {"now", ToText(context.record_time)}});
}

Pieces PiecesOf(const v1::Quantity& quantity, const v1::Item& item,
                std::string_view field) {
  ledger::Amount total = quantity.pieces();
  for (const v1::Quantity::PackCount& packs : quantity.packs()) {
    const int64_t size = SizeOf(item, packs.pack());
    if (size == 0) {
      return book::Decision(
          journal::Refusal{absl::StatusCode::kNotFound,
                           "PACK_NOT_FOUND",
                           {{"pack", packs.pack()}, {"item", item.name()}}});
    }
    // Neither factor is above 10^10, and the sum so far is below kMaxPieces.
    total += size * packs.count();
    if (total > limits::kMaxPieces) break;
  }
  if (total <= limits::kMaxPieces) return total;
  return book::Decision(rpc::InvalidField(
      field, "QUANTITY_TOO_LARGE",
      {{"found", Concat(total)}, {"limit", Concat(limits::kMaxPieces)}}));
}

bool IsBlank(const std::string& text) {
  return absl::StripAsciiWhitespace(text).empty();
}

bool IsZero(const v1::Quantity& quantity) {
  return quantity.pieces() == 0 && quantity.packs().empty();
}

}  // namespace epiledger::supplies
