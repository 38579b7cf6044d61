// The read behind a trend; loaded when the first one is asked for.
import { NeedService } from "$calls/headquarters/epiledger/supplies/v1/need_service_pb";
import type { FacilityStock } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { addDays, dayAt } from "$src/format/day.ts";
import { clientOf } from "$src/rpc/client.ts";
import type { County } from "../county.svelte.ts";
import { asOfMoment } from "../moment.ts";
import { TREND_DAYS, trendOf, type Trend } from "./trend.ts";

export async function readTrend(county: County, row: FacilityStock): Promise<Trend> {
  const { history, baseUnit } = await clientOf(NeedService, county.desk.transport).getStockHistory({ name: row.facility, item: row.item,
    fromDate: addDays(dayAt(county.moment ?? county.watch.now), 1 - TREND_DAYS), ...asOfMoment(county.moment) });
  return trendOf(history?.days ?? [], baseUnit);
}
