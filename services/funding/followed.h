// How far the supplies service was followed at the point a read shows.
#ifndef EPILEDGER_SERVICES_FUNDING_FOLLOWED_H_
#define EPILEDGER_SERVICES_FUNDING_FOLLOWED_H_

#include <string>

#include "absl/status/status.h"
#include "services/follow/cursor.h"
#include "services/funding/arrival_names.h"
#include "services/host/read_context.h"
#include "services/journal/types.h"
#include "services/timestamps.h"

namespace epiledger::funding {

// Sets `followed` and `followed_time` of a response; neither where it never
// was. The storage layer's codes.
template <typename Response>
absl::Status SetFollowed(host::ReadContext& context, Response& response) {
  const auto cursor = follow::CursorAt(context.snapshot(), kSuppliesService);
  if (!cursor.ok()) return cursor.status();
  if (cursor->sequence == 0) return absl::OkStatus();
  type::v1::BookToken& token = *response.mutable_followed();
  token.set_book(journal::BookName{kSuppliesService, context.county(), "ledger"}
                     .ResourceName());
  token.set_incarnation(std::string(journal::View(cursor->incarnation)));
  token.set_sequence(cursor->sequence);
  *response.mutable_followed_time() = ToTimestamp(cursor->record_time);
  return absl::OkStatus();
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FOLLOWED_H_
