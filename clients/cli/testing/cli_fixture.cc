#include "clients/cli/testing/cli_fixture.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "clients/cli/command/program.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/nouns/nouns.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

struct Profiled {
  const char* name;
  auth::v1::Role role;
  const char* facility;
};

constexpr Profiled kProfiles[] = {
    {"finance", auth::v1::ROLE_FINANCE, ""},
    {"auditor", auth::v1::ROLE_AUDITOR, ""},
    {"hospital", auth::v1::ROLE_HOSPITAL, "people"},
    {"warehouse", auth::v1::ROLE_WAREHOUSE, "reserve"},
    {"headquarters", auth::v1::ROLE_HEADQUARTERS, ""},
};

int Lines(const std::string& text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

CliFixture::CliFixture() : table_(AllCommands()) {
  variables_ = {
      {"HOME", folder()},
      {"XDG_STATE_HOME", folder() + "/state"},
      {"EPILEDGER_PROFILES", folder()},
      {"EPILEDGER_ADDRESS", Concat("127.0.0.1:", gateway_.gateway().port())},
      {"EPILEDGER_RETRY_FOR", "3s"}};
  for (const Profiled& profile : kProfiles) {
    WriteProfile(profile.name, gateway_.Token(profile.role, profile.facility),
                 profile.facility);
  }
  WriteProfile("operator", gateway_.OperatorToken(), "");
}

void CliFixture::WriteToken(const std::string& profile,
                            const std::string& token) {
  ASSERT_TRUE(
      WriteWholeFile(Concat(folder(), "/", profile, ".token"), token).ok());
}

void CliFixture::WriteProfile(const std::string& name, const std::string& token,
                              const std::string& facility) {
  WriteToken(name, token);
  std::ofstream(Concat(folder(), "/", name))
      << "ca_file = " << gateway_.pki().NoCertificate().ca
      << "\ntoken_file = " << name << ".token\ncounty = " << gateway::kCounty
      << "\nfacility = " << facility << "\n";
}

Ran CliFixture::Run(const std::string& profile,
                    std::vector<std::string> words) {
  words.insert(words.end(), {"--profile", profile});
  return RunAsNobody(words);
}

Ran CliFixture::RunAsNobody(const std::vector<std::string>& words) {
  std::istringstream in(typed_);
  std::ostringstream out;
  std::ostringstream err;
  Environment environment{
      in, out, err, is_terminal_, gateway_.clock(), variables_, paints_};
  const int code = RunProgram(table_, words, environment);
  return {code, out.str(), err.str()};
}

std::string CliFixture::Do(const std::string& profile,
                           std::vector<std::string> words) {
  const std::string command = words[0] + " " + words[1];
  const Ran ran = Run(profile, std::move(words));
  EXPECT_EQ(ran.code, 0) << command << ": " << ran.err;
  return ran.out;
}

void CliFixture::MakeMoney() {
  Do("operator", {"county", "create", gateway::kCounty, "--code", "990101",
                  "--name", "示范县"});
  Do("finance",
     {"fund", "create", "central", "--name", "中央资金", "--kind", "central"});
  Do("finance", {"purpose", "create", "masks", "--name", "口罩"});
  Do("finance", {"purpose", "create", "gowns", "--name", "防护服"});
  Do("finance",
     {"appropriation", "create", "a1", "--fund", "central", "--amount", "1万",
      "--date", "2020-01-20", "--function-code", "2100410"});
  Do("finance",
     {"document", "create", "d1", "--issuer", "县财政局", "--number",
      "财社〔2020〕1号", "--title", "关于下达资金的通知", "--date",
      "2020-01-20", "--allocation",
      "fund=central,recipient=people,amount=6000,purposes=masks:1000+gowns"});
}

std::vector<std::string> CliFixture::Payment(const std::string& amount) {
  return {"payment",   "create",     "--allocation", "d1/1",
          "--purpose", "gowns",      "--amount",     amount,
          "--date",    "2020-02-01", "--payee",      "示范医疗器械有限公司",
          "--method",  "direct"};
}

int CliFixture::Payments() {
  // A heading, the payments, an empty line, their number and their total.
  return Lines(Do("finance", {"payment", "list"})) - 4;
}

int CliFixture::Receipts(const std::string& profile) {
  return Lines(
      ReadWholeFile(StateFolder(profile) + "/receipts.jsonl").value_or(""));
}

int CliFixture::Pending(const std::string& profile) {
  return static_cast<int>(
      cli::Pending(StateFolder(profile) + "/pending").List()->size());
}

std::string CliFixture::StateFolder(const std::string& profile) const {
  return Concat(folder(), "/state/epiledger/", profile);
}

LossyLine& CliFixture::BreakableLine() {
  line_ = std::make_unique<LossyLine>(
      gateway_.pki(), gateway_.clock(),
      Concat("127.0.0.1:", gateway_.gateway().port()));
  variables_["EPILEDGER_ADDRESS"] = line_->address();
  return *line_;
}

}  // namespace epiledger::cli
