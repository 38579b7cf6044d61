#include "clients/cli/sheets/payment_cell.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "absl/time/civil_time.h"
#include "clients/cli/sheets/amount_text.h"
#include "clients/cli/sheets/cell_text.h"
#include "clients/cli/sheets/date_text.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_value.h"
#include "services/rpc/error.h"

namespace epiledger::cli {
namespace {

using funding::v1::Payment;

struct Cell {
  std::string_view field;
  std::string_view text;
  MoneyUnit unit;
  const ValueContext& values;
};

absl::Status WrongCell(std::string_view reason, const Cell& cell) {
  return Usage(reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

// What a spreadsheet shows where a formula came to nothing.
constexpr std::string_view kFormulaErrors[] = {
    "#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#num!", "#null!"};

bool IsFormulaError(std::string_view text) {
  const std::string compact = Compact(text);
  // A number too wide for its column is saved as a row of these by some.
  const bool is_hidden = compact.find_first_not_of('#') == std::string::npos;
  return is_hidden ||
         std::find(std::begin(kFormulaErrors), std::end(kFormulaErrors),
                   compact) != std::end(kFormulaErrors);
}

// `4.40012E+17`: a spreadsheet took a long number for a figure, and the digits
// behind are lost.
bool IsShortened(std::string_view text) {
  const size_t exponent = text.find_first_of("eE");
  if (exponent == std::string_view::npos || exponent == 0) return false;
  const std::string_view power = text.substr(exponent + 1);
  return power.size() > 1 && power.front() == '+' &&
         power.find_first_not_of("0123456789", 1) == std::string_view::npos &&
         text.substr(0, exponent).find_first_not_of("0123456789.") ==
             std::string_view::npos;
}

// A resource by its short name, whatever width it was typed in.
absl::Status ReadId(const Cell& cell, std::string_view reason,
                    Payment& payment) {
  const absl::Status status =
      ParseValueAt(HalfWidth(cell.text), cell.values, payment, cell.field);
  return status.ok() ? status : WrongCell(reason, cell);
}

absl::Status ReadAllocation(const Cell& cell, Payment& payment) {
  return ReadId(cell, "SHEET_BAD_ALLOCATION", payment);
}

absl::Status ReadPurpose(const Cell& cell, Payment& payment) {
  return ReadId(cell, "SHEET_BAD_PURPOSE", payment);
}

absl::Status ReadAmount(const Cell& cell, Payment& payment) {
  const auto fen = ParseAmountCell(cell.text, cell.unit);
  if (!fen.ok()) return fen.status();
  *payment.mutable_amount() = ToMoney(*fen);
  return absl::OkStatus();
}

// The service judges by its own clock; a year mistyped is found before.
absl::Status ReadDate(const Cell& cell, Payment& payment) {
  const auto date = ParseDateCell(cell.text);
  if (!date.ok()) return date.status();
  const absl::CivilDay today =
      absl::ToCivilDay(cell.values.now, cell.values.zone);
  if (absl::CivilDay(date->year(), date->month(), date->day()) > today) {
    return Usage("SHEET_DATE_AHEAD",
                 {{"found", FormatDate(*date)}, {"today", FormatDay(today)}});
  }
  *payment.mutable_payment_date() = *date;
  return absl::OkStatus();
}

// A sheet has its own language, whichever the person reads.
struct MethodName {
  std::string_view name;
  Payment::Method method;
};
constexpr MethodName kMethodNames[] = {
    {"直接支付", Payment::METHOD_DIRECT},
    {"直接", Payment::METHOD_DIRECT},
    {"财政直接支付", Payment::METHOD_DIRECT},
    {"direct", Payment::METHOD_DIRECT},
    {"授权支付", Payment::METHOD_AUTHORIZED},
    {"授权", Payment::METHOD_AUTHORIZED},
    {"财政授权支付", Payment::METHOD_AUTHORIZED},
    {"authorized", Payment::METHOD_AUTHORIZED},
    {"自有账户", Payment::METHOD_OWN_ACCOUNT},
    {"自有", Payment::METHOD_OWN_ACCOUNT},
    {"own-account", Payment::METHOD_OWN_ACCOUNT},
    {"ownaccount", Payment::METHOD_OWN_ACCOUNT},
};

absl::Status ReadMethod(const Cell& cell, Payment& payment) {
  const std::string compact = Compact(cell.text);
  for (const MethodName& known : kMethodNames) {
    if (known.name != compact) continue;
    payment.set_method(known.method);
    return absl::OkStatus();
  }
  return WrongCell("SHEET_BAD_METHOD", cell);
}

absl::Status SetText(const Cell& cell, const std::string& text,
                     Payment& payment) {
  if (IsFormulaError(text)) return WrongCell("SHEET_FORMULA_ERROR", cell);
  return ParseValueAt(text, cell.values, payment, cell.field);
}

absl::Status ReadNumber(const Cell& cell, Payment& payment) {
  const std::string number = HalfWidth(cell.text);
  if (IsShortened(number)) return WrongCell("SHEET_SHORTENED", cell);
  return SetText(cell, number, payment);
}

// Names and sentences keep their full-width punctuation.
absl::Status ReadText(const Cell& cell, Payment& payment) {
  return SetText(cell, Tidy(cell.text), payment);
}

struct FieldReader {
  std::string_view field;
  absl::Status (*read)(const Cell& cell, Payment& payment);
};
constexpr FieldReader kFieldReaders[] = {
    {"allocation", ReadAllocation},
    {"purpose", ReadPurpose},
    {"amount", ReadAmount},
    {"payment_date", ReadDate},
    {"payee", ReadText},
    {"method", ReadMethod},
    {"invoice", ReadNumber},
    {"voucher", ReadNumber},
    {"summary", ReadText},
};

}  // namespace

absl::Status ReadPaymentCell(std::string_view field, std::string_view cell,
                             MoneyUnit unit, const ValueContext& values,
                             Payment& payment) {
  for (const FieldReader& reader : kFieldReaders) {
    if (reader.field != field) continue;
    return reader.read({field, cell, unit, values}, payment);
  }
  return absl::InternalError("a column of a field that no cell fills");
}

}  // namespace epiledger::cli
