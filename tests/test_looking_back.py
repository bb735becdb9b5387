"""Looking back: what the digest says of a day is what the whole account says, cut down to what was known then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, islice

import pytest
from msgspec.structs import replace

import kelisim
from benchmarks.account import generated
from kelisim.account.choosing import Choice
from kelisim.account.follow_up import Thresholds, order
from kelisim.account.lines import LINES, At, all_known, kept
from kelisim.account.past import conflicts_at, known_at
from kelisim.account.selection import Question
from kelisim.account.snapshots import changes
from kelisim.account.states import State, _histories, _state, state, state_shown
from kelisim.account.sums import Sums, sums
from kelisim.intake import account_in, bring_together, shelf_of
from kelisim.ledger import Ledger, Query
from kelisim.model import Published
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.showing import shown
from kelisim.presentations.account.standing import AsOf, changed
from kelisim.presentations.samples import sample_folder
from kelisim.sources import Given, reports
from tests.conftest import SAMPLES

STORY = sample_folder().parent / "src/kelisim/presentations/demo.jsonl"
DAYS = ("2015-06-30", "2018-03-01", "2019-11-15", "2021-12-31", "2023-07-01", "2024-10-22", "2025-08-01", "2030-01-01")


@dataclass
class Clock:
    """A clock that is put forward by hand."""

    day: datetime = datetime(2017, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.day


def vague(number, published):
    """Every fifth report of an unknown day, every seventh of a known year alone."""
    if number % 5 == 0:
        return None
    if number % 7:
        return published
    return Published(f"{published.earliest[:4]}-01-01", f"{published.earliest[:4]}-12-31", "given")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """Reports of ten years, of the samples and of the demo, read in over the years."""
    clock = Clock()
    with Ledger(tmp_path_factory.mktemp("back") / "konto.db", clock=clock) as opened:
        for number, (report, reading) in enumerate(islice(generated(10**6), 250)):
            published = vague(number, report.published)
            document = replace(reading.document, published=published)
            clock.day = datetime(2017 + number // 25, 1 + number % 12, 1, tzinfo=UTC)
            opened.add(replace(report, published=published), replace(reading, document=document))
        for report in reports([str(SAMPLES), str(STORY)], Given()):
            opened.add(report, kelisim.read(report))
        bring_together(opened)
        yield opened


def state_at(found, at, when):
    """What of a whole state was known on a day: what the digest is to tell.

    Things, links and contradictions are those that are known now, as far as their words had been told then; stages,
    levels and verdicts are computed of what had been told.
    """
    account = known_at(found.account, at)
    conflicts = conflicts_at(found.conflicts, at)
    checks = (one for one in found.checks if at.has(all_known(one.entries)))
    checked = tuple(replace(one, entries=kept(one.entries, at)) for one in checks)
    told = account, _histories(account.undertakings, when)
    return _state(told, (checked, conflicts), {conflict.about for conflict in conflicts}, when)


@pytest.fixture(scope="module")
def whole(ledger) -> State:
    """Everything as it is known now."""
    return state(account_in(ledger, Query(sure=True)), DAYS[-1])


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("day", DAYS)
def test_the_digest_of_a_day_is_the_account_of_what_was_known(ledger, whole, line, day):
    at, when = At(line, day), (day, Thresholds())
    then = state_at(whole, at, when)
    choice = Choice(shelf_of(ledger).looking_back(at), Question())
    seen = shown("everything", choice, None, when)
    found = state_shown(choice.shelf.account(seen.ids, seen.statements), choice, seen, when)
    assert found.account.undertakings == then.account.undertakings
    assert found.account.series == then.account.series
    assert found.account.meetings == then.account.meetings
    assert (found.histories, found.follow_ups, found.targets) == (then.histories, then.follow_ups, then.targets)
    assert (found.checks, found.conflicts) == (then.checks, then.conflicts)


def added(found: Sums) -> object:
    """What sums say: the totals with what is in them, and why the rest is not."""
    totals = [(one.unit, one.value, one.at_least, [item.id for item in one.counted]) for one in found.totals]
    return totals, [(item.id, item.left_out) for item in found.left_out]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("day", DAYS)
def test_outlines_of_a_day_say_what_the_account_says(ledger, whole, line, day):
    at, when = At(line, day), (day, Thresholds())
    then = state_at(whole, at, when)
    choice = Choice(shelf_of(ledger).looking_back(at), Question())
    told = {one.id: (one.stage, one.since, one.deadline, one.contradicted) for one in choice.undertakings}
    assert told == {
        id: (row.history.stage, row.history.since, row.deadline, "contradicted" in row.calls)
        for id, row in then.follow_ups.items()
    }
    asked = sorted((row for row in then.follow_ups.values() if row.calls), key=order)
    assert [id for ids in choice.to_ask(*when).values() for id in ids] == [row.thing.id for row in asked]
    assert added(choice.sums) == added(sums(then.account.undertakings, then.histories))
    assert {one.id: len(one.told) for one in choice.series_lines} == {
        one.id: len(one.facts) for one in then.account.series
    }
    stood = sorted((one.series, one.deadline or "", one.verdict(at)) for one in choice.targets)
    told = ((id, one.deadline or "", one.verdict) for id, found in then.targets.items() for one in found)
    assert stood == sorted(told)


def test_reports_that_are_not_counted_are_counted_apart(ledger, whole):
    shelf, held = shelf_of(ledger), None
    for line in ("published", "possible", "happened"):
        for parties in ((), ("KZ", "UZ")):
            at = At(line, "2021-12-31")
            counted = shelf.looking_back(at).left_out(parties)
            assert counted == kelisim.digests.held(whole.account).looking_back(at).left_out(parties)
            held = held or counted
    assert held


@pytest.mark.parametrize("line", ["published", "recorded", "happened"])
@pytest.mark.parametrize("days", list(combinations(DAYS[1::2], 2)), ids=" ".join)
def test_what_changed_is_what_differs_between_the_two_accounts(ledger, whole, line, days):
    thresholds = Thresholds()
    states = [state_at(whole, At(line, day), (day, thresholds)) for day in days]
    expected = changes(*states)
    as_of = AsOf(**{line: days[0]}), AsOf(**{line: days[1]})
    every = changed(ledger, Options(), as_of, None)
    assert every.changes == expected
    assert every.counts == Counter(one.kind for one in expected)
    few = changed(ledger, Options(), as_of, 2)
    assert few.counts == every.counts
    for kind in every.counts:
        of_kind = [one for one in expected if one.kind == kind]
        assert [one for one in few.changes if one.kind == kind] == of_kind[:2]


@pytest.mark.parametrize("asked", [{"party": ["KZ", "UZ"]}, {"sector": ["210"]}, {"since": "2020", "until": "2022"}])
def test_changes_of_a_question_are_counted_as_they_are_shown(ledger, asked):
    as_of = AsOf(published="2019-11-15"), AsOf(published="2024-10-22")
    every = changed(ledger, Options(**asked), as_of, None)
    assert every.counts == Counter(one.kind for one in every.changes)
    assert every.changes
