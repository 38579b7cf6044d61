// How often faults strike in a test: the numbers that the project promises, and
// fewer under a sanitizer, which sees in a few what it sees in many.
#ifndef EPILEDGER_TESTS_FAULTS_HOW_OFTEN_H_
#define EPILEDGER_TESTS_FAULTS_HOW_OFTEN_H_

namespace epiledger::faults {

#ifdef EPILEDGER_SANITIZED
inline constexpr int kServiceKills = 5;
inline constexpr int kLostCommitsOfEachKind = 10;
inline constexpr int kDatabaseKills = 2;
#else
inline constexpr int kServiceKills = 20;
inline constexpr int kLostCommitsOfEachKind = 50;
inline constexpr int kDatabaseKills = 5;
#endif

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_HOW_OFTEN_H_
