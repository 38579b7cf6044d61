// What the entries of the story's books move, make and know, by their numbers.
#ifndef EPILEDGER_TESTS_PLANS_STORY_CONTENT_H_
#define EPILEDGER_TESTS_PLANS_STORY_CONTENT_H_

#include <string>
#include <string_view>

namespace epiledger::plans {

// Entries of a book.
inline constexpr int kEntries = 1000;
// Beside these, one that is refused after each so many of them.
inline constexpr int kEntriesPerRefusal = 4;
inline constexpr std::string_view kRefused = "REFUSED";
// The request of the refusal after an entry.
[[nodiscard]] std::string RefusedId(int entry);

// An account of a facility, and what those of one facility begin with.
[[nodiscard]] std::string AccountOf(int entry);
inline constexpr std::string_view kSomeAccounts = "stock:f07/";

// What the names of some accounts end with.
inline constexpr char kSomeEnding[] = "007";

// A key of the collection, one of a few under the same parent; each comes in
// several versions.
[[nodiscard]] std::string ThingOf(int entry);
inline constexpr std::string_view kThings = "thing";
inline constexpr std::string_view kSomeParent = "n003";

[[nodiscard]] std::string PersonOf(int entry);

// Where an entry moves something. An account moves at several positions.
[[nodiscard]] int PositionOf(int entry);

}  // namespace epiledger::plans

#endif  // EPILEDGER_TESTS_PLANS_STORY_CONTENT_H_
