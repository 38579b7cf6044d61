"""What a process that was started with fault_shim is to suffer."""

import errno
import mmap
import pathlib
import struct

# Fields of Control in fault_shim.cc, each an int64.
FIELDS = ("clock_nanos", "clock_reads", "write_errno", "bytes_left",
          "sync_errno", "calls_to_strike", "counted", "how", "limited_file",
          "most_bytes", "struck")
# Calls that are counted.
WRITES, SYNCS = 1, 2
# What becomes of the one that is struck.
KILL_BEFORE, KILL_AFTER, FAIL = 0, 1, 2
HOUR_NANOS = 3_600 * 10**9


class ShimControl:
    """One process's control; it outlives the process and its next start."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        path.write_bytes(bytes(8 * len(FIELDS)))
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 0)

    def _put(self, field: str, value: int) -> None:
        struct.pack_into("<q", self._memory, 8 * FIELDS.index(field), value)

    def get(self, field: str) -> int:
        """A field's value."""
        return struct.unpack_from("<q", self._memory,
                                  8 * FIELDS.index(field))[0]

    def fill_disk(self, bytes_left: int) -> None:
        """Writes fail as on a full disk once so many bytes are written."""
        self._put("bytes_left", bytes_left)
        self._put("write_errno", errno.ENOSPC)

    def break_writes(self) -> None:
        """Every write fails."""
        self._put("bytes_left", 0)
        self._put("write_errno", errno.EIO)

    def break_syncs(self) -> None:
        """Every sync fails."""
        self._put("sync_errno", errno.EIO)

    def strike_at(self, calls: int, how: int,
                  counted: int = WRITES | SYNCS) -> None:
        """The so-manieth write or sync from now fails (FAIL), or the process
        is killed before or after it.
        """
        self._put("how", how)
        self._put("counted", counted)
        self._put("calls_to_strike", calls)

    def spare(self) -> None:
        """No call is counted any more, if none was struck yet."""
        self._put("calls_to_strike", 0)

    def limit_file(self, file: pathlib.Path, most_bytes: int) -> None:
        """One file may not grow beyond so many bytes."""
        self._put("most_bytes", most_bytes)
        self._put("limited_file", file.stat().st_ino)

    def set_clock(self, hours: int) -> None:
        """So many hours ahead of the world."""
        self._put("clock_nanos", hours * HOUR_NANOS)
        self._put("clock_reads", 0)

    def clock_was_read(self) -> bool:
        """Whether the process read its clock since that was set."""
        return self.get("clock_reads") > 0

    def heal(self) -> None:
        """The disk is well again; the clock stays as it is set."""
        for field in ("write_errno", "bytes_left", "sync_errno",
                      "calls_to_strike", "limited_file", "struck"):
            self._put(field, 0)

    def has_struck(self) -> bool:
        """Whether anything failed since it was well."""
        return self.get("struck") > 0
