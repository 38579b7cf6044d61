// Tells ThreadSanitizer in which order gRPC does things, in the preset tsan
// alone: what was done before an operation was begun comes before what is done
// once it has ended.
//
// Debian's libgrpc hands operations from thread to thread by atomics that
// nobody sees, and parts of its headers, which are compiled with our code,
// would be reported under load. libgrpc++ calls these functions by name.

#include <grpc/grpc.h>
#include <sanitizer/tsan_interface.h>

#include "tests/sanitizers/original.h"

using epiledger::sanitizers::Original;

extern "C" grpc_call_error grpc_call_start_batch(grpc_call* call,
                                                 const grpc_op* operations,
                                                 size_t count, void* tag,
                                                 void* reserved) {
  static const Original<decltype(grpc_call_start_batch)> original(
      "grpc_call_start_batch");
  __tsan_release(tag);
  return original(call, operations, count, tag, reserved);
}

extern "C" grpc_event grpc_completion_queue_next(grpc_completion_queue* queue,
                                                 gpr_timespec deadline,
                                                 void* reserved) {
  static const Original<decltype(grpc_completion_queue_next)> original(
      "grpc_completion_queue_next");
  const grpc_event event = original(queue, deadline, reserved);
  if (event.type == GRPC_OP_COMPLETE) __tsan_acquire(event.tag);
  return event;
}
