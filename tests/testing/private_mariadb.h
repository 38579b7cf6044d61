// PrivateMariadb: a MariaDB server of the tests' own, in a directory that is
// removed afterwards.
//
// It listens on a unix socket and on a free port of 127.0.0.1, commits durably,
// and has a user `ledger` whose password stands in a file. It ends with the
// process that started it, however that ends.
//
// Threads: any, but it is started by one that lives as long as the server: the
// kernel ends the server with that thread.
#ifndef EPILEDGER_TESTS_TESTING_PRIVATE_MARIADB_H_
#define EPILEDGER_TESTS_TESTING_PRIVATE_MARIADB_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::testing {

class PrivateMariadb {
 public:
  struct Options {
    // Writes the binary log, synced at each commit.
    bool binlog = true;
    // Offers TLS with a certificate for 127.0.0.1 signed by ca_file().
    bool tls = false;
  };

  // Starts a server and waits until it answers, for about two seconds.
  static absl::StatusOr<std::unique_ptr<PrivateMariadb>> Start(
      const Options& options);

  // The one server that the tests of this process share; the first call starts
  // it, from the main thread. Ends the process when it cannot be started.
  static PrivateMariadb& Shared();

  PrivateMariadb(const PrivateMariadb&) = delete;
  PrivateMariadb& operator=(const PrivateMariadb&) = delete;
  ~PrivateMariadb();

  // Makes an empty schema and returns its name.
  absl::StatusOr<std::string> NewSchema();

  // Texts for ParseStoreUrl(): over the unix socket; over 127.0.0.1, by
  // default on the server's own port.
  [[nodiscard]] std::string SocketUrl(std::string_view schema) const;
  [[nodiscard]] std::string TcpUrl(std::string_view schema, int port = 0) const;

  // Runs SQL as the administrator, by the server's own client program, and
  // returns what it prints: a line a row, columns parted by tabs.
  absl::StatusOr<std::string> Administer(std::string_view sql) const;

  // Writes a schema's tables into a file, as SQL; runs such a file on an empty
  // schema.
  [[nodiscard]] absl::Status Dump(const std::string& schema,
                                  const std::string& path) const;
  [[nodiscard]] absl::Status Load(const std::string& schema,
                                  const std::string& path) const;

  // Stops the server where it is, and lets it go on: meanwhile it takes
  // connections and answers nothing.
  void Freeze() const;
  void Thaw() const;
  // Ends the server as a power cut would end it, but for what the operating
  // system still writes.
  void Kill9();
  // Starts it again on the same data, socket and port.
  absl::Status Restart();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string password_file() const;
  [[nodiscard]] std::string ca_file() const;

 private:
  explicit PrivateMariadb(const Options& options);

  absl::Status Install();
  absl::Status MakeCertificates() const;
  [[nodiscard]] std::string Configuration() const;
  absl::Status Launch();
  [[nodiscard]] std::string LogEnd() const;
  [[nodiscard]] std::string Path(std::string_view name) const;

  const Options options_;
  const TemporaryDirectory directory_;
  const int port_;
  pid_t process_ = -1;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_PRIVATE_MARIADB_H_
