"""One run at a time writes into a folder: the second is told so, and a run that was killed leaves no lock behind."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kelisim.errors import UsageError

_LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold ``folder`` for this process. Raises `UsageError` where another run holds it or nothing can be written."""
    try:
        file = (folder / _LOCK).open("ab")
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be written ({error.strerror}); choose another folder") from error
    with file:
        if not _locked(file.fileno()):
            raise UsageError(f"--out {folder}: another run is writing there; wait until it is over, or stop it")
        yield


def _locked(descriptor: int) -> bool:
    """Whether the lock is ours now, or there are no locks here (Windows, some network disks)."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        # A lock of this kind is that of the process alone: workers that outlive a killed run do not have it.
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN)
    return True
