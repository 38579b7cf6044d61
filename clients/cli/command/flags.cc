#include "clients/cli/command/flags.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include "clients/cli/kept/private_file.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/complete_request.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/type/v1/field.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

const std::vector<Flag>& WriteFlagTable() {
  static const std::vector<Flag> flags = {
      {"--file", ""},
      {"--request-id", ""},
      {"--resend", "", false, {}, FlagKind::kSwitch},
      {"--new", "", false, {}, FlagKind::kSwitch}};
  return flags;
}

std::vector<Flag> PastFlags(Past past) {
  std::vector<Flag> flags;
  if (past == Past::kDate) {
    flags.push_back({"--as-of-date", "as_of.effective_date"});
  }
  if (past == Past::kTime) {
    flags.push_back({"--as-of-time", "as_of.effective_time"});
  }
  flags.push_back({"--as-of-recorded", "as_of.recorded_time"});
  if (past != Past::kKnownTime) {
    flags.push_back({"--as-of-sequence", "as_of.sequence"});
  }
  return flags;
}

const FieldDescriptor* FieldOfFlag(const Command& command, const Flag& flag) {
  if (flag.path.empty()) return nullptr;
  const FieldDescriptor* field =
      FindField(*MethodOf(command).input_type(), flag.path);
  if (field != nullptr) return field;
  std::cerr << command.method << " has no field " << flag.path << "\n";
  std::abort();
}

absl::Status LoadRequest(const std::string& path, Message& request) {
  const absl::StatusOr<std::string> json = ReadWholeFile(path);
  if (!json.ok()) return json.status();
  const auto parsed =
      google::protobuf::util::JsonStringToMessage(*json, &request);
  if (parsed.ok()) return absl::OkStatus();
  return Usage("NO_JSON_REQUEST",
               {{"path", path}, {"cause", std::string(parsed.message())}});
}

absl::Status FillField(const Flag& flag, std::string_view text,
                       const ValueContext& values, Message& request) {
  if (flag.patterns.empty()) {
    return ParseValueAt(text, values, request, flag.path);
  }
  const absl::StatusOr<std::string> name =
      CompleteName(flag.patterns, text, values.place);
  if (!name.ok()) return name.status();
  return ParseValueAt(*name, values, request, flag.path);
}

absl::Status FillFlag(const Command& command, const Flag& flag,
                      const Arguments& arguments, const ValueContext& values,
                      Message& request) {
  std::vector<std::string> typed;
  switch (KindOf(command, flag)) {
    case FlagKind::kText:
      typed = {arguments.Text(flag.flag)};
      break;
    case FlagKind::kList:
      typed = arguments.List(flag.flag);
      break;
    case FlagKind::kSwitch:
      if (arguments.IsOn(flag.flag)) typed = {"true"};
      break;
  }
  for (const std::string& text : typed) {
    if (text.empty()) continue;
    const absl::Status status = FillField(flag, text, values, request);
    if (!status.ok()) return At(flag.flag, status);
  }
  return absl::OkStatus();
}

}  // namespace

const MethodDescriptor& MethodOf(const Command& command) {
  const MethodDescriptor* method =
      google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          std::string(command.method));
  if (method != nullptr) return *method;
  std::cerr << "there is no method " << command.method << "\n";
  std::abort();
}

bool IsWrite(const MethodDescriptor& method) {
  return RequestIdField(*method.input_type()) != nullptr;
}

bool IsList(const MethodDescriptor& method) {
  return method.output_type()->FindFieldByName("next_page_token") != nullptr;
}

std::vector<Flag> FlagsOf(const Command& command) {
  std::vector<Flag> flags = command.flags;
  if (command.method.empty()) return flags;
  const MethodDescriptor& method = MethodOf(command);
  const auto add = [&flags](const std::vector<Flag>& more) {
    flags.insert(flags.end(), more.begin(), more.end());
  };
  if (IsWrite(method)) add(WriteFlagTable());
  if (IsList(method)) add({{"--limit", ""}});
  if (method.input_type()->FindFieldByName("as_of") != nullptr) {
    add(PastFlags(command.past));
  }
  return flags;
}

FlagKind KindOf(const Command& command, const Flag& flag) {
  const FieldDescriptor* field = FieldOfFlag(command, flag);
  if (field == nullptr) return flag.kind;
  if (field->is_repeated()) return FlagKind::kList;
  return field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL ? FlagKind::kSwitch
                                                            : FlagKind::kText;
}

bool IsRequired(const Command& command, const Flag& flag) {
  const FieldDescriptor* field = FieldOfFlag(command, flag);
  return flag.is_required ||
         (field != nullptr &&
          field->options().GetExtension(type::v1::rule).required());
}

absl::Status FillRequest(const Command& command, const Arguments& arguments,
                         const ValueContext& values, Message& request) {
  const std::string file = arguments.Text("--file");
  if (!file.empty()) {
    const absl::Status loaded = LoadRequest(file, request);
    if (!loaded.ok()) return At("--file", loaded);
  }
  for (const Flag& flag : FlagsOf(command)) {
    if (flag.path.empty()) continue;
    const absl::Status status =
        FillFlag(command, flag, arguments, values, request);
    if (!status.ok()) return status;
    if (IsRequired(command, flag) && !IsSet(request, flag.path)) {
      return At(flag.flag, Usage("FLAG_NEEDED"));
    }
  }
  if (command.fill) {
    const absl::Status status = command.fill(arguments, values, request);
    if (!status.ok()) return status;
  }
  return CompleteRequest(values.place, request);
}

WriteFlags WriteFlagsOf(const Arguments& arguments) {
  return {arguments.Text("--request-id"), arguments.IsOn("--resend"),
          arguments.IsOn("--new")};
}

}  // namespace epiledger::cli
