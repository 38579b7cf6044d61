#include "services/host/journal_service.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/book/genesis.h"
#include "services/host/answer.h"
#include "services/host/entry_queries.h"
#include "services/host/journal_read.h"
#include "services/host/read_context.h"
#include "services/host/refusal_queries.h"
#include "services/host/request.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/verify.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/rpc/page_token.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

constexpr size_t kCodeDigits = 6;

std::string Bytes(std::string_view view) { return std::string(view); }

// --- Books begin.

absl::Status ValidateCreateCounty(
    const journal::v1::CreateCountyRequest& request,
    const std::string& service) {
  if (request.service() != service) {
    return rpc::InvalidField(
        "service", "WRONG_SERVICE",
        {{"found", request.service()}, {"service", service}});
  }
  const std::string& code = request.code();
  if (code.size() != kCodeDigits ||
      !std::all_of(code.begin(), code.end(),
                   [](unsigned char c) { return std::isdigit(c) != 0; })) {
    return rpc::InvalidField("code", "BAD_COUNTY_CODE", {{"found", code}});
  }
  const int offset = request.utc_offset_minutes();
  if (offset < limits::kMinZoneOffsetMinutes ||
      offset > limits::kMaxZoneOffsetMinutes) {
    return rpc::InvalidField("utc_offset_minutes", "BAD_UTC_OFFSET",
                             {{"found", Concat(offset)}});
  }
  return absl::OkStatus();
}

book::Decision DecideGenesis(const journal::v1::CreateCountyRequest& request,
                             const book::DecisionContext& context,
                             ledger::State& state) {
  if (state.Exists(book::kGenesisCollection, book::kGenesisKey)) {
    return journal::Refusal{absl::StatusCode::kAlreadyExists,
                            "COUNTY_EXISTS",
                            {{"county", request.county()}}};
  }
  journal::v1::CountyBooks books;
  books.set_county(Concat("counties/", request.county()));
  for (const std::string_view kind : kBookKinds) {
    books.add_books(journal::BookName{context.book.service, context.book.county,
                                      std::string(kind)}
                        .ResourceName());
  }
  journal::v1::Genesis genesis;
  genesis.set_code(request.code());
  genesis.set_utc_offset_minutes(request.utc_offset_minutes());
  genesis.set_display_name(request.display_name());
  book::Accepted accepted;
  const auto add = [&accepted](std::string_view collection,
                               std::string_view key, const auto& body) {
    journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
    version.set_collection(Bytes(collection));
    version.set_key(Bytes(key));
    version.set_body(body.SerializeAsString());
  };
  add("books", "books", books);
  add(book::kGenesisCollection, book::kGenesisKey, genesis);
  return accepted;
}

book::Command GenesisCommand(
    std::shared_ptr<const journal::v1::CreateCountyRequest> request,
    const rpc::CallContext& context) {
  book::Command command;
  command.key = {context.caller.subject, request->request_id()};
  command.method = Concat(kJournalService, ".CreateCounty");
  command.deadline = context.deadline;
  command.creates_book = true;
  command.decide = [request](const book::DecisionContext& decision,
                             ledger::State& state) {
    return DecideGenesis(*request, decision, state);
  };
  command.request = std::move(request);
  return command;
}

// The access book first: once the ledger answers, denials have their place.
// Each is repeatable by the same id, so a call that broke off is sent again.
void CreateCounty(book::Books& books, const rpc::CallContext& context,
                  std::shared_ptr<const google::protobuf::Message> message,
                  rpc::Respond respond) {
  auto request =
      std::static_pointer_cast<const journal::v1::CreateCountyRequest>(message);
  const absl::Status valid = ValidateCreateCounty(*request, books.service());
  if (!valid.ok()) return std::move(respond)(valid);
  const auto name = [&](std::string_view kind) {
    return journal::BookName{books.service(), request->county(),
                             std::string(kind)};
  };
  book::Command first = GenesisCommand(request, context);
  book::Command second = GenesisCommand(request, context);
  second.done = [respond = std::move(respond)](
                    absl::StatusOr<book::Outcome> outcome) mutable {
    std::move(respond)(Answer(std::move(outcome)));
  };
  first.done = [&books, ledger = name("ledger"), second = std::move(second)](
                   absl::StatusOr<book::Outcome> outcome) mutable {
    if (outcome.ok() && !outcome->refusal.has_value()) {
      return books.Submit(ledger, std::move(second));
    }
    std::move(second.done)(std::move(outcome));
  };
  books.Submit(name("access"), std::move(first));
}

// --- Books are read.

absl::StatusOr<journal::v1::Checkpoint> MakeCheckpoint(
    ledger::Snapshot& snapshot, const journal::SigningKey& key) {
  const journal::Head& head = snapshot.head();
  journal::v1::Checkpoint checkpoint;
  checkpoint.set_book(snapshot.book().ResourceName());
  checkpoint.set_incarnation(Bytes(journal::View(head.incarnation)));
  checkpoint.set_sequence(head.sequence);
  checkpoint.set_hash(Bytes(journal::View(head.hash)));
  *checkpoint.mutable_record_time() = ToTimestamp(head.record_time);
  checkpoint.set_key_id(key.id());
  checkpoint.set_signature(
      key.Sign(journal::CheckpointText(snapshot.book(), head)));
  checkpoint.set_public_key(key.public_key());
  return checkpoint;
}

absl::StatusOr<journal::v1::VerifyBookResponse> VerifyBook(
    ledger::Snapshot& snapshot) {
  const auto report = ledger::Verify(snapshot.transaction(), snapshot.book());
  if (!report.ok()) return report.status();
  journal::v1::VerifyBookResponse response;
  response.set_entries(report->entries);
  response.set_movements(report->movements);
  response.mutable_head()->set_book(snapshot.book().ResourceName());
  response.mutable_head()->set_incarnation(
      Bytes(journal::View(report->head.incarnation)));
  response.mutable_head()->set_sequence(report->head.sequence);
  for (const std::string& finding : report->findings) {
    response.add_findings(finding);
  }
  return response;
}

absl::StatusOr<journal::v1::ListAccountsResponse> ListAccounts(
    const journal::v1::ListAccountsRequest&, ReadContext& context) {
  std::string last = context.cursor();
  const auto accounts =
      context.snapshot().ListAccounts(last, context.page_size() + 1);
  if (!accounts.ok()) return accounts.status();
  journal::v1::ListAccountsResponse response;
  for (const ledger::AccountRow& row : *accounts) {
    if (static_cast<size_t>(response.accounts_size()) == context.page_size()) {
      response.set_next_page_token(context.NextPageToken(last));
      break;
    }
    journal::v1::AccountBalance& account = *response.add_accounts();
    account.set_account(row.name);
    account.set_unit(row.unit);
    account.set_balance(row.balance);
    last = row.name;
  }
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace

rpc::MethodTable JournalMethods(const Backend& backend,
                                const journal::SigningKey& key) {
  rpc::MethodTable table;
  table.push_back({rpc::FindMethod(kJournalService, "CreateCounty"),
                   [books = backend.books](
                       const rpc::CallContext& context,
                       std::shared_ptr<const google::protobuf::Message> request,
                       rpc::Respond respond) {
                     CreateCounty(*books, context, std::move(request),
                                  std::move(respond));
                   }});
  table.push_back(JournalRead<journal::v1::GetCheckpointRequest>(
      backend, "GetCheckpoint",
      [&key](const journal::v1::GetCheckpointRequest&, ReadContext& context) {
        return MakeCheckpoint(context.snapshot(), key);
      }));
  table.push_back(JournalRead<journal::v1::ListEntriesRequest>(
      backend, "ListEntries",
      [](const journal::v1::ListEntriesRequest& request, ReadContext& context) {
        return ListEntries(request, context.snapshot());
      }));
  table.push_back(JournalRead<journal::v1::VerifyBookRequest>(
      backend, "VerifyBook",
      [](const journal::v1::VerifyBookRequest&, ReadContext& context) {
        return VerifyBook(context.snapshot());
      }));
  table.push_back(JournalRead<journal::v1::ListAccountsRequest>(
      backend, "ListAccounts", &ListAccounts));
  table.push_back(JournalRead<journal::v1::ListRefusalsRequest>(
      backend, "ListRefusals",
      [messages = backend.messages](
          const journal::v1::ListRefusalsRequest& request,
          ReadContext& context) {
        return ListRefusals(request, messages, context);
      }));
  table.push_back(JournalRead<journal::v1::GetRefusalRequest>(
      backend, "GetRefusal",
      [messages = backend.messages](
          const journal::v1::GetRefusalRequest& request, ReadContext& context) {
        return GetRefusal(request, messages, context);
      }));
  return table;
}

}  // namespace epiledger::host
