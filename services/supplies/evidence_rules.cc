#include "services/supplies/evidence_rules.h"

#include <optional>

#include "services/host/evidence.h"
#include "services/supplies/essential_list_rules.h"

namespace epiledger::supplies {
namespace {

using host::EvidenceLine;
using type::v1::EvidenceReason;

constexpr auto kEvidenceReady = type::v1::STANDING_READY;
constexpr auto kEvidenceUnknown = type::v1::STANDING_UNKNOWN;

template <typename Value>
const Value* FindByItem(const std::map<std::string, Value>& values,
                        const std::string& item) {
  const auto found = values.find(item);
  return found == values.end() ? nullptr : &found->second;
}

const v1::FacilityStock* FindStock(const EssentialFacts& facts,
                                   const std::string& item) {
  const auto* const stock = FindByItem(facts.stocks, item);
  return stock == nullptr ? nullptr : stock->get();
}

void JudgeAmount(int64_t have, int64_t at_risk, int64_t ready,
                 EvidenceReason::Kind kind, const std::string& item,
                 EvidenceLine& line) {
  const type::v1::Standing standing = StandingOfAmount(have, at_risk, ready);
  if (standing == kEvidenceReady) return line.Pass();
  EvidenceReason& reason = line.Fail(standing, kind, item);
  reason.set_have(have);
  reason.set_needed(ready);
}

// Days of supply of a stock whose count is fresh.
void JudgeSupply(const v1::EssentialLine& asked, const v1::FacilityStock& stock,
                 EvidenceLine& line) {
  // Nothing lasts no time, however much is used.
  std::optional<int64_t> days;
  if (stock.free() == 0) {
    days = 0;
  } else if (stock.supply().state() == v1::Supply::STATE_KNOWN) {
    days = stock.supply().days_tenths();
  }
  if (days.has_value()) {
    return JudgeAmount(*days, asked.at_risk_days_tenths(),
                       asked.ready_days_tenths(), EvidenceReason::KIND_FEW_DAYS,
                       asked.item(), line);
  }
  if (stock.supply().state() == v1::Supply::STATE_NO_USE) return line.Pass();
  line.Fail(kEvidenceUnknown, EvidenceReason::KIND_USE_UNKNOWN, asked.item())
      .set_have(stock.free());
}

void JudgeConsumable(const v1::EssentialLine& asked,
                     const v1::FacilityStock* stock, EvidenceLine& line) {
  if (stock == nullptr || stock->knowledge() == v1::KNOWLEDGE_UNKNOWN) {
    line.Fail(kEvidenceUnknown, EvidenceReason::KIND_NEVER_COUNTED,
              asked.item())
        .set_needed(asked.ready_days_tenths());
    return;
  }
  if (stock->knowledge() == v1::KNOWLEDGE_STALE) {
    EvidenceReason& reason = line.Fail(
        kEvidenceUnknown, EvidenceReason::KIND_COUNT_STALE, asked.item());
    reason.set_have(stock->free());
    reason.set_days(stock->last_count_age_days());
    return;
  }
  JudgeSupply(asked, *stock, line);
}

// Those of which nobody said whether they work may decide it.
void JudgeDurable(const v1::EssentialLine& asked,
                  const v1::EquipmentCount* count, EvidenceLine& line) {
  if (count == nullptr) {
    line.Fail(kEvidenceUnknown, EvidenceReason::KIND_NEVER_COUNTED,
              asked.item())
        .set_needed(asked.ready_units());
    return;
  }
  const auto standing_with = [&asked](int64_t working) {
    return StandingOfAmount(working, asked.at_risk_units(),
                            asked.ready_units());
  };
  if (standing_with(count->working()) !=
      standing_with(count->working() + count->unknown())) {
    EvidenceReason& reason = line.Fail(
        kEvidenceUnknown, EvidenceReason::KIND_WORKING_UNKNOWN, asked.item());
    reason.set_have(count->working());
    reason.set_needed(asked.ready_units());
    return;
  }
  JudgeAmount(count->working(), asked.at_risk_units(), asked.ready_units(),
              EvidenceReason::KIND_FEW_WORKING, asked.item(), line);
}

}  // namespace

type::v1::Standing StandingOfAmount(int64_t have, int64_t at_risk,
                                    int64_t ready) {
  if (have >= ready) return type::v1::STANDING_READY;
  return have > 0 && have >= at_risk ? type::v1::STANDING_AT_RISK
                                     : type::v1::STANDING_NOT_READY;
}

std::vector<type::v1::Evidence> JudgeEssentials(const EssentialFacts& facts) {
  EvidenceLine equipment(facts.facility, type::v1::DIMENSION_EQUIPMENT);
  EvidenceLine medicines(facts.facility, type::v1::DIMENSION_MEDICINES);
  for (const auto& list : facts.lists) {
    equipment.AddRules(list->name, list->version.version());
    medicines.AddRules(list->name, list->version.version());
    for (const v1::EssentialLine& asked : list->version.lines()) {
      if (AsksForUnits(asked)) {
        JudgeDurable(asked, FindByItem(facts.equipment, asked.item()),
                     equipment);
      } else {
        JudgeConsumable(asked, FindStock(facts, asked.item()), medicines);
      }
    }
  }
  return {equipment.Take(EvidenceReason::KIND_NO_ESSENTIAL_LIST),
          medicines.Take(EvidenceReason::KIND_NO_ESSENTIAL_LIST)};
}

}  // namespace epiledger::supplies
