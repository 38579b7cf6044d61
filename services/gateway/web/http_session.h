// HttpSession: the requests of one connection, one after the other.
//
// Lives as long as something of it is under way; all of it runs on the server's
// thread.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "boost/beast/core.hpp"
#include "boost/beast/http.hpp"
#include "services/gateway/web/byte_room.h"
#include "services/gateway/web/connection.h"
#include "services/gateway/web/grpc_web_call.h"
#include "services/gateway/web/web_answer.h"
#include "services/gateway/web/web_service.h"
#include "services/rpc/call_gate.h"

namespace epiledger::gateway {

class HttpSession : public std::enable_shared_from_this<HttpSession> {
 public:
  HttpSession(std::shared_ptr<Connection> connection, WebService& service);

  void Start();

 private:
  using Error = Connection::Error;
  using Status = boost::beast::http::status;

  // Reads a request's headers within `time`.
  void Read(absl::Duration time);
  void OnHead(const Error& error);
  // Reads at most `limit` bytes of a body.
  void ReadBody(size_t limit, void (HttpSession::*then)());

  void TakePage();
  void AnswerPage();
  // A request that cannot be read or may not be made: said, and the connection
  // ends.
  void Reject(Status status);
  void Write(WebAnswer answer, bool keep);

  void TakeCall();
  void AnswerCall();
  // Before a method is asked: the rest of the request is not read.
  void RefuseCall(const absl::Status& why);
  [[nodiscard]] std::shared_ptr<GrpcWebCall> MakeCall(bool keep);

  // Its values, joined as one.
  [[nodiscard]] std::string Header(boost::beast::string_view name) const;
  // Whom the request comes from.
  [[nodiscard]] std::string Address() const;
  // Whether the connection is there for another request.
  [[nodiscard]] bool Keeps() const;
  void Continue(bool keep);

  const std::shared_ptr<Connection> connection_;
  WebService& service_;
  std::optional<
      boost::beast::http::request_parser<boost::beast::http::string_body>>
      parser_;
  // Of the request that is being answered.
  rpc::CallGate::Place answering_;
  ByteRoom::Held body_;
  absl::Time deadline_;
  WebAnswer answer_;
  std::string head_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_HTTP_SESSION_H_
