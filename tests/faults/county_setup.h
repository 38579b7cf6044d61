// The county's money, created through the API.
#ifndef EPILEDGER_TESTS_FAULTS_COUNTY_SETUP_H_
#define EPILEDGER_TESTS_FAULTS_COUNTY_SETUP_H_

#include "absl/status/status.h"
#include "tests/faults/funding_client.h"

namespace epiledger::faults {

// Creates the county, a fund with money, a purpose, and the documents of
// county_names.h.
absl::Status MakeCounty(FundingClient& client);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_COUNTY_SETUP_H_
