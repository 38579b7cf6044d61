// ImportTeller: what a person is told while lines are sent.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_TELLER_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_TELLER_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/session/session.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "grpcpp/support/status.h"

namespace epiledger::cli {

class ImportTeller {
 public:
  // `session` must outlive it.
  explicit ImportTeller(Session& session) : session_(session) {}

  // So many lines of `all` are done: on one line that is written over and over.
  // A file or a script wants none.
  void Progress(size_t done, size_t all);
  // No line follows.
  void End();

  // What could not be kept is said and shown, for it is recorded.
  void NotKept(const absl::Status& why,
               const std::vector<type::v1::Receipt>& receipts);

  // Whether the service was waited for that hears nobody whose calls were
  // refused too often within a minute; refused lines count as calls.
  bool WaitOutRefusals(const grpc::Status& answer);

 private:
  Session& session_;
  bool is_progress_told_ = false;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_IMPORT_TELLER_H_
