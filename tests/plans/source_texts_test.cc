// What counts as a statement of the sources, and as the same statement: what
// the proof of the plans stands on.
#include "tests/plans/source_texts.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/plans/statement.h"

namespace epiledger::plans {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::Gt;
using ::testing::SizeIs;

TEST(SourceTexts, LiteralsThatStandTogetherAreOne) {
  EXPECT_THAT(LiteralsIn("f(\"SELECT a \"\n  // of all\n  \"FROM b\", \"c\")"),
              ElementsAre("SELECT a FROM b", "c"));
  EXPECT_THAT(LiteralsIn("R\"sql(SELECT \"a\")sql\" \" FROM b\""),
              ElementsAre("SELECT \"a\" FROM b"));
}

TEST(SourceTexts, NeitherCommentsNorCharactersHideOne) {
  EXPECT_THAT(LiteralsIn("// \"no\n/* \"no */ '\"' 1'000 \"yes\" '\\''"),
              ElementsAre("yes"));
  EXPECT_THAT(LiteralsIn(R"("a \"quoted\" word" "b")"),
              ElementsAre(R"(a \"quoted\" wordb)"));
}

TEST(SourceTexts, PartsOfStatementsAreSeen) {
  for (const char* sql :
       {"SELECT 1", " FROM ledger_account WHERE book = ?", " UNION ALL ",
        "DELETE FROM a", "UPDATE a SET b = 1", "WITH a AS (SELECT 1)"}) {
    EXPECT_TRUE(SpeaksOfRows(sql)) << sql;
  }
  for (const char* text : {"COMMIT", "select nothing", "SELECTED",
                           "WITHDRAW_WITHOUT_SUPERSEDES", "CREATE TABLE a"}) {
    EXPECT_FALSE(SpeaksOfRows(text)) << text;
  }
}

TEST(SourceTexts, TheSourcesAreFound) {
  const SourceTexts texts = ReadSources();
  EXPECT_THAT(texts.tables, Contains("ledger_movement"));
  EXPECT_THAT(texts.statements, SizeIs(Gt(40u)));
  EXPECT_THAT(texts.statements,
              Contains(Field(&SourceText::path, "services/ledger/dump.h")))
      << "the tests are run from the project's root";
}

TEST(Statement, ValuesDoNotChangeItsShape) {
  const std::string shape =
      ShapeOf("SELECT a1 FROM b WHERE c = ? AND d IN (?)");
  for (const char* sql :
       {"SELECT a1 FROM b WHERE c = 17 AND d IN (x'41',x'',x'FF00')",
        "SELECT a1 FROM b WHERE c = -17 AND d IN ('it\\'s', 'b')",
        "SELECT a1 FROM b WHERE c = ? AND d IN (?,?,?,?)"}) {
    EXPECT_EQ(ShapeOf(sql), shape) << sql;
  }
  EXPECT_EQ(ShapeOf("INSERT INTO a (b, c) VALUES (1,x'00'),(?,?),(3,'4')"),
            "INSERT INTO a (b, c) VALUES (?)");
  EXPECT_NE(ShapeOf("SELECT a2 FROM b WHERE c = 1 AND d IN (2)"), shape);
}

TEST(Statement, AliasesStandForTheirTables) {
  constexpr std::string_view kSql =
      "SELECT r.a FROM ledger_resource r WHERE r.b = (SELECT MAX(c) FROM "
      "journal_head) AND NOT EXISTS (SELECT 1 FROM x.tables JOIN other o ON 1)";
  EXPECT_EQ(TableOf(kSql, "r"), "ledger_resource");
  EXPECT_EQ(TableOf(kSql, "journal_head"), "journal_head");
  EXPECT_EQ(TableOf(kSql, "o"), "other");
  EXPECT_EQ(TableOf(kSql, "tables"), "x.tables");
  EXPECT_EQ(TableOf(kSql, "nowhere"), "nowhere");
  EXPECT_EQ(TableOf("UPDATE journal_head SET a = 1", "journal_head"),
            "journal_head");
}

}  // namespace
}  // namespace epiledger::plans
