// Spelling: numbers as two people type them who read the same paper.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SPELLING_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SPELLING_H_

#include <cctype>
#include <string>

namespace epiledger::ladder {

// "In whatever width, case and spaces" two numbers are the same. The office
// types neither full-width signs nor more than one space.
inline std::string Folded(const std::string& number) {
  const size_t begin = number.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  std::string folded =
      number.substr(begin, number.find_last_not_of(' ') - begin + 1);
  for (char& sign : folded) {
    sign = static_cast<char>(std::toupper(static_cast<unsigned char>(sign)));
  }
  return folded;
}

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SPELLING_H_
