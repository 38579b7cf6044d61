// The county's picture as it moves.
#include <string>

#include "absl/strings/numbers.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/hq_views.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/watch.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/complete_request.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using command::v1::Overview;
using command::v1::PartStatus;
using command::v1::WatchOverviewRequest;

// What tells a picture from the next but for the times it carries.
std::string StateOf(const Overview& overview) {
  std::string state;
  for (const PartStatus* const status :
       {&overview.money().status(), &overview.supplies().status(),
        &overview.readiness().status()}) {
    state += Concat(status->state(), ":", status->read_at().sequence(), " ");
  }
  return state;
}

// Pictures shown one after the other, each in the place of the one before where
// a person sits there.
class PictureTeller {
 public:
  PictureTeller(Session& session, int64_t count)
      : session_(session), left_(count) {}

  // Whether another one is wanted.
  bool Tell(const Overview& overview) {
    const std::string state = StateOf(overview);
    // What only says that the services are still there is no news in a file.
    if (!session_.environment().paints && state == told_) return true;
    told_ = state;
    status_ = ShowOne(overview);
    session_.environment().out.flush();
    return status_.ok() && --left_ != 0;
  }

  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  absl::Status ShowOne(const Overview& overview) {
    std::ostream& out = session_.environment().out;
    if (session_.settings().format == Format::kJson) {
      out << ToJsonLine(overview) << "\n";
      return absl::OkStatus();
    }
    constexpr char kClear[] = "\x1b[H\x1b[2J";
    if (session_.environment().paints) out << kClear;
    return Show(session_, HqOverviewViews(), overview);
  }

  Session& session_;
  // How many are still wanted; 0 or less: without end.
  int64_t left_;
  std::string told_;
  absl::Status status_;
};

absl::StatusOr<int64_t> CountOf(const Arguments& arguments) {
  const std::string text = arguments.Text("--count");
  int64_t count = 0;
  if (text.empty() || (absl::SimpleAtoi(text, &count) && count > 0)) {
    return count;
  }
  return At("--count", Usage("BAD_INTEGER", {{"found", text}}));
}

absl::Status WatchCounty(Session& session, const Arguments& arguments) {
  const absl::StatusOr<int64_t> count = CountOf(arguments);
  if (!count.ok()) return count.status();
  WatchOverviewRequest request;
  const absl::Status completed =
      CompleteRequest(session.values().place, request);
  if (!completed.ok()) return completed;
  PictureTeller teller(session, *count);
  const auto& method =
      *WatchOverviewRequest::descriptor()->file()->service(0)->FindMethodByName(
          "WatchOverview");
  const absl::Status watched = Watch<Overview>(
      session, method, request,
      [&teller](const Overview& overview) { return teller.Tell(overview); });
  return teller.status().ok() ? watched : teller.status();
}

}  // namespace

CommandTable HqWatchCommands() {
  return {{.noun = "hq",
           .verb = "watch",
           .flags = {{"--count", ""}},
           .example = "hq watch --count 1",
           .run = WatchCounty}};
}

}  // namespace epiledger::cli
