#include "services/supplies/decisions.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

std::string InUtc(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
}

bool IsCalled(const std::string& name, const std::string& typed) {
  return absl::EqualsIgnoreCase(name, typed);
}

// Pieces in what is called `pack`: one number, or none, or several where packs
// share a name. An id comes before any name.
std::set<int64_t> SizesOf(const v1::Item& item, const std::string& pack) {
  std::set<int64_t> sizes;
  if (IsCalled(item.base_unit(), pack)) sizes.insert(1);
  for (const v1::Item::Pack& known : item.packs()) {
    if (IsCalled(known.pack(), pack)) return {known.size()};
    if (IsCalled(known.display_name(), pack)) sizes.insert(known.size());
  }
  return sizes;
}

// As the item calls its packs, for one who named another.
std::string PacksOf(const v1::Item& item) {
  std::string packs = item.base_unit();
  for (const v1::Item::Pack& pack : item.packs()) {
    packs += Concat(", ", pack.pack(), " (", pack.display_name(), ")");
  }
  return packs;
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

google::protobuf::Timestamp RecordTimeOf(const book::DecisionContext& context) {
  return ToTimestamp(absl::ToUnixMicros(context.record_time));
}

std::string ToText(const google::protobuf::Timestamp& time) {
  return InUtc(absl::FromUnixMicros(ToPosition(time)));
}

absl::Status CheckNotAhead(const google::protobuf::Timestamp& time,
                           std::string_view field,
                           const book::DecisionContext& context) {
  const absl::Time at = absl::FromUnixMicros(ToPosition(time));
  if (at <= context.record_time + limits::kMaxAhead) return absl::OkStatus();
  return rpc::InvalidField(
      field, "TIME_AHEAD",
      {{"found", InUtc(at)}, {"now", InUtc(context.record_time)}});
}

Pieces PiecesOf(const v1::Quantity& quantity, const v1::Item& item,
                std::string_view field) {
  ledger::Amount total = quantity.pieces();
  for (const v1::Quantity::PackCount& packs : quantity.packs()) {
    const std::set<int64_t> sizes = SizesOf(item, packs.pack());
    if (sizes.empty()) {
      return book::Decision(journal::Refusal{absl::StatusCode::kNotFound,
                                             "PACK_NOT_FOUND",
                                             {{"pack", packs.pack()},
                                              {"item", item.name()},
                                              {"packs", PacksOf(item)}}});
    }
    if (sizes.size() > 1) {
      return book::Decision(
          Refuse("PACK_AMBIGUOUS", {{"pack", packs.pack()},
                                    {"item", item.name()},
                                    {"packs", PacksOf(item)}}));
    }
    // Neither factor is above 10^10, and the sum so far is below kMaxPieces.
    total += *sizes.begin() * packs.count();
    if (total > limits::kMaxPieces) break;
  }
  if (total <= limits::kMaxPieces) return total;
  return book::Decision(rpc::InvalidField(
      field, "QUANTITY_TOO_LARGE",
      {{"found", Concat(total)}, {"limit", Concat(limits::kMaxPieces)}}));
}

absl::Status CheckLotOfItem(const std::string& lot, const std::string& item,
                            std::string_view field) {
  if (lot.empty() || lot.starts_with(item + "/")) return absl::OkStatus();
  return rpc::InvalidField(field, "LOT_OF_OTHER_ITEM",
                           {{"found", lot}, {"item", item}});
}

bool IsBlank(const std::string& text) {
  return absl::StripAsciiWhitespace(text).empty();
}

bool IsZero(const v1::Quantity& quantity) {
  return quantity.pieces() == 0 && quantity.packs().empty();
}

}  // namespace epiledger::supplies
