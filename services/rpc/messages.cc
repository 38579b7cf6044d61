#include "services/rpc/messages.h"

#include <array>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "services/rpc/rpc_messages.h"

namespace epiledger::rpc {
namespace {

using Metadata = std::map<std::string, std::string>;

// 123456789 becomes 1,234,567.89.
std::string Yuan(int64_t fen, Language) {
  const auto magnitude = fen < 0 ? uint64_t{0} - static_cast<uint64_t>(fen)
                                 : static_cast<uint64_t>(fen);
  std::string text = std::to_string(magnitude / 100);
  for (size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  const std::string cents = std::to_string(magnitude % 100);
  return (fen < 0 ? "-" : "") + text + (cents.size() == 1 ? ".0" : ".") + cents;
}

std::string Count(int64_t value, std::string_view one, std::string_view many) {
  return std::to_string(value) + std::string(value == 1 ? one : many);
}

std::string Days(int64_t days, Language language) {
  return language == Language::kChinese ? Count(days, "天", "天")
                                        : Count(days, " day", " days");
}

std::string Seconds(int64_t seconds, Language language) {
  return language == Language::kChinese ? Count(seconds, "秒", "秒")
                                        : Count(seconds, " second", " seconds");
}

struct Format {
  std::string_view name;
  std::string (*print)(int64_t value, Language language);
};

constexpr std::array<Format, 3> kFormats = {
    {{"yuan", Yuan}, {"days", Days}, {"seconds", Seconds}}};

// The text of one placeholder; one that cannot be filled stays as written, so
// that the mistake is seen.
std::string Fill(std::string_view placeholder, const Metadata& metadata,
                 Language language) {
  const size_t colon = placeholder.find(':');
  const auto found = metadata.find(std::string(placeholder.substr(0, colon)));
  const std::string as_written = "{" + std::string(placeholder) + "}";
  if (found == metadata.end()) return as_written;
  if (colon == std::string_view::npos) return found->second;
  int64_t value = 0;
  if (!absl::SimpleAtoi(found->second, &value)) return as_written;
  for (const Format& format : kFormats) {
    if (format.name == placeholder.substr(colon + 1)) {
      return format.print(value, language);
    }
  }
  return as_written;
}

}  // namespace

MessageCatalogue::MessageCatalogue() { Add(RpcMessages()); }

void MessageCatalogue::Add(absl::Span<const MessageText> texts) {
  for (const MessageText& text : texts) {
    if (texts_.emplace(text.reason, text).second) continue;
    (void)std::fprintf(stderr, "the message catalogue has %.*s twice\n",
                       static_cast<int>(text.reason.size()),
                       text.reason.data());
    std::abort();
  }
}

bool MessageCatalogue::Has(std::string_view reason) const {
  return texts_.find(reason) != texts_.end();
}

std::string MessageCatalogue::Render(std::string_view reason,
                                     const Metadata& metadata,
                                     Language language) const {
  const auto found = texts_.find(reason);
  if (found == texts_.end()) return std::string(reason);
  std::string_view rest = language == Language::kChinese
                              ? found->second.chinese
                              : found->second.english;
  std::string text;
  while (!rest.empty()) {
    const size_t open = rest.find('{');
    const size_t close = rest.find('}', open);
    text.append(rest.substr(0, open));
    if (close == std::string_view::npos) break;
    text += Fill(rest.substr(open + 1, close - open - 1), metadata, language);
    rest.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace epiledger::rpc
