"""A finished file of the index, read by many threads."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Rows = list[tuple[Any, ...]]


class Kept(OrderedDict[bytes, Any]):
    """The last answers that are worth keeping as long as the file is the newest."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: bytes, value: Any) -> None:  # noqa: ANN401 - any answer
        """Keep one more, and let the oldest go."""
        super().__setitem__(key, value)
        while len(self) > self._most:
            self.popitem(last=False)


class Opened:
    """One file of the index. A newer one that takes its place does not disturb whoever still reads this one."""

    def __init__(self, path: Path) -> None:
        """Open ``path`` for reading. Raises `sqlite3.Error` for what is no index."""
        self._path = path
        self._own = threading.local()
        self._all: list[sqlite3.Connection] = []
        self.kept = Kept(2000)
        self.pages = Kept(400)
        self.asked = 0  # how many queries there were, for measuring
        self.facts: dict[str, str] = dict(self.ask("SELECT name, value FROM facts"))  # opens this thread's connection

    def ask(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Rows:
        """The rows that ``sql`` gives."""
        self.asked += 1
        return self._connection().execute(sql, values).fetchall()

    def close(self) -> None:
        """Let go of the file once nobody asks any more."""
        for connection in self._all:
            connection.close()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            # The file is complete and never changed; nothing is locked and nothing is written beside it.
            found = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            found.execute("PRAGMA query_only = ON")
            self._own.connection = found
            self._all.append(found)
        return found
