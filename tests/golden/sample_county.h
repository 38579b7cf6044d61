// The sample county, loaded through the API by deploy/sample-county into
// services of this process, so that two loads write the same bytes: the clock
// stands still, and incarnations, request ids and the salt of personal fields
// are fixed.
#ifndef EPILEDGER_TESTS_GOLDEN_SAMPLE_COUNTY_H_
#define EPILEDGER_TESTS_GOLDEN_SAMPLE_COUNTY_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "services/gateway/gateway_fixture.h"
#include "tests/golden/stored_county.h"

namespace epiledger::golden {

// Starts the services on empty stores, loads the county, writes an export of
// each book into the folder `exports` unless that is empty, and stops: the
// stores are at rest. INTERNAL with what the loader printed when a step fails.
// The working directory is the root of the tree.
[[nodiscard]] absl::Status LoadSampleCounty(const StoreUrls& urls,
                                            const std::string& exports);

// Starts the services on empty stores and the gateway before them, loads the
// county as deploy/sample-county tells it and nothing more, and hands them to
// `then`. Otherwise as above.
[[nodiscard]] absl::Status WithSampleCounty(
    const StoreUrls& urls,
    const std::function<void(gateway::GatewayFixture& county)>& then);

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_SAMPLE_COUNTY_H_
