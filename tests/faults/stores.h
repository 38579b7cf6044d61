// Stores for a story that is told on both engines.
#ifndef EPILEDGER_TESTS_FAULTS_STORES_H_
#define EPILEDGER_TESTS_FAULTS_STORES_H_

#include <string>

#include "gtest/gtest.h"
#include "services/storage/store_url.h"

namespace epiledger::faults {

// An empty store for FundingRun::Begin: a new schema on the MariaDB that the
// tests of this process share; on SQLite nothing, for the run has a folder.
// Stops the test program when there is no schema to be had.
[[nodiscard]] std::string NewStore(storage::Engine engine);

// The name of a test's instance.
[[nodiscard]] std::string NameOfEngine(
    const ::testing::TestParamInfo<storage::Engine>& engine);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_STORES_H_
