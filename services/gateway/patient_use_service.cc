#include "services/gateway/patient_use_service.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "epiledger/command/v1/patient_use_service.pb.h"
#include "services/gateway/failure.h"
#include "services/gateway/patient_use.h"
#include "services/gateway/question.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::GetPatientUseRequest;
using google::protobuf::Message;
using readiness::v1::ListReportsRequest;
using readiness::v1::ListReportsResponse;
using supplies::v1::GetStockHistoryRequest;
using supplies::v1::GetStockHistoryResponse;

constexpr std::string_view kHistoryPath =
    "/epiledger.supplies.v1.NeedService/GetStockHistory";
constexpr std::string_view kReportsPath =
    "/epiledger.readiness.v1.ReadinessService/ListReports";

// A question under way; the first service asked is supplies.
struct PatientQuestion {
  Upstreams upstreams;
  Question about;
  GetPatientUseRequest request;
  absl::Time deadline;
  rpc::Respond respond;
};

// The points the question names in a service's book.
template <typename Request>
void AddAfter(const Question& about, SourceId source, Request& request) {
  *request.mutable_as_of() = about.as_of;
  for (type::v1::BookToken& token : TokensOf(about, source)) {
    *request.add_after() = std::move(token);
  }
}

template <typename Response>
absl::StatusOr<Response> Parsed(const UpstreamAnswer& answer, SourceId source) {
  if (!answer.status.ok()) {
    return QuestionError(answer, SourceOf(source).name);
  }
  Response response;
  if (rpc::Parse(answer.response, response)) return response;
  return absl::InternalError(
      Concat(SourceOf(source).name, " sent an answer that cannot be read"));
}

void AskReadiness(PatientQuestion asking, GetStockHistoryResponse history) {
  ListReportsRequest request;
  request.set_parent(asking.request.name());
  request.set_page_size(limits::kMaxPageSize);
  const auto& days = history.history().days();
  *request.mutable_from_date() = days.begin()->date();
  *request.mutable_to_date() = days.rbegin()->date();
  AddAfter(asking.about, SourceId::kReadiness, request);
  Upstream& readiness = *asking.upstreams[Index(SourceId::kReadiness)];
  const absl::Time deadline = asking.deadline;
  readiness.Ask(std::string(kReportsPath), request, deadline,
                [asking = std::move(asking),
                 history = std::move(history)](UpstreamAnswer answer) mutable {
                  const auto reports =
                      Parsed<ListReportsResponse>(answer, SourceId::kReadiness);
                  if (!reports.ok()) {
                    std::move(asking.respond)(reports.status());
                    return;
                  }
                  command::v1::PatientUse use =
                      MatchPatients(history, *reports);
                  use.set_facility(asking.request.name());
                  std::move(asking.respond)(use.SerializeAsString());
                });
}

void AskSupplies(PatientQuestion asking) {
  GetStockHistoryRequest request;
  request.set_name(asking.request.name());
  request.set_item(asking.request.item());
  if (asking.request.has_from_date()) {
    *request.mutable_from_date() = asking.request.from_date();
  }
  if (asking.request.has_to_date()) {
    *request.mutable_to_date() = asking.request.to_date();
  }
  AddAfter(asking.about, SourceId::kSupplies, request);
  Upstream& supplies = *asking.upstreams[Index(SourceId::kSupplies)];
  const absl::Time deadline = asking.deadline;
  supplies.Ask(std::string(kHistoryPath), request, deadline,
               [asking = std::move(asking)](UpstreamAnswer answer) mutable {
                 auto history = Parsed<GetStockHistoryResponse>(
                     answer, SourceId::kSupplies);
                 if (!history.ok() || history->history().days().empty()) {
                   std::move(asking.respond)(
                       history.ok() ? absl::InternalError("a window of no days")
                                    : history.status());
                   return;
                 }
                 AskReadiness(std::move(asking), *std::move(history));
               });
}

void GetPatientUse(const Upstreams& upstreams, const rpc::CallContext& context,
                   const GetPatientUseRequest& request, rpc::Respond respond) {
  PatientQuestion asking{
      upstreams, {}, request, context.deadline, std::move(respond)};
  // The name fits: dispatch has checked it.
  const auto parts =
      rpc::MatchName("counties/{county}/facilities/{facility}", request.name());
  if (parts.has_value()) {
    asking.about.county = std::string(parts->Get("county"));
  }
  asking.about.as_of = request.as_of();
  asking.about.after.assign(request.after().begin(), request.after().end());
  const absl::Status valid = CheckQuestion(asking.about);
  if (!valid.ok()) {
    std::move(asking.respond)(valid);
    return;
  }
  AskSupplies(std::move(asking));
}

}  // namespace

rpc::MethodTable PatientUseMethods(const Upstreams& upstreams) {
  // Asked of a request, so that the file that declares the service is linked.
  const std::string& service =
      GetPatientUseRequest::descriptor()->file()->service(0)->full_name();
  return {{rpc::FindMethod(service, "GetPatientUse"),
           [upstreams](const rpc::CallContext& context,
                       const std::shared_ptr<const Message>& request,
                       rpc::Respond respond) {
             GetPatientUse(upstreams, context,
                           static_cast<const GetPatientUseRequest&>(*request),
                           std::move(respond));
           }}};
}

}  // namespace epiledger::gateway
