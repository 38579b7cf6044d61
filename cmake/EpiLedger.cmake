# What every target of the tree has in common: strict warnings for our own
# code, one library target per folder, one label per test.

add_library(epiledger_warnings INTERFACE)
target_compile_options(epiledger_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror)

# Programs in service allocate with jemalloc: docs/decisions/0008-jemalloc.md.
# Sanitizers bring an allocator of their own.
add_library(epiledger_allocator INTERFACE)
if(NOT EPILEDGER_SANITIZER)
  find_library(EPILEDGER_JEMALLOC jemalloc REQUIRED)
  target_link_libraries(epiledger_allocator INTERFACE ${EPILEDGER_JEMALLOC})
endif()

# What an executable also holds under a sanitizer: tests/sanitizers says why.
function(epiledger_watch name)
  if(EPILEDGER_SANITIZER STREQUAL "thread")
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:epiledger_known_order>)
  endif()
endfunction()

# epiledger_library(NAME storage SOURCES a.cc b.cc [PUBLIC targets…] [PRIVATE targets…])
# makes epiledger_storage with the alias epiledger::storage.
function(epiledger_library)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(epiledger_${ARG_NAME} STATIC ${ARG_SOURCES})
  add_library(epiledger::${ARG_NAME} ALIAS epiledger_${ARG_NAME})
  target_include_directories(epiledger_${ARG_NAME} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(epiledger_${ARG_NAME}
    PUBLIC ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE} epiledger_warnings)
endfunction()

# epiledger_binary(NAME funding SOURCES main.cc PRIVATE targets…) makes bin/funding.
function(epiledger_binary)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;PRIVATE" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_PRIVATE} epiledger_warnings)
  epiledger_watch(${ARG_NAME})
endfunction()

# What nearly every test begins with, compiled once. The preset debug goes
# without, so that each file is seen to include what it uses.
add_library(epiledger_test_headers OBJECT ${PROJECT_SOURCE_DIR}/tests/testing/test_headers.cc)
target_compile_options(epiledger_test_headers PRIVATE -O0 -pthread)
target_link_libraries(epiledger_test_headers PRIVATE
  GTest::gtest GTest::gmock gRPC::grpc++ epiledger_warnings)
target_precompile_headers(epiledger_test_headers PRIVATE
  <gmock/gmock.h> <gtest/gtest.h> <grpcpp/grpcpp.h>
  <google/protobuf/message.h> <google/protobuf/text_format.h>
  <google/protobuf/util/json_util.h> <absl/container/flat_hash_map.h>
  <absl/status/statusor.h> <absl/strings/str_cat.h> <absl/strings/str_format.h>
  <absl/strings/str_split.h> <absl/synchronization/mutex.h> <absl/time/time.h>
  <functional> <map> <memory> <optional> <set> <string> <thread> <variant>
  <vector>)

# Where threads meet: what the preset tsan builds and runs. THREADED adds a test
# of another label; tests of rules, figures and commands, and those from outside
# (e2e), are left out.
set(EPILEDGER_THREADED storage journal ledger book rpc gateway faults sanitizers)
add_custom_target(threaded_tests)

# epiledger_test(NAME verify_test LABEL journal [QUICK] SOURCES x_test.cc PRIVATE targets…)
# QUICK tests belong to the tier `tests/run --quick`, THREADED ones to the preset
# tsan. OPTIMIZED: one that computes for minutes, for its templates take the
# place of those in what it calls. ONLY_UNDER thread: a test of that sanitizer
# itself, neither built nor run where another preset is built.
function(epiledger_test)
  cmake_parse_arguments(ARG "QUICK;THREADED;OPTIMIZED" "NAME;LABEL;TIMEOUT;ONLY_UNDER"
    "SOURCES;PRIVATE" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  set_target_properties(${ARG_NAME} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/test-bin)
  target_include_directories(${ARG_NAME} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE
    ${ARG_PRIVATE} epiledger::testing_main GTest::gtest GTest::gmock
    epiledger_warnings)
  # A third less time to compile, half of it under a sanitizer; no test is
  # measured. With threads, as what the compiled headers hold brings them.
  if(NOT ARG_OPTIMIZED)
    target_compile_options(${ARG_NAME} PRIVATE -O0 -pthread)
    target_precompile_headers(${ARG_NAME} REUSE_FROM epiledger_test_headers)
  endif()
  epiledger_watch(${ARG_NAME})
  if(ARG_ONLY_UNDER AND NOT ARG_ONLY_UNDER STREQUAL EPILEDGER_SANITIZER)
    set_target_properties(${ARG_NAME} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set(labels ${ARG_LABEL})
  if(ARG_QUICK)
    list(APPEND labels quick)
  endif()
  if(ARG_THREADED OR ARG_LABEL IN_LIST EPILEDGER_THREADED)
    list(APPEND labels threaded)
    add_dependencies(threaded_tests ${ARG_NAME})
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 900)
  endif()
  set_tests_properties(${ARG_NAME} PROPERTIES
    LABELS "${labels}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "EPILEDGER_BIN=${CMAKE_BINARY_DIR}/bin")
endfunction()
