#include "services/supplies/evidence_queries.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "services/book/dated_versions.h"
#include "services/host/evidence.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"
#include "services/supplies/equipment_queries.h"
#include "services/supplies/evidence_rules.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using type::v1::Evidence;

// By the facility's id.
using FactsByFacility = std::map<std::string, EssentialFacts, std::less<>>;

// Whether a facility, an id, is one of those whose keys begin with `prefix`.
bool IsUnder(std::string_view prefix, std::string_view facility) {
  return prefix.empty() || rpc::FirstSegment(prefix) == facility;
}

// Who is to be judged, with what is asked of each.
absl::StatusOr<FactsByFacility> ReadAsked(std::string_view prefix,
                                          StockReader& reader,
                                          ReadContext& context) {
  FactsByFacility facts;
  const auto facilities = reader.FacilitiesWithStores();
  if (!facilities.ok()) return facilities.status();
  for (const std::string& id : *facilities) {
    if (!IsUnder(prefix, id)) continue;
    facts[id].facility = rpc::MakeName(kFacilityName, {context.county(), id});
  }
  const absl::Status status = context.snapshot().List(
      kEssentialLists, {}, [&](const ledger::ResourceRow& row) {
        v1::EssentialList list;
        list.ParseFromString(row.body);
        const auto* const held = book::HeldOn(reader.today(), list.versions());
        if (held == nullptr) return absl::OkStatus();
        const auto asking =
            std::make_shared<const AskingList>(AskingList{list.name(), *held});
        for (const std::string& name : held->facilities()) {
          const std::string id(rpc::LastSegment(name));
          if (!IsUnder(prefix, id)) continue;
          facts[id].facility = name;
          facts[id].lists.push_back(asking);
        }
        return CheckSortable(facts.size());
      });
  if (!status.ok()) return status;
  return facts;
}

absl::Status AddEquipment(std::string_view prefix, ReadContext& context,
                          FactsByFacility& facts) {
  auto counts = CountEquipment(prefix, context);
  if (!counts.ok()) return counts.status();
  for (auto& [place, count] : *counts) {
    const auto found = facts.find(place.first);
    if (found == facts.end()) continue;
    found->second.equipment.emplace(place.second, std::move(count));
  }
  return absl::OkStatus();
}

std::vector<Evidence> JudgeAll(const FactsByFacility& facts) {
  std::vector<Evidence> evidence;
  for (const auto& [id, of_facility] : facts) {
    for (Evidence& line : JudgeEssentials(of_facility)) {
      evidence.push_back(std::move(line));
    }
  }
  return evidence;
}

// Items, ids, that a list asks of somebody: few, of the many that a county has
// stock of. They are of the lists.
absl::flat_hash_set<std::string_view> AskedOfAny(const FactsByFacility& facts) {
  std::set<const AskingList*> lists;
  for (const auto& [id, of_facility] : facts) {
    for (const auto& list : of_facility.lists) lists.insert(list.get());
  }
  absl::flat_hash_set<std::string_view> asked;
  for (const AskingList* const list : lists) {
    for (const v1::EssentialLine& line : list->version.lines()) {
      asked.insert(rpc::LastSegment(line.item()));
    }
  }
  return asked;
}

// The stock of what is asked of anybody.
absl::Status AddStocks(std::string_view prefix, StockReader& reader,
                       FactsByFacility& facts) {
  auto lines =
      prefix.empty() ? reader.ReadCounty() : reader.ReadLines(prefix, "");
  if (!lines.ok()) return lines.status();
  const absl::flat_hash_set<std::string_view> asked = AskedOfAny(facts);
  for (auto& [place, of] : *lines) {
    const auto found = facts.find(place.first);
    if (found == facts.end() || !asked.contains(place.second)) continue;
    auto stock = reader.StockOf(absl::MakeSpan(of));
    if (!stock.ok()) return stock.status();
    const std::string item = stock->item();
    found->second.stocks.emplace(
        item, std::make_shared<const v1::FacilityStock>(*std::move(stock)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Evidence>> JudgeCounty(const CountyStock& stocks,
                                                  StockReader& reader,
                                                  ReadContext& context) {
  auto facts = ReadAsked("", reader, context);
  if (!facts.ok()) return facts.status();
  const absl::flat_hash_set<std::string_view> asked = AskedOfAny(*facts);
  for (const auto& stock : stocks) {
    if (!asked.contains(rpc::LastSegment(stock->item()))) continue;
    const auto found = facts->find(rpc::LastSegment(stock->facility()));
    if (found == facts->end()) continue;
    found->second.stocks.emplace(stock->item(), stock);
  }
  const absl::Status status = AddEquipment("", context, *facts);
  if (!status.ok()) return status;
  return JudgeAll(*facts);
}

absl::StatusOr<v1::EssentialList> GetEssentialList(
    const v1::GetEssentialListRequest& request, ReadContext& context) {
  return host::GetOne<v1::EssentialList>(context, kEssentialLists,
                                         rpc::LastSegment(request.name()),
                                         request.name());
}

absl::StatusOr<v1::ListEssentialListsResponse> ListEssentialLists(
    const v1::ListEssentialListsRequest&, ReadContext& context) {
  return host::ListAll<v1::ListEssentialListsResponse, v1::EssentialList>(
      context, kEssentialLists, "",
      &v1::ListEssentialListsResponse::mutable_essential_lists);
}

absl::StatusOr<v1::ListSupplyEvidenceResponse> ListSupplyEvidence(
    const v1::ListSupplyEvidenceRequest& request, ReadContext& context) {
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  JudgedPlace place = PlaceOf(context.cursor());
  if (place.judge.has_value()) {
    reader->JudgeAt(absl::FromUnixMicros(*place.judge));
  }
  place.judge = ToPosition(reader->judge_time());
  v1::ListSupplyEvidenceResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  const auto prefix = PrefixSeen(PathOf(request.facility()), context.caller());
  if (!prefix.has_value()) return response;
  auto facts = ReadAsked(*prefix, *reader, context);
  if (!facts.ok()) return facts.status();
  absl::Status status = AddStocks(*prefix, *reader, *facts);
  if (status.ok()) status = AddEquipment(*prefix, context, *facts);
  if (!status.ok()) return status;
  std::vector<Evidence> evidence = JudgeAll(*facts);
  host::CountStandings(evidence, response);
  response.set_next_page_token(TakePage(std::move(evidence), place, context,
                                        *response.mutable_evidence()));
  return response;
}

}  // namespace epiledger::supplies
