"""An Excel workbook (.xlsx) as rows of cells: a zip of XML, of which only names, texts and numbers are read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from msgspec import Struct

from kelisim.errors import BadStatistics

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_BYTES = 1 << 28


class Sheet(Struct, frozen=True):
    """A sheet: its name, and its rows as (number, texts of its cells, empty where there is nothing)."""

    name: str
    rows: list[tuple[int, list[str]]]


def sheets(path: Path) -> Iterator[Sheet]:
    """The sheets in their order. Raises `BadStatistics` for what is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise BadStatistics(
                    f"{path}: unpacks to more than 256 MiB; save the sheets you need as another workbook"
                )
            texts = _shared_texts(archive)
            links = {
                link.get("Id", ""): link.get("Target", "")
                for link in _parsed(archive, "xl/_rels/workbook.xml.rels").iter(_RELATION)
            }
            for sheet in _parsed(archive, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
                target = links[sheet.get(_LINK, "")].removeprefix("/xl/").removeprefix("xl/")
                with archive.open(f"xl/{target}") as stream:
                    yield Sheet(sheet.get("name", ""), list(_rows(stream, texts)))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise BadStatistics(f"{path}: no Excel workbook (.xlsx): {error}; an .xls is saved as .xlsx first") from error


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    # The parser of Python 3.11 stops entities that blow up; outside files are never fetched.
    return ElementTree.fromstring(archive.read(name))  # noqa: S314


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    entries = _parsed(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    return ["".join(part.text or "" for part in entry.iter(f"{_MAIN}t")) for entry in entries]


def _rows(stream: IO[bytes], texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    for _event, element in ElementTree.iterparse(stream):  # noqa: S314  see above
        if element.tag != f"{_MAIN}row":
            continue
        cells: list[str] = []
        for cell in element.iter(f"{_MAIN}c"):
            place = _column(cell.get("r", ""), len(cells))
            cells += [""] * (place + 1 - len(cells))
            cells[place] = _text(cell, texts)
        yield int(element.get("r", "0")), cells
        element.clear()


def _text(cell: ElementTree.Element, texts: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t")).strip()
    value = cell.findtext(f"{_MAIN}v") or ""
    return texts[int(value)].strip() if kind == "s" and value else value.strip()


def _column(reference: str, following: int) -> int:
    """The place of a cell by its reference: «C7» is 2; without one it is the following."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return following
    number = 0
    for letter in letters[0]:
        number = 26 * number + ord(letter) - 64
    return number - 1
