// gRPC-Web as it stands on the wire: frames of five bytes and a message, the
// last of an answer holding its trailers. Pure functions.
//
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rpc/inside_stream.h"

namespace epiledger::gateway {

// What stands before a frame's message.
inline constexpr size_t kFrameHeadBytes = 5;

// The type of answers.
inline constexpr std::string_view kGrpcWebType = "application/grpc-web+proto";

// Whether a `Content-Type` is that of binary frames with Protobuf in them.
[[nodiscard]] bool IsGrpcWeb(std::string_view content_type);

// Whether `target` is the path of a method, `/package.Service/Method`.
[[nodiscard]] bool IsMethodPath(std::string_view target);

// The message of a request, which is exactly one frame.
//   INVALID_ARGUMENT `FRAME_MALFORMED`   none, more than one, cut short, with
//                                        bytes behind it, or no message
//   UNIMPLEMENTED `FRAME_COMPRESSED`     it is compressed
[[nodiscard]] absl::StatusOr<std::string> MessageOf(std::string body);

// What stands before a message of `size` bytes; below 2^32.
[[nodiscard]] std::string FrameHead(size_t size);

// The whole last frame: `grpc-status`, and where there are any `grpc-message`
// and `grpc-status-details-bin`.
[[nodiscard]] std::string TrailerFrame(const grpc::Status& status);

// How long a caller waits, by its `grpc-timeout`; InfiniteDuration where it
// does not say, or what is no time, as gRPC reads it.
[[nodiscard]] absl::Duration TimeoutOf(std::string_view grpc_timeout);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_GRPC_WEB_H_
