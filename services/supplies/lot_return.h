// LotReturn: which lots goods go back to that a ward brings back without saying
// which they are: those that were issued last and are not back yet; what is
// left was never issued and goes to `found`.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOT_RETURN_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOT_RETURN_H_

#include <map>
#include <string>
#include <vector>

#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/supplies/line_events.h"

namespace epiledger::supplies {

class LotReturn {
 public:
  explicit LotReturn(Amount amount) : left_(amount) {}

  // Takes over entries of the line up to `position`. Those given first are the
  // newest.
  void AddIssues(const LineEntries& entries, int64_t position);
  // What has no lot yet.
  [[nodiscard]] Amount left() const { return left_; }
  // The lots, each once, those issued last in front.
  [[nodiscard]] std::vector<v1::LotChange> Take();

 private:
  void AddMovement(const v1::MovementEntry& movement);
  void Add(const std::string& lot, Amount amount);

  Amount left_;
  // Brought back by movements that came after those still to be looked at.
  std::map<std::string, Amount> returned_;
  std::vector<v1::LotChange> lots_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOT_RETURN_H_
