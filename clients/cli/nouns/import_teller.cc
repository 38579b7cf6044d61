#include "clients/cli/nouns/import_teller.h"

#include "absl/time/clock.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/terminal/exit.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {

void ImportTeller::Progress(size_t done, size_t all) {
  if (!session_.environment().is_terminal) return;
  is_progress_told_ = true;
  session_.environment().err
      << "\r"
      << session_.texts()("IMPORT_PROGRESS",
                          {{"done", Concat(done)}, {"all", Concat(all)}})
      << std::flush;
}

void ImportTeller::End() {
  if (is_progress_told_) session_.environment().err << "\n";
}

void ImportTeller::NotKept(const absl::Status& why,
                           const std::vector<type::v1::Receipt>& receipts) {
  std::ostream& err = session_.environment().err;
  err << TextOf(why, session_.texts()) << "\n";
  for (const type::v1::Receipt& receipt : receipts) {
    err << ReceiptLine(receipt) << "\n";
  }
}

bool ImportTeller::WaitOutRefusals(const grpc::Status& answer) {
  const rpc::Error error = rpc::FromGrpcStatus(answer);
  if (error.reason != "TOO_MANY_REFUSALS" || !error.retry_after.has_value()) {
    return false;
  }
  const absl::Duration wait = *error.retry_after;
  session_.environment().err
      << session_.texts()("IMPORT_WAITS",
                          {{"wait", Concat(absl::ToInt64Seconds(wait))}})
      << std::endl;
  absl::SleepFor(wait);
  return true;
}

}  // namespace epiledger::cli
