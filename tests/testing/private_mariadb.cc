#include "tests/testing/private_mariadb.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/testing/child_process.h"

namespace epiledger::testing {
namespace {

constexpr absl::Duration kStartTimeout = absl::Seconds(60);
constexpr char kPassword[] = "private to this test";
// Below the ports that the kernel gives to outgoing connections.
constexpr int kFirstPort = 20000;
constexpr int kLastPort = 32000;

bool IsFree(int port) {
  const int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool free =
      bind(file, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(file);
  return free;
}

// The server must have the same port after a restart, so it cannot be left to
// the kernel each time. Test processes search from different places.
int FreePort() {
  static std::atomic<int> next = getpid() % (kLastPort - kFirstPort);
  for (;;) {
    const int port = kFirstPort + next++ % (kLastPort - kFirstPort);
    if (IsFree(port)) return port;
  }
}

// True when a server greets on the unix socket.
bool Greets(const std::string& path) {
  const int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  char first = 0;
  const bool greets = connect(file, reinterpret_cast<sockaddr*>(&address),
                              sizeof(address)) == 0 &&
                      recv(file, &first, 1, 0) == 1;
  close(file);
  return greets;
}

absl::Status WriteFile(const std::string& path, std::string_view text) {
  std::ofstream file(path);
  file << text;
  file.close();
  if (!file || chmod(path.c_str(), 0600) != 0) {
    return absl::InternalError("cannot write " + path);
  }
  return absl::OkStatus();
}

}  // namespace

PrivateMariadb::PrivateMariadb(const Options& options)
    : options_(options), port_(FreePort()) {}

PrivateMariadb::~PrivateMariadb() { Kill9(); }

absl::StatusOr<std::unique_ptr<PrivateMariadb>> PrivateMariadb::Start(
    const Options& options) {
  std::unique_ptr<PrivateMariadb> server(new PrivateMariadb(options));
  if (absl::Status s = server->Install(); !s.ok()) return s;
  if (absl::Status s = server->Launch(); !s.ok()) return s;
  const absl::StatusOr<std::string> made = server->Administer(
      absl::StrCat("CREATE USER ledger IDENTIFIED BY '", kPassword,
                   "'; GRANT ALL ON *.* TO ledger"));
  if (!made.ok()) return made.status();
  return server;
}

PrivateMariadb& PrivateMariadb::Shared() {
  static const std::unique_ptr<PrivateMariadb> server = [] {
    absl::StatusOr<std::unique_ptr<PrivateMariadb>> started = Start(Options());
    if (!started.ok()) {
      (void)std::fprintf(stderr, "%s\n", started.status().ToString().c_str());
      std::abort();
    }
    return *std::move(started);
  }();
  return *server;
}

std::string PrivateMariadb::Path(std::string_view name) const {
  return absl::StrCat(directory_.path(), "/", std::string(name));
}

std::string PrivateMariadb::password_file() const { return Path("password"); }
std::string PrivateMariadb::ca_file() const { return Path("ca.pem"); }

absl::Status PrivateMariadb::Install() {
  if (absl::Status s = WriteFile(password_file(), kPassword); !s.ok()) {
    return s;
  }
  if (absl::Status s = WriteFile(Path("server.cnf"), Configuration());
      !s.ok()) {
    return s;
  }
  if (options_.tls) {
    if (absl::Status s = MakeCertificates(); !s.ok()) return s;
  }
  std::vector<std::string> arguments = {
      "mariadb-install-db", "--no-defaults", "--datadir=" + Path("data"),
      "--auth-root-authentication-method=normal", "--skip-test-db",
      // Installations side by side would meet in the shared one.
      "--tmpdir=" + directory_.path()};
  if (getuid() == 0) arguments.push_back("--user=root");
  return RunProcess(arguments).status();
}

std::string PrivateMariadb::Configuration() const {
  std::string text = absl::StrCat(
      "[mariadbd]\ndatadir=", Path("data"), "\nsocket=", Path("socket"),
      "\nport=", port_, "\nbind-address=127.0.0.1\npid-file=", Path("pid"),
      "\ntmpdir=", directory_.path(),
      "\nskip-name-resolve\ninnodb_flush_log_at_trx_commit=1\n"
      "innodb_buffer_pool_size=128M\n");
  if (getuid() == 0) absl::StrAppend(&text, "user=root\n");
  if (options_.binlog) {
    absl::StrAppend(&text, "log-bin=", Path("binlog"),
                    "\nserver-id=1\nsync_binlog=1\nbinlog-format=ROW\n");
  }
  if (options_.tls) {
    absl::StrAppend(&text, "ssl-ca=", ca_file(),
                    "\nssl-cert=", Path("server.pem"),
                    "\nssl-key=", Path("server.key"), "\n");
  }
  return text;
}

absl::Status PrivateMariadb::MakeCertificates() const {
  const std::string extensions = Path("extensions");
  if (absl::Status s = WriteFile(extensions, "subjectAltName=IP:127.0.0.1\n");
      !s.ok()) {
    return s;
  }
  const std::vector<std::vector<std::string>> steps = {
      {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
       "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
       "/CN=test CA", "-keyout", Path("ca.key"), "-out", ca_file()},
      {"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
       "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", Path("server.key"),
       "-out", Path("server.csr")},
      {"openssl", "x509", "-req", "-days", "2", "-in", Path("server.csr"),
       "-CA", ca_file(), "-CAkey", Path("ca.key"), "-CAcreateserial",
       "-extfile", extensions, "-out", Path("server.pem")}};
  for (const std::vector<std::string>& step : steps) {
    if (absl::Status s = RunProcess(step).status(); !s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status PrivateMariadb::Launch() {
  unlink(Path("socket").c_str());
  const absl::StatusOr<pid_t> process = StartProcess(
      {"mariadbd", "--defaults-file=" + Path("server.cnf")}, Path("log"));
  if (!process.ok()) return process.status();
  process_ = *process;
  const absl::Time give_up = absl::Now() + kStartTimeout;
  while (!Greets(Path("socket"))) {
    if (waitpid(process_, nullptr, WNOHANG) == process_) {
      process_ = -1;
      return absl::InternalError("MariaDB did not start: " + LogEnd());
    }
    if (absl::Now() > give_up) {
      return absl::InternalError("MariaDB is not ready in time: " + LogEnd());
    }
    absl::SleepFor(absl::Milliseconds(10));
  }
  return absl::OkStatus();
}

std::string PrivateMariadb::LogEnd() const {
  std::ostringstream text;
  text << std::ifstream(Path("log")).rdbuf();
  const std::string all = text.str();
  return all.substr(all.size() > 2000 ? all.size() - 2000 : 0);
}

absl::StatusOr<std::string> PrivateMariadb::NewSchema() {
  static std::atomic<int> number = 0;
  const std::string name = absl::StrCat("test_", ++number);
  const absl::StatusOr<std::string> made = Administer(
      absl::StrCat("CREATE SCHEMA ", name, " CHARACTER SET utf8mb4"));
  if (!made.ok()) return made.status();
  return name;
}

std::string PrivateMariadb::SocketUrl(std::string_view schema) const {
  return absl::StrCat("mysql://ledger@/", std::string(schema),
                      "?socket=", Path("socket"),
                      "&password_file=", password_file());
}

std::string PrivateMariadb::TcpUrl(std::string_view schema, int port) const {
  return absl::StrCat("mysql://ledger@127.0.0.1:", port == 0 ? port_ : port,
                      "/", std::string(schema),
                      "?password_file=", password_file());
}

absl::StatusOr<std::string> PrivateMariadb::Administer(
    std::string_view sql) const {
  return RunProcess({"mariadb", "--no-defaults", "--user=root",
                     "--socket=" + Path("socket"), "--batch",
                     "--skip-column-names", "--execute=" + std::string(sql)});
}

absl::Status PrivateMariadb::Dump(const std::string& schema,
                                  const std::string& path) const {
  return RunProcess({"mariadb-dump", "--no-defaults", "--user=root",
                     "--socket=" + Path("socket"), "--skip-comments",
                     "--hex-blob", "--order-by-primary",
                     "--result-file=" + path, schema})
      .status();
}

absl::Status PrivateMariadb::Load(const std::string& schema,
                                  const std::string& path) const {
  return RunProcess({"mariadb", "--no-defaults", "--user=root",
                     "--socket=" + Path("socket"), "--batch",
                     "--execute=SOURCE " + path, schema})
      .status();
}

void PrivateMariadb::Freeze() const { kill(process_, SIGSTOP); }
void PrivateMariadb::Thaw() const { kill(process_, SIGCONT); }

void PrivateMariadb::Kill9() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  WaitForProcess(process_);
  process_ = -1;
}

absl::Status PrivateMariadb::Restart() {
  Kill9();
  return Launch();
}

}  // namespace epiledger::testing
