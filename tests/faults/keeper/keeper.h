// Keeper: one person who keeps the goods of all stores by the model, and is
// told each entry of the supplies book in its order. Knows nothing of the
// service.
#ifndef EPILEDGER_TESTS_FAULTS_KEEPER_KEEPER_H_
#define EPILEDGER_TESTS_FAULTS_KEEPER_KEEPER_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/faults/keeper/words.h"
#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/notes.h"

namespace epiledger::faults {

class Keeper {
 public:
  Keeper();

  // Answers a line with a line whose parts are divided by tabs:
  //
  //   item ITEM, store STORE     noted
  //   figures                    figures {NAME=NUMBER}: now, without zeros
  //   entry SEQUENCE …           a request of words.h: accepted {NAME=NUMBER},
  //   as
  //                              its answer tells; or refused
  //                              {REASON=AVAILABLE}, any of which may be named,
  //                              -1: says no number
  //   anything else              what is wrong with it
  //
  // Names of figures call counts, shipments and lots by the entry that made
  // them.
  [[nodiscard]] std::string Answer(const std::string& line);

 private:
  std::string Decide(int64_t sequence, const std::string& asked);
  void Learn(const goods::Request& request, int64_t sequence);
  [[nodiscard]] std::string Listed(const char* first,
                                   const goods::Figures& figures) const;
  // With entries in place of labels.
  [[nodiscard]] std::string Renamed(const std::string& name) const;

  goods::Notes notes_;
  Labels labels_;
  // How labels are told.
  std::map<std::string, std::string> entries_;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_KEEPER_KEEPER_H_
