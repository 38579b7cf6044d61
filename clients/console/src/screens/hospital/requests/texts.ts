// What a clerk reads who asks for goods.
import { text } from "$src/language/texts.ts";

export const words = {
  item: text("品种", "Item"),
  chooseItem: text("选择品种…", "Choose an item…"),
  addItem: text("加一种", "Another item"),
  forStore: text("领用库房", "For the store"),
  wantedBy: text("希望到货日期（可不填）", "Wanted by (may be left empty)"),
  reason: text("申领原因", "Why"),
  send: text("提交", "Send"),
  remove: text("删除", "Remove"),
};
