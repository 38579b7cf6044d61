// golden_make FOLDER: makes golden data from the sample county; see `make`.
#include <cstdio>
#include <string>

#include "services/rpc/openssl.h"
#include "tests/golden/golden_data.h"

int main(int argc, char** argv) {
  epiledger::rpc::KeepOpensslToTheEnd();
  if (argc != 2) {
    static_cast<void>(std::fprintf(stderr, "Usage: golden_make FOLDER\n"));
    return 2;
  }
  const absl::Status made = epiledger::golden::MakeGoldenData(argv[1]);
  if (made.ok()) return 0;
  static_cast<void>(
      std::fprintf(stderr, "golden_make: %s\n", made.ToString().c_str()));
  return 1;
}
