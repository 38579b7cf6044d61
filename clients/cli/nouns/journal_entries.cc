#include "clients/cli/nouns/journal_entries.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "clients/cli/audit/book.h"
#include "clients/cli/audit/denial.h"
#include "clients/cli/command/show.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/resource_name.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr int64_t kDefaultLimit = 1'000;

using Denial = std::optional<auth::v1::Denial>;

absl::StatusOr<int64_t> NumberOf(const Arguments& arguments,
                                 std::string_view flag, int64_t standard) {
  const std::string text = arguments.Text(flag);
  int64_t number = standard;
  if (text.empty() || (absl::SimpleAtoi(text, &number) && number >= 0)) {
    return number;
  }
  return At(flag, Usage("BAD_INTEGER", {{"found", text}}));
}

struct Listed {
  journal::v1::ListEntriesResponse entries;
  // One for each of them.
  std::vector<Denial> denials;
  bool has_more = false;
};

absl::StatusOr<Listed> ReadListed(Book& book, int64_t after, int64_t limit,
                                  bool refused_only) {
  const auto checkpoint = book.Checkpoint();
  if (!checkpoint.ok()) return checkpoint.status();
  Listed listed;
  // Ends the reading early; the status itself is told to nobody.
  const absl::Status enough = Ended(ExitCode::kRefused, "");
  const absl::Status status = book.ReadEntries(
      after, checkpoint->sequence(), checkpoint->incarnation(),
      [&](const journal::v1::Entry& entry) {
        if (listed.entries.entries_size() >= limit) return enough;
        Denial denial = DenialIn(entry);
        if (refused_only && entry.code() == 0 && !denial.has_value()) {
          return absl::OkStatus();
        }
        *listed.entries.add_entries() = entry;
        listed.denials.push_back(std::move(denial));
        return absl::OkStatus();
      });
  listed.has_more = status == enough;
  if (!status.ok() && !listed.has_more) return status;
  return listed;
}

std::string OutcomeOf(const journal::v1::Entry& entry, const Denial& denial,
                      const Texts& texts) {
  if (denial.has_value()) return texts("DENIED");
  return texts(entry.code() == 0 ? "ACCEPTED" : "REFUSED_BY_RULE");
}

// The facility the caller acts for, and the names asked for.
void AddDenial(const Denial& denial, std::vector<Cell>& row) {
  row.emplace_back(denial.has_value() ? ShortName(denial->facility())
                                      : std::string());
  std::string names;
  if (denial.has_value()) {
    for (const std::string& name : denial->names()) {
      names += Concat(names.empty() ? "" : ", ", ShortName(name));
    }
  }
  row.emplace_back(std::move(names));
}

absl::Status ShowEntries(Session& session, const Listed& listed,
                         bool is_access_book) {
  const Texts& texts = session.texts();
  std::vector<Heading> headings = {
      {texts("sequence"), true}, {texts("record_time")}, {texts("subject")},
      {texts("call")},           {texts("outcome")},     {texts("reason")}};
  if (is_access_book) {
    headings.insert(headings.end(), {{texts("facility")}, {texts("names")}});
  } else {
    headings.push_back({texts("request_id")});
  }
  std::vector<std::vector<Cell>> rows;
  for (int i = 0; i < listed.entries.entries_size(); ++i) {
    const journal::v1::Entry& entry = listed.entries.entries(i);
    const Denial& denial = listed.denials[static_cast<size_t>(i)];
    const std::string& method = entry.method();
    std::vector<Cell> row = {
        DecimalCell{entry.sequence(), 0},
        absl::ToCivilSecond(ToTime(entry.record_time()),
                            session.settings().zone),
        entry.subject(),
        method.substr(method.rfind('.') + 1),
        OutcomeOf(entry, denial, texts),
        denial.has_value() ? denial->reason() : entry.reason()};
    if (is_access_book) {
      AddDenial(denial, row);
    } else {
      row.emplace_back(entry.request_id());
    }
    rows.push_back(std::move(row));
  }
  return ShowTable(session, headings, rows, listed.entries);
}

bool IsAccessBook(const std::string& name) {
  constexpr std::string_view kAccess = "-access";
  return name.size() > kAccess.size() &&
         name.compare(name.size() - kAccess.size(), kAccess.size(), kAccess) ==
             0;
}

}  // namespace

absl::Status ListJournalEntries(Session& session, const Arguments& arguments) {
  auto book = Book::Open(session, arguments.Text("BOOK"));
  if (!book.ok()) return book.status();
  const auto after = NumberOf(arguments, "--after", 0);
  if (!after.ok()) return after.status();
  const auto limit = NumberOf(arguments, "--limit", kDefaultLimit);
  if (!limit.ok()) return limit.status();
  const auto listed =
      ReadListed(*book, *after, *limit, arguments.IsOn("--refused"));
  if (!listed.ok()) return listed.status();
  const absl::Status shown =
      ShowEntries(session, *listed, IsAccessBook(book->name()));
  if (shown.ok() && listed->has_more) {
    session.environment().err << session.texts()("MORE_ENTRIES") << "\n";
  }
  return shown;
}

}  // namespace epiledger::cli
