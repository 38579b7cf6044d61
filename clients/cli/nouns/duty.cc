#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "epiledger/readiness/v1/duty_service.pb.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

using readiness::v1::DutyHours;

constexpr int kMinutesPerHour = 60;
constexpr int kMinutesPerDay = 24 * kMinutesPerHour;

// `08:30` as minutes of the day; -1 when it is no time of a day.
int MinutesOf(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  int hours = 0;
  int minutes = 0;
  if (parts.size() != 2 || parts[1].size() != 2 ||
      !absl::SimpleAtoi(parts[0], &hours) ||
      !absl::SimpleAtoi(parts[1], &minutes)) {
    return -1;
  }
  const bool is_there =
      hours >= 0 && hours < 24 && minutes >= 0 && minutes < kMinutesPerHour;
  return is_there ? hours * kMinutesPerHour + minutes : -1;
}

// `20:00-08:00=2`: what does not end later runs into the next day.
absl::Status ReadHours(const std::string& text, DutyHours& hours) {
  const std::vector<std::string> sides = absl::StrSplit(text, '=');
  const std::vector<std::string> ends = absl::StrSplit(sides.front(), '-');
  const int start = MinutesOf(ends.front());
  const int end = MinutesOf(ends.back());
  int64_t needed = 0;
  if (sides.size() != 2 || ends.size() != 2 || start < 0 || end < 0 ||
      !absl::SimpleAtoi(sides.back(), &needed)) {
    return Usage("BAD_DUTY_HOURS", {{"found", rpc::Excerpt(text)}});
  }
  hours.set_start_minutes(start);
  hours.set_length_minutes(end > start ? end - start
                                       : end - start + kMinutesPerDay);
  hours.set_needed(needed);
  return absl::OkStatus();
}

absl::Status AddHours(const Arguments& arguments, const ValueContext&,
                      google::protobuf::Message& message) {
  auto& requirement = *static_cast<readiness::v1::SetDutyPostRequest&>(message)
                           .mutable_requirement();
  for (const std::string& text : arguments.List("--hours")) {
    const absl::Status status = ReadHours(text, *requirement.add_hours());
    if (!status.ok()) return At("--hours", status);
  }
  return absl::OkStatus();
}

std::vector<View> PostViews(std::string_view post,
                            std::string_view requirements) {
  return {{post, {"name", "display_name"}},
          {requirements,
           {"valid_from", "hours.start_minutes", "hours.length_minutes",
            "hours.needed", "reason", "subject", "record_time"},
           "requirements"}};
}

CommandTable PostCommands() {
  return {
      {.noun = "duty",
       .verb = "require",
       .method = "epiledger.readiness.v1.DutyService.SetDutyPost",
       .flags =
           {{"POST", "name"},
            {"--name", "display_name"},
            {"--from", "requirement.valid_from"},
            {"--hours", "", false, {}, FlagKind::kList, "requirement.hours"},
            {"--reason", "requirement.reason"}},
       .views = PostViews("duty_post", "duty_post.requirements"),
       .example =
           "duty require triage --name 预检分诊 --from 2020-02-01 --hours "
           "08:00-20:00=2 --hours 20:00-08:00=1",
       .fill = AddHours},
      {.noun = "duty",
       .verb = "post",
       .method = "epiledger.readiness.v1.DutyService.GetDutyPost",
       .flags = {{"POST", "name"}},
       .views = PostViews("", "requirements"),
       .example = "duty post people-hospital/triage"},
      {.noun = "duty",
       .verb = "posts",
       .method = "epiledger.readiness.v1.DutyService.ListDutyPosts",
       .flags = {{"--of-facility", "facility"}},
       .views = {{"duty_posts",
                  {"name", "display_name", "requirements.valid_from"}}},
       .example = "duty posts"}};
}

CommandTable RosterCommands() {
  return {
      {.noun = "duty",
       .verb = "list",
       .method = "epiledger.readiness.v1.DutyService.ListDuty",
       .flags = {{"--of-facility", "facility"}},
       .views = {{"manned_posts",
                  {"facility", "duty_post", "display_name", "needed", "present",
                   "double_booked", "shifts.subject",
                   "shifts.contact.display_name", "shifts.contact.telephone"}},
                 {"",
                  {"total_size", "manned", "undermanned", "without_posts",
                   "judge_time"}}},
       .past = Past::kTime,
       .example = "duty list"},
      {.noun = "duty",
       .verb = "gaps",
       .method = "epiledger.readiness.v1.DutyService.ListDutyGaps",
       .flags = {{"--of-facility", "facility"},
                 {"--from-time", "from_time"},
                 {"--until-time", "to_time"}},
       .views = {{"duty_gaps",
                  {"facility", "duty_post", "display_name", "start_time",
                   "end_time", "needed", "present"}},
                 {"",
                  {"total_size", "missing_minutes", "needed_minutes",
                   "without_posts"}}},
       .example = "duty gaps --from-time '2020-02-01 08:00' --until-time "
                  "'2020-02-08 08:00'"},
      {.noun = "duty",
       .verb = "double-bookings",
       .method = "epiledger.readiness.v1.DutyService.ListDoubleBookings",
       .flags = {{"--of-facility", "facility"},
                 {"--from-time", "from_time"},
                 {"--until-time", "to_time"},
                 {"--subject", "subject"}},
       .views = {{"double_bookings",
                  {"subject", "first.contact.display_name",
                   "first.contact.telephone", "start_time", "end_time", "kind",
                   "first.name", "first.duty_post", "second.name",
                   "second.duty_post"}},
                 {"", {"total_size", "total_people"}}},
       .example =
           "duty double-bookings --from-time '2020-02-01 08:00' --until-time "
           "'2020-02-08 08:00'"}};
}

}  // namespace

CommandTable DutyCommands() {
  CommandTable commands = PostCommands();
  for (Command& command : RosterCommands()) {
    commands.push_back(std::move(command));
  }
  return commands;
}

}  // namespace epiledger::cli
