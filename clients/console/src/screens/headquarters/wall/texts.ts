// What the wall says.
import { text } from "$src/language/texts.ts";

export const wall = {
  title: text("疫情防控物资与战备", "Supplies and readiness"),
  leave: text("按 Esc 键离开大屏", "Escape leaves the wall screen"),
  out: text("离开大屏", "Leave the wall screen"),
  overdue: text("逾期未报", "Overdue reports"),
  line: text((facility: string, item: string) => `${facility} · ${item}`, (facility, item) => `${facility} · ${item}`),
  more: text((n: string) => `另有 ${n} 项`, (n) => `${n} more`),
};
