// Fault: an answer that is the operator's business, for the log.
#ifndef EPILEDGER_SERVICES_RPC_FAULT_H_
#define EPILEDGER_SERVICES_RPC_FAULT_H_

#include <functional>
#include <string>

namespace epiledger::rpc {

// No secrets and no names of persons.
struct Fault {
  // Full name of the method.
  std::string method;
  // What the caller was told.
  std::string reason;
  // What lies behind it, such as a driver's words on tables, paths and hosts.
  std::string cause;
  // Opaque id of the caller; empty where nobody was authenticated.
  std::string subject;
  // Of a write, as the client sent it; empty where it was not read.
  std::string request_id;
};

// Gets every fault, on the call's thread. Must not block.
using FaultSink = std::function<void(const Fault& fault)>;

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_FAULT_H_
