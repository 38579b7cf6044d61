#include "services/gateway/web/grpc_web_call.h"

#include <utility>

#include "absl/strings/str_format.h"
#include "boost/asio/post.hpp"
#include "services/gateway/web/grpc_web.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
// An empty chunk ends the body.
constexpr std::string_view kBodyEnd = "\r\n0\r\n\r\n";

}  // namespace

GrpcWebCall::GrpcWebCall(std::shared_ptr<Connection> connection,
                         std::string head, std::function<void()> done)
    : connection_(std::move(connection)),
      done_(std::move(done)),
      before_(std::move(head)) {}

void GrpcWebCall::Begin(const OpenInside& open, const rpc::InsideCall& call) {
  connection_->AllowForever();
  connection_->Watch([self = shared_from_this()] { self->Abandon(); });
  stream_ = open(call, shared_from_this());
}

void GrpcWebCall::OnMessage(grpc::ByteBuffer message) {
  boost::asio::post(connection_->stream().get_executor(),
                    [self = shared_from_this(), message = std::move(message)] {
                      self->SendMessage(message);
                    });
}

void GrpcWebCall::OnEnd(const grpc::Status& status) {
  boost::asio::post(
      connection_->stream().get_executor(),
      [self = shared_from_this(), status] { self->SendTrailers(status); });
}

void GrpcWebCall::SendMessage(const grpc::ByteBuffer& message) {
  if (is_gone_) return;
  if (!message.Dump(&slices_).ok()) return Abandon();
  SendChunk(FrameHead(message.Length()), kLineEnd, /*is_last=*/false);
}

void GrpcWebCall::SendTrailers(const grpc::Status& status) {
  stream_ = nullptr;
  if (is_gone_) return;
  if (is_writing_) {
    end_ = status;
    return;
  }
  SendChunk(TrailerFrame(status), kBodyEnd, /*is_last=*/true);
}

void GrpcWebCall::SendChunk(std::string frame, std::string_view end,
                            bool is_last) {
  size_t size = frame.size();
  for (const grpc::Slice& slice : slices_) size += slice.size();
  // With the answer's head, where this is its first chunk.
  before_ += absl::StrFormat("%x", size);
  before_ += kLineEnd;
  before_ += frame;
  behind_ = end;
  Connection::Buffers buffers = {boost::asio::buffer(before_)};
  for (const grpc::Slice& slice : slices_) {
    buffers.emplace_back(slice.begin(), slice.size());
  }
  buffers.push_back(boost::asio::buffer(behind_));
  is_writing_ = true;
  connection_->Write(buffers, [self = shared_from_this(), is_last](bool ok) {
    self->OnSent(ok, is_last);
  });
}

void GrpcWebCall::OnSent(bool ok, bool is_last) {
  is_writing_ = false;
  before_.clear();
  slices_.clear();
  if (!ok) return Abandon();
  if (is_last) return done_();
  if (end_.has_value()) return SendTrailers(*end_);
  connection_->AllowForever();
  if (stream_ != nullptr) stream_->Next();
}

void GrpcWebCall::Abandon() {
  is_gone_ = true;
  connection_->Cut();
  if (stream_ != nullptr) stream_->Cancel();
}

}  // namespace epiledger::gateway
