// CountDraft: a count that a person is typing, kept with every line, so that a
// dropped line or a closed terminal loses nothing and nothing is sent twice.
//
// A draft has the id of its request from the beginning. Once it is sealed, it
// may have been sent: it is not changed any more, only sent again under the
// same id, until its answer is there.
//
// A file for each store, mode 0600, in a folder of mode 0700.
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_COUNT_DRAFT_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_COUNT_DRAFT_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/count_sheet.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {

struct CountDraft {
  // The person whose token it is sent with.
  std::string subject;
  bool is_sealed = false;
  // The time of the count was said, and is not that of the last line typed.
  bool has_fixed_time = false;
  // What is counted by.
  supplies::v1::CountSheet sheet;
  // Its lines are the first of the sheet, as typed. A line with a result came
  // back, and waits for the person to decide.
  supplies::v1::CreateCountRequest request;
  // Items to be counted once more when this is done, by name.
  std::vector<std::string> recount;
};

class CountDrafts {
 public:
  explicit CountDrafts(std::string folder) : folder_(std::move(folder)) {}

  // The draft of a store, by its name; nothing when there is none.
  // INVALID_ARGUMENT, naming the file, when it cannot be read.
  [[nodiscard]] absl::StatusOr<std::optional<CountDraft>> Load(
      std::string_view store) const;
  // Writes it durably.
  [[nodiscard]] absl::Status Keep(const CountDraft& draft) const;
  // OK when there is none.
  [[nodiscard]] absl::Status Remove(std::string_view store) const;

 private:
  [[nodiscard]] std::string PathOf(std::string_view store) const;

  const std::string folder_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_COUNT_DRAFT_H_
