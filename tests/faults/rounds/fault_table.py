"""The faults, a row each: what it is called, where it may strike, how it
begins, and how it ends, which says whether anything was struck by it.
"""

import dataclasses
import random
import signal
import time
from collections.abc import Callable, Sequence

from faulty_world import DATABASE, SERVICES, FaultyWorld
from world import wait_until

from shim_control import KILL_AFTER, KILL_BEFORE

# Who is healed before whom: ways, disks and clocks, then who keeps the books,
# then who needs them.
FIRST, DATABASES, OTHERS = 0, 1, 2
GATEWAY = "gateway"
END_SECONDS = 60
# By how much a file may still grow.
GROWTH = 20_000
# Who is hung, or out of reach without a word, is so for longer than anybody
# waits in one period of ten: a call two seconds, headquarters' feed four, a
# session of the database eleven; and after fifteen the picture is stale.
HANGS = ("freeze", "silence")
LONG_SHARE, LONG_SECONDS = 0.1, (16, 18)
Begin = Callable[[FaultyWorld, str, random.Random], None]
End = Callable[[FaultyWorld, str], bool]


@dataclasses.dataclass(frozen=True)
class Fault:
    """A row."""

    name: str
    # Of a world: processes or ways.
    targets: Callable[[FaultyWorld], Sequence[str]]
    begin: Begin
    end: End
    # Whether the process that is struck may end by it.
    may_end: bool = False


@dataclasses.dataclass(frozen=True)
class Strike:
    """A fault at a place."""

    fault: Fault
    target: str
    # Longer than anybody waits.
    is_long: bool = False

    def __str__(self) -> str:
        return (f"{self.fault.name} {self.target}"
                + " for long" * self.is_long)


def _services(world: FaultyWorld) -> Sequence[str]:
    """Services that keep their books in files of their own."""
    return SERVICES if world.engine == "sqlite" else ()


def _with_files(world: FaultyWorld) -> Sequence[str]:
    """Who keeps files: the services their books, or the database for them; the
    gateway what it showed last.
    """
    return (*(_services(world) or (DATABASE,)), GATEWAY)


def _clocks(world: FaultyWorld) -> Sequence[str]:
    del world
    return (*SERVICES, GATEWAY)


def _kill(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.stop(name, signal.SIGKILL)


def _start(world: FaultyWorld, name: str) -> bool:
    world.start_again(name)
    return True


def _freeze(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.signal(name, signal.SIGSTOP)


def _thaw(world: FaultyWorld, name: str) -> bool:
    was_frozen = world.is_frozen(name)
    world.signal(name, signal.SIGCONT)
    return was_frozen


def _way(mode: str, most: int = 0) -> Begin:
    def begin(world: FaultyWorld, way: str, chance: random.Random) -> None:
        world.set_way(way, mode, chance.randint(1, most) if most else 0)
    return begin


def _reset(world: FaultyWorld, way: str, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        world.set_way(way, "reset")
        time.sleep(chance.uniform(0, 0.1))


def _pass(world: FaultyWorld, way: str) -> bool:
    return world.set_way(way, "pass") > 0


def _kill_at(how: int) -> Begin:
    """Amid writes and syncs; the gateway makes three to write its file."""
    def begin(world: FaultyWorld, name: str, chance: random.Random) -> None:
        most = 3 if name == GATEWAY else 40
        world.shims[name].strike_at(chance.randint(1, most), how)
    return begin


def _fill(world: FaultyWorld, name: str, chance: random.Random) -> None:
    world.shims[name].fill_disk(
        chance.randint(0, 5_000 if name == GATEWAY else 50_000))


def _break_writes(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.shims[name].break_writes()


def _break_syncs(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.shims[name].break_syncs()


def _heal_disk(world: FaultyWorld, name: str) -> bool:
    """A database ends by itself where its disk fails, now or later: its keeper
    ends it.
    """
    has_struck = world.shims[name].has_struck()
    world.shims[name].heal()
    if name == DATABASE and not world.has_ended(name):
        world.stop(name, signal.SIGKILL, expect_clean=False)
    return has_struck


def _spare(world: FaultyWorld, name: str) -> bool:
    """One that was struck is about to end, and is no longer there then."""
    world.shims[name].spare()
    if world.shims[name].has_struck():
        wait_until(lambda: world.has_ended(name), END_SECONDS)
    return _heal_disk(world, name)


def _limit(world: FaultyWorld, name: str, chance: random.Random) -> None:
    """The system's own limit, which holds for all files, near the size of the
    one that is written to: the gateway writes its file anew each time, SQLite
    goes on in its log. Of the database it would be that of the redo log, which
    is of one size and larger than all: there its binary log alone is limited.
    """
    file = world.written_file(name)
    size = file.stat().st_size
    if name == DATABASE:
        world.shims[name].limit_file(file, size + chance.randint(0, GROWTH))
    elif name == GATEWAY:
        world.limit_files(name, chance.randint(0, size))
    else:
        world.limit_files(name, chance.randint(size // 2, size + GROWTH))


def _lift(world: FaultyWorld, name: str) -> bool:
    if not world.has_ended(name):
        world.limit_files(name, None)
    return _heal_disk(world, name)


def _set_back(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.set_clock(name, world.hours[name] - 1)


def _set_right(world: FaultyWorld, name: str) -> bool:
    was_read = world.shims[name].clock_was_read()
    world.set_clock(name, world.hours[name] + 1)
    return was_read


def _set_ahead(world: FaultyWorld, name: str, chance: random.Random) -> None:
    del chance
    world.set_clock(name, world.hours[name] + 1)


def _stay_ahead(world: FaultyWorld, name: str) -> bool:
    """What was recorded an hour ahead lets nothing be recorded before it: the
    clock stays where it is.
    """
    return world.shims[name].clock_was_read()


FAULTS = (
    Fault("kill", FaultyWorld.processes, _kill, _start),
    Fault("freeze", FaultyWorld.processes, _freeze, _thaw),
    Fault("reset", FaultyWorld.ways, _reset, _pass),
    Fault("refuse", FaultyWorld.ways, _way("refuse"), _pass),
    Fault("silence", FaultyWorld.ways, _way("silence"), _pass),
    Fault("lose requests", FaultyWorld.ways, _way("lose-requests"), _pass),
    Fault("lose answers", FaultyWorld.ways, _way("lose-answers"), _pass),
    Fault("lose a COMMIT", FaultyWorld.store_ways, _way("commit-request", 5),
          _pass),
    Fault("lose a COMMIT's answer", FaultyWorld.store_ways,
          _way("commit-answer", 5), _pass),
    Fault("lose a statement", FaultyWorld.store_ways,
          _way("command-request", 20), _pass),
    Fault("lose a statement's answer", FaultyWorld.store_ways,
          _way("command-answer", 20), _pass),
    Fault("kill before a write", _with_files, _kill_at(KILL_BEFORE), _spare,
          may_end=True),
    Fault("kill after a write", _with_files, _kill_at(KILL_AFTER), _spare,
          may_end=True),
    Fault("disk full", _with_files, _fill, _heal_disk),
    Fault("EIO on write", _with_files, _break_writes, _heal_disk),
    Fault("EIO on sync", _with_files, _break_syncs, _heal_disk),
    Fault("file-size limit", _with_files, _limit, _lift),
    Fault("clock an hour back", _clocks, _set_back, _set_right),
    Fault("clock an hour ahead", _clocks, _set_ahead, _stay_ahead),
)


def strikes_files(fault: Fault) -> bool:
    """Whether it strikes what a process keeps in files."""
    return fault.targets is _with_files


def choose(world: FaultyWorld, chance: random.Random, only: str = "",
           where: str = "") -> list[Strike]:
    """What a period suffers: nothing in one of four, two faults in another, a
    long hang alone in one of ten; of one kind, or at one target alone, where
    these are given.
    """
    number = chance.choice((0, 1, 1, 2))
    rows = {row: targets for row in FAULTS if only in ("", row.name)
            and (targets := [target for target in row.targets(world)
                             if where in ("", target)])}
    hangs = [row for row in rows if row.name in HANGS]
    if hangs and chance.random() < LONG_SHARE:
        row = chance.choice(hangs)
        return [Strike(row, chance.choice(rows[row]), is_long=True)]
    strikes: list[Strike] = []
    while rows and number:
        number -= 1
        row = chance.choice(list(rows))
        target = chance.choice(rows[row])
        if target not in [strike.target for strike in strikes]:
            strikes.append(Strike(row, target))
    return strikes


def healing_order(strike: Strike) -> int:
    """Ways, disks and clocks first, and the database before who needs it."""
    if strike.fault.end is not _start:
        return FIRST
    return DATABASES if strike.target == DATABASE else OTHERS


def may_end(strikes: list[Strike], name: str) -> bool:
    """Whether a process may have ended by what struck; a database ends where
    its disk fails.
    """
    return any(strike.target == name and (
        strike.fault.may_end or name == DATABASE) for strike in strikes)
