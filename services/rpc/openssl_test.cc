// What OpenSSL does at the end of a process.

#include "services/rpc/openssl.h"

#include <cstdio>
#include <cstdlib>

#include "gtest/gtest.h"
#include "openssl/crypto.h"

namespace epiledger::rpc {
namespace {

[[noreturn]] void UseOpensslAndExit() {
  static_cast<void>(Sha256("used"));
  OPENSSL_atexit([] { static_cast<void>(std::fputs("cleaned up", stderr)); });
  std::exit(0);  // NOLINT(concurrency-mt-unsafe): nobody else runs here.
}

TEST(OpensslTest, ExitCleansNothingUpUnderThreadsThatStillRun) {
  EXPECT_EXIT(UseOpensslAndExit(), ::testing::ExitedWithCode(0), "^$");
}

}  // namespace
}  // namespace epiledger::rpc
