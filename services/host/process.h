// Process: one service, from its store to its port.
#ifndef EPILEDGER_SERVICES_HOST_PROCESS_H_
#define EPILEDGER_SERVICES_HOST_PROCESS_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/book/books.h"
#include "services/clock.h"
#include "services/host/backup_check.h"
#include "services/host/denials.h"
#include "services/host/method_set.h"
#include "services/host/store_check.h"
#include "services/journal/checkpoint.h"
#include "services/metrics/exposer.h"
#include "services/metrics/readings.h"
#include "services/rpc/messages.h"
#include "services/rpc/method.h"
#include "services/rpc/page_token.h"
#include "services/rpc/server.h"
#include "services/rpc/tls.h"
#include "services/rpc/token.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"

namespace epiledger::host {

// What makes one service differ from another.
struct ServiceDefinition {
  // `funding`, `supplies` or `readiness`.
  std::string name;
  absl::Span<const rpc::MessageText> messages;
  // The service's own methods; the journal's are added by the host.
  std::function<rpc::MethodTable(const Backend& backend)> methods;
};

struct ProcessOptions {
  // See storage/store_url.h.
  std::string store;
  // `127.0.0.1:0` takes a free port.
  std::string listen = "127.0.0.1:0";
  rpc::TlsFiles tls;
  // Public keys of persons' tokens, a file or a folder.
  std::string token_keys;
  std::string token_issuer = "epiledger";
  std::string token_audience = "epiledger";
  // The Ed25519 key that signs checkpoints, PEM, mode 0600.
  std::string journal_key;
  // The secret of page tokens, made when it is not there.
  std::string page_key;
  int committer_threads = 2;
  int reader_threads = 4;
  // What books begin with; tests that compare bytes want a known one.
  book::Committer::NewIncarnation new_incarnation =
      book::BooksOptions::RandomIncarnation;
  bool reflection = false;
  // Where the figures are read; no port unless one is named.
  metrics::ExposerOptions metrics;
  // See BackupCheck; empty: nobody tells of backups.
  std::string backups;
};

class Process {
 public:
  // Opens everything and serves. Errors name the file, setting or address.
  // `clock` must outlive the process.
  static absl::StatusOr<std::unique_ptr<Process>> Start(
      const ServiceDefinition& definition, const ProcessOptions& options,
      const Clock& clock);

  ~Process();

  // Takes no new call, lets those in flight end within `grace`, and stops.
  void Drain(absl::Duration grace);

  [[nodiscard]] int port() const { return server_->port(); }
  [[nodiscard]] book::Books& books() { return *books_; }
  [[nodiscard]] rpc::TokenVerifier& tokens() { return *tokens_; }
  [[nodiscard]] rpc::Server& server() { return *server_; }

  // Adds the figures of calls, books, store, keys and backups. Thread-safe.
  void AddFigures(metrics::Readings& readings) const;

 private:
  Process() = default;

  absl::Status OpenStore(const ServiceDefinition& definition,
                         const ProcessOptions& options, const Clock& clock);
  absl::Status Serve(const ServiceDefinition& definition,
                     const ProcessOptions& options, const Clock& clock);

  ProcessOptions options_;
  // In the order they depend on each other: destroyed from the last.
  // The folder of the books; empty where they are on a server.
  std::string folder_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<rpc::PageTokens> page_tokens_;
  std::unique_ptr<journal::SigningKey> journal_key_;
  std::shared_ptr<const rpc::MessageCatalogue> messages_;
  std::unique_ptr<book::Books> books_;
  std::unique_ptr<rpc::WorkerPool> readers_;
  std::unique_ptr<Denials> denials_;
  std::shared_ptr<rpc::TokenVerifier> tokens_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<StoreCheck> store_check_;
  std::unique_ptr<BackupCheck> backup_check_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_PROCESS_H_
