#include "services/gateway/field_reader.h"

#include <string>

#include "epiledger/journal/v1/journal_service.pb.h"
#include "gtest/gtest.h"
#include "services/rpc/bytes.h"

namespace epiledger::gateway {
namespace {

using journal::v1::ListEntriesRequest;

constexpr int kBook = ListEntriesRequest::kBookFieldNumber;

std::string Read(const std::string& bytes, int number) {
  return ReadStringField(rpc::ToBuffer(bytes), number);
}

TEST(FieldReaderTest, AFieldIsFoundAmongOthers) {
  ListEntriesRequest request;
  request.set_book("counties/c1/books/funding");
  request.set_after_sequence(7);
  request.set_incarnation(std::string(100'000, 'i'));
  const std::string bytes = request.SerializeAsString();
  EXPECT_EQ(Read(bytes, kBook), request.book());
  EXPECT_EQ(Read(bytes, ListEntriesRequest::kIncarnationFieldNumber),
            request.incarnation());
  EXPECT_EQ(Read(bytes, 15), "");
}

TEST(FieldReaderTest, TheLastOfSeveralCountsAsForAParser) {
  ListEntriesRequest first;
  first.set_book("counties/c1/books/funding");
  ListEntriesRequest second;
  second.set_book("counties/c1/books/supplies");
  const std::string bytes =
      first.SerializeAsString() + second.SerializeAsString();
  ListEntriesRequest parsed;
  ASSERT_TRUE(parsed.ParseFromString(bytes));
  EXPECT_EQ(Read(bytes, kBook), parsed.book());
}

TEST(FieldReaderTest, WhatCannotBeReadGivesNothingOrWhatCameBefore) {
  EXPECT_EQ(Read("", kBook), "");
  EXPECT_EQ(Read("\xff\xff\xff", kBook), "");
  EXPECT_EQ(Read(std::string("\x0a\x7f") + "cut short", kBook), "");
  EXPECT_EQ(ReadStringField({}, kBook), "");
  ListEntriesRequest request;
  request.set_book("counties/c1/books/funding");
  EXPECT_EQ(Read(request.SerializeAsString() + "\xff", kBook), request.book());
}

}  // namespace
}  // namespace epiledger::gateway
