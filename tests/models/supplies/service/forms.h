// Forms: the model's requests as messages of the service. What a rule does not
// look at is always the same.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_H_

#include <map>
#include <string>

#include "epiledger/supplies/v1/lot_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "tests/models/supplies/requests.h"

namespace epiledger::goods {

// The service's names by label.
using Names = std::map<std::string, std::string>;

[[nodiscard]] google::protobuf::Timestamp TimeOf(int hour);
[[nodiscard]] int HourOf(const google::protobuf::Timestamp& time);

// `hospital/reserve` as a resource name, and back from that of anything of it.
[[nodiscard]] std::string StoreNamed(const std::string& store);
[[nodiscard]] std::string StoreOf(const std::string& name);
// `masks` likewise.
[[nodiscard]] std::string ItemNamed(const std::string& item);
[[nodiscard]] std::string ItemOf(const std::string& name);
// A lot that has a name; one that is not there where it has none.
[[nodiscard]] std::string LotNamed(const std::string& label, const Names& lots);

// Each under the request id `id`; what it names has the names given.
[[nodiscard]] supplies::v1::CreateMovementRequest FormOf(const std::string& id,
                                                         const Move& asked,
                                                         const Names& lots);
[[nodiscard]] supplies::v1::CreateCountRequest FormOf(const std::string& id,
                                                      const Count& asked,
                                                      const Names& counts);
[[nodiscard]] supplies::v1::CreateLotQuarantineRequest FormOf(
    const std::string& id, const Quarantine& asked, const Names& lots);
[[nodiscard]] supplies::v1::ReleaseLotQuarantineRequest FormOf(
    const std::string& id, const Release& asked, const Names& quarantines);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_FORMS_H_
