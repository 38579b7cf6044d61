// Pandoc: makes a word processor's document of Markdown. It runs as a child
// process, without a shell, in an environment of its own, and is killed when it
// takes too long.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_DOCX_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_DOCX_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace epiledger::gateway {

// Thread-safe.
class Pandoc {
 public:
  // `program` is a path.
  explicit Pandoc(std::string program) : program_(std::move(program)) {}

  // Whether the program is there now.
  [[nodiscard]] bool IsThere() const;

  // Blocks. `source_date` is the date in the document, so that the same text
  // has the same bytes.
  //   NOT_FOUND           the program is not there
  //   DEADLINE_EXCEEDED   it was not done after limits::kPandocTime
  //   UNAVAILABLE         it could not be started, or ended with an error
  [[nodiscard]] absl::StatusOr<std::string> ToDocx(
      const std::string& markdown, absl::Time source_date) const;

 private:
  const std::string program_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_DOCX_H_
