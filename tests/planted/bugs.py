"""The planted bugs: what an engineer on a tired day might write, one at least
for each invariant, and the test that finds it.
"""

from journal_bugs import JOURNAL_BUGS
from meeting_bugs import MEETING_BUGS
from rules_bugs import RULES_BUGS
from verifier_bugs import VERIFIER_BUGS

BUGS = (*JOURNAL_BUGS, *RULES_BUGS, *MEETING_BUGS, *VERIFIER_BUGS)
