#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "clients/cli/audit/beancount_names.h"
#include "clients/cli/audit/book_days.h"
#include "clients/cli/audit/export.h"
#include "clients/cli/values/moment.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// In the quotes of beancount, which reads escapes and ends at a quote.
std::string BeancountText(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

using Names = std::map<std::string, std::string>;

void WritePosting(const std::string& account, const std::string& commodity,
                  std::string_view unit, int64_t amount, std::ostream& out) {
  out << "  " << account << "  " << UngroupedAmount(unit, amount) << " "
      << commodity << "\n";
}

void WriteTransaction(const EntryDay& day, const Names& accounts,
                      const Names& commodities, std::ostream& out) {
  out << FormatDay(day.day) << " * " << BeancountText(day.what)
      << "\n  sequence: " << day.sequence
      << "\n  request: " << BeancountText(day.request_id)
      << "\n  subject: " << BeancountText(day.subject) << "\n";
  for (const journal::v1::Movement& movement : day.movements) {
    const std::string& commodity = commodities.at(movement.unit());
    WritePosting(accounts.at(movement.target()), commodity, movement.unit(),
                 movement.amount(), out);
    WritePosting(accounts.at(movement.source()), commodity, movement.unit(),
                 -movement.amount(), out);
  }
  out << "\n";
}

// Everything is opened on the first day that anything moved.
void WriteOpenings(absl::CivilDay first, const Names& accounts,
                   const Names& commodities, std::ostream& out) {
  const std::string day = FormatDay(first);
  for (const auto& [unit, commodity] : commodities) {
    out << day << " commodity " << commodity
        << "\n  unit: " << BeancountText(unit) << "\n";
  }
  for (const auto& [account, name] : accounts) {
    out << day << " open " << name << "\n  account: " << BeancountText(account)
        << "\n";
  }
  out << "\n";
}

}  // namespace

absl::StatusOr<Exported> ExportBeancount(Book& book, const absl::TimeZone& zone,
                                         std::ostream& out) {
  const absl::StatusOr<BookDays> days = ReadBookDays(book, zone);
  if (!days.ok()) return days.status();
  const Names accounts = BeancountAccounts(days->accounts);
  const Names commodities = BeancountCommodities(days->units);
  out << "option \"title\" " << BeancountText(book.name()) << "\n";
  if (commodities.contains(std::string(kMoneyUnit))) {
    out << "option \"operating_currency\" \"" << kMoneyUnit << "\"\n";
  }
  out << "\n";
  if (!days->days.empty()) {
    WriteOpenings(days->days.front().day, accounts, commodities, out);
  }
  for (const EntryDay& day : days->days) {
    WriteTransaction(day, accounts, commodities, out);
  }
  return Exported{static_cast<int64_t>(days->days.size()),
                  static_cast<int64_t>(days->accounts.size())};
}

}  // namespace epiledger::cli
