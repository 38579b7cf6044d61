// What quarantines do.
#include "tests/models/supplies/record.h"

namespace epiledger::goods {

Figures RecordOne(const Quarantine& asked, int64_t sequence, Notes& notes) {
  const std::string label = "q" + std::to_string(notes.quarantines.size() + 1);
  notes.quarantines[label] = {sequence, asked, {}, 0};
  return {};
}

Figures RecordOne(const Release& asked, int64_t sequence, Notes& notes) {
  NotedQuarantine& noted = notes.quarantines.at(asked.quarantine);
  noted.release_hour = asked.hour;
  noted.release_sequence = sequence;
  return {};
}

}  // namespace epiledger::goods
