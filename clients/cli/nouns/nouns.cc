#include "clients/cli/nouns/nouns.h"

#include <utility>

#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

// Commands find their methods by name alone, and a linker drops the descriptors
// that nobody refers to: one message of each service keeps them all.
void LinkServices() {
  google::protobuf::LinkMessageReflection<command::v1::GetOverviewRequest>();
  google::protobuf::LinkMessageReflection<funding::v1::GetFundRequest>();
  google::protobuf::LinkMessageReflection<journal::v1::GetCheckpointRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetReportRequest>();
  google::protobuf::LinkMessageReflection<readiness::v1::GetFacilityRequest>();
  google::protobuf::LinkMessageReflection<supplies::v1::GetItemRequest>();
}

}  // namespace

CommandTable AllCommands() {
  LinkServices();
  CommandTable table;
  for (CommandTable (*part)() :
       {OverviewCommands,      FundCommands,           PurposeCommands,
        AppropriationCommands, DocumentCommands,       AllocationCommands,
        PaymentCommands,       StatementCommands,      ItemCommands,
        StoreCommands,         StockCommands,          CountCommands,
        TaskCommands,          SupplySettingsCommands, ReportCommands,
        ScheduleCommands,      OrganizationCommands,   FacilityCommands,
        SubjectCommands,       TokenCommands,          CountyCommands,
        JournalCommands,       PendingCommands}) {
    for (Command& command : part()) table.push_back(std::move(command));
  }
  return table;
}

}  // namespace epiledger::cli
