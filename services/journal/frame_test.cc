#include "services/journal/frame.h"

#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/journal/checkpoint.h"
#include "services/journal/field_hash.h"
#include "services/journal/sha256.h"
#include "services/text.h"

namespace epiledger::journal {
namespace {

using v1::CreateCountyRequest;

Frame SampleFrame() {
  Frame frame;
  frame.book = {"funding", "990101", "ledger"};
  frame.incarnation[15] = 7;
  frame.sequence = 42;
  frame.record_time = absl::FromUnixMicros(1'580'518'800'000'001);
  frame.key = {"s-finance", "0190-aaaa"};
  frame.method = "epiledger.funding.v1.FundingService.CreatePayment";
  frame.fields = {{2, Sha256("parent")}, {4, Sha256("payment")}};
  frame.event_type = "epiledger.funding.v1.CreatePaymentRequest";
  frame.event = std::string("\0binary\xff", 8);
  frame.code = absl::StatusCode::kFailedPrecondition;
  frame.reason = "OVERSPENT";
  frame.metadata = {{"available", "100"}, {"needed", "101"}};
  return frame;
}

TEST(Frame, ComesBackAsItWasEncoded) {
  const Frame frame = SampleFrame();
  const std::string bytes = EncodeFrame(frame);
  const absl::StatusOr<Frame> decoded = DecodeFrame(bytes);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(EncodeFrame(*decoded), bytes);
  EXPECT_EQ(decoded->key, frame.key);
  EXPECT_EQ(decoded->fields, frame.fields);
  EXPECT_EQ(decoded->metadata, frame.metadata);
  EXPECT_EQ(decoded->record_time, frame.record_time);
  EXPECT_FALSE(decoded->accepted());
}

TEST(Frame, CutOrLengthenedBytesAreNoFrame) {
  const std::string bytes = EncodeFrame(SampleFrame());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeFrame(std::string_view(bytes).substr(0, size)).ok());
  }
  EXPECT_FALSE(DecodeFrame(bytes + "x").ok());
}

TEST(Frame, ItsEventIsFoundWithoutTheRest) {
  Frame frame = SampleFrame();
  const std::string bytes = EncodeFrame(frame);
  const absl::StatusOr<std::string_view> event = EventOf(bytes);
  ASSERT_TRUE(event.ok()) << event.status();
  EXPECT_EQ(*event, frame.event);
  const size_t end =
      static_cast<size_t>(event->data() - bytes.data()) + event->size();
  for (size_t size = 0; size < end; ++size) {
    EXPECT_TRUE(absl::IsDataLoss(
        EventOf(std::string_view(bytes).substr(0, size)).status()));
  }
  frame.event.clear();
  EXPECT_EQ(EventOf(EncodeFrame(frame)).value(), "");
  std::string other = bytes;
  // In the name of the version, behind its length.
  ++other[4];
  EXPECT_TRUE(absl::IsDataLoss(EventOf(other).status()));
}

TEST(Frame, HasOneSpellingOnly) {
  Frame frame = SampleFrame();
  std::swap(frame.fields[0], frame.fields[1]);
  EXPECT_FALSE(DecodeFrame(EncodeFrame(frame)).ok());
  frame.fields[1] = frame.fields[0];
  EXPECT_FALSE(DecodeFrame(EncodeFrame(frame)).ok());
}

TEST(Frame, TheChainDependsOnEveryByteBefore) {
  const std::string bytes = EncodeFrame(SampleFrame());
  Hash previous{};
  const Hash hash = ChainHash(previous, bytes);
  previous[0] = 1;
  EXPECT_NE(ChainHash(previous, bytes), hash);
  EXPECT_NE(ChainHash(Hash{}, bytes + " "), hash);
}

CreateCountyRequest Request() {
  CreateCountyRequest request;
  request.set_request_id("r1");
  request.set_county("990101");
  request.set_display_name("示范县");
  return request;
}

TEST(FieldHashes, TheRequestIdAndDefaultsMakeNoDifference) {
  CreateCountyRequest other = Request();
  other.set_request_id("r2");
  other.set_utc_offset_minutes(0);
  EXPECT_EQ(HashFields(Request(), ""), HashFields(other, ""));
}

TEST(FieldHashes, NameTheFieldThatDiffers) {
  CreateCountyRequest other = Request();
  other.set_display_name("另一县");
  EXPECT_EQ(DifferingField(*CreateCountyRequest::descriptor(),
                           HashFields(Request(), ""), HashFields(other, "")),
            "display_name");
  other = Request();
  other.set_code("990101");
  EXPECT_EQ(DifferingField(*CreateCountyRequest::descriptor(),
                           HashFields(Request(), ""), HashFields(other, "")),
            "code");
  EXPECT_EQ(
      DifferingField(*CreateCountyRequest::descriptor(),
                     HashFields(Request(), ""), HashFields(Request(), "")),
      std::nullopt);
}

TEST(Checkpoint, IsSignedByItsKeyAndNoOther) {
  const BookName book{"funding", "990101", "ledger"};
  Head head;
  head.sequence = 9;
  head.record_time = absl::FromUnixMicros(7);
  const std::string text = CheckpointText(book, head);
  EXPECT_EQ(
      text,
      Concat("epiledger checkpoint v1\n", "counties/990101/books/funding\n",
             std::string(32, '0'), "\n9\n", std::string(64, '0'), "\n7\n"));
  const auto key = SigningKey::Generate();
  const auto other = SigningKey::Generate();
  const std::string signature = key->Sign(text);
  EXPECT_TRUE(VerifySignature(key->public_key(), text, signature));
  EXPECT_FALSE(VerifySignature(other->public_key(), text, signature));
  EXPECT_FALSE(VerifySignature(key->public_key(), text + "x", signature));
}

}  // namespace
}  // namespace epiledger::journal
