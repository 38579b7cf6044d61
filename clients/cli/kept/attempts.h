// Attempts: which request was made last of a line that is imported.
//
// A line that was refused is tried again as another request, whose id differs
// from the first by its number. Whether the line is recorded then stands under
// the last of its ids, while the first stays refused for ever: an import that
// asked about the first would call a paid line refused, and whoever changes it
// and imports it once more would pay it twice. So the number is kept, and kept
// before the request is sent. A file of lines `ID NUMBER`.
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_ATTEMPTS_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_ATTEMPTS_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace epiledger::cli {

class Attempts {
 public:
  // The numbers by the id of a line's first request.
  using Numbers = std::map<std::string, int, std::less<>>;

  // What the file at `path` keeps; nothing when it is not there. NOT_FOUND when
  // it cannot be read. What a crash cut short was not sent, and is passed over.
  [[nodiscard]] static absl::StatusOr<Attempts> Load(std::string path);

  // The number of the last request of a line; 1 where no other was made.
  [[nodiscard]] int LastOf(std::string_view id) const;

  // Keeps `numbers`, durably and in one write. Until it returns OK nothing may
  // be sent under them.
  [[nodiscard]] absl::Status Keep(const Numbers& numbers);

 private:
  explicit Attempts(std::string path) : path_(std::move(path)) {}

  std::string path_;
  Numbers last_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_ATTEMPTS_H_
