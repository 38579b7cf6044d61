// Picture files: what was last seen of a county, for a restart of the gateway
// while a service is down: one file per county, there whole or not at all, with
// a checksum. Names and telephone numbers stay out of it.
//
// Files may be deleted at any time: they hold nothing that is not elsewhere.
#ifndef EPILEDGER_SERVICES_GATEWAY_PICTURE_FILE_H_
#define EPILEDGER_SERVICES_GATEWAY_PICTURE_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/gateway/part.h"

namespace epiledger::gateway {

// `{folder}/{county}.picture`.
[[nodiscard]] std::string PicturePath(std::string_view folder,
                                      std::string_view county);

// Writes `parts` durably. UNAVAILABLE, naming the file, when that fails.
[[nodiscard]] absl::Status SavePicture(const std::string& folder,
                                       std::string_view county,
                                       const Parts& parts);

// NOT_FOUND when there is no file; DATA_LOSS, naming it and what is wrong, when
// it is not as it was written.
[[nodiscard]] absl::StatusOr<Parts> LoadPicture(const std::string& folder,
                                                std::string_view county);

// The counties that have a file in `folder`, in order.
[[nodiscard]] std::vector<std::string> ListPictures(const std::string& folder);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PICTURE_FILE_H_
