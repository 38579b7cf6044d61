// ServedAlone: the built program of a service on a store that others left: how
// soon it answers, and what it holds in memory when it has nothing to do.
#ifndef EPILEDGER_TESTS_BENCH_SERVED_ALONE_H_
#define EPILEDGER_TESTS_BENCH_SERVED_ALONE_H_

#include <memory>
#include <string>
#include <vector>

#include "services/gateway/source.h"
#include "tests/bench/report.h"
#include "tests/faults/credentials.h"
#include "tests/faults/funding_server.h"

namespace epiledger::bench {

struct ServedAlone {
  // It has stopped.
  std::unique_ptr<faults::FundingServer> server;
  // Milliseconds from its start to its first summary of the county.
  double ready = 0;
  // Megabytes.
  double idle = 0;
};

// Stops the program when the service does not serve, answer or stop.
[[nodiscard]] ServedAlone ServeAlone(const faults::Credentials& credentials,
                                     gateway::SourceId source,
                                     const std::string& store);

// Adds the two lines, the first of which has its goal where the book is no
// larger than the promise says.
void AddServedAlone(const ServedAlone& served, const std::string& name,
                    bool has_ready_goal, std::vector<Figure>& figures);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_SERVED_ALONE_H_
