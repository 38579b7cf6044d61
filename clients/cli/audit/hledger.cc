#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "clients/cli/audit/export.h"
#include "clients/cli/audit/frame.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/moment.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kMoney = "CNY";
constexpr std::string_view kEffects = "epiledger.journal.v1.Effects";

// Units and accounts as hledger spells them; anything else would be read
// differently, or not at all.
bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == ':' || c == '/' || c == '-' ||
           c == '_' || c == '.' || (static_cast<unsigned char>(c) & 0x80U) != 0;
  });
}

std::string Commodity(std::string_view unit) {
  return unit == kMoney ? std::string(unit) : Concat("\"", unit, "\"");
}

// Money with its two digits, goods whole; without grouping, which some readers
// take for a decimal point.
std::string Amount(std::string_view unit, int64_t amount) {
  std::string number =
      unit == kMoney ? FormatYuan(amount) : FormatInteger(amount);
  number.erase(std::remove(number.begin(), number.end(), ','), number.end());
  return Concat(Commodity(unit), " ", number);
}

absl::CivilDay DayOf(const journal::v1::Movement& movement,
                     const absl::TimeZone& zone) {
  if (movement.unit() == kMoney) {
    return absl::CivilDay(1970, 1, 1) + movement.position();
  }
  return absl::ToCivilDay(absl::FromUnixMicros(movement.position()), zone);
}

// The movements of one entry on one day.
struct Transaction {
  absl::CivilDay day;
  int64_t sequence = 0;
  std::string text;
};

class Journal {
 public:
  explicit Journal(const absl::TimeZone& zone) : zone_(zone) {}

  absl::Status Add(const journal::v1::Entry& entry) {
    const absl::StatusOr<Frame> frame = ReadFrame(entry.frame());
    if (!frame.ok()) return At(Concat(entry.sequence()), frame.status());
    if (frame->event_type != kEffects) return absl::OkStatus();
    journal::v1::Effects effects;
    if (!effects.ParseFromString(frame->event)) {
      return At(Concat(entry.sequence()), Usage("NO_FRAME"));
    }
    std::map<absl::CivilDay, std::string> postings;
    for (const journal::v1::Movement& movement : effects.movements()) {
      for (const std::string& name :
           {movement.source(), movement.target(), movement.unit()}) {
        if (!IsPlain(name)) return Usage("NOT_FOR_HLEDGER", {{"found", name}});
      }
      accounts_.insert({movement.source(), movement.target()});
      units_.insert(movement.unit());
      postings[DayOf(movement, zone_)] +=
          Concat("    ", movement.target(), "  ",
                 Amount(movement.unit(), movement.amount()), "\n    ",
                 movement.source(), "  ",
                 Amount(movement.unit(), -movement.amount()), "\n");
    }
    for (const auto& [day, text] : postings) {
      transactions_.push_back(
          {day, frame->sequence,
           Concat(Heading(day, *frame, effects), text, "\n")});
    }
    return absl::OkStatus();
  }

  void Write(std::string_view book, std::ostream& out) {
    out << "; " << book << "\n";
    for (const std::string& unit : units_) {
      out << "commodity " << Commodity(unit) << "\n    format "
          << Commodity(unit) << (unit == kMoney ? " 1000.00\n" : " 1000.\n");
    }
    for (const char* tag : {"sequence", "request", "subject"}) {
      out << "tag " << tag << "\n";
    }
    for (const std::string& account : accounts_) {
      out << "account " << account << "\n";
    }
    out << "\n";
    std::stable_sort(transactions_.begin(), transactions_.end(),
                     [](const Transaction& a, const Transaction& b) {
                       return std::pair(a.day, a.sequence) <
                              std::pair(b.day, b.sequence);
                     });
    for (const Transaction& transaction : transactions_) {
      out << transaction.text;
    }
  }

  [[nodiscard]] Exported exported() const {
    return {static_cast<int64_t>(transactions_.size()),
            static_cast<int64_t>(accounts_.size())};
  }

 private:
  // `2020-02-01 (12) payment d1-7`.
  static std::string Heading(absl::CivilDay day, const Frame& frame,
                             const journal::v1::Effects& effects) {
    std::string what = frame.method.substr(frame.method.rfind('.') + 1);
    if (effects.resources_size() > 0) {
      what = Concat(effects.resources(0).collection(), " ",
                    effects.resources(0).key());
    }
    return Concat(FormatDay(day), " (", frame.sequence, ") ", what,
                  "\n    ; sequence: ", frame.sequence,
                  "\n    ; request: ", TagValue(frame.request_id),
                  "\n    ; subject: ", TagValue(frame.subject), "\n");
  }

  // A comma would end the tag.
  static std::string TagValue(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) {
          return c == ',' || c == ':' || (c >= 0 && c <= ' ') || c == 0x7f;
        },
        '_');
    return text;
  }

  const absl::TimeZone zone_;
  std::vector<Transaction> transactions_;
  std::set<std::string> accounts_;
  std::set<std::string> units_;
};

}  // namespace

absl::StatusOr<Exported> ExportHledger(Book& book, const absl::TimeZone& zone,
                                       std::ostream& out) {
  const auto checkpoint = book.Checkpoint();
  if (!checkpoint.ok()) return checkpoint.status();
  Journal journal(zone);
  const absl::Status status = book.ReadEntries(
      0, checkpoint->sequence(), checkpoint->incarnation(),
      [&](const journal::v1::Entry& entry) { return journal.Add(entry); });
  if (!status.ok()) return status;
  journal.Write(book.name(), out);
  return journal.exported();
}

}  // namespace epiledger::cli
