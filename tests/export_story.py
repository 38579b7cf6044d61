"""A story told to verify_export.py: an export, and what is found in it."""

import contextlib
import io
import json
import pathlib
import tempfile
import unittest
from typing import Any

import verify_export
from sample_export import Export


class Story(unittest.TestCase):
    """Runs the verifier as its users do."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_on(self, export: Export | bytes, *arguments: str,
               receipts: list[Any] | None = None) -> tuple[int, str, str]:
        file = self.folder / "export"
        file.write_bytes(export if isinstance(export, bytes) else export.bytes())
        if receipts is not None:
            kept = self.folder / "receipts"
            kept.write_text("".join(json.dumps(r) + "\n" for r in receipts))
            arguments += ("--receipts", str(kept))
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = verify_export.main([str(file), *arguments])
        return code, out.getvalue(), err.getvalue()

    def holds(self, export: Export | bytes, *arguments: str,
              receipts: list[Any] | None = None) -> str:
        code, out, _ = self.run_on(export, *arguments, receipts=receipts)
        self.assertEqual(code, 0, out)
        self.assertTrue(out.splitlines()[-1].startswith("ok: "), out)
        return out

    def finds(self, export: Export | bytes, *expected: str,
              arguments: tuple[str, ...] = (),
              receipts: list[Any] | None = None) -> None:
        """Exactly these findings, in this order; each a part of its line."""
        code, out, _ = self.run_on(export, *arguments, receipts=receipts)
        *findings, summary = out.splitlines()
        self.assertEqual(code, 1, out)
        self.assertEqual(len(findings), len(expected), out)
        for finding, part in zip(findings, expected):
            self.assertIn(part, finding)
        self.assertIn(f"FAILED, {len(expected)} findings", summary)
