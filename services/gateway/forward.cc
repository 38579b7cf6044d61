#include "services/gateway/forward.h"

#include <optional>
#include <string>
#include <utility>

#include "epiledger/auth/v1/access.pb.h"
#include "epiledger/funding/v1/age_service.pb.h"
#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/arrival_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "epiledger/funding/v1/proposal_service.pb.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "epiledger/funding/v1/report_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "epiledger/readiness/v1/drill_service.pb.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "epiledger/readiness/v1/evidence_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
#include "epiledger/readiness/v1/form_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/readiness/v1/report_totals_service.pb.h"
#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
#include "epiledger/supplies/v1/catalogue_service.pb.h"
#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "epiledger/supplies/v1/equipment_service.pb.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "epiledger/supplies/v1/lot_service.pb.h"
#include "epiledger/supplies/v1/need_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "epiledger/supplies/v1/trace_service.pb.h"
#include "services/gateway/failure.h"
#include "services/gateway/field_reader.h"
#include "services/rpc/arrival.h"
#include "services/rpc/names.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr std::string_view kCountyPrefix = "counties/";

// A proto service behind the gateway: one of its requests, through which its
// file is found (and linked), and where its calls go; nowhere fixed for the
// journal, which every service has.
struct Forwarded {
  const Descriptor* (*request)();
  std::optional<SourceId> source;
};

constexpr Forwarded kForwarded[] = {
    {&funding::v1::GetCountySummaryRequest::descriptor, SourceId::kFunding},
    {&funding::v1::GetCommitmentRequest::descriptor, SourceId::kFunding},
    {&funding::v1::CloseAllocationRequest::descriptor, SourceId::kFunding},
    {&funding::v1::SettleLiabilityRequest::descriptor, SourceId::kFunding},
    {&funding::v1::SearchPaymentsRequest::descriptor, SourceId::kFunding},
    {&funding::v1::ConfirmMatchesRequest::descriptor, SourceId::kFunding},
    {&funding::v1::ClosePeriodRequest::descriptor, SourceId::kFunding},
    {&funding::v1::ReverseEntryRequest::descriptor, SourceId::kFunding},
    {&funding::v1::CreateAppropriationAdjustmentRequest::descriptor,
     SourceId::kFunding},
    {&funding::v1::CreateDisbursementRequest::descriptor, SourceId::kFunding},
    {&funding::v1::CreateCarryOverRequest::descriptor, SourceId::kFunding},
    {&funding::v1::ListAgedMoneyRequest::descriptor, SourceId::kFunding},
    {&funding::v1::GetArrivalRequest::descriptor, SourceId::kFunding},
    {&funding::v1::GetProposalRequest::descriptor, SourceId::kFunding},
    {&funding::v1::TraceMoneyRequest::descriptor, SourceId::kFunding},
    {&supplies::v1::GetCountySummaryRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::UpdateItemRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::CreateEquipmentUnitRequest::descriptor,
     SourceId::kSupplies},
    {&supplies::v1::ListStoredLotsRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::GetCountSheetRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::SetStockLevelRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::GetRequisitionRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::GetShipmentRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::TraceGoodsRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::GetFairShareRequest::descriptor, SourceId::kSupplies},
    {&supplies::v1::GetConservationRequest::descriptor, SourceId::kSupplies},
    {&readiness::v1::GetCountySummaryRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::ListRevocationsRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::GetSubjectProposalRequest::descriptor,
     SourceId::kReadiness},
    {&readiness::v1::GetFormRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::ListIndicatorTotalsRequest::descriptor,
     SourceId::kReadiness},
    {&readiness::v1::GetPlanRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::GetDrillRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::GetInspectionRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::GetFindingRequest::descriptor, SourceId::kReadiness},
    {&readiness::v1::GetShiftRequest::descriptor, SourceId::kReadiness},
    {&supplies::v1::SetEssentialListRequest::descriptor, SourceId::kSupplies},
    {&readiness::v1::ListReadinessEvidenceRequest::descriptor,
     SourceId::kReadiness},
    {&readiness::v1::GetBulletinRequest::descriptor, SourceId::kReadiness},
    {&journal::v1::CreateCountyRequest::descriptor, std::nullopt},
};

// The number of the request's string field `name`; 0 when it has none.
int StringFieldNumber(const MethodDescriptor& method, const std::string& name) {
  const FieldDescriptor* const field =
      method.input_type()->FindFieldByName(name);
  return field != nullptr && field->type() == FieldDescriptor::TYPE_STRING &&
                 !field->is_repeated()
             ? field->number()
             : 0;
}

// The field of a write that tells its county: the first that its access is
// judged on, or `county` where a county is made. 0 for a read.
int CountyFieldNumber(const MethodDescriptor& method) {
  if (StringFieldNumber(method, "request_id") == 0) return 0;
  const auto& access = method.options().GetExtension(auth::v1::access);
  return StringFieldNumber(
      method, access.fields().empty() ? "county" : access.fields(0));
}

// `990101` of `counties/990101/funds/f1` and of `990101`; empty when it is no
// such name.
std::string CountyOf(std::string_view name) {
  if (name.starts_with(kCountyPrefix)) {
    name.remove_prefix(kCountyPrefix.size());
  }
  const std::string_view county = name.substr(0, name.find('/'));
  return rpc::IsId(county) ? std::string(county) : "";
}

// One method and all that passing it on needs.
class Forwarder {
 public:
  Forwarder(const ForwardOptions& options, const MethodDescriptor& method,
            std::optional<SourceId> source)
      : options_(options),
        path_(Concat("/", method.service()->full_name(), "/", method.name())),
        source_(source),
        book_field_(StringFieldNumber(method, "book")),
        service_field_(StringFieldNumber(method, "service")),
        county_field_(CountyFieldNumber(method)) {}

  void Forward(const rpc::RawCall& call, const grpc::ByteBuffer& request,
               rpc::RawRespond respond) const {
    const SourceId source = source_.has_value() ? *source_ : Route(request);
    std::string county = ReadCounty(request);
    options_.upstreams[Index(source)]->Forward(
        path_, call, request,
        [this, source, county = std::move(county),
         language = rpc::ReadLanguage(call.accept_language),
         respond = std::move(respond)](UpstreamAnswer answer) mutable {
          if (answer.status.ok() && !county.empty()) {
            options_.on_write(source, county);
          }
          std::move(respond)(StatusFor(answer, source, language),
                             answer.response);
        });
  }

 private:
  [[nodiscard]] SourceId Route(const grpc::ByteBuffer& request) const {
    std::optional<SourceId> source;
    if (book_field_ != 0) {
      source = SourceOfBook(ReadStringField(request, book_field_));
    } else if (service_field_ != 0) {
      source = FindSource(ReadStringField(request, service_field_));
    }
    return source.value_or(kSourceIds.front());
  }

  // The county that is written to; empty for a read.
  [[nodiscard]] std::string ReadCounty(const grpc::ByteBuffer& request) const {
    if (county_field_ == 0) return "";
    return CountyOf(ReadStringField(request, county_field_));
  }

  [[nodiscard]] grpc::Status StatusFor(const UpstreamAnswer& answer,
                                       SourceId source,
                                       rpc::Language language) const {
    const std::optional<rpc::Error> lost =
        TransportError(answer, SourceOf(source).name);
    return lost.has_value()
               ? rpc::ToGrpcStatus(*lost, *options_.messages, language)
               : answer.status;
  }

  const ForwardOptions options_;
  const std::string path_;
  const std::optional<SourceId> source_;
  const int book_field_;
  const int service_field_;
  const int county_field_;
};

}  // namespace

absl::StatusOr<rpc::RawMethodTable> ForwardingTable(
    const ForwardOptions& options) {
  rpc::RawMethodTable table;
  for (const Forwarded& row : kForwarded) {
    const auto& service = *row.request()->file()->service(0);
    for (int i = 0; i < service.method_count(); ++i) {
      const MethodDescriptor* const method = service.method(i);
      if (method->client_streaming() || method->server_streaming()) {
        return absl::UnimplementedError(
            Concat(method->full_name(), ": streams are not forwarded"));
      }
      auto forwarder =
          std::make_shared<const Forwarder>(options, *method, row.source);
      table.push_back(
          {method,
           [forwarder](const rpc::RawCall& call, grpc::ByteBuffer request,
                       rpc::RawRespond respond) {
             forwarder->Forward(call, request, std::move(respond));
           },
           nullptr});
    }
  }
  return table;
}

}  // namespace epiledger::gateway
