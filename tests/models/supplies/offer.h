// Offer: what a choice may take of a line at an hour, made for a shipment or
// for none: what is there, less what has to be left to other shipments
// (decision 31).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_OFFER_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_OFFER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

// What has to be left, at the end of all that was recorded.
struct Kept {
  // By lot: set aside for others, as far as it is there.
  std::map<std::string, int64_t> of_lots;
  // Held for others of no lot that is there.
  int64_t promised = 0;
  // By lot: set aside for the shipment itself.
  std::map<std::string, int64_t> own;
};

// Boxes are filled from the lots `there` is: first those of older shipments,
// then its own, then those of younger ones. Of what was not picked, or is not
// there, only what is held for older ones is kept. Without a shipment, and
// where nothing is held for it, all are older.
[[nodiscard]] Kept KeptBeside(const Holds& holds,
                              std::map<std::string, int64_t> there,
                              const std::string& shipment);
// Whether it is there after a change, or no more of it lacks than before.
[[nodiscard]] bool IsLeft(const Kept& kept, const Line& before,
                          const Line& after);

class Offer {
 public:
  // Now where `hour` is the end. `notes` must outlive it.
  Offer(const Notes& notes, const LineName& name, int hour,
        const std::string& shipment);

  // The lot is named.
  [[nodiscard]] int64_t OfNamed(const std::string& lot) const;
  // No lot is named: of each, in the order of use; lots that are not given out
  // as well, or not.
  enum class Of { kGivenOut, kAll };
  [[nodiscard]] std::vector<Pieces> AtMost(Of of) const;
  // What is left there then: for it is withheld, or set aside for others.
  [[nodiscard]] std::vector<Pieces> Withheld() const;
  [[nodiscard]] std::vector<Pieces> SetAside(Of of) const;

  // It was taken.
  void Take(const std::string& lot, int64_t amount);

 private:
  struct OneLot {
    std::string lot;
    int64_t there = 0;
    int64_t at_end = 0;
    int64_t kept = 0;
    int64_t own = 0;
    bool is_withheld = false;

    [[nodiscard]] int64_t Open() const;
  };
  // What may go in all, of lots that are given out and of those withheld.
  struct Room {
    int64_t good = 0;
    int64_t withheld = 0;
  };
  [[nodiscard]] Room RoomNow() const;

  // In the order of use.
  std::vector<OneLot> lots_;
  int64_t promised_ = 0;
  // A count says later how much there is, so that nothing has to be left.
  bool is_counted_later_ = false;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_OFFER_H_
