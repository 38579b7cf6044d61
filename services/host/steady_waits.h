// Waits that a clock which is set back makes no longer.
//
// absl 20220623, and gRPC 1.51 with it, wait until a time of the clock of the
// world: set back by an hour, it makes every wait under way an hour longer, and
// with the waits gRPC's timers: deadlines of calls, pauses before a connection
// is tried again. Later releases wait by the clock that nobody sets. A process
// that links this has its waits turned into such as they go to the kernel.
#ifndef EPILEDGER_SERVICES_HOST_STEADY_WAITS_H_
#define EPILEDGER_SERVICES_HOST_STEADY_WAITS_H_

namespace epiledger::host {

// Whether it is so in this process. Thread-safe.
[[nodiscard]] bool WaitsAreSteady();

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_STEADY_WAITS_H_
