#include <sys/stat.h>

#include <fstream>

#include "clients/cli/kept/attempts.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/kept/profile.h"
#include "clients/cli/kept/receipts.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/refusal.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ReasonOf;

class KeptTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string Path(const std::string& name) const {
    return folder_.path() + "/" + name;
  }
  static mode_t ModeOf(const std::string& path) {
    struct stat info {};
    return stat(path.c_str(), &info) == 0 ? info.st_mode & 0777U : 0;
  }
  static PendingRequest Payment(const std::string& id, int64_t units) {
    auto request = std::make_shared<funding::v1::CreatePaymentRequest>();
    request->set_request_id(id);
    request->set_parent("counties/990101");
    request->mutable_payment()->mutable_amount()->set_units(units);
    request->mutable_payment()->set_payee("示范“公司”\n\"x\"\\");
    return {
        id,
        {{google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
              "epiledger.funding.v1.FundingService.CreatePayment"),
          request}},
        "zhang-san",
        absl::FromUnixMicros(1'580'518'800'123'456)};
  }

  const testing::TemporaryDirectory folder_;
  const Pending pending_{Path("state/default/pending")};
};

TEST_F(KeptTest, APendingRequestIsReadBackAsItWasAndForgotten) {
  EXPECT_THAT(*pending_.List(), IsEmpty());
  const PendingRequest kept = Payment("id/with ../odd signs", 7);
  ASSERT_TRUE(pending_.Keep(kept).ok());
  const auto listed = pending_.List();
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->size(), 1u);
  EXPECT_EQ((*listed)[0].request_id, kept.request_id);
  EXPECT_EQ((*listed)[0].subject, "zhang-san");
  EXPECT_EQ((*listed)[0].time, kept.time);
  EXPECT_EQ((*listed)[0].parts[0].request->SerializeAsString(),
            kept.parts[0].request->SerializeAsString());
  ASSERT_TRUE(pending_.Remove(kept.request_id).ok());
  EXPECT_THAT(*pending_.List(), IsEmpty());
  EXPECT_TRUE(pending_.Remove(kept.request_id).ok());
}

TEST_F(KeptTest, NobodyElseReadsWhatIsPending) {
  ASSERT_TRUE(pending_.Keep(Payment("id-1", 7)).ok());
  EXPECT_EQ(ModeOf(pending_.folder()), 0700u);
  EXPECT_EQ(ModeOf(pending_.folder() + "/id-1.json"), 0600u);
  chmod(pending_.folder().c_str(), 0755);
  EXPECT_EQ(ReasonOf(pending_.Keep(Payment("id-2", 7))),
            "FOLDER_OPEN_TO_OTHERS");
}

TEST_F(KeptTest, AFileThatIsNoRequestIsNamedAndNotPassedOver) {
  ASSERT_TRUE(pending_.Keep(Payment("id-1", 7)).ok());
  for (const char* text :
       {"", "{", "{\"request_id\":\"x\"}",
        "{\"request_id\":\"x\",\"time\":\"2020-02-01T00:00:00+00:00\","
        "\"parts\":[{\"method\":\"no.such.Method\",\"request\":{}}]}"}) {
    std::ofstream(pending_.folder() + "/broken.json") << text;
    EXPECT_EQ(ReasonOf(pending_.List().status()), "NO_PENDING_REQUEST") << text;
  }
}

TEST_F(KeptTest, TheSameCallsAreTheSameWhateverTheirIds) {
  const PendingRequest first = Payment("id-1", 7);
  EXPECT_TRUE(AreSameCalls(first.parts, Payment("id-2", 7).parts));
  EXPECT_FALSE(AreSameCalls(first.parts, Payment("id-1", 8).parts));
  EXPECT_FALSE(AreSameCalls(first.parts, {}));
}

TEST_F(KeptTest, AReceiptHasTheFormOfTheJournalFormat) {
  type::v1::Receipt receipt;
  receipt.set_book("counties/990101/books/funding");
  receipt.set_incarnation(std::string("\xa0\x00", 2) + std::string(14, '\x01'));
  receipt.set_sequence(2);
  receipt.set_hash(std::string(32, '\xfe'));
  receipt.mutable_record_time()->set_seconds(1'733'280'000);
  receipt.mutable_record_time()->set_nanos(250'000'000);
  EXPECT_EQ(ReceiptLine(receipt),
            "{\"book\":\"counties/990101/books/funding\",\"incarnation\":"
            "\"a0000101010101010101010101010101\",\"sequence\":2,\"hash\":"
            "\"fefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefe"
            "\",\"record_time\":1733280000250000}");
  const std::string path = Path("receipts.jsonl");
  ASSERT_TRUE(KeepReceipt(path, receipt).ok());
  receipt.set_sequence(3);
  ASSERT_TRUE(KeepReceipt(path, receipt).ok());
  const auto read = ReadReceipts(path);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->receipts.size(), 2u);
  EXPECT_EQ(read->receipts[1].SerializeAsString(), receipt.SerializeAsString());
  EXPECT_THAT(read->unreadable, IsEmpty());
  EXPECT_EQ(ModeOf(path), 0600u);
}

TEST_F(KeptTest, ManyReceiptsAreKeptInOneGo) {
  const std::string path = Path("receipts.jsonl");
  std::vector<type::v1::Receipt> receipts(3);
  for (size_t i = 0; i < receipts.size(); ++i) {
    receipts[i].set_incarnation(std::string(16, '\x01'));
    receipts[i].set_hash(std::string(32, '\xfe'));
    receipts[i].set_sequence(static_cast<int64_t>(i));
  }
  ASSERT_TRUE(KeepReceipts(path, {}).ok());
  EXPECT_FALSE(ReadWholeFile(path).ok());
  ASSERT_TRUE(KeepReceipts(path, receipts).ok());
  ASSERT_TRUE(KeepReceipt(path, receipts[0]).ok());
  const auto read = ReadReceipts(path);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->receipts.size(), 4u);
  EXPECT_EQ(read->receipts[2].sequence(), 2);
}

TEST_F(KeptTest, ALineCutShortByACrashDoesNotSwallowTheNextReceipt) {
  const std::string path = Path("receipts.jsonl");
  std::ofstream(path) << "{\"book\":\"coun";
  ASSERT_TRUE(AppendLine(path, "next").ok());
  EXPECT_EQ(*ReadWholeFile(path), "{\"book\":\"coun\nnext\n");
}

TEST_F(KeptTest, ReceiptsAroundALineCutShortAreReadAndTheLineIsNamed) {
  type::v1::Receipt receipt;
  receipt.set_book("counties/990101/books/funding");
  receipt.set_incarnation(std::string(16, '\x01'));
  receipt.set_hash(std::string(32, '\xfe'));
  const std::string line = ReceiptLine(receipt);
  const std::string half = line.substr(0, line.size() / 2);
  const std::string path = Path("receipts.jsonl");
  std::ofstream(path) << line << "\n\n" << half;
  ASSERT_TRUE(KeepReceipt(path, receipt).ok());
  // The last one whole but for its line feed.
  std::ofstream(path, std::ios::app) << line;
  const auto read = ReadReceipts(path);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->receipts.size(), 3u);
  EXPECT_THAT(read->unreadable, ElementsAre(2, 3));
  EXPECT_EQ(read->path, path);
  std::ofstream(path, std::ios::app) << "\n" << half;
  EXPECT_THAT(ReadReceipts(path)->unreadable, ElementsAre(2, 3, 6));
  EXPECT_EQ(ReasonOf(ReadReceipts(Path("none")).status()), "CANNOT_READ");
}

TEST_F(KeptTest, AProfileIsASmallFileOfSettings) {
  const auto profile = ParseProfile(
      "# finance\naddress = 127.0.0.1:8440\n\nca_file=ca.pem\r\n"
      "token_file = /keys/finance.token\n",
      "/profiles");
  ASSERT_TRUE(profile.ok()) << profile.status();
  EXPECT_THAT(*profile, ElementsAre(Pair("address", "127.0.0.1:8440"),
                                    Pair("ca_file", "/profiles/ca.pem"),
                                    Pair("token_file", "/keys/finance.token")));
  EXPECT_EQ(ReasonOf(ParseProfile("adress = x", "/").status()),
            "UNKNOWN_SETTING");
  EXPECT_EQ(ReasonOf(ParseProfile("county", "/").status()), "NO_SETTING");
  EXPECT_EQ(ReasonOf(ParseProfile("county=1\ncounty=2", "/").status()),
            "SET_TWICE");
  for (const char* name : {"", "..", ".hidden", "a/b", "a b"}) {
    EXPECT_FALSE(CheckProfileName(name).ok()) << name;
  }
  EXPECT_TRUE(CheckProfileName("财政").ok());
}

TEST_F(KeptTest, AWholeFileReplacesTheOldOneOrNothing) {
  const std::string path = Path("file");
  ASSERT_TRUE(WriteWholeFile(path, "first").ok());
  ASSERT_TRUE(WriteWholeFile(path, "second").ok());
  EXPECT_EQ(*ReadWholeFile(path), "second");
  EXPECT_EQ(ModeOf(path), 0600u);
  EXPECT_EQ(ReasonOf(WriteWholeFile(Path("none/file"), "x")), "CANNOT_WRITE");
  EXPECT_EQ(ReasonOf(ReadWholeFile(Path("none")).status()), "CANNOT_READ");
}

TEST_F(KeptTest, TheHighestAttemptOfEachLineIsKnownToTheNextRun) {
  const std::string path = Path("attempts");
  auto attempts = Attempts::Load(path);
  ASSERT_TRUE(attempts.ok()) << attempts.status();
  EXPECT_EQ(attempts->LastOf("import-a"), 1);
  ASSERT_TRUE(attempts->Keep({{"import-a", 2}, {"import-b", 2}}).ok());
  ASSERT_TRUE(attempts->Keep({{"import-a", 3}}).ok());
  EXPECT_EQ(attempts->LastOf("import-a"), 3);
  EXPECT_EQ(ModeOf(path), 0600U);
  auto next = Attempts::Load(path);
  EXPECT_EQ(next->LastOf("import-a"), 3);
  EXPECT_EQ(next->LastOf("import-b"), 2);
  EXPECT_EQ(next->LastOf("import-c"), 1);
}

TEST_F(KeptTest, AnAttemptThatACrashCutShortIsPassedOver) {
  const std::string path = Path("attempts");
  std::ofstream(path) << "import-a 2\nimport-b";
  auto attempts = Attempts::Load(path);
  ASSERT_TRUE(attempts.ok()) << attempts.status();
  EXPECT_EQ(attempts->LastOf("import-a"), 2);
  EXPECT_EQ(attempts->LastOf("import-b"), 1);
  ASSERT_TRUE(attempts->Keep({{"import-b", 2}}).ok());
  EXPECT_EQ(Attempts::Load(path)->LastOf("import-b"), 2);
}

}  // namespace
}  // namespace epiledger::cli
