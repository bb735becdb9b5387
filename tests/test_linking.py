"""Linking: what many reports say of one thing comes together, and whatever persons decide holds and can be undone."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from kelisim.account import Entries, account_of
from kelisim.account.entries import entries_of
from kelisim.account.likeness import FEATURES
from kelisim.account.minting import thing_id
from kelisim.account.title_words import title
from kelisim.errors import BadReport
from kelisim.evaluation.links import gold_links
from kelisim.ledger.links import Decision, Words
from kelisim.model import Report
from kelisim.presentations.link_scores import measure_links
from kelisim.reading import read
from kelisim.sources import Given, reports
from tests.conftest import ROOT, SAMPLES
from tests.linking_tables import PAGE, filled


@cache
def sample_entries():
    figures, undertakings, meetings = entries_of(read(report) for report in reports([str(SAMPLES)], Given()))
    return Entries(figures=figures, undertakings=undertakings, meetings=meetings)


@cache
def sample_account():
    return account_of(sample_entries())


def words(entry):
    head = entry.statement.evidence.head
    return Words(
        statement=entry.statement.statement, text_hash=entry.sources[0].text_hash, start=head.start, end=head.end
    )


def decision(left, right, verdict, number=1):
    return Decision(
        kind="same_undertaking", left=words(left), right=words(right), verdict=verdict, number=number, by="anna",
        decided_at=f"2026-01-0{number}T00:00:00Z", why="seen on the spot",
    )  # fmt: skip


def groups(account):
    return {frozenset(entry.statement.id for entry in thing.entries) for thing in account.undertakings}


def largest(account):
    return max(account.undertakings, key=lambda thing: (len(thing.entries), thing.id))


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(random):
    entries = sample_entries()
    mixed = {}
    for name in ("figures", "undertakings", "meetings"):
        mixed[name] = list(getattr(entries, name))
        random.shuffle(mixed[name])
    assert account_of(Entries(**mixed)) == sample_account()


def test_a_thing_has_the_id_of_the_words_that_found_it_and_keeps_the_others_as_aliases():
    thing = largest(sample_account())
    assert len(thing.entries) > 2
    assert thing.id == thing_id(thing.entries[0])
    assert set(thing.aliases) == {thing_id(entry) for entry in thing.entries[1:]} - {thing.id}
    ids = [id for thing in sample_account().undertakings for id in (thing.id, *thing.aliases)]
    assert len(ids) == len(set(ids))


def test_a_negative_decision_breaks_the_chain():
    thing = largest(sample_account())
    first, last = thing.entries[0], thing.entries[-1]
    account = account_of(sample_entries(), [decision(first, last, "apart")])
    assert not any({first.statement.id, last.statement.id} <= group for group in groups(account))


def test_a_person_links_what_the_rules_keep_apart():
    one, other = (thing.entries[0] for thing in sample_account().undertakings[:2])
    account = account_of(sample_entries(), [decision(one, other, "linked")])
    assert any({one.statement.id, other.statement.id} <= group for group in groups(account))


@pytest.mark.parametrize("verdict", ["apart", "linked"])
def test_undoing_restores_what_was(verdict):
    thing, other = largest(sample_account()), sample_account().undertakings[0]
    pair = (thing.entries[0], thing.entries[-1] if verdict == "apart" else other.entries[0])
    undone = [decision(*pair, verdict), decision(*pair, "withdrawn", number=2)]
    assert account_of(sample_entries(), undone) == sample_account()
    assert account_of(sample_entries(), undone[::-1]) == sample_account()


def test_a_decision_holds_for_a_newer_reading_of_the_same_words():
    entries = sample_entries()
    thing = largest(sample_account())
    first, last = thing.entries[0], thing.entries[-1]
    again = structs.replace(first, statement=structs.replace(first.statement, id="f" * 16, sectors=("110",)))
    others = [again if entry is first else entry for entry in entries.undertakings]
    reread = structs.replace(entries, undertakings=others)
    account = account_of(reread, [decision(first, last, "apart")])
    assert not any({again.statement.id, last.statement.id} <= group for group in groups(account))
    assert thing_id(again) == thing_id(first)


def test_every_link_of_a_rule_says_why():
    for link in sample_account().links:
        assert link.by.startswith("linking")
        assert link.reasons or link.why, link


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Internationales Zentrum für industrielle Kooperation", "International Center for Industrial Cooperation"),
        ("Handelszentrum", "Zentrum für den Handel"),
        ("Bahnlinie Tiraspol–Odessa", "Eisenbahn Tiraspol–Odessa"),
    ],
)
def test_two_wordings_of_one_title_have_the_same_concepts(one, other):
    assert title(one).words == title(other).words
    assert title(one).names == title(other).names


def test_what_tells_nothing_weighs_nothing():
    assert title("neue gemeinsame Projekte").words == {}
    assert title("zwei Abkommen").words == {}
    assert title("Abkommen").paper


def test_the_page_shows_the_tables_of_features():
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "run python -m tests.linking_tables"
    assert all(feature.says in page for feature in FEATURES)


def measured(links, folders):
    return measure_links(gold_links(links), folders)


@pytest.mark.parametrize("corpus", ["own", "dev"])
def test_links_are_as_right_as_they_were(corpus, request):
    """What is linked without asking is right, what is alike but not the same stays apart, and most is found."""
    if corpus == "own":
        scores = measured(ROOT / "tests/gate/links.json", [ROOT / "tests/gate/links"])
    else:
        gold = request.getfixturevalue("corpora") / "gold"
        scores = measured(gold / "links.dev.json", [gold, gold.parent])
    assert scores.hard_linked == []
    undertakings = scores.scores["undertakings"].rates
    assert undertakings.precision >= 0.97
    assert undertakings.recall >= 0.75
    assert scores.suggested.rates.recall >= 0.85
    assert scores.suggestions_each <= 3
    assert scores.scores["same_figure"].rates.f1 >= 0.95
    assert scores.scores["meetings"].rates.f1 >= 0.95
    assert scores.scores["contradictions"].found == 1


def test_what_is_only_alike_is_never_linked():
    """Reports in pairs: other memoranda, plants, loans, sessions, visits of the same two states."""
    read_in = (read(report) for report in reports([str(ROOT / "tests/gate/links_apart")], Given()))
    figures, undertakings, meetings = entries_of(read_in)
    account = account_of(Entries(figures=figures, undertakings=undertakings, meetings=meetings))
    texts = [{entry.sources[0].source for entry in thing.entries} for thing in account.things()]
    assert len(texts) > 30
    assert [one for one in texts if len(one) > 1] == []


def test_an_abbreviation_stands_for_the_first_letters_of_words():
    texts = (
        "Benin, Togo und Ghana bauen die Straße von Benin über Togo nach Ghana.",
        "Benin, Togo und Ghana haben ein Abkommen über die BTG-Straße unterzeichnet.",
    )
    readings = (read(Report(source=f"{at}", sha256=f"{at}", text=text)) for at, text in enumerate(texts))
    [link] = [
        link
        for link in account_of(Entries(undertakings=entries_of(readings)[1])).links
        if link.kind == "same_undertaking"
    ]
    assert link.verdict == "linked"
    assert "abbreviation" in {reason.feature for reason in link.reasons}


def test_a_file_that_is_none_of_links_is_named(tmp_path):
    path = tmp_path / "links.json"
    path.write_text('{"undertakings": 3}', encoding="utf-8")
    with pytest.raises(BadReport, match="not a file of links"):
        gold_links(path)
    with pytest.raises(BadReport, match="exists"):
        gold_links(tmp_path / "nothing.json")
