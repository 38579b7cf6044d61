#include "services/host/method_set.h"

#include <algorithm>

#include "services/host/answer.h"
#include "services/host/book_read.h"
#include "services/host/ownership.h"
#include "services/host/request.h"
#include "services/rpc/error.h"

namespace epiledger::host {
namespace {

constexpr std::string_view kLedger = "ledger";

journal::BookName LedgerOf(const Backend& backend,
                           const google::protobuf::Message& request,
                           const std::string& county_field) {
  return {backend.books->service(),
          std::string(CountyOf(StringField(request, county_field))),
          std::string(kLedger)};
}

// The decision, undecided where it would change what is not the caller's.
book::Decision Owned(book::Decision decision, const rpc::Caller& caller,
                     const google::protobuf::MethodDescriptor& method,
                     const Owners& owners) {
  const auto* const accepted = std::get_if<book::Accepted>(&decision);
  if (accepted == nullptr) return decision;
  const absl::Status own =
      CheckOwnership(caller, method, owners, accepted->effects);
  if (!own.ok()) return own;
  return decision;
}

}  // namespace

MethodSet::MethodSet(const Backend& backend, std::string service, Owners owners)
    : backend_(backend), service_(std::move(service)), owners_(owners) {}

void MethodSet::AddWrite(std::string_view method, AnyWrite write) {
  const auto* descriptor = rpc::FindMethod(service_, method);
  auto handler = [backend = backend_, owners = owners_, descriptor,
                  county_field = CountyField(*descriptor),
                  write = std::move(write)](
                     const rpc::CallContext& context,
                     std::shared_ptr<const Message> request,
                     rpc::Respond respond) {
    const journal::BookName book = LedgerOf(backend, *request, county_field);
    absl::Status valid = CheckOneCounty(*request, book.county);
    if (valid.ok()) valid = write.validate(*request);
    if (!valid.ok()) return std::move(respond)(valid);
    book::Command command;
    command.key = {context.caller.subject, StringField(*request, "request_id")};
    command.method = descriptor->full_name();
    command.deadline = context.deadline;
    command.needs = write.needs(*request);
    command.decide = [request, descriptor, owners, caller = context.caller,
                      decide = write.decide](
                         const book::DecisionContext& decision,
                         ledger::State& state) {
      return Owned(decide(*request, decision, state), caller, *descriptor,
                   owners);
    };
    command.request = std::move(request);
    command.done = [respond = std::move(respond)](
                       absl::StatusOr<book::Outcome> outcome) mutable {
      std::move(respond)(Answer(std::move(outcome)));
    };
    backend.books->Submit(book, std::move(command));
  };
  table_.push_back({descriptor, std::move(handler)});
}

void MethodSet::AddBatch(std::string_view batch, std::string_view of) {
  const auto* descriptor = rpc::FindMethod(service_, batch);
  const auto* single = rpc::FindMethod(service_, of);
  const auto row = std::find_if(
      table_.begin(), table_.end(),
      [&](const rpc::Method& method) { return method.descriptor == single; });
  rpc::Handler handler = row->handler;
  table_.push_back({descriptor, std::move(handler), true});
}

void MethodSet::AddRead(std::string_view method, EffectiveAxis axis,
                        AnyRead read) {
  const auto* descriptor = rpc::FindMethod(service_, method);
  auto handler =
      [backend = backend_, axis, county_field = CountyField(*descriptor),
       read = std::move(read)](const rpc::CallContext& context,
                               std::shared_ptr<const Message> request,
                               rpc::Respond respond) {
        backend.readers->Answer(
            context, std::move(respond),
            [backend, axis, context, request, read,
             book = LedgerOf(backend, *request,
                             county_field)]() -> absl::StatusOr<std::string> {
              return ReadBook(
                  backend, book, axis, context, *request,
                  [&](ReadContext& place) { return read(*request, place); });
            });
      };
  table_.push_back({descriptor, std::move(handler)});
}

}  // namespace epiledger::host
