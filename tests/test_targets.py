"""Targets with their baseline, growth and verdict."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from kelisim.account.targets import targets
from tests.made_accounts import level, series, source, told

TODAY = "2026-06-01"


def aim(period, billions, published=None, **fields):
    return level(period, billions, published, modality="target", **fields)


def only(*entries, today=TODAY, started=None):
    [found] = targets(series(*entries), today, started or {})
    return found


def test_the_growth_that_is_needed_is_shown_with_its_sum():
    found = only(level("2018", 3), level("2023", "4.4"), aim("2030", 10, "2024-01-05"))
    assert round(found.needed, 3) == Decimal("0.124")
    assert found.arithmetic == (
        "needed: (10 / 4.4)^(1 / 7) - 1 = 12.4 % a year, 2023 to 2030",
        "made: (4.4 / 3)^(1 / 5) - 1 = 8.0 % a year, 2018 to 2023",
    )
    assert (found.verdict, found.baseline.year, found.latest.year) == ("behind", 2018, 2023)


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ([level("2018", 3), level("2023", 6), aim("2030", 10)], "on_course"),
        ([level("2023", 10), aim("2030", 10)], "met"),
        ([level("2023", 10, qualifier="almost"), level("2024", 9), aim("2030", 10)], "behind"),
        ([level("2023", 11, qualifier="almost"), aim("2030", 10)], "no_report"),
        ([level("2018", 3), level("2020", 4), aim("2020", 5)], "missed"),
        ([level("2018", 3), level("2022", 5), aim("2020", 5)], "no_report"),
        ([level("2023", 4), aim("2030", 10)], "no_report"),
        ([level("2018", 3), level("2023", 4), aim(None, 10)], "no_report"),
        ([level("2023", 12), aim(None, 10)], "met"),
        ([level("2025-01/..", 11, "2025-11-15"), aim("2030", 10)], "met"),
        ([level("2023", 12, modality="forecast"), aim("2030", 10)], "no_report"),
    ],
)
def test_verdicts(entries, verdict):
    assert only(*entries).verdict == verdict


def test_a_year_that_is_not_over_is_told_beside_the_last_whole_one():
    found = only(level("2023", "4.4"), level("2025-01/..", 4, "2025-11-15"), aim("2030", 10))
    assert (found.latest.year, found.so_far.period, found.so_far.whole) == (2023, "2025-01/..", False)


def test_a_year_whose_whole_is_known_is_told_by_it_and_by_the_last_report():
    part, first = level("2023-01/2023-11", "4.1"), level("2023", "4.5", "2024-05-01")
    found = only(part, first, level("2023", "4.4", "2024-09-01"), aim("2030", 10))
    assert (found.latest.value, found.so_far) == (Decimal("4.4E9"), None)


def test_the_year_a_report_starts_from_is_the_baseline():
    start, goal = level("2020", 3), aim("2030", 10)
    entries = (level("2018", 2), start, level("2023", 4), goal)
    assert only(*entries, started={goal.statement.id: start.statement.id}).baseline.year == 2020
    assert only(*entries).baseline.year == 2020
    assert only(*entries[:-1], aim("2030", 10, "2021-05-01")).baseline.year == 2020


def test_the_nearest_level_before_the_target_was_set_is_the_baseline():
    known = (level("2015", 1), level("2018", 2), level("2020", 3), level("2023", 4))
    assert only(*known, aim("2030", 10, "2019-03-01")).baseline.year == 2018
    assert only(*known, aim("2030", 10, "2024-03-01")).baseline.year == 2020
    assert only(*known, aim("2030", 10, "2014-03-01")).baseline.year == 2015


def test_a_target_of_an_undated_report_starts_from_the_levels_told_beside_it():
    text = source(text="a" * 64)
    beside = told(level("2018", 2).statement, report=text)
    goal = told(aim("2030", 10).statement, report=text)
    assert only(level("2015", 1), beside, level("2020", 3), level("2023", 4), goal).baseline.year == 2018


def test_a_level_that_another_source_contradicts_is_disputed():
    one, other, goal = level("2023", "4.4", "2024-05-01"), level("2023", "3.1", "2024-06-01"), aim("2030", 10)
    made = series(one, other, goal)
    first, second, third = made.facts
    apart = (replace(first, contradictions=(other,)), replace(second, contradictions=(one,)), third)
    [found] = targets(replace(made, facts=apart), TODAY, {})
    assert (found.latest.value, found.latest.disputed, found.latest.against) == (Decimal("3.1E9"), True, (one,))


@pytest.mark.parametrize(("later", "slip"), [(("2030", 5), "later"), (("2025", 4), "lower"), (("2025", 6), "higher")])
def test_a_target_that_is_restated(later, slip):
    before, after = aim("2025", 5, "2020-01-01"), aim(*later, "2024-01-01")
    found = targets(series(before, after), TODAY, {})
    slipped = next(target for target in found if target.entries[0] is after)
    assert (slipped.restated, slipped.slip) == ((before,), slip)
    assert next(target for target in found if target.entries[0] is before).restated == ()


def test_what_one_undertaking_is_to_cost_is_no_target():
    assert targets(series(aim("2030", 10, of="a" * 16)), TODAY, {}) == ()
    assert targets(series(aim("2030", 2, measure="change", unit="factor")), TODAY, {}) == ()
