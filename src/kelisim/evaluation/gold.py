"""Gold files and files of readings: JSON lines, keyed by the name of the file they speak about."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from kelisim.errors import BadReport

Record = dict[str, Any]
GROUPS = ("figures", "undertakings", "meetings")


def lines(path: Path) -> list[Record]:
    """The records of a JSONL file. Raises `BadReport` naming file and line for what is no JSON object."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadReport(f"{path}: {error.strerror}. Give the path of a JSONL file that exists.") from error
    return [_record(line, path, number) for number, line in enumerate(raw.split(b"\n"), 1) if line.strip()]


def _record(line: bytes, path: Path, number: int) -> Record:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise BadReport(f"{path}, line {number}: not a JSON object ({error}). One document a line.") from error


def by_file(records: list[Record]) -> dict[str, Record]:
    """Records keyed by file name: gold names its text in ``file``, a reading in ``document.source``.

    Raises `BadReport` for a record that names no file.
    """
    return {_file_name(record): record for record in records}


def _file_name(record: Record) -> str:
    source = record.get("file") or (record.get("document") or {}).get("source")
    if not isinstance(source, str):
        raise BadReport("a record names no text: gold needs `file`, a reading needs `document.source`")
    return PurePosixPath(source).name


def digest(gold: Path, texts: Iterable[Path]) -> str:
    """Sixteen digits for the annotations and the texts, so that scores of other reports are never compared."""
    parts = [path.name.encode() + b"\0" + path.read_bytes() for path in (gold, *texts)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
