#include <algorithm>

#include "clients/cli/audit/book_days.h"
#include "clients/cli/audit/export.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// Units and accounts as hledger spells them; anything else would be read
// differently, or not at all.
bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == ':' || c == '/' || c == '-' ||
           c == '_' || c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
}

absl::Status CheckNames(const BookDays& book) {
  for (const std::set<std::string>* names : {&book.accounts, &book.units}) {
    for (const std::string& name : *names) {
      if (!IsPlain(name)) return Usage("NOT_FOR_HLEDGER", {{"found", name}});
    }
  }
  return absl::OkStatus();
}

std::string Commodity(std::string_view unit) {
  return unit == kMoneyUnit ? std::string(unit) : Concat("\"", unit, "\"");
}

std::string Amount(std::string_view unit, int64_t amount) {
  return Concat(Commodity(unit), " ", UngroupedAmount(unit, amount));
}

// A comma would end the tag.
std::string TagValue(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) {
        return c == ',' || c == ':' || (c >= 0 && c <= ' ') || c == 0x7f;
      },
      '_');
  return text;
}

// `2020-02-01 (12) payment d1-7`, and its postings.
void WriteDay(const EntryDay& day, std::ostream& out) {
  out << FormatDay(day.day) << " (" << day.sequence << ") " << day.what
      << "\n    ; sequence: " << day.sequence
      << "\n    ; request: " << TagValue(day.request_id)
      << "\n    ; subject: " << TagValue(day.subject) << "\n";
  for (const journal::v1::Movement& movement : day.movements) {
    out << "    " << movement.target() << "  "
        << Amount(movement.unit(), movement.amount()) << "\n    "
        << movement.source() << "  "
        << Amount(movement.unit(), -movement.amount()) << "\n";
  }
  out << "\n";
}

void WriteDeclarations(const BookDays& book, std::ostream& out) {
  for (const std::string& unit : book.units) {
    out << "commodity " << Commodity(unit) << "\n    format " << Commodity(unit)
        << (unit == kMoneyUnit ? " 1000.00\n" : " 1000.\n");
  }
  for (const char* tag : {"sequence", "request", "subject"}) {
    out << "tag " << tag << "\n";
  }
  for (const std::string& account : book.accounts) {
    out << "account " << account << "\n";
  }
}

}  // namespace

absl::StatusOr<Exported> ExportHledger(Book& book, const absl::TimeZone& zone,
                                       std::ostream& out) {
  const absl::StatusOr<BookDays> days = ReadBookDays(book, zone);
  if (!days.ok()) return days.status();
  const absl::Status plain = CheckNames(*days);
  if (!plain.ok()) return plain;
  out << "; " << book.name() << "\n";
  WriteDeclarations(*days, out);
  out << "\n";
  for (const EntryDay& day : days->days) WriteDay(day, out);
  return Exported{static_cast<int64_t>(days->days.size()),
                  static_cast<int64_t>(days->accounts.size())};
}

}  // namespace epiledger::cli
