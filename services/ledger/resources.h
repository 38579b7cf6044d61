// Resources: versions of the resources of one book as a batch of commands sees
// them, loaded on demand inside its transaction and written once at its end.
//
// A key is a path within its collection, such as `d1/2` in `allocation`; what
// is before the last slash is its parent. As with Accounts, the first storage
// error is kept in status(). Not thread-safe.
#ifndef EPILEDGER_SERVICES_LEDGER_RESOURCES_H_
#define EPILEDGER_SERVICES_LEDGER_RESOURCES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/storage/database.h"
#include "services/text.h"

namespace epiledger::ledger {

struct ResourceKey {
  std::string collection;
  std::string name;
};

class Resources {
 public:
  void Begin(storage::WriteTransaction& transaction, int64_t book);

  // Loads many resources with few statements.
  void Load(absl::Span<const ResourceKey> keys);

  // The newest body; nothing when the resource does not exist. Good until the
  // next call.
  std::optional<std::string_view> Find(std::string_view collection,
                                       std::string_view name);

  // Newest bodies by name of the direct children of `parent` (`d1` lists
  // `d1/1`, `d1/2`, …), in byte order. Good until the next call.
  const std::map<std::string, std::string>& Children(
      std::string_view collection, std::string_view parent);
  // Loads the children of many parents with few statements; Find need not ask
  // for them then.
  void LoadChildren(std::string_view collection,
                    absl::Span<const std::string> parents);

  // One version of a resource, and the entry that made it.
  struct MadeBy {
    int64_t sequence;
    std::string body;
  };
  // All versions of a resource, oldest first.
  std::vector<MadeBy> VersionsOf(std::string_view collection,
                                 std::string_view name);
  // The newest bodies of a whole collection, by name. It is read each time: for
  // what is asked rarely.
  std::map<std::string, std::string> All(std::string_view collection);

  // INTERNAL when one entry gives a resource twice or a name is too long.
  [[nodiscard]] static absl::Status Validate(
      const journal::v1::Effects& effects);
  // Takes over the versions entry `sequence` made, which must be valid.
  void Apply(const journal::v1::Effects& effects, int64_t sequence);

  absl::Status Flush(storage::WriteTransaction& transaction);

  void Forget();

  // How many bodies are held.
  [[nodiscard]] size_t size() const { return bodies_.size() + child_count_; }
  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  struct Version {
    std::string collection;
    std::string name;
    int64_t sequence;
    std::string body;
  };

  // The children of parents that are not there yet, and come but once.
  void ReadChildren(std::string_view collection,
                    absl::Span<const std::string> parents);
  void ForgetPending();
  // Only who asks for children pays for it.
  void IndexPending();
  void Fail(const absl::Status& status);

  storage::WriteTransaction* transaction_ = nullptr;
  int64_t book_ = 0;
  absl::Status status_;
  // By `collection/name`; nothing for what was looked for and is not there.
  StringMap<std::optional<std::string>> bodies_;
  // By `collection/parent`.
  StringMap<std::map<std::string, std::string>> children_;
  size_t child_count_ = 0;
  std::vector<Version> pending_;
  // Those of the first `indexed_` of `pending_`, by `collection/parent`.
  size_t indexed_ = 0;
  StringMap<std::vector<size_t>> pending_children_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_RESOURCES_H_
