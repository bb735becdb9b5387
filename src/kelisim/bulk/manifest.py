"""What a folder of parts holds, counted and explained: `part.json` beside the tables of a part, `manifest.json` on top.

The manifest is written when a run begins (what is planned) and when it ends (what is there).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct, field

from kelisim.errors import KelisimError, first_line

PARTS = "parts"
BESIDE = ".manifest-"
MOST_REASONS = 30
_VARYING = re.compile(r"\d[\d,.]*|'[^']*'")


class Counts(Struct):
    """What became of the texts of a part, or of all.

    ``reports`` are all that could be opened: ``relevant`` were let through by the gate and read, ``without_date`` of
    them say nowhere when they appeared; the others were ``irrelevant`` or in an ``other_language``. ``refused`` could
    not be opened, or the rules broke down on them, ``reasons`` say why; ``passed_over`` are no reports, such as the
    pictures of a web archive.
    """

    reports: int = 0
    relevant: int = 0
    without_date: int = 0
    irrelevant: int = 0
    other_language: int = 0
    refused: int = 0
    passed_over: int = 0
    figures: int = 0
    undertakings: int = 0
    meetings: int = 0
    characters: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Take the counts of another part in."""
        for name in self.__struct_fields__:
            if name != "reasons":
                setattr(self, name, getattr(self, name) + getattr(other, name))
        for reason, count in other.reasons.items():
            self._because(reason, count)

    def refuse(self, message: str) -> None:
        """Count one more report that cannot be opened, under its reason without the place, numbers and names."""
        self.refused += 1
        reason = message.partition(": ")[2] or message
        self._because(_VARYING.sub("…", reason.partition(";")[0]), 1)

    def _because(self, reason: str, count: int) -> None:
        if reason not in self.reasons and len(self.reasons) >= MOST_REASONS:
            reason = "other reasons"
        self.reasons[reason] = self.reasons.get(reason, 0) + count


class Part(Struct, frozen=True, kw_only=True):
    """What one part was made of and holds, as its `part.json` says; ``files`` are whole paths or addresses."""

    key: str
    files: tuple[str, ...]
    first: int = 0
    last: int = 0
    rules: str
    engine: str
    counts: Counts


class Manifest(Struct, frozen=True, kw_only=True):
    """What a folder holds: which program read what, the sum of the counts, and the keys of its parts in their order."""

    program: str
    rules: str
    inputs: tuple[str, ...]
    complete: bool
    counts: Counts
    parts: tuple[str, ...]


def part_at(folder: Path, key: str) -> Part | None:
    """What the part called ``key`` says of itself; None where it is not there yet."""
    try:
        return msgspec.json.decode((folder / PARTS / key / "part.json").read_bytes(), type=Part)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise damaged(folder / PARTS / key, error) from error


def parts_of(folder: Path, keys: Iterable[str] | None = None) -> Iterator[Part]:
    """The finished parts of a folder, or those of ``keys`` that are finished."""
    for key in keys if keys is not None else sorted(keys_in(folder)):
        part = part_at(folder, key)
        if part:
            yield part


def keys_in(folder: Path) -> set[str]:
    """The keys of the finished parts."""
    try:
        return {entry.name for entry in os.scandir(folder / PARTS) if not entry.name.startswith(".")}
    except FileNotFoundError:
        return set()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder. Raises `KelisimError` where there is none, or none that can be read."""
    path = folder / "manifest.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError as error:
        raise KelisimError(f"{folder}: holds no parts; make them with kelisim bulk INPUT --out {folder}") from error
    except (OSError, msgspec.DecodeError) as error:
        raise damaged(path, error) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest so that it is there as a whole or as it was."""
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    beside = folder / f"{BESIDE}{os.getpid()}"
    beside.write_bytes(data + b"\n")
    beside.replace(folder / "manifest.json")


def damaged(path: Path, error: Exception) -> KelisimError:
    """What is said of a file that is not as it was written."""
    return KelisimError(f"{path}: is damaged ({first_line(error)}); remove it and run kelisim bulk again")
