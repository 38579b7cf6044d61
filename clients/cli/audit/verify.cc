#include "clients/cli/audit/verify.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "clients/cli/audit/frame.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/format_value.h"
#include "openssl/evp.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr size_t kKeySize = 32;
constexpr size_t kKeyIdDigits = 16;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* Bytes(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string SignedText(const journal::v1::Checkpoint& checkpoint) {
  return Concat("epiledger checkpoint v1\n", checkpoint.book(), "\n",
                ToHex(checkpoint.incarnation()), "\n", checkpoint.sequence(),
                "\n", ToHex(checkpoint.hash()), "\n",
                Micros(checkpoint.record_time()), "\n");
}

bool IsSigned(const journal::v1::Checkpoint& checkpoint) {
  const std::string& key_bytes = checkpoint.public_key();
  const std::string text = SignedText(checkpoint);
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                            Bytes(key_bytes), key_bytes.size()),
                &EVP_PKEY_free);
  const DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  return key_bytes.size() == kKeySize && key != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr,
                              key.get()) == 1 &&
         EVP_DigestVerify(context.get(), Bytes(checkpoint.signature()),
                          checkpoint.signature().size(), Bytes(text),
                          text.size()) == 1;
}

// The last sequence of each incarnation, by its 16 bytes.
using Ends = std::map<std::string, int64_t>;

// What is known of the book at the sequences that receipts speak of.
struct Known {
  Ends ends;
  std::map<int64_t, journal::v1::Entry> entries;
};

absl::Status ReadAll(Book& book, const journal::v1::Checkpoint& checkpoint,
                     const std::set<int64_t>& needed, Known& known) {
  return book.ReadEntries(
      0, checkpoint.sequence(), checkpoint.incarnation(),
      [&](const journal::v1::Entry& entry) -> absl::Status {
        const absl::StatusOr<Frame> frame = ReadFrame(entry.frame());
        if (!frame.ok()) return At(Concat(entry.sequence()), frame.status());
        known.ends[frame->incarnation] = entry.sequence();
        if (needed.count(entry.sequence()) > 0) {
          known.entries[entry.sequence()] = entry;
        }
        return absl::OkStatus();
      });
}

// Runs of sequences that lie close together are read at once.
absl::Status ReadNeeded(Book& book, const journal::v1::Checkpoint& checkpoint,
                        const std::set<int64_t>& needed, Known& known) {
  constexpr int64_t kClose = 500;
  for (auto first = needed.begin(); first != needed.end();) {
    auto end = first;
    int64_t last = *first;
    while (end != needed.end() && *end - last <= kClose) {
      last = *end;
      ++end;
    }
    const absl::Status status = book.ReadEntries(
        *first - 1, std::min(last, checkpoint.sequence()),
        checkpoint.incarnation(), [&](const journal::v1::Entry& entry) {
          if (needed.count(entry.sequence()) > 0) {
            known.entries[entry.sequence()] = entry;
          }
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    first = end;
  }
  return absl::OkStatus();
}

void CheckReceipt(const type::v1::Receipt& receipt, const Known& known,
                  const std::string& present, const Texts& texts,
                  Findings& findings) {
  const std::map<std::string, std::string> figures = {
      {"sequence", Concat(receipt.sequence())},
      {"incarnation", ToHex(receipt.incarnation())}};
  const auto end = known.ends.find(receipt.incarnation());
  if (end == known.ends.end()) {
    findings.wrong.push_back(texts("RECEIPT_OF_UNKNOWN", figures));
    return;
  }
  if (receipt.sequence() > end->second) {
    const bool is_present = receipt.incarnation() == present;
    (is_present ? findings.wrong : findings.lost)
        .push_back(
            texts(is_present ? "RECEIPT_TRUNCATED" : "RECEIPT_LOST", figures));
    return;
  }
  const auto entry = known.entries.find(receipt.sequence());
  const bool holds =
      entry != known.entries.end() && entry->second.hash() == receipt.hash() &&
      Micros(entry->second.record_time()) == Micros(receipt.record_time());
  if (!holds) findings.wrong.push_back(texts("RECEIPT_REWRITTEN", figures));
}

}  // namespace

void CheckSignature(const journal::v1::Checkpoint& checkpoint,
                    const std::string& trusted_key, const Texts& texts,
                    Findings& findings) {
  const std::string key = ToHex(checkpoint.public_key());
  if (!trusted_key.empty() && key != trusted_key) {
    findings.wrong.push_back(texts("ANOTHER_KEY", {{"found", key}}));
  }
  const std::string digest = ToHex(ChainHash("", checkpoint.public_key()));
  if (checkpoint.key_id() != digest.substr(0, kKeyIdDigits)) {
    findings.wrong.push_back(texts("WRONG_KEY_ID"));
  }
  if (!IsSigned(checkpoint)) {
    findings.wrong.push_back(texts("WRONG_SIGNATURE"));
  }
}

absl::Status CheckReceipts(Book& book,
                           const journal::v1::Checkpoint& checkpoint,
                           KeptReceipts kept, const Texts& texts,
                           Findings& findings) {
  for (const int line : kept.unreadable) {
    findings.wrong.push_back(
        texts("NO_RECEIPT", {{"path", kept.path}, {"line", Concat(line)}}));
  }
  std::vector<type::v1::Receipt>& receipts = kept.receipts;
  std::set<int64_t> needed;
  bool needs_all = false;
  receipts.erase(std::remove_if(receipts.begin(), receipts.end(),
                                [&](const type::v1::Receipt& receipt) {
                                  return receipt.book() != book.name();
                                }),
                 receipts.end());
  for (const type::v1::Receipt& receipt : receipts) {
    if (receipt.sequence() > 0 && receipt.sequence() <= checkpoint.sequence()) {
      needed.insert(receipt.sequence());
    }
    needs_all = needs_all || receipt.incarnation() != checkpoint.incarnation();
  }
  Known known;
  known.ends[checkpoint.incarnation()] = checkpoint.sequence();
  const absl::Status read = needs_all
                                ? ReadAll(book, checkpoint, needed, known)
                                : ReadNeeded(book, checkpoint, needed, known);
  if (!read.ok()) return read;
  for (const type::v1::Receipt& receipt : receipts) {
    CheckReceipt(receipt, known, checkpoint.incarnation(), texts, findings);
  }
  findings.receipts = static_cast<int64_t>(receipts.size());
  return absl::OkStatus();
}

}  // namespace epiledger::cli
