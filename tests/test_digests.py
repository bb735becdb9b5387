"""The digest: what commands answer from is what statements and links make, and may be thrown away at any time."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest

import kelisim
from kelisim.account.choosing import Choice, HeldShelf
from kelisim.account.follow_up import Thresholds
from kelisim.account.outlining import outlines
from kelisim.account.selection import Question, select
from kelisim.account.states import state, state_shown
from kelisim.account.windows import between
from kelisim.digests import KeptShelf, is_right
from kelisim.intake import account_in, bring_together, entries_of_thing, shelf_of
from kelisim.ledger import Ledger, Query
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.pair import overview
from kelisim.presentations.account.showing import SHOWN
from kelisim.presentations.account.standing import Wanted, standing
from kelisim.presentations.account.verifying import verify
from kelisim.presentations.account.views import SECTIONS, page
from kelisim.presentations.samples import sample_folder
from kelisim.sources import Given, reports
from tests.conftest import SAMPLES

STORY = sample_folder().parent / "src/kelisim/presentations/demo.jsonl"
WHEN = "2026-06-01", Thresholds()
QUESTIONS = [
    Question(),
    Question(parties=("KZ", "UZ")),
    Question(parties=("C5", "C5")),
    Question(sectors=("210",)),
    Question(since="2023-01-01", until="2024-12-31"),
    Question(organisation="bank"),
]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The samples and the story of the demo, read in and brought together."""
    path = tmp_path_factory.mktemp("digests") / "konto.db"
    with Ledger(path) as opened:
        for report in reports([str(SAMPLES), str(STORY)], Given()):
            opened.add(report, kelisim.read(report))
        bring_together(opened)
    return path


@pytest.fixture
def ledger(path):
    """That ledger, opened."""
    with Ledger(path) as opened:
        yield opened


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
@pytest.mark.parametrize("view", ["undertakings", "series", "meetings", "follow-up", "conflicts"])
def test_what_is_loaded_of_a_choice_is_what_the_whole_account_says(ledger, view, asked):
    whole = between(state(select(account_in(ledger, Query(sure=True)), asked), *WHEN), asked)
    choice = Choice(shelf_of(ledger), asked)
    shown = SHOWN[view](choice, None, WHEN)
    found = between(state_shown(choice.shelf.account(shown.ids, shown.statements), choice, shown, WHEN), asked)
    if view == "undertakings":
        assert found.account.undertakings == whole.account.undertakings
        assert found.histories == whole.histories and found.follow_ups == whole.follow_ups
    elif view == "series":
        assert found.account.series == whole.account.series and found.targets == whole.targets
    elif view == "meetings":
        assert found.account.meetings == whole.account.meetings
    elif view == "follow-up":
        assert found.follow_ups == {id: row for id, row in whole.follow_ups.items() if row.calls}
    else:
        assert found.checks == whole.checks
        assert [(one.kind, one.why, one.entries) for one in found.conflicts] == [
            (one.kind, one.why, one.entries) for one in whole.conflicts
        ]


@pytest.mark.parametrize("view", [*SECTIONS, "pair"])
def test_a_page_with_few_rows_begins_like_the_page_with_all(ledger, view):
    made = []
    for most in (2, None):
        found = standing(ledger, Options(today=WHEN[0]), Wanted(view, most))
        made.append(overview(found, "", "en") if view == "pair" else page(view, found, "en"))
    few, all_rows = made
    assert [section.name for section in few.sections] == [section.name for section in all_rows.sections]
    for section, whole in zip(few.sections, all_rows.sections, strict=True):
        assert section.total == len(whole.rows)
        assert [row.title for row in section.rows[:2]] == [row.title for row in whole.rows[:2]]
        assert section.notes == whole.notes


def test_outlines_do_not_depend_on_the_day(ledger):
    account = account_in(ledger, Query(sure=True))
    assert outlines(state(account, "1999-01-01")) == outlines(state(account, "2031-12-31"))


def test_the_digest_may_be_thrown_away_and_comes_out_the_same(path):
    tables = ("digest_state", "outlines", "outline_codes", "outline_members", "thing_names", "thing_members")

    def rows():
        with sqlite3.connect(path) as raw:
            return {table: sorted(map(repr, raw.execute(f"SELECT * FROM {table}"))) for table in tables}

    before = rows()
    with sqlite3.connect(path) as raw:
        for table in tables:
            raw.execute(f"DELETE FROM {table}")
    with Ledger(path) as opened:
        assert bring_together(opened) == 0
        assert is_right(opened)
    assert rows() == before


def copied(path, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    return copy


def answers_alike(copy, path):
    """A ledger whose digest was missing or of another shape answers as the one that it was made from."""
    with Ledger(path) as opened, Ledger(copy) as old:
        assert Choice(shelf_of(old), Question()).undertakings == Choice(shelf_of(opened), Question()).undertakings
        assert not verify(old).found


def test_verify_names_a_digest_that_is_not_what_statements_make(path, tmp_path):
    copy = copied(path, tmp_path)
    with sqlite3.connect(copy) as raw:
        raw.execute("DELETE FROM outlines WHERE sort = 'meeting'")
    with Ledger(copy) as opened:
        assert any("digest" in fault for fault in verify(opened).found)


def test_a_ledger_without_a_digest_is_given_one(path, tmp_path):
    copy = copied(path, tmp_path)
    with sqlite3.connect(copy) as raw:
        for table in ("digest_state", "outlines", "outline_codes", "outline_members", "thing_names", "thing_members"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("PRAGMA user_version = 3")
    answers_alike(copy, path)


def test_a_digest_of_an_older_shape_is_made_anew(path, tmp_path):
    copy = copied(path, tmp_path)
    with sqlite3.connect(copy) as raw:
        raw.execute("DROP TABLE outlines")
        raw.execute("CREATE TABLE outlines (sort TEXT, id TEXT, newest TEXT, payload BLOB, PRIMARY KEY (sort, id))")
        raw.execute("PRAGMA user_version = 5")
        raw.execute("UPDATE digest_state SET rule = 'digest 1'")
    answers_alike(copy, path)


def test_verify_passes_over_an_older_digest_where_none_can_be_written(path, tmp_path, monkeypatch):
    copy = copied(path, tmp_path)
    with sqlite3.connect(copy) as raw:
        raw.execute("ALTER TABLE outline_members DROP COLUMN is_dated")
        raw.execute("PRAGMA user_version = 7")
        raw.execute("UPDATE digest_state SET rule = 'digest 1'")
    monkeypatch.setattr("os.access", lambda *_: False)
    with Ledger(copy, create=False) as sealed:
        assert not verify(sealed).found


def test_a_new_report_makes_a_new_digest(path, tmp_path):
    copy = copied(path, tmp_path)
    report = kelisim.Report(
        source="new.txt",
        sha256="0" * 64,
        text="Kasachstan und Usbekistan wollen in Gasalkent ein Solarkraftwerk bauen.",
    )
    with Ledger(copy) as opened:
        before = len(Choice(shelf_of(opened), Question()).undertakings)
        opened.add(report, kelisim.read(report))
        assert len(Choice(shelf_of(opened), Question()).undertakings) == before + 1
        assert is_right(opened)


def test_a_thing_is_found_by_every_id_it_goes_by(ledger):
    for thing in account_in(ledger).things():
        for id in (thing.id, *getattr(thing, "aliases", ())):
            assert entries_of_thing(ledger, id) == thing.entries


def test_an_account_at_hand_answers_like_a_ledger(ledger):
    account = account_in(ledger, Query(sure=True))
    held, kept = HeldShelf(account, outlines(state(account, WHEN[0]))), KeptShelf(ledger)
    asked = Question(parties=("KZ", "UZ"), min_amount=Decimal(0))  # more than lines can tell
    for sort in ("undertakings", "series", "meetings", "conflicts", "checks"):
        one, other = (getattr(Choice(shelf, asked), sort) for shelf in (held, kept))
        assert sorted(one, key=repr) == sorted(other, key=repr)
    told = [entry.statement.id for thing in account.undertakings for entry in thing.entries]
    assert held.things_of(told) == kept.things_of(told)
