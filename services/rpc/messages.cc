#include "services/rpc/messages.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/numbers.h"
#include "services/rpc/batch.h"
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

std::string Tenths(int64_t tenths, Language) {
  return (tenths < 0 ? "-" : "") + std::to_string(std::abs(tenths / 10)) + "." +
         std::to_string(std::abs(tenths % 10));
}

struct Format {
  std::string_view name;
  std::string (*print)(int64_t value, Language language);
};

constexpr std::array<Format, 4> kFormats = {
    {{"yuan", Yuan}, {"days", Days}, {"seconds", Seconds}, {"tenths", Tenths}}};

// What the metadata says of one of several, under names without its number.
Metadata OneOf(const Metadata& metadata, const std::string& name,
               const std::string& numbered) {
  Metadata one;
  for (auto it = metadata.lower_bound(numbered);
       it != metadata.end() && it->first.rfind(numbered, 0) == 0; ++it) {
    const std::string rest = it->first.substr(numbered.size());
    if (rest.empty() || rest.front() == '_') one[name + rest] = it->second;
  }
  return one;
}

std::string Each(const MessageCatalogue& catalogue, const std::string& name,
                 const Metadata& metadata, Language language) {
  std::string text;
  for (int number = 1;; ++number) {
    const std::string numbered = name + "_" + std::to_string(number);
    if (metadata.find(numbered) == metadata.end()) return text;
    text += catalogue.Render(name, OneOf(metadata, name, numbered), language);
  }
}

// The text of one placeholder; one that cannot be filled stays as written, so
// that the mistake is seen.
std::string Fill(const MessageCatalogue& catalogue,
                 std::string_view placeholder, const Metadata& metadata,
                 Language language) {
  const size_t colon = placeholder.find(':');
  const std::string name(placeholder.substr(0, colon));
  const std::string_view format_name = colon == std::string_view::npos
                                           ? std::string_view()
                                           : placeholder.substr(colon + 1);
  if (format_name == "each") return Each(catalogue, name, metadata, language);
  const auto found = metadata.find(name);
  const std::string as_written = "{" + std::string(placeholder) + "}";
  if (found == metadata.end()) return as_written;
  if (colon == std::string_view::npos) return found->second;
  if (format_name == "word") {
    return catalogue.Render(found->second, {}, language);
  }
  int64_t value = 0;
  if (!absl::SimpleAtoi(found->second, &value)) return as_written;
  for (const Format& format : kFormats) {
    if (format.name == format_name) return format.print(value, language);
  }
  return as_written;
}

// `element`, the place in a batch, is among the figures of what was refused
// with all its batch.
constexpr std::string_view kElement = "{element}";

// Whether figures count other requests of a batch, those before the element,
// which were never recorded: without a word they would contradict the book.
bool CountsOthers(const Metadata& metadata) {
  const auto element = metadata.find("element");
  return element != metadata.end() && element->second != BatchPlace(0);
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

// Of a figure of one of several, `hold_1_amount`: that of `hold_amount` in the
// row of `hold`.
std::string_view MessageCatalogue::FormatOfOne(std::string_view text,
                                               std::string_view figure) const {
  constexpr std::string_view kDigits = "0123456789";
  const size_t number = figure.find_first_of(kDigits);
  if (number == std::string_view::npos || number < 2 ||
      figure[number - 1] != '_') {
    return "";
  }
  const size_t behind =
      std::min(figure.find_first_not_of(kDigits, number), figure.size());
  const std::string name(figure.substr(0, number - 1));
  if (text.find("{" + name + ":each}") == std::string_view::npos) return "";
  return FormatOf(name, name + std::string(figure.substr(behind)));
}

std::string_view MessageCatalogue::FormatOf(std::string_view reason,
                                            std::string_view figure) const {
  const auto found = texts_.find(reason);
  if (found == texts_.end()) return "";
  const std::string_view text = found->second.english;
  const std::string opening = "{" + std::string(figure) + ":";
  const size_t open = text.find(opening);
  if (open == std::string_view::npos) return FormatOfOne(text, figure);
  const std::string_view rest = text.substr(open + opening.size());
  return rest.substr(0, rest.find('}'));
}

std::string MessageCatalogue::Render(std::string_view reason,
                                     const Metadata& metadata,
                                     Language language) const {
  const auto found = texts_.find(reason);
  if (found == texts_.end()) return std::string(reason);
  std::string_view rest = language == Language::kChinese
                              ? found->second.chinese
                              : found->second.english;
  const bool speaks_of_element = rest.find(kElement) != std::string_view::npos;
  std::string text;
  while (!rest.empty()) {
    const size_t open = rest.find('{');
    const size_t close = rest.find('}', open);
    text.append(rest.substr(0, open));
    if (close == std::string_view::npos) break;
    text += Fill(*this, rest.substr(open + 1, close - open - 1), metadata,
                 language);
    rest.remove_prefix(close + 1);
  }
  if (!speaks_of_element && CountsOthers(metadata)) {
    text += Render("COUNTS_BATCH", metadata, language);
  }
  return text;
}

}  // namespace epiledger::rpc
