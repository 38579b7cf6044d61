#include "services/supplies/evidence_queries.h"

#include <algorithm>
#include <map>
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
using FactsByFacility = std::map<std::string, EssentialFacts>;

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
        for (const std::string& name : held->facilities()) {
          const std::string id(rpc::LastSegment(name));
          if (!IsUnder(prefix, id)) continue;
          facts[id].facility = name;
          facts[id].lists.push_back({list.name(), *held});
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

// Whether a list asks a facility for an item, an id.
bool AsksFor(const EssentialFacts& facts, std::string_view item) {
  return std::ranges::any_of(facts.lists, [item](const AskingList& list) {
    return std::ranges::any_of(list.version.lines(),
                               [item](const v1::EssentialLine& line) {
                                 return rpc::LastSegment(line.item()) == item;
                               });
  });
}

// Items, by name, that a list asks of somebody: few, of the many that a county
// has stock of.
absl::flat_hash_set<std::string> AskedOfAny(const FactsByFacility& facts) {
  absl::flat_hash_set<std::string> asked;
  for (const auto& [id, of_facility] : facts) {
    for (const AskingList& list : of_facility.lists) {
      for (const v1::EssentialLine& line : list.version.lines()) {
        asked.insert(line.item());
      }
    }
  }
  return asked;
}

// Where a list asks for it.
void AddStock(const v1::FacilityStock& stock, FactsByFacility& facts) {
  const auto found =
      facts.find(std::string(rpc::LastSegment(stock.facility())));
  if (found == facts.end() ||
      !AsksFor(found->second, rpc::LastSegment(stock.item()))) {
    return;
  }
  found->second.stocks.emplace(stock.item(), stock);
}

// The stock of what is asked for alone.
absl::Status AddStocks(std::string_view prefix, StockReader& reader,
                       FactsByFacility& facts) {
  auto lines =
      prefix.empty() ? reader.ReadCounty() : reader.ReadLines(prefix, "");
  if (!lines.ok()) return lines.status();
  for (auto& [place, of] : *lines) {
    const auto found = facts.find(place.first);
    if (found == facts.end() || !AsksFor(found->second, place.second)) continue;
    const auto stock = reader.StockOf(absl::MakeSpan(of));
    if (!stock.ok()) return stock.status();
    AddStock(*stock, facts);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Evidence>> JudgeCounty(const CountyStock& stocks,
                                                  StockReader& reader,
                                                  ReadContext& context) {
  auto facts = ReadAsked("", reader, context);
  if (!facts.ok()) return facts.status();
  const absl::flat_hash_set<std::string> asked = AskedOfAny(*facts);
  for (const auto& stock : stocks) {
    if (asked.contains(stock->item())) AddStock(*stock, *facts);
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
