#include "tests/faults/book_reading.h"

#include <fstream>

#include "absl/strings/escaping.h"
#include "services/text.h"
#include "tests/faults/county_names.h"

namespace epiledger::faults {
namespace {

int64_t Micros(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1'000;
}

std::string Base64(const std::string& bytes) {
  std::string text;
  absl::Base64Escape(bytes, &text);
  return text;
}

}  // namespace

absl::Status WriteExport(const BookReading& reading, const std::string& path) {
  const journal::v1::Checkpoint& last = reading.checkpoint;
  const std::string incarnation = absl::BytesToHexString(last.incarnation());
  std::ofstream file(path, std::ios::binary);
  file << Concat("{\"format\":\"epiledger-export-1\",\"book\":\"", last.book(),
                 "\",\"service\":\"funding\",\"county\":\"", kCounty,
                 "\",\"kind\":\"ledger\",\"incarnation\":\"", incarnation,
                 "\"}\n");
  for (const journal::v1::Entry& entry : reading.entries) {
    file << Concat("{\"sequence\":", entry.sequence(), ",\"hash\":\"",
                   absl::BytesToHexString(entry.hash()), "\",\"frame\":\"",
                   Base64(entry.frame()), "\"}\n");
  }
  for (const journal::v1::AccountBalance& account : reading.accounts) {
    file << Concat("{\"account\":\"", account.account(), "\",\"unit\":\"",
                   account.unit(), "\",\"balance\":", account.balance(), "}\n");
  }
  file << Concat(
      "{\"checkpoint\":{\"book\":\"", last.book(), "\",\"incarnation\":\"",
      incarnation, "\",\"sequence\":", last.sequence(), ",\"hash\":\"",
      absl::BytesToHexString(last.hash()),
      "\",\"record_time\":", Micros(last.record_time()), ",\"key_id\":\"",
      last.key_id(), "\",\"public_key\":\"",
      absl::BytesToHexString(last.public_key()), "\",\"signature\":\"",
      absl::BytesToHexString(last.signature()), "\"}}\n");
  file.close();
  return file ? absl::OkStatus() : absl::InternalError("cannot write " + path);
}

}  // namespace epiledger::faults
