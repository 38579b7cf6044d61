#include "tests/faults/book_reader.h"

#include <iterator>
#include <utility>
#include <vector>

#include "tests/faults/county_names.h"

namespace epiledger::faults {
namespace {

using JournalStub = FundingClient::JournalStub;

constexpr int kPageSize = 1'000;

absl::Status ReadAccounts(FundingClient& client, BookReading& reading) {
  journal::v1::ListAccountsRequest request;
  request.set_book(BookName());
  do {
    journal::v1::ListAccountsResponse page;
    const absl::Status status =
        client.Call(&JournalStub::ListAccounts,
                    client.credentials().auditor_token(), request, page);
    if (!status.ok()) return status;
    std::move(page.mutable_accounts()->begin(), page.mutable_accounts()->end(),
              std::back_inserter(reading.accounts));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

absl::Status ReadAllocation(FundingClient& client, const std::string& document,
                            BookReading& reading) {
  funding::v1::GetAllocationRequest request;
  request.set_name(AllocationName(document));
  funding::v1::Allocation allocation;
  const absl::Status status =
      client.Call(&FundingClient::FundingStub::GetAllocation,
                  client.credentials().auditor_token(), request, allocation);
  if (!status.ok()) return status;
  const funding::v1::Allocation::Balance& balance = allocation.balance();
  reading.allocations[document] = {FenOf(balance.allocated()),
                                   FenOf(balance.paid()),
                                   FenOf(balance.available())};
  return absl::OkStatus();
}

absl::Status ReadAllocations(FundingClient& client, BookReading& reading) {
  absl::Status status = ReadAllocation(client, kHot, reading);
  for (const char* const other : kOthers) {
    if (status.ok()) status = ReadAllocation(client, other, reading);
  }
  if (status.ok()) status = ReadAllocation(client, kPoor, reading);
  return status;
}

absl::Status ReadCheckpoint(FundingClient& client, BookReading& reading) {
  journal::v1::GetCheckpointRequest request;
  request.set_book(BookName());
  return client.Call(&JournalStub::GetCheckpoint,
                     client.credentials().auditor_token(), request,
                     reading.checkpoint);
}

absl::Status Verify(FundingClient& client, BookReading& reading) {
  journal::v1::VerifyBookRequest request;
  request.set_book(BookName());
  journal::v1::VerifyBookResponse response;
  const absl::Status status =
      client.Call(&JournalStub::VerifyBook,
                  client.credentials().auditor_token(), request, response);
  reading.findings = {response.findings().begin(), response.findings().end()};
  return status;
}

}  // namespace

absl::StatusOr<std::vector<journal::v1::Entry>> ReadEntries(
    FundingClient& client, BookPlace& place) {
  std::vector<journal::v1::Entry> entries;
  journal::v1::ListEntriesRequest request;
  request.set_book(BookName());
  request.set_page_size(kPageSize);
  for (;;) {
    request.set_after_sequence(place.sequence);
    request.set_incarnation(place.incarnation);
    journal::v1::ListEntriesResponse page;
    const absl::Status status =
        client.Call(&JournalStub::ListEntries,
                    client.credentials().auditor_token(), request, page);
    if (!status.ok()) return status;
    if (page.entries_size() > 0) {
      place = {page.entries().rbegin()->sequence(), page.head().incarnation()};
    }
    std::move(page.mutable_entries()->begin(), page.mutable_entries()->end(),
              std::back_inserter(entries));
    if (page.next_after_sequence() == 0) return entries;
  }
}

absl::StatusOr<BookReading> ReadBook(FundingClient& client) {
  BookReading reading;
  BookPlace begin;
  auto entries = ReadEntries(client, begin);
  if (!entries.ok()) return entries.status();
  reading.entries = *std::move(entries);
  absl::Status status = ReadAccounts(client, reading);
  if (status.ok()) status = ReadAllocations(client, reading);
  if (status.ok()) status = ReadCheckpoint(client, reading);
  if (status.ok()) status = Verify(client, reading);
  if (!status.ok()) return status;
  return reading;
}

}  // namespace epiledger::faults
