#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> ValueTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"epiledger.funding.v1.Fund.KIND_CENTRAL", "central", "中央"},
      {"epiledger.funding.v1.Fund.KIND_PROVINCIAL", "provincial", "省级"},
      {"epiledger.funding.v1.Fund.KIND_COUNTY", "county", "县级"},
      {"epiledger.funding.v1.Fund.KIND_DONATION", "donation", "捐赠"},

      {"epiledger.funding.v1.Payment.METHOD_DIRECT", "direct", "直接支付"},
      {"epiledger.funding.v1.Payment.METHOD_AUTHORIZED", "authorized",
       "授权支付"},
      {"epiledger.funding.v1.Payment.METHOD_OWN_ACCOUNT", "own account",
       "自有账户"},

      {"epiledger.auth.v1.ROLE_FINANCE", "finance", "财政"},
      {"epiledger.auth.v1.ROLE_HOSPITAL", "hospital", "医院"},
      {"epiledger.auth.v1.ROLE_WAREHOUSE", "warehouse", "仓库"},
      {"epiledger.auth.v1.ROLE_HEADQUARTERS", "headquarters", "指挥部"},
      {"epiledger.auth.v1.ROLE_SUPERVISION", "supervision", "督导"},
      {"epiledger.auth.v1.ROLE_TOWN", "town", "乡镇"},
      {"epiledger.auth.v1.ROLE_AUDITOR", "auditor", "审计"},
      {"epiledger.auth.v1.ROLE_OPERATOR", "operator", "管理员"},

      {"epiledger.type.v1.ABSENT_REASON_UNKNOWN", "unknown", "未知"},
      {"epiledger.type.v1.ABSENT_REASON_NOT_APPLICABLE", "not applicable",
       "不适用"},
      {"epiledger.type.v1.ABSENT_REASON_NOT_ASKED", "not asked", "未询问"},
      {"epiledger.type.v1.ABSENT_REASON_NOT_SUPPORTED", "not supported",
       "无法提供"},

      {"epiledger.readiness.v1.REPORT_FORM_HOSPITAL_DAILY", "hospital daily",
       "医疗机构日报"},
      {"epiledger.readiness.v1.REPORT_FORM_TOWN_DAILY", "town daily",
       "乡镇日报"},
      {"epiledger.readiness.v1.REPORT_STATE_ON_TIME", "on time", "按时"},
      {"epiledger.readiness.v1.REPORT_STATE_LATE", "late", "迟报"},
      {"epiledger.readiness.v1.REPORT_STATE_MISSING", "missing", "未报"},
      {"epiledger.readiness.v1.REPORT_STATE_NOT_DUE", "not due", "未到期"},

      {"epiledger.readiness.v1.Facility.KIND_HOSPITAL", "hospital", "定点医院"},
      {"epiledger.readiness.v1.Facility.KIND_FEVER_CLINIC", "fever clinic",
       "发热门诊"},
      {"epiledger.readiness.v1.Facility.KIND_HEALTH_CENTRE", "health centre",
       "卫生院"},
      {"epiledger.readiness.v1.Facility.KIND_DISEASE_CONTROL",
       "disease control", "疾控中心"},
      {"epiledger.readiness.v1.Facility.KIND_WAREHOUSE", "warehouse", "储备库"},
      {"epiledger.readiness.v1.Facility.KIND_TOWN", "town", "乡镇"},

      {"epiledger.readiness.v1.InPlace.STATE_IN_PLACE", "in place", "到位"},
      {"epiledger.readiness.v1.InPlace.STATE_NOT_IN_PLACE", "not in place",
       "未到位"},

      {"epiledger.supplies.v1.Item.KIND_CONSUMABLE", "consumable", "消耗品"},
      {"epiledger.supplies.v1.Item.KIND_DURABLE", "durable", "耐用品"},

      {"epiledger.supplies.v1.Store.KIND_RESERVE", "reserve", "储备"},
      {"epiledger.supplies.v1.Store.KIND_PHARMACY", "pharmacy", "药房"},
      {"epiledger.supplies.v1.Store.KIND_WARD", "ward", "病区"},

      {"epiledger.supplies.v1.Origin.KIND_DONOR", "donor", "捐赠"},
      {"epiledger.supplies.v1.Origin.KIND_OPENING", "opening", "期初"},
      {"epiledger.supplies.v1.Origin.KIND_UNFUNDED", "unfunded", "垫付"},
      {"epiledger.supplies.v1.Origin.KIND_FOUND", "found", "盘盈"},

      {"epiledger.supplies.v1.Movement.KIND_RECEIVE", "receive", "入库"},
      {"epiledger.supplies.v1.Movement.KIND_ISSUE", "issue", "出库"},
      {"epiledger.supplies.v1.Movement.OUTCOME_POSTED", "posted", "已入账"},
      {"epiledger.supplies.v1.Movement.OUTCOME_CONTRADICTED", "contradicted",
       "与记录矛盾"},

      {"epiledger.supplies.v1.SURPLUS_REASON_EARLIER_MISCOUNT",
       "earlier miscount", "上次少盘"},
      {"epiledger.supplies.v1.SURPLUS_REASON_UNRECORDED_RECEIPT",
       "unrecorded receipt", "漏登入库"},
      {"epiledger.supplies.v1.SURPLUS_REASON_RETURNED", "returned", "退回"},
      {"epiledger.supplies.v1.SURPLUS_REASON_OTHER", "other", "其他"},
      {"epiledger.supplies.v1.SURPLUS_REASON_TOLERANCE", "tolerance", "容差内"},
      {"epiledger.supplies.v1.SURPLUS_REASON_UNEXPLAINED", "unexplained",
       "原因不明"},
      {"epiledger.supplies.v1.SURPLUS_REASON_LATE_ENTRY", "late entry",
       "补登所致"},
      {"epiledger.supplies.v1.KNOWLEDGE_KNOWN", "known", "已知"},
      {"epiledger.supplies.v1.KNOWLEDGE_STALE", "stale", "过期"},
      {"epiledger.supplies.v1.KNOWLEDGE_UNKNOWN", "unknown", "未知"},

      {"epiledger.supplies.v1.CountResult.OUTCOME_OPENING", "opening", "期初"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_AS_EXPECTED", "as expected",
       "相符"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_USE", "use", "有使用"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_SURPLUS", "surplus", "盘盈"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_CONTRADICTED", "contradicted",
       "与记录矛盾"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_REPEATED", "repeated",
       "重复"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_WITHDRAWN", "withdrawn",
       "已撤回"},

      {"epiledger.supplies.v1.Task.KIND_CONTRADICTED_COUNT",
       "contradicted count", "盘点矛盾"},
      {"epiledger.supplies.v1.Task.KIND_CONTRADICTED_RECEIPT",
       "contradicted receipt", "入库矛盾"},
      {"epiledger.supplies.v1.Task.KIND_LATE_SURPLUS", "late surplus",
       "补登盘盈"},
      {"epiledger.supplies.v1.Task.KIND_UNEXPLAINED_SURPLUS",
       "unexplained surplus", "盘盈不明"},
      {"epiledger.supplies.v1.Task.STATE_OPEN", "open", "待处理"},
      {"epiledger.supplies.v1.Task.STATE_RESOLVED", "resolved", "已处理"},

      {"epiledger.supplies.v1.Supply.STATE_KNOWN", "known", "已知"},
      {"epiledger.supplies.v1.Supply.STATE_ESTIMATED", "estimated", "估算"},
      {"epiledger.supplies.v1.Supply.STATE_NO_USE", "no use", "无使用"},
      {"epiledger.supplies.v1.Supply.STATE_UNKNOWN", "unknown", "未知"},
      {"epiledger.supplies.v1.Supply.BAND_OUT", "out", "无库存"},
      {"epiledger.supplies.v1.Supply.BAND_CRITICAL", "critical", "告急"},
      {"epiledger.supplies.v1.Supply.BAND_LOW", "low", "偏低"},
      {"epiledger.supplies.v1.Supply.BAND_MODERATE", "moderate", "适中"},
      {"epiledger.supplies.v1.Supply.BAND_AMPLE", "ample", "充足"},
      {"epiledger.supplies.v1.Supply.BAND_UNKNOWN", "unknown", "未知"},

      {"epiledger.command.v1.PartStatus.STATE_FRESH", "fresh", "最新"},
      {"epiledger.command.v1.PartStatus.STATE_STALE", "stale", "过期"},
      {"epiledger.command.v1.PartStatus.STATE_NEVER_SEEN", "never seen",
       "无数据"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
