// goods_keeper: answers what it is told, a line for a line, until there is
// none.
#include <iostream>
#include <string>

#include "tests/faults/keeper/keeper.h"

int main() {
  epiledger::faults::Keeper keeper;
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << keeper.Answer(line) << std::endl;
  }
  return 0;
}
