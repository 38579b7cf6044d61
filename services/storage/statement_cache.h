// StatementCache: the prepared statements of one connection by their text; the
// least recently used is closed when there are too many.
//
// Threads: belongs to its connection's user.
#ifndef EPILEDGER_SERVICES_STORAGE_STATEMENT_CACHE_H_
#define EPILEDGER_SERVICES_STORAGE_STATEMENT_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace epiledger::storage {

template <typename Statement>
class StatementCache {
 public:
  explicit StatementCache(size_t capacity) : capacity_(capacity) {}

  // The statement of this text, or null. Good until the next call.
  Statement* Find(std::string_view text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->statement;
  }

  Statement* Add(std::string_view text, Statement statement) {
    if (entries_.size() >= capacity_) {
      by_text_.erase(entries_.back().text);
      entries_.pop_back();
    }
    entries_.push_front(Entry{std::string(text), std::move(statement)});
    by_text_.emplace(entries_.front().text, entries_.begin());
    return &entries_.front().statement;
  }

  void Clear() {
    by_text_.clear();
    entries_.clear();
  }

 private:
  struct Entry {
    std::string text;
    Statement statement;
  };

  const size_t capacity_;
  std::list<Entry> entries_;
  // The keys are views of the entries' texts.
  std::unordered_map<std::string_view, typename std::list<Entry>::iterator>
      by_text_;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_STATEMENT_CACHE_H_
