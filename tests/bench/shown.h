// How far an overview has got, read without the rest of it.
#ifndef EPILEDGER_TESTS_BENCH_SHOWN_H_
#define EPILEDGER_TESTS_BENCH_SHOWN_H_

#include <array>
#include <cstdint>
#include <string_view>

#include "services/gateway/source.h"

namespace epiledger::bench {

// By source: how far into its book an overview shows; 0 where it shows nothing.
using PointsShown = std::array<int64_t, gateway::kSourceCount>;

// Reads no more of a serialised overview than that.
[[nodiscard]] PointsShown ShownBy(std::string_view overview);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_SHOWN_H_
