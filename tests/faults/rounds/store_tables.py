"""The tables of a service's store, beside the service: what is in them, and
triggers that fail or delay a statement of whoever changes one.
"""

import hashlib
import itertools
import sqlite3
import subprocess
from contextlib import closing

from faulty_world import FaultyWorld
from world import DIE_WITH_ME, ENVIRONMENT

# Nothing of a write; see services/storage/migrate.h.
NOT_OF_A_WRITE = ("schema_migration",)
# When a trigger of a table may strike.
MOMENTS = tuple(itertools.product(("BEFORE", "AFTER"),
                                  ("INSERT", "UPDATE", "DELETE")))
SECONDS = 20


class SqliteTables:
    """Of the county's book in its file."""

    def __init__(self, world: FaultyWorld, service: str) -> None:
        self._file = world.folder / f"data/{service}/990101-ledger.db"

    def _run(self, *statements: str) -> list[tuple]:
        with closing(sqlite3.connect(self._file, SECONDS)) as store, store:
            return [row for text in statements for row in store.execute(text)]

    def digests(self) -> dict[str, str]:
        """What is in each table."""
        names = [name for (name,) in self._run(
            "SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in NOT_OF_A_WRITE]
        return {name: self._digest(name) for name in names}

    def _digest(self, table: str) -> str:
        rows = sorted(self._run(f"SELECT * FROM {table}"), key=repr)
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def fail(self, table: str, moment: tuple[str, str]) -> None:
        """From now on a statement that does so fails."""
        self._run(f"CREATE TRIGGER fault {' '.join(moment)} ON {table} BEGIN "
                  "SELECT RAISE(ABORT, 'struck'); END")

    def spare(self) -> None:
        """No statement fails or waits any more."""
        self._run("DROP TRIGGER IF EXISTS fault")

    def close(self) -> None:
        """Nothing stays open between statements."""


class MariadbTables:
    """Of a service's schema."""

    # How long a statement waits that is delayed.
    DELAY_SECONDS = 2

    def __init__(self, world: FaultyWorld, service: str) -> None:
        self._world, self._service = world, service
        self._client: subprocess.Popen[str] | None = None
        self._ends = 0
        # Names of columns, by table.
        self._columns: dict[str, str] = {}

    def _run(self, statement: str) -> list[list[str]]:
        if self._client is None:
            self._client = subprocess.Popen(
                [*DIE_WITH_ME, "mariadb", "--no-defaults", "--user=root",
                 f"--socket={self._world.folder}/mariadb/socket", "--batch",
                 "--skip-column-names", "--unbuffered", self._service],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                env=ENVIRONMENT)
        self._ends += 1
        end = f"end-{self._ends}"
        self._client.stdin.write(f"{statement};\nSELECT '{end}';\n")
        self._client.stdin.flush()
        rows = []
        while (line := self._client.stdout.readline()) != end + "\n":
            if not line:
                raise AssertionError(f"the database does not do: {statement}")
            rows.append(line.rstrip("\n").split("\t"))
        return rows

    def digests(self) -> dict[str, str]:
        """What is in each table. CHECKSUM TABLE is another each time where a
        column is made up from others.
        """
        if not self._columns:
            self._columns = {name: columns for name, columns in self._run(
                "SELECT table_name, GROUP_CONCAT('`', column_name, '`') FROM "
                "information_schema.columns WHERE table_schema = DATABASE() "
                "GROUP BY table_name") if name not in NOT_OF_A_WRITE}
        return {name: f"{rows} rows {digest}" for name, rows, digest
                in self._run(" UNION ALL ".join(
                    f"SELECT '{name}', COUNT(*), BIT_XOR(CONV(LEFT(MD5("
                    f"CONCAT_WS('#', {columns})), 15), 16, 10)) FROM {name}"
                    for name, columns in self._columns.items()))}

    def fail(self, table: str, moment: tuple[str, str]) -> None:
        """From now on a statement that does so fails."""
        self._trigger(table, moment,
                      "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'struck'")

    def delay(self, table: str, moment: tuple[str, str]) -> None:
        """From now on a statement that does so waits amid its transaction."""
        self._trigger(table, moment, f"DO SLEEP({self.DELAY_SECONDS})")

    def _trigger(self, table: str, moment: tuple[str, str], what: str) -> None:
        self._run(f"CREATE TRIGGER fault {' '.join(moment)} ON {table} "
                 f"FOR EACH ROW {what}")

    def is_delayed(self) -> bool:
        """Whether a statement waits now."""
        return any(state == "User sleep" for (state,) in self._run(
            "SELECT state FROM information_schema.processlist "
            f"WHERE db = '{self._service}'"))

    def spare(self) -> None:
        """No statement fails or waits any more."""
        self._run("DROP TRIGGER IF EXISTS fault")

    def close(self) -> None:
        """Ends the connection."""
        if self._client is not None:
            self._client.stdin.close()
            self._client.wait(SECONDS)
            self._client.stdout.close()
            self._client = None


Tables = SqliteTables | MariadbTables


def tables_of(world: FaultyWorld, service: str) -> Tables:
    """By the world's engine; the caller closes them."""
    return (SqliteTables if world.engine == "sqlite" else MariadbTables)(
        world, service)
