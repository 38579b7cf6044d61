"""The worked case before hledger and beancount: all accounts, all days."""

import csv
import datetime
import io
import json
import pathlib
import re
import sys
from collections.abc import Iterable
from decimal import Decimal

from books import accounts
from county import COUNTY
from world import run
from year_end import YearEnd
from year_figures import Figures, Shown, groups_of, key
from year_office import FIRST, NEXT_FIRST, NEXT_SECOND, RESERVE, SECOND, last

# A line of a register: the day, the entry, how much, and the balance after it.
Line = tuple[str, str, int, int]
AMOUNT = re.compile(r'(?:"?([A-Za-z0-9-]+)"? )?(-?[\d.]+)')
# In the middle of the order, at the end of the year, and on the next day.
PAST = ("2020-02-13", "2020-12-31", "2021-01-01")
BEANCOUNT = """
import json, sys
from beancount import loader
from beancount.core import data
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors
names = {e.account: e.meta["account"] for e in entries
         if isinstance(e, data.Open)}
print(json.dumps([(str(e.date), names[p.account], int(p.units.number))
                  for e in data.filter_txns(entries) for p in e.postings]))
"""

QUERY = ("SELECT getitem(open_meta(account), 'account') AS name, "
         "sum(number) AS balance FROM date <= {} GROUP BY name")


def whole(text: str, account: str) -> int:
    """`CNY -80000.00` or `piece 200`; the case has no parts of either."""
    unit, number = AMOUNT.fullmatch(text).groups()
    assert unit in (None, unit_of(account)), (account, text)
    assert Decimal(number) == int(Decimal(number)), (account, text)
    return int(Decimal(number))


def unit_of(account: str) -> str:
    """What an account counts."""
    pieces = account.startswith(("arrived:", "contra:arrived:"))
    return "piece" if pieces else "CNY"


def grouped(balances: dict[str, int]) -> Figures:
    """Balances by group, but those that are nothing."""
    figures: Figures = {}
    for account, balance in balances.items():
        for group in groups_of(account):
            figures[group] = figures.get(group, 0) + balance
    return {group: figure for group, figure in figures.items() if figure}


def on(day: str, lines: Iterable[Line]) -> int:
    """The balance at the end of a day."""
    return next((line[3] for line in reversed(list(lines)) if line[0] <= day),
                0)


class YearWitness(YearEnd):
    """Programs that know nothing of ours read the book and find our figures."""

    def export(self, to: str) -> pathlib.Path:
        """The book of the money as the auditor exports it."""
        file = self.world.folder / f"year.{to}"
        self.world.epiledger("auditor", "journal", "export", "funding", file,
                             "--to", to)
        return file

    def balances(self, file: pathlib.Path, *until: str) -> dict[str, int]:
        """hledger's balance of every account that it has."""
        text = run("hledger", "-f", file, "bal", "--flat", "--empty",
                   "--no-total", "-O", "csv", *until)
        return {line["account"]: whole(line["balance"], line["account"])
                for line in csv.DictReader(io.StringIO(text))}

    def register(self, file: pathlib.Path, query: str) -> list[Line]:
        """hledger's register of accounts."""
        text = run("hledger", "-f", file, "register", query, "-O", "csv")
        return [(line["date"], line["code"],
                 whole(line["amount"], line["account"]),
                 whole(line["total"], line["account"]))
                for line in csv.DictReader(io.StringIO(text))]

    def hledger_and_beancount_find_our_figures(self) -> str:
        """Every account on every day, both ways: what one side has and the
        other has not is as wrong as another figure.
        """
        shown, file = Shown(self.finance), self.export("hledger")
        run("hledger", "-f", file, "check", "--strict", "ordereddates")
        final = self.balances(file)
        self.assertEqual(set(final), set(accounts(self.world, "funding")))
        self.registers = {
            name: self.register(file, f"acct:^{re.escape(name)}$")
            for name in final}
        days = sorted({line[0] for lines in self.registers.values()
                       for line in lines} | set(PAST))
        posted, ours, theirs = self.beancount_postings(), {}, {}
        for day in days:
            ours[day] = shown.on(day)
            theirs[day] = {name: on(day, lines)
                           for name, lines in self.registers.items()}
            self.nothing_comes_from_nowhere(theirs[day])
            self.assertEqual(grouped(theirs[day]), ours[day], day)
            self.assertEqual(self.posted_by(posted, day), theirs[day], day)
        for day in (*PAST, days[-1]):
            self.expect_reported(file, day, theirs[day])
            self.expect_queried(day, theirs[day])
        self.assertEqual(theirs[days[-1]], final)
        self.assertEqual(shown.on(""), grouped(final))
        self.no_account_could_be_missing(ours, theirs)
        self.days = days
        return (f"{len(final)} accounts on {len(days)} days, "
                f"{self.statements_are_the_registers(shown, file)} lines")

    def nothing_comes_from_nowhere(self, balances: dict[str, int]):
        """All accounts of a unit together have nothing."""
        for unit in ("CNY", "piece"):
            self.assertEqual(sum(balance for name, balance in balances.items()
                                 if unit_of(name) == unit), 0, unit)

    def no_account_could_be_missing(self, ours: dict[str, Figures],
                                    theirs: dict[str, dict[str, int]]):
        """Without any one account, some day's figures would not be ours."""
        for missing in theirs[max(theirs)]:
            self.assertTrue(any(
                grouped({name: balance for name, balance in balances.items()
                         if name != missing}) != ours[day]
                for day, balances in theirs.items()), missing)

    def expect_reported(self, file: pathlib.Path, day: str,
                        theirs: dict[str, int]):
        """hledger's report of a day is where its registers stand."""
        next_day = datetime.date.fromisoformat(day) + datetime.timedelta(1)
        reported = self.balances(file, "--end", next_day.isoformat())
        self.assertEqual({name: reported.get(name, 0) for name in theirs},
                         theirs, day)
        self.assertLessEqual(set(reported), set(theirs))

    def beancount_postings(self) -> list[tuple[str, str, int]]:
        """What beancount reads: day, our name of the account, and amount."""
        file = self.export("beancount")
        run("bean-check", file)
        return [tuple(posting) for posting in json.loads(
            run(sys.executable, "-c", BEANCOUNT, file))]

    def expect_queried(self, day: str, theirs: dict[str, int]):
        """beancount's own report of a day is hledger's."""
        text = run("bean-query", "-f", "csv",
                   self.world.folder / "year.beancount", QUERY.format(day))
        rows = csv.DictReader(io.StringIO(text))
        self.assertEqual({row["name"].strip(): int(Decimal(row["balance"]))
                          for row in rows},
                         {name: theirs[name] for name in self.begun(day)}, day)

    def begun(self, day: str) -> set[str]:
        """The accounts that something moved by the end of a day."""
        return {name for name, lines in self.registers.items()
                if lines[0][0] <= day}

    def posted_by(self, posted: list[tuple[str, str, int]], day: str
                  ) -> dict[str, int]:
        """beancount's balances at the end of a day."""
        sums = {account: 0 for _, account, _ in posted}
        for date, account, amount in posted:
            sums[account] += amount if date <= day else 0
        return sums

    def statements_are_the_registers(self, shown: Shown, file: pathlib.Path
                                     ) -> int:
        """Line by line: the day, the entry, the amount, the balance."""
        subjects = {f"{COUNTY}/funds/{fund}": f"^fund:{fund}:"
                    for fund in ("central", "county")}
        subjects |= {name: f"^alloc:{key(name)}/" for name in (
            FIRST, SECOND, RESERVE, NEXT_FIRST, NEXT_SECOND)}
        lines = 0
        for name, query in subjects.items():
            ours = [(f"{line.date.year}-{line.date.month:02}-"
                     f"{line.date.day:02}", str(line.sequence),
                     line.amount.units, line.balance.units)
                    for line in reversed(shown.pages(
                        "FundingService.ListStatementLines", "statement_lines",
                        account=name))]
            theirs = self.register(file, f"acct:{query}")
            self.assertEqual(ours, theirs, last(name))
            lines += len(ours)
        every = len(self.register(file, "acct:^(fund|alloc):"))
        self.assertEqual(lines, every)
        return lines
