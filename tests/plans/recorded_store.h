// RecordedStore: an empty store of either engine, to be filled, that tells of
// every statement it ran by which plan that was.
//
// The engines themselves are asked, not the storage layer: what reaches them
// has no way around the record.
#ifndef EPILEDGER_TESTS_PLANS_RECORDED_STORE_H_
#define EPILEDGER_TESTS_PLANS_RECORDED_STORE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/storage/database.h"
#include "services/storage/store_url.h"
#include "tests/plans/statement.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::plans {

class RecordedStore {
 public:
  using Body = absl::FunctionRef<absl::Status(storage::Store&)>;

  // Throws where there is no store to be had.
  explicit RecordedStore(storage::Engine engine);

  [[nodiscard]] storage::Engine engine() const { return url_.engine; }

  // Opens the store for `body`.
  [[nodiscard]] absl::Status Use(Body body) const;

  // Brings the figures up to date by which MariaDB chooses its plans.
  [[nodiscard]] absl::Status Analyze() const;

  // As Use, and tells of the statements that read or changed rows: on MariaDB
  // all in their order, with the plans they were carried out by; on SQLite each
  // text once, with the plan for it in the database called `database`.
  absl::StatusOr<std::vector<Plan>> Record(std::string_view database,
                                           Body body) const;

 private:
  [[nodiscard]] std::string NewUrl(storage::Engine engine) const;
  absl::StatusOr<std::vector<Plan>> RecordMariadb(Body body) const;
  absl::StatusOr<std::vector<Plan>> RecordSqlite(std::string_view database,
                                                 Body body) const;

  const testing::TemporaryDirectory folder_;
  const storage::StoreUrl url_;
};

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_RECORDED_STORE_H_
