#!/usr/bin/python3
"""A file of the gateway's picture that is damaged, or stays behind, is found,
and a picture that lacks something; nothing is where all is well.
"""

import sys
import unittest

# The folder of FaultyWorld puts the rooms beside it on the path.
from faulty_world import FaultyWorld
from county import COUNTY, payment, set_up
from history import History
from picture_check import await_picture, expect_kept, file_of, kept

SECONDS = 15


class PictureCheck(unittest.TestCase):
    """A small county, and one more payment."""

    def setUp(self) -> None:
        self.world = self.enterContext(FaultyWorld("sqlite"))
        set_up(self.world)
        self.auditor = self.world.service("gateway", "",
                                          self.world.token("auditor"))
        self.addCleanup(self.auditor.close)
        self.history = History(self.world.folder)
        self.addCleanup(self.history.close)
        self.pay()
        await_picture(self.auditor, self.history, SECONDS)

    def pay(self) -> None:
        """The book's head is known to people."""
        answer = self.world.person("finance").write(
            "FundingService.CreatePayment", parent=COUNTY, payment=payment(1))
        self.history.heads["funding"] = answer.receipt.sequence

    def test_what_is_well_is_let_pass(self):
        expect_kept(self.world, self.auditor, self.history)
        self.assertGreaterEqual(kept(self.world)["funding"],
                                self.history.head("funding"))

    def test_a_damaged_file_is_found(self):
        expect_kept(self.world, self.auditor, self.history)
        content = bytearray(file_of(self.world).read_bytes())
        content[len(content) // 2] ^= 1
        file_of(self.world).write_bytes(content)
        with self.assertRaisesRegex(AssertionError, "not whole"):
            kept(self.world)

    def test_a_file_that_stays_behind_is_found(self):
        expect_kept(self.world, self.auditor, self.history)
        self.world.shims["gateway"].break_writes()
        self.pay()
        with self.assertRaisesRegex(AssertionError, "stays behind"):
            expect_kept(self.world, self.auditor, self.history)

    def test_a_picture_that_lacks_something_is_found(self):
        self.history.heads["funding"] += 1
        with self.assertRaisesRegex(AssertionError, "lacks funding from"):
            await_picture(self.auditor, self.history, 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
