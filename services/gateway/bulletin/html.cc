#include <string>
#include <string_view>

#include "services/gateway/bulletin/rendering.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using command::v1::BulletinLine;
using command::v1::BulletinSection;
using command::v1::BulletinTable;

constexpr std::string_view kStyle =
    "body{font-family:sans-serif;max-width:60em;margin:1em auto;padding:0 1em}"
    ".table{overflow-x:auto}"
    "table{border-collapse:collapse;margin:.5em 0}"
    "th,td{border:1px solid #999;padding:.2em .5em;text-align:left;"
    "word-break:keep-all}"
    ".warning{font-weight:bold}"
    ".text{white-space:pre-line}"
    "@media print{body{max-width:none;margin:0;font-size:10pt}"
    ".table{overflow:visible}"
    "h2,h3{break-after:avoid}tr{break-inside:avoid}}";

struct Entity {
  char mark;
  std::string_view text;
};

constexpr Entity kEntities[] = {{'&', "&amp;"},
                                {'<', "&lt;"},
                                {'>', "&gt;"},
                                {'"', "&quot;"},
                                {'\'', "&#39;"}};

std::string_view EntityOf(char mark) {
  for (const Entity& entity : kEntities) {
    if (entity.mark == mark) return entity.text;
  }
  return {};
}

std::string Tagged(std::string_view tag, std::string_view text) {
  return Concat("<", tag, ">", EscapeHtml(text), "</", tag, ">");
}

void AppendCells(std::string_view tag,
                 const google::protobuf::RepeatedPtrField<std::string>& cells,
                 std::string& out) {
  out += "<tr>";
  for (const std::string& cell : cells) out += Tagged(tag, cell);
  out += "</tr>\n";
}

void AppendTable(const BulletinTable& table, std::string& out) {
  out += Concat(Tagged("h3", table.title()), "\n");
  if (table.rows().empty()) {
    out += Concat(Tagged("p", table.empty()), "\n");
    return;
  }
  out += "<div class=\"table\">\n<table>\n<thead>";
  AppendCells("th", table.columns(), out);
  out += "</thead>\n<tbody>\n";
  for (const auto& row : table.rows()) AppendCells("td", row.cells(), out);
  out += "</tbody>\n</table>\n</div>\n";
  if (!table.note().empty()) out += Concat(Tagged("p", table.note()), "\n");
}

void AppendLine(const BulletinLine& line, std::string& out) {
  if (line.has_table()) return AppendTable(line.table(), out);
  if (line.has_text()) {
    out += Concat("<p class=\"text", line.text().is_warning() ? " warning" : "",
                  "\">", EscapeHtml(line.text().text()), "</p>\n");
    return;
  }
  out += Concat("<p>", EscapeHtml(line.figure().label()), ": ",
                Tagged("strong", line.figure().value()));
  if (!line.figure().note().empty()) {
    out += Concat(" (", EscapeHtml(line.figure().note()), ")");
  }
  out += "</p>\n";
}

}  // namespace

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char mark : text) {
    const std::string_view entity = EntityOf(mark);
    if (entity.empty()) {
      escaped += mark;
    } else {
      escaped += entity;
    }
  }
  return escaped;
}

std::string ToHtmlMain(const BulletinContent& content) {
  std::string out = Concat("<main>\n", Tagged("h1", content.title()), "\n");
  for (const std::string& subtitle : content.subtitles()) {
    out += Concat(Tagged("p", subtitle), "\n");
  }
  for (const BulletinLine& line : content.data()) AppendLine(line, out);
  for (const BulletinSection& section : content.sections()) {
    out += Concat("<section>\n", Tagged("h2", section.title()), "\n");
    for (const BulletinLine& line : section.lines()) AppendLine(line, out);
    out += "</section>\n";
  }
  return out + "</main>\n";
}

std::string ToHtmlPage(const BulletinContent& content, rpc::Language language) {
  return Concat("<!DOCTYPE html>\n<html lang=\"",
                language == rpc::Language::kChinese ? "zh" : "en",
                "\">\n<head>\n<meta charset=\"utf-8\">\n",
                Tagged("title", content.title()), "\n<style>", kStyle,
                "</style>\n</head>\n<body>\n", ToHtmlMain(content),
                "</body>\n</html>\n");
}

}  // namespace epiledger::gateway
