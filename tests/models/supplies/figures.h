// Figures: what reads and answers must show, by name.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_FIGURES_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

using Figures = std::map<std::string, int64_t>;

// A figure of 0 is left out.
void Put(const std::string& name, int64_t value, Figures& figures);
void AddTo(const std::string& name, int64_t value, Figures& figures);

// The stock of all stores, by item and lot; and with all, the counts as they
// are known and what is open. Figures of 0 are left out.
enum class Extent { kStock, kAll };
[[nodiscard]] Figures FiguresAt(const Notes& notes, Point point, Extent extent);

// In words, the first figure that differs; empty where none does.
[[nodiscard]] std::string FirstDifference(const Figures& expected,
                                          const Figures& found);

// What of figures cannot be, whatever was recorded: a lot below zero, goods
// that came and are nowhere (DOMAIN §4.7), or more held back than is there. In
// words; empty where all is well.
[[nodiscard]] std::string FirstImbalance(const Figures& figures);

// Where goods of an item, over the county, came from, and where they went: such
// as `county masks received`.
inline constexpr char kCounty[] = "county ";
inline constexpr const char* kCame[] = {" received", " opening", " found",
                                        " brought back"};
inline constexpr const char* kWent[] = {" issued",     " lost",
                                        " used",       " sent back",
                                        " in transit", " lost on the way"};
inline constexpr char kOnHand[] = " on hand";

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_FIGURES_H_
