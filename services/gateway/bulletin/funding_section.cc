// Funding and supplies: where the money is, what there is, what runs out.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/money_tables.h"
#include "services/gateway/bulletin/sections.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinLine;
using command::v1::BulletinSection;
using google::type::Money;
using supplies::v1::FacilityStock;
using supplies::v1::Supply;
using MoneySummary = funding::v1::CountySummary;

std::string AmountText(std::string_view key, const Money& money,
                       const Words& words) {
  return words(key, {{"fen", Concat(FenOf(money))}});
}

void AddMoneyFigures(const MoneySummary& summary, const Words& words,
                     BulletinSection& section) {
  const auto& total = summary.total();
  const std::pair<std::string_view, const Money&> figures[] = {
      {"figure allocated", total.allocated()},
      {"figure paid", total.paid()},
      {"figure held", total.held()},
      {"figure available", total.available()},
  };
  std::string note =
      words("documents", {{"count", NumberText(summary.document_count())}});
  for (const auto& [key, money] : figures) {
    *section.add_lines() = FigureLine(
        words(key), AmountText("money", money, words), std::move(note));
    note.clear();
  }
}

BulletinLine DocumentsTable(const MoneySummary& summary, const Words& words) {
  TableMaker table(words, "table documents",
                   {"heading document", "heading title", "heading allocated",
                    "heading paid", "heading held", "heading prepaid",
                    "heading accrued", "heading available"});
  for (const MoneySummary::DocumentSummary& document : summary.documents()) {
    std::vector<std::string> cells = {document.number(), document.title()};
    const auto& total = document.total();
    for (const Money& money :
         {total.allocated(), total.paid(), total.held(), total.prepaid(),
          total.accrued(), total.available()}) {
      cells.push_back(AmountText("amount", money, words));
    }
    table.Add(std::move(cells));
  }
  table.AddLeftOut(summary.document_count() - summary.documents_size());
  return table.Take(words("none"));
}

BulletinLine PurposesTable(const MoneySummary& summary, const Words& words) {
  TableMaker table(words, "table purposes",
                   {"heading purpose", "heading paid", "heading bound",
                    "heading available"});
  for (const MoneySummary::PurposeSummary& purpose : summary.purposes()) {
    table.Add({purpose.display_name().empty() ? words("undivided")
                                              : purpose.display_name(),
               AmountText("amount", purpose.paid(), words),
               AmountText("amount", purpose.bound(), words),
               AmountText("amount", purpose.available(), words)});
  }
  table.AddLeftOut(summary.purpose_count() - summary.purposes_size());
  return table.Take(words("none"));
}

void AddMoney(const CountyFacts& facts, const Words& words,
              BulletinSection& section) {
  const MoneySummary& summary = facts.overview().money().summary();
  if (summary.document_count() == 0) {
    *section.add_lines() = TextLine(words("no documents"));
    return;
  }
  AddMoneyFigures(summary, words, section);
  *section.add_lines() = DocumentsTable(summary, words);
  *section.add_lines() = PurposesTable(summary, words);
  *section.add_lines() = MoneyByPurposeTable(facts, words);
  if (facts.traces() == nullptr) return;
  *section.add_lines() = GoodsOfMoneyTable(facts, words);
}

// What there is of it; never counted and nothing recorded is no zero.
std::string FreeText(const supplies::v1::ItemSummary& item,
                     const Words& words) {
  const std::string free = NumberText(item.free());
  if (item.known() + item.stale() > 0) return free;
  return item.free() == 0 ? words("unknown")
                          : words("at least", {{"free", free}});
}

BulletinLine ItemsTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(words, "table items",
                   {"heading item", "heading free", "heading unit",
                    "heading known", "heading stale", "heading unknown"});
  for (const auto& item : facts.overview().supplies().items()) {
    table.Add({item.display_name(), FreeText(item, words), item.base_unit(),
               NumberText(item.known()),
               item.stale() == 0 ? "" : NumberText(item.stale()),
               item.unknown() == 0 ? "" : NumberText(item.unknown())});
  }
  return table.Take(words("none"));
}

std::string DaysOfSupply(const Supply& supply, const Words& words) {
  switch (supply.state()) {
    case Supply::STATE_KNOWN:
      return TenthsText(supply.days_tenths());
    case Supply::STATE_ESTIMATED:
      return words("estimated", {{"days", TenthsText(supply.days_tenths())}});
    case Supply::STATE_NO_USE:
      return words("no use");
    default:
      return words("unknown");
  }
}

std::string CountedText(const FacilityStock& stock, const CountyFacts& facts,
                        const Words& words) {
  if (!stock.has_last_count_time()) return words("unknown");
  std::string text = MomentText(stock.last_count_time(), facts.zone());
  if (stock.last_count_age_days() == 0) return text;
  return Concat(
      text, " (",
      words("days old", {{"days", Concat(stock.last_count_age_days())}}), ")");
}

BulletinLine ShortagesTable(const CountyFacts& facts, const Words& words) {
  TableMaker table(
      words, "table shortages",
      {"heading facility", "heading item", "heading free", "heading unit",
       "heading days", "heading runs out", "heading counted"});
  const auto& supplies = facts.overview().supplies();
  for (const FacilityStock& stock : supplies.shortages()) {
    table.Add({facts.FacilityName(stock.facility()),
               facts.ItemName(stock.item()), NumberText(stock.free()),
               facts.UnitOf(stock.item()), DaysOfSupply(stock.supply(), words),
               DateText(stock.supply().stock_out_date()),
               CountedText(stock, facts, words)});
  }
  table.AddLeftOut(supplies.shortage_count() - supplies.shortages_size());
  return table.Take(
      words(facts.HidesFacilities() ? "not shown" : "none known"));
}

}  // namespace

BulletinSection FundingSection(const CountyFacts& facts, const Words& words) {
  BulletinSection section = MakeSection(
      BulletinSection::KIND_FUNDING_AND_SUPPLIES, "section funding", words);
  if (facts.HasMoney()) {
    AddMoney(facts, words, section);
  } else {
    *section.add_lines() = WarningLine(words("no money"));
  }
  if (facts.HasSupplies()) {
    *section.add_lines() = ItemsTable(facts, words);
    *section.add_lines() = ShortagesTable(facts, words);
  } else {
    *section.add_lines() = WarningLine(words("no supplies"));
  }
  return section;
}

}  // namespace epiledger::gateway
