#include "clients/cli/audit/denial.h"

#include <string_view>

#include "clients/cli/audit/frame.h"
#include "epiledger/journal/v1/entry.pb.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kAccessKind = "access";
constexpr std::string_view kDenial = "denial";

}  // namespace

std::optional<auth::v1::Denial> DenialIn(const journal::v1::Entry& entry) {
  const absl::StatusOr<Frame> frame = ReadFrame(entry.frame());
  if (!frame.ok() || frame->kind != kAccessKind) return std::nullopt;
  journal::v1::Effects effects;
  if (!effects.ParseFromString(frame->event) || effects.resources().empty() ||
      effects.resources(0).collection() != kDenial) {
    return std::nullopt;
  }
  auth::v1::Denial denial;
  if (!denial.ParseFromString(effects.resources(0).body())) return std::nullopt;
  return denial;
}

}  // namespace epiledger::cli
