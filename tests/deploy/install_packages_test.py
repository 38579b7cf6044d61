#!/usr/bin/python3
"""deploy/install-packages with an apt of these tests: what a person sees of the
minutes it takes, and of its failure."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy/install-packages"
# As apt-get prints with a status of its own on the standard output.
APT = """#!/bin/bash
echo "$@" >>"$0.calls"
[[ " $* " == *" install "* ]] || exit 0
echo 'Reading package lists...'
for i in 0 3 7; do echo "dlstatus:$i:$i.5000:Retrieving file $i of 90"; done
echo 'Get:1 http://deb.debian.org/debian bookworm/main amd64 git [53.1 kB]'
echo 'dlstatus:88:48.0000:Retrieving file 88 of 90'
echo 'dlstatus:90:100.0000:Retrieving file 90 of 90'
echo 'pmstatus:dpkg-exec:0.0000:Running dpkg'
echo 'Unpacking git (1:2.39.5-0+deb12u2) ...'
echo 'pmstatus:libc6:amd64:33.3333:Unpacking libc6:amd64 (amd64)'
echo 'pmstatus:git:34.0000:Unpacking git (amd64)'
echo 'pmstatus:dpkg-exec:100.0000:Running dpkg'
{end}
"""


class InstallPackages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.programs = pathlib.Path(folder.name)

    def program(self, name: str, text: str) -> None:
        """Stands in for a program of the system."""
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def run_script(self, end: str, *flags: str) -> subprocess.CompletedProcess:
        """Runs it where nothing is installed and apt-get ends so."""
        self.program("apt-get", APT.replace("{end}", end))
        self.program("dpkg-query", "#!/bin/bash\nexit 1\n")
        self.program("sudo", '#!/bin/bash\nexec "$@"\n')
        return subprocess.run(
            [SCRIPT, *flags], text=True, capture_output=True, check=False,
            timeout=60,
            env=os.environ | {
                "PATH": f"{self.programs}:{os.environ['PATH']}"})

    def test_the_minutes_of_apt_are_shown_by_tenths_and_its_output_is_not(self):
        done = self.run_script("exit 0")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        first, *others = done.stdout.splitlines()
        self.assertRegex(first, r"^Installing \d+ packages: .*\bgit\b")
        self.assertEqual(others, [
            "  reading what there is",
            "  downloaded 0 %", "  downloaded 40 %", "  downloaded 100 %",
            "  installed 0 %", "  installed 30 %", "  installed 100 %",
            "All packages are installed."])

    def test_a_failure_shows_what_apt_said_and_what_to_do(self):
        done = self.run_script("echo 'E: Unable to fetch'; exit 100")
        self.assertEqual(done.returncode, 1)
        self.assertIn("E: Unable to fetch\n", done.stderr)
        self.assertNotIn("status:", done.stderr)
        self.assertIn("`apt-get install` failed", done.stderr)
        self.assertNotIn("All packages are installed", done.stdout)

    def test_a_list_of_what_is_missing_installs_nothing(self):
        done = self.run_script("exit 0", "--list")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("git\n", done.stdout)
        self.assertFalse((self.programs / "apt-get.calls").exists())


if __name__ == "__main__":
    sys.exit(unittest.main())
