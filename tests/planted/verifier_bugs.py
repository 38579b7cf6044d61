"""Bugs of the second verifier: what it lets pass, and the first one as well,
nobody finds.
"""

from bug import Bug, Edit

EXPORT = "verify_export.py"
CHAIN, LEDGER = "export_verifier/chain.py", "export_verifier/ledger.py"

VERIFIER_BUGS = (
    Bug("only_the_end_is_judged", 9, (Edit(
        LEDGER, "if i + 1 < len(changes) and changes[i + 1][0] == sequence:",
        "if i + 1 < len(changes) and (\n"
        "                        PLANTED or changes[i + 1][0] == sequence):"),
    )),
    Bug("what_nobody_booked_is_served", 9, (Edit(
        EXPORT, "folded.keys() | self._served.keys()",
        "folded.keys() if PLANTED else\n"
        "                              folded.keys() | self._served.keys()"),
    )),
    Bug("a_receipt_is_but_a_hash", 9, (Edit(
        EXPORT,
        "self._chain.entries.get(sequence) != (hash_, "
        "receipt[\"record_time\"])",
        "(self._chain.entries.get(sequence, (b\"\", 0))[0] != hash_\n"
        "              if PLANTED else self._chain.entries.get(sequence) !=\n"
        "              (hash_, receipt[\"record_time\"]))"),)),
    Bug("an_end_is_but_a_number", 9, (Edit(
        CHAIN,
        "if named != [(before.incarnation, before.sequence, before.hash)]:",
        "ends = [(before.incarnation, before.sequence, before.hash)]\n"
        "        if (len(named) != 1 or named[0][:2] != ends[0][:2]\n"
        "                if PLANTED else named != ends):"),)),
)
