// Changes: what differs between two pictures of a county. A pure function.
#ifndef EPILEDGER_SERVICES_GATEWAY_CHANGES_H_
#define EPILEDGER_SERVICES_GATEWAY_CHANGES_H_

#include <vector>

#include "epiledger/command/v1/change.pb.h"
#include "services/gateway/picture_figures.h"

namespace epiledger::gateway {

// A change for each figure whose value differs, in the order of their keys; a
// value that was read anew and is the same is none. What was not known before
// is told as that, and never as a zero.
[[nodiscard]] std::vector<command::v1::Change> CompareFigures(
    const PictureFigures& before, const PictureFigures& after);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_CHANGES_H_
