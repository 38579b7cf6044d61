// How a gRPC server of ours is set up: limits, compression, reflection.
#ifndef EPILEDGER_SERVICES_RPC_SERVER_SETTINGS_H_
#define EPILEDGER_SERVICES_RPC_SERVER_SETTINGS_H_

#include "grpcpp/server_builder.h"
#include "services/rpc/server.h"

namespace epiledger::rpc {

// Sets limits on messages, metadata, streams, pings and handshakes, turns
// compression off, keeps other processes off the port.
void ApplyLimits(const ServerOptions& options, grpc::ServerBuilder& builder);

// Turns reflection on or off for this one server; gRPC's own switch is for all
// servers of the process.
void SetReflection(bool wanted, grpc::ServerBuilder& builder);

// Lets protobuf write at most ten lines a minute to stderr; it writes one for
// each string that is not UTF-8, at the client's pleasure. For the process.
void QuietProtobuf();

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_SERVER_SETTINGS_H_
