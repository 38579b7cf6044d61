"""What a service's SQLite files hold, added up by SQL alone: no rule of the
services and none of their code.
"""

import functools
import pathlib
import sqlite3

from google.protobuf.message import Message

from schema import schema

# Both sides of each movement, added up once: there may be millions of them.
BALANCES = """
WITH moved AS (
  SELECT book, target AS account, amount FROM ledger_movement
  UNION ALL SELECT book, source, -amount FROM ledger_movement),
balance AS (
  SELECT book, account, SUM(amount) AS amount FROM moved
  GROUP BY book, account)
SELECT account.name, balance.amount
FROM ledger_account AS account JOIN balance
  ON balance.book = account.book AND balance.account = account.account
"""
# From one kind of account into one account.
MOVED = """
SELECT target.name, SUM(movement.amount)
FROM ledger_movement AS movement
JOIN ledger_account AS source
  ON source.book = movement.book AND source.account = movement.source
JOIN ledger_account AS target
  ON target.book = movement.book AND target.account = movement.target
WHERE source.name LIKE ? || '%'
GROUP BY target.book, target.account
"""
NEWEST = """
SELECT body FROM ledger_resource AS resource
WHERE collection = ? AND sequence = (
  SELECT MAX(sequence) FROM ledger_resource AS other
  WHERE other.book = resource.book AND other.collection = resource.collection
    AND other.name = resource.name)
ORDER BY name
"""


def _is_database(file: pathlib.Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(15) == b"SQLite format 3"


class Store:
    """The books of a service that does not run any more."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._files = [file for file in folder.rglob("*")
                       if file.is_file() and _is_database(file)]

    def _rows(self, sql: str, *values: str) -> list[tuple]:
        rows: list[tuple] = []
        for file in self._files:
            with sqlite3.connect(file) as database:
                names = database.execute(
                    "SELECT 1 FROM sqlite_master WHERE name = "
                    "'ledger_movement'").fetchall()
                if names:
                    rows += database.execute(sql, values).fetchall()
        return rows

    def balances(self, prefix: str) -> dict[str, int]:
        """What accounts hold whose names begin so, by the rest of the name."""
        return {name.removeprefix(prefix): balance
                for name, balance in self._balances
                if name.startswith(prefix)}

    @functools.cached_property
    def _balances(self) -> list[tuple]:
        return self._rows(BALANCES)

    def moved(self, source: str, target: str) -> dict[str, int]:
        """What went from such accounts into such others, by the rest."""
        return {name.removeprefix(target): amount
                for name, amount in self._rows(MOVED, source)
                if name.startswith(target)}

    def resources(self, collection: str, kind: str) -> list[Message]:
        """The newest version of each, as messages of that kind."""
        found = []
        for (body,) in self._rows(NEWEST, collection):
            message = schema().new(kind)
            message.ParseFromString(body)
            found.append(message)
        return found
