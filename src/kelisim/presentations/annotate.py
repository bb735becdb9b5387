"""`kelisim annotate`: the amounts, times and actors of any German text, JSON lines in and out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from kelisim.presentations.options import Files, example


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="annotate",
        epilog=example('echo \'{"id": 1, "text": "Rund 1,3 Mrd. US-Dollar bis 2030"}\' | kelisim annotate'),
    )(_annotate)


def _annotate(files: Files = None) -> None:
    """Mark amounts, times and actors in texts, as JSON lines.

    In: {"id", "text", "reference_date"}; the date (a day, or FROM/TO) is what "im vergangenen Jahr" counts from, and
    may be missing. Out: {"id", "quantities", "times", "actors"} with character offsets; a quantity is one number, its
    span is without words such as "rund", and the two of a range carry both ends as low and high. Lines that are no
    such record are named on standard error, and the exit code is 1.
    """
    from kelisim.errors import KelisimError
    from kelisim.presentations.annotations import annotate_line

    failed = False
    for place, line in _lines(files or []):
        try:
            sys.stdout.buffer.write(annotate_line(line) + b"\n")
        except KelisimError as error:
            failed = True
            typer.echo(f"kelisim: {place}: {error}", err=True)
    sys.stdout.buffer.flush()
    if failed:
        raise typer.Exit(1)


def _lines(files: list[Path]) -> Iterator[tuple[str, bytes]]:
    if not files:
        yield from _numbered("-", sys.stdin.buffer)
    for file in files:
        yield from _open(file)


def _open(file: Path) -> Iterator[tuple[str, bytes]]:
    from kelisim.errors import BadReport

    try:
        with file.open("rb") as stream:
            yield from _numbered(str(file), stream)
    except OSError as error:
        raise BadReport(f"{file}: {error.strerror}. Give JSONL files that exist, or pipe them in.") from error


def _numbered(name: str, stream: Iterator[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield f"{name}, line {number}", line
