#include "services/gateway/gateway_errors.h"

namespace epiledger::gateway {

absl::Span<const rpc::MessageText> GatewayMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      {"SERVICE_UNAVAILABLE",
       "The service {service} cannot be reached now. Try again; send a write "
       "again with the same request id.",
       "暂时无法连接 {service} 服务，请重试；写入请求请使用同一请求编号重新发送"
       "。"},
      {"FRAME_MALFORMED",
       "A request by gRPC-Web is one frame: a byte 0, four bytes of length, "
       "and a message of that length.",
       "gRPC-Web 请求须为一帧：一个字节 0、四个字节的长度，以及该长度的消息。"},
      {"FRAME_COMPRESSED",
       "The message is compressed, which is not supported. Send it as it is.",
       "消息已压缩，本服务不支持压缩，请直接发送。"},
      {"SIGN_IN_LINK_UNKNOWN",
       "This sign-in link is unknown, was used, or is older than five minutes. "
       "Ask for a new one.",
       "该登录链接不存在、已被使用或已超过五分钟，请索取新的链接。"},
      {"FACILITY_NOT_FOUND", "There is no facility {facility}.",
       "找不到机构 {facility}。"},
      {"RECORDED_TIME_ONLY",
       "may give recorded_time alone, the only axis that all services share",
       "只能给出 recorded_time，这是各服务唯一共有的时间轴"},
      {"ONE_OF_FOUR",
       "must be the one that is asked about: a document, an allocation, an "
       "order or a lot, and none of the others",
       "须在指标文、指标分配、订单、批次中只给出一项"},
      {"DRAFT_IS_TEXT",
       "must be Markdown, HTML or plain text; documents are made of what is "
       "issued",
       "须为 Markdown、HTML 或纯文本；DOCX 文档在印发时生成"},
      {"NO_DOCX",
       "No DOCX can be made here: pandoc is missing or failed. Issue it in the "
       "other formats.",
       "此处无法生成 DOCX：未安装 pandoc 或其运行失败。请以其他格式印发。"},
      {"BULLETIN_TOO_LONG",
       "The bulletin has {found} bytes; {limit} is the most.",
       "情况汇报为 {found} 字节，超过上限 {limit}。"},
      // As readiness says it of what is recorded.
      {"LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
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
