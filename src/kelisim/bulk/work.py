"""One piece is read: every report passes the gate or goes by, and what is read becomes the rows of a part.

The same piece gives the same part, whoever reads it and how often.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from kelisim.bulk.manifest import PARTS, Part
from kelisim.bulk.opening import opened
from kelisim.bulk.parts import PartWriter
from kelisim.bulk.pieces import Piece, whole_paths
from kelisim.errors import BadReport, KelisimError
from kelisim.language.relevance import relevant
from kelisim.model import Report
from kelisim.reading import ENGINE, read
from kelisim.sources import Given
from kelisim.text.letters import is_read, spoken

_RULES = (
    "language",
    "lexicons",
    "sources",
    "statements",
    "text",
    "errors.py",
    "model.py",
    "once.py",
    "reading.py",
    "records.py",
)
_OPENERS = ("charset-normalizer", "lxml", "pyarrow", "pypdfium2", "trafilatura", "warcio")


class Job(Struct, frozen=True):
    """What all pieces of a run have in common.

    ``folder`` takes the parts; ``base`` is where paths count from; ``rules`` is the version that is to read, so that a
    node with another one is found out.
    """

    folder: str
    base: str
    rules: str
    given: Given = Given()


def read_piece(piece: Piece, job: Job) -> None:
    """Make the part of ``piece``. Raises `KelisimError` where this process has other rules than the job."""
    folder = Path(job.folder)
    if (folder / PARTS / piece.key).is_dir():
        return
    if rules_version() != job.rules:
        raise KelisimError(f"a node has the rules {rules_version()}, not {job.rules}; install the same kelisim there")
    if Path(job.base).is_dir():
        os.chdir(job.base)
    with PartWriter(folder, piece.key, job.rules) as part:
        for report in opened(piece, job.given):
            if isinstance(report, Report):
                _take(report, part)
            else:
                part.refuse(report)
        about = Part(
            key=piece.key,
            files=whole_paths(piece),
            first=piece.first,
            last=piece.last,
            rules=job.rules,
            engine=ENGINE,
            counts=part.counts,
        )
        part.finish(about)


def _take(report: Report, part: PartWriter) -> None:
    if not relevant(report.text):
        tongue = spoken(report.text, report.language)
        part.pass_by(report, "irrelevant" if is_read(tongue) else "other_language", tongue)
        return
    try:
        reading = read(report)
    except BadReport as error:
        part.refuse(error)
        return
    if not is_read(reading.document.language):
        part.pass_by(report, "other_language", reading.document.language)
    else:
        part.take(report, reading)


@cache
def rules_version() -> str:
    """The generation of the rules and a digest of all that reads: code, lexicons, versions of what opens files."""
    digest = hashlib.sha256()
    for name in _OPENERS:
        digest.update(f"{name} {_version_of(name)}\0".encode())
    for name in _RULES:
        for path, data in _contents(files("kelisim") / name):
            digest.update(f"{path}\0{len(data)}\0".encode() + data)
    return f"{ENGINE}-{digest.hexdigest()[:12]}"


def _version_of(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _contents(place: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file under ``place`` in a fixed order, without what Python leaves beside the code."""
    name = f"{above}/{place.name}"
    if place.is_file():
        yield name, place.read_bytes()
    elif place.name != "__pycache__":
        for inner in sorted(place.iterdir(), key=lambda inner: inner.name):
            yield from _contents(inner, name)
