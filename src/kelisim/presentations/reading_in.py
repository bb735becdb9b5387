"""`kelisim read`: sources into the ledger, with a progress bar on a terminal and a summary at the end."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from msgspec import Struct, field

from kelisim.intake import Notice, Skipped, bring_together, take_in
from kelisim.presentations.extract import unread
from kelisim.presentations.tables import clean
from kelisim.sources.kinds import SINGLE, kind_of
from kelisim.text.letters import is_read

if TYPE_CHECKING:
    from rich.progress import Progress

    from kelisim.errors import BadReport
    from kelisim.ledger import Ledger, Outcome
    from kelisim.model import Reading, Report
    from kelisim.sources import Given

    Watch = Callable[[Iterable[Report | BadReport]], Iterator[Report | BadReport]]
    Say = Callable[[str], None]


class Tally(Struct):
    """What became of the reports so far: how many of each status, statements by kind, in other languages, skipped."""

    statuses: Counter[str]
    statements: Counter[str]
    skipped: int = 0
    languages: Counter[str] = field(default_factory=Counter)

    def count(self, result: Outcome | Skipped) -> None:
        """Take one more result in."""
        if isinstance(result, Skipped):
            self.skipped += 1
            return
        self.statuses[result.status] += 1
        for kind in ("figures", "undertakings", "meetings"):
            self.statements[kind] += getattr(result, kind)

    def lines(self) -> Iterator[str]:
        """The summary: reports read, known, skipped; statements written."""
        read = self.statuses["added"] + self.statuses["second_source"] + self.statuses["reread"]
        second = self.statuses["second_source"]
        notes = [f"{second} as a second source of a known text"] if second else []
        notes += [f"{self.statuses['reread']} read again"] if self.statuses["reread"] else []
        known, skipped = self.statuses["known"], self.skipped
        detail = f" ({', '.join(notes)})" if notes else ""
        yield f"{read} report{'s' * (read != 1)} read{detail}, {known} already known, {skipped} skipped"
        yield ", ".join(f"{self.statements[kind]} {kind}" for kind in ("figures", "undertakings", "meetings"))
        if self.languages:
            each = ", ".join(f"{code} {count}" for code, count in self.languages.most_common())
            yield f"{self.languages.total()} in another language ({each}): kept without statements, only German is read"


def read_in(sources: list[str], given: Given, ledger: Ledger, *, again: bool = False) -> Tally:
    """Read ``sources`` into the ledger; what is skipped and why goes to standard error as it happens."""
    from kelisim.reading import ENGINE, read
    from kelisim.sources import reports

    tally = Tally(Counter(), Counter())
    with _progress(_known_total(sources)) as (watched, say):

        def heard(report: Report) -> Reading:
            reading = read(report)
            language = reading.document.language
            if not is_read(language):
                tally.languages[str(language)] += 1
                say(f"kelisim: {clean(report.source)}: {unread(language)}")
            return reading

        for result in take_in(watched(reports(sources, given)), ledger, heard, again=again, engine=ENGINE):
            if isinstance(result, Notice):
                say(f"kelisim: {clean(result.text)}")
                continue
            tally.count(result)
            if isinstance(result, Skipped):
                say(f"kelisim: skipped {clean(result.reason)}")
    bring_together(ledger)
    return tally


def _known_total(sources: list[str]) -> int | None:
    """How many reports there will be, where that is plain: single files only."""
    single = all(kind_of(source)[0] in SINGLE and Path(source).is_file() for source in sources)
    return len(sources) if single else None


@contextmanager
def _progress(total: int | None) -> Iterator[tuple[Watch, Say]]:
    """A function that watches reports go by, and one that says something without tearing the bar."""
    if not sys.stderr.isatty():
        yield iter, lambda line: typer.echo(line, err=True)
        return
    with _bar() as bar:
        task = bar.add_task("", total=total)

        def watch(reports: Iterable[Report | BadReport]) -> Iterator[Report | BadReport]:
            for report in reports:
                bar.update(task, description=clean(getattr(report, "source", ""))[-40:])
                yield report
                bar.advance(task)

        yield watch, lambda line: bar.console.print(line, markup=False, highlight=False)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    description = TextColumn("{task.description}", markup=False)
    return Progress(*columns, description, console=Console(stderr=True), transient=True)
