#include "tests/testing/fault_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/testing/proxied_connection.h"

namespace epiledger::testing {
namespace {

constexpr int kAcceptPollMilliseconds = 20;
constexpr int kBacklog = 64;

}  // namespace

bool FaultProxy::Fault::Fire() {
  int left = armed;
  while (left > 0) {
    if (!armed.compare_exchange_weak(left, left - 1)) continue;
    ++fired;
    return true;
  }
  return false;
}

absl::StatusOr<std::unique_ptr<FaultProxy>> FaultProxy::Start(int server_port) {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  if (bind(listener, raw, length) != 0 || listen(listener, kBacklog) != 0 ||
      getsockname(listener, raw, &length) != 0) {
    close(listener);
    return absl::InternalError("the fault proxy cannot listen");
  }
  return std::unique_ptr<FaultProxy>(
      new FaultProxy(listener, ntohs(address.sin_port), server_port));
}

FaultProxy::FaultProxy(int listener, int port, int server_port)
    : listener_(listener),
      port_(port),
      server_port_(server_port),
      accepting_([this] { Accept(); }) {}

FaultProxy::~FaultProxy() {
  stopping_ = true;
  accepting_.join();
  connections_.clear();
  close(listener_);
}

bool FaultProxy::Strike(Fault& fault) {
  if (!fault.Fire()) return false;
  if (closes_after_fault_) closed_ = true;
  return true;
}

void FaultProxy::EndIdleConnections() {
  ending_idle_ = true;
  while (open_ > 0) absl::SleepFor(absl::Milliseconds(1));
  ending_idle_ = false;
}

void FaultProxy::Accept() {
  while (!stopping_) {
    pollfd waiting = {listener_, POLLIN, 0};
    if (poll(&waiting, 1, kAcceptPollMilliseconds) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    if (closed_) {
      close(client);
      continue;
    }
    ++open_;
    connections_.emplace_back([this, client] {
      ProxiedConnection(*this, client).Run();
      --open_;
    });
  }
}

}  // namespace epiledger::testing
