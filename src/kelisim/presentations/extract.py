"""`kelisim extract`: reports in, statements out as JSON lines, as tables or as a page; nothing is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kelisim.presentations.options import (
    ColumnOption,
    Lang,
    LangOption,
    OutletOption,
    PublishedOption,
    Sources,
    UrlOption,
    example,
    language,
)

if TYPE_CHECKING:
    from kelisim.errors import BadReport
    from kelisim.model import Reading, Report
    from kelisim.sources import Columns, Given

Told = TypeVar("Told")


class Format(StrEnum):
    """What `extract` prints."""

    jsonl = "jsonl"
    table = "table"
    html = "html"


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="extract",
        epilog=example(
            "kelisim extract meldung.txt --published 2024-10-22",
            "kelisim extract meldungen/ --format table --lang de",
            "kelisim extract jahr.csv --column text=Volltext --column published=Datum",
            "kelisim extract meldung.txt --format html --output meldung.html",
        ),
    )(_extract)


def _extract(
    sources: Sources,
    format: Annotated[
        Format, typer.Option(help="JSON lines for programs, tables for people, a page for a browser.")
    ] = Format.jsonl,
    output: Annotated[
        Path | None, typer.Option(help="The file to write into, instead of printing.", metavar="FILE")
    ] = None,
    published: PublishedOption = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    column: ColumnOption = None,
    lang: LangOption = None,
) -> None:
    """Read reports and print what they say; nothing is stored.

    One JSON line a report, also for one without statements. Reports that cannot be read are named on standard
    error, the rest is read, and the exit code is 1.
    """
    readings = Readings(sources, given(published, url, outlet, column))
    with _into(output, sources):
        _PRINT[format](readings, lang)
    if readings.failed:
        raise typer.Exit(1)


def given(published: str | None, url: str | None, outlet: str | None, columns: list[str] | None = None) -> Given:
    """What the user says about the reports. Raises `UsageError` for a date that is none, and for unknown columns."""
    from kelisim.sources import Given, parse_published

    stated = parse_published(published, "given") if published else None
    return Given(published=stated, url=url, outlet=outlet, columns=_columns(columns or ()))


def _columns(words: Iterable[str]) -> Columns:
    from kelisim.errors import UsageError
    from kelisim.sources import Columns

    named = {}
    for word in words:
        what, equals, name = word.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--column {word}: write what it holds and its name: --column text=NAME")
        named[what.strip()] = name
    return Columns(named)


class Readings:
    """An iterator over the readings of ``sources``; what cannot be read goes to standard error and is counted."""

    def __init__(self, sources: list[str], given: Given) -> None:
        self._sources = sources
        self._given = given
        self.failed = 0

    def __iter__(self) -> Iterator[Reading]:
        from kelisim.reading import read
        from kelisim.text.letters import is_read

        for reading in self.each(read):
            if not is_read(reading.document.language):
                typer.echo(f"kelisim: {reading.document.source}: {unread(reading.document.language)}", err=True)
            yield reading

    def each(self, read: Callable[[Report], Told]) -> Iterator[Told]:
        """What ``read`` gives of each report that can be read."""
        from kelisim.errors import BadReport
        from kelisim.sources import reports

        for report in reports(self._sources, self._given):
            if isinstance(report, BadReport):
                self._refuse(report)
                continue
            try:
                told = read(report)
            except BadReport as error:
                self._refuse(error)
            else:
                yield told

    def _refuse(self, error: BadReport) -> None:
        from kelisim.sources import PassedOver

        self.failed += not isinstance(error, PassedOver)
        typer.echo(f"kelisim: {error}", err=True)


def unread(language: str | None) -> str:
    """What is said of a report in a language that is not read."""
    return f"its language is {language}, and only German is read: there are no statements of it"


@contextmanager
def _into(output: Path | None, sources: list[str]) -> Iterator[None]:
    """Print into a file, which is there when all is written and not before.

    Raises `UsageError` for one that cannot be written, or that is to be read.
    """
    if output is None:
        yield
        return
    from kelisim.errors import UsageError

    if any(output.resolve() == Path(source).resolve() for source in sources if source != "-"):
        raise UsageError(f"--output {output}: is one of the sources; give another file")
    part = output.with_name(output.name + ".part") if output.is_file() or not output.exists() else output
    try:
        with part.open("w", encoding="utf-8", errors="replace", newline="\n") as file, redirect_stdout(file):
            yield
        if part != output:
            part.replace(output)
    except OSError as error:
        raise UsageError(f"--output {output}: {error.strerror}") from error
    finally:
        if part != output:
            part.unlink(missing_ok=True)


def _print_lines(readings: Readings, _lang: Lang | None) -> None:
    from kelisim.records import encode

    # JSON is UTF-8 whatever the terminal speaks: the bytes go past the stream's own encoding.
    for reading in readings:
        sys.stdout.buffer.write(encode(reading) + b"\n")
    sys.stdout.buffer.flush()


def _print_tables(readings: Readings, lang: Lang | None) -> None:
    from kelisim.presentations.tables import print_reading

    for reading in readings:
        print_reading(reading, language(lang))


def _print_page(readings: Readings, lang: Lang | None) -> None:
    from kelisim.presentations.page import page
    from kelisim.presentations.tables import print_utf8

    print_utf8(page(readings, language(lang)))


_PRINT = {Format.jsonl: _print_lines, Format.table: _print_tables, Format.html: _print_page}
