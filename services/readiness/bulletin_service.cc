#include "services/readiness/bulletin_service.h"

#include "services/readiness/bulletin_queries.h"
#include "services/readiness/bulletin_rules.h"
#include "services/readiness/readiness_names.h"

namespace epiledger::readiness {

using host::NoNeeds;
using host::Read;
using host::Write;

rpc::MethodTable BulletinMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.BulletinService",
                      {&OwnerOfResource});
  set.Add(
      Read<v1::GetBulletinRequest, v1::Bulletin>{"GetBulletin", &GetBulletin});
  set.Add(Read<v1::ListBulletinsRequest, v1::ListBulletinsResponse>{
      "ListBulletins", &ListBulletins});
  set.Add(Read<v1::DownloadBulletinRequest, v1::DownloadBulletinResponse>{
      "DownloadBulletin", &DownloadBulletin});
  return set.Take();
}

rpc::MethodTable BulletinRecordMethods(const host::Backend& backend) {
  host::MethodSet set(backend, "epiledger.readiness.v1.BulletinRecordService",
                      {&OwnerOfResource});
  set.Add(Write<v1::RecordBulletinRequest>{
      "RecordBulletin", &ValidateRecordBulletin,
      &NoNeeds<v1::RecordBulletinRequest>, &DecideRecordBulletin});
  return set.Take();
}

}  // namespace epiledger::readiness
