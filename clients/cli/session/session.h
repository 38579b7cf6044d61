// Session: what a command works with.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_SESSION_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_SESSION_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/session/connection.h"
#include "clients/cli/session/settings.h"
#include "clients/cli/terminal/environment.h"
#include "clients/cli/terminal/texts.h"
#include "clients/cli/values/value_context.h"

namespace epiledger::cli {

class Session {
 public:
  Session(Environment& environment, Settings settings)
      : environment_(environment),
        settings_(std::move(settings)),
        texts_(settings_.language),
        pending_(settings_.pending_folder()) {}

  [[nodiscard]] Environment& environment() { return environment_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Texts& texts() const { return texts_; }
  [[nodiscard]] const Pending& pending() const { return pending_; }
  [[nodiscard]] ValueContext values() const {
    return ValuesAt(environment_.clock.Now());
  }
  // As typed at this time: `now`, `today` and `yesterday` are its.
  [[nodiscard]] ValueContext ValuesAt(absl::Time now) const {
    return {texts_, settings_.place, settings_.zone,
            now,    nullptr,         environment_.paints};
  }

  // Opened when it is first asked for.
  [[nodiscard]] absl::StatusOr<Connection*> connection();

  // How a field of the request is called in what the person is told: as it was
  // typed. Until it is said, by its path.
  void SpeakOfFields(std::function<std::string(std::string_view)> spoken) {
    spoken_field_ = std::move(spoken);
  }
  [[nodiscard]] std::string SpokenField(std::string_view field) const {
    return spoken_field_ ? spoken_field_(field) : std::string(field);
  }

  // Asks the person a question and returns the answer's first letter, in lower
  // case; 0 when there is none. Only on a terminal.
  [[nodiscard]] char Ask(const std::string& question);

 private:
  Environment& environment_;
  const Settings settings_;
  const Texts texts_;
  const Pending pending_;
  std::unique_ptr<Connection> connection_;
  std::function<std::string(std::string_view)> spoken_field_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_SESSION_H_
