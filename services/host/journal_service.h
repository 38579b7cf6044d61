// The method table of epiledger.journal.v1.JournalService, the same in every
// service: counties begin here, and auditors and followers read here.
#ifndef EPILEDGER_SERVICES_HOST_JOURNAL_SERVICE_H_
#define EPILEDGER_SERVICES_HOST_JOURNAL_SERVICE_H_

#include "services/host/method_set.h"
#include "services/journal/checkpoint.h"
#include "services/rpc/method.h"

namespace epiledger::host {

// `key` signs checkpoints and must outlive the server.
[[nodiscard]] rpc::MethodTable JournalMethods(const Backend& backend,
                                              const journal::SigningKey& key);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_JOURNAL_SERVICE_H_
