// The rules of evidence: how equipment and medicines of a facility stand
// against what essential lists ask. Pure.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_RULES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_RULES_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "epiledger/supplies/v1/equipment.pb.h"
#include "epiledger/supplies/v1/essential_list.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/type/v1/evidence.pb.h"

namespace epiledger::supplies {

// A list that asks something of a facility, by the version that holds.
struct AskingList {
  std::string name;
  v1::EssentialVersion version;
};

// What is known of one facility.
struct EssentialFacts {
  // Its name.
  std::string facility;
  // Of many facilities at once.
  std::vector<std::shared_ptr<const AskingList>> lists;
  // By the item's name; an item without a line was never counted.
  std::map<std::string, std::shared_ptr<const v1::FacilityStock>> stocks;
  // By the item's name; an item without a line never had a unit.
  std::map<std::string, v1::EquipmentCount> equipment;
};

// How `have` stands against what is asked; with none it is never more than not
// ready.
[[nodiscard]] type::v1::Standing StandingOfAmount(int64_t have, int64_t at_risk,
                                                  int64_t ready);

// Equipment and medicines, one line each. Each line of each list is judged by
// itself; what is not known, or was counted too long ago, is never ready.
[[nodiscard]] std::vector<type::v1::Evidence> JudgeEssentials(
    const EssentialFacts& facts);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_RULES_H_
