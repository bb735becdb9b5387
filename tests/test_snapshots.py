"""The account on a day, and what changed between two."""

from msgspec.structs import replace

from kelisim.account import Entries
from kelisim.account.account import account_of
from kelisim.account.lines import At, kept
from kelisim.account.snapshots import CHANGES, changes
from kelisim.account.states import state
from kelisim.account.things import Account, Encounter
from tests.made_accounts import level, new_id, series, source, thing, told, work
from tests.made_readings import meeting


def on(day, *things, figures=(), meetings=()):
    return state(Account(undertakings=things, series=figures, meetings=meetings), day)


def test_only_what_had_certainly_appeared_counts():
    early, late, vague = (
        work("pledged", "2024-01-01"),
        work("pledged", "2025-01-01"),
        work("pledged", "2024-05-01/2024-07-31"),
    )
    both = replace(early, sources=(source("2025-05-01"), *early.sources))
    undated = work("pledged")
    told = (both, late, vague, undated)
    assert [entry.sources for entry in kept(told, At("published", "2024-06-30"))] == [early.sources]
    assert kept(told, At("possible", "2024-06-30")) == (replace(both, sources=early.sources), vague, undated)
    assert kept(told, At("recorded", "2024-12-31")) == ()


def test_each_kind_of_change():
    start = work("pledged", "2024-01-01", deadline="2025")
    done, moved = work("completed", "2025-05-01"), work("pledged", "2024-12-01", deadline="2026")
    one, gone, new = thing(start), thing(work("pledged", "2024-01-01")), thing(work("pledged", "2025-01-01"))
    later = thing(start, done, id=one.id)
    other = thing(start, moved, id=one.id)
    met = Encounter(id=new_id(), entries=(told(meeting(), "2025-01-01"),))
    aim = level("2030", 10, modality="target")
    trade = (level("2018", 3), level("2023", 4), aim)
    before = on("2024-06-01", one, gone, figures=(series(*trade),))
    after = on("2026-02-01", later, new, figures=(series(*trade, level("2024", 9)),), meetings=(met,))
    found = {change.kind: (change.before, change.after) for change in changes(before, after)}
    assert found == {
        "new_undertaking": ("", "pledged"),
        "stage": ("pledged", "completed"),
        "new_figure": ("", "2024"),
        "target": ("behind", "on_course"),
        "new_meeting": ("", "2024-10-21"),
        "gone": ("pledged", ""),
    }
    found = {change.kind: (change.before, change.after) for change in changes(before, on("2026-02-01", other))}
    assert found["deadline"] == ("2025", "2026")
    silent = changes(on("2024-06-01", one), on("2026-06-01", one))
    assert [(change.kind, change.before, change.after) for change in silent] == [("verdict", "scheduled", "no_report")]


def test_contradictions_come_and_go():
    fits, apart = series(level("2023-01/2023-11", "4.1"), level("2023", "4.4")), None
    part, whole = level("2023-01/2023-11", "4.8"), level("2023", "4.4")
    apart = series(part, whole)
    come = changes(on("2024-01-01", figures=(fits,)), on("2025-01-01", figures=(apart,)))
    assert "new_conflict" in {change.kind for change in come}
    went = changes(on("2024-01-01", figures=(apart,)), on("2025-01-01", figures=(fits,)))
    assert "settled_conflict" in {change.kind for change in went}
    assert changes(on("2024-01-01", figures=(apart,)), on("2025-01-01", figures=(apart,))) == ()


def test_a_thing_is_the_same_under_the_id_it_had_before_more_was_told():
    first, second = work("pledged", "2024-01-01"), work("completed", "2025-01-01")
    older = thing(first)
    merged = thing(first, second, aliases=(older.id,))
    kinds = [change.kind for change in changes(on("2024-06-01", older), on("2025-06-01", merged))]
    assert kinds == ["stage"]


def test_every_kind_of_change_is_in_the_table():
    assert len({name for name, _ in CHANGES}) == len(CHANGES) == 10


def test_an_empty_ledger_has_an_empty_account():
    assert changes(state(account_of(Entries()), "2024-01-01"), state(account_of(Entries()), "2025-01-01")) == ()
