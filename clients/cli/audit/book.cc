#include "clients/cli/audit/book.h"

#include <algorithm>

#include "clients/cli/session/refusal.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/resource_name.h"
#include "services/limits.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kBookName = "counties/{county}/books/{book}";
// Times that accounts and head are asked for until both show the same entry.
constexpr int kAttempts = 200;

template <typename Response, typename Request>
absl::StatusOr<Response> Call(Session& session, const char* method,
                              const Request& request) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()
          ->FindServiceByName("epiledger.journal.v1.JournalService")
          ->FindMethodByName(method);
  Response response;
  const absl::Status status = Read(session, *descriptor, request, response);
  if (!status.ok()) return status;
  return response;
}

}  // namespace

absl::StatusOr<Book> Book::Open(Session& session, std::string_view text) {
  auto name = CompleteName(kBookName, text, session.settings().place);
  if (!name.ok()) return At("BOOK", name.status());
  return Book(session, *std::move(name));
}

absl::StatusOr<journal::v1::Checkpoint> Book::Checkpoint() {
  journal::v1::GetCheckpointRequest request;
  request.set_book(name_);
  return Call<journal::v1::Checkpoint>(*session_, "GetCheckpoint", request);
}

absl::Status Book::ReadEntries(
    int64_t after, int64_t last, const std::string& incarnation,
    absl::FunctionRef<absl::Status(const journal::v1::Entry&)> on_entry) {
  journal::v1::ListEntriesRequest request;
  request.set_book(name_);
  request.set_incarnation(incarnation);
  while (after < last) {
    request.set_after_sequence(after);
    request.set_page_size(static_cast<int32_t>(
        std::min<int64_t>(last - after, limits::kMaxPageSize)));
    const auto page = Call<journal::v1::ListEntriesResponse>(
        *session_, "ListEntries", request);
    if (!page.ok()) return page.status();
    for (const journal::v1::Entry& entry : page->entries()) {
      const absl::Status status = on_entry(entry);
      if (!status.ok()) return status;
      after = entry.sequence();
    }
    if (page->entries().empty()) return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::StatusOr<journal::v1::ListAccountsResponse> Book::ListAccounts() {
  journal::v1::ListAccountsRequest request;
  request.set_book(name_);
  request.set_page_size(limits::kMaxPageSize);
  journal::v1::ListAccountsResponse all;
  do {
    const auto page = Call<journal::v1::ListAccountsResponse>(
        *session_, "ListAccounts", request);
    if (!page.ok()) return page.status();
    all.mutable_accounts()->MergeFrom(page->accounts());
    *all.mutable_read_at() = page->read_at();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return all;
}

absl::StatusOr<Book::Accounts> Book::ReadAccounts() {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    auto checkpoint = Checkpoint();
    if (!checkpoint.ok()) return checkpoint.status();
    const auto listed = ListAccounts();
    if (!listed.ok()) return listed.status();
    if (listed->read_at().sequence() != checkpoint->sequence() ||
        listed->read_at().incarnation() != checkpoint->incarnation()) {
      continue;
    }
    Accounts accounts{*std::move(checkpoint),
                      {listed->accounts().begin(), listed->accounts().end()}};
    // By the bytes of the names, whatever order the store keeps.
    std::sort(
        accounts.balances.begin(), accounts.balances.end(),
        [](const auto& a, const auto& b) { return a.account() < b.account(); });
    return accounts;
  }
  return Ended(ExitCode::kRefused, session_->texts()("BOOK_NEVER_RESTS"));
}

}  // namespace epiledger::cli
