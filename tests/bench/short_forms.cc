#include "tests/bench/short_forms.h"

namespace epiledger::bench {
namespace {

// Long enough that a busy machine answers some calls.
constexpr absl::Duration kAWhile = absl::Milliseconds(400);

}  // namespace

void Shorten(WriteOptions& options) {
  options.rounds = 1;
  options.connections = {8};
  options.bare_commits = 20;
  options.duration = kAWhile;
}

void Shorten(ReadOptions& options) {
  options.allocations = 200;
  options.entries = 2'000;
  options.lists = 5;
  options.summaries = 5;
  options.pages = 10;
}

void Shorten(CountOptions& options) {
  options.stores = 8;
  options.items = 10;
  options.rounds = 1;
  options.duration = kAWhile;
  options.in_flight = 4;
  options.reads = 5;
}

void Shorten(OverviewOptions& options) {
  options.size = {8, 10, 4, 2};
  options.clients = 2;
  options.duration = kAWhile;
  options.rounds = 1;
  options.writes = 4;
}

void Shorten(GrowthOptions& options) {
  options.fewest = 1'000;
  options.largest = 10'000;
  options.duration = kAWhile;
  options.rounds = 1;
  options.summaries = 3;
}

void Shorten(PictureGrowthOptions& options) {
  options.size = {6, 5, 1, 1};
  options.fewest = 100;
  options.largest = 1'000;
  options.writes = 4;
}

void Shorten(ParallelOptions& options) {
  options.rounds = 1;
  options.duration = kAWhile;
}

void Shorten(OverloadOptions& options) {
  options.rounds = 1;
  // A peak that was taken beside other work can be a tenth of what is done.
  options.times_the_peak = 1'000;
  options.warm_up = kAWhile;
  options.duration = 5 * kAWhile;
}

void Shorten(CrashOptions& options) { options.kills = 1; }

}  // namespace epiledger::bench
