#include "tests/models/funding/service/proposal_figures.h"

#include <string>

#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::ladder {
namespace {

using funding::FenOf;
using funding::v1::Proposal;

// What its purposes' ceilings leave is held beside the money.
int64_t HoldsOf(const Proposal& proposal) {
  int64_t held = 0;
  for (const Proposal::Hold& hold : proposal.holds()) {
    if (hold.account().starts_with("alloc:")) held += FenOf(hold.amount());
  }
  return held;
}

}  // namespace

void AddProposals(const funding::v1::ListProposalsResponse& list,
                  const Clerk& clerk, Figures& figures) {
  for (const Proposal& proposal : list.proposals()) {
    const std::string name =
        Concat("proposal ", clerk.LabelOf(proposal.name()));
    figures[name + " state"] = proposal.state() - Proposal::STATE_OPEN;
    figures[name + " is noted as over"] = proposal.has_decide_time() ? 1 : 0;
    figures[name + " amount"] = FenOf(proposal.amount());
    figures[name + " limit"] = FenOf(proposal.limit());
    figures[name + " lately"] = FenOf(proposal.lately());
    figures[name + " holds"] = HoldsOf(proposal);
  }
  figures["how many proposals"] = list.total_size();
  figures["all proposals amount"] = FenOf(list.total_amount());
}

void AddLimits(const funding::v1::ApprovalLimits& limits, Figures& figures) {
  if (limits.has_payment()) {
    figures["limit of payment"] = FenOf(limits.payment());
  }
  if (limits.has_commitment()) {
    figures["limit of order"] = FenOf(limits.commitment());
  }
  if (limits.has_transfer()) {
    figures["limit of transfer"] = FenOf(limits.transfer());
  }
  if (limits.has_recall()) {
    figures["limit of recall"] = FenOf(limits.recall());
  }
  figures["limits, window"] = limits.window_hours();
  figures["limits, expiry"] = limits.expiry_hours();
  figures["limits, near"] = limits.near_percent();
}

void AddNearLimits(const funding::v1::ListNearLimitsResponse& list,
                   Figures& figures) {
  int number = 0;
  for (const funding::v1::NearLimit& near : list.near_limits()) {
    const std::string name = Concat("near a limit ", ++number);
    figures[name + " amount"] = FenOf(near.amount());
    figures[name + " sum"] = FenOf(near.sum());
  }
}

}  // namespace epiledger::ladder
