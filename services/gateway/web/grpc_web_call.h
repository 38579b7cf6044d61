// GrpcWebCall: one call of a browser, from its message to its trailers.
//
// No more than one message of the answer is ever held for a browser: the next
// is asked for when it has taken the last, so a slow one holds up the method,
// as a slow client of the gRPC port does. One that goes ends the call.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_CALL_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_CALL_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/web/connection.h"
#include "services/gateway/web/web_service.h"
#include "services/rpc/inside_calls.h"
#include "services/rpc/inside_stream.h"

namespace epiledger::gateway {

// Belongs to the server's thread, but for what InsideReader says.
class GrpcWebCall final : public rpc::InsideReader,
                          public std::enable_shared_from_this<GrpcWebCall> {
 public:
  // `head` stands before the answer; `done` is called when all of it is out.
  GrpcWebCall(std::shared_ptr<Connection> connection, std::string head,
              std::function<void()> done);

  // Calls the method.
  void Begin(const OpenInside& open, const rpc::InsideCall& call);
  // Answers without a method.
  void Refuse(const grpc::Status& status) { SendTrailers(status); }

  void OnMessage(grpc::ByteBuffer message) override;
  void OnEnd(const grpc::Status& status) override;

 private:
  void SendMessage(const grpc::ByteBuffer& message);
  void SendTrailers(const grpc::Status& status);
  // Writes a chunk of `frame` and `slices_`.
  void SendChunk(std::string frame, std::string_view end, bool is_last);
  void OnSent(bool ok, bool is_last);
  void Abandon();

  const std::shared_ptr<Connection> connection_;
  const std::function<void()> done_;
  // Null before Begin and after the end.
  std::shared_ptr<rpc::InsideStream> stream_;
  // What is written: what stands before the message, the message, and what
  // stands behind.
  std::string before_;
  std::vector<grpc::Slice> slices_;
  std::string behind_;
  bool is_writing_ = false;
  bool is_gone_ = false;
  // Came while a message was on its way.
  std::optional<grpc::Status> end_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_CALL_H_
