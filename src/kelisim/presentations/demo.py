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
    from kelisim.presentations.tables import console

    out = console()
    with Ledger(ledger) as account:
        counted = _read_samples(account)
        out.print(f"{counted}, kept in {ledger}\n", markup=False)
        _print_account(account, out, language(lang))
    for line in _further(ledger):
        out.print(line, markup=False, soft_wrap=True)


def _read_samples(ledger: Ledger) -> str:
    """Read them behind a progress bar on standard error; what was done, in words."""
    from rich.console import Console
    from rich.progress import track

    from kelisim.intake import Skipped, take_in
    from kelisim.presentations.samples import sample_folder
    from kelisim.reading import read
    from kelisim.sources import Given, reports

    found = list(reports([str(sample_folder())], Given()))
    results = take_in(found, ledger, read)
    progress = track(results, "Reading sample reports", len(found), console=Console(stderr=True))
    outcomes = [result for result in progress if not isinstance(result, Skipped)]
    new = sum(outcome.status != "known" for outcome in outcomes)
    return f"{len(outcomes)} sample reports, {new} of them new"


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
        f"  {program} show ID --ledger {ledger}          the words behind a line, by its id",
        f"  {program} explain {{a report}}                why it was read so",
        f"  {program} read {{your own reports}}           into kelisim.db, your own account",
    )
