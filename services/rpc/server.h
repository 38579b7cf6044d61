// Server: a gRPC server on TLS that serves method tables, and nothing without
// credentials.
//
// Every method of a service named in a table must be in a table. Methods in
// `methods` and `streams` must carry the access option; a table that breaks
// either keeps the server from starting. Health (grpc.health.v1) is always
// served, reflection on request; these two need no person and no access option.
// Health tells ready from alive: see health.h.
//
// A call passes, in this order: overload → deadline → identity and token → the
// caller's refusals → role → parsing → resource names → scope → validation →
// handler. What stops it before the handler leaves no trace but a count, and a
// Denial where an authenticated caller was denied.
//
// Threads: all functions may be called from any thread.
#ifndef EPILEDGER_SERVICES_RPC_SERVER_H_
#define EPILEDGER_SERVICES_RPC_SERVER_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/clock.h"
#include "services/latencies.h"
#include "services/limits.h"
#include "services/rpc/denial.h"
#include "services/rpc/fault.h"
#include "services/rpc/inside_calls.h"
#include "services/rpc/messages.h"
#include "services/rpc/method.h"
#include "services/rpc/person_method.h"
#include "services/rpc/raw_method.h"
#include "services/rpc/refusal_class.h"
#include "services/rpc/stream.h"
#include "services/rpc/tls.h"
#include "services/rpc/token.h"

namespace epiledger::rpc {

// Who connects.
enum class Callers {
  // Other services of ours: mutual TLS, and the certificate's identity counts.
  // `edge` must bring a person's token; a service without one calls as itself.
  kServices,
  // Anybody: every call needs a person's token, and no certificate makes a
  // caller a peer. For the gateway's public port.
  kPeople,
};

struct ServerOptions {
  // Host and port to listen on; port 0 takes a free one, see Server::port.
  std::string address = "127.0.0.1:0";

  // CA, certificate and key; the CA judges clients' certificates.
  TlsFiles tls;
  Callers callers = Callers::kServices;
  // Refuse connections without a certificate of the CA. Must be true for
  // Callers::kServices.
  bool require_client_certificate = true;

  // Judges persons' tokens. Null: no person may call.
  std::shared_ptr<TokenVerifier> tokens;

  // The text of every reason the methods answer with.
  std::shared_ptr<const MessageCatalogue> messages;

  // Time for tokens, records and refusals; deadlines are the machine's time.
  // Not null; must outlive the server.
  const Clock* clock = nullptr;

  // Gets every denial; may be empty.
  DenialSink denial_sink;

  // Gets every answer INTERNAL (a bug) and UNAVAILABLE, and every error that
  // has something for the log; may be empty.
  FaultSink fault_sink;

  // Serve gRPC reflection (v1alpha), which lists every method.
  bool reflection = false;

  int max_calls_in_flight = limits::kMaxCallsInFlight;
  size_t max_request_bytes = limits::kMaxRequestBytes;
  size_t max_response_bytes = limits::kMaxResponseBytes;
};

// What a server serves.
struct ServerTables {
  MethodTable methods;
  StreamTable streams;
  RawMethodTable raw;
  PersonMethodTable persons;
};

// Calls counted since the start.
struct ServerCounts {
  // All calls but health and reflection.
  int64_t calls = 0;
  int64_t in_flight = 0;
  // Calls and parts of batches that were answered with an error, by class.
  std::array<int64_t, kRefusalClasses.size()> refused{};
  // From arrival to answer, streams left out.
  Latencies::Counts reads;
  Latencies::Counts writes;

  [[nodiscard]] int64_t Refused(RefusalClass refusal) const {
    return refused[static_cast<size_t>(refusal)];
  }
};

class Server {
 public:
  // Checks tables and files, listens and serves; health says SERVING.
  //   FAILED_PRECONDITION  a table or an access option is wrong (the text says
  //                        which method), a key file may be read by others, or
  //                        key and certificate do not belong together
  //   NOT_FOUND            a TLS file is not there
  //   UNAVAILABLE          the address cannot be listened on
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Server>> Start(
      ServerOptions options, ServerTables tables);

  // Drains without waiting.
  virtual ~Server() = default;

  // The port listened on.
  [[nodiscard]] virtual int port() const = 0;

  // What health answers; false takes the process out of rotation.
  virtual void SetServing(bool serving) = 0;

  // Health says NOT_SERVING, calls that come are answered SERVICE_STOPPING as
  // long as any come (at most limits::kDrainNotice); calls in flight have
  // `grace` to end before they are cancelled, then connections close. Returns
  // when all have ended. What had reached the server when connections close is
  // so answered, not cut off with an unknown outcome; what comes later finds
  // no server.
  virtual void Drain(absl::Duration grace) = 0;

  [[nodiscard]] virtual ServerCounts counts() const = 0;

  // Calls one of its own methods as a client would that connects without a
  // certificate. See InsideCalls; Drain waits until `done` has returned.
  virtual void CallInside(const InsideCall& call, InsideCalls::Done done) = 0;

  // The same for any method with one request, message by message. See
  // InsideCalls::Open; Drain waits until OnEnd has returned.
  [[nodiscard]] virtual std::shared_ptr<InsideStream> OpenInside(
      const InsideCall& call, std::shared_ptr<InsideReader> reader) = 0;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_SERVER_H_
