#include "services/gateway/bulletin/money_tables.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::TracedLine;
using command::v1::TraceFundingResponse;
using google::type::Money;
using supplies::v1::PlacedGoods;
using MoneySummary = funding::v1::CountySummary;
using Document = MoneySummary::DocumentSummary;

constexpr std::string_view kUndivided = "/purposes/any";

std::string FenText(int64_t fen, const Words& words) {
  return words("amount", {{"fen", Concat(fen)}});
}

std::string PurposeName(const std::string& purpose, const MoneySummary& summary,
                        const Words& words) {
  if (purpose.ends_with(kUndivided)) return words("undivided");
  for (const auto& known : summary.purposes()) {
    if (known.purpose() == purpose) return known.display_name();
  }
  return purpose.substr(purpose.rfind('/') + 1);
}

// --- Where the money stands.

// In the order of the columns.
using MoneyFigures = std::array<int64_t, 5>;

MoneyFigures MoneyFiguresOf(
    const funding::v1::Allocation::PurposeBalance& balance) {
  return {FenOf(balance.paid()), FenOf(balance.held()),
          FenOf(balance.prepaid()), FenOf(balance.accrued()),
          FenOf(balance.available())};
}

std::map<std::string, MoneyFigures> ByPurpose(const Document& document) {
  std::map<std::string, MoneyFigures> sums;
  for (const funding::v1::Allocation& allocation : document.allocations()) {
    for (const auto& balance : allocation.balance().purposes()) {
      const MoneyFigures figures = MoneyFiguresOf(balance);
      MoneyFigures& sum = sums[balance.purpose()];
      for (size_t i = 0; i < figures.size(); ++i) sum[i] += figures[i];
    }
  }
  return sums;
}

// --- Where the goods are.

// Columns of what orders were worth; they add up to the first.
enum Share {
  kOrdered,
  kToCome,
  kInStores,
  kOnTheWay,
  kInService,
  kUsed,
  kLost,
  kServices,
  kNotPriced,
  kShareCount,
};
using Shares = std::array<int64_t, kShareCount>;

// What was sent back is worth nothing: as many pieces are still to come.
std::optional<Share> ShareOf(PlacedGoods::Place place) {
  switch (place) {
    case PlacedGoods::PLACE_STORE:
      return kInStores;
    case PlacedGoods::PLACE_TRANSIT:
      return kOnTheWay;
    case PlacedGoods::PLACE_IN_SERVICE:
      return kInService;
    case PlacedGoods::PLACE_USED:
    case PlacedGoods::PLACE_ISSUED:
      return kUsed;
    case PlacedGoods::PLACE_LOST:
    case PlacedGoods::PLACE_SCRAPPED:
      return kLost;
    default:
      return std::nullopt;
  }
}

void AddLine(const TracedLine& line, Shares& shares) {
  const int64_t amount = FenOf(line.money().amount());
  shares[kOrdered] += amount;
  if (line.money().item().empty()) {
    shares[kServices] += amount;
    return;
  }
  if (!line.goods().has_value()) {
    shares[kNotPriced] += amount;
    return;
  }
  shares[kToCome] += FenOf(line.goods().outstanding_value());
  for (const PlacedGoods& place : line.goods().places()) {
    const std::optional<Share> share = ShareOf(place.place());
    if (share.has_value()) shares[*share] += FenOf(place.value());
  }
}

// Orders by purpose; those that were reversed hold nothing.
std::map<std::string, Shares> ByPurpose(const TraceFundingResponse& trace) {
  std::map<std::string, Shares> sums;
  for (const TracedLine& line : trace.lines()) {
    if (!line.money().reversed_by().empty()) continue;
    AddLine(line, sums[line.money().purpose()]);
  }
  return sums;
}

// What was paid out of the document and for none of its orders; nothing where
// that cannot be told: not all orders are there, or a line's figures are also
// those of another allocation, or money came back.
std::optional<int64_t> PaidWithoutOrder(const Document& document,
                                        const TraceFundingResponse& trace) {
  if (!trace.next_page_token().empty()) return std::nullopt;
  int64_t left = FenOf(document.total().paid());
  for (const TracedLine& line : trace.lines()) {
    if (!line.money().carried_from().empty() ||
        FenOf(line.money().refunded()) != 0) {
      return std::nullopt;
    }
    left -= FenOf(line.money().balance().paid());
  }
  return left < 0 ? std::nullopt : std::optional<int64_t>(left);
}

// A row with one thing said of its money, and nothing of goods.
std::vector<std::string> BareRow(const Document& document, std::string what,
                                 std::string amount) {
  std::vector<std::string> cells = {document.number(), std::move(what),
                                    std::move(amount)};
  cells.resize(2 + kShareCount);
  return cells;
}

void AddGoodsRows(const Document& document, const TraceFundingResponse& trace,
                  const CountyFacts& facts, const Words& words,
                  TableMaker& table) {
  for (const auto& [purpose, shares] : ByPurpose(trace)) {
    std::vector<std::string> cells = {
        document.number(),
        PurposeName(purpose, facts.overview().money().summary(), words)};
    for (size_t i = 0; i < shares.size(); ++i) {
      const bool says = i == kOrdered || shares[i] != 0;
      cells.push_back(says ? FenText(shares[i], words) : "");
    }
    table.Add(std::move(cells));
  }
  if (!trace.next_page_token().empty()) {
    table.Add(BareRow(document, words("more orders"), words("unknown")));
  }
  const std::optional<int64_t> direct = PaidWithoutOrder(document, trace);
  if (direct == 0) return;
  table.Add(
      BareRow(document, words("without order"),
              direct.has_value() ? FenText(*direct, words) : words("unknown")));
}

}  // namespace

BulletinLine MoneyByPurposeTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(
      words, "table document purposes",
      {"heading document", "heading purpose", "heading paid", "heading held",
       "heading prepaid", "heading accrued", "heading available"});
  const MoneySummary& summary = facts.overview().money().summary();
  for (const Document& document : summary.documents()) {
    for (const auto& [purpose, figures] : ByPurpose(document)) {
      // Stated, and no money was divided to it.
      if (figures == MoneyFigures{}) continue;
      std::vector<std::string> cells = {document.number(),
                                        PurposeName(purpose, summary, words)};
      for (const int64_t fen : figures) cells.push_back(FenText(fen, words));
      table.Add(std::move(cells));
    }
    if (document.allocations_size() < document.allocation_count()) {
      table.Add({document.number(), words("more allocations"), words("unknown"),
                 "", "", "", ""});
    }
  }
  table.AddLeftOut(summary.document_count() - summary.documents_size());
  return table.Take(words("none"));
}

BulletinLine GoodsOfMoneyTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table goods of money",
                   {"heading document", "heading purpose", "heading ordered",
                    "heading to come", "heading in stores",
                    "heading on the way", "heading in service", "heading used",
                    "heading lost", "heading services", "heading not priced"});
  const MoneySummary& summary = facts.overview().money().summary();
  const MoneyTraces& traces = *facts.traces();
  for (size_t i = 0; i < traces.size(); ++i) {
    const Document& document = summary.documents(static_cast<int>(i));
    if (traces[i].has_value()) {
      AddGoodsRows(document, *traces[i], facts, words, table);
    } else {
      table.Add(BareRow(document, words("goods unknown"), words("unknown")));
    }
  }
  table.AddLeftOut(summary.document_count() -
                   static_cast<int64_t>(traces.size()));
  return table.Take(words("none"));
}

}  // namespace epiledger::gateway
