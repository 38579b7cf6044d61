// What is said of bulletins.
import { Bulletin_Format as Format, Bulletin_Language as Language } from "$calls/headquarters/epiledger/readiness/v1/bulletin_pb";
import { text, type Text } from "$src/language/texts.ts";

export const formats: Record<Format, Text> = {
  [Format.UNSPECIFIED]: text("文件", "file"),
  [Format.MARKDOWN]: text("标记文本", "Markdown"),
  [Format.HTML]: text("网页", "HTML"),
  [Format.PLAIN_TEXT]: text("纯文本", "plain text"),
  [Format.DOCX]: text("文档（DOCX）", "DOCX"),
};

export const languages: Record<Language, Text> = {
  [Language.UNSPECIFIED]: text("语言不明", "language not known"),
  [Language.CHINESE]: text("中文", "Chinese"),
  [Language.ENGLISH]: text("英文", "English"),
};

export const bulletin = {
  write: text("起草", "Draft one"),
  name: text("标题", "Title"),
  usual: text("疫情防控情况汇报", "Situation report on epidemic prevention"),
  number: text("编号（可不填）", "Number, may be left out"),
  organization: text("组织领导（指挥部的话，不写人名）", "Organisation, in headquarters' words; names nobody"),
  next: text("下步工作（不写人名）", "Next steps; names nobody"),
  draft: text("第一步：看草稿", "Step 1: see the draft"),
  drafting: text("正在起草…", "Drafting…"),
  issue: text("第二步：正式发布", "Step 2: issue it"),
  issueHow: text("发布后不能更改，只能另发一期替代。内容按发布时的数据生成。",
    "Once issued it is never changed; another can take its place. It shows the books at the moment of issue."),
  confirm: text("确认发布", "Issue it"),
  sent: text("已发布。", "It is issued."),
  issued: text("已发布的汇报", "Issued bulletins"),
  none: text("还没有发布过。", "None was issued yet."),
  date: text("日期", "Date"),
  shows: text("所示时点", "Shows"),
  at: text("发布时间", "Issued"),
  files: text("下载", "Download"),
  replaces: text("替代哪一期（可不选）", "Takes the place of"),
  replacesNone: text("不替代", "of none"),
  draftOf: text((time: string) => `草稿，按 ${time} 的数据`, (time) => `A draft, of the books at ${time}`),
  onlyHeadquarters: text("只有指挥部可以发布。", "Headquarters alone issues bulletins."),
};
