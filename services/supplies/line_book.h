// LineBook: one line, one item in one store, as a command finds and leaves it.
//
// It loads the line's entries from the last count before the change on, lets
// the rules add and supersede counts and movements, and has the engine say what
// is then booked at every count. Nothing is recorded until its entries are
// given to BookLine (line_effects.h), so that a change that contradicts what is
// known can be thrown away.
//
// Counts and movements lie at positions, microseconds since 1970-01-01 UTC; a
// line has one standing count at a position, and movements there are in it. Not
// thread-safe; lives within one decision.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LINE_BOOK_H_
#define EPILEDGER_SERVICES_SUPPLIES_LINE_BOOK_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/ledger/state.h"
#include "services/supplies/count_engine.h"
#include "services/supplies/line_events.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

// When a command changes lines.
struct LineTime {
  // The earliest position of a change.
  int64_t from = 0;
  // What it makes is recorded then.
  absl::Time record_time;
};

// Loads what books of these lines of `store` read first, with few statements
// instead of one by one.
void LoadLines(ledger::State& state, const std::string& store,
               const std::vector<std::string>& items, const LineTime& time);

class LineBook {
 public:
  // `state` must outlive the book.
  LineBook(ledger::State& state, LineName line, const LineTime& time);

  // --- What is known, the changes made so far included.

  // The standing count at `position`, or null.
  [[nodiscard]] v1::CountEntry* CountAt(int64_t position);
  // Whether a count stands before `position`.
  [[nodiscard]] bool WasCountedBefore(int64_t position) const;
  // What must have been there at `position`: the count before it, and what was
  // recorded since.
  [[nodiscard]] Amount ExpectedAt(int64_t position) const;
  // The first standing count after `position`: its key, or nothing.
  [[nodiscard]] std::optional<std::string> CountAfter(int64_t position) const;
  // The fewest pieces a count at `position` may find for what was recorded up
  // to the next count.
  [[nodiscard]] Amount NeededAt(int64_t position);
  // What was known before the changes of a line's stock at `position` that an
  // entry after `sequence` recorded, in order of time: the count before it and
  // all since, the position included. Changes of the count `except` are not
  // among them.
  [[nodiscard]] LineEntries RecordedAfter(int64_t sequence, int64_t position,
                                          const std::string& except) const;
  // What an issue at `position` may take of `lot`, or of all lots when empty.
  [[nodiscard]] Amount IssuableAt(int64_t position, const std::string& lot);
  // The same by lot, in the order of use, without lots that have none.
  [[nodiscard]] std::vector<v1::LotChange> IssuableLots(int64_t position);
  // The lots to issue `amount` from, first to be used first, of those named in
  // `at_most` no more than it says; empty when there is not enough.
  [[nodiscard]] std::vector<v1::LotChange> LotsToIssue(
      int64_t position, Amount amount,
      const std::map<std::string, Amount>& at_most);
  // The lots that `amount` brought back at `position` goes to, each once: those
  // issued last and not brought back, then `found`.
  [[nodiscard]] std::vector<v1::LotChange> LotsToReturn(int64_t position,
                                                        Amount amount);

  // --- Changes. Figures of counts are right again after Reconcile.

  void SupersedeCount(int64_t position);
  void AddCount(int64_t position, v1::CountEntry count);
  // Makes a lot known that the state does not have yet.
  void AddLot(const std::string& lot, const v1::LotRecord& record);
  // Says of which kind a movement is that is neither receipt nor issue, and why
  // or with which shipment it went; its changes are none of these.
  void SetKind(int64_t position, const v1::MovementEntry& kind);
  // `change` pieces of `lot` come in, or go out when negative.
  void AddMovement(int64_t position, const std::string& movement,
                   const std::string& lot, Amount change);

  // Books every count anew. False: no split over lots reconciles counts and
  // movements, and the book is good for nothing more.
  [[nodiscard]] bool Reconcile();

  // The stock by lot after everything recorded: as it was found, and as it is
  // left. Lots that have none may be missing.
  [[nodiscard]] std::map<std::string, Amount> LotsFound() const {
    return LotsAfter(before_);
  }
  [[nodiscard]] std::map<std::string, Amount> LotsLeft() const {
    return LotsAfter(after_);
  }

  // --- For BookLine.

  [[nodiscard]] const LineName& line() const { return line_; }
  [[nodiscard]] const LineEntries& before() const { return before_; }
  [[nodiscard]] LineEntries& after() { return after_; }
  [[nodiscard]] const v1::LotRecord& LotOf(const std::string& lot);
  // Whether the book holds an entry of that month (202001).
  [[nodiscard]] bool HasMonth(int32_t month) const;
  // The digest of the line as it is left.
  [[nodiscard]] v1::LineDigest Digest();

 private:
  // A lot and what was used of it.
  struct Use {
    std::string lot;
    Amount amount;
  };
  struct History {
    std::vector<Use> unreturned;  // oldest first
    bool is_complete = false;
  };
  // The engine's facts, and what its numbers stand for.
  struct Numbered {
    LineFacts facts;
    std::vector<std::string> lots;
    std::vector<std::string> count_keys;
    bool has_all_history = false;
  };

  // The stock by lot after the anchor and `entries`.
  [[nodiscard]] std::map<std::string, Amount> LotsAfter(
      const LineEntries& entries) const;
  // The entries as they are left, from a standing count before the days of a
  // digest on, or from the beginning.
  [[nodiscard]] LineEntries DigestedEntries();
  // The digest without its lots.
  [[nodiscard]] v1::LineDigest DigestOfDays();
  // Takes the last count from the line's digest; false where it is not before
  // `from`, or not the last that is known.
  [[nodiscard]] bool LoadDigest(const LineTime& time);
  void LoadMonths(int64_t from);
  // The months that have entries, rising.
  [[nodiscard]] const std::vector<int32_t>& months();
  // Takes over the entries of a month; true when a count before `from` stands
  // among them.
  bool LoadMonth(int32_t month, int64_t from);
  [[nodiscard]] LineEntries ReadMonth(int32_t month);
  void LoadLots(const std::set<std::string>& lots);

  // How much all counts from here on return.
  [[nodiscard]] Amount SurplusAhead() const;
  // Use up to the first entry, as much as `enough`.
  [[nodiscard]] History UnreturnedUse(Amount enough);
  // Adds what an entry before tells; `returned` is what later ones returned.
  static void AddUse(const v1::CountEntry& count,
                     std::map<std::string, Amount>& returned,
                     std::vector<Use>& unreturned);
  [[nodiscard]] Numbered Gather(bool with_all_history);
  void NumberLots(const History& history, Numbered& numbered);
  void NumberEntries(const std::map<std::string, size_t>& numbers,
                     Numbered& numbered) const;
  void Write(const Numbered& numbered, size_t count, const Booking& booking);

  ledger::State& state_;
  const LineName line_;
  const std::string path_;
  // Absent until it is asked for.
  std::optional<std::vector<int32_t>> months_;
  // The digest the last count was taken from.
  std::optional<v1::LineDigest> digest_;
  // The count the entries follow; absent when they are all there are.
  std::optional<v1::CountEntry> anchor_;
  std::string anchor_key_;
  int64_t anchor_sequence_ = 0;
  LineEntries before_;
  LineEntries after_;
  std::map<std::string, v1::LotRecord> lots_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LINE_BOOK_H_
