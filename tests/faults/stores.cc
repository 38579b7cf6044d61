#include "tests/faults/stores.h"

#include "tests/testing/private_mariadb.h"

namespace epiledger::faults {

std::string NewStore(storage::Engine engine) {
  if (engine == storage::Engine::kSqlite) return "";
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  return server.SocketUrl(server.NewSchema().value());
}

std::string NameOfEngine(
    const ::testing::TestParamInfo<storage::Engine>& engine) {
  return engine.param == storage::Engine::kSqlite ? "SQLite" : "MariaDB";
}

}  // namespace epiledger::faults
