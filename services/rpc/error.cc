#include "services/rpc/error.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "absl/strings/cord.h"
#include "services/limits.h"

namespace epiledger::rpc {
namespace {

constexpr char kPayload[] = "epiledger.rpc/error";

// Length-prefixed fields in a fixed order; read only by the process that
// wrote them, so there is no version.
class Writer {
 public:
  void Number(int64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
      bytes_.push_back(static_cast<char>(
          (static_cast<uint64_t>(value) >> static_cast<unsigned>(shift)) &
          0xff));
    }
  }
  void Text(std::string_view text) {
    Number(static_cast<int64_t>(text.size()));
    bytes_.append(text);
  }
  void Map(const std::map<std::string, std::string>& map) {
    Number(static_cast<int64_t>(map.size()));
    for (const auto& [key, value] : map) {
      Text(key);
      Text(value);
    }
  }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}

  int64_t Number() {
    uint64_t value = 0;
    for (size_t i = 0; i < 8 && at_ < bytes_.size(); ++i, ++at_) {
      value |= static_cast<uint64_t>(static_cast<unsigned char>(bytes_[at_]))
               << (8 * i);
    }
    return static_cast<int64_t>(value);
  }
  std::string Text() {
    const auto size = static_cast<size_t>(Number());
    std::string text = bytes_.substr(at_, size);
    at_ += text.size();
    return text;
  }
  std::map<std::string, std::string> Map() {
    std::map<std::string, std::string> map;
    for (int64_t left = Number(); left > 0; --left) {
      std::string key = Text();
      map[std::move(key)] = Text();
    }
    return map;
  }

 private:
  const std::string bytes_;
  size_t at_ = 0;
};

std::string Pack(const Error& error) {
  Writer writer;
  writer.Text(error.reason);
  writer.Map(error.metadata);
  writer.Number(static_cast<int64_t>(error.violations.size()));
  for (const FieldViolation& violation : error.violations) {
    writer.Text(violation.field);
    writer.Text(violation.reason);
    writer.Map(violation.metadata);
  }
  writer.Number(error.retry_after.has_value() ? 1 : 0);
  writer.Number(
      absl::ToInt64Nanoseconds(error.retry_after.value_or(absl::Duration())));
  writer.Text(error.receipt);
  writer.Text(error.log_detail);
  return writer.Take();
}

Error Unpack(absl::StatusCode code, std::string bytes) {
  Reader reader(std::move(bytes));
  Error error;
  error.code = code;
  error.reason = reader.Text();
  error.metadata = reader.Map();
  for (int64_t left = reader.Number(); left > 0; --left) {
    FieldViolation violation;
    violation.field = reader.Text();
    violation.reason = reader.Text();
    violation.metadata = reader.Map();
    error.violations.push_back(std::move(violation));
  }
  const bool retry = reader.Number() != 0;
  const absl::Duration after = absl::Nanoseconds(reader.Number());
  if (retry) error.retry_after = after;
  error.receipt = reader.Text();
  error.log_detail = reader.Text();
  return error;
}

// What a Status made elsewhere may keep; any other code is a bug here.
struct PlainError {
  absl::StatusCode code;
  std::string_view reason;
  bool retry;
};

constexpr std::array<PlainError, 5> kPlainErrors = {{
    {absl::StatusCode::kCancelled, "CANCELLED", false},
    {absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", false},
    {absl::StatusCode::kResourceExhausted, "RESOURCE_EXHAUSTED", true},
    {absl::StatusCode::kUnavailable, "UNAVAILABLE", true},
    {absl::StatusCode::kAborted, "ABORTED", true},
}};

Error FromPlainStatus(absl::StatusCode code) {
  Error error;
  error.reason = "INTERNAL";
  for (const PlainError& plain : kPlainErrors) {
    if (plain.code != code) continue;
    error.code = code;
    error.reason = plain.reason;
    if (plain.retry) error.retry_after = absl::Seconds(1);
  }
  return error;
}

}  // namespace

absl::Status ToStatus(const Error& error) {
  const absl::StatusCode code = error.code == absl::StatusCode::kOk
                                    ? absl::StatusCode::kInternal
                                    : error.code;
  absl::Status status(code, error.reason);
  status.SetPayload(kPayload, absl::Cord(Pack(error)));
  return status;
}

bool HasReason(const absl::Status& status) {
  return status.GetPayload(kPayload).has_value();
}

Error FromStatus(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload.has_value()) return FromPlainStatus(status.code());
  return Unpack(status.code(), std::string(*payload));
}

std::string Excerpt(std::string_view text) {
  size_t size = std::min(text.size(), limits::kMaxExcerpt);
  // Not in the middle of a UTF-8 sequence.
  while (size > 0 && size < text.size() && (text[size] & 0xC0) == 0x80) --size;
  std::string excerpt(text.substr(0, size));
  for (char& c : excerpt) {
    if ((c >= 0 && c < 0x20) || c == 0x7f) c = '?';
  }
  if (size < text.size()) excerpt.append("…");
  return excerpt;
}

absl::Status InvalidField(std::string_view field, std::string_view reason,
                          std::map<std::string, std::string> metadata) {
  Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = reason;
  error.metadata = metadata;
  error.metadata["field"] = field;
  error.violations.push_back(
      {std::string(field), std::string(reason), std::move(metadata)});
  return ToStatus(error);
}

absl::Status NotFound(std::string_view kind, std::string_view name) {
  Error error;
  error.code = absl::StatusCode::kNotFound;
  error.reason = "NOT_FOUND";
  error.metadata = {{"kind", std::string(kind)}, {"name", std::string(name)}};
  return ToStatus(error);
}

absl::Status Overloaded() {
  Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "OVERLOADED";
  error.retry_after = limits::kOverloadRetry;
  return ToStatus(error);
}

absl::Status Stopping() {
  Error error;
  error.code = absl::StatusCode::kUnavailable;
  error.reason = "SERVICE_STOPPING";
  error.metadata["outcome"] = "undecided";
  error.retry_after = limits::kStoppingRetry;
  return ToStatus(error);
}

}  // namespace epiledger::rpc
