#include "services/host/method_set.h"

#include "services/host/book_read.h"
#include "services/host/request.h"

namespace epiledger::host {
namespace {

rpc::Handler HandlerOf(std::shared_ptr<const WriteMethod> row) {
  return [row = std::move(row)](
             const rpc::CallContext& context,
             std::shared_ptr<const google::protobuf::Message> request,
             rpc::Respond respond) {
    row->Run(context, std::move(request), std::move(respond));
  };
}

}  // namespace

MethodSet::MethodSet(const Backend& backend, std::string service, Owners owners)
    : backend_(backend), service_(std::move(service)), owners_(owners) {}

void MethodSet::AddWrite(std::string_view method, AnyWrite write) {
  const auto* descriptor = rpc::FindMethod(service_, method);
  const auto row = std::make_shared<const WriteMethod>(
      backend_.books, descriptor, owners_, std::move(write));
  writes_.emplace(method, row);
  table_.push_back({descriptor, HandlerOf(row)});
}

void MethodSet::AddBatch(std::string_view batch, std::string_view of) {
  const auto row = writes_.find(of)->second;
  table_.push_back({rpc::FindMethod(service_, batch), HandlerOf(row), true,
                    [row](const rpc::CallContext& context,
                          std::vector<rpc::BatchElement> elements) {
                      row->RunTogether(context, std::move(elements));
                    }});
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
             book = LedgerOf(*backend.books, *request,
                             county_field)]() -> absl::StatusOr<std::string> {
              return ReadBook(
                  backend, book, axis, context, *request,
                  [&](ReadContext& place) { return read(*request, place); });
            });
      };
  table_.push_back({descriptor, std::move(handler)});
}

}  // namespace epiledger::host
