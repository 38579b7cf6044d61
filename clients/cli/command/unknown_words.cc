#include "clients/cli/command/unknown_words.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "services/text.h"

namespace epiledger::cli {
namespace {

// How many letters must be put in, taken out or changed.
size_t Distance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 0; i < a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i + 1;
    for (size_t j = 0; j < b.size(); ++j) {
      const size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
    }
  }
  return row.back();
}

// The nouns of the table, or the verbs of one of them, in its order, each once:
// what is done with a noun need not stand together.
std::vector<std::string> ChoicesOf(const CommandTable& table,
                                   std::string_view noun) {
  std::vector<std::string> choices;
  for (const Command& command : table) {
    if (!noun.empty() && command.noun != noun) continue;
    const std::string_view choice = noun.empty() ? command.noun : command.verb;
    if (std::find(choices.begin(), choices.end(), choice) == choices.end()) {
      choices.emplace_back(choice);
    }
  }
  return choices;
}

std::string Listed(const std::vector<std::string>& choices) {
  std::string list;
  for (const std::string& choice : choices) {
    list += Concat(list.empty() ? "" : ", ", choice);
  }
  return list;
}

}  // namespace

std::string Nearest(std::string_view typed,
                    const std::vector<std::string>& choices) {
  constexpr size_t kNear = 2;
  std::string nearest;
  size_t least = kNear + 1;
  for (const std::string& choice : choices) {
    const size_t distance = Distance(typed, choice);
    // Of a short word that much is nearly all.
    if (distance < least && distance * 2 <= choice.size()) {
      least = distance;
      nearest = choice;
    }
  }
  return nearest;
}

std::string ExplainUnknownWords(const CommandTable& table,
                                const UnknownWords& words, const Texts& texts) {
  const std::string found = words.rest.empty() ? "" : words.rest.front();
  const std::vector<std::string> choices = ChoicesOf(table, words.noun);
  std::map<std::string, std::string> figures = {{"noun", words.noun},
                                                {"found", found},
                                                {"choices", Listed(choices)},
                                                {"hint", ""}};
  if (!words.verb.empty()) return texts("WORD_NOT_EXPECTED", figures);
  if (found.empty()) {
    return texts(words.noun.empty() ? "NO_NOUN" : "NO_VERB", figures);
  }
  if (found.front() == '-') return texts("WORD_NOT_EXPECTED", figures);
  const std::string nearest = Nearest(found, choices);
  if (!nearest.empty()) {
    figures["hint"] = texts("DID_YOU_MEAN", {{"nearest", nearest}});
  }
  return texts(words.noun.empty() ? "UNKNOWN_NOUN" : "UNKNOWN_VERB", figures);
}

}  // namespace epiledger::cli
