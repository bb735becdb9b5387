"""`kelisim check`: claimed trade figures against the official data of both sides."""

from __future__ import annotations

from typing import Annotated

import typer

from kelisim.presentations.account.options import for_one_answer
from kelisim.presentations.ledger_commands import (
    Format,
    FormatOption,
    PartyOption,
    SinceOption,
    SureOption,
    UntilOption,
)
from kelisim.presentations.options import LangOption, example, language
from kelisim.presentations.report_commands import LedgerOption, open_ledger


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="check",
        short_help="Hold claimed trade figures against official statistics.",
        epilog=example("kelisim check --party KZ --party UZ", "kelisim check --verdict differs --format json"),
    )(check)


def check(
    party: PartyOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    verdict: Annotated[
        str | None, typer.Option(help="Only: fits, fits_other_reading, differs, no_data.", metavar="VERDICT")
    ] = None,
    sure: SureOption = False,
    lang: LangOption = None,
    format: FormatOption = Format.table,
    ledger: LedgerOption = None,
) -> None:
    """Hold every claimed figure about the trade of two states against the official statistics of both.

    It fits, it fits when read in another way (whose data, which months, which part, which scale), it differs, or
    there are no data. A table shows the first 200 verdicts and counts all. The sides are never averaged. Where
    nothing was imported about a side, quotes that come with the program stand in.
    """
    from msgspec.structs import replace

    from kelisim.presentations.check_page import verdict_lines, verdict_record, verdict_row
    from kelisim.presentations.rows import table_csv, to_json
    from kelisim.presentations.tables import console, folded, print_utf8
    from kelisim.presentations.views import FiguresView, known_code
    from kelisim.statistics.check import check as judge
    from kelisim.statistics.check import claims_of
    from kelisim.statistics.claims import INDICATORS
    from kelisim.statistics.reference import with_reference

    wanted = known_code("--verdict", verdict, ("fits", "fits_other_reading", "differs", "no_data"))
    query = FiguresView(parties=tuple(party or ()), since=since, until=until, sure=sure).query()
    query = replace(query, indicators=tuple(INDICATORS), modality="actual")
    with for_one_answer(), open_ledger(ledger) as opened:
        rates = {(rate.currency, rate.period): rate for rate in opened.official_rates()}
        claims, unchecked = claims_of(opened.figures(query), rates)
        stored = opened.official_rows({claim.parties for claim in claims})
        verdicts = [each for each in judge(claims, with_reference(stored)) if wanted in (None, each.outcome)]
    spoken_in = language(lang)
    if format is Format.json:
        print_utf8(to_json([verdict_record(each) for each in verdicts]) + "\n")
    elif format is Format.csv:
        print_utf8(table_csv((verdict_row(each) for each in verdicts), spoken_in))
    else:
        width = console().width
        for indent, words in verdict_lines(verdicts, [] if wanted else unchecked, spoken_in):
            typer.echo("\n".join(folded(words, width, indent)))
