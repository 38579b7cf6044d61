// The county's overview as bytes. Each service's part is serialised when it
// changes, by sight; the overview is those bytes one after the other, with how
// current each is. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_OVERVIEW_H_
#define EPILEDGER_SERVICES_GATEWAY_OVERVIEW_H_

#include <array>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/gateway/part.h"
#include "services/gateway/sight.h"
#include "services/gateway/source.h"

namespace epiledger::gateway {

// What `sight` shows of a part, but for its status: the fields of MoneyPicture,
// SuppliesPicture or ReadinessPicture. Empty when nothing was seen.
[[nodiscard]] std::string PartContent(SourceId source, const Sight& sight,
                                      const Part& part);

// A serialised Overview of the county with the id `county`; `standings` is its
// field of that name, as StandingsContent gives it.
[[nodiscard]] std::string OverviewBytes(
    std::string_view county, const Parts& parts,
    const std::array<std::string_view, kSourceCount>& contents,
    std::string_view standings, absl::Time now);

// The same from the parts alone.
[[nodiscard]] std::string OverviewBytes(std::string_view county,
                                        const Parts& parts, const Sight& sight,
                                        absl::Time now);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_OVERVIEW_H_
