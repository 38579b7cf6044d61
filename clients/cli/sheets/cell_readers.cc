#include "clients/cli/sheets/cell_readers.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"
#include "clients/cli/sheets/amount_text.h"
#include "clients/cli/sheets/date_text.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_value.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using funding::v1::Payment;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

absl::Status WrongCell(std::string_view reason, const SheetCell& cell) {
  return Usage(reason, {{"found", rpc::Excerpt(Tidy(cell.text))}});
}

// The message that holds the field of a cell, and the field.
struct Target {
  Message& holder;
  const FieldDescriptor& field;
};

Target TargetOf(const SheetCell& cell, Message& request) {
  return {*HolderOf(request, cell.field),
          *FindField(*request.GetDescriptor(), cell.field)};
}

void SetMessage(const SheetCell& cell, const Message& value, Message& request) {
  const Target target = TargetOf(cell, request);
  target.holder.GetReflection()
      ->MutableMessage(&target.holder, &target.field)
      ->CopyFrom(value);
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

struct YesName {
  std::string_view name;
  bool is_yes;
};
constexpr YesName kYesNames[] = {
    {"是", true},  {"yes", true}, {"y", true},  {"true", true},  {"√", true},
    {"否", false}, {"no", false}, {"n", false}, {"false", false}};

absl::Status SetText(const SheetCell& cell, const std::string& text,
                     Message& request) {
  if (IsFormulaError(text)) return WrongCell("SHEET_FORMULA_ERROR", cell);
  return ParseValueAt(text, cell.values, request, cell.field);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the separator of purposes that `text` begins with; 0 for none.
size_t SeparatorAt(std::string_view text) {
  constexpr std::string_view kEnumerationComma = "、";
  if (text.substr(0, kEnumerationComma.size()) == kEnumerationComma) {
    return kEnumerationComma.size();
  }
  if (text.front() == '+' || text.front() == ';') return 1;
  // `1,000` is one amount.
  const bool is_thousand = text.size() > 1 && IsDigit(text[1]);
  return text.front() == ',' && !is_thousand ? 1 : 0;
}

std::vector<std::string> PurposesIn(std::string_view cell) {
  // Ids have no spaces, and amounts need none.
  std::string text = HalfWidth(cell);
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  std::vector<std::string> purposes;
  std::string purpose;
  for (std::string_view rest = text; !rest.empty();) {
    const size_t separator = SeparatorAt(rest);
    if (separator == 0) purpose.push_back(rest.front());
    rest.remove_prefix(std::max<size_t>(separator, 1));
    if (purpose.empty() || (separator == 0 && !rest.empty())) continue;
    purposes.push_back(std::move(purpose));
    purpose.clear();
  }
  return purposes;
}

// `masks:100万:150万`; an amount that is left out stays unset.
absl::Status ReadShare(const SheetCell& cell, std::string_view text,
                       Message& share) {
  for (const char* const field : {"purpose", "amount", "ceiling"}) {
    const size_t colon = text.find(':');
    const SheetCell part{field, text.substr(0, colon), cell.unit, cell.values,
                         cell.reason};
    const bool is_purpose = std::string_view(field) == "purpose";
    if (is_purpose || !part.text.empty()) {
      const absl::Status status =
          is_purpose ? ReadIdCell(part, share) : ReadAmountCell(part, share);
      if (!status.ok()) return status;
    }
    if (colon == std::string_view::npos) return absl::OkStatus();
    text.remove_prefix(colon + 1);
  }
  return WrongCell(cell.reason, cell);
}

}  // namespace

absl::Status ReadIdCell(const SheetCell& cell, Message& request) {
  const absl::Status status =
      ParseValueAt(HalfWidth(cell.text), cell.values, request, cell.field);
  return status.ok() ? status : WrongCell(cell.reason, cell);
}

absl::Status ReadAmountCell(const SheetCell& cell, Message& request) {
  const auto fen = ParseAmountCell(cell.text, cell.unit);
  if (!fen.ok()) return fen.status();
  SetMessage(cell, ToMoney(*fen), request);
  return absl::OkStatus();
}

absl::Status ReadDayCell(const SheetCell& cell, Message& request) {
  const auto date = ParseDateCell(cell.text);
  if (!date.ok()) return date.status();
  SetMessage(cell, *date, request);
  return absl::OkStatus();
}

// The service judges by its own clock; a year mistyped is found before.
absl::Status ReadPastDayCell(const SheetCell& cell, Message& request) {
  const auto date = ParseDateCell(cell.text);
  if (!date.ok()) return date.status();
  const absl::CivilDay today =
      absl::ToCivilDay(cell.values.now, cell.values.zone);
  if (absl::CivilDay(date->year(), date->month(), date->day()) > today) {
    return Usage("SHEET_DATE_AHEAD",
                 {{"found", FormatDate(*date)}, {"today", FormatDay(today)}});
  }
  SetMessage(cell, *date, request);
  return absl::OkStatus();
}

absl::Status ReadMethodCell(const SheetCell& cell, Message& request) {
  const std::string compact = Compact(cell.text);
  for (const MethodName& known : kMethodNames) {
    if (known.name != compact) continue;
    const Target target = TargetOf(cell, request);
    target.holder.GetReflection()->SetEnumValue(&target.holder, &target.field,
                                                known.method);
    return absl::OkStatus();
  }
  return WrongCell("SHEET_BAD_METHOD", cell);
}

absl::Status ReadNumberCell(const SheetCell& cell, Message& request) {
  const std::string number = HalfWidth(cell.text);
  if (IsShortened(number)) return WrongCell("SHEET_SHORTENED", cell);
  return SetText(cell, number, request);
}

absl::Status ReadTextCell(const SheetCell& cell, Message& request) {
  return SetText(cell, Tidy(cell.text), request);
}

absl::Status ReadQuantityCell(const SheetCell& cell, Message& request) {
  std::string digits = Compact(cell.text);
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  int64_t quantity = 0;
  if (!absl::SimpleAtoi(digits, &quantity) || quantity < 0) {
    return WrongCell("SHEET_BAD_QUANTITY", cell);
  }
  const Target target = TargetOf(cell, request);
  target.holder.GetReflection()->SetInt64(&target.holder, &target.field,
                                          quantity);
  return absl::OkStatus();
}

absl::Status ReadYesCell(const SheetCell& cell, Message& request) {
  const std::string compact = Compact(cell.text);
  for (const YesName& known : kYesNames) {
    if (known.name != compact) continue;
    const Target target = TargetOf(cell, request);
    target.holder.GetReflection()->SetBool(&target.holder, &target.field,
                                           known.is_yes);
    return absl::OkStatus();
  }
  return WrongCell("SHEET_BAD_YES", cell);
}

absl::Status ReadSharesCell(const SheetCell& cell, Message& request) {
  const Target target = TargetOf(cell, request);
  for (const std::string& purpose : PurposesIn(cell.text)) {
    const absl::Status status =
        ReadShare(cell, purpose,
                  *target.holder.GetReflection()->AddMessage(&target.holder,
                                                             &target.field));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status RefuseCell(const SheetCell& cell, Message&) {
  return WrongCell(cell.reason, cell);
}

}  // namespace epiledger::cli
