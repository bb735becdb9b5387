"""Streams: the bytes of a file or of a member of an archive, and how they are taken within the limits."""

from __future__ import annotations

import io
from collections.abc import Iterator

from msgspec import Struct

from kelisim.errors import BadReport
from kelisim.sources import limits


class Stream(Struct):
    """One file: its bytes, how its reports name it, and its size where that is known before it is read."""

    file: io.BufferedReader
    source: str
    size: int | None = None


def whole(stream: Stream, most: int | None = None) -> bytes:
    """All bytes, if they are no more than a report can be, or ``most``. Raises `BadReport` where they are."""
    most = limits.LARGEST_TEXT if most is None else most
    size = stream.size or 0
    data = stream.file.read(most + 1) if size <= most else b""
    size = max(size, len(data))
    if size > most:
        told = f"{size:,} bytes" if stream.size else f"more than {most:,} bytes"
        raise BadReport(f"{stream.source}: {told}, and no report is larger than {most:,}; split it into reports")
    return data


def lines(stream: Stream) -> Iterator[bytes | None]:
    """The lines; ``None`` for one that is longer than a report can be, which is passed over to its end."""
    while line := stream.file.readline(limits.LARGEST_TEXT):
        if len(line) < limits.LARGEST_TEXT or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.file.readline(limits.LARGEST_TEXT)) and not rest.endswith(b"\n"):
            pass
        yield None
