"""`kelisim outlook` and `kelisim backtest`: can a target be reached, and how good such outlooks were."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kelisim.presentations.options import example
from kelisim.presentations.report_commands import LedgerOption, ShowFormat, open_ledger

if TYPE_CHECKING:
    from kelisim.statistics.annual_series import Record
    from kelisim.statistics.backtest import Score
    from kelisim.statistics.outlook import Outlook, SideOutlook

_NOMINAL = "Nominal US$, nothing is deflated; the two sides' data are two series."


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
    format: Annotated[ShowFormat, typer.Option(help="A page for people, or JSON.")] = ShowFormat.table,
    ledger: LedgerOption = None,
) -> None:
    """Say what each target for the trade of two states needs, and how probable it is.

    The targets are those that reports in the ledger tell; with --target another one. Each is seen from both sides'
    data: the growth a year that it needs, how often that has gone on for so long, and two forecasts. A target without
    a year gets the year in which it would be reached.
    """
    from kelisim.errors import UsageError
    from kelisim.statistics.outlook import outlook as judge
    from kelisim.statistics.outlook import pool_of
    from kelisim.statistics.targets import Target, targets_of

    if target is not None and target <= 0:
        raise UsageError(f"--target {target:g}: no sum to be reached; give one above zero, in US$")
    pair = two_states(parties)
    bases, told = _known(ledger, pair)
    if target is None:
        targets = [each for each in targets_of(told) if set(each.parties) == set(pair)]
    else:
        targets = [Target(parties=pair, value=target, year=by, words="--target", ids=())]
    pool = pool_of(bases)
    looks = [judge(each, bases, pool) for each in targets]
    if chart:
        _write_charts(chart, looks)
    if format is ShowFormat.json:
        _print_json(looks)
    else:
        _print_page(pair, looks)


def backtest(
    format: Annotated[ShowFormat, typer.Option(help="A page for people, or JSON.")] = ShowFormat.table,
    ledger: LedgerOption = None,
) -> None:
    """Score the outlook where the outcome is known.

    On every series of the imported (or shipped) data by rolling origin: Brier score and calibration, beside two
    yardsticks, no change and last growth goes on. And on past targets that come with the program.
    """
    from kelisim.statistics.backtest import look_back, past_targets, rolling
    from kelisim.statistics.outlook import pool_of

    bases, _ = _known(ledger, None)
    pool = pool_of(bases)
    score = rolling(pool)
    past = [look_back(each, pool) for each in past_targets()]
    if format is ShowFormat.json:
        _print_json({"rolling": score, "targets": past})
        return
    for line in _score_lines(score):
        typer.echo(line)
    typer.echo()
    typer.echo("Past targets (needed growth a year; probability by growth of all pairs known before)")
    for each in past:
        told, goal = each.target, each.target.value / 1e9
        chance = "too little was known" if each.probability is None else f"P = {each.probability:.0%}"
        typer.echo(
            f"  {' '.join(told.parties)} {goal:g} bn by {told.year}, said {told.said} ({told.side} data): needed "
            f"{told.needed:.1%}; {chance} from {each.known} growths; {'reached' if told.reached else 'missed'}, "
            f"{told.outcome / 1e9:.2f} bn"
        )


def two_states(parties: list[str]) -> tuple[str, str]:
    """The codes of two states in their order. Raises `UsageError` for anything else."""
    from kelisim.errors import UsageError
    from kelisim.ledger.blocs import bloc_members
    from kelisim.presentations.views import party_code

    codes = [party_code(word) for word in parties]
    if len(codes) != 2 or codes[0] == codes[1] or any(code in bloc_members() or len(code) != 2 for code in codes):
        raise UsageError("name two states, as in `KZ UZ` or `Kasachstan Usbekistan`")
    return min(codes), max(codes)


def _known(path: Path | None, pair: tuple[str, str] | None) -> tuple[Any, list[Any]]:
    """All bases there are, and the figures told of a pair; the shipped facts alone where there is no ledger."""
    from kelisim.ledger import Query
    from kelisim.settings import load
    from kelisim.statistics.bases import bases_of
    from kelisim.statistics.reference import with_reference

    if path is None and not load().ledger.exists():
        return bases_of(with_reference([])), []
    with open_ledger(path) as opened:
        told = opened.figures(Query(parties=pair, indicator="trade_turnover")) if pair else []
        return bases_of(with_reference(opened.official_rows())), told


def _print_page(pair: tuple[str, str], looks: list[Outlook]) -> None:
    if not looks:
        typer.echo(f"No target for the trade of {' and '.join(pair)} in the ledger; give one with --target and --by.")
        return
    for look in looks:
        target = look.target
        when = f"by {target.year}" if target.year else "without a year"
        typer.echo(
            f"{' '.join(target.parties)}: {target.value / 1e9:g} bn US$ {when} «{target.words}» {_ids(target.ids)}"
        )
        for side in look.sides:
            for line in _side_lines(side):
                typer.echo(f"  {line}")
        if not look.sides:
            typer.echo("  no whole year is known of either side")
        typer.echo()
    typer.echo(_NOMINAL)


def _ids(ids: tuple[str, ...]) -> str:
    return f"[{', '.join(id[:8] for id in ids)}]" if ids else ""


def _side_lines(side: SideOutlook) -> Iterable[str]:
    year, value = side.series.last
    yield f"{side.series.reporter} data, from {value / 1e9:.2f} bn in {year}:"
    if side.needed is not None:
        yield f"  needs {side.needed:.1%} a year; that growth was reached"
        yield f"    by this side in {_record_words(side.own)}"
        yield f"    by all pairs in {_record_words(side.all)}"
    if side.by_walk is not None and side.interval:
        low, high = (end / 1e9 for end in side.interval)
        yield f"  P = {side.by_walk:.0%} by a random walk with drift (80 % of it between {low:.1f} and {high:.1f} bn)"
    if side.by_draws is not None:
        yield f"  P = {side.by_draws:.0%} by draws from {side.drawn_from}"
    if side.by_ets is not None and side.by_arima is not None:
        yield f"  P = {side.by_ets:.0%} by ETS and {side.by_arima:.0%} by ARIMA from {side.season_from}"
    if side.reached_in or side.likely_from:
        chances = (("one in ten", side.likely_from), ("even", side.reached_in), ("nine in ten", side.likely_until))
        said = (f"{words} {f'by {year}' if year else 'not within thirty years'}" for words, year in chances)
        yield f"  chance that it is reached: {', '.join(said)}"
    for remark in side.remarks:
        yield f"  {remark}"


def _record_words(record: Record | None) -> str:
    if record is None or not record.windows:
        return "no stretch of years, as none is as long"
    length = f"{record.shortest}" if record.shortest == record.longest else f"{record.shortest} to {record.longest}"
    words = f"{record.reached} of {record.windows} stretches of {length} years"
    if record.best:
        words += f", best {record.best.growth:+.1%} ({record.best.first} to {record.best.last})"
    return words


def _score_lines(score: Score | None) -> Iterable[str]:
    from kelisim.statistics.backtest import FARTHEST, THRESHOLDS

    if score is None:
        yield "Rolling origin: no series has five whole years; import more (`kelisim statistics import FILE…`)."
        return
    multiples = ", ".join(f"{times:g}" for times in THRESHOLDS)
    yield f"Rolling origin: {score.cases} cases of {score.series} series, 1 to {FARTHEST} years ahead,"
    yield f"  turnover at least {multiples} times that of the year from which is looked ahead"
    yield f"  Brier score {score.brier:.3f}"
    yield f"  yardsticks: no change {score.brier_no_change:.3f}, last growth goes on {score.brier_goes_on:.3f}"
    for each in score.bins:
        yield f"  said {each.low:.0%} to {each.high:.0%} (mean {each.given:.0%}): came {each.came:.0%} of {each.cases}"


def _write_charts(path: Path, looks: list[Outlook]) -> None:
    from kelisim.errors import UsageError
    from kelisim.statistics.fan_chart import png, svg

    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"--chart: {path}: the ending says what is written, .svg or .png")
    if not path.parent.is_dir():
        raise UsageError(f"--chart: the folder {path.parent} does not exist")
    with_data = [look for look in looks if look.sides]
    for number, look in enumerate(with_data):
        name = path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}")
        if path.suffix.lower() == ".svg":
            name.write_text(svg(look), encoding="utf-8")
        else:
            name.write_bytes(png(look))
        typer.echo(f"{name}: {look.target.value / 1e9:g} bn, {look.target.year or 'no year'}", err=True)


def _print_json(value: object) -> None:
    import msgspec

    from kelisim.presentations.tables import print_utf8

    print_utf8(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
