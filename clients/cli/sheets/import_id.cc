#include "clients/cli/sheets/import_id.h"

#include <string_view>

#include "absl/strings/escaping.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/moment.h"
#include "openssl/sha.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

// No text of a payment holds it: control characters are refused.
constexpr std::string_view kBetween = "\x1F";

// Numbers as such, for what an enum's value is called may change.
std::string ContentOf(const funding::v1::Payment& payment) {
  return Concat(payment.allocation(), kBetween, payment.purpose(), kBetween,
                ToFen(payment.amount()), kBetween,
                FormatDate(payment.payment_date()), kBetween, payment.payee(),
                kBetween, static_cast<int>(payment.method()), kBetween,
                payment.invoice(), kBetween, payment.voucher(), kBetween,
                payment.summary());
}

}  // namespace

std::string ImportId(const funding::v1::Payment& payment, int attempt) {
  constexpr size_t kIdBytes = 16;
  const std::string content = ContentOf(payment);
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  const std::string id =
      Concat("import-", absl::BytesToHexString(digest.substr(0, kIdBytes)));
  return attempt == 1 ? id : Concat(id, "-", attempt);
}

}  // namespace epiledger::cli
