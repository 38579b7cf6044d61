// How the clerk puts several requests at once.
#include <array>
#include <memory>
#include <type_traits>
#include <variant>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/rpc/status.pb.h"
#include "services/new_message.h"
#include "services/text.h"
#include "tests/models/funding/service/clerk.h"
#include "tests/models/funding/service/forms.h"
#include "tests/testing/refusal.h"

namespace epiledger::ladder {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// In the order of the requests; each after `Batch`.
constexpr std::array<const char*, std::variant_size_v<Request>> kBatches = {
    "CreatePurposes",
    "CreateFunds",
    "CreateAppropriations",
    "CreateAllocationDocuments",
    "CreatePayments",
    "CreateCommitments",
    "CreateAccruals",
    "PayCommitments",
    "ReleaseCommitments",
    "CreateRefunds",
    "CreateAllocationChanges",
    "CloseAllocations",
    "CreateLiabilities",
    "SettleLiabilities",
    "CreateAppropriationAdjustments",
    "CreateDisbursements",
    "CreateCarryOvers",
    "ReverseEntries",
    "ClosePeriods",
    "ReopenPeriods",
    "UpdateApprovalLimits",
    "ApproveProposals",
    "RejectProposals",
    "WithdrawProposals",
};

std::unique_ptr<Message> NewOf(const std::string& name) {
  const auto* const descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          Concat("epiledger.funding.v1.", name));
  return NewMessage(*descriptor);
}

const FieldDescriptor* FieldOf(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

// A part that is there; null where it is not, or where there is no such field.
const Message* PartOf(const Message& message, const char* name) {
  const FieldDescriptor* const field = FieldOf(message, name);
  if (field == nullptr || !message.GetReflection()->HasField(message, field)) {
    return nullptr;
  }
  return &message.GetReflection()->GetMessage(message, field);
}

// Of all elements alike.
std::string CallerOf(const Request& request) {
  if (std::holds_alternative<ReopenPeriod>(request)) return kHeadquarters;
  const std::string decider = DeciderOf(request);
  return decider.empty() ? kFinance : decider;
}

}  // namespace

std::unique_ptr<Message> Clerk::FormFor(const std::string& id,
                                        const Request& request) const {
  return std::visit(
      [&](const auto& asked) -> std::unique_ptr<Message> {
        using One = std::decay_t<decltype(asked)>;
        const auto keep = [](auto form) {
          return std::make_unique<decltype(form)>(std::move(form));
        };
        if constexpr (std::is_same_v<One, Refund>) {
          return keep(FormOf(id, asked, PaymentNamed(asked.payment)));
        } else if constexpr (std::is_same_v<One, PayDebt>) {
          return keep(FormOf(id, asked, DebtNamed(asked.liability)));
        } else if constexpr (std::is_same_v<One, Approve>) {
          return keep(FormOf(id, asked, ProposalNamed(asked.proposal),
                             DigestFor(asked)));
        } else if constexpr (requires { asked.proposal; }) {
          return keep(FormOf(id, asked, ProposalNamed(asked.proposal)));
        } else {
          return keep(FormOf(id, asked));
        }
      },
      request);
}

Answer Clerk::AnswerIn(const Message& result) {
  if (const Message* const error = PartOf(result, "error")) {
    google::rpc::Status status;
    status.CopyFrom(*error);
    return AnswerOf(testing::ErrorOf(status));
  }
  Answer answer;
  answer.is_accepted = true;
  const Message& response = *PartOf(result, "response");
  type::v1::Receipt receipt;
  receipt.CopyFrom(*PartOf(response, "receipt"));
  answer.sequence = receipt.sequence();
  answer.is_replay = receipt.replayed();
  const std::array<Labelled, 5> labelled = {
      {{"accrual", "g", &arrivals_},
       {"payment", "p", &payments_},
       {"liability", "l", &debts_},
       {"disbursement", "b", &disbursements_},
       {"carry_over", "o", &carry_overs_}}};
  for (const Labelled& one : labelled) {
    const Message* const resource = PartOf(response, one.field);
    if (resource == nullptr) continue;
    Label(answer,
          resource->GetReflection()->GetString(*resource,
                                               FieldOf(*resource, "name")),
          one.letter, *one.names);
  }
  if (const Message* const proposal = PartOf(response, "proposal")) {
    funding::v1::Proposal heard;
    heard.CopyFrom(*proposal);
    Hear(heard, answer);
  }
  return answer;
}

std::vector<Answer> Clerk::AskSheet(const std::vector<Element>& elements,
                                    bool is_together) {
  const std::string method =
      Concat("Batch", kBatches.at(elements.front().request.index()));
  const auto batch = NewOf(method + "Request");
  const auto& reflection = *batch->GetReflection();
  reflection.SetString(batch.get(), FieldOf(*batch, "parent"),
                       std::string(funding::kCounty));
  reflection.SetBool(batch.get(), FieldOf(*batch, "all_or_nothing"),
                     is_together);
  for (const Element& element : elements) {
    reflection.AddMessage(batch.get(), FieldOf(*batch, "requests"))
        ->CopyFrom(*FormFor(element.id, element.request));
  }
  const auto bytes = funding_.service().CallBytes(
      method, *batch, CallerOf(elements.front().request));
  if (!bytes.ok()) {
    return std::vector<Answer>(elements.size(),
                               AnswerOf(rpc::FromStatus(bytes.status())));
  }
  const auto response = NewOf(method + "Response");
  response->ParseFromString(*bytes);
  const FieldDescriptor* const results = FieldOf(*response, "results");
  const auto& read = *response->GetReflection();
  const int size = read.FieldSize(*response, results);
  std::vector<Answer> answers;
  answers.reserve(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) {
    answers.push_back(AnswerIn(read.GetRepeatedMessage(*response, results, i)));
  }
  return answers;
}

}  // namespace epiledger::ladder
