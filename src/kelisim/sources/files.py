"""Files: a path becomes reports by its ending; standard input by what it holds.

    for report in reports(["meldungen/", "bericht.html", "-"]):
        …    # a Report, or a BadReport that says what is wrong where

A bad report does not stop the others.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.folders import walk
from kelisim.sources.front_matter import split_front_matter
from kelisim.sources.given import Given, Raw, report_of
from kelisim.sources.json_records import read_lines
from kelisim.sources.kinds import is_archive, kind_of
from kelisim.sources.readers import read_stream
from kelisim.sources.streams import Stream

_PAGE = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def reports(paths: Sequence[str], given: Given | None = None) -> Iterator[Report | BadReport]:
    """The reports at ``paths`` (files, folders, ``-``) in their order; ``given`` wins over what they say themselves.

    What cannot be read comes as a `BadReport` (not raised) in its place, naming file, line and remedy; what is of no
    kind that holds reports as `PassedOver`. Files of many reports are read as streams.
    """
    known = given or Given()
    for path in map(str, paths):
        if path == "-":
            yield from _standard_input(known)
        elif not path:
            yield BadReport("'': an empty path names no report; name a file or a folder, or - for standard input")
        elif Path(path).is_dir():
            for found in walk(path):
                if isinstance(found, BadReport):
                    yield found
                else:
                    yield from _file(found, known)
        else:
            yield from _file(path, known)


def _file(path: str, given: Given) -> Iterator[Report | BadReport]:
    """The reports of one file, by its ending; an unknown ending is read as text."""
    try:
        with Path(path).open("rb") as file:
            yield from _opened(file, path, given)
    except BadReport as error:
        yield error
    except OSError as error:
        yield BadReport(f"{path}: {_reason(error)}")


def _opened(file: io.BufferedReader, path: str, given: Given) -> Iterator[Report | BadReport]:
    ending, packing = kind_of(path)
    size = os.fstat(file.fileno()).st_size
    if size > limits.LARGEST_FILE:
        raise BadReport(f"{path}: {size:,} bytes are more than {limits.LARGEST_FILE:,}; split the file")
    if is_archive(path):
        from kelisim.sources.archives import read_archive

        yield from read_archive(file, path, given)
    elif packing:
        from kelisim.sources.packing import unpacked

        yield from read_stream(Stream(unpacked(file, packing, path), path), ending, given)
    else:
        yield from read_stream(Stream(file, path, size), ending, given)


def with_front_matter(text: str, data: bytes) -> Report | None:
    """The report of a text in memory (source ``-``) and its raw bytes; None where it has no front matter."""
    about, body = split_front_matter(text.removeprefix("\ufeff"))
    return report_of(Raw("-", data, body, about), Given()) if about else None


def _standard_input(given: Given) -> Iterator[Report | BadReport]:
    """What comes in at standard input: records if every line begins an object, a page, or a text."""
    data = sys.stdin.buffer.read(limits.LARGEST_INPUT + 1)
    try:
        if len(data) > limits.LARGEST_INPUT:
            raise BadReport(f"-: more than {limits.LARGEST_INPUT:,} bytes; nothing was read: give it as a file")
        if _holds_records(data):
            yield from read_lines(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), "-", given)
        elif len(data) > limits.LARGEST_TEXT:
            raise BadReport(f"-: more than {limits.LARGEST_TEXT:,} bytes, which no report is; split it into reports")
        else:
            yield from read_stream(Stream(io.BufferedReader(io.BytesIO(data)), "-", len(data)), _kind(data), given)
    except BadReport as error:
        yield error


def _holds_records(data: bytes) -> bool:
    lines = [line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
    filled = [line for line in lines if line]
    return bool(filled) and all(line.startswith(b"{") for line in filled)


def _kind(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return ".pdf"
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
