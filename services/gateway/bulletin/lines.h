// How sections put their lines together.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_LINES_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_LINES_H_

#include <string>
#include <string_view>
#include <vector>

#include "epiledger/command/v1/bulletin.pb.h"
#include "epiledger/readiness/v1/register.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// A section with its heading, by its key in the catalogue.
[[nodiscard]] command::v1::BulletinSection MakeSection(
    command::v1::BulletinSection::Kind kind, std::string_view key,
    const Words& words);

[[nodiscard]] command::v1::BulletinLine TextLine(std::string text);
[[nodiscard]] command::v1::BulletinLine WarningLine(std::string text);
// Says why there is nothing of readiness: never seen, or not shown to the
// caller.
[[nodiscard]] command::v1::BulletinLine NoReadinessLine(
    const CountyFacts& facts, const Words& words);
[[nodiscard]] command::v1::BulletinLine FigureLine(std::string label,
                                                   std::string value,
                                                   std::string note = "");

// Whom to ask: name and telephone number where the caller may see them,
// otherwise whether somebody is named.
[[nodiscard]] std::string ContactText(const readiness::v1::Contact* contact,
                                      const Words& words);

// The same of a message that may have a contact.
template <typename Message>
[[nodiscard]] std::string ContactText(const Message& message,
                                      const Words& words) {
  return ContactText(message.has_contact() ? &message.contact() : nullptr,
                     words);
}

// A table that lists limits::kMaxBulletinRows rows, and says how many more
// there are.
class TableMaker {
 public:
  // `title` and `headings` are keys of the catalogue.
  TableMaker(const Words& words, std::string_view title,
             const std::vector<std::string_view>& headings);

  void Add(std::vector<std::string> cells);
  // Rows that were never given to Add.
  void AddLeftOut(int64_t count) { left_out_ += count; }
  // With what is said where there is no row.
  [[nodiscard]] command::v1::BulletinLine Take(std::string empty);

 private:
  const Words& words_;
  command::v1::BulletinLine line_;
  int64_t left_out_ = 0;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_LINES_H_
