// Renderings of a bulletin's content as text. Pure; each escapes what its
// format would take for a mark of its own.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERING_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERING_H_

#include <string>
#include <string_view>

#include "epiledger/command/v1/bulletin.pb.h"
#include "services/rpc/caller.h"

namespace epiledger::gateway {

// CommonMark with pipe tables.
[[nodiscard]] std::string ToMarkdown(
    const command::v1::BulletinContent& content);

// One page that needs no other file and has a style for paper.
[[nodiscard]] std::string ToHtmlPage(
    const command::v1::BulletinContent& content, rpc::Language language);

// The `<main>` element of such a page, without any style.
[[nodiscard]] std::string ToHtmlMain(
    const command::v1::BulletinContent& content);

// `text` fit to stand between tags and in a quoted attribute.
[[nodiscard]] std::string EscapeHtml(std::string_view text);

// To paste into a chat: no marks, a line for each row.
[[nodiscard]] std::string ToPlainText(
    const command::v1::BulletinContent& content);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERING_H_
