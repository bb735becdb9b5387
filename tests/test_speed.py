"""What keeps a large ledger quick: few pairs are compared, plain vetoes come first, lists ask for what they show."""

from __future__ import annotations

from itertools import combinations

import pytest

import kelisim
from benchmarks.linking import made, main
from kelisim.account import Entries
from kelisim.account.blocking import MOST_MENTIONS, mention_signs, neighbours
from kelisim.account.desk import Desk
from kelisim.account.entries import entries_of
from kelisim.account.likeness import Pair, kept_apart, likeness, may_be_one, vetoed
from kelisim.account.mentions import mention
from kelisim.account.workings import Held
from kelisim.intake import bring_together
from kelisim.ledger import Ledger, Query
from kelisim.presentations.views import FiguresView, ReportsView
from kelisim.sources import Given, reports
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def known():
    """The samples, read."""
    return [kelisim.read(report) for report in reports([str(SAMPLES)], Given())]


def mentions(readings):
    """The undertakings of readings taken apart, and where each is looked up."""
    entries = Entries(undertakings=entries_of(readings)[1])
    every = [mention(entry) for entry in entries.undertakings]
    held = Held(entries)
    held.put({item.id: mention_signs(item) for item in every})
    return every, held


def test_no_mention_is_compared_with_all_that_bear_its_words(known):
    same, held = mentions(made(known[:1], 3_000))
    most = max(len(item.title.words) + len(item.names) for item in same)
    compared = sum(len(neighbours(signs, held, MOST_MENTIONS)) for signs in held.known.values())
    assert compared / 2 < len(same) * MOST_MENTIONS * most


def test_what_is_passed_over_unseen_would_have_been_vetoed(known):
    every, held = mentions(known)
    rare = Desk(held).rarity
    passed = 0
    for left, right in combinations(every, 2):
        pair = Pair(left, right, rare)
        reasons = likeness(pair)[1]
        if not may_be_one(left, right):
            passed += 1
            assert vetoed(reasons)
        other_sort = any(reason.feature == "head" and reason.weight < 0 for reason in reasons)
        assert kept_apart(pair) == (vetoed(reasons) or other_sort)
    assert passed


@pytest.fixture
def ledger(tmp_path, known):
    with Ledger(tmp_path / "konto.db") as opened:
        for report in reports([str(SAMPLES)], Given()):
            opened.add(report, kelisim.read(report))
        bring_together(opened)
        yield opened


@pytest.mark.parametrize("kind", ["figure", "undertaking", "meeting", "report"])
@pytest.mark.parametrize("query", [Query(), Query(parties=("KZ",)), Query(sure=True), Query(since="2023-01-01")])
def test_ids_come_in_the_order_of_the_answers(ledger, kind, query):
    asked = getattr(ledger, f"{kind}s")(query)
    assert ledger.ids(kind, query) == [entry.id if kind == "report" else entry.statement.id for entry in asked]


@pytest.mark.parametrize("view", [FiguresView(), ReportsView()])
def test_a_list_begins_like_the_whole_and_says_how_many_more_there_are(ledger, view):
    whole = view.answer(ledger)
    first = view.answer(ledger, 3)
    assert first.entries == whole.entries[:3]
    assert first.more == len(whole.entries) - 3
    assert not whole.more


def test_suggestions_are_counted_beyond_those_that_are_given(ledger):
    kinds = ("same_undertaking", "same_meeting", "part_of")
    every, count = ledger.suggested(kinds)
    assert len(every) == count > 1
    assert ledger.suggested(kinds, most=1) == (every[:1], count)
    assert ledger.suggested(kinds, {every[0].left, every[0].right})[0] == every[:1]
    assert ledger.suggested(kinds, {every[0].left}) == ([], 0)


def test_the_benchmark_tells_by_which_power_linking_grows(capsys):
    main(["--sizes", "100", "200"])
    head, _, last = capsys.readouterr().out.splitlines()
    assert "power" in head and "one more" in head
    assert len(last.split()) == 9
