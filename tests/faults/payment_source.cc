#include "tests/faults/payment_source.h"

#include <iterator>

#include "absl/random/random.h"
#include "absl/strings/str_format.h"
#include "tests/faults/county_names.h"
#include "tests/faults/credentials.h"

namespace epiledger::faults {
namespace {

// Rare enough that no clerk comes near the limit of refusals a minute.
constexpr double kRefusedShare = 0.004;
constexpr double kHotShare = 0.7;
constexpr int64_t kMostFen = 1'000;
// More than the poor allocation has.
constexpr int64_t kTooMuchFen = 10'000;
constexpr int kDays = 10;

}  // namespace

Payment PaymentSource::Next() {
  absl::BitGen random;
  const int number = made_++;
  Payment payment;
  payment.id = absl::StrFormat("payment-%08d", number);
  payment.subject = Credentials::ClerkSubject(number % kClerks);
  payment.day = absl::Uniform(random, 0, kDays);
  if (absl::Bernoulli(random, kRefusedShare)) {
    payment.document = kPoor;
    payment.fen = kTooMuchFen;
    return payment;
  }
  payment.fen = absl::Uniform<int64_t>(random, 1, kMostFen);
  payment.document =
      absl::Bernoulli(random, kHotShare)
          ? kHot
          : kOthers[absl::Uniform<size_t>(random, 0, std::size(kOthers))];
  return payment;
}

}  // namespace epiledger::faults
