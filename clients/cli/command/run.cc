#include "clients/cli/command/run.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "clients/cli/command/flags.h"
#include "clients/cli/command/show.h"
#include "clients/cli/command/spoken_field.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/terminal/exit.h"
#include "services/limits.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr int kDefaultLimit = 1'000;

// The list of a list's answer: its first list of messages.
const FieldDescriptor* ElementsOf(const google::protobuf::Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

void MoveElements(const FieldDescriptor& elements, Message& from, Message& to) {
  const auto& reflection = *to.GetReflection();
  for (int i = 0; i < reflection.FieldSize(from, &elements); ++i) {
    reflection.AddMessage(&to, &elements)
        ->CopyFrom(reflection.GetRepeatedMessage(from, &elements, i));
  }
}

std::string PageToken(const Message& page) {
  return page.GetReflection()->GetString(
      page, page.GetDescriptor()->FindFieldByName("next_page_token"));
}

absl::StatusOr<int> LimitOf(const Arguments& arguments) {
  const std::string text = arguments.Text("--limit");
  int limit = kDefaultLimit;
  if (text.empty()) return limit;
  if (absl::SimpleAtoi(text, &limit) && limit > 0) return limit;
  return At("--limit", Usage("BAD_INTEGER", {{"found", text}}));
}

absl::Status ShowAnswer(Session& session, const Command& command,
                        const Arguments& arguments, const Message& response) {
  if (command.show) return command.show(session, arguments, response);
  return Show(session, command.views, response);
}

absl::Status RunWrite(Session& session, const Command& command,
                      const Arguments& arguments) {
  const auto parts_at =
      [&](absl::Time now) -> absl::StatusOr<std::vector<PendingPart>> {
    std::shared_ptr<Message> request = NewRequest(MethodOf(command));
    const absl::Status filled =
        FillRequest(command, arguments, session.ValuesAt(now), *request);
    if (!filled.ok()) return filled;
    return std::vector<PendingPart>{{&MethodOf(command), std::move(request)}};
  };
  const auto responses = Write(session, WriteFlagsOf(arguments), parts_at);
  if (!responses.ok()) return responses.status();
  return ShowWritten(session, command, arguments, *responses->front());
}

}  // namespace

absl::Status ShowWritten(Session& session, const Command& command,
                         const Arguments& arguments, const Message& response) {
  const absl::Status shown = ShowAnswer(session, command, arguments, response);
  if (shown.ok()) ShowReceipt(session, response);
  return shown;
}

absl::Status ReadPages(Session& session, const MethodDescriptor& method,
                       int limit, Message& request, Message& response) {
  const auto& type = *request.GetDescriptor();
  const auto& reflection = *request.GetReflection();
  const FieldDescriptor& elements = *ElementsOf(*response.GetDescriptor());
  int count = 0;
  for (bool is_first = true;; is_first = false) {
    reflection.SetInt32(&request, type.FindFieldByName("page_size"),
                        std::min(limit - count, limits::kMaxPageSize));
    const std::unique_ptr<Message> page(response.New());
    const absl::Status status = Read(session, method, request, *page);
    if (!status.ok()) return status;
    if (is_first) {
      response.CopyFrom(*page);
    } else {
      MoveElements(elements, *page, response);
    }
    const std::string token = PageToken(*page);
    response.GetReflection()->SetString(
        &response, response.GetDescriptor()->FindFieldByName("next_page_token"),
        token);
    count = response.GetReflection()->FieldSize(response, &elements);
    if (token.empty() || count >= limit) return absl::OkStatus();
    reflection.SetString(&request, type.FindFieldByName("page_token"), token);
  }
}

absl::Status RunCommand(Session& session, const Command& command,
                        const Arguments& arguments) {
  if (command.run) {
    for (const Flag& flag : command.flags) {
      if (flag.is_required && arguments.Text(flag.flag).empty()) {
        return At(flag.flag, Usage("FLAG_NEEDED"));
      }
    }
    return command.run(session, arguments);
  }
  session.SpeakOfFields([&command, &arguments](std::string_view field) {
    return SpokenField(command, arguments, field);
  });
  const MethodDescriptor& method = MethodOf(command);
  if (command.check && arguments.IsOn("--check")) {
    const std::unique_ptr<Message> checked = NewRequest(method);
    const absl::Status filled =
        FillRequest(command, arguments, session.values(), *checked);
    return filled.ok() ? command.check(session, arguments) : filled;
  }
  if (IsWrite(method)) return RunWrite(session, command, arguments);
  const std::unique_ptr<Message> request = NewRequest(method);
  const absl::Status filled =
      FillRequest(command, arguments, session.values(), *request);
  if (!filled.ok()) return filled;
  const std::unique_ptr<Message> response = NewResponse(method);
  absl::Status status;
  if (IsList(method)) {
    const absl::StatusOr<int> limit = LimitOf(arguments);
    if (!limit.ok()) return limit.status();
    status = ReadPages(session, method, *limit, *request, *response);
  } else {
    status = Read(session, method, *request, *response);
  }
  if (!status.ok()) return status;
  status = ShowAnswer(session, command, arguments, *response);
  if (status.ok() && IsList(method) && !PageToken(*response).empty()) {
    session.environment().err << session.texts()("MORE_TO_LIST") << "\n";
  }
  return status;
}

}  // namespace epiledger::cli
