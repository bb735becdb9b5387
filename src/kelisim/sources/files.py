"""Files: a path becomes reports by its ending; standard input by what it holds.

    for report in reports(["meldungen/", "bericht.html", "-"]):
        …    # a Report, or a BadReport that says what is wrong where

A bad report does not stop the others.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources.encodings import decode, marked
from kelisim.sources.folders import walk
from kelisim.sources.front_matter import split_front_matter
from kelisim.sources.given import Given, Raw, report_of
from kelisim.sources.json_records import LONGEST_LINE, read_json, read_lines, unmarked_lines

ENDINGS = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
LARGEST_TEXT = 20_000_000
LARGEST_RECORDS = 512_000_000
_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def reports(paths: Sequence[str], given: Given | None = None) -> Iterator[Report | BadReport]:
    """The reports at ``paths`` (files, folders, ``-``) in their order; ``given`` wins over what they say themselves.

    What cannot be read comes as a `BadReport` (not raised) in its place, naming file, line and remedy; a file of a
    folder that is of no known kind as `PassedOver`.
    """
    known = given or Given()
    for path in map(str, paths):
        if path == "-":
            yield from _standard_input(known)
        elif not path:
            yield BadReport("'': an empty path names no report; name a file or a folder, or - for standard input")
        elif Path(path).is_dir():
            for found in walk(path, ENDINGS):
                if isinstance(found, BadReport):
                    yield found
                else:
                    yield from _file(found, known)
        else:
            yield from _file(path, known)


def _file(path: str, given: Given) -> Iterator[Report | BadReport]:
    """The reports of one file, by its ending; an unknown ending is read as text."""
    ending = Path(path).suffix.lower()
    try:
        with Path(path).open("rb") as file:
            if ending == ".jsonl":
                yield from _jsonl(file, path, given)
                return
            data = _bytes(file, path)
        yield from _one(data, path, ending, given)
    except BadReport as error:
        yield error
    except OSError as error:
        yield BadReport(f"{path}: {_reason(error)}")


def _one(data: bytes, source: str, ending: str, given: Given) -> Iterator[Report | BadReport]:
    if not data.strip():
        raise BadReport(f"{source}: the file is empty; remove it, or put the text of the report there")
    if ending == ".json":
        yield from read_json(data, source, given)
    elif ending in (".html", ".htm"):
        from kelisim.sources.html import read_html

        yield report_of(read_html(data, source), given)
    else:
        yield report_of(_text(data, source), given)


def with_front_matter(text: str, data: bytes) -> Report | None:
    """The report of a text in memory (source ``-``) and its raw bytes; None where it has no front matter."""
    about, body = split_front_matter(text.removeprefix("\ufeff"))
    return report_of(Raw("-", data, body, about), Given()) if about else None


def _text(data: bytes, source: str) -> Raw:
    about, text = split_front_matter(decode(data, source))
    return Raw(source, data, text, about)


def _jsonl(file: BinaryIO, path: str, given: Given) -> Iterator[Report | BadReport]:
    """A `.jsonl` is read line by line, so that it may be large; UTF-16 has no lines of bytes and is read whole."""
    size = os.fstat(file.fileno()).st_size
    if size > LARGEST_RECORDS:
        raise BadReport(f"{path}: {size:,} bytes are more than {LARGEST_RECORDS:,}; split the file")
    codec = marked(file.read(4))
    file.seek(0)
    if codec is None:
        yield from read_lines(_lines(file), path, given)
    elif codec == "utf-8-sig":
        file.read(3)
        yield from read_lines(_lines(file), path, given)
    else:
        yield from read_lines(unmarked_lines(_bytes(file, path), path), path, given)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """The lines of ``file``; ``None`` for one that is too long, which is passed over to its end."""
    while line := file.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def _bytes(file: BinaryIO, path: str) -> bytes:
    """The whole file, if it is no larger than a report can be."""
    size = os.fstat(file.fileno()).st_size
    data = file.read(LARGEST_TEXT + 1) if size <= LARGEST_TEXT else b""
    size = max(size, len(data))
    if size > LARGEST_TEXT:
        raise BadReport(f"{path}: {size:,} bytes, and no report is larger than {LARGEST_TEXT:,}; split it into reports")
    return data


def _standard_input(given: Given) -> Iterator[Report | BadReport]:
    """What comes in at standard input: records if every line begins an object, a page, or a text."""
    data = sys.stdin.buffer.read(LARGEST_RECORDS + 1)
    try:
        if _holds_records(data):
            yield from read_lines(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), "-", given)
        elif len(data) > LARGEST_TEXT:
            raise BadReport(f"-: more than {LARGEST_TEXT:,} bytes, which no report is; split it into reports")
        else:
            yield from _one(data, "-", _kind(data), given)
    except BadReport as error:
        yield error


def _holds_records(data: bytes) -> bool:
    lines = [line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    filled = [line for line in lines if line]
    return bool(filled) and all(line.startswith(b"{") for line in filled)


def _kind(data: bytes) -> str:
    if _PAGE.match(data[:2000]):
        return ".html"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return ".json" if start.startswith((b'{"', b"{\n", b"{\r", b"[{", b"[\n")) else ".txt"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the path"
    if isinstance(error, PermissionError):
        return "no right to read it; change its rights or copy it"
    return f"cannot be read ({error.strerror or error})"
