#!/usr/bin/python3
"""deploy/package/place-keys tells an operator what is wrong before it touches
anything; what it places, and whose, is seen in packages_test.
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

PLACE_KEYS = pathlib.Path(__file__).resolve().parents[2] / (
    "deploy/package/place-keys")


class PlaceKeys(unittest.TestCase):
    """On a machine without the packages."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(
            tempfile.TemporaryDirectory()))

    def said(self, *words: str | pathlib.Path) -> tuple[int, str]:
        """Exit code and what is said."""
        etc = self.folder / "etc"
        etc.mkdir(exist_ok=True)
        done = subprocess.run(
            [PLACE_KEYS, *words], text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, check=False, timeout=20,
            env={"PATH": "/usr/bin:/bin", "EPILEDGER_ETC": str(etc)})
        self.assertEqual(list(etc.iterdir()), [])
        return done.returncode, done.stdout

    def test_help_says_what_goes_where(self):
        code, text = self.said("--help")
        self.assertEqual(code, 0)
        for part in ("Usage: epiledger-place-keys PKI NAME...",
                     "/etc/epiledger/NAME", "mode 0600", "ca-key.pem"):
            self.assertIn(part, text)

    def test_too_few_words_are_wrong_usage(self):
        for words in ((), (self.folder,)):
            code, text = self.said(*words)
            self.assertEqual(code, 2)
            self.assertIn("Usage: ", text)

    def test_what_is_wrong_is_named(self):
        for words, wrong in (
                ((self.folder, "finance"),
                 "there is no finance: funding, supplies, readiness or"),
                ((self.folder / "none", "funding"),
                 f"there is no folder {self.folder}/none: make-pki makes it.")):
            code, text = self.said(*words)
            self.assertEqual(code, 1)
            self.assertIn(f"place-keys: {wrong}", text)


if __name__ == "__main__":
    sys.exit(unittest.main())
