// ProxiedConnection: one client's connection through the FaultProxy.
#ifndef EPILEDGER_TESTS_TESTING_PROXIED_CONNECTION_H_
#define EPILEDGER_TESTS_TESTING_PROXIED_CONNECTION_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "tests/testing/fault_proxy.h"

namespace epiledger::testing {

// A socket that closes itself.
class Socket {
 public:
  explicit Socket(int file) : file_(file) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();
  [[nodiscard]] int file() const { return file_; }

 private:
  int file_;
};

class ProxiedConnection {
 public:
  // Takes over `client`, a connected socket.
  ProxiedConnection(FaultProxy& proxy, int client);

  // Passes bytes both ways until a side closes, a fault strikes, or the proxy
  // is stopped.
  void Run();

 private:
  // Each returns false when the connection is to be closed.
  bool FromClient();
  bool FromServer();
  bool PassPacket(std::string_view packet);

  // What a packet, with its header of four bytes, asks for.
  bool IsCommit(std::string_view packet) const;
  // Whether `answer_` has come to its end. Takes off what was looked at.
  bool IsAnswerComplete();

  FaultProxy& proxy_;
  const Socket client_;
  const Socket server_;
  // Bytes of the client that are no whole packet yet.
  std::string pending_;
  // A COMMIT is being prepared: the next answer tells its number.
  bool preparing_commit_ = false;
  std::set<uint32_t> prepared_commits_;
  // The next answer is to be lost: what has come of it and was not looked at.
  bool lose_answer_ = false;
  std::string answer_;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_PROXIED_CONNECTION_H_
