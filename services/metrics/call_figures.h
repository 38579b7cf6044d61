// CallFigures: the figures that every process has.
#ifndef EPILEDGER_SERVICES_METRICS_CALL_FIGURES_H_
#define EPILEDGER_SERVICES_METRICS_CALL_FIGURES_H_

#include <string>

#include "services/metrics/readings.h"
#include "services/rpc/server.h"

namespace epiledger::metrics {

// What a server counted.
void AddCalls(const rpc::ServerCounts& counts, Readings& readings);

// How much may still be written to the disk of `folder`; nothing is added where
// the system does not say.
void AddDisk(const std::string& folder, Readings& readings);

}  // namespace epiledger::metrics

#endif  // EPILEDGER_SERVICES_METRICS_CALL_FIGURES_H_
