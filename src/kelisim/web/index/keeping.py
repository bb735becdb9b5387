"""The newest index of a ledger: made where it is missing, made anew when the ledger or the day has changed."""

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

from kelisim.ledger import Ledger
from kelisim.web.index.building import stamp_of
from kelisim.web.index.opened import Opened
from kelisim.web.index.writing import FORMAT

LOOK_EVERY = 3.0  # seconds between looks at the ledger
REST = 5.0  # times as long as the last making took: while much is read in, pages are not made anew all the time
_LOG = logging.getLogger("kelisim.web")


class Keeper:
    """Keeps `current` the newest index there is; None until the first one is made."""

    def __init__(self, ledger: Ledger, folder: Path, today: Callable[[], str]) -> None:
        """``folder`` holds the file, ``today`` gives the day by which deadlines are judged."""
        name = hashlib.sha256(str(ledger.path.absolute()).encode()).hexdigest()[:16]
        self.path = folder / f"{name}.index"
        self.current: Opened | None = None
        self.fault: str | None = None
        self._ledger = ledger
        self._today = today
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="index", daemon=True)

    def start(self) -> None:
        """Open what is there, and begin to look for changes."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for left in self.path.parent.glob(f"{self.path.name}.*.new"):  # by a making that was broken off
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

    def is_stale(self) -> bool:
        """Whether the ledger has more than the index shows."""
        return self.current is None or self.current.facts["stamp"] != stamp_of(self._ledger) or self._is_old_day()

    def _is_old_day(self) -> bool:
        return self.current is not None and self.current.facts["day"] != self._today()

    def _keep(self) -> None:
        rest_until = 0.0
        while not self._stop.is_set():
            try:
                if time.monotonic() >= rest_until and self.is_stale():
                    began = time.monotonic()
                    self._make()
                    rest_until = time.monotonic() + REST * (time.monotonic() - began)
            except Exception as error:
                self.fault = str(error) or type(error).__name__
                _LOG.error("index cannot be made", extra={"fields": {"error": self.fault}})
            self._stop.wait(LOOK_EVERY)

    def _make(self) -> None:
        words = [sys.executable, "-m", "kelisim.web.index.building", str(self._ledger.path), str(self.path)]
        began = time.monotonic()
        self._child = subprocess.Popen([*words, self._today()], stderr=subprocess.PIPE)  # noqa: S603 - our own program
        if self._stop.is_set():  # asked to stop before the child was known
            self._child.terminate()
        _, said = self._child.communicate()
        failed, self._child = self._child.returncode != 0, None
        if failed:
            self.fault = said.decode(errors="replace").strip().rpartition("\n")[2] or "the index could not be made"
            if not self._stop.is_set():
                _LOG.error("index cannot be made", extra={"fields": {"error": self.fault}})
            return
        self.fault = None
        self.open()
        _LOG.info("index made", extra={"fields": {"seconds": round(time.monotonic() - began, 1)}})

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
