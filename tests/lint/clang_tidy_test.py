#!/usr/bin/python3
"""How sources are grouped for clang-tidy, and what counts as passed. The
clang-tidy of these tests is a script.
"""

import json
import os
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

import clang_tidy

# Notes what it was given, then does as the test says.
PROGRAM = """#!/bin/bash
for word; do [[ $word != *.cc ]] || cat "$word" >>"$(dirname "$0")/seen"; done
{answer}
"""


class InATree(unittest.TestCase):
    """A tree with one folder, its build and its stamps."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / ".clang-tidy").touch()
        for name in ("build", "tidy", "bin", "Unity"):
            (self.root / name).mkdir()
        for name, place in (("ROOT", "."), ("BUILD", "build"),
                            ("PASSED", "tidy"), ("CONFIG", ".clang-tidy")):
            patch = mock.patch.object(clang_tidy, name,
                                      (self.root / place).resolve())
            patch.start()
            self.addCleanup(patch.stop)
        self.root = self.root.resolve()

    def sources(self, **texts: str) -> list[str]:
        """Writes sources; their paths from the root."""
        for name, text in texts.items():
            (self.root / f"{name}.cc").write_text(text)
        return [f"{name}.cc" for name in texts]

    def compiled(self, *commands: tuple[str, str]) -> None:
        """What the build compiles: sources apart or, by spaces, together."""
        entries = []
        for i, (names, flags) in enumerate(commands):
            file = self.root / f"{names}.cc"
            if " " in names:
                file = self.root / f"Unity/unity_{i}_cxx.cxx"
                file.write_text("".join(f'#include "{self.root}/{name}.cc"\n'
                                        for name in names.split()))
            entries.append({"file": str(file), "command":
                            f"c++ {flags} -o {i}.o -c {file}"})
        (self.root / "build/compile_commands.json").write_text(
            json.dumps(entries))


class Groups(InATree):
    def grouped(self, wanted: list[str]) -> list[list[str]]:
        """The names of each group's sources, a word for each unit."""
        return [["+".join(pathlib.Path(path).stem for path in unit)
                 for unit in group]
                for _, group in clang_tidy.groups(clang_tidy.units(wanted))]

    def test_what_the_build_joins_stays_together_whatever_it_names(self):
        wanted = self.sources(a="int Twice() {}\n", b="int Twice() {}\n")
        self.compiled(("a b", "-Wall"))
        self.assertEqual(self.grouped(wanted), [["a+b"]])

    def test_files_that_name_the_same_are_judged_apart(self):
        for one, other, clash in (
                ("bool Fits(int a) {", "std::string Fits(", True),
                ("constexpr int kBeds = 1;", "const char kBeds[] = {", True),
                ("class Ward final : public A {", "struct Ward {", True),
                ("TEST(Ward, Fills) {", "TEST_F(Ward, Fills) {", True),
                ("using Beds =\n    A;", "std::optional<A> Beds(", True),
                ("TEST(Ward, Fills) {", "TEST(Ward, Empties) {", False),
                ("using absl::Time;", "using absl::Time;", False),
                ("namespace a {", "namespace a {", False),
                ("int A::Fits() {", "int B::Fits() {", False),
                ("bool Fits() {\n  Ward w;", "int Has() {\n  Ward w;", False)):
            wanted = self.sources(a=one + "\n", b=other + "\n")
            self.compiled(("a", "-Wall"), ("b", "-Wall"))
            self.assertEqual(self.grouped(wanted),
                             [["a"], ["b"]] if clash else [["a", "b"]], one)

    def test_groups_are_filled_up_to_their_size(self):
        names = [chr(ord("a") + i) for i in range(clang_tidy.AT_ONCE + 1)]
        wanted = self.sources(**{name: "" for name in names})
        self.compiled((" ".join(names[:4]), ""), (" ".join(names[4:-1]), ""),
                      (names[-1], ""))
        self.assertEqual(self.grouped(wanted), [
            ["+".join(names[:4]), "+".join(names[4:-1])], [names[-1]]])

    def test_only_files_compiled_alike_are_joined(self):
        wanted = self.sources(a="", b="", c="", d="")
        self.compiled(
            ("a", "-Wall"), ("b", "-Wextra"), ("c", "-O1 -g1 -Wall"),
            ("d", "-Winvalid-pch -include build/cmake_pch.hxx -Wall"))
        self.assertEqual(self.grouped(wanted), [["a", "c", "d"], ["b"]])
        for flags in clang_tidy.units(wanted).values():
            self.assertNotIn("cmake_pch", " ".join(flags))

    def test_a_source_that_is_compiled_twice_is_judged_once(self):
        wanted = self.sources(a="", b="", c="")
        self.compiled(("a b", ""), ("b c", "-DAGAIN"))
        self.assertEqual(self.grouped(wanted), [["a"], ["b+c"]])

    def test_a_source_that_is_not_built_is_named(self):
        wanted = self.sources(a="", b="")
        self.compiled(("a", ""))
        with self.assertRaisesRegex(SystemExit, "not part.*b.cc"):
            clang_tidy.units(wanted)


class Judging(InATree):
    def judge(self, answer: str, group: tuple[str, ...] = ("a",)) -> str:
        """What is told of units, each a word with its sources, where
        clang-tidy does as `answer` says."""
        program = self.root / "bin/clang-tidy"
        program.write_text(PROGRAM.format(answer=answer))
        program.chmod(0o755)
        path = f"{program.parent}:{os.environ['PATH']}"
        with mock.patch.dict(os.environ, PATH=path):
            return clang_tidy.judge((), [tuple(
                str(self.root / f"{name}.cc") for name in unit.split("+"))
                for unit in group])

    def seen(self) -> int:
        """How many sources clang-tidy was given, once more counted again."""
        return (self.root / "bin/seen").read_text().count("#include")

    def test_what_passed_is_not_looked_at_again_until_it_changes(self):
        self.sources(a="int a;\n")
        self.assertEqual(self.judge("exit 0"), "")
        self.assertEqual(self.judge("exit 1"), "")
        self.assertEqual(self.seen(), 1)
        self.sources(a="int b;\n")
        self.assertNotEqual(self.judge("exit 1"), "")

    def test_a_finding_is_told_without_the_noise_around_it(self):
        self.sources(a="")
        self.assertEqual(
            self.judge('echo "3 warnings generated."; '
                       f'echo "{self.root}/a.cc:1: bad [x]"; exit 1'),
            "a.cc:1: bad [x]\n")

    def test_a_failure_that_says_nothing_is_no_pass(self):
        self.sources(a="")
        for answer in ("kill -KILL $$", "exit 1",
                       'echo "Error while processing a.cc."; exit 1'):
            for _ in "first", "again":
                self.assertRegex(self.judge(answer),
                                 r"ended with -?\d+ .* in a\.cc\n", answer)
        self.assertEqual(list((self.root / "tidy").glob("*[!c]")), [])

    def test_units_that_clash_after_all_are_judged_apart_but_never_cut(self):
        self.sources(a="", b="", c="")
        clash = ('[[ $(grep -c include "$5") -le {} ]] || {{ '
                 'echo "x [clang-diagnostic-error]"; exit 1; }}')
        self.assertEqual(self.judge(clash.format(2), ("a+b", "c")), "")
        self.assertEqual(self.seen(), 3 + 2 + 1)
        self.sources(a="int changed;\n")
        self.assertIn("clang-diagnostic-error",
                      self.judge(clash.format(1), ("a+b", "c")))


if __name__ == "__main__":
    sys.exit(unittest.main())
