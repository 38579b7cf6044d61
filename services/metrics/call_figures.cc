#include "services/metrics/call_figures.h"

#include <sys/statvfs.h>

#include "services/rpc/refusal_class.h"

namespace epiledger::metrics {

void AddCalls(const rpc::ServerCounts& counts, Readings& readings) {
  readings.Add(Figure::kCallSeconds, counts.reads, "read");
  readings.Add(Figure::kCallSeconds, counts.writes, "write");
  // All of them, also those that never happened: a rate needs a zero before
  // the first.
  for (const rpc::RefusalClass refusal : rpc::kRefusalClasses) {
    readings.AddCount(Figure::kCallsRefused, counts.Refused(refusal),
                      rpc::NameOf(refusal));
  }
}

void AddDisk(const std::string& folder, Readings& readings) {
  struct statvfs disk {};
  if (statvfs(folder.c_str(), &disk) != 0) return;
  readings.Add(Figure::kDiskFree, static_cast<double>(disk.f_bavail) *
                                      static_cast<double>(disk.f_frsize));
}

}  // namespace epiledger::metrics
