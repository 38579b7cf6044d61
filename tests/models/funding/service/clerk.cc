#include "tests/models/funding/service/clerk.h"

#include <charconv>
#include <variant>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/proposal_service.pb.h"
#include "services/rpc/error.h"
#include "services/text.h"
#include "tests/models/funding/service/forms.h"

namespace epiledger::ladder {
namespace {

// The service's name of what has a label; one that is not there where it has
// none.
std::string NameOf(const std::string& label, const char* collection,
                   const std::map<std::string, std::string>& names) {
  const auto found = names.find(label);
  return found == names.end() ? InCounty(collection, label) : found->second;
}

// A figure of a refusal, where there is one.
std::optional<int64_t> Amount(const absl::Status& status, const char* name) {
  const std::string figure = testing::FigureOf(status, name);
  if (figure.empty()) return std::nullopt;
  int64_t fen = 0;
  std::from_chars(figure.data(), figure.data() + figure.size(), fen);
  return fen;
}

}  // namespace

Answer Clerk::AnswerOf(const rpc::Error& error) {
  const absl::Status status = rpc::ToStatus(error);
  Answer answer;
  answer.reason = testing::ReasonOf(status);
  answer.available = Amount(status, "available");
  answer.ceiling_left = Amount(status, "ceiling_left");
  for (auto entry = Amount(status, "entry_1"); entry.has_value();) {
    answer.named.push_back(*entry);
    entry = Amount(status, Concat("entry_", answer.named.size() + 1).c_str());
  }
  type::v1::Receipt receipt;
  receipt.ParseFromString(error.receipt);
  answer.sequence = receipt.sequence();
  answer.is_replay = receipt.replayed();
  return answer;
}

std::string Clerk::PaymentNamed(const std::string& label) const {
  return NameOf(label, "payments", payments_);
}

std::string Clerk::DebtNamed(const std::string& label) const {
  return NameOf(label, "liabilities", debts_);
}

std::string Clerk::ProposalNamed(const std::string& label) const {
  return NameOf(label, "proposals", proposals_);
}

std::string Clerk::DigestFor(const Approve& asked) const {
  const auto found = digests_.find(asked.proposal);
  return asked.is_mistaken || found == digests_.end() ? std::string(64, '0')
                                                      : found->second;
}

void Clerk::Hear(const funding::v1::Proposal& proposal, Answer& answer) {
  using State = funding::v1::Proposal;
  answer.is_proposal = proposal.state() == State::STATE_OPEN;
  if (answer.is_replay) return;
  if (answer.is_proposal) {
    digests_.emplace(Concat("w", proposals_.size() + 1), proposal.digest());
    Label(answer, proposal.name(), "w", proposals_);
  }
  // What else it may have done has a name of its own.
  if (proposal.state() != State::STATE_APPROVED) return;
  if (proposal.write_case() == State::kPayment) {
    Label(answer, proposal.result(), "p", payments_);
  } else if (proposal.write_case() == State::kCarryOver) {
    Label(answer, proposal.result(), "o", carry_overs_);
  }
}

std::string Tell(const Answer& answer) {
  std::string text = answer.is_accepted ? "accepted" : answer.reason;
  if (answer.is_proposal) text += ", waits";
  if (answer.available.has_value()) {
    text += Concat(" available ", *answer.available);
  }
  if (answer.ceiling_left.has_value()) {
    text += Concat(" ceiling_left ", *answer.ceiling_left);
  }
  if (answer.is_replay) text += ", replayed";
  return text + (answer.sequence > 0 ? Concat(", entry ", answer.sequence)
                                     : std::string(", undecided"));
}

std::string Clerk::LabelOf(const std::string& name) const {
  for (const Names* names : {&arrivals_, &payments_, &debts_, &disbursements_,
                             &carry_overs_, &proposals_}) {
    for (const auto& [label, known] : *names) {
      if (known == name) return label;
    }
  }
  return name;
}

Answer Clerk::Ask(const std::string& request_id, const Request& request) {
  return std::visit(
      [&](const auto& asked) { return AskOne(request_id, asked); }, request);
}

void Clerk::Label(const Answer& answer, const std::string& name,
                  const char* letter, Names& names) {
  if (answer.is_replay) return;
  names.emplace(Concat(letter, names.size() + 1), name);
}

template <typename Response, typename Asked>
Answer Clerk::Call(std::string_view method, const Asked& request,
                   const std::string& subject) {
  const auto response =
      funding_.service().Call<Response>(method, request, subject);
  if (!response.ok()) return AnswerOf(rpc::FromStatus(response.status()));
  Answer answer;
  answer.is_accepted = true;
  answer.sequence = response->receipt().sequence();
  answer.is_replay = response->receipt().replayed();
  if constexpr (requires { response->accrual(); }) {
    Label(answer, response->accrual().name(), "g", arrivals_);
  }
  if constexpr (requires { response->payment(); }) {
    if (response->has_payment()) {
      Label(answer, response->payment().name(), "p", payments_);
    }
  }
  if constexpr (requires { response->proposal(); }) {
    if (response->has_proposal()) Hear(response->proposal(), answer);
  }
  if constexpr (requires { response->liability(); }) {
    Label(answer, response->liability().name(), "l", debts_);
  }
  if constexpr (requires { response->disbursement(); }) {
    Label(answer, response->disbursement().name(), "b", disbursements_);
  }
  if constexpr (requires { response->carry_over(); }) {
    if (response->has_carry_over()) {
      Label(answer, response->carry_over().name(), "o", carry_overs_);
    }
  }
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const CreatePurpose& asked) {
  return Call<funding::v1::CreatePurposeResponse>("CreatePurpose",
                                                  FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const CreateFund& asked) {
  return Call<funding::v1::CreateFundResponse>("CreateFund", FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Appropriate& asked) {
  return Call<funding::v1::CreateAppropriationResponse>("CreateAppropriation",
                                                        FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const IssueDocument& asked) {
  return Call<funding::v1::CreateAllocationDocumentResponse>(
      "CreateAllocationDocument", FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Pay& asked) {
  return Call<funding::v1::CreatePaymentResponse>("CreatePayment",
                                                  FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Order& asked) {
  return Call<funding::v1::CreateCommitmentResponse>("CreateCommitment",
                                                     FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Arrive& asked) {
  return Call<funding::v1::CreateAccrualResponse>("CreateAccrual",
                                                  FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const PayOrder& asked) {
  return Call<funding::v1::PayCommitmentResponse>("PayCommitment",
                                                  FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Release& asked) {
  return Call<funding::v1::ReleaseCommitmentResponse>("ReleaseCommitment",
                                                      FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Refund& asked) {
  return Call<funding::v1::CreateRefundResponse>(
      "CreateRefund", FormOf(id, asked, PaymentNamed(asked.payment)));
}

Answer Clerk::AskOne(const std::string& id, const Change& asked) {
  return Call<funding::v1::CreateAllocationChangeResponse>(
      "CreateAllocationChange", FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Close& asked) {
  return Call<funding::v1::CloseAllocationResponse>("CloseAllocation",
                                                    FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Owe& asked) {
  return Call<funding::v1::CreateLiabilityResponse>("CreateLiability",
                                                    FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const PayDebt& asked) {
  return Call<funding::v1::SettleLiabilityResponse>(
      "SettleLiability", FormOf(id, asked, DebtNamed(asked.liability)));
}

Answer Clerk::AskOne(const std::string& id, const Adjust& asked) {
  return Call<funding::v1::CreateAppropriationAdjustmentResponse>(
      "CreateAppropriationAdjustment", FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Disburse& asked) {
  return Call<funding::v1::CreateDisbursementResponse>("CreateDisbursement",
                                                       FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const CarryOver& asked) {
  return Call<funding::v1::CreateCarryOverResponse>("CreateCarryOver",
                                                    FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Reverse& asked) {
  return Call<funding::v1::ReverseEntryResponse>("ReverseEntry",
                                                 FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const ClosePeriod& asked) {
  return Call<funding::v1::ClosePeriodResponse>("ClosePeriod",
                                                FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const ReopenPeriod& asked) {
  return Call<funding::v1::ReopenPeriodResponse>(
      "ReopenPeriod", FormOf(id, asked), kHeadquarters);
}

Answer Clerk::AskOne(const std::string& id, const SetLimits& asked) {
  return Call<funding::v1::UpdateApprovalLimitsResponse>("UpdateApprovalLimits",
                                                         FormOf(id, asked));
}

Answer Clerk::AskOne(const std::string& id, const Approve& asked) {
  return Call<funding::v1::ApproveProposalResponse>(
      "ApproveProposal",
      FormOf(id, asked, ProposalNamed(asked.proposal), DigestFor(asked)),
      asked.by);
}

Answer Clerk::AskOne(const std::string& id, const Reject& asked) {
  return Call<funding::v1::RejectProposalResponse>(
      "RejectProposal", FormOf(id, asked, ProposalNamed(asked.proposal)),
      asked.by);
}

Answer Clerk::AskOne(const std::string& id, const Withdraw& asked) {
  return Call<funding::v1::WithdrawProposalResponse>(
      "WithdrawProposal", FormOf(id, asked, ProposalNamed(asked.proposal)),
      asked.by);
}

}  // namespace epiledger::ladder
