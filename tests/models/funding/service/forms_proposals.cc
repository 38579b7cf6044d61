// Forms of what a second person decides.
#include <optional>

#include "services/funding/funding_fixture.h"
#include "services/text.h"
#include "tests/models/funding/service/forms.h"

namespace epiledger::ladder {
namespace {

std::string LimitsName() { return Concat(funding::kCounty, "/approvalLimits"); }

}  // namespace

funding::v1::UpdateApprovalLimitsRequest FormOf(const std::string& id,
                                                const SetLimits& asked) {
  funding::v1::UpdateApprovalLimitsRequest form;
  form.set_request_id(id);
  form.set_name(LimitsName());
  auto& limits = *form.mutable_approval_limits();
  const auto fill = [](const std::optional<int64_t>& fen, auto* money) {
    *money = funding::Fen(*fen);
  };
  if (asked.limits.payment) {
    fill(asked.limits.payment, limits.mutable_payment());
  }
  if (asked.limits.order) {
    fill(asked.limits.order, limits.mutable_commitment());
  }
  if (asked.limits.transfer) {
    fill(asked.limits.transfer, limits.mutable_transfer());
  }
  if (asked.limits.recall) fill(asked.limits.recall, limits.mutable_recall());
  limits.set_window_hours(asked.limits.window_hours);
  limits.set_expiry_hours(asked.limits.expiry_hours);
  limits.set_near_percent(asked.limits.near_percent);
  return form;
}

funding::v1::ApproveProposalRequest FormOf(const std::string& id,
                                           const Approve&,
                                           const std::string& proposal,
                                           const std::string& digest) {
  funding::v1::ApproveProposalRequest form;
  form.set_request_id(id);
  form.set_name(proposal);
  form.set_digest(digest);
  return form;
}

funding::v1::RejectProposalRequest FormOf(const std::string& id, const Reject&,
                                          const std::string& proposal) {
  funding::v1::RejectProposalRequest form;
  form.set_request_id(id);
  form.set_name(proposal);
  form.set_reason("重复申请");
  return form;
}

funding::v1::WithdrawProposalRequest FormOf(const std::string& id,
                                            const Withdraw&,
                                            const std::string& proposal) {
  funding::v1::WithdrawProposalRequest form;
  form.set_request_id(id);
  form.set_name(proposal);
  return form;
}

}  // namespace epiledger::ladder
