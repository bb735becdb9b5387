"""`kelisim outlook` and `kelisim backtest`: can a target be reached, and how good such outlooks were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from kelisim.presentations.ledger_commands import Format, FormatOption
from kelisim.presentations.options import LangOption, example, language
from kelisim.presentations.report_commands import LedgerOption, ShowFormat, open_ledger

if TYPE_CHECKING:
    from kelisim.account.things import Series
    from kelisim.ledger.official import Deflator
    from kelisim.statistics.deflating import PriceIndex
    from kelisim.statistics.outlook import Outlook
    from kelisim.statistics.readings import Bases


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command(
        name="outlook",
        short_help="Judge targets for trade by what has happened.",
        epilog=example("kelisim outlook KZ UZ", "kelisim outlook KZ UZ --target 10e9 --by 2030 --chart kz-uz.svg"),
    )(outlook)
    app.command(
        name="backtest",
        short_help="Score the outlook on the past.",
        epilog=example("kelisim backtest"),
    )(backtest)


def outlook(
    parties: Annotated[list[str], typer.Argument(metavar="STATE STATE", help="Two states, code or German name.")],
    target: Annotated[float | None, typer.Option(help="A sum in US$ instead of the ledger's targets.")] = None,
    by: Annotated[int | None, typer.Option(help="The year of that sum.", metavar="YEAR")] = None,
    chart: Annotated[
        Path | None, typer.Option(help="Write a fan chart here: .svg, or .png with kelisim[statistics].")
    ] = None,
    deflator: Annotated[
        str | None,
        typer.Option(help="Tell all sums in prices of one year, by this imported price index.", metavar="NAME"),
    ] = None,
    today: Annotated[
        str | None, typer.Option(help="The day to judge by [default: the machine's date].", metavar="DATE")
    ] = None,
    lang: LangOption = None,
    format: FormatOption = Format.table,
    ledger: LedgerOption = None,
) -> None:
    """Say what each target for the trade of two states needs, and how probable it is.

    The targets are those that reports in the ledger tell; with --target another one. Each is seen from both sides'
    data: the growth a year that it needs, how often that has gone on for so long, and two forecasts. A target without
    a year gets the year in which it would be reached; one whose year is over, what came of it. Sums are
    nominal without --deflator.
    """
    from kelisim.errors import UsageError
    from kelisim.presentations.account.standing import today as machine_day
    from kelisim.presentations.views import day_of
    from kelisim.statistics.deflating import index_named
    from kelisim.statistics.outlook import outlook as judge
    from kelisim.statistics.outlook import pool_of
    from kelisim.statistics.targets import Target, targets_of

    if target is not None and target <= 0:
        raise UsageError(f"--target {target:g}: no sum to be reached; give one above zero, in US$")
    if by is not None and target is None:
        raise UsageError(
            f"--by {by}: the year of which sum? Give it with --target; the ledger's targets have their own"
        )
    pair = two_states(parties)
    this_year = int((day_of("--today", today, 1) or machine_day())[:4])
    found = _known(ledger, pair)
    index = index_named(deflator, found.deflators) if deflator else None
    if target is None:
        told = (fact.entries for series in found.told for fact in series.facts)
        targets = [each for each in targets_of(told) if set(each.parties) == set(pair)]
    else:
        targets = [Target(parties=pair, value=target, year=by, words="--target", ids=())]
    pool = pool_of(found.bases, index)
    looks = [judge(each, found.bases, pool, index, this_year) for each in targets]
    if chart:
        _write_charts(chart, looks, language(lang))
    _print(pair, looks, index, (format, language(lang)))


def backtest(
    lang: LangOption = None,
    format: Annotated[ShowFormat, typer.Option(help="A page for people, or JSON.")] = ShowFormat.table,
    ledger: LedgerOption = None,
) -> None:
    """Score the outlook where the outcome is known.

    On every series of the imported (or shipped) data by rolling origin: Brier score and calibration, beside two
    yardsticks, no change and last growth goes on. And on past targets that come with the program.
    """
    from kelisim.presentations.outlook_page import past_lines, prices_words, score_lines
    from kelisim.statistics.backtest import look_back, past_targets, rolling, rolling_draws
    from kelisim.statistics.outlook import pool_of

    pool = pool_of(_known(ledger, None).bases)
    scores = {"random walk with drift": rolling(pool), "draws": rolling_draws(pool)}
    past = [look_back(each, pool) for each in past_targets()]
    if format is ShowFormat.json:
        _print_json({"rolling": scores, "targets": past})
    else:
        _say([*score_lines(scores), ("", ""), *past_lines(past), ("", ""), ("", prices_words(None))], language(lang))


def two_states(parties: list[str]) -> tuple[str, str]:
    """The codes of two states in their order. Raises `UsageError` for anything else."""
    from kelisim.errors import UsageError
    from kelisim.ledger.blocs import bloc_members
    from kelisim.presentations.views import party_code

    codes = [party_code(word) for word in parties]
    if len(codes) != 2 or codes[0] == codes[1] or any(code in bloc_members() or len(code) != 2 for code in codes):
        raise UsageError("name two states, as in `KZ UZ` or `Kasachstan Usbekistan`")
    return min(codes), max(codes)


class _Known(Struct, frozen=True):
    bases: Bases
    told: Sequence[Series]
    deflators: list[Deflator]


def _known(path: Path | None, pair: tuple[str, str] | None) -> _Known:
    """All bases there are, and the series told of a pair; the shipped facts alone where there is no ledger."""
    from kelisim.intake import account_in
    from kelisim.ledger import Query
    from kelisim.settings import load
    from kelisim.statistics.bases import bases_of
    from kelisim.statistics.reference import with_reference

    if path is None and not load().ledger.exists():
        return _Known(bases_of(with_reference([])), [], [])
    with open_ledger(path) as opened:
        told = account_in(opened, Query(parties=pair, sure=True)).series if pair else ()
        return _Known(bases_of(with_reference(opened.official_rows())), told, opened.official_deflators())


def _say(lines: Iterable[tuple[str, str]], lang: str) -> None:
    from kelisim.presentations.spoken import spoken
    from kelisim.presentations.tables import console, folded

    width = console().width
    for indent, words in lines:
        typer.echo("\n".join(folded(spoken(words, lang), width, indent)))


def _print(pair: tuple[str, str], looks: list[Outlook], index: PriceIndex | None, how: tuple[Format, str]) -> None:
    from kelisim.presentations.outlook_page import outlook_lines, outlook_record, outlook_rows
    from kelisim.presentations.rows import table_csv
    from kelisim.presentations.tables import print_utf8

    form, lang = how
    if form is Format.json:
        _print_json([outlook_record(look) for look in looks])
    elif form is Format.csv:
        print_utf8(table_csv(outlook_rows(looks), lang))
    elif looks:
        _say(outlook_lines(looks, index), lang)
    else:
        words = f"No target for the trade of {' and '.join(pair)} in the ledger; give one with --target and --by."
        _say([("", words)], lang)


def _write_charts(path: Path, looks: list[Outlook], lang: str) -> None:
    from kelisim.errors import UsageError
    from kelisim.presentations.fan_chart import png, svg

    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"--chart: {path}: the ending says what is written, .svg or .png")
    if not path.parent.is_dir():
        raise UsageError(f"--chart: the folder {path.parent} does not exist")
    with_data = [look for look in looks if look.sides]
    for number, look in enumerate(with_data):
        name = path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}")
        if path.suffix.lower() == ".svg":
            name.write_text(svg(look, lang), encoding="utf-8")
        else:
            name.write_bytes(png(look, lang))
        typer.echo(f"{name}: {look.target.value / 1e9:g} bn, {look.target.year or 'no year'}", err=True)


def _print_json(value: object) -> None:
    import msgspec

    from kelisim.presentations.tables import print_utf8

    print_utf8(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
