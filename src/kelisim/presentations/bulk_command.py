"""`kelisim bulk`: an archive read on many cores into Parquet parts; `kelisim load`: the parts into the ledger."""

from __future__ import annotations

import sys
import time
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.errors import UsageError
from kelisim.presentations.options import ColumnOption, OutletOption, PublishedOption, example
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.bulk.manifest import Counts
    from kelisim.bulk.run import Ended, Progress

_SAY_EVERY = 20.0  # seconds between lines where no terminal shows a bar
_PATIENCE = 600.0  # seconds without a part until something is said
_TOLD = 10  # refusals of the plan that are printed

Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, patterns in quotes, or addresses of an object store.",
        show_default=False,
        metavar="INPUT...",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the two commands to the app."""
    app.command(
        name="bulk",
        short_help="Read an archive on many cores, or on a cluster.",
        epilog=example(
            "kelisim bulk 'archiv/*.parquet' --out gelesen",
            "kelisim bulk crawl.warc.gz jahr.jsonl --out gelesen --ray auto",
            "kelisim load gelesen",
        ),
    )(_bulk)
    app.command(
        name="load",
        short_help="Bring what bulk has read into the ledger.",
        epilog=example("kelisim load gelesen --ledger archiv.db"),
    )(_load)


def _bulk(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", help="The folder for the parts; all nodes must see it.")],
    ray: Annotated[
        str | None,
        typer.Option("--ray", help="A Ray cluster: auto, HOST:PORT or ray://HOST:PORT.", metavar="ADDRESS"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes [default: every core].", min=1, show_default=False)
    ] = None,
    part_size: Annotated[float, typer.Option(help="Megabytes of input for a part.", min=0.01)] = 4,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    column: ColumnOption = None,
) -> None:
    """Read an archive and write what it says as Parquet, part by part; nothing is stored in a ledger.

    Every part has reports, figures, undertakings, meetings and what was refused. What is finished is never read
    again: a run that was stopped goes on with the same command. Texts that have nothing to do with relations of states,
    or are in another language than German, cost next to nothing, and are counted. The exit code is 1 where something
    was refused or a part is missing. Needs pip install 'kelisim[bulk]'.
    """
    _need("bulk", "daft", "pyarrow", *(("ray",) if ray else ()))
    from kelisim.presentations.extract import given

    run = import_module("kelisim.bulk.run")  # by its name, so that the command line answers without Daft
    options = run.Options(
        ray=ray, given=given(published, None, outlet, column), part_size=int(part_size * 1_000_000), workers=workers
    )
    with _Shown() as shown:
        ended: Ended = run.bulk(inputs, out, options, shown.show)
    _tell(ended, out)
    if ended.failed or not ended.manifest.complete or ended.refused or ended.progress.counts.refused:
        raise typer.Exit(1)


def _load(
    folder: Annotated[Path, typer.Argument(help="The folder that bulk has written.", metavar="FOLDER")],
    ledger: LedgerOption = None,
) -> None:
    """Bring the parts of a folder into the ledger and link what they say.

    Reports that are known already change nothing, so a stopped run is begun again with the same command. Needs
    pip install 'kelisim[bulk]'.
    """
    _need("load", "pyarrow")
    from kelisim.intake import bring_together
    from kelisim.presentations.reading_in import Tally

    loading = import_module("kelisim.bulk.loading")
    manifest = import_module("kelisim.bulk.manifest").read_manifest(folder)
    tally = Tally(Counter(), Counter())
    said = time.monotonic()
    with open_ledger(ledger, create=True) as opened:
        for number, outcome in enumerate(loading.load(folder, opened), 1):
            tally.count(outcome)
            if time.monotonic() - said > _SAY_EVERY:
                said = time.monotonic()
                typer.echo(f"kelisim: {number:,} of {manifest.counts.relevant:,} reports", err=True)
        bring_together(opened)
    for line in tally.lines():
        typer.echo(line)
    if not manifest.complete:
        typer.echo(f"kelisim: {folder} is not complete; run kelisim bulk again, then load", err=True)
        raise typer.Exit(1)


def _need(command: str, *modules: str) -> None:
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        extra = "bulk,cluster" if "ray" in missing else "bulk"
        raise UsageError(f"{command} needs {', '.join(missing)}; install it with: pip install 'kelisim[{extra}]'")


class _Shown:
    """Progress: a bar on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._said = time.monotonic()

    def __enter__(self) -> _Shown:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self._bar = Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True))
            self._task = self._bar.add_task("planning", total=None)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Tell how far it is."""
        if self._bar:
            self._bar.update(
                self._task, total=progress.size, completed=progress.done_size, description=_how_far(progress)
            )
        elif time.monotonic() - self._said > _SAY_EVERY:
            self._said = time.monotonic()
            typer.echo(f"kelisim: {_how_far(progress)}", err=True)


def _how_far(progress: Progress) -> str:
    left = progress.seconds_left
    told = f"{progress.known + progress.done:,} of {progress.parts:,} parts, {progress.counts.reports:,} texts"
    if progress.silent > _PATIENCE:
        return f"{told}, nothing for {_span(progress.silent)}; where nodes were lost, stop it and begin it again"
    if left is None:
        return told
    return f"{told}, {progress.rate:,.0f} a second, {_span(left)} left"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _tell(ended: Ended, folder: Path) -> None:
    """What could not be read, then what the folder holds."""
    from kelisim.presentations.tables import clean

    for error in ended.refused[:_TOLD]:
        typer.echo(f"kelisim: {clean(str(error))}", err=True)
    if len(ended.refused) > _TOLD:
        typer.echo(f"kelisim: and {len(ended.refused) - _TOLD:,} more", err=True)
    for message in islice(import_module("kelisim.bulk.loading").refusals(folder), _TOLD):
        typer.echo(f"kelisim: {clean(message)}", err=True)
    if ended.manifest.counts.refused > _TOLD:
        more = ended.manifest.counts.refused - _TOLD
        typer.echo(f"kelisim: and {more:,} more, in {folder}/parts/*/refused.parquet", err=True)
    for line in ended.failed:
        typer.echo(f"kelisim: {clean(line)}", err=True)
    progress = ended.progress
    missing = progress.parts - progress.done - progress.known
    typer.echo(f"parts: {progress.done:,} made, {progress.known:,} there already, {missing:,} missing")
    for line in _counted(ended.manifest.counts):
        typer.echo(line)
    if missing:
        typer.echo(f"kelisim: {folder} is not complete; the same command goes on", err=True)


def _counted(counts: Counts) -> list[str]:
    from kelisim.presentations.tables import clean

    other = f"{counts.irrelevant:,} about something else, {counts.other_language:,} in another language"
    lines = [
        f"{counts.reports:,} texts: {counts.relevant:,} read ({counts.without_date:,} without a date), {other}",
        f"{counts.figures:,} figures, {counts.undertakings:,} undertakings, {counts.meetings:,} meetings",
    ]
    if counts.refused or counts.passed_over:
        lines.append(f"{counts.refused:,} refused, {counts.passed_over:,} passed over as no reports")
    most = sorted(counts.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    return lines + [f"  {count:,} × {clean(reason)}" for reason, count in most[:_TOLD]]
