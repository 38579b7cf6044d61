#include "tests/testing/proxied_connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace epiledger::testing {
namespace {

constexpr size_t kHeader = 4;
constexpr char kQuery = 0x03;
constexpr char kPrepare = 0x16;
constexpr char kExecute = 0x17;
constexpr char kOk = 0x00;
constexpr uint32_t kMoreResults = 0x0008;
constexpr int kPollMilliseconds = 20;

int ConnectTo(int port) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(file, reinterpret_cast<sockaddr*>(&address), sizeof(address)) !=
      0) {
    close(file);
    return -1;
  }
  return file;
}

void SendAtOnce(int file) {
  const int on = 1;
  setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

bool SendAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(sent));
  }
  return true;
}

uint32_t LittleEndian(std::string_view bytes) {
  uint32_t number = 0;
  for (size_t i = bytes.size(); i-- > 0;) {
    number = number << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return number;
}

// What MySQL tells a client unasked before it closes an idle connection: an
// error packet, numbered as the first of a conversation.
std::string IdleWord() {
  constexpr uint16_t kIdle = 4031;
  const std::string body = absl::StrCat(
      "\xff", std::string(1, static_cast<char>(kIdle & 0xff)),
      std::string(1, static_cast<char>(kIdle >> 8)),
      "#HY000The client was disconnected by the server because of inactivity.");
  return absl::StrCat(std::string(1, static_cast<char>(body.size())),
                      std::string(3, '\0'), body);
}

// Takes a number off the front that tells its own length.
void SkipNumber(std::string_view& bytes) {
  const auto first = static_cast<unsigned char>(bytes.empty() ? 0 : bytes[0]);
  const size_t length =
      first < 0xfc ? 1 : (first == 0xfc ? 3 : (first == 0xfd ? 4 : 9));
  bytes.remove_prefix(std::min(length, bytes.size()));
}

// Whether no further result follows that of a statement without rows. Nothing
// is carried out behind an error.
bool IsLastResult(std::string_view result) {
  if (result.empty() || result[0] != kOk) return true;
  result.remove_prefix(1);
  SkipNumber(result);  // rows
  SkipNumber(result);  // the last id
  return (LittleEndian(result.substr(0, 2)) & kMoreResults) == 0;
}

// A command's packet is numbered 0; others belong to the login.
bool IsCommand(std::string_view packet) {
  return packet.size() > kHeader && packet[3] == 0;
}

// A command that the server answers with what it did; a farewell is none.
bool AsksForWork(std::string_view packet) {
  if (!IsCommand(packet)) return false;
  const char command = packet[kHeader];
  return command == kQuery || command == kPrepare || command == kExecute;
}

// A COMMIT alone or behind other statements.
bool IsCommitText(std::string_view sql) {
  const size_t semicolon = sql.rfind(';');
  std::string last(
      semicolon == std::string_view::npos ? sql : sql.substr(semicolon + 1));
  absl::StripAsciiWhitespace(&last);
  return absl::EqualsIgnoreCase(last, "COMMIT");
}

}  // namespace

Socket::~Socket() {
  if (file_ >= 0) close(file_);
}

ProxiedConnection::ProxiedConnection(FaultProxy& proxy, int client)
    : proxy_(proxy), client_(client), server_(ConnectTo(proxy.server_port_)) {
  if (server_.file() >= 0) SendAtOnce(server_.file());
  SendAtOnce(client_.file());
}

void ProxiedConnection::Run() {
  while (server_.file() >= 0 && !proxy_.stopping_ &&
         (!proxy_.closed_ || lose_answer_)) {
    std::array<pollfd, 2> sides = {pollfd{client_.file(), POLLIN, 0},
                                   pollfd{server_.file(), POLLIN, 0}};
    if (poll(sides.data(), sides.size(), kPollMilliseconds) < 0) return;
    if (proxy_.ending_idle_) {
      SendAll(client_.file(), IdleWord());
      return;
    }
    if (sides[0].revents != 0 && !FromClient()) return;
    if (sides[1].revents != 0 && !FromServer()) return;
  }
}

bool ProxiedConnection::FromClient() {
  std::array<char, 65536> buffer;
  const ssize_t size = recv(client_.file(), buffer.data(), buffer.size(), 0);
  if (size <= 0) return false;
  pending_.append(buffer.data(), static_cast<size_t>(size));
  while (pending_.size() >= kHeader) {
    const size_t length =
        kHeader + LittleEndian(std::string_view(pending_).substr(0, 3));
    if (pending_.size() < length) break;
    if (!PassPacket(std::string_view(pending_).substr(0, length))) return false;
    pending_.erase(0, length);
  }
  return true;
}

bool ProxiedConnection::PassPacket(std::string_view packet) {
  if (AsksForWork(packet)) ++proxy_.commands_;
  if (packet.size() > kHeader && packet[kHeader] == kPrepare) {
    preparing_commit_ = IsCommitText(packet.substr(kHeader + 1));
  }
  if (IsCommit(packet)) {
    if (proxy_.Strike(proxy_.requests_)) return false;
    lose_answer_ = proxy_.Strike(proxy_.answers_);
  }
  return SendAll(server_.file(), packet);
}

bool ProxiedConnection::IsCommit(std::string_view packet) const {
  if (!IsCommand(packet)) return false;
  const std::string_view body = packet.substr(kHeader + 1);
  if (packet[kHeader] == kQuery) return IsCommitText(body);
  return packet[kHeader] == kExecute && body.size() >= 4 &&
         prepared_commits_.contains(LittleEndian(body.substr(0, 4)));
}

bool ProxiedConnection::FromServer() {
  std::array<char, 65536> buffer;
  const ssize_t size = recv(server_.file(), buffer.data(), buffer.size(), 0);
  if (size <= 0) return false;
  const std::string_view bytes(buffer.data(), static_cast<size_t>(size));
  if (lose_answer_) {
    answer_.append(bytes);
    return !IsAnswerComplete();
  }
  if (preparing_commit_ && bytes.size() >= kHeader + 5 && bytes[kHeader] == 0) {
    prepared_commits_.insert(LittleEndian(bytes.substr(kHeader + 1, 4)));
  }
  preparing_commit_ = false;
  return SendAll(client_.file(), bytes);
}

// Every statement before the COMMIT is answered first, and a server that cannot
// answer one does not come to the next.
bool ProxiedConnection::IsAnswerComplete() {
  while (answer_.size() >= kHeader) {
    const std::string_view all = answer_;
    const size_t length = kHeader + LittleEndian(all.substr(0, 3));
    if (all.size() < length) return false;
    if (IsLastResult(all.substr(kHeader, length - kHeader))) return true;
    answer_.erase(0, length);
  }
  return false;
}

}  // namespace epiledger::testing
