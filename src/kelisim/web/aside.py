"""What takes long is worked out aside, in a process of its own, so that nobody else waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from multiprocessing import get_context
from typing import TypeVar

from kelisim.errors import LedgerError

_SECONDS = 60  # that an answer may take
Found = TypeVar("Found")


class Aside:
    """One process for all such questions, begun when the first is asked."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()

    def ask(self, work: Callable[..., Found], *given: object) -> Found:
        """What ``work`` makes of ``given``; both are sent over. Raises `LedgerError` where it takes too long."""
        try:
            return self._begun().submit(work, *given).result(_SECONDS)
        except (TooLate, BrokenExecutor) as error:
            self.stop()
            raise LedgerError("this takes too long here; ask the command line, as with: kelisim as-of") from error

    def stop(self) -> None:
        """End the process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            for process in list(pool._processes.values()):  # what is still at work would be waited for
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)

    def _begun(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(1, get_context("spawn"))
            return self._pool
