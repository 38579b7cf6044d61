// CliFixture: `epiledger` run in this process against the real gateway and the
// real services behind it, as several people. For tests.
#ifndef EPILEDGER_CLIENTS_CLI_TESTING_CLI_FIXTURE_H_
#define EPILEDGER_CLIENTS_CLI_TESTING_CLI_FIXTURE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/command/command.h"
#include "clients/cli/testing/lossy_line.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::cli {

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

class CliFixture : public ::testing::Test {
 protected:
  CliFixture();

  // Runs `epiledger` with a profile: `finance`, `auditor`, `operator`,
  // `hospital` (of facility `people`), `warehouse` (of facility `reserve`) or
  // `headquarters`.
  Ran Run(const std::string& profile, std::vector<std::string> words);
  // Without a profile: as what the words and variables_ say.
  Ran RunAsNobody(const std::vector<std::string>& words);
  // The same; expects the exit code 0 and returns the output.
  std::string Do(const std::string& profile, std::vector<std::string> words);

  // Makes the county, fund `central` with 10,000 yuan, purposes `masks` and
  // `gowns`, and document `d1`: 6,000 yuan for `people`, of which 1,000 for
  // masks alone.
  void MakeMoney();
  // The words of a payment out of d1/1.
  static std::vector<std::string> Payment(const std::string& amount);
  // How many payments there are.
  int Payments();

  // Lines of the profile's receipts, and its pending requests.
  int Receipts(const std::string& profile);
  int Pending(const std::string& profile);
  [[nodiscard]] std::string StateFolder(const std::string& profile) const;

  // Puts a line between the profiles and the gateway.
  LossyLine& BreakableLine();

  [[nodiscard]] const std::string& folder() const { return folder_.path(); }
  void WriteToken(const std::string& profile, const std::string& token);

  gateway::GatewayFixture gateway_;
  // Variables of the next runs.
  std::map<std::string, std::string, std::less<>> variables_;
  // A person sits there, and types this.
  bool is_terminal_ = false;
  std::string typed_;
  // The output goes to a terminal with colours.
  bool paints_ = false;

 private:
  void WriteProfile(const std::string& name, const std::string& token,
                    const std::string& facility);

  const testing::TemporaryDirectory folder_;
  const CommandTable table_;
  std::unique_ptr<LossyLine> line_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TESTING_CLI_FIXTURE_H_
