#include "services/host/write_method.h"

#include <utility>
#include <variant>

#include "services/host/answer.h"
#include "services/host/ownership.h"
#include "services/host/request.h"
#include "services/rpc/batch.h"

namespace epiledger::host {
namespace {

constexpr std::string_view kLedger = "ledger";

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

journal::BookName LedgerOf(const book::Books& books,
                           const google::protobuf::Message& request,
                           const std::string& name_field) {
  return {books.service(),
          std::string(CountyOf(StringField(request, name_field))),
          std::string(kLedger)};
}

WriteMethod::WriteMethod(book::Books* books,
                         const google::protobuf::MethodDescriptor* descriptor,
                         Owners owners, AnyWrite write)
    : books_(books),
      descriptor_(descriptor),
      owners_(owners),
      county_field_(CountyField(*descriptor)),
      write_(std::move(write)) {}

void WriteMethod::Run(const rpc::CallContext& context,
                      std::shared_ptr<const Message> request,
                      rpc::Respond respond) const {
  const journal::BookName book = LedgerOf(*books_, *request, county_field_);
  const absl::Status valid = Check(*request, book);
  if (!valid.ok()) return std::move(respond)(valid);
  book::Command command = CommandOf(context, request, std::move(respond));
  command.needs = write_.needs(*request);
  command.decide = DecisionOf(context, std::move(request));
  books_->Submit(book, std::move(command));
}

void WriteMethod::RunTogether(const rpc::CallContext& context,
                              std::vector<rpc::BatchElement> elements) const {
  const journal::BookName book =
      LedgerOf(*books_, *elements.front().request, county_field_);
  std::vector<book::Command> commands;
  commands.reserve(elements.size());
  for (rpc::BatchElement& element : elements) {
    const Message& request = *element.request;
    book::Command command =
        CommandOf(context, element.request, std::move(element.respond));
    command.element = rpc::BatchPlace(commands.size());
    if (const absl::Status valid = Check(request, book); valid.ok()) {
      command.needs = write_.needs(request);
      command.decide = DecisionOf(context, std::move(element.request));
    } else {
      command.decide = [valid](const book::DecisionContext&, ledger::State&) {
        return book::Decision(valid);
      };
    }
    commands.push_back(std::move(command));
  }
  books_->SubmitTogether(book, std::move(commands));
}

absl::Status WriteMethod::Check(const Message& request,
                                const journal::BookName& book) const {
  const absl::Status one = CheckOneCounty(request, book.county);
  return one.ok() ? write_.validate(request) : one;
}

book::Command WriteMethod::CommandOf(const rpc::CallContext& context,
                                     std::shared_ptr<const Message> request,
                                     rpc::Respond respond) const {
  book::Command command;
  command.key = {context.caller.subject, StringField(*request, "request_id")};
  command.method = descriptor_->full_name();
  command.deadline = context.deadline;
  command.request = std::move(request);
  command.done = [response = descriptor_->output_type(),
                  respond = std::move(respond)](
                     absl::StatusOr<book::Outcome> outcome) mutable {
    std::move(respond)(Answer(std::move(outcome), response));
  };
  return command;
}

book::Decide WriteMethod::DecisionOf(
    const rpc::CallContext& context,
    std::shared_ptr<const Message> request) const {
  return [request = std::move(request), descriptor = descriptor_,
          owners = owners_, caller = context.caller, decide = write_.decide](
             const book::DecisionContext& decision, ledger::State& state) {
    return Owned(decide(*request, decision, state), caller, *descriptor,
                 owners);
  };
}

}  // namespace epiledger::host
