"""The account of the outside seeds together with the samples: one thing, one series, one contradiction."""

from __future__ import annotations

from decimal import Decimal

import pytest

import kelisim
from kelisim.account import Entries, account_of
from kelisim.account.states import state
from kelisim.intake import correct
from kelisim.ledger import Correction, Ledger, Query
from kelisim.model import Published
from kelisim.reading import read
from kelisim.sources import Given, reports
from tests.conftest import SAMPLES

PAIR = ("KZ", "UZ")


@pytest.fixture(scope="module")
def ledger(corpora, tmp_path_factory):
    with Ledger(tmp_path_factory.mktemp("seeds") / "konto.db") as opened:
        for report in reports([str(corpora / "seeds"), str(SAMPLES)], Given()):
            opened.add(report, kelisim.read(report))
        yield opened


def standing(ledger):
    entries = Entries(figures=ledger.figures(), undertakings=ledger.undertakings(), meetings=ledger.meetings())
    return state(account_of(entries), "2026-06-01")


def centre(found):
    return [
        thing
        for thing in found.account.undertakings
        if any("industrielle Kooperation" in entry.statement.title for entry in thing.entries)
        and any("„Zentralasien“" in entry.statement.title for entry in thing.entries)
    ]


def trade(found):
    [series] = [
        series
        for series in found.account.series
        if (series.indicator, series.measure, series.item, series.parties) == ("trade_turnover", "level", None, PAIR)
    ]
    return series


def test_the_industrial_centre_is_one_undertaking_up_to_its_opening(ledger):
    found = standing(ledger)
    [thing] = centre(found)
    history = found.histories[thing.id]
    assert history.stage == "completed"
    assert {event.stage for event in history.events} == {"pledged", "committed", "completed"}
    texts = {source.source[-12:] for event in history.events for source in event.entry.sources}
    assert len(texts) >= 5


def test_the_railway_is_one_undertaking(ledger):
    found = standing(ledger)
    railways = [
        thing
        for thing in found.account.undertakings
        if any("Eisenbahn" in e.statement.title and "CN" in e.statement.parties for e in thing.entries)
    ]
    assert len(railways) == 1


def test_trade_is_one_series_with_its_target_and_the_growth_it_needs(ledger):
    found = standing(ledger)
    points = {fact.period: fact.entries[0].statement.low / 10**9 for fact in trade(found).facts if fact.period}
    assert points["2018"] == 3 and points["2023"] == Decimal("4.4") and points["2030"] == 10
    [target] = [target for target in found.targets[trade(found).id] if target.deadline == "2030"]
    assert (target.value, target.latest.year, round(target.needed, 3)) == (10**10, 2023, Decimal("0.124"))
    assert target.verdict == "behind"


def test_the_known_contradiction_is_told_with_both_quotes(ledger):
    [conflict] = [one for one in standing(ledger).conflicts if one.kind == "figure" and "IN" in one.parties]
    assert {entry.head for entry in conflict.entries} == {"21,4 Milliarden Euro", "18,2 Milliarden Euro"}


def test_an_undated_level_is_dated_with_its_report(ledger):
    def level():
        found = [
            entry
            for entry in ledger.figures(Query(parties=PAIR))
            if entry.head.split() == ["fast", "4", "Mrd.", "US-Dollar"]
        ]
        return found[0].statement.period

    assert level().startswith("XXXX")
    [report] = [report for report in ledger.reports() if "003_" in report.source]
    correct(ledger, report.id, Correction(published=Published("2025-11-15", "2025-11-15", "given")), read)
    assert level() == "2025-01/.."
    found = standing(ledger)
    [thing] = centre(found)
    assert found.histories[thing.id].since.latest == "2025-11-15"
    [target] = [target for target in found.targets[trade(found).id] if target.deadline == "2030"]
    assert target.so_far.period == "2025-01/.."
