#include "services/gateway/gateway_errors.h"

namespace epiledger::gateway {

absl::Span<const rpc::MessageText> GatewayMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      {"SERVICE_UNAVAILABLE",
       "The service {service} cannot be reached now. Try again; send a write "
       "again with the same request id.",
       "暂时无法连接 {service} 服务，请重试；写入请求请使用同一请求编号重新发送"
       "。"},
      {"FACILITY_NOT_FOUND", "There is no facility {facility}.",
       "找不到机构 {facility}。"},
      {"RECORDED_TIME_ONLY",
       "may give recorded_time alone, the only axis that all services share",
       "只能给出 recorded_time，这是各服务唯一共有的时间轴"},
      {"ONE_OF_FOUR",
       "must be the one that is asked about: a document, an allocation, an "
       "order or a lot, and none of the others",
       "须在指标文、指标分配、订单、批次中只给出一项"},
      // As supplies says it of the window it was asked for.
      {"DATES_REVERSED", "is after the last day; the first comes first",
       "晚于最后一天；起始日应在前"},
      {"TIMES_REVERSED", "is after the second time; the first comes first",
       "晚于第二个时间；较早的时间应在前"},
      {"TOO_MANY_WATCHERS",
       "There is no room for another watcher: {limit} are served already. Ask "
       "for the overview from time to time instead.",
       "实时查看已达 {limit} 路上限，请改为定时查询总览。"},
      {"TOO_MANY_DAYS", "makes it {found} days; ask for {limit} at most",
       "共 {found} 天；一次最多 {limit} 天"},
  };
  return kTexts;
}

}  // namespace epiledger::gateway
