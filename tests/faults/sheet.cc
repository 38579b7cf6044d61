#include "tests/faults/sheet.h"

#include <algorithm>
#include <map>

#include "absl/random/random.h"
#include "absl/strings/str_format.h"
#include "services/text.h"
#include "tests/faults/county_names.h"
#include "tests/faults/credentials.h"

namespace epiledger::faults {
namespace {

constexpr int kFewestLines = 20;
constexpr int kMostLines = 60;
// One in so many is refused: rare enough that no clerk comes near the limit of
// refusals a minute.
constexpr int kSheetsToARefusal = 20;
constexpr int64_t kMostLineFen = 1'000;
// More than the poor allocation has.
constexpr int64_t kMoreThanPoor = 10'000;
constexpr int kSheetDays = 10;

bool IsAccepted(const Answer& answer) {
  return answer.kind == Answer::Kind::kAcknowledged &&
         answer.acknowledgement.code == 0;
}

bool IsRefusedAlone(const Answer& answer) {
  return answer.kind == Answer::Kind::kAcknowledged &&
         answer.acknowledgement.code != 0;
}

bool IsRefusedAlong(const Answer& answer) {
  return answer.kind == Answer::Kind::kUndecided &&
         answer.error.reason == "BATCH_REFUSED";
}

// Where all have the sheet's order and nothing stands between them.
template <typename Parts, typename SequenceOf>
bool FollowEachOther(const Parts& parts, SequenceOf sequence_of) {
  return std::adjacent_find(parts.begin(), parts.end(),
                            [&](const auto& one, const auto& next) {
                              return sequence_of(next) != sequence_of(one) + 1;
                            }) == parts.end();
}

}  // namespace

Sheet SheetSource::Next() {
  absl::BitGen random;
  const int number = made_++;
  Sheet sheet(static_cast<size_t>(
      absl::Uniform(absl::IntervalClosed, random, kFewestLines, kMostLines)));
  for (size_t i = 0; i < sheet.size(); ++i) {
    Payment& payment = sheet[i];
    payment.id = absl::StrFormat("sheet-%06d-%04d", number, i);
    payment.subject = Credentials::ClerkSubject(number % kClerks);
    payment.document = absl::Bernoulli(random, 0.5) ? kHot : kOthers[i % 4];
    payment.fen = absl::Uniform<int64_t>(random, 1, kMostLineFen);
    payment.day = absl::Uniform(random, 0, kSheetDays);
  }
  if (number % kSheetsToARefusal == kSheetsToARefusal / 2) {
    Payment& bad = sheet[absl::Uniform<size_t>(random, 0, sheet.size())];
    bad.document = kPoor;
    bad.fen = kMoreThanPoor;
  }
  return sheet;
}

SheetState StateIn(const std::vector<journal::v1::Entry>& entries,
                   const Sheet& sheet) {
  std::map<std::string, const journal::v1::Entry*> by_id;
  for (const journal::v1::Entry& entry : entries) {
    by_id[entry.request_id()] = &entry;
  }
  std::vector<const journal::v1::Entry*> found;
  for (const Payment& payment : sheet) {
    const auto at = by_id.find(payment.id);
    if (at != by_id.end()) found.push_back(at->second);
  }
  if (found.empty()) return SheetState::kAbsent;
  if (found.size() == 1 && found[0]->code() != 0) return SheetState::kRefused;
  const bool all_accepted =
      found.size() == sheet.size() &&
      std::all_of(found.begin(), found.end(),
                  [](const auto* entry) { return entry->code() == 0; });
  return all_accepted &&
                 FollowEachOther(
                     found, [](const auto* entry) { return entry->sequence(); })
             ? SheetState::kWhole
             : SheetState::kTorn;
}

SheetState StateIn(const std::vector<Answer>& answers) {
  if (std::all_of(answers.begin(), answers.end(), IsAccepted)) {
    return FollowEachOther(answers,
                           [](const Answer& answer) {
                             return answer.acknowledgement.sequence;
                           })
               ? SheetState::kWhole
               : SheetState::kTorn;
  }
  const auto refused =
      std::count_if(answers.begin(), answers.end(), IsRefusedAlone);
  const auto along =
      std::count_if(answers.begin(), answers.end(), IsRefusedAlong);
  if (refused == 1 && refused + along == std::ssize(answers)) {
    return SheetState::kRefused;
  }
  const bool nothing_decided =
      std::none_of(answers.begin(), answers.end(), [](const Answer& answer) {
        return answer.kind == Answer::Kind::kAcknowledged;
      });
  return nothing_decided && along == 0 ? SheetState::kAbsent
                                       : SheetState::kTorn;
}

std::string WrongIn(const std::vector<Answer>& answers, SheetState before) {
  const SheetState now = StateIn(answers);
  if (now == SheetState::kTorn) return "the answers are those of a torn sheet";
  if (now == SheetState::kAbsent) return "the sheet stays undecided";
  if (before != SheetState::kAbsent && now != before) {
    return "the answers tell another outcome than the book";
  }
  for (const Answer& answer : answers) {
    if (answer.kind != Answer::Kind::kAcknowledged) continue;
    if (answer.replayed != (before != SheetState::kAbsent)) {
      return Concat("entry ", answer.acknowledgement.sequence,
                    answer.replayed ? " is said to be a repetition"
                                    : " is said to be new");
    }
  }
  return "";
}

}  // namespace epiledger::faults
