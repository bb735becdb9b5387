"""`kelisim demo`: the bundled sample reports read into a ledger, and the account that it keeps."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.presentations.options import LangOption, example, language

if TYPE_CHECKING:
    from rich.console import Console

    from kelisim.ledger import Ledger


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(name="demo", epilog=example("kelisim demo", "kelisim demo --lang de --ledger probe.db"))(_demo)


def _demo(
    ledger: Annotated[Path, typer.Option(help="The file to keep the account in.", metavar="FILE")] = Path("demo.db"),
    lang: LangOption = None,
) -> None:
    """Read the bundled sample reports and show the account.

    25 short German reports are read into a ledger file; then trade by pair of countries with its targets,
    undertakings by stage, and meetings are printed. Reading them again changes nothing.
    """
    from kelisim.ledger import Ledger
    from kelisim.presentations.reading_in import read_in
    from kelisim.presentations.samples import sample_folder
    from kelisim.presentations.tables import console
    from kelisim.sources import Given

    out, speak = console(), language(lang)
    with Ledger(ledger) as account:
        tally = read_in(sorted(map(str, sample_folder().glob("*.txt"))), Given(), account)
        for line in (*tally.lines(), f"kept in {ledger}", ""):
            typer.echo(line)
        _print_account(account, out, speak)
    for line in _further(ledger):
        typer.echo(line)
    if tally.skipped:
        raise typer.Exit(1)


def _print_account(ledger: Ledger, out: Console, lang: str) -> None:
    from kelisim.presentations.account import meeting_table, stage_table, trade_table
    from kelisim.presentations.headings import phrase

    for title, table in (("trade", trade_table), ("stages", stage_table), ("met", meeting_table)):
        out.print(phrase(title, lang), style="bold")
        out.print(table(ledger, lang))
        out.print()


def _further(ledger: Path) -> tuple[str, ...]:
    """What to try next, as commands that work as they stand."""
    program = "kelisim" if shutil.which("kelisim") else sys.argv[0]
    return (
        "Look further:",
        f"  {program} ledger figures --party KZ --party UZ --ledger {ledger}",
        f"  {program} ledger undertakings --stage committed --lang de --ledger {ledger}",
        f"  {program} show ID --ledger {ledger}    # the words that a line rests on, by its id",
        f"  {program} explain FILE    # why a report is read so",
        f"  {program} read FILE...    # your own reports, into kelisim.db",
    )
