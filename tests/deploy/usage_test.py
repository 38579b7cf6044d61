#!/usr/bin/python3
"""What the programs say to words they do not know: the word, before all else."""

import pathlib
import re
import subprocess
import sys
import unittest

BIN = pathlib.Path(__file__).resolve().parents[2] / "build/release/bin"
# A flag and what the help says on its line, but for --help itself.
FLAG = re.compile(r"^ +(?:-\w,)?(--(?!help\b)[a-z-]+)(.*)$", re.MULTILINE)


def said(*words: str) -> tuple[int, str]:
    """Exit code and what a program says of its command line."""
    done = subprocess.run([BIN / words[0], *words[1:]], text=True,
                          capture_output=True, check=False, timeout=20)
    return done.returncode, done.stderr


class Usage(unittest.TestCase):

    def test_a_service_names_the_word_and_its_commands(self):
        for program in ("funding", "supplies", "readiness", "gateway"):
            code, text = said(program, "bogus")
            self.assertEqual(code, 2)
            self.assertIn(f"{program}: `bogus` is not known; commands: serve",
                          text)
            code, text = said(program)
            self.assertEqual(code, 2)
            self.assertIn(f"{program}: say what to do: serve", text)

    def test_an_unknown_flag_is_named_before_those_that_are_missing(self):
        code, text = said("funding", "serve", "--bogus=1")
        self.assertEqual(code, 2)
        self.assertIn("`--bogus=1` is not known here", text)
        code, text = said("funding", "serve")
        self.assertEqual(code, 2)
        self.assertIn("--store is required", text)

    def test_every_flag_of_a_service_has_its_variable(self):
        for program, command in (
                *((name, "serve") for name in
                  ("funding", "supplies", "readiness", "gateway")),
                ("funding", "verify"), ("funding", "rebuild"),
                ("readiness", "bootstrap")):
            text = subprocess.run([BIN / program, command, "--help"], text=True,
                                  capture_output=True, check=True).stdout
            flags = FLAG.findall(text)
            self.assertTrue(flags, text)
            for flag, rest in flags:
                name = flag.strip("-").upper().replace("-", "_")
                self.assertIn(f"EPILEDGER_{name})", rest,
                              f"{program} {command} {flag}")

    def test_epiledger_names_the_word_and_the_nearest(self):
        code, text = said("epiledger", "paymnet", "create")
        self.assertEqual(code, 2)
        self.assertIn("There is no `paymnet`. Did you mean `payment`?", text)


if __name__ == "__main__":
    sys.exit(unittest.main())
