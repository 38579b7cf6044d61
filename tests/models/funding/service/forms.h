// Forms: the model's requests as messages of the service. What a rule does not
// look at is always the same.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_FORMS_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_FORMS_H_

#include <string>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "epiledger/funding/v1/proposal_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

// `counties/990101/funds/f1`.
[[nodiscard]] std::string InCounty(const std::string& collection,
                                   const std::string& id);

// `d1/2` as a resource name, and back.
[[nodiscard]] std::string AllocationInCounty(const std::string& key);
[[nodiscard]] std::string AllocationKey(const std::string& name);

// Each under the request id `id`.
[[nodiscard]] funding::v1::CreatePurposeRequest FormOf(
    const std::string& id, const CreatePurpose& asked);
[[nodiscard]] funding::v1::CreateFundRequest FormOf(const std::string& id,
                                                    const CreateFund& asked);
[[nodiscard]] funding::v1::CreateAppropriationRequest FormOf(
    const std::string& id, const Appropriate& asked);
[[nodiscard]] funding::v1::CreateAllocationDocumentRequest FormOf(
    const std::string& id, const IssueDocument& asked);
[[nodiscard]] funding::v1::CreatePaymentRequest FormOf(const std::string& id,
                                                       const Pay& asked);
[[nodiscard]] funding::v1::CreateCommitmentRequest FormOf(const std::string& id,
                                                          const Order& asked);
[[nodiscard]] funding::v1::CreateAccrualRequest FormOf(const std::string& id,
                                                       const Arrive& asked);
[[nodiscard]] funding::v1::PayCommitmentRequest FormOf(const std::string& id,
                                                       const PayOrder& asked);
[[nodiscard]] funding::v1::ReleaseCommitmentRequest FormOf(
    const std::string& id, const Release& asked);
[[nodiscard]] funding::v1::CreateAllocationChangeRequest FormOf(
    const std::string& id, const Change& asked);
[[nodiscard]] funding::v1::CloseAllocationRequest FormOf(const std::string& id,
                                                         const Close& asked);
[[nodiscard]] funding::v1::CreateLiabilityRequest FormOf(const std::string& id,
                                                         const Owe& asked);
[[nodiscard]] funding::v1::CreateAppropriationAdjustmentRequest FormOf(
    const std::string& id, const Adjust& asked);
[[nodiscard]] funding::v1::CreateDisbursementRequest FormOf(
    const std::string& id, const Disburse& asked);
[[nodiscard]] funding::v1::CreateCarryOverRequest FormOf(
    const std::string& id, const CarryOver& asked);
[[nodiscard]] funding::v1::ReverseEntryRequest FormOf(const std::string& id,
                                                      const Reverse& asked);
[[nodiscard]] funding::v1::ClosePeriodRequest FormOf(const std::string& id,
                                                     const ClosePeriod& asked);
[[nodiscard]] funding::v1::ReopenPeriodRequest FormOf(
    const std::string& id, const ReopenPeriod& asked);
// What the service called by its own id has its name there.
[[nodiscard]] funding::v1::CreateRefundRequest FormOf(
    const std::string& id, const Refund& asked, const std::string& payment);
[[nodiscard]] funding::v1::SettleLiabilityRequest FormOf(
    const std::string& id, const PayDebt& asked, const std::string& liability);

[[nodiscard]] funding::v1::UpdateApprovalLimitsRequest FormOf(
    const std::string& id, const SetLimits& asked);
[[nodiscard]] funding::v1::ApproveProposalRequest FormOf(
    const std::string& id, const Approve& asked, const std::string& proposal,
    const std::string& digest);
[[nodiscard]] funding::v1::RejectProposalRequest FormOf(
    const std::string& id, const Reject& asked, const std::string& proposal);
[[nodiscard]] funding::v1::WithdrawProposalRequest FormOf(
    const std::string& id, const Withdraw& asked, const std::string& proposal);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_FORMS_H_
