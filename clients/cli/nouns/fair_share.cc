#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/supplies/v1/fair_share_service.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using supplies::v1::CreateFairShareRequest;
using supplies::v1::FairShare;
using supplies::v1::FairShareLine;
using supplies::v1::ReviseFairShareRequest;
using supplies::v1::SuggestFairShareRequest;
using supplies::v1::SuggestFairShareResponse;

const MethodDescriptor& ShareMethod(const std::string& name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "epiledger.supplies.v1.FairShareService." + name);
}

std::vector<std::string_view> LineColumns() {
  return {"to_store",
          "standing.free",
          "standing.on_its_way",
          "standing.use",
          "standing.known_days",
          "standing.days_before_tenths:tenths",
          "total",
          "standing.days_after_tenths:tenths",
          "standing.basis",
          "from_store",
          "lots.lot",
          "lots.quantity",
          "expiring"};
}

std::vector<std::string_view> LeftOutColumns() {
  return {"store", "free",       "on_its_way",
          "use",   "known_days", "days_before_tenths:tenths",
          "basis"};
}

// Of an answer whose fair share stands at `path`, which ends in a dot, or is
// it.
std::vector<View> ShareViews(std::string_view share, std::string_view lines) {
  return {{share,
           {"name", "item", "state", "revision", "subject", "revise_time",
            "note", "decision.subject", "decision.record_time",
            "decision.reason", "decision.shipments", "digest"}},
          {lines,
           {"to_store", "total", "from_store", "lots.lot", "lots.quantity"}}};
}

// Lines without a store that gives are of the one that `--from` names.
absl::Status AddChanges(const Arguments& arguments, const ValueContext& values,
                        Message& message) {
  static const PartForm form = {
      {{"from", "from_store"}}, "to_store", "quantity"};
  auto& request = static_cast<ReviseFairShareRequest&>(message);
  FairShareLine giving;
  const std::string from = arguments.Text("--from");
  if (!from.empty()) {
    const absl::Status status =
        ParseValueAt(from, values, giving, "from_store");
    if (!status.ok()) return At("--from", status);
  }
  for (const std::string& text : arguments.List("--line")) {
    FairShareLine& line = *request.add_lines();
    const absl::Status status = ParseParts(text, form, values, line);
    if (!status.ok()) return At("--line", status);
    if (line.from_store().empty()) line.set_from_store(giving.from_store());
  }
  return absl::OkStatus();
}

// What of a suggestion is recorded: the figures are the service's.
FairShare Bare(const FairShare& suggested) {
  FairShare share;
  share.set_item(suggested.item());
  for (const FairShareLine& line : suggested.lines()) {
    FairShareLine& of = *share.add_lines();
    of.set_from_store(line.from_store());
    of.set_to_store(line.to_store());
    *of.mutable_quantity() = line.quantity();
    *of.mutable_lots() = line.lots();
  }
  return share;
}

Command Suggest() {
  return {.noun = "fair-share",
          .verb = "suggest",
          .method = "epiledger.supplies.v1.FairShareService.SuggestFairShare",
          .flags = {{"ITEM", "item"},
                    {"--from", "from_stores"},
                    {"--to", "to_stores"},
                    {"--at-most", "at_most"},
                    {"--pack", "pack"}},
          .views = {{"",
                     {"fair_share.item", "free", "pack_size",
                      "fair_share.left_over"}},
                    {"fair_share.lines", LineColumns()},
                    {"fair_share.left_out", LeftOutColumns(), "left out"}},
          .example =
              "fair-share suggest n95 --from reserve/main --at-most '50 box'"};
}

// Records what is suggested now.
absl::Status Propose(Session& session, const Arguments& arguments) {
  SuggestFairShareRequest asked;
  const absl::Status filled =
      FillRequest(Suggest(), arguments, session.values(), asked);
  if (!filled.ok()) return filled;
  SuggestFairShareResponse suggested;
  const absl::Status read =
      Read(session, ShareMethod("SuggestFairShare"), asked, suggested);
  if (!read.ok()) return read;
  if (suggested.fair_share().lines().empty()) {
    return Ended(ExitCode::kRefused, session.texts()("NOTHING_TO_SHARE"));
  }
  const auto parts_at = [&](absl::Time) {
    auto request = std::make_shared<CreateFairShareRequest>();
    request->set_parent(asked.parent());
    *request->mutable_fair_share() = Bare(suggested.fair_share());
    request->mutable_fair_share()->set_note(arguments.Text("--note"));
    return std::vector<PendingPart>{
        {&ShareMethod("CreateFairShare"), std::move(request)}};
  };
  const auto responses = Write(session, WriteFlagsOf(arguments), parts_at);
  if (!responses.ok()) return responses.status();
  const absl::Status shown =
      Show(session, ShareViews("fair_share", "fair_share.lines"),
           *responses->front());
  if (shown.ok()) ShowReceipt(session, *responses->front());
  return shown;
}

Command Revise() {
  return {.noun = "fair-share",
          .verb = "revise",
          .method = "epiledger.supplies.v1.FairShareService.ReviseFairShare",
          .flags = {{"FAIR_SHARE", "name"},
                    {"--revision", "revision"},
                    {"--line", "", false, {}, FlagKind::kList, "lines"},
                    {"--from", ""},
                    {"--note", "note"}},
          .views = ShareViews("fair_share", "fair_share.lines"),
          .example =
              "fair-share revise acf4ee19-0000000023 --revision 1 "
              "--from reserve/main --line 'people-hospital/pharmacy=3 "
              "box' --line west-health-centre/pharmacy=0",
          .fill = AddChanges};
}

}  // namespace

CommandTable FairShareCommands() {
  return {
      Suggest(),
      {.noun = "fair-share",
       .verb = "propose",
       .flags = {{"ITEM", "", true},
                 {"--from", "", false, {}, FlagKind::kList},
                 {"--to", "", false, {}, FlagKind::kList},
                 {"--at-most", ""},
                 {"--pack", ""},
                 {"--note", ""},
                 {"--request-id", ""},
                 {"--resend", "", false, {}, FlagKind::kSwitch},
                 {"--new", "", false, {}, FlagKind::kSwitch}},
       .example = "fair-share propose n95 --from reserve/main --note 二月三日",
       .run = Propose},
      Revise(),
      {.noun = "fair-share",
       .verb = "approve",
       .method = "epiledger.supplies.v1.FairShareService.ApproveFairShare",
       .flags = {{"FAIR_SHARE", "name"}, {"--digest", "digest"}},
       .views = ShareViews("fair_share", "fair_share.lines"),
       .example = "fair-share approve acf4ee19-0000000023 --digest 5f1c…"},
      {.noun = "fair-share",
       .verb = "withdraw",
       .method = "epiledger.supplies.v1.FairShareService.WithdrawFairShare",
       .flags = {{"FAIR_SHARE", "name"}, {"--reason", "reason"}},
       .views = ShareViews("fair_share", "fair_share.lines"),
       .example = "fair-share withdraw acf4ee19-0000000023 --reason 已到货"},
      {.noun = "fair-share",
       .verb = "get",
       .method = "epiledger.supplies.v1.FairShareService.GetFairShare",
       .flags = {{"FAIR_SHARE", "name"}},
       .views = {ShareViews("", "lines").front(),
                 {"lines", LineColumns()},
                 {"left_out", LeftOutColumns(), "left out"}},
       .example = "fair-share get acf4ee19-0000000023"},
      {.noun = "fair-share",
       .verb = "list",
       .method = "epiledger.supplies.v1.FairShareService.ListFairShares",
       .flags = {{"--state", "state"}, {"--item", "item"}},
       .views = {{"fair_shares",
                  {"name", "item", "state", "revision", "lines.to_store",
                   "lines.total", "note", "subject", "revise_time"}}},
       .example = "fair-share list --state proposed"},
  };
}

}  // namespace epiledger::cli
