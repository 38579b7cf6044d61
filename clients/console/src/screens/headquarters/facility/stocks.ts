// Stock of one facility; each item opens to what became of it day by day.
import type { FacilityStock } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import type { Column } from "$src/parts/sheet.ts";
import { historyLink, stockColumns } from "../glance/stock.ts";
import type { Sight } from "../words/sight.ts";

export function facilityStockColumns(sight: Sight): Column<FacilityStock>[] {
  return stockColumns(sight).slice(1).map((column, at) =>
    (at === 0 ? { ...column, of: (one) => ({ ...column.of(one), link: historyLink(one) }) } : column));
}

/** Of one item, by facility. */
export function itemStockColumns(sight: Sight): Column<FacilityStock>[] {
  return stockColumns(sight).filter((_, at) => at !== 1).map((column, at) =>
    (at === 0 ? { ...column, of: (one) => ({ ...column.of(one), link: historyLink(one) }) } : column));
}
