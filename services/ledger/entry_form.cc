#include "services/ledger/entry_form.h"

#include <algorithm>
#include <cstdint>

#include "google/protobuf/unknown_field_set.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

// Written out here on purpose, as in recompute.cc.
constexpr uint32_t kLastCode = 16;
constexpr char kEffects[] = "epiledger.journal.v1.Effects";

// How many bytes follow one that begins a letter beyond ASCII, and from which
// code point on that many are needed: a letter has one spelling only.
struct Lead {
  int following;
  uint32_t first;
  uint32_t bits;
};

// `following` is below 0 where no letter begins with `byte`.
Lead LeadOf(uint8_t byte) {
  if (byte >= 0xc0 && byte < 0xe0) return {1, 0x80, byte & 0x1fu};
  if (byte >= 0xe0 && byte < 0xf0) return {2, 0x800, byte & 0x0fu};
  if (byte >= 0xf0 && byte < 0xf8) return {3, 0x10000, byte & 0x07u};
  return {-1, 0, 0};
}

bool IsUtf8(std::string_view text) {
  for (;;) {
    // Most text is ASCII and looked at once.
    const auto* const other = std::find_if(
        text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
    text.remove_prefix(static_cast<size_t>(other - text.begin()));
    if (text.empty()) return true;
    const Lead lead = LeadOf(static_cast<uint8_t>(text.front()));
    const auto size = static_cast<size_t>(lead.following) + 1;
    if (lead.following < 0 || text.size() < size) return false;
    uint32_t point = lead.bits;
    for (const char c : text.substr(1, size - 1)) {
      const auto byte = static_cast<uint8_t>(c);
      if ((byte & 0xc0) != 0x80) return false;
      point = (point << 6) | (byte & 0x3fu);
    }
    const bool is_surrogate = point >= 0xd800 && point < 0xe000;
    if (point < lead.first || point > 0x10ffff || is_surrogate) return false;
    text.remove_prefix(size);
  }
}

// The book's own name is compared with what it should be.
bool HoldsOnlyText(const journal::Frame& frame) {
  return IsUtf8(frame.key.subject) && IsUtf8(frame.key.request_id) &&
         IsUtf8(frame.method) && IsUtf8(frame.event_type) &&
         IsUtf8(frame.reason) &&
         std::all_of(frame.metadata.begin(), frame.metadata.end(),
                     [](const auto& figure) {
                       return IsUtf8(figure.first) && IsUtf8(figure.second);
                     });
}

// Protobuf keeps a field whose wire type is not its own among the unknown ones,
// and takes groups, which the format does not have.
bool IsMisread(const google::protobuf::Message& message) {
  const google::protobuf::UnknownFieldSet& unknown =
      message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count(); ++i) {
    const google::protobuf::UnknownField& field = unknown.field(i);
    if (field.type() == google::protobuf::UnknownField::TYPE_GROUP ||
        message.GetDescriptor()->FindFieldByNumber(field.number()) != nullptr) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> FormFaults(const journal::Frame& frame) {
  std::vector<std::string> faults;
  const auto code = static_cast<uint32_t>(frame.code);
  const bool is_accepted = code == 0;
  // That they ascend is part of reading a frame.
  if (!frame.fields.empty() && frame.fields.front().number < 1) {
    faults.emplace_back("field hashes are not in ascending order from 1");
  }
  if (code > kLastCode) {
    faults.push_back(Concat("outcome ", code, " is no status code"));
  }
  if (is_accepted != (frame.event_type == kEffects)) {
    faults.push_back(
        Concat("outcome ", code, " with an event ", frame.event_type));
  }
  if (is_accepted && !(frame.reason.empty() && frame.metadata.empty())) {
    faults.emplace_back("accepted, but with the reason of a refusal");
  }
  if (!is_accepted && frame.reason.empty()) {
    faults.emplace_back("refused without a reason");
  }
  if (!HoldsOnlyText(frame)) {
    faults.emplace_back("holds text that is not UTF-8");
  }
  return faults;
}

bool ReadEffects(std::string_view event, journal::v1::Effects& effects) {
  const auto misread = [](const auto& message) { return IsMisread(message); };
  return effects.ParseFromArray(event.data(), static_cast<int>(event.size())) &&
         !IsMisread(effects) &&
         std::none_of(effects.movements().begin(), effects.movements().end(),
                      misread) &&
         std::none_of(effects.resources().begin(), effects.resources().end(),
                      misread);
}

bool IsName(std::string_view name) {
  return !name.empty() && std::none_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<uint8_t>(c);
    return byte < 0x20 || byte == 0x7f;
  });
}

}  // namespace epiledger::ledger
