// What a book of a line reads of what is recorded.
//
// A line that was counted lately, and of which nothing is recorded after its
// last count, is read from its digest alone.
#include <algorithm>
#include <cstddef>

#include "services/supplies/line_book.h"

namespace epiledger::supplies {
namespace {

// The line's newest digest, where it tells all that a book needs.
std::optional<v1::LineDigest> DigestBefore(ledger::State& state,
                                           std::string_view path,
                                           const LineTime& time) {
  std::optional<v1::LineDigest> digest;
  for (int days = 0; days <= kDigestedDays && !digest.has_value(); ++days) {
    digest = state.Get<v1::LineDigest>(
        kLineDigests, DigestKeyBefore(time.record_time, days, path));
  }
  const bool is_enough = digest.has_value() && digest->has_count_sequence() &&
                         digest->position() < time.from;
  return is_enough ? std::move(digest) : std::nullopt;
}

// Loads the newest digests of lines, those of today first: what has one is not
// looked for among those of the days before.
void LoadDigests(ledger::State& state, std::vector<std::string> paths,
                 absl::Time time) {
  for (int days = 0; days <= kDigestedDays && !paths.empty(); ++days) {
    std::vector<ledger::ResourceKey> keys;
    for (const std::string& path : paths) {
      keys.push_back(
          {std::string(kLineDigests), DigestKeyBefore(time, days, path)});
    }
    state.resources().Load(keys);
    std::erase_if(paths, [&](const std::string& path) {
      return state.Exists(kLineDigests, DigestKeyBefore(time, days, path));
    });
  }
}

void LoadMonths(ledger::State& state, const std::vector<std::string>& paths,
                int64_t from) {
  std::vector<ledger::ResourceKey> keys;
  for (const std::string& path : paths) {
    keys.push_back({std::string(kLines), path});
  }
  state.resources().Load(keys);
  std::vector<std::string> months;
  for (const std::string& path : paths) {
    const auto record = state.Get<v1::LineRecord>(kLines, path);
    if (!record.has_value()) continue;
    // The count before it is mostly of that month or of the one before.
    const auto& all = record->months();
    auto month = std::upper_bound(all.begin(), all.end(), MonthOf(from));
    month -= std::min<std::ptrdiff_t>(2, month - all.begin());
    for (; month != all.end(); ++month) {
      months.push_back(MonthPath(path, *month));
    }
  }
  state.resources().LoadChildren(kLineEntries, months);
}

}  // namespace

void LoadLines(ledger::State& state, const std::string& store,
               const std::vector<std::string>& items, const LineTime& time) {
  std::vector<ledger::ResourceKey> keys;
  std::vector<std::string> paths;
  for (const std::string& item : items) {
    keys.push_back({std::string(kItems), item});
    paths.push_back(Join(store, item));
  }
  state.resources().Load(keys);
  state.resources().LoadChildren(kReservations, {&store, 1});
  LoadDigests(state, paths, time.record_time);
  std::erase_if(paths, [&](const std::string& path) {
    return DigestBefore(state, path, time).has_value();
  });
  LoadMonths(state, paths, time.from);
}

bool LineBook::LoadDigest(const LineTime& time) {
  digest_ = DigestBefore(state_, path_, time);
  if (!digest_.has_value()) return false;
  anchor_ = LastCountOf(*digest_);
  anchor_key_ = CountEntryKey(path_, digest_->position());
  anchor_sequence_ = digest_->count_sequence();
  return true;
}

const std::vector<int32_t>& LineBook::months() {
  if (!months_.has_value()) {
    const auto record = state_.Get<v1::LineRecord>(kLines, path_);
    months_.emplace();
    if (record.has_value()) {
      months_->assign(record->months().begin(), record->months().end());
    }
  }
  return *months_;
}

void LineBook::LoadMonths(int64_t from) {
  const auto later =
      std::upper_bound(months().begin(), months().end(), MonthOf(from));
  for (auto month = later; month != months().end(); ++month) {
    LoadMonth(*month, from);
  }
  for (auto month = later; month != months().begin();) {
    if (LoadMonth(*--month, from)) break;
  }
}

LineEntries LineBook::ReadMonth(int32_t month) {
  LineEntries entries;
  for (const auto& [key, body] :
       state_.resources().Children(kLineEntries, MonthPath(path_, month))) {
    entries[key].ParseFromString(body);
  }
  return entries;
}

bool LineBook::LoadMonth(int32_t month, int64_t from) {
  LineEntries entries = ReadMonth(month);
  for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
    if (PositionOfEntry(it->first) < from && IsStandingCount(it->second)) {
      anchor_ = it->second.count();
      anchor_key_ = it->first;
      anchor_sequence_ = it->second.sequence();
      break;
    }
  }
  for (auto& [key, entry] : entries) {
    if (key > anchor_key_) before_.emplace(key, std::move(entry));
  }
  return anchor_.has_value();
}

}  // namespace epiledger::supplies
