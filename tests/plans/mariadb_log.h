// MariaDB's own record of what it ran: each statement with the plan that it was
// carried out by, as the slow query log has it when nothing is fast enough.
#ifndef EPILEDGER_TESTS_PLANS_MARIADB_LOG_H_
#define EPILEDGER_TESTS_PLANS_MARIADB_LOG_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "tests/plans/statement.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::plans {

// Every session that is begun from here on is recorded in the file `path`.
[[nodiscard]] absl::Status BeginRecord(const testing::PrivateMariadb& server,
                                       const std::string& path);
[[nodiscard]] absl::Status EndRecord(const testing::PrivateMariadb& server);

// What such a file says of the statements that read or change rows, in order.
[[nodiscard]] std::vector<Plan> PlansIn(std::string_view log);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_MARIADB_LOG_H_
