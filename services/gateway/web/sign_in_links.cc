#include "services/gateway/web/sign_in_links.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "services/gateway/web/web_limits.h"
#include "services/limits.h"
#include "services/rpc/openssl.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr size_t kCodeBytes = 32;
constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
constexpr mode_t kOwnersAlone = S_IRUSR | S_IWUSR;

absl::Time MadeAt(const struct stat& found) {
  return absl::TimeFromTimespec(found.st_mtim);
}

bool IsToken(std::string_view text) {
  return !text.empty() && text.size() <= limits::kMaxTokenLength &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                  c == '.' || c == '-' || c == '_';
         });
}

// What is in an open file, and nothing where it is no token.
std::string TokenIn(int file) {
  std::string text(limits::kMaxTokenLength + 1, '\0');
  const ssize_t size = read(file, text.data(), text.size());
  text.resize(size < 0 ? 0 : static_cast<size_t>(size));
  return IsToken(text) ? text : "";
}

// Writes a file of that time, which only its owner may read.
bool WriteAt(const std::string& path, std::string_view text, absl::Time made) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kOwnersAlone);
  if (file < 0) return false;
  const timespec time = absl::ToTimespec(made);
  const timespec times[] = {time, time};
  const bool written = write(file, text.data(), text.size()) ==
                           static_cast<ssize_t>(text.size()) &&
                       futimens(file, times) == 0;
  return close(file) == 0 && written;
}

}  // namespace

absl::StatusOr<SignInLinks> SignInLinks::Open(std::string folder,
                                              const Clock& clock) {
  struct stat found {};
  if (stat(folder.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)) {
    return absl::NotFoundError(Concat(folder, " is no folder"));
  }
  if ((found.st_mode & kOthers) != 0 || found.st_uid != geteuid()) {
    return absl::FailedPreconditionError(Concat(
        folder, " holds tokens: it must be the process' own, with mode 0700"));
  }
  return SignInLinks(std::move(folder), clock);
}

absl::StatusOr<std::string> SignInLinks::Make(std::string_view token) const {
  if (!IsToken(token)) return absl::InvalidArgumentError("this is no token");
  std::string code = absl::WebSafeBase64Escape(rpc::RandomBytes(kCodeBytes));
  const std::string path = PathOf(code);
  // Whole under its name, or not at all.
  const std::string draft = path + ".draft";
  if (WriteAt(draft, token, clock_->Now()) &&
      rename(draft.c_str(), path.c_str()) == 0) {
    return code;
  }
  unlink(draft.c_str());
  return absl::UnavailableError(Concat("cannot write to ", folder_));
}

absl::StatusOr<std::string> SignInLinks::Take(std::string_view code) const {
  const absl::Status unknown = absl::NotFoundError("no such code");
  const std::string path = PathOf(code);
  const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return unknown;
  struct stat found {};
  const bool is_read = fstat(file, &found) == 0;
  const std::string token = TokenIn(file);
  close(file);
  // One alone can remove it.
  if (unlink(path.c_str()) != 0) return unknown;
  if (!is_read || token.empty() || IsTooOld(MadeAt(found))) return unknown;
  return token;
}

void SignInLinks::Sweep() const {
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(folder_, error)) {
    struct stat found {};
    const std::string path = entry.path().string();
    if (lstat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode) &&
        IsTooOld(MadeAt(found))) {
      unlink(path.c_str());
    }
  }
}

std::string SignInLinks::PathOf(std::string_view code) const {
  return Concat(folder_, "/", absl::BytesToHexString(rpc::Sha256(code)));
}

bool SignInLinks::IsTooOld(absl::Time made) const {
  // Of a clock that was set back, too.
  const absl::Duration age = clock_->Now() - made;
  return absl::AbsDuration(age) >= limits::kSignInLife;
}

}  // namespace epiledger::gateway
