#include "services/readiness/bulletin_rules.h"

#include <set>
#include <string>
#include <utility>

#include "services/journal/sha256.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

std::string PathOfRendering(int index) {
  return Concat("made.renderings[", index, "].rendering");
}

// What a rendering is, its digest and size counted from its bytes.
v1::BulletinRendering Measured(const v1::StoredRendering& stored) {
  v1::BulletinRendering rendering = stored.rendering();
  const journal::Hash digest = journal::Sha256(stored.content());
  rendering.set_sha256(digest.data(), digest.size());
  rendering.set_size_bytes(static_cast<int64_t>(stored.content().size()));
  return rendering;
}

// The bulletin as it is issued, without its renderings.
v1::Bulletin MakeBulletin(const v1::RecordBulletinRequest& request,
                          const DecisionContext& context) {
  const v1::MadeBulletin& made = request.made();
  v1::Bulletin bulletin = request.bulletin();
  bulletin.set_name(
      rpc::MakeName(kBulletinName, {context.book.county, context.NewId()}));
  if (!bulletin.has_bulletin_date()) {
    *bulletin.mutable_bulletin_date() = made.bulletin_date();
  }
  *bulletin.mutable_shown_time() = made.shown_time();
  *bulletin.mutable_read_at() = made.read_at();
  *bulletin.mutable_forms() = made.forms();
  bulletin.set_content_version(made.content_version());
  bulletin.set_subject(context.subject);
  *bulletin.mutable_record_time() = ToTimestamp(context.record_time);
  return bulletin;
}

}  // namespace

absl::Status ValidateRecordBulletin(const v1::RecordBulletinRequest& request) {
  std::set<std::string> keys;
  size_t bytes = 0;
  for (int i = 0; i < request.made().renderings_size(); ++i) {
    const v1::StoredRendering& stored = request.made().renderings(i);
    const v1::BulletinRendering& rendering = stored.rendering();
    if (rendering.language() == v1::Bulletin::LANGUAGE_UNSPECIFIED ||
        rendering.format() == v1::Bulletin::FORMAT_UNSPECIFIED) {
      return rpc::InvalidField(PathOfRendering(i), "REQUIRED");
    }
    const std::string key = RenderingKey("", rendering);
    if (!keys.insert(key).second) {
      return rpc::InvalidField(PathOfRendering(i), "LISTED_TWICE",
                               {{"found", key}});
    }
    bytes += stored.content().size();
  }
  if (bytes <= limits::kMaxBulletinBytes) return absl::OkStatus();
  return rpc::InvalidField(
      "made.renderings", "BULLETIN_TOO_LONG",
      {{"found", Concat(bytes)}, {"limit", Concat(limits::kMaxBulletinBytes)}});
}

Decision DecideRecordBulletin(const v1::RecordBulletinRequest& request,
                              const DecisionContext& context, State& state) {
  v1::Bulletin bulletin = MakeBulletin(request, context);
  const absl::Status status = CheckDateNotAhead(
      bulletin.bulletin_date(), "bulletin.bulletin_date", context, state);
  if (!status.ok()) return status;
  if (!bulletin.replaces().empty() &&
      !state.Exists(kBulletins, rpc::LastSegment(bulletin.replaces()))) {
    return Missing("BULLETIN_NOT_FOUND", bulletin.replaces());
  }
  for (const v1::StoredRendering& stored : request.made().renderings()) {
    *bulletin.add_renderings() = Measured(stored);
  }
  const std::string_view id = rpc::LastSegment(bulletin.name());
  Accepted accepted;
  Record(kBulletins, id, bulletin, accepted);
  for (int i = 0; i < bulletin.renderings_size(); ++i) {
    v1::StoredRendering stored = request.made().renderings(i);
    *stored.mutable_rendering() = bulletin.renderings(i);
    Record(kBulletinRenderings, RenderingKey(id, stored.rendering()), stored,
           accepted);
  }
  return accepted;
}

}  // namespace epiledger::readiness
