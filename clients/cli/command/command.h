// Command: one row of the table that `epiledger` is made of.
//
// Most commands are data: a method, the flags that fill its request, and the
// columns that show its answer. Whether a method writes, lists or reads is told
// by its messages. Help, headings and the names of values come from the
// catalogue (terminal/texts.h).
#ifndef EPILEDGER_CLIENTS_CLI_COMMAND_COMMAND_H_
#define EPILEDGER_CLIENTS_CLI_COMMAND_COMMAND_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/session/session.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// How often a flag may be given, and whether it has a value.
enum class FlagKind { kText, kList, kSwitch };

// What a read can be asked about beside what was known at a time.
enum class Past {
  // What was known at an entry.
  kKnown,
  // And what was, at the end of a day: money.
  kDate,
  // And what was, at a time: goods.
  kTime,
  // Nothing more: all services share this axis alone.
  kKnownTime,
};

struct Flag {
  // `--payee`; without the dashes it is known by its place.
  std::string_view flag;
  // The field it fills, such as `payment.payee`, in the form of
  // values/parse_value.h; empty where the command reads it itself.
  std::string_view path;
  // The command cannot do without it, though the field's rule does not say so.
  bool is_required = false;
  // Names the text may be short for, where the field's rule has none.
  std::vector<std::string_view> patterns = {};
  // Of a flag without a path.
  FlagKind kind = FlagKind::kText;
  // Of such a list: the field whose elements its texts become, in order.
  std::string_view elements = "";
};

// What was typed, by flag.
class Arguments {
 public:
  std::map<std::string, std::string, std::less<>> texts;
  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  std::map<std::string, bool, std::less<>> switches;

  // Empty when it was not typed.
  [[nodiscard]] std::string Text(std::string_view flag) const {
    const auto found = texts.find(flag);
    return found == texts.end() ? "" : found->second;
  }
  [[nodiscard]] std::vector<std::string> List(std::string_view flag) const {
    const auto found = lists.find(flag);
    return found == lists.end() ? std::vector<std::string>() : found->second;
  }
  [[nodiscard]] bool IsOn(std::string_view flag) const {
    const auto found = switches.find(flag);
    return found != switches.end() && found->second;
  }
};

// A column of a terminal: what is said by any of these fields, one behind the
// other.
struct JoinedColumn {
  // A key of the catalogue; empty: as its one field is headed.
  std::string_view heading;
  // Paths in the form of values/format_value.h, at least one.
  std::vector<std::string_view> fields;
};

// A table, or a sheet where there is one row by nature.
struct View {
  // Path of the messages that are its rows; empty: the answer itself.
  std::string_view rows;
  // Paths from there, in the form of values/format_value.h.
  std::vector<std::string_view> columns;
  // A line above it, a key of the catalogue.
  std::string_view title = "";
  // Of a table too wide to be read on a terminal: its columns there, where the
  // full ones are for spreadsheets. Empty: the same.
  std::vector<JoinedColumn> on_terminal = {};
};

struct Command {
  std::string_view noun;
  std::string_view verb;
  // `epiledger.funding.v1.FundingService.CreateFund`; empty with `run`.
  std::string_view method = "";
  std::vector<Flag> flags = {};
  std::vector<View> views = {};
  // Of a read that can be asked about the past.
  Past past = Past::kKnown;
  // What follows `epiledger` in an example of its use.
  std::string_view example;
  // Adds what plain flags cannot say.
  std::function<absl::Status(const Arguments& arguments,
                             const ValueContext& values,
                             google::protobuf::Message& request)>
      fill = nullptr;
  // Of a write with `--check`: tells what would be sent. Called where the
  // request could be filled; nothing is sent.
  std::function<absl::Status(Session& session, const Arguments& arguments)>
      check = nullptr;
  // Does it all, where one call is not enough.
  std::function<absl::Status(Session& session, const Arguments& arguments)>
      run = nullptr;
  // Shows the answer in place of the views.
  std::function<absl::Status(Session& session, const Arguments& arguments,
                             const google::protobuf::Message& response)>
      show = nullptr;
};

using CommandTable = std::vector<Command>;

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_COMMAND_COMMAND_H_
