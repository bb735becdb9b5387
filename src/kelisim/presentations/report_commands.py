"""The commands about reports: `kelisim read`, `kelisim show` and `kelisim report set`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.presentations.options import (
    ColumnOption,
    LangOption,
    OutletOption,
    PublishedOption,
    Sources,
    UrlOption,
    example,
    language,
)

if TYPE_CHECKING:
    from kelisim.ledger import Correction, Ledger


class ShowFormat(StrEnum):
    """What `show` prints."""

    table = "table"
    json = "json"


LedgerOption = Annotated[
    Path | None,
    typer.Option("--ledger", help="The file the account is kept in [default: $KELISIM_LEDGER, else kelisim.db]."),
]
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="An id, or its first six or more digits.")]

_report_app = typer.Typer(help="Correct what is known about a report.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command(
        name="read",
        epilog=example(
            "kelisim read meldungen/", "kelisim read meldung.txt --published 2024-10-22 --outlet Abendblatt"
        ),
    )(_read)
    app.command(
        name="show",
        short_help="Show a statement, a thing or a report.",
        epilog=example("kelisim show 3f9a1c", "kelisim show 3f9a1c --format json"),
    )(_show)
    app.add_typer(_report_app, name="report")


def _read(
    sources: Sources,
    ledger: LedgerOption = None,
    published: PublishedOption = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    column: ColumnOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read known reports again, with the rules of today.")] = False,
) -> None:
    """Read reports into the ledger.

    A report that is known already changes nothing, so a stopped run is begun again with the same command. What
    cannot be read is named, the rest is read, and the exit code is 1.
    """
    from kelisim.presentations.extract import given
    from kelisim.presentations.reading_in import read_in

    about = given(published, url, outlet, column)
    with open_ledger(ledger, create=True) as opened:
        tally = read_in(sources, about, opened, again=again)
    for line in tally.lines():
        typer.echo(line)
    if tally.statuses["known"] and (published or url or outlet):
        typer.echo("known reports keep what is known of them; `kelisim report set ID` corrects it", err=True)
    if tally.skipped:
        raise typer.Exit(1)


def _show(
    id: IdArgument,
    copy: Annotated[
        str | None,
        typer.Option("--in", help="A copy of the report, to find the words there.", metavar="FILE"),
    ] = None,
    format: Annotated[ShowFormat, typer.Option(help="A page for people, or JSON.")] = ShowFormat.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """One statement with the words it rests on and its reports; a thing with all its statements; or one report.

    With --in the words of a statement are looked for in an edited copy of its report, by what stands before and behind
    them. The exit code is 1 where they are not found.
    """
    from kelisim.presentations.shown import show

    with open_ledger(ledger) as opened:
        if copy is not None:
            from kelisim.presentations.anchoring import anchor_in

            if not anchor_in(opened, id, copy, format.value):
                raise typer.Exit(1)
            return
        show(opened, id, format.value, language(lang))


@_report_app.command(
    name="set", epilog=example('kelisim report set 7c01d2 --published 2024-10-22 --reason "stands on the page"')
)
def set_facts(
    id: IdArgument,
    published: PublishedOption = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept with the correction.")] = "set by hand",
    ledger: LedgerOption = None,
) -> None:
    """Correct when, where and by whom a report was published.

    The report is read again under the corrected facts, so that its periods are resolved anew. What was there
    before stays in the ledger. An empty value takes a fact away.
    """
    from kelisim.errors import UsageError
    from kelisim.intake import correct
    from kelisim.reading import ENGINE, read

    correction = _correction(published, url, outlet, reason)
    with open_ledger(ledger) as opened:
        target, full = opened.resolve(id)
        if target != "report":
            raise UsageError(f"{id}: the id of a statement; `kelisim show {id}` names its report")
        outcome = correct(opened, full, correction, read, engine=ENGINE)
    counts = ", ".join(f"{getattr(outcome, kind)} {kind}" for kind in ("figures", "undertakings", "meetings"))
    typer.echo(f"report {full} corrected and read again: {counts}")


def _correction(published: str | None, url: str | None, outlet: str | None, reason: str) -> Correction:
    from msgspec import UNSET

    from kelisim.errors import UsageError
    from kelisim.ledger import Correction
    from kelisim.sources import parse_published

    if published is None and url is None and outlet is None:
        raise UsageError("nothing to set; give --published, --url or --outlet")
    if not reason.strip():
        raise UsageError("--reason: say in a few words why")
    return Correction(
        published=UNSET if published is None else parse_published(published, "given") if published else None,
        url=UNSET if url is None else url or None,
        outlet=UNSET if outlet is None else outlet or None,
        reason=reason.strip(),
    )


def open_ledger(path: Path | None, *, create: bool = False) -> Ledger:
    """The ledger at ``path``, else where the settings say. Raises `LedgerError` where there is none."""
    from kelisim.ledger import Ledger
    from kelisim.settings import load

    settings = load()
    return Ledger(path or settings.ledger, create=create, who=settings.who)
