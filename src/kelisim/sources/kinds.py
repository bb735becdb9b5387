"""Kinds of files, by the ending of a name: *«crawl.warc.gz»* is a WARC packed with gzip."""

from __future__ import annotations

from pathlib import PurePosixPath

SINGLE = (".txt", ".md", ".html", ".htm", ".pdf")
RECORDS = (".json", ".jsonl", ".csv", ".tsv", ".parquet", ".warc")
ARCHIVES = (".zip", ".tar")
_SHORT = {".tgz": (".tar", ".gz"), ".tbz2": (".tar", ".bz2"), ".txz": (".tar", ".xz")}
_PACKED = (*SINGLE[:-1], ".json", ".jsonl", ".csv", ".tsv", ".warc", ".tar")
PACKINGS = (".gz", ".bz2", ".xz")

LISTED = f"{' '.join((*SINGLE, *RECORDS, *ARCHIVES))}; text, records and tar also as {' '.join(PACKINGS)}"
"""All known endings, as a message names them."""


def kind_of(name: str) -> tuple[str, str]:
    """The ending of a name, and how it is packed (``""``, ``.gz``, ``.bz2``, ``.xz``)."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    last = suffixes[-1] if suffixes else ""
    if last in _SHORT:
        return _SHORT[last]
    if last in PACKINGS and suffixes[0] in _PACKED:
        return suffixes[0], last
    return last, ""


def is_known(name: str) -> bool:
    """Whether reports can be in a file of that name."""
    ending, _ = kind_of(name)
    return ending in SINGLE or ending in RECORDS or ending in ARCHIVES


def is_archive(name: str) -> bool:
    """Whether the file holds other files."""
    return kind_of(name)[0] in ARCHIVES
