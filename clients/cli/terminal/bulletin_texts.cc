#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> BulletinTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"noun bulletin", "Bulletins of headquarters", "情况汇报"},
      {"bulletin draft", "Write a bulletin and keep nothing of it",
       "起草情况汇报，不留存"},
      {"bulletin issue", "Issue a bulletin, with its renderings, for ever",
       "印发情况汇报，连同各文本永久留存"},
      {"bulletin list", "List bulletins as they were issued",
       "按印发先后列出情况汇报"},
      {"bulletin get", "Show what a bulletin says of itself",
       "查看情况汇报的登记内容"},
      {"bulletin download", "Write out a rendering, byte for byte as issued",
       "输出印发的文本，一字不差"},

      {"BULLETIN", "The bulletin, such as acf4ee19-0000000031",
       "情况汇报，如 acf4ee19-0000000031"},
      {"bulletin draft --number", "Headquarters' number for it, such as 第12期",
       "期号，如“第12期”"},
      {"bulletin issue --number", "Headquarters' number for it, such as 第12期",
       "期号，如“第12期”"},
      {"bulletin draft --date", "Its date; left out: the day it shows",
       "落款日期，不填为所示当日"},
      {"bulletin issue --date", "Its date; left out: the day it shows",
       "落款日期，不填为所示当日"},
      {"--organization-note", "The section on organisation; names nobody",
       "组织领导部分的文字，不写人名"},
      {"--next-steps", "The section on next steps; names nobody",
       "下步工作部分的文字，不写人名"},
      {"--replaces", "The bulletin that it takes the place of",
       "所替代的情况汇报"},
      {"bulletin draft --in", "chinese or english; left out: yours",
       "chinese 中文或 english 英文，不填为当前语言"},
      {"bulletin issue --in", "chinese or english, once for each; none: both",
       "chinese 中文或 english 英文，可多次，不填为全部"},
      {"--in", "chinese or english", "chinese 中文或 english 英文"},
      {"bulletin draft --as",
       "markdown, html or plain-text; left out: markdown",
       "markdown、html 或 plain-text 纯文本，不填为 markdown"},
      {"bulletin issue --as",
       "markdown, html, plain-text or docx, once for each; none: all",
       "markdown、html、plain-text 或 docx，可多次，不填为全部"},
      {"--as", "markdown, html, plain-text or docx",
       "markdown、html、plain-text 纯文本或 docx"},
      {"--shown", "Show what was known at this time; left out: now",
       "所示为该时刻所知，不填为现在"},

      {"bulletin_date", "Date of the bulletin", "落款日期"},
      {"shown_time", "Shows", "所示时点"},
      {"organization_note", "On organisation", "组织领导"},
      {"next_steps", "Next steps", "下步工作"},
      {"content_version", "Written by rules", "编写规则版本"},
      {"language", "Language", "语言"},
      {"format", "Form", "格式"},
      {"size_bytes", "Bytes", "字节数"},
      {"sha256", "SHA-256", "SHA-256 摘要"},
      {"form", "Form", "报表"},

      {"epiledger.readiness.v1.Bulletin.LANGUAGE_CHINESE", "Chinese", "中文"},
      {"epiledger.readiness.v1.Bulletin.LANGUAGE_ENGLISH", "English", "英文"},
      {"epiledger.readiness.v1.Bulletin.FORMAT_MARKDOWN", "Markdown",
       "Markdown"},
      {"epiledger.readiness.v1.Bulletin.FORMAT_HTML", "HTML", "HTML"},
      {"epiledger.readiness.v1.Bulletin.FORMAT_PLAIN_TEXT", "plain text",
       "纯文本"},
      {"epiledger.readiness.v1.Bulletin.FORMAT_DOCX", "DOCX", "DOCX"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
