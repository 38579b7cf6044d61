#!/usr/bin/python3
"""Stories of honest and of tampered exports, told to verify_export.py.

Where a story changes an entry before `export()`, everything after it is
hashed and signed anew, so that only the rule in question can find it.
"""

import base64
import copy
import hashlib
import io
import itertools
import json
import pathlib
import re
import subprocess
import sys
import unittest

import verify_export
from export_verifier.findings import Findings
from export_story import Story
from sample_export import (DAY, OTHER_KEY, SERVICE_KEY, Book, Export, field,
                           honest_book, public_hex, receipts_of, resource,
                           varint)

PAGE = pathlib.Path(__file__).parents[1] / "docs/reference/journal-format.md"
UNLIMITED = ("source", "supplier", "donor", "opening", "found", "contra")


def is_found(data: bytes) -> bool:
    """Whether there are findings; without files, for exhaustive stories."""
    findings = Findings()
    verify_export.Export(findings, None).read(io.BytesIO(data))
    return bool(findings.all)


class HonestExports(Story):

    def test_a_book_with_a_refusal_holds(self) -> None:
        out = self.holds(honest_book().export(), "--public-key",
                         public_hex(SERVICE_KEY))
        self.assertIn("up to entry 4, 2 movements, 3 accounts, 0 receipts", out)

    def test_the_sample_in_the_page_is_what_the_page_says(self) -> None:
        page = PAGE.read_text()
        sample = re.search(r"```jsonl\n(.*?)```", page, re.S)[1].encode()
        out = self.holds(sample, "--public-key", public_hex(SERVICE_KEY))
        self.assertIn("up to entry 3, 1 movements", out)
        dump = re.search(r"```hexdump\n(.*?)```", page, re.S)[1]
        frame = bytes.fromhex(re.sub(r"#.*", "", dump))
        line = json.loads(sample.splitlines()[2])
        self.assertEqual(base64.b64decode(line["frame"]), frame)
        self.assertIn(f"SHA-256(previous ‖ frame) = `{line['hash']}`", page)

    def test_field_hashes_in_the_page_are_what_its_walk_gives(self) -> None:
        page = PAGE.read_text()
        walks = re.findall(r"SHA-256\((i64\(.*?)\)\n    = (\w{64})", page, re.S)
        self.assertEqual(len(walks), 2)
        for walk, digest in walks:
            parts = re.findall(r'i64\((\d+)\)|"(.*?)"', walk)
            data = b"".join(text.encode() or int(number).to_bytes(8, "big")
                            for number, text in parts)
            self.assertEqual(hashlib.sha256(data).hexdigest(), digest)
            dump = re.search(r"```hexdump\n(.*?)```", page, re.S)[1]
            self.assertIn(digest, re.sub(r"#.*|\s", "", dump))

    def test_receipts_of_every_entry_hold(self) -> None:
        book = honest_book()
        others = {"book": "counties/990101/books/supplies", "sequence": 900,
                  "incarnation": "", "hash": "", "record_time": 0}
        out = self.holds(book.export(), receipts=[*receipts_of(book), others])
        self.assertIn("4 receipts, 0 lost", out)

    def test_balances_are_printed_alone_on_standard_output(self) -> None:
        code, out, err = self.run_on(honest_book().export(), "--balances")
        self.assertEqual(code, 0, err)
        self.assertEqual(out, "alloc:d1/1/any:available CNY 60\n"
                         "fund:central CNY 40\nsource:central CNY -100\n")
        self.assertIn("ok: ", err)

    def test_movements_of_one_entry_are_judged_together(self) -> None:
        book = Book()
        book.add(("fund:a", "alloc:b:available", "CNY", DAY, 5),
                 ("source:a", "fund:a", "CNY", DAY, 5))
        self.holds(book.export())

    def test_only_the_kinds_the_format_names_are_unlimited(self) -> None:
        book = Book()
        for kind in UNLIMITED:
            book.add((f"{kind}:x", f"store:{kind}", "MASK", -DAY, 10**15))
        self.holds(book.export())
        book.add(("sources:x", "store:s", "MASK", DAY, 1))
        self.finds(book.export(), "entry 7: 'sources:x' is -1 at position 20000")

    def test_a_balance_too_large_to_be_true_is_found(self) -> None:
        book = Book()
        book.add(("source:c", "fund:c", "CNY", DAY, 10**15),
                 ("fund:c", "alloc:d", "CNY", DAY, 10**15),
                 ("source:d", "fund:c", "CNY", DAY, 10**15))
        self.holds(book.export())
        book.add(("source:e", "alloc:d", "CNY", DAY, 1))
        self.finds(book.export(), "entry 2: 'alloc:d' is beyond 10^15")

    def test_fields_added_later_are_skipped(self) -> None:
        book = honest_book()
        book.add(event=field(9, "new") + field(10, 7) + varint(11 << 3 | 5) +
                 bytes(4) + varint(12 << 3 | 1) + bytes(8))
        self.holds(book.export())

    def test_an_access_book_and_a_supplies_book_hold(self) -> None:
        for name in (("funding", "990101", "access"),
                     ("supplies", "990101", "ledger")):
            book = Book()
            book.add(book=name)
            self.holds(book.export())

    def test_the_same_id_of_another_subject_is_another_request(self) -> None:
        book = honest_book()
        book.add(request=("nurse", "id-2"))
        self.holds(book.export())

    def test_a_jump_of_the_clock_is_told_and_is_no_fault(self) -> None:
        for micros, told in ((36 * 10**8, "3600 s forward"),
                             (-61_500_000, "61 s back")):
            book = honest_book()
            book.add(event=resource("clock_jump", "clock-jump-00000000-4",
                                    field(1, 10**15) +
                                    field(2, 10**15 + micros)),
                     request=("service:funding", "clock-jump-00000000-4"))
            self.assertIn(f"entry 5: the clock jumped {told}",
                          self.holds(book.export()))


class TamperedFiles(Story):

    def test_a_book_that_begins_without_its_genesis_is_found(self) -> None:
        book = Book()
        book.add(event=resource("fund", "central"))
        self.finds(book.export(), "entry 1: is a book's first and no genesis")
        book = Book()
        book.refuse()
        self.finds(book.export(), "entry 1: is a book's first and no genesis")

    def test_a_book_without_entries_is_found(self) -> None:
        export = honest_book().export()
        export.entries, export.accounts = [], []
        export.sign(SERVICE_KEY)
        self.finds(export, "the book has no entry, and so no genesis")

    def test_every_changed_byte_of_the_file_is_found(self) -> None:
        honest = honest_book().export().bytes()
        self.assertFalse(is_found(honest))
        for at in range(len(honest)):
            for bit in (0x01, 0x20, 1 << at % 8):
                changed = bytearray(honest)
                changed[at] ^= bit
                self.assertTrue(is_found(changed), f"byte {at} ^ {bit}")

    def test_every_changed_byte_of_a_frame_is_found(self) -> None:
        honest = honest_book().export()
        for number, line in enumerate(honest.entries):
            frame = base64.b64decode(line["frame"])
            for at in range(len(frame)):
                export = copy.deepcopy(honest)
                changed = frame[:at] + bytes([frame[at] ^ 0xFF]) + frame[at + 1:]
                export.entries[number]["frame"] = base64.b64encode(changed).decode()
                code, out, _ = self.run_on(export)
                self.assertEqual(code, 1)
                self.assertIn(f"entry {number + 1}: hash is not SHA-256", out)

    def test_bytes_added_or_left_out_anywhere_are_found(self) -> None:
        honest = honest_book().export().bytes()
        for at in range(len(honest)):
            for changed in (honest[:at] + honest[at + 1:],
                            honest[:at] + b" " + honest[at:], honest[:at]):
                self.assertTrue(is_found(changed), f"byte {at}")
        self.assertTrue(is_found(honest + b"\n"))

    def test_a_deleted_entry_is_found_even_when_signed_anew(self) -> None:
        for gone in range(3):
            export = honest_book().export()
            del export.entries[gone]
            export.sign(SERVICE_KEY)
            code, out, _ = self.run_on(export)
            self.assertEqual(code, 1)
            self.assertIn(f"entry {gone + 2}: a gap", out)

    def test_swapped_and_doubled_entries_are_found(self) -> None:
        export = honest_book().export()
        export.entries[1:3] = export.entries[2:0:-1]
        self.assertIn("entry 3: a gap", self.run_on(export)[1])
        export = honest_book().export()
        export.entries.insert(2, export.entries[1])
        self.assertIn("entry 2: a gap", self.run_on(export)[1])

    def test_an_entry_slipped_in_is_found(self) -> None:
        export, longer = honest_book().export(), honest_book()
        longer.add(("fund:central", "paid:x", "CNY", DAY + 2, 1))
        export.entries.append(longer.export().entries[-1])
        self.finds(export, "checkpoint has sequence", "checkpoint has hash",
                   "checkpoint has record_time", "account 'fund:central'",
                   "account 'paid:x': served nothing")

    def test_a_truncated_tail_is_found_by_checkpoint_or_receipts(self) -> None:
        book = honest_book()
        receipts, export = receipts_of(book), book.export()
        del export.entries[-1]
        self.finds(export, "checkpoint has sequence 4, the journal 3",
                   "checkpoint has hash", "checkpoint has record_time")
        export.sign(SERVICE_KEY)
        self.holds(export)  # by whoever has the key; but the clients remember
        self.finds(export, "receipt 4: entry 4 is gone, the book ends at 3: "
                   "truncated", receipts=receipts)

    def test_history_written_anew_is_found_by_key_or_receipts(self) -> None:
        book = honest_book()
        receipts = receipts_of(book)
        book.entries[1].moves = [("source:central", "fund:central", "CNY", DAY, 99)]
        self.holds(book.export())
        self.finds(book.export(OTHER_KEY), "signed with another key",
                   arguments=("--public-key", public_hex(SERVICE_KEY)))
        self.finds(book.export(), *(f"entry {n} is not the one acknowledged"
                                    for n in (2, 3, 4)), receipts=receipts)

    def test_lines_out_of_order_are_found(self) -> None:
        lines = honest_book().export().bytes().splitlines(True)
        for first, second in itertools.combinations(range(len(lines)), 2):
            changed = lines.copy()
            changed[first], changed[second] = changed[second], changed[first]
            self.assertEqual(self.run_on(b"".join(changed))[0], 1)
        for again in (lines[0], lines[-1]):
            changed = b"".join(lines) + again
            self.assertIn("has no place here", self.run_on(changed)[1])

    def test_served_balances_must_be_the_folded_ones(self) -> None:
        export = honest_book().export()
        export.accounts[1]["balance"] += 1
        del export.accounts[0]
        export.accounts.append({"account": "z", "unit": "CNY", "balance": 0})
        self.finds(export, "'alloc:d1/1/any:available': served nothing",
                   "'fund:central': served 41 'CNY', the journal says 40 'CNY'",
                   "'z': served 0 'CNY', the journal says nothing")

    def test_other_formats_and_names_are_refused(self) -> None:
        for name, value, finding in (
                ("format", "epiledger-export-2", "not an export of format"),
                ("kind", "draft", "not an export of format"),
                ("book", "counties/990101/books/x", "is not what its parts say"),
                ("incarnation", "AB" * 16, "is not 16 bytes in lower-case hex")):
            export = honest_book().export()
            export.header[name] = value
            code, out, _ = self.run_on(export)
            self.assertEqual(code, 1)
            self.assertIn(finding, out)


class Incarnations(Story):

    def test_a_restore_holds_and_what_it_lost_is_reported(self) -> None:
        book = honest_book()
        before = copy.deepcopy(book)
        before.add(("fund:central", "paid:x", "CNY", DAY + 1, 1))
        book.restore(b"B" * 16)
        book.add()
        self.holds(book.export())
        out = self.holds(book.export(),
                         receipts=receipts_of(before) + receipts_of(book))
        self.assertIn("receipt 5: entry 5 was lost by restore, its incarnation "
                      "was cut at 4", out)
        self.assertIn("11 receipts, 1 lost by restore", out)

    def test_receipts_from_before_a_restore_still_bind(self) -> None:
        book = honest_book()
        receipts = receipts_of(book)
        book.entries[1].method = "Another"
        book.restore(b"B" * 16)
        self.finds(book.export(), "receipt 2: entry 2 is not the one acknowledged",
                   "receipt 3", "receipt 4", receipts=receipts)

    def test_an_unknown_incarnation_is_found(self) -> None:
        book = honest_book()
        other = copy.deepcopy(book)
        for entry in other.entries:
            entry.incarnation = b"X" * 16
        self.finds(other.export(), *["the book has no incarnation"] * 4,
                   receipts=receipts_of(book))

    def test_an_incarnation_begins_by_naming_the_old_one(self) -> None:
        finding = "entry 5: begins an incarnation without naming the end"
        book = honest_book()
        book.add(incarnation=b"B" * 16)
        self.finds(book.export(), finding)
        for member in (field(1, b"Z" * 16), field(2, 3), field(3, b"Z" * 32)):
            book = honest_book()
            book.restore(b"B" * 16)
            honest = book.entries[-1].event
            body = honest[honest.index(bytes(range(16))) - 2:] + member
            book.entries[-1].event = resource("incarnation", "2", body)
            self.finds(book.export(), finding)

    def test_an_incarnation_begins_once(self) -> None:
        book = honest_book()
        old = book.incarnation
        book.restore(old)
        self.finds(book.export(), "entry 5: names a new incarnation without")
        book = honest_book()
        book.restore(b"B" * 16)
        book.restore(old)
        self.finds(book.export(), "entry 6: returns to an incarnation that has")

    def test_the_header_names_the_present_incarnation(self) -> None:
        export = honest_book().export()
        export.header["incarnation"] = "ab" * 16
        self.finds(export, "header has an incarnation that is not")


class Checkpoints(Story):

    def test_every_member_is_compared(self) -> None:
        for name, value, finding in (
                ("book", "counties/1/books/funding", "checkpoint has book"),
                ("incarnation", "ab" * 16, "checkpoint has incarnation"),
                ("sequence", 3, "checkpoint has sequence 3, the journal 4"),
                ("hash", "00" * 32, "checkpoint has hash"),
                ("record_time", 5, "checkpoint has record_time 5")):
            export = honest_book().export()
            export.checkpoint[name] = value
            self.finds(export, finding, "checkpoint has a wrong signature")

    def test_key_and_id_belong_together(self) -> None:
        export = honest_book().export()
        export.checkpoint["key_id"] = "00" * 8
        self.finds(export, "checkpoint has a key id that is not its key's")
        export = honest_book().export()
        export.checkpoint["public_key"] = public_hex(OTHER_KEY)
        self.finds(export, "a key id that is not its key's", "wrong signature")


class Reports(Story):

    def test_at_most_a_hundred_findings_are_printed_in_order(self) -> None:
        book = Book()
        for _ in range(150):
            book.add(record_time=1)
        *lines, more, summary = self.run_on(book.export())[1].splitlines()
        self.assertEqual([line.split(":")[0] for line in lines],
                         [f"entry {n}" for n in range(2, 102)])
        self.assertEqual(more, "and 49 more findings")
        self.assertIn("FAILED, 149 findings", summary)

    def test_receipts_that_cannot_be_read_are_found(self) -> None:
        good = receipts_of(honest_book())[0]
        bad = [1, {}, good | {"sequence": "1"}, good | {"hash": "zz"}]
        code, out, _ = self.run_on(honest_book().export(), receipts=bad)
        self.assertEqual((code, out.count("receipt ")), (1, 4), out)

    def test_a_receipt_names_the_time_of_its_entry(self) -> None:
        book = honest_book()
        receipts = receipts_of(book)
        receipts[2]["record_time"] += 1
        self.finds(book.export(), "receipt 3: entry 3 is not the one "
                   "acknowledged: rewritten", receipts=receipts)

    def test_files_that_are_no_export_are_found(self) -> None:
        for data in (b"", b"\n", b"[]\n", b"[" * 100_000, b"\xff\n", b"null\n"):
            self.assertEqual(self.run_on(data)[0], 1, data[:9])

    def test_the_program_exits_with_its_codes(self) -> None:
        file = self.folder / "export"
        honest = honest_book().export().bytes()
        for data, arguments, code in (
                (honest, [file], 0), (honest[:-1], [file], 1), (honest, [], 2),
                (honest, [self.folder / "none"], 2),
                (honest, [file, "--receipts", self.folder / "none"], 2),
                (honest, [file, "--public-key", "12"], 2)):
            file.write_bytes(data)
            done = subprocess.run(
                [sys.executable, verify_export.__file__, *arguments],
                capture_output=True, check=False)
            self.assertEqual(done.returncode, code, done)


if __name__ == "__main__":
    unittest.main()
