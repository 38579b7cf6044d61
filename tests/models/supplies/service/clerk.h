// Clerk: puts the model's requests to the supplies service.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_CLERK_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_CLERK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/shipment.pb.h"
#include "services/supplies/supplies_fixture.h"
#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/requests.h"
#include "tests/models/supplies/service/forms.h"

namespace epiledger::goods {

// What the service said.
struct Answer {
  bool is_accepted = false;
  std::string reason;
  // Of what was refused for lack of it.
  std::optional<int64_t> available;
  // The entry; 0: undecided.
  int64_t sequence = 0;
  bool is_replay = false;
  // What an accepted request is told.
  Figures told;

  bool operator==(const Answer&) const = default;
};

// In words, for a history.
[[nodiscard]] std::string Tell(const Answer& answer);

class Clerk {
 public:
  // `supplies` must outlive it.
  explicit Clerk(supplies::SuppliesFixture& supplies) : supplies_(supplies) {}

  // `items` have the tolerances given.
  void CreateItem(const std::string& item, int64_t tolerance);
  void CreateStore(const std::string& store);

  [[nodiscard]] Answer Ask(const std::string& request_id,
                           const Request& request);

  // The label of a count, movement or lot that the service called so; its name
  // where it has none.
  [[nodiscard]] std::string LabelOf(const std::string& name) const;
  [[nodiscard]] std::string LotLabel(const std::string& name) const;
  // The label of what a task is of; of what arrived with a shipment, that of
  // the shipment.
  [[nodiscard]] std::string SourceLabel(const std::string& source) const;

 private:
  Answer AskOne(const std::string& id, const Move& asked);
  Answer AskOne(const std::string& id, const Count& asked);
  Answer AskOne(const std::string& id, const Quarantine& asked);
  Answer AskOne(const std::string& id, const Release& asked);
  // clerk_transit.cc
  Answer AskOne(const std::string& id, const MakeShipment& asked);
  Answer AskOne(const std::string& id, const Pick& asked);
  Answer AskOne(const std::string& id, const Ship& asked);
  Answer AskOne(const std::string& id, const CancelShipment& asked);
  Answer AskOne(const std::string& id, const Arrival& asked);
  Answer AskOne(const std::string& id, const TakeBack& asked);
  Answer AskOne(const std::string& id, const Requisition& asked);
  Answer AskOne(const std::string& id, const Grant& asked);
  Answer AskOne(const std::string& id, const RejectRequisition& asked);
  Answer AskOne(const std::string& id, const CancelRequisition& asked);

  template <typename Response, typename Form>
  Answer Call(std::string_view method, const Form& form, Response& response) {
    auto called = supplies_.service().Call<Response>(method, form);
    if (!called.ok()) return AnswerOf(called.status());
    Answer answer;
    answer.is_accepted = true;
    answer.sequence = called->receipt().sequence();
    answer.is_replay = called->receipt().replayed();
    response = *std::move(called);
    return answer;
  }
  [[nodiscard]] static Answer AnswerOf(const absl::Status& status);
  // What was recorded first under its id gets the next label.
  static void Label(const Answer& answer, const std::string& name,
                    const char* letter, Names& names);

  // What an answer tells of its lines.
  [[nodiscard]] Figures Told(const supplies::v1::Movement& movement) const;
  [[nodiscard]] Figures Told(const supplies::v1::Count& count) const;
  [[nodiscard]] Figures Told(const supplies::v1::Shipment& shipment) const;
  [[nodiscard]] Figures Told(
      const supplies::v1::ShipmentReceipt& receipt) const;
  void TellNext(const std::string& item,
                const supplies::v1::NextCountCorrection& next,
                Figures& told) const;
  void LearnLots(const Move& asked, const supplies::v1::Movement& movement);

  supplies::SuppliesFixture& supplies_;
  Names moves_;
  Names counts_;
  Names quarantines_;
  Names lots_;
  Names shipments_;
  Names requisitions_;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_CLERK_H_
