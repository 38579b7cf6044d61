// Reads of bulletins as they were issued. NOT_FOUND for what was not, and the
// storage layer's codes.
#ifndef EPILEDGER_SERVICES_READINESS_BULLETIN_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_BULLETIN_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

[[nodiscard]] absl::StatusOr<v1::Bulletin> GetBulletin(
    const v1::GetBulletinRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListBulletinsResponse> ListBulletins(
    const v1::ListBulletinsRequest& request, host::ReadContext& context);
// NOT_FOUND RENDERING_NOT_FOUND where the bulletin is there, and that rendering
// is not.
[[nodiscard]] absl::StatusOr<v1::DownloadBulletinResponse> DownloadBulletin(
    const v1::DownloadBulletinRequest& request, host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BULLETIN_QUERIES_H_
