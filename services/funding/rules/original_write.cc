#include "services/funding/rules/original_write.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "services/follow/cursor.h"
#include "services/funding/arrival_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/periods.h"

namespace epiledger::funding {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

constexpr std::array<std::string_view, 7> kCameAbout = {
    kProposals, kOpenHolds,    kLatelySpent,     kNearLimits,
    kArrivals,  kLineArrivals, follow::kFollowed};

bool IsOfWrite(const journal::v1::ResourceVersion& version) {
  return std::find(kCameAbout.begin(), kCameAbout.end(),
                   version.collection()) == kCameAbout.end();
}

// The one behind its tag. False where the bytes end before it does.
bool ReadResource(CodedInputStream& in, journal::v1::ResourceVersion& version) {
  uint32_t size = 0;
  if (!in.ReadVarint32(&size)) return false;
  const void* bytes = nullptr;
  int left = 0;
  in.GetDirectBufferPointerInline(&bytes, &left);
  const int needed = static_cast<int>(size);
  return 0 <= needed && needed <= left &&
         version.ParseFromArray(bytes, needed) && in.Skip(needed);
}

}  // namespace

journal::v1::Effects OriginalWrite(const journal::v1::Effects& effects) {
  journal::v1::Effects write;
  write.set_reverses(effects.reverses());
  for (const auto& movement : effects.movements()) {
    if (!movement.aside()) *write.add_movements() = movement;
  }
  for (const auto& version : effects.resources()) {
    if (IsOfWrite(version)) *write.add_resources() = version;
  }
  return write;
}

const journal::v1::ResourceVersion& MainResource(
    const journal::v1::Effects& effects) {
  const auto found = std::find_if(effects.resources().begin(),
                                  effects.resources().end(), &IsOfWrite);
  return found == effects.resources().end() ? effects.resources(0) : *found;
}

std::optional<journal::v1::ResourceVersion> MainResourceOf(
    std::string_view effects) {
  constexpr uint32_t kResource =
      WireFormatLite::MakeTag(journal::v1::Effects::kResourcesFieldNumber,
                              WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  CodedInputStream in(reinterpret_cast<const uint8_t*>(effects.data()),
                      static_cast<int>(effects.size()));
  std::optional<journal::v1::ResourceVersion> first;
  for (uint32_t tag = in.ReadTag(); tag != 0; tag = in.ReadTag()) {
    if (tag != kResource) {
      if (!WireFormatLite::SkipField(&in, tag)) break;
      continue;
    }
    journal::v1::ResourceVersion version;
    if (!ReadResource(in, version)) break;
    if (IsOfWrite(version)) return version;
    if (!first.has_value()) first = std::move(version);
  }
  return first;
}

ledger::Position FirstDayIn(const std::string& account,
                            const journal::v1::Effects& effects) {
  ledger::Position first = ledger::kEnd;
  for (const journal::v1::Movement& movement : effects.movements()) {
    if (movement.source() == account || movement.target() == account) {
      first = std::min(first, ledger::Position(movement.position()));
    }
  }
  return first;
}

journal::v1::Effects MovedBack(const journal::v1::Effects& original,
                               ledger::State& state) {
  journal::v1::Effects reverse;
  for (int i = original.movements_size() - 1; i >= 0; --i) {
    journal::v1::Movement& movement = *reverse.add_movements();
    movement = original.movements(i);
    movement.mutable_source()->swap(*movement.mutable_target());
    movement.set_position(
        PostingDay(ledger::Position(movement.position()), state).value());
  }
  return reverse;
}

}  // namespace epiledger::funding
