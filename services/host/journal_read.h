// JournalRead: a read of the book that a request names, as a row of the method
// table of JournalService.
#ifndef EPILEDGER_SERVICES_HOST_JOURNAL_READ_H_
#define EPILEDGER_SERVICES_HOST_JOURNAL_READ_H_

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "services/host/book_read.h"
#include "services/host/method_set.h"
#include "services/host/read_context.h"
#include "services/host/request.h"
#include "services/journal/types.h"
#include "services/rpc/method.h"

namespace epiledger::host {

inline constexpr std::string_view kJournalService =
    "epiledger.journal.v1.JournalService";
// A service's books: its ledger, and its record of denials.
inline constexpr std::array<std::string_view, 2> kBookKinds = {"ledger",
                                                               "access"};

// The book called `name`; NOT_FOUND when it is none of this service.
[[nodiscard]] absl::StatusOr<journal::BookName> ParseBook(
    const std::string& name, const std::string& service);

// `answer` gives the response, or a status, from request and context.
template <typename Request, typename Answer>
rpc::Method JournalRead(const Backend& backend, std::string_view method,
                        Answer answer) {
  return {rpc::FindMethod(kJournalService, method),
          [backend, answer](
              const rpc::CallContext& context,
              std::shared_ptr<const google::protobuf::Message> message,
              rpc::Respond respond) {
            backend.readers->Answer(
                context, std::move(respond),
                [backend, answer, context,
                 message]() -> absl::StatusOr<std::string> {
                  const auto& request = static_cast<const Request&>(*message);
                  const auto book =
                      ParseBook(request.book(), backend.books->service());
                  if (!book.ok()) return book.status();
                  return ReadBook(
                      backend, *book, EffectiveAxis::kNone, context, request,
                      [&](ReadContext& place) -> absl::StatusOr<std::string> {
                        const auto response = answer(request, place);
                        if (!response.ok()) return response.status();
                        return response->SerializeAsString();
                      });
                });
          }};
}

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_JOURNAL_READ_H_
