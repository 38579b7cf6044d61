// Requests of the sample county as they stand in the files of
// tests/golden/requests: data, one after another, told in order.
//
//   # A comment.
//   ID SUBJECT METHOD OUTCOMES
//     the request, in protobuf's text format, indented
//
// METHOD is a write's or a batch's name without its service. OUTCOMES, with
// commas between those of a batch, say what becomes of it: `recorded`,
// `proposed` where it waits for a second person, or the reason of its error.
//
// The sender fills in request_id, `sample-ID`, and parent, the county, where it
// is not given; in a batch those of each element, whose id is `ID-1`, `ID-2`
// and so on. `${ID.payment.name}` in a request is that field of the answer to
// an earlier one; elements of lists have their numbers from 0.
#ifndef EPILEDGER_TESTS_GOLDEN_SAMPLE_REQUEST_H_
#define EPILEDGER_TESTS_GOLDEN_SAMPLE_REQUEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace epiledger::golden {

struct SampleRequest {
  std::string id;
  std::string subject;
  std::string method;
  std::vector<std::string> outcomes;
  std::string text;
};

// INVALID_ARGUMENT, with the line, when it is not of this form.
[[nodiscard]] absl::StatusOr<std::vector<SampleRequest>> ParseSampleRequests(
    std::string_view text);

// NOT_FOUND when there is no such file; otherwise as ParseSampleRequests.
[[nodiscard]] absl::StatusOr<std::vector<SampleRequest>> ReadSampleRequests(
    const std::string& path);

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_SAMPLE_REQUEST_H_
