#include "services/gateway/picture_file.h"

#include <openssl/sha.h>
#include <sys/types.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "epiledger/command/v1/picture_file.pb.h"
#include "services/gateway/known_stocks.h"
#include "services/gateway/sight.h"
#include "services/host/whole_file.h"
#include "services/rpc/names.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::StoredPicture;
using google::protobuf::Message;

// A file is this line, the SHA-256 of what follows it, and a StoredPicture.
constexpr std::string_view kFirstLine = "EpiLedger picture 1\n";
constexpr std::string_view kExtension = ".picture";
constexpr mode_t kFileMode = 0600;

std::string Checksum(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

absl::Status Damaged(const std::string& path, std::string_view what) {
  return absl::DataLossError(Concat(path, " is ignored: ", what));
}

// The picture in a file's bytes, or nothing when they are not what was written.
std::optional<StoredPicture> Open(std::string_view bytes) {
  if (!bytes.starts_with(kFirstLine)) return std::nullopt;
  bytes.remove_prefix(kFirstLine.size());
  if (bytes.size() < SHA256_DIGEST_LENGTH) return std::nullopt;
  const std::string_view payload = bytes.substr(SHA256_DIGEST_LENGTH);
  if (Checksum(payload) != bytes.substr(0, SHA256_DIGEST_LENGTH)) {
    return std::nullopt;
  }
  StoredPicture picture;
  if (!picture.ParseFromArray(payload.data(),
                              static_cast<int>(payload.size()))) {
    return std::nullopt;
  }
  return picture;
}

std::string WithoutPersonal(const Message& summary) {
  if (!HasPersonal(*summary.GetDescriptor())) {
    return summary.SerializeAsString();
  }
  const std::unique_ptr<Message> copy(summary.New());
  copy->CopyFrom(summary);
  ErasePersonal(*copy);
  return copy->SerializeAsString();
}

}  // namespace

std::string PicturePath(std::string_view folder, std::string_view county) {
  return Concat(folder, "/", county, kExtension);
}

absl::Status SavePicture(const std::string& folder, std::string_view county,
                         const Parts& parts) {
  StoredPicture picture;
  picture.set_county(std::string(county));
  for (const SourceId source : kSourceIds) {
    const Part& part = parts[Index(source)];
    if (part.summary == nullptr) continue;
    StoredPicture::StoredPart& stored = *picture.add_parts();
    stored.set_service(std::string(SourceOf(source).name));
    *stored.mutable_summary() = WithoutPersonal(*part.summary);
    if (part.stocks != nullptr) {
      AppendStocks(*part.stocks, *stored.mutable_summary());
    }
    *stored.mutable_feed_time() = ToTimestamp(part.feed_time);
  }
  const std::string payload = picture.SerializeAsString();
  return host::WriteWholeFile(PicturePath(folder, county),
                              Concat(kFirstLine, Checksum(payload), payload),
                              kFileMode);
}

absl::StatusOr<Parts> LoadPicture(const std::string& folder,
                                  std::string_view county) {
  const std::string path = PicturePath(folder, county);
  std::ifstream stream(path, std::ios::binary);
  if (!stream.is_open()) return absl::NotFoundError("no " + path);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  const std::optional<StoredPicture> picture = Open(bytes);
  if (!picture.has_value()) {
    return Damaged(path, "its checksum does not fit its content");
  }
  if (picture->county() != county) {
    return Damaged(path, "it is of county " + picture->county());
  }
  Parts parts;
  for (const StoredPicture::StoredPart& stored : picture->parts()) {
    const std::optional<SourceId> source = FindSource(stored.service());
    if (!source.has_value()) continue;
    std::unique_ptr<Message> summary = SourceOf(*source).make_summary();
    if (!summary->ParseFromString(stored.summary())) continue;
    parts[Index(*source)] =
        SourceOf(*source)
            .take({}, std::move(summary), ToTime(stored.feed_time()))
            .value_or(Part());
  }
  return parts;
}

std::vector<std::string> ListPictures(const std::string& folder) {
  std::vector<std::string> counties;
  std::error_code ignored;
  for (const auto& entry :
       std::filesystem::directory_iterator(folder, ignored)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == kExtension && rpc::IsId(path.stem().string())) {
      counties.push_back(path.stem().string());
    }
  }
  std::ranges::sort(counties);
  return counties;
}

}  // namespace epiledger::gateway
