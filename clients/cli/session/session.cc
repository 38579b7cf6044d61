#include "clients/cli/session/session.h"

#include <cctype>

namespace epiledger::cli {

absl::StatusOr<Connection*> Session::connection() {
  if (connection_ == nullptr) {
    auto opened = Connection::Open(settings_);
    if (!opened.ok()) return opened.status();
    connection_ = *std::move(opened);
  }
  return connection_.get();
}

char Session::Ask(const std::string& question) {
  environment_.err << question << std::flush;
  std::string answer;
  if (!std::getline(environment_.in, answer) || answer.empty()) return 0;
  return static_cast<char>(std::tolower(static_cast<unsigned char>(answer[0])));
}

}  // namespace epiledger::cli
