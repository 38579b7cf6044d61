#include "clients/cli/kept/receipts.h"

#include <cmath>
#include <optional>

#include "absl/strings/escaping.h"
#include "clients/cli/kept/private_file.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr int64_t kMicros = 1'000'000;
constexpr size_t kIncarnationDigits = 32;
constexpr size_t kHashDigits = 64;
// Up to here a double holds every whole number: enough for microseconds until
// the year 2255.
constexpr double kLargestWhole = 9'007'199'254'740'991.0;

using Members = google::protobuf::Map<std::string, google::protobuf::Value>;

std::optional<std::string> Text(const Members& members, const char* name) {
  const auto found = members.find(name);
  if (found == members.end() || !found->second.has_string_value()) {
    return std::nullopt;
  }
  return found->second.string_value();
}

std::optional<std::string> Hex(const Members& members, const char* name,
                               size_t digits) {
  const auto text = Text(members, name);
  if (!text.has_value() || text->size() != digits ||
      text->find_first_not_of("0123456789abcdef") != std::string::npos) {
    return std::nullopt;
  }
  return absl::HexStringToBytes(*text);
}

std::optional<int64_t> Whole(const Members& members, const char* name) {
  const auto found = members.find(name);
  if (found == members.end() || !found->second.has_number_value()) {
    return std::nullopt;
  }
  const double value = found->second.number_value();
  if (std::floor(value) != value || std::abs(value) > kLargestWhole) {
    return std::nullopt;
  }
  return static_cast<int64_t>(value);
}

std::optional<type::v1::Receipt> ParseLine(std::string_view line) {
  google::protobuf::Struct object;
  const auto parsed =
      google::protobuf::util::JsonStringToMessage(std::string(line), &object);
  if (!parsed.ok()) return std::nullopt;
  const auto book = Text(object.fields(), "book");
  const auto incarnation =
      Hex(object.fields(), "incarnation", kIncarnationDigits);
  const auto hash = Hex(object.fields(), "hash", kHashDigits);
  const auto sequence = Whole(object.fields(), "sequence");
  const auto micros = Whole(object.fields(), "record_time");
  if (!book || !incarnation || !hash || !sequence || !micros) {
    return std::nullopt;
  }
  type::v1::Receipt receipt;
  receipt.set_book(*book);
  receipt.set_incarnation(*incarnation);
  receipt.set_sequence(*sequence);
  receipt.set_hash(*hash);
  receipt.mutable_record_time()->set_seconds(*micros / kMicros);
  receipt.mutable_record_time()->set_nanos(
      static_cast<int32_t>(*micros % kMicros * 1'000));
  return receipt;
}

}  // namespace

std::string ReceiptLine(const type::v1::Receipt& receipt) {
  const int64_t micros = receipt.record_time().seconds() * kMicros +
                         receipt.record_time().nanos() / 1'000;
  return Concat("{\"book\":\"", receipt.book(), "\",\"incarnation\":\"",
                absl::BytesToHexString(receipt.incarnation()),
                "\",\"sequence\":", receipt.sequence(), ",\"hash\":\"",
                absl::BytesToHexString(receipt.hash()),
                "\",\"record_time\":", micros, "}");
}

absl::Status KeepReceipt(const std::string& path,
                         const type::v1::Receipt& receipt) {
  return AppendLine(path, ReceiptLine(receipt));
}

absl::Status KeepReceipts(const std::string& path,
                          const std::vector<type::v1::Receipt>& receipts) {
  if (receipts.empty()) return absl::OkStatus();
  std::string lines;
  for (const type::v1::Receipt& receipt : receipts) {
    if (!lines.empty()) lines.push_back('\n');
    lines += ReceiptLine(receipt);
  }
  return AppendLine(path, lines);
}

absl::StatusOr<KeptReceipts> ReadReceipts(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadWholeFile(path);
  if (!text.ok()) return text.status();
  KeptReceipts kept;
  kept.path = path;
  std::string_view rest = *text;
  for (int number = 1; !rest.empty(); ++number) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    auto receipt = ParseLine(line);
    if (receipt.has_value()) {
      kept.receipts.push_back(*std::move(receipt));
    } else {
      kept.unreadable.push_back(number);
    }
  }
  return kept;
}

}  // namespace epiledger::cli
