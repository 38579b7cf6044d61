// SignInLinks: the codes of sign-in links. Each stands for a token, once, and
// for limits::kSignInLife.
//
// They lie in a folder that nobody but its owner may enter, one file each:
// named by the SHA-256 of its code, with the token in it and the time it was
// made as its own. Who reads the folder learns no code, and who asks with a
// code removes its file first, so that two who ask at once do not both get the
// token. Several processes may share the folder. Thread-safe; its files are
// small, local and few.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_LINKS_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_LINKS_H_

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/clock.h"

namespace epiledger::gateway {

class SignInLinks {
 public:
  // FAILED_PRECONDITION, naming the folder, when others may enter it; NOT_FOUND
  // when it is not there. `clock` outlives it.
  [[nodiscard]] static absl::StatusOr<SignInLinks> Open(std::string folder,
                                                        const Clock& clock);

  // A new code for `token`: 43 characters that stand in an address as they are.
  //   INVALID_ARGUMENT  it is no token
  //   UNAVAILABLE       its file cannot be written
  [[nodiscard]] absl::StatusOr<std::string> Make(std::string_view token) const;

  // The token of `code`, which is worth nothing from then on. NOT_FOUND when
  // it is unknown, used, or too old.
  [[nodiscard]] absl::StatusOr<std::string> Take(std::string_view code) const;

  // Removes what is too old.
  void Sweep() const;

 private:
  SignInLinks(std::string folder, const Clock& clock)
      : folder_(std::move(folder)), clock_(&clock) {}

  [[nodiscard]] std::string PathOf(std::string_view code) const;
  [[nodiscard]] bool IsTooOld(absl::Time made) const;

  std::string folder_;
  const Clock* clock_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_LINKS_H_
