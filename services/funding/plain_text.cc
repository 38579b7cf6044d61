#include "services/funding/plain_text.h"

#include <algorithm>

#include "services/funding/spelling.h"

namespace epiledger::funding {

std::string PlainText(std::string_view text) {
  std::string plain = FoldSpelling(text);
  plain.erase(std::remove(plain.begin(), plain.end(), ' '), plain.end());
  return plain;
}

}  // namespace epiledger::funding
