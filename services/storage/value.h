// Value: one parameter bound to a statement. Row: one row a SELECT gives.
//
// Both are views: a Value does not own the text or bytes it was made from, and
// what a Row returns is good only inside the row function.
#ifndef EPILEDGER_SERVICES_STORAGE_VALUE_H_
#define EPILEDGER_SERVICES_STORAGE_VALUE_H_

#include <cstdint>
#include <string_view>

namespace epiledger::storage {

class Value {
 public:
  enum class Kind { kNull, kInteger, kText, kBytes };

  static constexpr Value Null() { return Value(Kind::kNull, 0, {}); }
  static constexpr Value Integer(int64_t v) {
    return Value(Kind::kInteger, v, {});
  }
  static constexpr Value Text(std::string_view v) {
    return Value(Kind::kText, 0, v);
  }
  static constexpr Value Bytes(std::string_view v) {
    return Value(Kind::kBytes, 0, v);
  }

  [[nodiscard]] constexpr Kind kind() const { return kind_; }
  [[nodiscard]] constexpr int64_t integer() const { return integer_; }
  // The text or the bytes.
  [[nodiscard]] constexpr std::string_view view() const { return view_; }

 private:
  constexpr Value(Kind kind, int64_t integer, std::string_view view)
      : kind_(kind), integer_(integer), view_(view) {}

  Kind kind_;
  int64_t integer_;
  std::string_view view_;
};

// Columns are counted from 0. Asking for a column as what it is not is a bug
// and gives 0 or an empty view.
class Row {
 public:
  virtual ~Row() = default;
  [[nodiscard]] virtual bool IsNull(int column) const = 0;
  [[nodiscard]] virtual int64_t Integer(int column) const = 0;
  // Text and bytes alike.
  [[nodiscard]] virtual std::string_view View(int column) const = 0;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_VALUE_H_
