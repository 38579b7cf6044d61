#include "services/host/book_read.h"

#include <utility>

#include "services/host/answer.h"

namespace epiledger::host {

absl::StatusOr<std::string> ReadBook(
    const Backend& backend, const journal::BookName& book, EffectiveAxis axis,
    const rpc::CallContext& call, const google::protobuf::Message& request,
    absl::FunctionRef<absl::StatusOr<std::string>(ReadContext&)> read) {
  std::string response;
  const absl::Status status = backend.books->Read(
      book, [&](ledger::Snapshot& snapshot) -> absl::Status {
        ReadContext context(snapshot, call, *backend.page_tokens, request,
                            backend.books->clock().Now());
        const absl::Status placed = context.Place(axis);
        if (!placed.ok()) return placed;
        absl::StatusOr<std::string> answer = read(context);
        if (!answer.ok()) return answer.status();
        response = *std::move(answer);
        return absl::OkStatus();
      });
  if (!status.ok()) return Explain(status);
  return response;
}

}  // namespace epiledger::host
