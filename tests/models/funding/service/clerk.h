// Clerk: puts the model's requests to the funding service.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CLERK_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CLERK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/proposal.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "services/funding/funding_fixture.h"
#include "services/rpc/error.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

// What the service said.
struct Answer {
  bool is_accepted = false;
  // Accepted, and it waits for a second person.
  bool is_proposal = false;
  std::string reason;
  std::optional<int64_t> available;
  std::optional<int64_t> ceiling_left;
  // The entries that a refusal names, in their order.
  std::vector<int64_t> named = {};
  // The entry; 0: undecided.
  int64_t sequence = 0;
  bool is_replay = false;

  bool operator==(const Answer&) const = default;
};

// A request of a sheet, with its id.
struct Element {
  std::string id;
  Request request;
};

// In words, for a history.
[[nodiscard]] std::string Tell(const Answer& answer);

// Whom calls are made as.
inline constexpr char kFinance[] = "clerk";
inline constexpr char kHeadquarters[] = "headquarters-1";

class Clerk {
 public:
  // `funding` must outlive it.
  explicit Clerk(funding::FundingFixture& funding) : funding_(funding) {}

  [[nodiscard]] Answer Ask(const std::string& request_id,
                           const Request& request);

  // All at once, in their order; all of one kind, and at least one.
  [[nodiscard]] std::vector<Answer> AskSheet(
      const std::vector<Element>& elements, bool is_together);

  // `l1`, `p1`, `g1`, `b1` or `w1` of the liability, payment, arrival,
  // disbursement or proposal that the service called so; its name where it has
  // none.
  [[nodiscard]] std::string LabelOf(const std::string& name) const;

 private:
  // One for each request.
  Answer AskOne(const std::string& id, const CreatePurpose& asked);
  Answer AskOne(const std::string& id, const CreateFund& asked);
  Answer AskOne(const std::string& id, const Appropriate& asked);
  Answer AskOne(const std::string& id, const IssueDocument& asked);
  Answer AskOne(const std::string& id, const Pay& asked);
  Answer AskOne(const std::string& id, const Order& asked);
  Answer AskOne(const std::string& id, const Arrive& asked);
  Answer AskOne(const std::string& id, const PayOrder& asked);
  Answer AskOne(const std::string& id, const Release& asked);
  Answer AskOne(const std::string& id, const Refund& asked);
  Answer AskOne(const std::string& id, const Change& asked);
  Answer AskOne(const std::string& id, const Close& asked);
  Answer AskOne(const std::string& id, const Owe& asked);
  Answer AskOne(const std::string& id, const PayDebt& asked);
  Answer AskOne(const std::string& id, const Adjust& asked);
  Answer AskOne(const std::string& id, const Disburse& asked);
  Answer AskOne(const std::string& id, const CarryOver& asked);
  Answer AskOne(const std::string& id, const Reverse& asked);
  Answer AskOne(const std::string& id, const ClosePeriod& asked);
  Answer AskOne(const std::string& id, const ReopenPeriod& asked);
  Answer AskOne(const std::string& id, const SetLimits& asked);
  Answer AskOne(const std::string& id, const Approve& asked);
  Answer AskOne(const std::string& id, const Reject& asked);
  Answer AskOne(const std::string& id, const Withdraw& asked);

  template <typename Response, typename Asked>
  Answer Call(std::string_view method, const Asked& request,
              const std::string& subject = kFinance);
  // By label.
  using Names = std::map<std::string, std::string>;
  // What was recorded first under its id gets the next label.
  void Label(const Answer& answer, const std::string& name, const char* letter,
             Names& names);

  // clerk_sheet.cc
  [[nodiscard]] std::unique_ptr<google::protobuf::Message> FormFor(
      const std::string& id, const Request& request) const;
  Answer AnswerIn(const google::protobuf::Message& result);
  static Answer AnswerOf(const rpc::Error& error);
  // A field of a response whose resource gets a label.
  struct Labelled {
    const char* field;
    const char* letter;
    Names* names;
  };
  // The service's name of what has a label; one that is not there where it has
  // none.
  [[nodiscard]] std::string PaymentNamed(const std::string& label) const;
  [[nodiscard]] std::string DebtNamed(const std::string& label) const;
  [[nodiscard]] std::string ProposalNamed(const std::string& label) const;
  // What an approval repeats; of a mistaken one, of nothing.
  [[nodiscard]] std::string DigestFor(const Approve& asked) const;
  // One that begins, or ends.
  void Hear(const funding::v1::Proposal& proposal, Answer& answer);

  funding::FundingFixture& funding_;
  Names arrivals_;
  Names payments_;
  Names debts_;
  Names disbursements_;
  Names carry_overs_;
  Names proposals_;
  // By label.
  Names digests_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CLERK_H_
