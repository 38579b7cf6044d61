#include "services/storage/sql_text.h"

#include <array>

#include "gtest/gtest.h"

namespace epiledger::storage {
namespace {

TEST(SqlText, PlaceholdersInQuotesAndCommentsDoNotCount) {
  EXPECT_EQ(CountPlaceholders(""), 0u);
  EXPECT_EQ(CountPlaceholders("SELECT a FROM t WHERE b = ? AND c = ?"), 2u);
  EXPECT_EQ(CountPlaceholders("SELECT '?', 'it''s ?', \"?\", `?`, ?"), 1u);
  EXPECT_EQ(CountPlaceholders("SELECT 1 -- ?\n, ?"), 1u);
  EXPECT_EQ(CountPlaceholders("SELECT /* ? ' */ ?"), 1u);
  EXPECT_EQ(CountPlaceholders("SELECT '? never closed"), 0u);
}

TEST(SqlText, InAndInsertHaveAsManyPlaceholdersAsAsked) {
  static constexpr std::array<std::string_view, 2> kColumns = {"a", "b"};
  static constexpr Table kTable = {"t", kColumns, 1};
  EXPECT_EQ(InText("SELECT a FROM t WHERE a", 2),
            "SELECT a FROM t WHERE a IN (?,?)");
  EXPECT_EQ(WantedText(2, "SELECT wanted_key FROM wanted"),
            "WITH wanted (wanted_key) AS (VALUES (CAST(? AS "
            "CHAR(255))),(?)) "
            "SELECT wanted_key FROM wanted");
  EXPECT_EQ(InsertHead(kTable) + RowPlaceholders(2, 2),
            "INSERT INTO t (a, b) VALUES (?,?),(?,?)");
}

TEST(SqlText, AnExcerptIsOneShortLine) {
  EXPECT_EQ(Excerpt("SELECT 1\nFROM t"), "SELECT 1");
  EXPECT_EQ(Excerpt(std::string(200, 'x')), std::string(80, 'x') + "…");
}

}  // namespace
}  // namespace epiledger::storage
