// What the log writes, as a program reads it.
#include "services/host/log.h"

#include <string>

#include "gmock/gmock.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"
#include "services/limits.h"

namespace epiledger::host {
namespace {

using ::testing::internal::CaptureStderr;
using ::testing::internal::GetCapturedStderr;

// The only line written meanwhile; the fields are read by a reader of JSON.
class LogTest : public ::testing::Test {
 protected:
  LogTest() { CaptureStderr(); }

  void Take() {
    line_ = GetCapturedStderr();
    ASSERT_EQ(line_.find('\n'), line_.size() - 1) << line_;
    const auto parsed =
        google::protobuf::util::JsonStringToMessage(line_, &object_);
    ASSERT_TRUE(parsed.ok()) << line_;
  }

  [[nodiscard]] std::string Field(const std::string& name) const {
    const auto found = object_.fields().find(name);
    return found == object_.fields().end() ? "absent"
                                           : found->second.string_value();
  }

  std::string line_;
  google::protobuf::Struct object_;
};

TEST_F(LogTest, AFaultHasTheIdsOfCallAndCaller) {
  LogFault({"a.v1.Service.Create", "STORE_FULL", "no space left", "s-17",
            "0190-7f"});
  Take();
  EXPECT_EQ(Field("level"), "error");
  EXPECT_EQ(Field("message"), "no space left");
  EXPECT_EQ(Field("method"), "a.v1.Service.Create");
  EXPECT_EQ(Field("reason"), "STORE_FULL");
  EXPECT_EQ(Field("subject"), "s-17");
  EXPECT_EQ(Field("request_id"), "0190-7f");
}

TEST_F(LogTest, WhatIsNotKnownIsNotThere) {
  LogFault({"a.v1.Service.Get", "INTERNAL", "a bug", "", ""});
  Take();
  EXPECT_EQ(Field("subject"), "absent");
  EXPECT_EQ(Field("request_id"), "absent");
}

TEST_F(LogTest, NobodyWritesALineOfTheirOwn) {
  const std::string text = "a\"\n{\"level\":\"info\"}\t\\ 示范县\x01";
  LogError(text);
  Take();
  EXPECT_EQ(Field("message"), text);
  EXPECT_EQ(Field("level"), "error");
}

TEST_F(LogTest, WhatIsLongIsCutBetweenCharacters) {
  std::string text;
  while (text.size() <= 2 * limits::kMaxLogText) text += "示";
  LogInfo(text);
  Take();
  const std::string shown = Field("message");
  EXPECT_LE(shown.size(), limits::kMaxLogText);
  EXPECT_GT(shown.size(), limits::kMaxLogText - 3);
  EXPECT_EQ(shown.size() % std::string("示").size(), 0U);
}

}  // namespace
}  // namespace epiledger::host
