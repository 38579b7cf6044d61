#!/usr/bin/python3
"""Stories of entries that break one rule each, told to verify_export.py."""

import random
import re
import unittest
from typing import Any

from export_story import Story
from sample_export import (DAY, EFFECTS, SERVICE_KEY, Book, Export, field,
                           honest_book, movement, plain_limits, varint)


class BrokenRules(Story):
    """Entries that are well hashed and signed, and yet must not exist."""

    def broken(self, finding: str, **changes: Any) -> None:
        book = honest_book()
        book.add(**changes)
        self.finds(book.export(), f"entry 5: {finding}")

    def test_an_overspend_at_a_past_date_is_found(self) -> None:
        book = honest_book()
        book.add(("source:central", "fund:central", "CNY", DAY + 9, 1000))
        book.add(("fund:central", "paid:x", "CNY", DAY + 2, 41))
        self.finds(book.export(), "entry 6: 'fund:central' is -1 at position 20002")

    def test_a_late_payment_that_starves_a_later_day_is_found(self) -> None:
        book = honest_book()
        book.add(("fund:central", "paid:x", "CNY", DAY, 41))
        book.add(("source:central", "fund:central", "CNY", DAY, 41))
        self.finds(book.export(), "entry 5: 'fund:central' is -1 at position 20001")

    def test_a_doubled_request_id_is_found(self) -> None:
        self.broken("request ('clerk', 'id-4') was decided in entry 4",
                    request=("clerk", "id-4"))

    def test_bad_movements_are_found(self) -> None:
        good = ("source:c", "fund:c", "CNY", DAY)
        self.broken("amount 0 is not 1 to 10^15", moves=[(*good, 0)])
        for much in (10**15 + 1, 2**62):
            book = honest_book()
            book.add((*good, much))
            self.finds(book.export(), f"entry 5: amount {much} is not",
                       "entry 5: 'fund:c' is beyond 10^15",
                       "entry 5: 'source:c' is beyond 10^15")
        book = honest_book()
        book.add(("source:c", "fund:c", "CNY", DAY, -1))
        self.finds(book.export(), "entry 5: amount -1 is not 1",
                   "entry 5: 'fund:c' is -1")
        self.broken("'fund:c' moves to itself",
                    moves=[("fund:c", "fund:c", "CNY", DAY, 5)])
        self.broken("'fund:central' counts 'CNY', not 'USD'",
                    moves=[("source:usd", "fund:central", "USD", DAY, 5)])
        for name, shown in (("a\nb", "'a\\nb'"), ("a\x7f", "'a\\x7f'")):
            self.broken(f"{shown} is no name",
                        moves=[("source:x", name, "CNY", DAY, 5)])
        self.broken("'' is no name",
                    moves=[("source:x", "fund:x", "", DAY, 5)])

    def test_record_times_must_increase(self) -> None:
        self.broken("record time is not later", record_time=1_700_000_000_000_004)

    def test_frames_of_another_place_are_found(self) -> None:
        self.broken("frame belongs to another book, 'supplies/990101/ledger'",
                    book=("supplies", "990101", "ledger"))
        book = honest_book()
        book.add(sequence=5)
        export = book.export()
        export.entries[4]["sequence"] = 6
        export.sign(SERVICE_KEY)
        self.finds(export, "entry 6: a gap in the sequence, after entry 4",
                   "entry 6: frame has sequence 5")

    def test_outcomes_that_contradict_themselves_are_found(self) -> None:
        self.broken("accepted, but with the reason of a refusal", reason="R")
        self.broken("outcome 0 with an event 'x.Request'", event_type="x.Request")
        refused = {"code": 9, "reason": "R"}
        self.broken(f"outcome 9 with an event '{EFFECTS}'", **refused)
        self.broken("outcome 17 is no status code", code=17, reason="R",
                    event_type="x.Request")
        self.broken("refused without a reason", code=9, event_type="x.Request")
        self.broken("metadata is not in ascending order", **refused,
                    event_type="x.Request", metadata=(("b", ""), ("a", "")))
        self.broken("field hashes are not in ascending order",
                    field_hashes=((2, bytes(32)), (2, bytes(32))))

    def test_a_refused_entry_moves_nothing(self) -> None:
        book = honest_book()
        book.refuse(event=movement("fund:central", "paid:x", "CNY", DAY, 1))
        self.holds(book.export())

    def test_a_reversal_takes_back_its_entry_once(self) -> None:
        back = ("alloc:d1/1/any:available", "fund:central", "CNY", DAY + 3, 60)
        book = honest_book()
        book.add(back, event=field(3, 3))
        self.holds(book.export())
        book.add(event=field(3, 3))
        self.finds(book.export(),
                   "entry 6: reverses entry 3, which entry 5 reversed before",
                   "entry 6: with entry 3, which it reverses, leaves 60 in "
                   "'alloc:d1/1/any:available'",
                   "entry 6: with entry 3, which it reverses, leaves -60 in "
                   "'fund:central'")
        book = honest_book()
        book.add(back, event=field(3, 3))
        book.add((back[1], back[0], *back[2:]), event=field(3, 5))
        self.finds(book.export(), "entry 6: reverses entry 5, itself a reversal")
        # What came about with an entry stays where it went.
        aside = ("fund:central", "fund:spare", "CNY", DAY + 3, 1, True)
        book = honest_book()
        book.add(back, aside, event=field(3, 3))
        self.holds(book.export())
        for other in (5, 6, -1):
            self.broken(f"reverses entry {other}, none before it",
                        event=field(3, other))

    def test_frames_and_events_that_cannot_be_read_are_found(self) -> None:
        for finding, changes in (
                ("frame has bytes after its end", {"trailer": b"\0"}),
                ("not a frame of journal version 1", {"domain": "v2"}),
                ("event is cut short", {"event": b"\x0a\x05\x0a"}),
                ("event: wire type 3", {"event": b"\x0b"}),
                ("event: field 1 has wire type 0", {"event": b"\x08\x01"}),
                ("event: not a varint of 64 bits", {"event": b"\xff" * 11}),
                ("event: not a varint of 64 bits",
                 {"event": b"\x48" + b"\xff" * 9 + b"\x02"}),
                ("codec can't decode", {"event": field(1, field(1, b"\xff"))})):
            book = honest_book()
            book.add(**changes)
            code, out, _ = self.run_on(book.export())
            self.assertEqual(code, 1)
            self.assertRegex(out, f"entry 5: line 6: .*{re.escape(finding)}")

    def test_limits_agree_with_a_plain_model(self) -> None:
        """Random books against the rule as written, every n and every e."""
        dice = random.Random(20_240_229)
        names = ["source:s", "a", "b:1", "b:2"]
        broken = 0
        for _ in range(150):
            book = Book()
            for _ in range(dice.randint(1, 12)):
                book.add(*((*dice.sample(names, 2), "CNY", dice.randint(-3, 3),
                            dice.randint(1, 9)) for _ in range(dice.randint(1, 3))))
            expected = plain_limits(book, names[1:])
            broken += bool(expected)
            code, out, _ = self.run_on(book.export())
            self.assertEqual(set(out.splitlines()[:-1]), expected)
            self.assertEqual(code, 1 if expected else 0)
        self.assertTrue(30 < broken < 150, broken)


if __name__ == "__main__":
    unittest.main()
