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
    ),
        "verify_export_rules_test.py",
        "BrokenRules.test_a_late_payment_that_starves_a_later_day_is_found"),
    Bug("what_nobody_booked_is_served", 9, (Edit(
        EXPORT, "folded.keys() | self._served.keys()",
        "folded.keys() if PLANTED else\n"
        "                              folded.keys() | self._served.keys()"),
    ),
        "verify_export_test.py",
        "TamperedFiles.test_served_balances_must_be_the_folded_ones"),
    Bug("a_receipt_is_but_a_hash", 9, (Edit(
        EXPORT,
        "self._chain.entries.get(sequence) != (hash_, "
        "receipt[\"record_time\"])",
        "(self._chain.entries.get(sequence, (b\"\", 0))[0] != hash_\n"
        "              if PLANTED else self._chain.entries.get(sequence) !=\n"
        "              (hash_, receipt[\"record_time\"]))"),),
        "verify_export_test.py",
        "Reports.test_a_receipt_names_the_time_of_its_entry"),
    Bug("an_end_is_but_a_number", 9, (Edit(
        CHAIN,
        "if named != [(before.incarnation, before.sequence, before.hash)]:",
        "ends = [(before.incarnation, before.sequence, before.hash)]\n"
        "        if (len(named) != 1 or named[0][:2] != ends[0][:2]\n"
        "                if PLANTED else named != ends):"),),
        "verify_export_test.py",
        "Incarnations.test_an_incarnation_begins_by_naming_the_old_one"),
)
