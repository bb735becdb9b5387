"""Folders: the reports under a folder, sorted by their relative path, without running in circles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from kelisim.errors import BadReport
from kelisim.sources.kinds import LISTED, is_known


class PassedOver(BadReport):
    """What holds no report by its kind, as a picture in a folder: said, but no failure; ``count`` such things."""

    def __init__(self, message: str, count: int = 1) -> None:
        super().__init__(message)
        self.count = count


def walk(folder: str) -> Iterator[str | BadReport]:
    """The paths of the files under ``folder`` that have a known ending, folder first, with ``/``, sorted.

    What has another ending comes as `PassedOver`, what cannot be listed as `BadReport`; hidden files and folders are
    left out in silence. A link back to a folder on the way is not followed.
    """
    problems: list[BadReport] = []
    files = sorted(_files(folder, "", frozenset(), problems))
    yield from problems
    known = list(filter(is_known, files))
    others = sorted(set(files).difference(known))
    base = folder.rstrip("/") or "/"
    for path in others:
        yield PassedOver(f"{_join(base, path)}: passed over, its ending is none of {LISTED}")
    if not known and not problems:
        yield BadReport(f"{folder}: there are no reports in this folder; known endings are {LISTED}")
    for path in known:
        yield _join(base, path)


def _join(base: str, path: str) -> str:
    return f"{base}{path}" if base.endswith("/") else f"{base}/{path}"


def _files(folder: str, relative: str, above: frozenset[tuple[int, int]], problems: list[BadReport]) -> Iterator[str]:
    """The relative paths of the regular files under ``folder``; ``above`` are the folders on the way down."""
    here = Path(folder, relative)
    try:
        status = here.stat()
        entries = sorted(os.scandir(here), key=lambda entry: entry.name)
    except OSError as error:
        problems.append(BadReport(f"{here}: cannot be listed ({error.strerror}); check the rights of the folder"))
        return
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = f"{relative}{entry.name}"
        try:
            is_folder = entry.is_dir()
            is_file = entry.is_file() or entry.is_symlink()
        except OSError:  # a link that leads in a circle by itself
            is_folder, is_file = False, True
        if is_folder:
            yield from _files(folder, f"{path}/", above | {identity}, problems)
        elif is_file:
            yield path
