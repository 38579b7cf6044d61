// The main() of every test program.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/openssl.h"

int main(int argc, char** argv) {
  epiledger::rpc::KeepOpensslToTheEnd();
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
