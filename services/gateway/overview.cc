#include "services/gateway/overview.h"

#include <cstdint>

#include "epiledger/command/v1/command.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/wire_format_lite.h"
#include "services/gateway/shortage.h"
#include "services/gateway/standing.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::MoneyPicture;
using command::v1::Overview;
using command::v1::ReadinessPicture;
using command::v1::SuppliesPicture;
using google::protobuf::internal::WireFormatLite;

std::string MoneyContent(const Sight& sight, const Part& part) {
  MoneyPicture picture;
  if (sight.money) picture.mutable_summary()->CopyFrom(*part.summary);
  return picture.SerializeAsString();
}

std::string SuppliesContent(const Sight& sight, const Part& part) {
  const auto& summary =
      static_cast<const supplies::v1::CountySummary&>(*part.summary);
  SuppliesPicture picture;
  *picture.mutable_judge_time() = summary.judge_time();
  *picture.mutable_items() = summary.items();
  *picture.mutable_supply_settings() = summary.supply_settings();
  if (!sight.supplies_by_facility) return picture.SerializeAsString();
  if (summary.has_unanswered()) {
    *picture.mutable_unanswered() = summary.unanswered();
  }
  int64_t count = 0;
  for (const auto& stock : *part.stocks) {
    if (!IsShortage(*stock)) continue;
    if (++count <= limits::kMaxShortages) *picture.add_shortages() = *stock;
  }
  picture.set_shortage_count(count);
  return picture.SerializeAsString();
}

std::string ReadinessContent(const Sight& sight, const Part& part) {
  ReadinessPicture picture;
  if (!sight.readiness) return picture.SerializeAsString();
  picture.mutable_summary()->CopyFrom(*part.summary);
  if (!sight.names) ErasePersonal(picture);
  return picture.SerializeAsString();
}

struct PartOfOverview {
  int field;
  std::string (*content)(const Sight& sight, const Part& part);
};

// By source.
constexpr std::array<PartOfOverview, kSourceCount> kParts = {{
    {Overview::kMoneyFieldNumber, &MoneyContent},
    {Overview::kSuppliesFieldNumber, &SuppliesContent},
    {Overview::kReadinessFieldNumber, &ReadinessContent},
}};

// `status` is field 1 of all three.
static_assert(MoneyPicture::kStatusFieldNumber == 1 &&
              SuppliesPicture::kStatusFieldNumber == 1 &&
              ReadinessPicture::kStatusFieldNumber == 1);

void WriteHead(int field, size_t size,
               google::protobuf::io::CodedOutputStream& out) {
  out.WriteTag(WireFormatLite::MakeTag(
      field, WireFormatLite::WIRETYPE_LENGTH_DELIMITED));
  out.WriteVarint32(static_cast<uint32_t>(size));
}

void WritePart(int field, const std::string& status, std::string_view content,
               google::protobuf::io::CodedOutputStream& out) {
  const size_t status_size =
      1 +
      google::protobuf::io::CodedOutputStream::VarintSize32(
          static_cast<uint32_t>(status.size())) +
      status.size();
  WriteHead(field, status_size + content.size(), out);
  WriteHead(1, status.size(), out);
  out.WriteString(status);
  out.WriteRaw(content.data(), static_cast<int>(content.size()));
}

}  // namespace

std::string PartContent(SourceId source, const Sight& sight, const Part& part) {
  if (part.summary == nullptr) return "";
  return kParts[Index(source)].content(sight, part);
}

std::string OverviewBytes(
    std::string_view county, const Parts& parts,
    const std::array<std::string_view, kSourceCount>& contents,
    std::string_view standings, absl::Time now) {
  Overview overview;
  overview.set_name(Concat("counties/", county));
  std::string bytes = overview.SerializeAsString();
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  for (const SourceId source : kSourceIds) {
    const size_t i = Index(source);
    WritePart(kParts[i].field,
              StatusOf(source, parts[i], now).SerializeAsString(), contents[i],
              out);
  }
  out.WriteRaw(standings.data(), static_cast<int>(standings.size()));
  out.Trim();
  return bytes;
}

std::string OverviewBytes(std::string_view county, const Parts& parts,
                          const Sight& sight, absl::Time now) {
  std::array<std::string, kSourceCount> contents;
  std::array<std::string_view, kSourceCount> views;
  for (const SourceId source : kSourceIds) {
    const size_t i = Index(source);
    contents[i] = PartContent(source, sight, parts[i]);
    views[i] = contents[i];
  }
  return OverviewBytes(county, parts, views, StandingsContent(parts, sight),
                       now);
}

}  // namespace epiledger::gateway
