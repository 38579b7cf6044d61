#include "services/readiness/readiness_service.h"

#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>

#include "services/ledger/recent_resources.h"
#include "services/readiness/bulletin_service.h"
#include "services/readiness/denial_method.h"
#include "services/readiness/form_service.h"
#include "services/readiness/preparedness_service.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/register_queries.h"
#include "services/readiness/register_rules.h"
#include "services/readiness/report_queries.h"
#include "services/readiness/report_rules.h"
#include "services/readiness/subject_proposal_queries.h"
#include "services/readiness/subject_proposal_rules.h"
#include "services/readiness/subject_rules.h"
#include "services/readiness/token_methods.h"
#include "services/readiness/token_rules.h"

namespace epiledger::readiness {
namespace {

using host::AlwaysValid;
using host::NoNeeds;
using host::Read;
using host::Write;

// A write that is decided on what its rules ask for by themselves.
template <typename Request>
void Add(host::MethodSet& set, std::string_view method,
         book::Decision (*decide)(const Request&, const book::DecisionContext&,
                                  ledger::State&),
         absl::Status (*validate)(const Request&) = &AlwaysValid<Request>) {
  set.Add(Write<Request>{method, validate, &NoNeeds<Request>, decide});
}

template <typename Request, typename Response>
void Add(host::MethodSet& set, std::string_view method,
         absl::StatusOr<Response> (*answer)(const Request&,
                                            host::ReadContext&)) {
  set.Add(Read<Request, Response>{method, answer});
}

rpc::MethodTable RegisterMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.RegisterService",
                      {&OwnerOfResource});
  Add(set, "CreateOrganization", &DecideCreateOrganization);
  set.AddBatch("BatchCreateOrganizations", "CreateOrganization");
  Add(set, "CreateFacility", &DecideCreateFacility);
  set.AddBatch("BatchCreateFacilities", "CreateFacility");
  Add(set, "UpdateFacility", &DecideUpdateFacility);
  set.AddBatch("BatchUpdateFacilities", "UpdateFacility");
  Add(set, "SetDutyContact", &DecideSetDutyContact);
  Add(set, "CreateSubject", &DecideCreateSubject, &ValidateCreateSubject);
  set.AddBatch("BatchCreateSubjects", "CreateSubject");
  Add(set, "UpdateSubject", &DecideUpdateSubject, &ValidateUpdateSubject);
  set.AddBatch("BatchUpdateSubjects", "UpdateSubject");
  Add(set, "ErasePerson", &DecideErasePerson);
  set.AddBatch("BatchErasePersons", "ErasePerson");
  Add(set, "IssueToken", &DecideIssueToken);
  set.AddBatch("BatchIssueTokens", "IssueToken");
  Add(set, "RevokeToken", &DecideRevokeToken);
  set.AddBatch("BatchRevokeTokens", "RevokeToken");
  Add(set, "GetOrganization", &GetOrganization);
  Add(set, "ListOrganizations", &ListOrganizations);
  Add(set, "GetFacility", &GetFacility);
  Add(set, "ListFacilities", &ListFacilities);
  Add(set, "GetSubject", &GetSubject);
  Add(set, "ListSubjects", &ListSubjects);
  Add(set, "ListTokens", &ListTokens);
  return set.Take();
}

rpc::MethodTable SubjectProposalMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.SubjectProposalService",
                      {&OwnerOfResource});
  Add(set, "ApproveSubjectProposal", &DecideApproveSubjectProposal);
  set.AddBatch("BatchApproveSubjectProposals", "ApproveSubjectProposal");
  Add(set, "RejectSubjectProposal", &DecideRejectSubjectProposal);
  set.AddBatch("BatchRejectSubjectProposals", "RejectSubjectProposal");
  Add(set, "WithdrawSubjectProposal", &DecideWithdrawSubjectProposal);
  set.AddBatch("BatchWithdrawSubjectProposals", "WithdrawSubjectProposal");
  Add(set, "GetSubjectProposal", &GetSubjectProposal);
  Add(set, "ListSubjectProposals", &ListSubjectProposals);
  return set.Take();
}

void AppendTo(rpc::MethodTable& methods, rpc::MethodTable more) {
  methods.insert(methods.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
}

rpc::MethodTable ReportMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.ReadinessService",
                      {&OwnerOfResource});
  Add(set, "SetReportSchedule", &DecideSetReportSchedule);
  set.AddBatch("BatchSetReportSchedules", "SetReportSchedule");
  set.Add(Write<v1::SubmitReportRequest>{"SubmitReport", &ValidateSubmitReport,
                                         &NeedsOfSubmitReport,
                                         &DecideSubmitReport});
  set.AddBatch("BatchSubmitReports", "SubmitReport");
  set.Add(Write<v1::CorrectReportRequest>{
      "CorrectReport", &ValidateCorrectReport, &NeedsOfCorrectReport,
      &DecideCorrectReport});
  Add(set, "GetReportSchedule", &GetReportSchedule);
  Add(set, "GetReport", &GetReport);
  Add(set, "ListReports", &ListReports);
  Add(set, "ListReportStatuses", &ListReportStatuses);
  const auto recent = std::make_shared<ledger::RecentResources>(
      std::initializer_list<std::string_view>{kFacilities, kLatestReports,
                                              kSchedules, kForms, kPlans,
                                              kDrills, kFindings, kDutyPosts});
  set.Add(Read<v1::GetCountySummaryRequest, v1::CountySummary>{
      "GetCountySummary", [recent](const v1::GetCountySummaryRequest& request,
                                   host::ReadContext& context) {
        return GetCountySummary(request, context, *recent);
      }});
  return set.Take();
}

}  // namespace

rpc::MethodTable ReadinessMethods(const host::Backend& backend,
                                  const std::shared_ptr<TokenDesk>& desk) {
  rpc::MethodTable methods = RegisterMethods(backend);
  AppendTo(methods, SubjectProposalMethods(backend));
  CompleteTokenMethods(desk, methods);
  methods.push_back(ListRevocationsMethod(backend, desk));
  methods.push_back(RecordDenialMethod(backend));
  AppendTo(methods, ReportMethods(backend));
  AppendTo(methods, FormMethods(backend));
  AppendTo(methods, ReportTotalsMethods(backend));
  for (rpc::MethodTable& table : PreparednessMethods(backend)) {
    AppendTo(methods, std::move(table));
  }
  AppendTo(methods, BulletinMethods(backend));
  AppendTo(methods, BulletinRecordMethods(backend));
  return methods;
}

}  // namespace epiledger::readiness
