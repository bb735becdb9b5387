"""The outlook: needed growth, record, forecasts that widen, targets without a year, the chart, the backtest."""

import json
import random
from decimal import Decimal
from math import exp, log, sqrt

import pytest
from typer.testing import CliRunner

from kelisim.ledger.official import OfficialRow, StoredRow
from kelisim.ledger.query import Entry
from kelisim.presentations.cli import app
from kelisim.presentations.spoken import spoken
from kelisim.statistics.annual_series import AnnualSeries, record
from kelisim.statistics.backtest import BINS, look_back, past_targets, rolling, rolling_draws
from kelisim.statistics.bases import bases_of
from kelisim.statistics.forecast import draws, walk
from kelisim.statistics.outlook import outlook, pool_of, side_outlook
from kelisim.statistics.reference import with_reference
from kelisim.statistics.student import cumulative, quantile
from kelisim.statistics.targets import Target, deadline, targets_of
from tests.conftest import ROOT, SAMPLES
from tests.made_readings import figure

BN = 1e9
PAGE = (ROOT / "docs/statistics.md").read_text(encoding="utf-8")


def series(*values, first=2010, years=None):
    found = years or range(first, first + len(values))
    return AnnualSeries("UZ", "KZ", tuple(found), tuple(value * BN for value in values))


def target(value, year):
    return Target(parties=("KZ", "UZ"), value=value * BN, year=year, words="", ids=())


UZBEK = series(3.0, 4.6, 4.3, 4.97, years=(2018, 2022, 2024, 2025))


def test_ten_billion_by_2030_needs_fifteen_percent_a_year_which_uzbek_data_never_showed():
    bases = bases_of(with_reference([]))
    look = outlook(target(10, 2030), bases, pool_of(bases))
    assert [side.series.reporter for side in look.sides] == ["KZ", "UZ"]
    uzbek = look.sides[1]
    assert uzbek.series.last == (2025, 4.97 * BN)
    assert uzbek.needed == pytest.approx(0.150, abs=0.0005)
    assert (uzbek.own.reached, uzbek.own.windows) == (0, 4)
    assert uzbek.own.best.growth == pytest.approx(0.113, abs=0.0005)
    assert 0.15 < uzbek.by_walk < 0.35
    assert 0.15 < uzbek.by_draws < 0.35
    kazakh = look.sides[0]
    assert kazakh.needed == pytest.approx(0.124, abs=0.0005)
    for number in (f"{uzbek.needed:.1%}", f"{uzbek.by_walk:.0%}", f"{kazakh.needed:.1%}", f"{kazakh.by_walk:.0%}"):
        assert number in PAGE


@pytest.mark.parametrize(
    ("t", "degrees", "share"), [(0, 3, 0.5), (12.706, 1, 0.975), (4.303, 2, 0.975), (2.228, 10, 0.975)]
)
def test_student(t, degrees, share):
    assert cumulative(t, degrees) == pytest.approx(share, abs=1e-4)
    assert quantile(share, degrees) == pytest.approx(t, rel=1e-3, abs=1e-6)


def test_the_interval_widens_and_more_than_by_the_root_of_time():
    path = walk(UZBEK)
    widths = [path.quantiles(2025 + ahead)[5] / path.quantiles(2025 + ahead)[1] for ahead in range(1, 9)]
    assert widths == sorted(widths)
    assert log(widths[3]) > log(widths[0]) * sqrt(4)
    drawn = draws(series(1.0), [0.1, -0.1, 0.2, 0.0, 0.05], 4)
    spread = [ends[-500] / ends[500] for ends in drawn.ends]
    assert spread == sorted(spread)


def test_few_and_even_years_are_drawn_towards_what_is_usual():
    steep = walk(series(*(exp(0.2 * year) for year in range(5))))
    longer = walk(series(*(exp(0.2 * year) for year in range(15))))
    assert 0.05 < steep.drift < longer.drift < 0.2
    assert 0 < longer.spread < steep.spread < 0.15
    assert longer.doubt < steep.doubt


def test_years_that_are_missing_do_not_bias_the_drift():
    whole = series(*(1.1**year for year in range(9)))
    gaps = series(*(1.1**year for year in (0, 3, 4, 8)), years=(2010, 2013, 2014, 2018))
    assert walk(gaps).drift == pytest.approx(walk(whole).drift, rel=0.05)


def test_too_few_years_give_no_forecast_of_their_own():
    short = series(1.0, 1.2, 1.4)
    assert walk(short) is None
    side = side_outlook(target(2, 2015), short, [short])
    assert side.by_walk is None and side.needed is not None
    assert "too few" in side.remarks[0]
    assert draws(short, [0.1] * 4, 3) is None


def test_draws_are_the_same_every_time():
    assert draws(UZBEK, [0.1, 0.2, -0.1, 0.0, 0.3], 5) == draws(UZBEK, [0.1, 0.2, -0.1, 0.0, 0.3], 5)


def test_the_record_counts_stretches_of_the_length_asked_for():
    found = record([series(1.0, 1.2, 1.44, 1.44, 1.44)], 0.15, 2)
    assert (found.reached, found.windows, found.shortest, found.longest) == (1, 3, 2, 2)
    assert record([series(1.0)], 0.1, 3).windows == 0


def test_a_target_that_is_over_or_reached_says_what_came():
    assert "first reached in 2022" in side_outlook(target(4.5, 2020), UZBEK, []).remarks[0]
    assert "2020 is not known" in side_outlook(target(4.5, 2020), UZBEK, []).remarks[0]
    assert "reached already" in side_outlook(target(4.5, 2030), UZBEK, []).remarks[0]


def test_a_target_without_a_year_gets_one():
    even = series(*(exp(0.07 * year) * (1 + 0.01 * (year % 2)) for year in range(10)))
    side = side_outlook(target(even.last[1] / BN * 2, None), even, [])
    assert side.reached_in in range(2028, 2034)
    assert side.likely_from < side.reached_in


KAZAKH = series(2.0, 3.0, 3.4, 3.9, 5.0, 4.4, years=(2017, 2019, 2020, 2021, 2022, 2023))


def test_nothing_is_forecast_for_a_year_that_is_over_though_the_data_end_before_it():
    over = side_outlook(target(5, 2024), KAZAKH, [KAZAKH], 2026)
    assert over.remarks == ("its year is over: the data end in 2023; first reached in 2022",)
    assert over.by_walk is None and over.needed is None
    assert spoken(over.remarks[0], "de") == "sein Jahr ist vorbei: die Daten enden 2023; erstmals erreicht 2022"
    assert "not reached in any year known" in side_outlook(target(6, 2025), KAZAKH, [], 2026).remarks[0]
    for this_year in (2024, None):
        assert side_outlook(target(5, 2024), KAZAKH, [KAZAKH], this_year).by_walk is not None
    assert side_outlook(target(5, 2026), KAZAKH, [KAZAKH], 2026).remarks == ("first reached in 2022",)


def test_a_target_without_a_year_is_reached_in_no_year_that_is_over():
    then, now = (side_outlook(target(5, None), KAZAKH, [KAZAKH], this_year) for this_year in (None, 2026))
    assert then.likely_from == 2024
    assert now.likely_from == 2026 and now.reached_in >= 2026
    assert now.remarks == ("first reached in 2022",)
    assert side_outlook(target(5.5, None), KAZAKH, [KAZAKH], 2026).remarks == ()


def test_targets_are_taken_from_figures_and_told_once():
    def entry(**fields):
        base = {"low": Decimal("1e10"), "high": Decimal("1e10"), "modality": "target", "period": "2030"}
        return Entry(statement=figure(**base | fields), sentence="", head="10 Mrd.", sources=())

    no_targets = ({"modality": "actual"}, {"polarity": "denied"}, {"unit": "EUR"}, {"item": "Getreide"},
                  {"measure": "change"})  # fmt: skip
    told = [[entry()], [entry(id="b" * 16)], [entry(period=None)], *([entry(**fields)] for fields in no_targets)]
    found = targets_of(told)
    assert [(each.value, each.year, len(each.ids)) for each in found] == [(1e10, 2030, 2), (1e10, None, 1)]
    [same] = targets_of([[entry(period=None), entry(id="b" * 16)]])
    assert (same.year, len(same.ids)) == (2030, 2)
    assert [deadline(word) for word in ("2026/2030", "2030-12", "203X", None)] == [2030, 2030, None, None]


# The backtest


def made_panel(seed, pairs=150, years=14, *, turning=False):
    """Made random walks whose drift and spread differ by pair; ``turning``: in every third the drift turns midway."""
    chance = random.Random(seed)
    panel = []
    for number in range(pairs):
        drift, spread = chance.gauss(0.05, 0.05), chance.uniform(0.05, 0.3)
        level, values = chance.uniform(-2, 3), []
        for year in range(years):
            turn = -1 if turning and number % 3 == 0 and year > years // 2 else 1
            level += chance.gauss(drift * turn, spread)
            values.append(exp(level))
        panel.append(series(*values))
    return panel


def backtest_lines():
    """The tables of the docs: calibration of both panels by bin, and the Brier scores."""
    steady, turning = (rolling(made_panel(1, turning=turning)) for turning in (False, True))
    drawn = [rolling_draws(made_panel(1, turning=turning)[:40]) for turning in (False, True)]
    lines = [
        f"| {one.low:.0%} to {one.high:.0%} | {one.given:.0%} | {one.came:.0%} | {two.given:.0%} | {two.came:.0%} |"
        for one, two in zip(steady.bins, turning.bins, strict=True)
    ]
    names = {"brier": "the walk", "brier_no_change": "no change", "brier_goes_on": "last growth goes on"}
    lines += [
        f"| {words} | {getattr(steady, name):.3f} | {getattr(turning, name):.3f} |" for name, words in names.items()
    ]
    lines.insert(BINS + 1, f"| the draws (40 series) | {drawn[0].brier:.3f} | {drawn[1].brier:.3f} |")
    return steady, turning, lines


def test_on_made_panels_the_outlook_beats_the_yardsticks_and_is_as_well_calibrated_as_the_docs_say():
    steady, turning, lines = backtest_lines()
    for score in (steady, turning):
        assert score.brier < score.brier_no_change and score.brier < score.brier_goes_on
    assert all(abs(each.given - each.came) < 0.12 for each in steady.bins)
    for line in lines:
        assert line in PAGE, "\n".join(lines)


def test_the_score_on_the_shipped_facts_is_what_the_docs_say():
    pool = pool_of(bases_of(with_reference([])))
    score = rolling_draws(pool)
    assert rolling(pool) is None, "no series has five whole years"
    told = f"{score.cases} cases of {score.series} series: Brier score {score.brier:.3f}, no change "
    told += f"{score.brier_no_change:.3f}, last growth goes on {score.brier_goes_on:.3f}"
    assert told in " ".join(PAGE.split()), told


def test_draws_know_the_growth_of_others_only_up_to_their_origin():
    early = [series(*(1.05**year for year in range(4)))]
    late = [AnnualSeries("KG", "KZ", tuple(range(2020, 2030)), tuple(BN * 2**year for year in range(10)))]
    assert rolling_draws(early) is None
    assert rolling_draws([*early, *late]).series == 1, "what others did later is not known in 2012"


def test_the_backtest_knows_nothing_later_than_its_origin():
    panel = made_panel(2, pairs=5)
    assert panel[0].until(2013).years == (2010, 2011, 2012, 2013)
    assert panel[0].until(2000) is None


def test_past_targets_are_scored_only_by_growth_known_before():
    pool = pool_of(bases_of(with_reference([])))
    found = [look_back(each, pool) for each in past_targets()]
    assert [each.probability is None for each in found] == [True, True, False, True]
    kyrgyz = found[2]
    assert kyrgyz.target.needed == pytest.approx(0.518, abs=0.001)
    assert not kyrgyz.target.reached
    assert f"{kyrgyz.probability:.0%}" in PAGE


def test_short_series_give_no_score():
    assert rolling([series(1.0, 2.0, 3.0)]) is None


# The commands


def test_outlook_of_the_sample_reports(tmp_path):
    where = ["--ledger", str(tmp_path / "k.db")]
    assert CliRunner().invoke(app, ["read", str(SAMPLES), *where]).exit_code == 0
    chart = tmp_path / "fan.svg"
    run = CliRunner().invoke(app, ["outlook", "KZ", "Usbekistan", "--chart", str(chart), *where])
    assert run.exit_code == 0
    assert "5 bn US$ by 2020" in run.output and "first reached in 2022" in run.output
    assert "Nominal US$" in run.output
    assert chart.exists() and (tmp_path / "fan-2.svg").exists()
    records = json.loads(CliRunner().invoke(app, ["outlook", "KZ", "UZ", "--format", "json", *where]).stdout)
    assert {record["target"]["value"] for record in records} >= {5e9, 1e10}
    assert "give one with --target" in CliRunner().invoke(app, ["outlook", "KZ", "CN", *where]).output


def test_outlook_without_a_ledger_uses_the_shipped_facts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KELISIM_LEDGER", str(tmp_path / "none.db"))
    run = CliRunner().invoke(app, ["outlook", "KZ", "UZ", "--target", "10e9", "--by", "2030", "--today", "2026-06-01"])
    assert run.exit_code == 0 and "needs 15.0% a year" in run.output
    words = ["outlook", "KZ", "UZ", "--target", "5e9", "--today", "2026-06-01"]
    over = CliRunner().invoke(app, [*words, "--by", "2024"]).output
    assert "the data end in 2023; first reached in 2022" in " ".join(over.split()) and "P = " not in over
    undated = CliRunner().invoke(app, words).output
    assert "one in ten by 2026" in undated and "by 2025" not in undated and "first reached in 2022" in undated
    back = CliRunner().invoke(app, ["backtest"])
    assert back.exit_code == 0 and "Past targets" in back.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["KZ"],
        ["KZ", "KZ"],
        ["KZ", "C5"],
        ["KZ", "UZ", "--target", "1", "--chart", "fan.pdf"],
        ["KZ", "UZ", "--by", "2030"],
        ["KZ", "UZ", "--today", "soon"],
    ],
)
def test_what_cannot_be_answered_is_said(words):
    assert CliRunner().invoke(app, ["outlook", *words]).exit_code != 0


def test_a_panel_of_imported_rows_is_scored():
    rows = []
    for number, code in enumerate(("UZ", "KG", "TJ")):
        for year in range(2010, 2020):
            value = int((1 + number) * BN * 1.07 ** (year - 2010) * (1 + 0.1 * ((year + number) % 3)))
            row = OfficialRow(reporter="KZ", partner=code, period=str(year), flow="turnover", value=value, source="s")
            rows.append(StoredRow(row, "v", ""))
    score = rolling(pool_of(bases_of(rows)))
    assert score.series == 3 and score.cases > 50
