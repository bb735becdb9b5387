"""Official statistics: `kelisim statistics import|fetch|vintages`, and what uses them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.presentations import check_command, outlook_commands
from kelisim.presentations.options import LangOption, example, language
from kelisim.presentations.outlook_commands import two_states
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.statistics.importing import Result


class Service(StrEnum):
    """Who is asked."""

    comtrade = "comtrade"
    imts = "imts"


_app = typer.Typer(help="Official trade statistics: import files, or ask for them.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the group to the app, and the commands that use official statistics."""
    app.add_typer(_app, name="statistics")
    check_command.register(app)
    outlook_commands.register(app)


@_app.command(
    name="import",
    epilog=example("kelisim statistics import TradeData.csv", "kelisim statistics import rates.csv comext.csv"),
)
def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Downloads of statistical offices.")],
    retrieved: Annotated[
        str | None, typer.Option("--retrieved", help="When they were got from their source.", metavar="DATE")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Import official statistics.

    Each file is recognised by its heads: UN Comtrade (CSV, JSON), IMF IMTS (CSV of the API or the Data Explorer, JSON
    of the old DOT), Eurostat COMEXT (SDMX-CSV), World Bank WITS (SDMX-JSON), the workbook of stat.gov.kz, a plain CSV,
    exchange rates or a price index. It is kept wholly or not at all, as a new vintage; nothing is overwritten. A file
    that cannot be trusted is refused with line and reason, and the exit code is 1.
    """
    from kelisim.errors import BadStatistics, LedgerError
    from kelisim.statistics.importing import import_file

    moment = _moment(retrieved)
    refused = False
    with open_ledger(ledger, create=True) as opened:
        for file in files:
            try:
                _tell(import_file(file, opened, retrieved_at=moment))
            except (BadStatistics, LedgerError) as error:
                refused = True
                typer.echo(f"kelisim: refused {error}", err=True)
    if refused:
        raise typer.Exit(1)


@_app.command(
    short_help="Ask UN Comtrade or the IMF for a pair and import the answers.",
    epilog=example("kelisim statistics fetch KZ UZ --from 2015", "kelisim statistics fetch KZ UZ --service imts"),
)
def fetch(
    parties: Annotated[list[str], typer.Argument(metavar="STATE STATE", help="Two states, code or German name.")],
    first: Annotated[int, typer.Option("--from", help="The first year.", metavar="YEAR")] = 2015,
    last: Annotated[
        int | None, typer.Option("--to", help="The last year [default: last year].", metavar="YEAR")
    ] = None,
    monthly: Annotated[bool, typer.Option("--monthly", help="Months instead of years.")] = False,
    service: Annotated[Service, typer.Option(help="UN Comtrade, or the IMF's IMTS.")] = Service.comtrade,
    again: Annotated[bool, typer.Option("--again", help="Ask again what was answered before.")] = False,
    pause: Annotated[float, typer.Option(help="Seconds between two calls.", min=0.0)] = 6.0,
    ledger: LedgerOption = None,
) -> None:
    """Ask for both sides' data of a pair of states, and import the answers.

    Without KELISIM_COMTRADE_KEY the preview is asked, which needs no key. Calls are slow on purpose; each answer is
    kept, so a run that was stopped or held up is begun again with the same command.
    """
    from kelisim.settings import load
    from kelisim.statistics.fetching import Asking, questions
    from kelisim.statistics.fetching import fetch as ask
    from kelisim.statistics.importing import import_file

    settings = load()
    how = Asking(
        cache=settings.cache,
        comtrade=settings.comtrade_url,
        imf=settings.imf_url,
        key=settings.comtrade_key,
        pause=pause,
        again=again,
    )
    asked = questions(two_states(parties), _years(first, last), how, service=service.value, monthly=monthly)
    with open_ledger(ledger, create=True) as opened:
        for answer in ask(asked, how):
            words = answer.question.words
            if answer.path is None:
                typer.echo(f"{words}: the service has nothing")
                continue
            typer.echo(f"{words}: {'kept from before' if answer.known else 'answered'}", err=True)
            _tell(import_file(answer.path, opened))


def _years(first: int, last: int | None) -> range:
    from datetime import UTC, datetime

    from kelisim.errors import UsageError

    until = last or datetime.now(UTC).year - 1
    if not 1962 <= first <= until <= 2100:
        raise UsageError(f"--from {first} --to {until}: no stretch of years for which there are data")
    return range(first, until + 1)


@_app.command(epilog=example("kelisim statistics vintages"))
def vintages(lang: LangOption = None, ledger: LedgerOption = None) -> None:
    """List the files that were imported, the newest last."""
    from kelisim.presentations.headings import phrase
    from kelisim.presentations.tables import clean, console, new_table

    with open_ledger(ledger) as opened:
        found = opened.official_vintages()
    table = new_table(("id", "retrieved", "shape", "rows", "rates", "levels", "source"), language(lang))
    for each in found:
        counts = (f"{count:,}" for count in (each.rows, each.rates, each.levels))
        table.add_row(each.id[:8], each.retrieved_at[:10], each.shape, *counts, clean(each.path))
    console().print(table if found else phrase("nothing", language(lang)))


def _tell(result: Result) -> None:
    name = result.path
    if result.vintage is None:
        typer.echo(f"{name}: imported before, nothing changed")
        return
    counts = {"rows": result.vintage.rows, "rates": result.vintage.rates, "levels": result.vintage.levels}
    said = ", ".join(f"{count:,} {what if count > 1 else what[:-1]}" for what, count in counts.items() if count)
    typer.echo(f"{name}: {said} ({result.shape}), vintage {result.vintage.id[:8]}")
    for repair in result.notes.repairs:
        typer.echo(f"{name}: {repair}", err=True)
    for reason, count in sorted(result.notes.passed_over.items()):
        typer.echo(f"{name}: passed over {count:,}: {reason}", err=True)


def _moment(day: str | None) -> str | None:
    from datetime import date

    from kelisim.errors import UsageError

    if day is None:
        return None
    try:
        return f"{date.fromisoformat(day.strip()).isoformat()}T00:00:00Z"
    except ValueError as error:
        raise UsageError(f"--retrieved: {day!r} is no day; write 2026-03-14") from error
