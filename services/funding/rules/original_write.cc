#include "services/funding/rules/original_write.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

constexpr std::array<std::string_view, 4> kCameAbout = {
    kProposals, kOpenHolds, kLatelySpent, kNearLimits};

bool IsOfWrite(const journal::v1::ResourceVersion& version) {
  return std::find(kCameAbout.begin(), kCameAbout.end(),
                   version.collection()) == kCameAbout.end();
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

}  // namespace epiledger::funding
