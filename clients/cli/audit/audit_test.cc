// An auditor's exports and checks, held against witnesses that share no code.
#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "clients/cli/audit/beancount_names.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"
#include "tests/testing/child_process.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;

class AuditTest : public CliFixture {
 protected:
  AuditTest() {
    MakeMoney();
    for (const char* amount : {"10", "20.05", "4000", "9999"}) {
      static_cast<void>(Run("finance", Payment(amount)));
    }
  }

  [[nodiscard]] std::string Path(const std::string& name) const {
    return Concat(folder(), "/", name);
  }
  [[nodiscard]] std::string Kept() const {
    return StateFolder("finance") + "/receipts.jsonl";
  }
  Ran Verify(const std::string& receipts) {
    return Run("auditor",
               {"journal", "verify", "funding", "--receipts", receipts});
  }
  // The receipts of finance, the last of them changed.
  std::string Forged(const std::function<void(type::v1::Receipt&)>& change) {
    auto receipts = ReadReceipts(Kept()).value().receipts;
    change(receipts.back());
    const std::string path = Path("forged.jsonl");
    std::ofstream file(path, std::ios::trunc);
    for (const auto& receipt : receipts) file << ReceiptLine(receipt) << "\n";
    return path;
  }
};

TEST_F(AuditTest, TheIndependentVerifierAcceptsTheExportAndTheReceipts) {
  const std::string file = Path("funding.export");
  const Ran exported = Run("auditor", {"journal", "export", "funding", file});
  ASSERT_EQ(exported.code, 0) << exported.err;
  const auto verified =
      testing::RunProcess({"/usr/bin/python3", "tests/verify_export.py", file,
                           "--receipts", Kept()});
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_THAT(*verified, HasSubstr("ok: "));
  // Fund, purposes, appropriation, document, payments: nine writes of finance.
  EXPECT_THAT(*verified, HasSubstr("9 receipts"));
}

// Of the certificate that funding serves with, at its own port.
std::vector<std::string> AsFunding(gateway::GatewayFixture& county) {
  const rpc::TlsFiles own = county.pki().Service("funding");
  return {
      "--address",
      Concat("127.0.0.1:", county.service(gateway::SourceId::kFunding).port()),
      "--certificate-file",
      own.certificate,
      "--key-file",
      own.key};
}

TEST_F(AuditTest, AServiceExportsItsBooksOnTheEighthDay) {
  const std::string file = Path("eighth.export");
  std::vector<std::string> words = {"journal", "export", "funding", file};
  // The longest that a token may hold is seven.
  gateway_.clock().Advance(absl::Hours(8 * 24));
  const Ran person = Run("auditor", words);
  EXPECT_EQ(person.code, 1);
  EXPECT_THAT(person.err, HasSubstr("TOKEN_EXPIRED"));
  variables_["EPILEDGER_COUNTY"] = gateway::kCounty;
  variables_["EPILEDGER_CA_FILE"] = gateway_.pki().NoCertificate().ca;
  const std::vector<std::string> as_funding = AsFunding(gateway_);
  words.insert(words.end(), as_funding.begin(), as_funding.end());
  const Ran service = RunAsNobody(words);
  ASSERT_EQ(service.code, 0) << service.err;
  const auto verified =
      testing::RunProcess({"/usr/bin/python3", "tests/verify_export.py", file,
                           "--receipts", Kept()});
  ASSERT_TRUE(verified.ok()) << verified.status();
  EXPECT_THAT(*verified, HasSubstr("9 receipts"));
}

TEST_F(AuditTest, AServiceThatCallsAsItselfReadsNoMore) {
  variables_["EPILEDGER_COUNTY"] = gateway::kCounty;
  variables_["EPILEDGER_CA_FILE"] = gateway_.pki().NoCertificate().ca;
  const std::vector<std::string> as_funding = AsFunding(gateway_);
  for (std::vector<std::string> words :
       {std::vector<std::string>{"refusal", "list", "--book", "funding"},
        {"payment", "list"},
        {"journal", "verify", "funding"}}) {
    words.insert(words.end(), as_funding.begin(), as_funding.end());
    const Ran denied = RunAsNobody(words);
    EXPECT_EQ(denied.code, 1) << words.front();
    EXPECT_THAT(denied.err, HasSubstr("PEER_NOT_ALLOWED")) << words.front();
  }
}

TEST_F(AuditTest, ACertificateThatCannotBeUsedIsNamed) {
  const Ran ran =
      Run("auditor", {"journal", "head", "funding", "--certificate-file",
                      Path("none.pem"), "--key-file", Path("none.key")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("none.pem with the key"));
}

TEST_F(AuditTest, ABookOfDenialsIsExportedToo) {
  EXPECT_EQ(Run("hospital", {"fund", "list"}).code, 1);
  const std::string file = Path("access.export");
  ASSERT_EQ(Run("auditor", {"journal", "export", "funding-access", file}).code,
            0);
  const auto verified =
      testing::RunProcess({"/usr/bin/python3", "tests/verify_export.py", file});
  EXPECT_TRUE(verified.ok()) << verified.status();
}

// A whole number of fen or pieces, however it is grouped and whatever unit
// stands before it.
int64_t Number(std::string text) {
  text.erase(
      std::remove_if(text.begin(), text.end(),
                     [](char c) { return c != '-' && (c < '0' || c > '9'); }),
      text.end());
  return std::stoll(text);
}

// The balances in hledger's table, `"account","CNY 1.00"`, by account.
std::map<std::string, int64_t> HledgerBalances(const std::string& table) {
  std::map<std::string, int64_t> balances;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    const size_t middle = line.find("\",\"");
    balances[line.substr(1, middle - 1)] = Number(line.substr(middle));
  }
  return balances;
}

// Those in ours: account, unit, balance.
std::map<std::string, int64_t> OurBalances(const std::string& table) {
  std::map<std::string, int64_t> balances;
  std::istringstream lines(table);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string account;
    std::string unit;
    std::string balance;
    cells >> account >> unit >> balance;
    balances[account] = Number(balance);
  }
  return balances;
}

TEST_F(AuditTest, HledgerAcceptsTheJournalAndItsBalancesAreOurs) {
  const std::string file = Path("funding.journal");
  ASSERT_EQ(
      Run("auditor", {"journal", "export", "funding", file, "--to", "hledger"})
          .code,
      0);
  const auto checked = testing::RunProcess(
      {"hledger", "-f", file, "check", "--strict", "ordereddates"});
  ASSERT_TRUE(checked.ok()) << checked.status() << *ReadWholeFile(file);
  const auto listed =
      testing::RunProcess({"hledger", "-f", file, "balance", "--flat",
                           "--no-total", "--empty", "-O", "csv"});
  ASSERT_TRUE(listed.ok()) << listed.status();
  const auto ours =
      OurBalances(Do("auditor", {"journal", "accounts", "funding"}));
  EXPECT_GE(ours.size(), 5u);
  EXPECT_EQ(HledgerBalances(*listed), ours);
}

// What beancount itself reads of a file: errors, or the balance of each account
// by our name for it.
constexpr char kBeancountReader[] =
    "import sys\n"
    "from beancount import loader\n"
    "from beancount.core import data, inventory\n"
    "entries, errors, _ = loader.load_file(sys.argv[1])\n"
    "assert not errors, errors\n"
    "names = {e.account: e.meta['account'] for e in entries\n"
    "         if isinstance(e, data.Open)}\n"
    "sums = {name: inventory.Inventory() for name in names.values()}\n"
    "for entry in data.filter_txns(entries):\n"
    "    for posting in entry.postings:\n"
    "        sums[names[posting.account]].add_position(posting)\n"
    "print('account unit balance')\n"
    "for name, total in sums.items():\n"
    "    amount = total.get_currency_units('CNY')\n"
    "    print(name, 'CNY', format(amount.number, '.2f'))\n";

TEST_F(AuditTest, BeancountAcceptsItsJournalAndItsBalancesAreOurs) {
  const std::string file = Path("funding.beancount");
  ASSERT_EQ(Run("auditor",
                {"journal", "export", "funding", file, "--to", "beancount"})
                .code,
            0);
  const auto read =
      testing::RunProcess({"/usr/bin/python3", "-c", kBeancountReader, file});
  ASSERT_TRUE(read.ok()) << read.status() << *ReadWholeFile(file);
  EXPECT_EQ(OurBalances(*read),
            OurBalances(Do("auditor", {"journal", "accounts", "funding"})));
}

TEST_F(AuditTest, GoodsAreExportedForBeancountToo) {
  const std::string file = Path("supplies.beancount");
  ASSERT_EQ(Run("auditor",
                {"journal", "export", "supplies", file, "--to", "beancount"})
                .code,
            0);
  const auto checked = testing::RunProcess({"bean-check", file});
  EXPECT_TRUE(checked.ok()) << checked.status() << *ReadWholeFile(file);
}

TEST(BeancountNames, AreDistinctAndOnesThatBeancountReads) {
  const auto accounts = BeancountAccounts(
      {"alloc:d1/1/masks:available", "alloc:d1:1/masks:available", "paid:d1/1",
       "store:people/ward/n95/批号_7/-x", "source:central"});
  EXPECT_EQ(accounts.at("alloc:d1/1/masks:available"),
            "Assets:Alloc:D1:1:Masks:Available");
  EXPECT_EQ(accounts.at("alloc:d1:1/masks:available"),
            "Assets:Alloc:D1:1:Masks:Available-2");
  EXPECT_EQ(accounts.at("paid:d1/1"), "Expenses:Paid:D1:1");
  EXPECT_EQ(accounts.at("store:people/ward/n95/批号_7/-x"),
            "Assets:Store:People:Ward:N95:批号-7:X-x");
  EXPECT_EQ(accounts.at("source:central"), "Equity:Source:Central");
  const auto commodities = BeancountCommodities(
      {"CNY", "n95", "84-liquid", "n", "a-very-long-id-of-an-item-1",
       "a-very-long-id-of-an-item-2"});
  EXPECT_EQ(commodities.at("CNY"), "CNY");
  EXPECT_EQ(commodities.at("n95"), "N95");
  EXPECT_EQ(commodities.at("84-liquid"), "U84-LIQUID");
  EXPECT_EQ(commodities.at("n"), "N0");
  EXPECT_EQ(commodities.at("a-very-long-id-of-an-item-1"),
            "A-VERY-LONG-ID-OF-AN-ITE");
  EXPECT_EQ(commodities.at("a-very-long-id-of-an-item-2"),
            "A-VERY-LONG-ID-OF-AN-I-2");
}

TEST_F(AuditTest, KeptReceiptsHold) {
  const Ran verified = Verify(Kept());
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("9 receipts"));
  // The head, kept like a receipt, holds too.
  ASSERT_EQ(Run("auditor", {"journal", "head", "funding", "--keep"}).code, 0);
  const Ran own = Run("auditor", {"journal", "verify", "funding"});
  EXPECT_EQ(own.code, 0);
  EXPECT_THAT(own.out, HasSubstr("1 receipts"));
}

TEST_F(AuditTest, ARewrittenATruncatedAndAReplacedBookAreToldApart) {
  const Ran rewritten = Verify(
      Forged([](auto& receipt) { receipt.mutable_hash()->front() ^= 1; }));
  EXPECT_EQ(rewritten.code, 1);
  EXPECT_THAT(rewritten.out, HasSubstr("rewritten"));
  const Ran retimed = Verify(Forged(
      [](auto& receipt) { receipt.mutable_record_time()->set_nanos(1000); }));
  EXPECT_THAT(retimed.out, HasSubstr("rewritten"));
  const Ran truncated = Verify(Forged(
      [](auto& receipt) { receipt.set_sequence(receipt.sequence() + 9); }));
  EXPECT_EQ(truncated.code, 1);
  EXPECT_THAT(truncated.out, HasSubstr("truncated"));
  const Ran replaced = Verify(Forged(
      [](auto& receipt) { receipt.mutable_incarnation()->front() ^= 1; }));
  EXPECT_EQ(replaced.code, 1);
  EXPECT_THAT(replaced.out, HasSubstr("has no incarnation"));
  EXPECT_THAT(replaced.err, HasSubstr("1 findings"));
}

TEST_F(AuditTest, ALineThatIsNoReceiptIsFoundAndTheOthersAreChecked) {
  const std::string path =
      Forged([](auto& receipt) { receipt.mutable_hash()->front() ^= 1; });
  std::ofstream(path, std::ios::app) << "{\"book\":\"coun";
  const Ran verified = Verify(path);
  EXPECT_EQ(verified.code, 1) << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("forged.jsonl:10: no receipt"));
  EXPECT_THAT(verified.out, HasSubstr("rewritten"));
  EXPECT_THAT(verified.err, HasSubstr("2 findings"));
  variables_["LANG"] = "zh_CN.UTF-8";
  EXPECT_THAT(Verify(path).out, HasSubstr("第 10 行不是回执"));
}

TEST_F(AuditTest, AHeadSignedWithAnotherKeyIsFound) {
  const Ran verified =
      Run("auditor", {"journal", "verify", "funding", "--receipts", Kept(),
                      "--public-key", std::string(64, '0')});
  EXPECT_EQ(verified.code, 1);
  EXPECT_THAT(verified.out, HasSubstr("another key"));
}

}  // namespace
}  // namespace epiledger::cli
