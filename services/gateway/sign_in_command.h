// `gateway sign-in-link`: makes a link that signs a person in, once.
#ifndef EPILEDGER_SERVICES_GATEWAY_SIGN_IN_COMMAND_H_
#define EPILEDGER_SERVICES_GATEWAY_SIGN_IN_COMMAND_H_

namespace CLI {
class App;
}  // namespace CLI

namespace epiledger::gateway {

// Adds the command, which sets `exit_code` when it has run; that must outlive
// `program`. It prints the link and nothing else.
void AddSignInCommand(CLI::App& program, int& exit_code);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_SIGN_IN_COMMAND_H_
