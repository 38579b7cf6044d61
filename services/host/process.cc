#include "services/host/process.h"

#include <iterator>
#include <utility>

#include "services/host/host_messages.h"
#include "services/host/journal_service.h"
#include "services/host/log.h"
#include "services/limits.h"
#include "services/metrics/call_figures.h"
#include "services/metrics/key_figures.h"
#include "services/rpc/secret.h"
#include "services/storage/store_url.h"

namespace epiledger::host {
namespace {

std::shared_ptr<const rpc::MessageCatalogue> Catalogue(
    const ServiceDefinition& definition) {
  auto catalogue = std::make_shared<rpc::MessageCatalogue>();
  catalogue->Add(HostMessages());
  catalogue->Add(definition.messages);
  return catalogue;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Process>> Process::Start(
    const ServiceDefinition& definition, const ProcessOptions& options,
    const Clock& clock) {
  std::unique_ptr<Process> process(new Process());
  process->options_ = options;
  absl::Status status = process->OpenStore(definition, options, clock);
  if (status.ok()) status = process->Serve(definition, options, clock);
  if (!status.ok()) return status;
  return process;
}

Process::~Process() = default;

absl::Status Process::OpenStore(const ServiceDefinition& definition,
                                const ProcessOptions& options,
                                const Clock& clock) {
  absl::StatusOr<storage::StoreUrl> url = storage::ParseStoreUrl(options.store);
  if (!url.ok()) return url.status();
  auto store = storage::Store::Open(*url, {});
  if (!store.ok()) return store.status();
  store_ = *std::move(store);
  folder_ = url->directory;
  book::BooksOptions books_options;
  books_options.service = definition.name;
  books_options.committer_threads = options.committer_threads;
  books_options.new_incarnation = options.new_incarnation;
  auto books = book::Books::Open(*store_, clock, std::move(books_options));
  if (!books.ok()) return books.status();
  books_ = *std::move(books);
  denials_ = std::make_unique<Denials>(*books_);
  return absl::OkStatus();
}

absl::Status Process::Serve(const ServiceDefinition& definition,
                            const ProcessOptions& options, const Clock& clock) {
  if (!options.backups.empty()) {
    const absl::Status folder = BackupCheck::CheckFolder(options.backups);
    if (!folder.ok()) return folder;
  }
  auto page_key = rpc::LoadOrCreateSecret(options.page_key);
  if (!page_key.ok()) return page_key.status();
  page_tokens_ = std::make_unique<rpc::PageTokens>(*std::move(page_key));
  auto journal_key = journal::SigningKey::Load(options.journal_key);
  if (!journal_key.ok()) return journal_key.status();
  journal_key_ = *std::move(journal_key);
  auto tokens = rpc::TokenVerifier::Create({.keys = options.token_keys,
                                            .issuer = options.token_issuer,
                                            .audience = options.token_audience,
                                            .clock = &clock});
  if (!tokens.ok()) return tokens.status();
  tokens_ = *std::move(tokens);
  readers_ = std::make_unique<rpc::WorkerPool>(options.reader_threads,
                                               limits::kMaxQueuedReads);

  messages_ = Catalogue(definition);
  const Backend backend{books_.get(), readers_.get(), page_tokens_.get(),
                        messages_.get()};
  rpc::ServerTables tables;
  tables.methods = definition.methods(backend);
  rpc::MethodTable journal = JournalMethods(backend, *journal_key_);
  tables.methods.insert(tables.methods.end(),
                        std::make_move_iterator(journal.begin()),
                        std::make_move_iterator(journal.end()));
  rpc::ServerOptions server_options;
  server_options.address = options.listen;
  server_options.tls = options.tls;
  server_options.tokens = tokens_;
  server_options.messages = messages_;
  server_options.clock = &clock;
  server_options.denial_sink = [this](const rpc::Denial& denial) {
    denials_->Record(denial);
  };
  server_options.fault_sink = &LogFault;
  server_options.reflection = options.reflection;
  auto server =
      rpc::Server::Start(std::move(server_options), std::move(tables));
  if (!server.ok()) return server.status();
  server_ = *std::move(server);
  store_check_ = std::make_unique<StoreCheck>(*books_, *server_);
  if (!options.backups.empty()) {
    backup_check_ = std::make_unique<BackupCheck>(*books_, options.backups,
                                                  journal_key_->public_key());
  }
  return absl::OkStatus();
}

void Process::Drain(absl::Duration grace) {
  // What drains is not ready, whatever the store does.
  store_check_.reset();
  backup_check_.reset();
  server_->Drain(grace);
}

void Process::AddFigures(metrics::Readings& readings) const {
  using metrics::Figure;
  readings.AddCount(Figure::kReady, store_check_->is_ready() ? 1 : 0);
  metrics::AddCalls(server_->counts(), readings);
  for (const book::WriteOutcome outcome : book::kWriteOutcomes) {
    readings.AddCount(Figure::kWrites, books_->counts().Of(outcome),
                      book::NameOf(outcome));
  }
  readings.Add(Figure::kCommitSeconds, books_->counts().commits());
  readings.AddCount(Figure::kWritesWaiting, books_->waiting());
  if (!folder_.empty()) metrics::AddDisk(folder_, readings);
  const absl::Time now = books_->clock().Now();
  metrics::AddOwnCertificates(options_.tls, now, readings);
  metrics::AddTokenKeys(options_.token_keys, now, readings);
  if (backup_check_ == nullptr) return;
  if (const auto age = backup_check_->Age(); age.has_value()) {
    readings.Add(Figure::kBackupAge, absl::ToDoubleSeconds(*age));
  }
}

}  // namespace epiledger::host
