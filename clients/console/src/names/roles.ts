// What each role is called.
import { text, type Text } from "$src/language/texts.ts";
import type { Role } from "$src/session/claims.ts";

export const roles: Record<Role, Text> = {
  finance: text("财政", "finance"), hospital: text("医疗机构", "hospital"), warehouse: text("县储备库", "warehouse"),
  headquarters: text("指挥部", "headquarters"), supervision: text("督导组", "supervision"), town: text("乡镇", "town"),
  auditor: text("审计", "auditor"), operator: text("运行维护", "operator"),
};
