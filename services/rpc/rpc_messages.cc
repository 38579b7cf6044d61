#include "services/rpc/rpc_messages.h"

namespace epiledger::rpc {
namespace {

constexpr MessageText kMessages[] = {
    // Fields: said of one field, whose path stands in front.
    {"REQUIRED", "must be given, and not empty or zero", "必填，不能为空或零"},
    {"OUTPUT_ONLY", "is set by the service and must be left out",
     "由系统填写，请求中不得提供"},
    {"UNKNOWN_FIELD",
     "is not a field that this version knows (number {number})",
     "本版本不认识该字段（编号 {number}）"},
    {"TOO_LONG", "has {length} bytes; at most {limit} are allowed",
     "长度为 {length} 字节，最多允许 {limit} 字节"},
    {"TOO_MANY_ELEMENTS", "has {count} elements; at most {limit} are allowed",
     "共有 {count} 项，最多允许 {limit} 项"},
    {"CONTROL_CHARACTER",
     "has a control character at byte {position}; only printable text is "
     "allowed",
     "第 {position} 字节处有控制字符，只允许可见文字"},
    {"OUT_OF_RANGE", "is {found}; it must lie between {minimum} and {maximum}",
     "为 {found}，应在 {minimum} 至 {maximum} 之间"},
    {"AMOUNT_OUT_OF_RANGE",
     "is {found:yuan} yuan; it must lie between {minimum:yuan} and "
     "{maximum:yuan} yuan",
     "为 {found:yuan} 元，应在 {minimum:yuan} 元至 {maximum:yuan} 元之间"},
    {"CURRENCY_NOT_CNY", "is `{found}`; amounts are in CNY",
     "为“{found}”，金额的币种应为 CNY"},
    {"FRACTION_OF_FEN",
     "is {found}; it must be a multiple of 10,000,000, which is one fen",
     "为 {found}，应为 10,000,000（即一分）的整数倍"},
    {"SIGNS_DIFFER", "units and nanos must not have different signs",
     "units 与 nanos 的正负号不能不同"},
    {"UNKNOWN_ENUM_VALUE", "is {found}, which is no value of {type}",
     "为 {found}，不是 {type} 的取值"},
    {"BAD_NAME", "is `{found}`; a name such as `{pattern}` is expected",
     "为“{found}”，应为“{pattern}”形式的名称"},
    {"BAD_ID",
     "is `{found}`; an id has 1 to 63 of a-z, 0-9 and `-` and does not begin "
     "with `-`",
     "为“{found}”，标识由 1 至 63 个 a-z、0-9 或“-”组成，且不以“-”开头"},
    {"BAD_DATE", "is {found}, a day that the calendar does not have",
     "为 {found}，日历中没有这一天"},
    {"DATE_OUT_OF_RANGE",
     "is {found}; the year must lie between {minimum} and {maximum}",
     "为 {found}，年份应在 {minimum} 至 {maximum} 之间"},
    {"BAD_TIME", "is not a time between the years {minimum} and {maximum}",
     "不是 {minimum} 年至 {maximum} 年之间的时间"},
    {"TIME_TOO_FINE", "has {found} nanoseconds; times are whole microseconds",
     "含 {found} 纳秒，时间应为整微秒"},
    {"PAGE_TOKEN_INVALID",
     "is not a page token of this list; begin again without one",
     "不是本列表的翻页标记，请从第一页重新开始"},

    // Calls.
    {"MALFORMED",
     "The request could not be read: it is cut short, or text in it is not "
     "UTF-8.",
     "无法读取请求：内容不完整，或文字不是 UTF-8 编码。"},
    {"REQUEST_TOO_LARGE",
     "The request has {found} bytes; at most {limit} are allowed. Split it.",
     "请求为 {found} 字节，最多允许 {limit} 字节，请分批提交。"},
    {"RESPONSE_TOO_LARGE",
     "The answer has {found} bytes; at most {limit} are sent. Ask for a "
     "smaller page.",
     "结果为 {found} 字节，最多发送 {limit} 字节，请减小每页数量。"},
    {"ANSWER_LEFT_OUT",
     "What became of this is not told here: the answers before it fill the "
     "{limit} bytes of a batch's answer. Send the same request id again in a "
     "smaller batch.",
     "此处未返回该项的结果：前面各项的结果已占满批次结果的上限 {limit} 字节。"
     "请用同一请求编号在较小的批次中重新发送。"},
    {"INCARNATION_CHANGED",
     "The book was restored or imported since; begin again from the first "
     "page.",
     "账簿已恢复或重新导入，请从头开始读取。"},
    {"NOT_FOUND", "There is no {kind} `{name}`.", "找不到“{name}”。"},
    {"COUNTS_BATCH",
     " This counts the requests before {element} of its batch, none of which "
     "was recorded.",
     "以上数字已计入同一批次中 {element} 之前的各项，该批次均未记录。"},
    {"DEADLINE_EXCEEDED", "The time allowed for the call was over.",
     "已超过调用的时限。"},
    {"CANCELLED", "The call was cancelled.", "调用已取消。"},
    {"OVERLOADED", "The service has too much to do; try again shortly.",
     "系统繁忙，请稍后重试。"},
    {"SERVICE_STOPPING", "The service is stopping; try again shortly.",
     "服务正在停止，请稍后重试。"},
    {"TOO_MANY_REFUSALS",
     "More than {limit} calls of yours were refused within a minute; wait "
     "{wait:seconds}.",
     "您一分钟内被拒绝的请求超过 {limit} 次，请等待 {wait:seconds}。"},
    {"RESOURCE_EXHAUSTED", "A resource is used up; try again later.",
     "资源已用尽，请稍后重试。"},
    {"UNAVAILABLE", "The service is not available now; try again.",
     "服务暂不可用，请重试。"},
    {"ABORTED", "Another change came between; try again.",
     "与其他操作冲突，请重试。"},
    {"INTERNAL", "The service made a mistake; please report it.",
     "系统内部错误，请报告管理员。"},

    // Who is calling.
    {"IDENTITY_UNKNOWN", "The certificate names no service that may call here.",
     "证书所代表的服务无权访问。"},
    {"TOKEN_REQUIRED", "Sign in first: the call carries no token.",
     "请先登录：请求未携带令牌。"},
    {"TOKEN_INVALID", "The token is not valid here; sign in again.",
     "令牌无效，请重新登录。"},
    {"TOKEN_TOO_LONG", "The token has {found} bytes; at most {limit} are read.",
     "令牌为 {found} 字节，最多允许 {limit} 字节。"},
    {"TOKEN_EXPIRED", "The token has expired; sign in again.",
     "令牌已过期，请重新登录。"},
    {"TOKEN_NOT_YET_VALID", "The token is not valid yet; check the clocks.",
     "令牌尚未生效，请检查时钟。"},
    {"TOKEN_REVOKED", "The token was revoked; sign in again.",
     "令牌已被吊销，请重新登录。"},

    // What the caller may do.
    {"PEERS_ONLY", "Only services may call this.", "仅限服务之间调用。"},
    {"PEER_NOT_ALLOWED", "The service {subject} may not call this.",
     "服务 {subject} 无权调用。"},
    {"ROLE_NOT_ALLOWED", "None of your roles allows this.",
     "您的角色无权进行此操作。"},
    {"COUNTY_NOT_ALLOWED", "You may act only for your own county.",
     "您只能操作本县的数据。"},
    {"FACILITY_NOT_ALLOWED", "You may act only for your own facility.",
     "您只能操作本机构的数据。"},
};

}  // namespace

absl::Span<const MessageText> RpcMessages() { return kMessages; }

}  // namespace epiledger::rpc
