#include "services/readiness/bulletin_queries.h"

#include <string>
#include <utility>

#include "services/host/resource_reads.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;

absl::Status RenderingNotFound(const v1::Bulletin& bulletin,
                               const std::string& asked) {
  std::string there;
  for (const v1::BulletinRendering& rendering : bulletin.renderings()) {
    there += Concat(there.empty() ? "" : ", ", RenderingId(rendering));
  }
  rpc::Error error;
  error.code = absl::StatusCode::kNotFound;
  error.reason = "RENDERING_NOT_FOUND";
  error.metadata = {
      {"name", bulletin.name()}, {"found", asked}, {"there", there}};
  return rpc::ToStatus(error);
}

}  // namespace

absl::StatusOr<v1::Bulletin> GetBulletin(const v1::GetBulletinRequest& request,
                                         ReadContext& context) {
  return host::GetOne<v1::Bulletin>(
      context, kBulletins, rpc::LastSegment(request.name()), request.name());
}

absl::StatusOr<v1::ListBulletinsResponse> ListBulletins(
    const v1::ListBulletinsRequest&, ReadContext& context) {
  return host::ListAll<v1::ListBulletinsResponse, v1::Bulletin>(
      context, kBulletins, "", &v1::ListBulletinsResponse::mutable_bulletins);
}

absl::StatusOr<v1::DownloadBulletinResponse> DownloadBulletin(
    const v1::DownloadBulletinRequest& request, ReadContext& context) {
  const std::string_view id = rpc::LastSegment(request.name());
  const auto bulletin =
      host::GetOne<v1::Bulletin>(context, kBulletins, id, request.name());
  if (!bulletin.ok()) return bulletin.status();
  v1::BulletinRendering asked;
  asked.set_language(request.language());
  asked.set_format(request.format());
  auto stored = context.snapshot().Get<v1::StoredRendering>(
      kBulletinRenderings, RenderingKey(id, asked));
  if (!stored.ok()) return stored.status();
  if (!stored->has_value()) {
    return RenderingNotFound(*bulletin, RenderingId(asked));
  }
  v1::DownloadBulletinResponse response;
  *response.mutable_rendering() = (*stored)->rendering();
  response.set_content(std::move(*(*stored)->mutable_content()));
  return response;
}

}  // namespace epiledger::readiness
