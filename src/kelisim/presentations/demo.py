"""`kelisim demo`: the bundled sample reports read into a ledger, and the account that it keeps."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.presentations.options import LangOption, example, language

if TYPE_CHECKING:
    from kelisim.ledger import Ledger


_DAY = "2026-06-01"


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(name="demo", epilog=example("kelisim demo", "kelisim demo --lang de --ledger probe.db"))(_demo)


def _demo(
    ledger: Annotated[Path, typer.Option(help="The file to keep the account in.", metavar="FILE")] = Path("demo.db"),
    lang: LangOption = None,
) -> None:
    """Read the bundled sample reports and show the account.

    25 short German reports, and four made-up ones that tell how a story goes on, are read into a ledger file; then the
    page of Kazakhstan and Uzbekistan is printed: a promise and what became of it, targets, contradictions, what is to
    be asked about. Reading them again changes nothing.
    """
    from kelisim.ledger import Ledger
    from kelisim.presentations.reading_in import read_in
    from kelisim.presentations.samples import sample_folder
    from kelisim.sources import Given

    speak = language(lang)
    with Ledger(ledger) as account:
        samples = sorted(map(str, sample_folder().glob("*.txt")))
        tally = read_in([*samples, str(Path(__file__).with_name("demo.jsonl"))], Given(), account)
        for line in (*tally.lines(), f"kept in {ledger}", ""):
            typer.echo(line)
        _print_pair(account, speak)
    for line in _further(ledger):
        typer.echo(line)
    if tally.skipped:
        raise typer.Exit(1)


def _print_pair(ledger: Ledger, lang: str) -> None:
    """The page of the pair that the samples tell most of, as of a day that does not move with the clock."""
    from kelisim.presentations.account.options import Options
    from kelisim.presentations.account.pair import MOST, overview, pair_title
    from kelisim.presentations.account.printing import print_page
    from kelisim.presentations.account.standing import Wanted, standing

    found = standing(ledger, Options(party=["KZ", "UZ"], today=_DAY), Wanted("pair", MOST))
    print_page(overview(found, pair_title(found, lang), lang), "table", lang)


def _further(ledger: Path) -> tuple[str, ...]:
    """What to try next, as commands that work as they stand."""
    program = "kelisim" if shutil.which("kelisim") else sys.argv[0]
    return (
        "Look further:",
        f"  {program} undertakings --party KZ --party UZ --ledger {ledger}",
        f"  {program} follow-up --today {_DAY} --lang de --ledger {ledger}",
        f"  {program} pair DE IN --to markdown --ledger {ledger}",
        f"  {program} show ID --ledger {ledger}    # the words that a line rests on, by its id",
        f"  {program} explain FILE    # why a report is read so",
        f"  {program} read FILE...    # your own reports, into kelisim.db",
    )
