// ConsoleFiles: the built web console, read from its folder at the start and
// served from memory. What is not one of its files has no path, so no path
// leads out of the folder.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_CONSOLE_FILES_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_CONSOLE_FILES_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/gateway/web/web_answer.h"
#include "services/text.h"

namespace epiledger::gateway {

// Thread-safe.
class ConsoleFiles {
 public:
  // Reads every file of `folder` but hidden ones and links: `index.html`
  // becomes `/`, too, and `X.gz` is what is sent for `X` where it may be.
  //   NOT_FOUND            there is no folder, or no index.html in it
  //   FAILED_PRECONDITION  it has more than limits::kMaxConsoleFiles files or
  //                        limits::kMaxConsoleBytes
  //   UNAVAILABLE          a file cannot be read
  [[nodiscard]] static absl::StatusOr<ConsoleFiles> Read(
      const std::string& folder);

  // 200 or 304 for a file; nothing where none has this path.
  [[nodiscard]] std::optional<WebAnswer> Find(std::string_view path,
                                              const WebRequest& request) const;

 private:
  // One content, as it goes out.
  struct Content {
    WebBody body;
    // `"…"`, of what is in it.
    std::string tag;
  };
  struct File {
    std::string_view content_type;
    Keeping keeping = Keeping::kWhileCurrent;
    Content plain;
    // Null where there is none.
    Content gzip;
  };

  ConsoleFiles() = default;
  [[nodiscard]] static absl::Status Check(const std::string& folder,
                                          size_t files, size_t bytes);
  void Add(const std::string& path, std::string bytes);

  // By path, `/assets/index-1a2b.js`.
  StringMap<File> files_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_CONSOLE_FILES_H_
