// Checks of single values in a request: text, numbers, money, dates, times.
//
// Each returns what is wrong, or nothing. Pure functions, no descriptors; the
// walk over a request is in validate.h.
#ifndef EPILEDGER_SERVICES_RPC_VALUE_CHECKS_H_
#define EPILEDGER_SERVICES_RPC_VALUE_CHECKS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"

namespace epiledger::rpc {

// What is wrong with a value, a reason of the message catalogue.
struct Finding {
  std::string_view reason;
  std::map<std::string, std::string> metadata;
  // The part of the value at fault, such as `nanos`; empty for the whole.
  std::string_view part;
};

using MaybeFinding = std::optional<Finding>;

struct TextRule {
  // In bytes.
  size_t max_length;
  // Line breaks and tabs are allowed.
  bool multiline;
  // The name pattern the text must fit; empty for any text.
  std::string pattern;
  // The text must be an id.
  bool id;
  // The text must say something: spaces alone are as good as nothing.
  bool required;
};

struct IntegerRule {
  int64_t minimum;
  int64_t maximum;
};

// `text` is valid UTF-8. Control characters are those of Unicode's category
// Cc and those that turn the direction of the text around them.
[[nodiscard]] MaybeFinding CheckText(std::string_view text,
                                     const TextRule& rule);
[[nodiscard]] MaybeFinding CheckInteger(int64_t value, const IntegerRule& rule);
// The rule's bounds are in fen.
[[nodiscard]] MaybeFinding CheckMoney(const google::type::Money& money,
                                      const IntegerRule& rule);
[[nodiscard]] MaybeFinding CheckDate(const google::type::Date& date);
[[nodiscard]] MaybeFinding CheckTimestamp(
    const google::protobuf::Timestamp& time);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_VALUE_CHECKS_H_
