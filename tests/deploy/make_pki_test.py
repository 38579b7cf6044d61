#!/usr/bin/python3
"""deploy/make-pki makes what the services ask for, once, and renews in time."""

import pathlib
import stat
import subprocess
import sys
import tempfile
import unittest

MAKE_PKI = pathlib.Path(__file__).resolve().parents[2] / "deploy/make-pki"
PUBLIC = {"ca.pem", "certificate.pem", "current.pem", "next.pem",
          "previous.pem"}


def output(*command: str | pathlib.Path) -> str:
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


class MakePki(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.pki = pathlib.Path(folder.name) / "pki"

    def make(self, *flags: str) -> str:
        return output(MAKE_PKI, *flags, self.pki)

    def contents(self) -> dict[str, bytes]:
        return {str(path.relative_to(self.pki)): path.read_bytes()
                for path in self.pki.rglob("*") if path.is_file()}

    def certificate(self, folder: str, *what: str) -> str:
        return output("openssl", "x509", "-noout", *what, "-in",
                      self.pki / folder / "certificate.pem")

    def changed_by(self, change, *flags: str) -> set[str]:
        """What differs after `change` and another run."""
        before = self.contents()
        change()
        self.make(*flags)
        after = self.contents()
        return {name for name in before | after
                if before.get(name) != after.get(name)}

    def expect_private_files_to_be_their_owners(self):
        for path in self.pki.rglob("*"):
            mode = stat.S_IMODE(path.stat().st_mode)
            expected = (0o700 if path.is_dir() else
                        0o644 if path.name in PUBLIC else 0o600)
            self.assertEqual(mode, expected, path)

    def test_private_files_are_their_owners(self):
        self.make()
        self.expect_private_files_to_be_their_owners()
        self.make("--authority", "begin", "--tokens", "begin")
        self.expect_private_files_to_be_their_owners()
        self.make("--authority", "change", "--tokens", "change")
        self.expect_private_files_to_be_their_owners()

    def test_certificates_name_their_service_and_this_machine(self):
        self.make()
        for name in ("funding", "supplies", "readiness", "gateway", "edge"):
            text = self.certificate(f"services/{name}", "-ext",
                                    "subjectAltName,extendedKeyUsage")
            for part in ("DNS:localhost", "IP Address:127.0.0.1",
                         f"URI:spiffe://epiledger/{name}\n",
                         "Server Authentication", "Client Authentication"):
                self.assertIn(part, text, name)
            output("openssl", "verify", "-x509_strict", "-CAfile",
                   self.pki / "ca.pem",
                   self.pki / f"services/{name}/certificate.pem")
        text = self.certificate("public", "-ext",
                                "subjectAltName,extendedKeyUsage")
        self.assertNotIn("spiffe", text)
        self.assertNotIn("Client", text)

    def test_keys_are_of_the_kinds_the_services_read(self):
        self.make()
        for file, kind in (("tokens/signing-key.pem", "NIST CURVE: P-256"),
                           ("services/edge/key.pem", "NIST CURVE: P-256"),
                           ("journal/supplies.pem", "ED25519")):
            self.assertIn(kind, output("openssl", "pkey", "-noout", "-text",
                                       "-in", self.pki / file))
        secrets = [(self.pki / f"page/{name}.key").read_bytes()
                   for name in ("funding", "supplies", "readiness")]
        self.assertEqual([len(s) for s in secrets], [32, 32, 32])
        self.assertEqual(len(set(secrets)), 3)

    def test_a_second_run_changes_nothing(self):
        self.make()
        self.assertEqual(self.changed_by(lambda: None), set())

    def test_certificates_that_end_soon_are_renewed_under_their_keys(self):
        self.make("--days", "29")
        self.assertEqual(
            self.changed_by(lambda: None),
            {f"services/{name}/certificate.pem" for name in
             ("funding", "supplies", "readiness", "gateway", "edge")}
            | {"public/certificate.pem"})
        self.certificate("public", "-checkend", str(300 * 24 * 3600))

    def test_what_does_not_fit_its_key_is_made_anew(self):
        self.make()
        lost = ("services/edge/key.pem", "tokens/signing-key.pem")

        def lose_keys():
            for file in lost:
                (self.pki / file).unlink()

        self.assertEqual(self.changed_by(lose_keys),
                         {*lost, "services/edge/certificate.pem",
                          "tokens/public/current.pem"})

    def step(self, *flags: str) -> set[str]:
        """What a step changes."""
        return self.changed_by(lambda: None, *flags)

    def verify(self, authority: pathlib.Path) -> bool:
        """Whether the certificate of funding is of one of these."""
        return subprocess.run(
            ["openssl", "verify", "-x509_strict", "-CAfile", authority,
             self.pki / "services/funding/certificate.pem"], check=False,
            capture_output=True).returncode == 0

    def test_an_authority_is_replaced_in_three_steps(self):
        self.make()
        certificates = {str(path.relative_to(self.pki))
                        for path in self.pki.rglob("certificate.pem")}
        older = self.pki.with_name("older.pem")
        older.write_bytes((self.pki / "ca.pem").read_bytes())
        self.assertEqual(self.step("--authority", "begin"),
                         {"ca.pem", "ca-key.pem"})
        self.assertTrue(self.verify(older))
        self.assertTrue(self.verify(self.pki / "ca.pem"))
        self.assertEqual(self.step(), set())
        for early in ("begin", "end"):
            with self.assertRaises(AssertionError):
                self.make("--authority", early)
        self.assertEqual(self.step("--authority", "change"), certificates)
        self.assertFalse(self.verify(older))
        self.assertTrue(self.verify(self.pki / "ca.pem"))
        self.assertEqual(self.step("--authority", "end"), {"ca.pem"})
        self.assertTrue(self.verify(self.pki / "ca.pem"))
        self.assertEqual(
            (self.pki / "ca.pem").read_text().count("BEGIN CERTIFICATE"), 1)
        self.assertEqual(self.step(), set())

    def test_the_key_of_tokens_is_replaced_in_three_steps(self):
        self.make()
        first = (self.pki / "tokens/public/current.pem").read_bytes()
        with self.assertRaises(AssertionError):
            self.make("--tokens", "change")
        self.assertEqual(self.step("--tokens", "begin"),
                         {"tokens/next-key.pem", "tokens/public/next.pem"})
        second = (self.pki / "tokens/public/next.pem").read_bytes()
        with self.assertRaises(AssertionError):
            self.make("--tokens", "end")
        self.assertEqual(
            self.step("--tokens", "change"),
            {"tokens/next-key.pem", "tokens/signing-key.pem",
             "tokens/public/next.pem", "tokens/public/current.pem",
             "tokens/public/previous.pem"})
        self.assertEqual(
            ((self.pki / "tokens/public/previous.pem").read_bytes(),
             (self.pki / "tokens/public/current.pem").read_bytes()),
            (first, second))
        self.assertEqual(self.step("--tokens", "end"),
                         {"tokens/public/previous.pem"})
        self.assertEqual(self.step(), set())


if __name__ == "__main__":
    sys.exit(unittest.main())
