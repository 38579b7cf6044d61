#include "services/funding/arrival_names.h"

#include "absl/strings/numbers.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

constexpr std::string_view kOrderOrigin = "order-";

// Takes what stands behind the last `separator` off `text`; nothing where there
// is none.
std::optional<std::string_view> TakeLast(char separator,
                                         std::string_view& text) {
  const size_t at = text.rfind(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view last = text.substr(at + 1);
  text = text.substr(0, at);
  return last;
}

}  // namespace

std::string LineArrivalsKey(std::string_view commitment, int64_t line) {
  return Concat(commitment, "/", line);
}

std::optional<OrderedGoods> ParseOrderedGoods(std::string_view account) {
  OrderedGoods goods;
  const size_t colon = account.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  goods.kind = account.substr(0, colon);
  std::string_view path = account.substr(colon + 1);
  const auto origin = TakeLast('/', path);
  if (!origin.has_value() || !origin->starts_with(kOrderOrigin)) {
    return std::nullopt;
  }
  goods.commitment = origin->substr(kOrderOrigin.size());
  const auto line = TakeLast('.', goods.commitment);
  if (!line.has_value() || !absl::SimpleAtoi(ToAbsl(*line), &goods.line)) {
    return std::nullopt;
  }
  const auto lot = TakeLast('/', path);
  const auto item = TakeLast('/', path);
  if (!lot.has_value() || !item.has_value()) return std::nullopt;
  goods.item = *item;
  goods.facility = path.substr(0, path.find('/'));
  return goods;
}

}  // namespace epiledger::funding
