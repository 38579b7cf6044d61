#include "services/gateway/sign_in_command.h"

#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "services/clock.h"
#include "services/gateway/web/sign_in_links.h"
#include "services/host/program.h"
#include "services/rpc/jwt.h"
#include "services/rpc/openssl.h"
#include "services/rpc/roles.h"
#include "services/rpc/tls.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using host::AddFlag;

struct SignInOptions {
  std::string folder;
  std::string token_file;
  std::string address;
};

// The console asks for the person's view sooner than it knows who they are.
std::string RoleMark(const std::string& token) {
  const std::vector<auth::v1::Role> roles = rpc::RolesSaid(token);
  return roles.empty() ? "" : Concat("?role=", rpc::RoleName(roles.front()));
}

absl::StatusOr<std::string> MakeLink(const SignInOptions& options) {
  const absl::Status secret = rpc::CheckSecretFile(options.token_file);
  if (!secret.ok()) return secret;
  absl::StatusOr<std::string> token = rpc::ReadFile(options.token_file);
  if (!token.ok()) return token.status();
  absl::StripAsciiWhitespace(&*token);
  const SystemClock clock;
  const auto links = SignInLinks::Open(options.folder, clock);
  if (!links.ok()) return links.status();
  links->Sweep();
  const absl::StatusOr<std::string> code = links->Make(*token);
  if (!code.ok()) return code.status();
  // Browsers do not send what stands behind `#`: the code is in no log.
  return Concat(options.address, "/#/sign-in/", *code, RoleMark(*token));
}

}  // namespace

void AddSignInCommand(CLI::App& program, int& exit_code) {
  CLI::App* const command = program.add_subcommand(
      "sign-in-link",
      "Make a link that signs a person in to the console, once "
      "and within five minutes.");
  const auto options = std::make_shared<SignInOptions>();
  AddFlag(*command, "--sign-in-folder", options->folder,
          "where the gateway looks for codes")
      ->required();
  AddFlag(*command, "--token-file", options->token_file,
          "the person's token, which nobody else may read")
      ->required();
  AddFlag(*command, "--address", options->address,
          "where browsers find the console, such as https://127.0.0.1:8444")
      ->required();
  command->callback([options, &exit_code] {
    const absl::StatusOr<std::string> link = MakeLink(*options);
    if (link.ok()) {
      std::cout << *link << "\n";
    } else {
      exit_code = host::Fail(link.status());
    }
  });
}

}  // namespace epiledger::gateway
