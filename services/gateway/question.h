// Questions that the kept pictures do not answer: past points, and points that
// must be included. They go to the services, all at once.
#ifndef EPILEDGER_SERVICES_GATEWAY_QUESTION_H_
#define EPILEDGER_SERVICES_GATEWAY_QUESTION_H_

#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "services/clock.h"
#include "services/gateway/forward.h"
#include "services/gateway/part.h"

namespace epiledger::gateway {

struct Question {
  // An id.
  std::string county;
  type::v1::AsOf as_of;
  // In any of the services' books.
  std::vector<type::v1::BookToken> after;
};

// INVALID_ARGUMENT `RECORDED_TIME_ONLY` when `as_of` has an axis that not all
// services share, or `BAD_NAME` when a point of `after` is in no book of the
// county.
[[nodiscard]] absl::Status CheckQuestion(const Question& question);

// The points of `after` in the source's books.
[[nodiscard]] std::vector<type::v1::BookToken> TokensOf(
    const Question& question, SourceId source);

// The sources that must be asked to answer it, when `parts` are at hand: all
// for a past point, otherwise those whose part does not include all of `after`.
[[nodiscard]] std::vector<SourceId> SourcesToAsk(const Question& question,
                                                 const Parts& parts);

using TakeParts = absl::AnyInvocable<void(absl::StatusOr<Parts>) &&>;

// Asks `sources`, at least one, and calls `take` once, on a thread of gRPC,
// with
//   OK                  `parts` with their answers in place; an empty part for
//                       one that does not know the county
//   NOT_FOUND           BOOK_NOT_FOUND: no part is left that has anything
//   UNAVAILABLE, DEADLINE_EXCEEDED  as TransportError: one of them cannot be
//                       reached, and half an answer would mislead
//   a service's own error otherwise
// `upstreams` and `clock` must outlive the question.
void AskServices(const Upstreams& upstreams, const Question& question,
                 const std::vector<SourceId>& sources, Parts parts,
                 absl::Time deadline, const Clock& clock, TakeParts take);

// The error for a county that no service knows.
[[nodiscard]] absl::Status CountyNotFound(const std::string& county);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_QUESTION_H_
