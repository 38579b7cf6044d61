#include "clients/cli/sheets/encoding.h"

#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using namespace std::string_view_literals;

// The text, or the reason with its figures.
std::string Read(std::string_view bytes) {
  const auto text = ToUtf8(bytes);
  if (text.ok()) return *text;
  const rpc::Error error = rpc::FromStatus(text.status());
  std::string told = error.reason;
  for (const auto& [name, value] : error.metadata) {
    told += Concat(" ", name, "=", value);
  }
  return told;
}

TEST(Encoding, Utf8IsTakenAsItIsWithoutItsMark) {
  EXPECT_EQ(Read(""), "");
  EXPECT_EQ(Read("amount"), "amount");
  EXPECT_EQ(Read("金额,𠮷"), "金额,𠮷");
  EXPECT_EQ(Read("\xEF\xBB\xBF金额"), "金额");
}

TEST(Encoding, Gb18030IsReadWithCharactersOfTwoAndFourBytes) {
  EXPECT_EQ(Read("\xBD\xF0\xB6\xEE,\xCA\xD5\xBF\xEE\xC8\xCB"), "金额,收款人");
  EXPECT_EQ(Read("\xA3\xA8\xCD\xF2\xD4\xAA\xA3\xA9"), "（万元）");
  // U+20BB7, which GBK does not have.
  EXPECT_EQ(Read("\xBD\xF0\x95\x34\xB2\x35"), "金𠮷");
}

TEST(Encoding, WhatIsNeitherIsToldByItsByteAndLine) {
  EXPECT_EQ(Read("\xBD\xF0\n\xB6\xEE\n1\xFF,2"),
            "SHEET_BAD_ENCODING line=3 offset=7");
  // Cut off in the middle of a character.
  EXPECT_EQ(Read("a\n\xBD"), "SHEET_BAD_ENCODING line=2 offset=2");
}

TEST(Encoding, ABrokenByteDoesNotTurnUtf8IntoOtherCharacters) {
  EXPECT_EQ(Read("指标,用途,金额,收款人\n\xE5\x8F,1\n"),
            "SHEET_BROKEN_UTF8 line=2 offset=31");
  EXPECT_EQ(Read("\xEF\xBB\xBF\xBD\xF0"), "SHEET_BROKEN_UTF8 line=1 offset=3");
}

TEST(Encoding, FilesThatAreNoCsvAreCalledWhatTheyAre) {
  EXPECT_EQ(Read("PK\x03\x04rest"), "SHEET_WORKBOOK");
  EXPECT_EQ(Read("\xD0\xCF\x11\xE0\xA1\xB1"), "SHEET_WORKBOOK");
  EXPECT_EQ(Read("\xFF\xFE"
                 "a\0"sv),
            "SHEET_UTF16");
  EXPECT_EQ(Read("\xFE\xFF\0a"sv), "SHEET_UTF16");
}

TEST(Encoding, TextLongerThanOneChunkIsWhole) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 100'000; ++i) {
    bytes += "\xBD\xF0";
    expected += "金";
  }
  EXPECT_EQ(Read(bytes), expected);
}

}  // namespace
}  // namespace epiledger::cli
