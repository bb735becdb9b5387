"""`kelisim check`: claimed trade figures against the official data of both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.presentations.ledger_commands import PartyOption, SinceOption, SureOption, UntilOption
from kelisim.presentations.options import example
from kelisim.presentations.report_commands import LedgerOption, ShowFormat, open_ledger

if TYPE_CHECKING:
    from kelisim.ledger.official import StoredRow
    from kelisim.statistics.claims import NotChecked
    from kelisim.statistics.verdicts import Verdict

_ROWS = 6  # of a sum of many months the first ones are shown


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
    format: Annotated[ShowFormat, typer.Option(help="A page for people, or JSON.")] = ShowFormat.table,
    ledger: LedgerOption = None,
) -> None:
    """Hold every claimed figure about the trade of two states against the official statistics of both.

    It fits, it fits when read in another way (whose data, which months, which part, which scale), it differs, or there
    are no data. The sides are never averaged. Where nothing was imported about a side, quotes that come with the
    program stand in.
    """
    from kelisim.presentations.views import FiguresView, known_code
    from kelisim.statistics.check import check as judge
    from kelisim.statistics.check import claims_of
    from kelisim.statistics.reference import with_reference

    wanted = known_code("--verdict", verdict, ("fits", "fits_other_reading", "differs", "no_data"))
    query = FiguresView(parties=tuple(party or ()), since=since, until=until, sure=sure).query()
    with open_ledger(ledger) as opened:
        rates = {(rate.currency, rate.period): rate for rate in opened.official_rates()}
        claims, unchecked = claims_of(opened.figures(query), rates)
        stored = opened.official_rows({claim.parties for claim in claims})
    verdicts = [each for each in judge(claims, with_reference(stored)) if wanted in (None, each.outcome)]
    if format is ShowFormat.json:
        _print_json(verdicts)
    else:
        _print_page(verdicts, [] if wanted else unchecked)


def _print_page(verdicts: list[Verdict], unchecked: list[NotChecked]) -> None:
    for verdict in verdicts:
        for line in _lines(verdict):
            typer.echo(line)
        typer.echo()
    counts = Counter(verdict.outcome for verdict in verdicts)
    said = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    typer.echo(f"{len(verdicts)} claims{f': {said}' if said else ''}")
    for reason, number in sorted(Counter(each.reason for each in unchecked).items()):
        typer.echo(f"{number} not checked: {reason}")


def _lines(verdict: Verdict) -> Iterable[str]:
    from kelisim.presentations.headings import name_of
    from kelisim.presentations.tables import clean
    from kelisim.statistics.readings import NAMES

    claim = verdict.claim
    told = {"turnover": "trade_turnover"}.get(claim.flow, claim.flow)
    what = f"{' '.join(claim.parties)}  {name_of(told, 'en')}, {claim.period or 'no period'}"
    yield clean(f"{claim.id[:8]}  {what}: «{claim.words}»")
    if verdict.outcome == "fits_other_reading" and verdict.reading:
        yield f"    fits in another reading ({NAMES[verdict.reading]}): {verdict.says}"
    else:
        yield f"    {verdict.outcome.replace('_', ' ')}{f': {verdict.says}' if verdict.says else ''}"
    if verdict.arithmetic:
        yield f"    {verdict.arithmetic}"
    for remark in verdict.remarks:
        yield clean(f"    · {remark}").replace("·", "    ·", 1)
    for row in verdict.rows[:_ROWS]:
        yield "    = " + clean(_row_words(row))
    if len(verdict.rows) > _ROWS:
        yield f"    = and {len(verdict.rows) - _ROWS} more rows"


def _row_words(stored: StoredRow) -> str:
    row = stored.row
    bound = {"at_least": "at least ", "at_most": "at most ", "about": "about "}.get(row.bound, "")
    kind = "" if row.valuation == "unknown" else f" {row.valuation}"
    status = "" if row.status == "reported" else f" ({row.status})"
    note = f"; {row.note}" if row.note else ""
    goods = f" of {row.item}" if row.item else ""
    return (
        f"{row.reporter} on {row.partner}, {row.flow}{goods}{kind}, {row.period}: {bound}{row.value:,} US${status}, "
        f"{row.source} [{stored.vintage[:8]}{note}]"
    )


def _print_json(verdicts: list[Verdict]) -> None:
    import msgspec

    from kelisim.presentations.tables import print_utf8

    records: list[dict[str, Any]] = []
    for verdict in verdicts:
        record = msgspec.to_builtins(verdict)
        record["rows"] = [each.pop("row") | each for each in record["rows"]]
        records.append(record)
    print_utf8(msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n")
