#include "services/gateway/denial_reporter.h"

#include <string>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/host/denial_entry.h"
#include "services/host/log.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using readiness::v1::RecordDenialRequest;

constexpr char kPath[] = "/epiledger.readiness.v1.RegisterService/RecordDenial";

void LogUnrecorded(const auth::v1::Denial& denial, std::string_view why) {
  host::LogError(
      Concat("denial not recorded (", why, "): ", denial.ShortDebugString()));
}

}  // namespace

DenialReporter::DenialReporter(Upstream& readiness)
    : readiness_(readiness),
      under_way_(std::make_shared<std::atomic<int>>(0)) {}

void DenialReporter::Report(const rpc::Denial& denial) {
  RecordDenialRequest request;
  request.set_request_id(host::NewDenialId());
  request.set_parent(Concat("counties/", denial.caller.county));
  *request.mutable_denial() = host::ToProto(denial);
  if (denial.caller.county.empty()) {
    LogUnrecorded(request.denial(), "the token is of no county");
    return;
  }
  if (under_way_->fetch_add(1) >= limits::kMaxDenialsReported) {
    under_way_->fetch_sub(1);
    LogUnrecorded(request.denial(), "too many at a time");
    return;
  }
  readiness_.Ask(kPath, request, absl::Now() + limits::kDenialTimeout,
                 [under_way = under_way_,
                  recorded = request.denial()](UpstreamAnswer answer) {
                   under_way->fetch_sub(1);
                   if (answer.status.ok()) return;
                   LogUnrecorded(recorded, answer.status.error_message());
                 });
}

}  // namespace epiledger::gateway
