#!/usr/bin/python3
"""The page of limits shows what the header says, and all of it."""

import sys
import unittest

import limits_page

HEADER = """namespace epiledger::limits {

// --- beds ---

%s
}  // namespace epiledger::limits
"""


class LimitsPage(unittest.TestCase):
    maxDiff = None

    def rows(self, text: str) -> list[str]:
        """The rows of a header with these lines."""
        return [line for line in limits_page.make(HEADER % text).splitlines()
                if line.startswith("| ")][1:]

    def test_the_page_in_docs_is_what_the_header_says(self):
        self.assertEqual(limits_page.PAGE.read_text(encoding="utf-8"),
                         limits_page.make(),
                         "run tests/lint/limits_page.py --write")

    def test_no_limit_is_left_out(self):
        source = limits_page.SOURCE.read_text(encoding="utf-8")
        self.assertEqual(
            len([line for line in limits_page.make().splitlines()
                 if line.startswith("| ") and line != "| limit | value | |"]),
            source.count("inline constexpr"))

    def test_values_are_shown_for_people(self):
        for cpp, shown in (("size_t{4} << 20", "4,194,304"),
                           ("1u << 20", "1,048,576"), ("-720", "-720"),
                           ("10'000", "10,000"), ("1949", "1949"),
                           ("absl::Seconds(10)", "10 s"),
                           ("absl::Hours(24 * 30)", "720 h"),
                           ("\n    absl::Minutes(5)", "5 min")):
            self.assertEqual(
                self.rows("// Beds of a\n// ward.\n"
                          f"inline constexpr int kMaxWardBeds = {cpp};\n"),
                [f"| `kMaxWardBeds` | {shown} | Beds of a ward. |"], cpp)

    def test_neighbours_share_a_sentence_and_nobody_goes_without(self):
        pair = ("// First and last.\ninline constexpr int kFirst = 1;\n"
                "inline constexpr int kLast = 9;\n")
        self.assertEqual(self.rows(pair), ["| `kFirst` | 1 | First and last. |",
                                           "| `kLast` | 9 | First and last. |"])
        with self.assertRaisesRegex(limits_page.LimitsError,
                                    "kAlone has no sentence"):
            self.rows(pair + "\ninline constexpr int kAlone = 1;\n")

    def test_a_value_it_cannot_show_is_named(self):
        with self.assertRaisesRegex(limits_page.LimitsError, "kOther / 2"):
            self.rows("// Beds.\ninline constexpr int kBeds = kOther / 2;\n")


if __name__ == "__main__":
    sys.exit(unittest.main())
