#!/usr/bin/python3
"""Each check finds what it is there for, and lets its opposite pass."""

import pathlib
import sys
import tempfile
import unittest
import unittest.mock

import batches
import layering
import limits
import playbook
import reasons
import sizes
import source_tree
import stored_messages
import wording


def found(check, path: str, text: str) -> list[int]:
    """The lines with findings."""
    return [finding.line for finding in check(path, text)]


class Layering(unittest.TestCase):
    def test_arrows_that_go_up_or_aside_are_found(self):
        for path, included in (
                ("services/storage/row.cc", "services/journal/log.h"),
                ("services/journal/log.h", "services/rpc/error.h"),
                ("services/rpc/server.cc", "services/storage/database.h"),
                ("services/funding/money.cc", "services/supplies/supply.h"),
                ("services/gateway/picture.cc", "services/book/books.h"),
                ("services/newcomer/a.cc", "services/storage/database.h"),
                ("services/host/answer.cc", "tests/testing/fake_clock.h"),
                ("services/book/batch.cc", "grpcpp/server.h"),
                ("services/funding/funding_rules.cc", "grpcpp/server.h"),
                ("services/funding/main.cc", "grpcpp/server.h"),
                ("services/host/answer.cc", "grpcpp/support/status.h"),
                ("services/gateway/feeds.cc", "grpcpp/channel.h"),
                ("services/host/answer.cc", "a/v1/a_service.grpc.pb.h")):
            text = f'\n#include "{included}"\n'
            self.assertEqual(found(layering.check, path, text), [2], path)

    def test_arrows_that_go_down_pass(self):
        for path, included in (
                ("services/book/batch.cc", "services/journal/log.h"),
                ("services/storage/row.cc", "services/limits.h"),
                ("services/funding/funding_service.cc", "grpcpp/server.h"),
                ("services/gateway/upstream.h", "grpcpp/channel.h"),
                ("services/host/revocations.cc", "a/v1/a.grpc.pb.h"),
                ("services/funding/main.cc", "services/host/service_main.h"),
                ("services/funding/money_test.cc", "tests/testing/a.h"),
                ("tests/faults/kill_test.cc", "services/storage/database.h")):
            text = f'#include "{included}"\n'
            self.assertEqual(found(layering.check, path, text), [], path)

    def test_sql_in_the_wrong_place_is_found(self):
        text = 'Run("SELECT head FROM journal_head");\n'
        self.assertEqual(
            found(layering.check, "services/funding/money.cc", text), [1])
        for path in ("services/ledger/tables.cc", "tests/golden/open.cc",
                     "services/funding/funding_queries.cc"):
            self.assertEqual(found(layering.check, path, text), [], path)
        self.assertEqual(found(layering.check, "services/rpc/error.cc",
                               'Say("UPDATE or INSERT, as you like");'), [])


class Limits(unittest.TestCase):
    def test_a_limit_outside_its_header_is_found(self):
        for text in ("constexpr size_t kMaxBeds = 9;",
                     "inline constexpr absl::Duration kLongestStay{3};",
                     "  const int kDeepest = 8;",
                     "constexpr int kLargestWard =\n    12;"):
            self.assertEqual(
                found(limits.check, "services/a/b.cc", f"\n{text}\n"), [2],
                text)

    def test_what_follows_from_a_limit_or_is_no_limit_passes(self):
        for text in ("constexpr int64_t kMaxUnits = limits::kMaxAmount / 100;",
                     "constexpr auto kLargest = std::numeric_limits<int>::max();",
                     "constexpr size_t kHashBytes = 32;"):
            self.assertEqual(found(limits.check, "services/a/b.cc", text), [],
                             text)
        limit = "constexpr size_t kMaxBeds = 9;"
        for path in ("services/limits.h", "services/a/b_test.cc",
                     "tests/faults/crash_story.cc"):
            self.assertEqual(found(limits.check, path, limit), [], path)


class Reasons(unittest.TestCase):
    ROW = '{"WARD_FULL", "Ward {ward} has "\n "{beds} beds.", %s},\n'

    def told(self, chinese: str) -> list[str]:
        """What is said of a table with one row."""
        return [finding.message for finding
                in reasons.check_table("a.cc", self.ROW % chinese)]

    def test_a_text_must_be_there_in_both_languages(self):
        self.assertEqual(self.told('"病区 {ward} 只有"\n "{beds} 张床。"'), [])
        self.assertEqual(self.told('""'), ["WARD_FULL has no Chinese text"])
        self.assertEqual(self.told('"Ward."'), ["WARD_FULL has no Chinese text"])
        self.assertEqual(self.told('"{room} 已满。"'),
                         ["WARD_FULL names room in Chinese alone"])
        self.assertIn("1 of its rows cannot be read", self.told("kChinese")[0])

    def test_a_reason_must_be_in_a_table_of_its_process(self):
        for code in ('Refuse("WARD_FULL")', 'error.reason = "WARD_FULL";',
                     'InvalidField("bed", "WARD_FULL")', 'Missing("WARD_FULL")',
                     'kFull[] = "epiledger.book/WARD_FULL";'):
            for known, lines in (({}, [1]), ({"supplies": {"WARD_FULL"}}, [1]),
                                 ({"funding": {"WARD_FULL"}}, []),
                                 ({"host": {"WARD_FULL"}}, [])):
                self.assertEqual([f.line for f in reasons.check_given(
                    "services/funding/ward.cc", code, known)], lines, code)

    def test_what_only_looks_like_a_reason_passes(self):
        for path, code in (("services/funding/names.h", 'kUnit = "CNY";'),
                           ("services/storage/a.cc", 'Run("ROLLBACK");'),
                           ("services/funding/a_test.cc", '"WARD_FULL"')):
            self.assertEqual(list(reasons.check_given(path, code, {})), [], path)


class StoredMessages(unittest.TestCase):
    PROTO = """syntax = "proto3";
package epiledger.clinic.v1;
import "google/protobuf/any.proto";
message Ward {
  message Bed { %s }
  repeated Bed beds = 1;
}
"""
    SERVICE = """syntax = "proto3";
package epiledger.clinic.v1;
message MoveBedRequest { string request_id = 1; double metres = 2; }
message MoveBedResponse { double metres = 1; }
"""

    def findings(self, name: str, text: str) -> list[str]:
        """What is told of one proto of a package."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "epiledger/clinic/v1" / name
            path.parent.mkdir(parents=True)
            path.write_text(text)
            files = stored_messages.load(pathlib.Path(folder))
        return [str(finding) for finding in stored_messages.check(files)]

    def test_what_a_resource_holds_must_be_exact(self):
        for field, what in (("map<string, int64> a = 1;", "map"),
                            ("float a = 1;", "float"),
                            ("repeated double a = 1;", "double"),
                            ("google.protobuf.Any a = 1;", "Any")):
            told = self.findings("clinic.proto", self.PROTO % field)
            self.assertEqual(len(told), 1, told)
            self.assertIn("clinic.proto:5: epiledger.clinic.v1.Ward.Bed.a is a "
                          f"{what}", told[0])
        self.assertEqual(
            self.findings("clinic.proto", self.PROTO % "int64 a = 1;"), [])

    def test_of_a_services_messages_only_writes_are_stored(self):
        told = self.findings("clinic_service.proto", self.SERVICE)
        self.assertEqual(len(told), 1, told)
        self.assertIn("MoveBedRequest.metres is a double", told[0])


class Batches(unittest.TestCase):
    PROTO = """syntax = "proto3";
package epiledger.funding.v1;
service Money {
  rpc Pay(PayRequest) returns (Paid);
  rpc BatchPay(BatchPayRequest) returns (Paid);
}
message PayRequest { string request_id = 1; }
message BatchPayRequest {
  string parent = 1;
  repeated %s requests = 2;
  %s
}
message Paid {}
"""

    def files(self, element: str, switch: str):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "epiledger/funding/v1/money.proto"
            path.parent.mkdir(parents=True)
            path.write_text(self.PROTO % (element, switch))
            return stored_messages.load(pathlib.Path(folder))

    def findings(self, element: str, switch: str) -> list[str]:
        files = self.files(element, switch)
        return [str(finding) for finding in batches.check(files)]

    def test_a_write_without_its_batch_is_found(self):
        switch = "bool all_or_nothing = 3;"
        for element, other in (("Paid", switch), ("PayRequest", "")):
            told = self.findings(element, other)
            self.assertEqual(len(told), 1, told)
            self.assertIn("money.proto:4: Pay has no batch", told[0])
        self.assertEqual(self.findings("PayRequest", switch), [])

    def test_who_goes_alone_has_no_batch(self):
        pay = "epiledger.funding.v1.Money.Pay"
        switch = "bool all_or_nothing = 3;"
        with unittest.mock.patch.dict(batches.ALONE, {pay: "a cash box"},
                                      clear=True):
            self.assertEqual(self.findings("Paid", switch), [])
            told = self.findings("PayRequest", switch)
            self.assertEqual(len(told), 1, told)
            self.assertIn("Pay has a batch, and batches.py says", told[0])
            self.assertEqual(batches.gone(self.files("Paid", switch)), [])
        with unittest.mock.patch.dict(batches.ALONE, {f"{pay}All": "none"},
                                      clear=True):
            self.assertEqual(batches.gone(self.files("Paid", switch)),
                             [f"{pay}All"])

    def test_a_batch_that_no_test_calls_is_found(self):
        files = self.files("PayRequest", "bool all_or_nothing = 3;")
        told = [str(finding) for finding in batches.untold(files, "BatchPay")]
        self.assertEqual(len(told), 1, told)
        self.assertIn("money.proto:5: no test tells of BatchPay", told[0])
        self.assertEqual(list(batches.untold(files, '("BatchPay")')), [])


class Wording(unittest.TestCase):
    def test_what_no_file_may_say_is_found(self):
        for text in ("connection->reconnect();", "// TODO: later",
                     "class BookManager {", "namespace utils {",
                     "TEST(A, DISABLED_B) {", 'Open("/home/me/data")'):
            self.assertEqual(found(wording.check, "a.cc", text), [1], text)
        for path in ("services/common/text.h", "services/string_util.cc"):
            self.assertEqual(found(wording.check, path, ""), [0], path)

    def test_what_only_looks_like_it_passes(self):
        for text in ('options["OPT_RECONNECT"] = false;', "${HOME}/home/x",
                     "google::protobuf::util::JsonOptions options;",
                     "namespace util = google::protobuf::util;"):
            self.assertEqual(found(wording.check, "a.cc", text), [], text)


class Sizes(unittest.TestCase):
    CPP = """namespace a {
class B {
 public:
  int Short() {
    return 1;
  }
};

int Long(int first,
         int second) {
  if (first) {
    return R"(
}
)";
  }
  return 0;
}

}  // namespace a
"""

    def test_functions_are_measured_whole_and_once(self):
        spans = [(f.line, f.length)
                 for f in sizes.cpp_functions("a.cc", self.CPP)]
        self.assertEqual(spans, [(4, 3), (9, 9)])
        table = ("Table Rows() {\n  static const Table kRows = {\n      1,\n"
                 "      2,\n  };\n  return kRows;\n}\n")
        self.assertEqual([f.length for f in
                          sizes.cpp_functions("a.cc", table)], [3])
        shell = "main() {\n  a\n  b\n}\n"
        self.assertEqual([f.length for f in
                          sizes.shell_functions("run", shell)], [4])
        python = "def a():\n    def b():\n        pass\n    b()\n"
        self.assertEqual([f.length for f in
                          sizes.python_functions("a.py", python)], [4, 2])


class Programs(unittest.TestCase):
    def test_what_may_be_run_says_what_runs_it(self):
        for line in source_tree.git("ls-files", "--stage").splitlines():
            mode, path = line.split()[0], line.split("\t")[1]
            if mode == "100755":
                first = (source_tree.ROOT / path).read_bytes()[:2]
                self.assertEqual(first, b"#!", path)


class Playbook(unittest.TestCase):
    RULES = ("  - alert: DiskFull\n    playbook: docs/playbook/DiskFull.md\n"
             "  - alert: Slow\n    playbook: docs/playbook/Slow.md\n")
    TESTS = ("  alertname: DiskFull\n  exp_alerts:\n    - exp_labels\n"
             "  alertname: Slow\n  exp_alerts:\n    - exp_labels\n")
    PAGES = ("docs/playbook/DiskFull.md", "docs/playbook/Slow.md")

    def messages(self, rules=RULES, tests=TESTS, pages=PAGES,
                 parts="## Verify\n## Fix\n") -> list[str]:
        """What is found where all pages are written alike."""
        def text_of(path: str) -> str:
            if path == playbook.INDEX:
                return "[DiskFull](DiskFull.md), [Slow](Slow.md)"
            return f"# {pathlib.PurePath(path).stem}\n{parts}"
        with unittest.mock.patch.object(playbook, "text_of", text_of):
            return [finding.message for finding in playbook.findings(
                rules, tests, [*pages, playbook.INDEX])]

    def test_alerts_with_their_pages_pass(self):
        self.assertEqual(self.messages(), [])

    def test_what_has_no_page_no_test_or_no_alert_is_found(self):
        self.assertEqual(self.messages(pages=self.PAGES[:1]),
                         ["Slow has no page docs/playbook/Slow.md"])
        self.assertEqual(
            self.messages(tests="- {alertname: Slow, exp_alerts: []}\n" +
                          self.TESTS.replace("Slow", "DiskFull")),
            ["no test raises Slow"])
        self.assertEqual(
            self.messages(pages=(*self.PAGES, "docs/playbook/Old.md")),
            ["there is no such alert"])
        self.assertEqual(
            self.messages(rules=self.RULES.replace("Slow.md", "DiskFull.md")),
            ["an alert does not name docs/playbook/ALERT.md"])

    def test_a_page_says_how_to_verify_and_how_to_fix(self):
        self.assertEqual(self.messages(parts="## Verify\n"),
                         ["its parts are not ## Verify and ## Fix"] * 2)


if __name__ == "__main__":
    sys.exit(unittest.main())
