#include "tests/plans/recorded_store.h"

#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "services/text.h"
#include "tests/plans/mariadb_log.h"
#include "tests/plans/sqlite_trace.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::plans {
namespace {

using storage::Engine;

testing::PrivateMariadb& Server() { return testing::PrivateMariadb::Shared(); }

// The schema's tables, parted by commas.
absl::StatusOr<std::string> TablesOf(const std::string& schema) {
  return Server().Administer(
      Concat("SELECT GROUP_CONCAT(table_schema, '.', table_name) FROM "
             "information_schema.tables WHERE table_schema = '",
             schema, "'"));
}

}  // namespace

RecordedStore::RecordedStore(Engine engine)
    : url_(storage::ParseStoreUrl(NewUrl(engine)).value()) {}

std::string RecordedStore::NewUrl(Engine engine) const {
  if (engine == Engine::kSqlite) {
    return Concat("sqlite:", folder_.path(), "/store");
  }
  return Server().SocketUrl(Server().NewSchema().value());
}

absl::Status RecordedStore::Use(Body body) const {
  const absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open(url_, {});
  return store.ok() ? body(**store) : store.status();
}

absl::Status RecordedStore::Analyze() const {
  if (engine() == Engine::kSqlite) return absl::OkStatus();
  const absl::StatusOr<std::string> tables = TablesOf(url_.schema);
  if (!tables.ok()) return tables.status();
  return Server().Administer(Concat("ANALYZE TABLE ", *tables)).status();
}

absl::StatusOr<std::vector<Plan>> RecordedStore::Record(
    std::string_view database, Body body) const {
  return engine() == Engine::kSqlite ? RecordSqlite(database, body)
                                     : RecordMariadb(body);
}

absl::StatusOr<std::vector<Plan>> RecordedStore::RecordMariadb(
    Body body) const {
  // Each record has a file of its own.
  const testing::TemporaryDirectory folder;
  const std::string path = Concat(folder.path(), "/statements");
  absl::Status status = BeginRecord(Server(), path);
  if (status.ok()) status = Use(body);
  const absl::Status ended = EndRecord(Server());
  if (status.ok()) status = ended;
  if (!status.ok()) return status;
  std::ostringstream log;
  log << std::ifstream(path).rdbuf();
  return PlansIn(log.str());
}

absl::StatusOr<std::vector<Plan>> RecordedStore::RecordSqlite(
    std::string_view database, Body body) const {
  BeginTrace();
  absl::Status status = Use(body);
  const std::vector<std::string> texts = EndTrace();
  if (!status.ok()) return status;
  std::vector<Plan> plans;
  status = Use([&](storage::Store& store) -> absl::Status {
    const absl::StatusOr<storage::Database*> opened =
        store.OpenDatabase(database);
    if (!opened.ok()) return opened.status();
    for (const std::string& sql : texts) {
      absl::StatusOr<Plan> plan = Explain(**opened, sql);
      if (!plan.ok()) return plan.status();
      plans.push_back(*std::move(plan));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return plans;
}

}  // namespace epiledger::plans
