"""The newest index of a ledger: made where it is missing, made anew when the ledger or the day has changed.

A process of its own makes it at low priority; meanwhile the pages are answered from the one before.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kelisim.errors import LedgerError
from kelisim.ledger import Ledger
from kelisim.web.index.building import stamp_of
from kelisim.web.index.making import Making, read_progress
from kelisim.web.index.opened import Opened
from kelisim.web.index.writing import FORMAT

LOOK_EVERY = 3.0  # seconds between looks at the ledger
REST = 5.0  # times as long as the last making took: while much is read in, pages are not made anew all the time
_LOG = logging.getLogger("kelisim.web")


class Keeper:
    """Keeps `current` the newest index there is; None until the first one is made.

    ``making`` is how far the next one is, ``fault`` why there is none or why the ledger cannot be read any more.
    """

    def __init__(self, ledger: Ledger, folder: Path, today: Callable[[], str]) -> None:
        """``folder`` holds the file, ``today`` gives the day by which deadlines are judged."""
        name = hashlib.sha256(str(ledger.path.absolute()).encode()).hexdigest()[:16]
        self.path = folder / f"{name}.index"
        self.ledger = ledger
        self.current: Opened | None = None
        self.making: Making | None = None
        self.fault: str | None = None
        self._file = _file_at(ledger.path)
        self._today = today
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="index", daemon=True)

    @property
    def is_blind(self) -> bool:
        """Whether a change of the ledger would not be seen: its file is gone, or nobody looks any more."""
        begun = self._thread.ident is not None
        return _file_at(self.ledger.path) is None or (begun and not self._thread.is_alive())

    def start(self) -> None:
        """Open what is there, and begin to look for changes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for left in self.path.parent.glob(f"{self.path.name}.*.new*"):  # by a making that was broken off
            left.unlink(missing_ok=True)
        self.open()
        self._thread.start()

    def stop(self) -> None:
        """End the thread and what it has begun."""
        self._stop.set()
        child = self._child
        if child is not None:
            with suppress(OSError):
                child.terminate()
        self._thread.join(10)

    def look(self) -> None:
        """Take the file that stands at the ledger's place now, if it is another one.

        Raises `LedgerError` where none stands there, or none that can be read.
        """
        now = _file_at(self.ledger.path)
        if now is None:
            raise LedgerError(f"{self.ledger.path}: the ledger is gone; put it back, or start again with another")
        if now != self._file:
            fresh = Ledger(self.ledger.path, create=False)
            before, self.ledger, self._file = self.ledger, fresh, now
            before.close()
            _LOG.info("another file stands at the ledger's place")
        if self.ledger.is_overwritten():
            raise LedgerError(f"{self.ledger.path}: no database any more; put the ledger back")

    def is_stale(self) -> bool:
        """Whether the ledger has more than the index shows."""
        return self.current is None or self.current.facts["stamp"] != stamp_of(self.ledger) or self._is_old_day()

    def _is_old_day(self) -> bool:
        return self.current is not None and self.current.facts["day"] != self._today()

    def _keep(self) -> None:
        rest_until = 0.0
        while not self._stop.is_set():
            try:
                before = self._file
                self.look()
                if (time.monotonic() >= rest_until or self._file != before) and self.is_stale():
                    began = time.monotonic()
                    self._make()
                    rest_until = time.monotonic() + REST * (time.monotonic() - began)
                else:
                    self._is_well()
            except Exception as error:  # whatever it is: it is said, and looked at again
                self._failed(str(error) or type(error).__name__)
            self._stop.wait(LOOK_EVERY)

    def _failed(self, why: str) -> None:
        if why != self.fault and not self._stop.is_set():
            _LOG.error("index cannot be made", extra={"fields": {"error": why}})
        self.fault = why

    def _is_well(self) -> None:
        if self.fault and not self.is_stale():
            self.fault = None

    def _make(self) -> None:
        words = (str(self.ledger.path), str(self.path), self._today())
        began = time.monotonic()
        with subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "kelisim.web.index.building", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as child:
            self._child = child
            if self._stop.is_set():  # asked to stop before the child was known
                child.terminate()
            said = self._listen(child)
        failed, self._child, self.making = child.returncode != 0, None, None
        if failed:
            self._failed(said or "the index could not be made")
            return
        self.fault = None
        self.open()
        _LOG.info("index made", extra={"fields": {"seconds": round(time.monotonic() - began, 1)}})

    def _listen(self, child: subprocess.Popen[bytes]) -> str:
        """Follow a making to its end; the last line that it said of anything else."""
        self.making, said = Making(began=time.monotonic()), ""
        assert child.stdout
        for line in child.stdout:
            told = line.decode(errors="replace").strip()
            now = read_progress(told, self.making)
            if now is self.making:
                said = told or said
            self.making = now
        return said

    def open(self) -> None:
        """Take the file that is there, unless it is of another program version or damaged."""
        if not self.path.exists():
            return
        try:
            opened = Opened(self.path)
        except sqlite3.Error:
            return
        if opened.facts.get("format") == FORMAT:
            self.current = opened


def _file_at(path: Path) -> tuple[int, int] | None:
    """What tells the file at a place from another one that was put there; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
