// SQL as the sources of the services hold it: every string literal that speaks
// it, whatever the constant is called and wherever it stands.
#ifndef EPILEDGER_TESTS_PLANS_SOURCE_TEXTS_H_
#define EPILEDGER_TESTS_PLANS_SOURCE_TEXTS_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace epiledger::plans {

struct SourceText {
  // From the project's root.
  std::string path;
  // A statement or a part of one.
  std::string sql;
};

struct SourceTexts {
  // What reads or changes rows.
  std::vector<SourceText> statements;
  // The tables that migrations make.
  std::set<std::string> tables;
};

// The string literals of C++ code in their order; those that stand one after
// the other are one. Escaped characters keep their backslash.
[[nodiscard]] std::vector<std::string> LiteralsIn(std::string_view code);

// Whether a literal is SQL that reads or changes rows, or a part of it. (What
// SHOW gives are settings.)
[[nodiscard]] bool SpeaksOfRows(std::string_view literal);

// Reads all sources below services/ that services are built from. To be called
// in the project's root.
[[nodiscard]] SourceTexts ReadSources();

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_SOURCE_TEXTS_H_
