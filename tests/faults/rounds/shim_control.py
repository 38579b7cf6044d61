"""What a process that was started with fault_shim is to suffer."""

import errno
import mmap
import pathlib
import struct

# Fields of Control in fault_shim.cc, each an int64.
FIELDS = ("clock_nanos", "write_errno", "bytes_left", "sync_errno",
          "calls_to_kill", "kill_after", "struck")
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

    def kill_at(self, calls: int, after: bool) -> None:
        """The process is killed at a write or sync, before or after it."""
        self._put("kill_after", int(after))
        self._put("calls_to_kill", calls)

    def spare(self) -> None:
        """It is not killed any more, if it was not yet."""
        self._put("calls_to_kill", 0)

    def set_clock(self, hours: int) -> None:
        """So many hours ahead of the world."""
        self._put("clock_nanos", hours * HOUR_NANOS)

    def heal(self) -> None:
        """The disk is well again; the clock stays as it is set."""
        for field in ("write_errno", "bytes_left", "sync_errno",
                      "calls_to_kill", "struck"):
            self._put(field, 0)

    def has_struck(self) -> bool:
        """Whether anything failed since it was well."""
        return self.get("struck") > 0
