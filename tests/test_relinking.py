"""One report more looks up what it touches, and the ledger holds what linking everything at once would find."""

from __future__ import annotations

import sqlite3
from functools import cache
from itertools import combinations
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs
from sqlalchemy import event, select

import kelisim
from benchmarks.linking import made
from kelisim import digests
from kelisim.account import Entries
from kelisim.account.clusters import Bonds, groups
from kelisim.account.entries import entries_of
from kelisim.account.facts import same_fact, same_period, told_figures
from kelisim.account.linking import linked, links_of, relinked
from kelisim.account.same_figures import beside, by_kin, fact_groups
from kelisim.account.things import RULE
from kelisim.account.workings import Held
from kelisim.digest_renewal import renewed
from kelisim.digests import DIGEST_RULE, every_entry, is_right
from kelisim.intake import bring_together, judged, shelf_of
from kelisim.ledger import Ledger
from kelisim.ledger.query import Correction
from kelisim.ledger.workings_book import KeptWorkings
from kelisim.ledger.workings_tables import EVERY, linked_items, linked_scores
from kelisim.model import Published
from kelisim.reading import read
from kelisim.sources import Given, reports
from tests.conftest import ROOT, SAMPLES

LINKS = ROOT / "tests/gate/links"


@cache
def readings(*folders):
    """The reports of folders, each with its reading."""
    return [(report, read(report)) for report in reports([str(folder) for folder in folders], Given())]


def difference(ledger):
    """What the ledger keeps otherwise than linking everything at once would."""
    held = Held(every_entry(ledger))
    found = linked(held, ledger.decisions())
    wanted = {(one.kind, one.left, one.right): structs.replace(one, decided_at=None) for one in found.links}
    links = {(one.kind, one.left, one.right): one for one in ledger.links()}
    with ledger.reading() as connection:
        ids = list(connection.scalars(select(linked_items.c.id)))
        items = KeptWorkings(connection).items(ids)
        scores = {(row.kind, row.left, row.right): row.score for row in connection.execute(select(linked_scores))}
    likely = {(one.kind, *pair): score for one in found.rescored for pair, score in one.scores.items()}
    return [
        key
        for kept, made_now in ((links, wanted), (items, held.known), (scores, likely))
        for key in kept.keys() | made_now.keys()
        if kept.get(key) != made_now.get(key)
    ]


def decided(ledger, random):
    """A person decides about two undertakings, or about what the rules linked."""
    links = [link for link in ledger.links() if link.kind.startswith("same_")]
    pair = [one.statement.id for one in random.sample(ledger.undertakings(), 2)]
    if links and random.random() < 0.6:
        link = random.choice(links)
        pair = [link.left, link.right]
    found = ledger.entries_of(pair)
    if len(found) == 2:
        ledger.decide(judged(*found, random.choice(["linked", "apart", "withdrawn"])), "seen on the spot")


def dated(ledger, random):
    """A report is given another day, or none."""
    report = random.choice(ledger.reports())
    undated = ledger.stored_report(report.id).published is None
    day = Published("2024-03-01", "2024-03-01", "given") if undated else None
    said = Correction(published=day)
    ledger.set_report(report.id, said, read(ledger.stored_report(report.id, said)))


def told_elsewhere(ledger, random):
    """The very text stands at another address under another title."""
    stored = ledger.stored_report(random.choice(ledger.reports()).id)
    moved = structs.replace(stored, url=f"http://bote.example/{random.random()}", title="Anderswo in Taschkent")
    ledger.add(moved, read(moved))


def read_otherwise(ledger, random):
    """Newer rules read less in a report."""
    report = random.choice(ledger.reports()).id
    reading = read(ledger.stored_report(report))
    kinds = {name: getattr(reading, name)[1:] for name in ("figures", "undertakings", "meetings")}
    ledger.add_again(report, structs.replace(reading, **kinds))


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1_000_000))
def test_reports_in_any_order_and_portions_give_the_account_of_all_at_once(tmp_path_factory, seed):
    random = Random(seed)
    waiting = list(readings(SAMPLES, LINKS))
    random.shuffle(waiting)
    with Ledger(tmp_path_factory.mktemp("portions") / "konto.db") as ledger:
        for report, reading in waiting[:12]:
            ledger.add(report, reading)
        bring_together(ledger)
        del waiting[:12]
        while waiting:
            for report, reading in waiting[: random.choice([1, 1, 2])]:
                ledger.add(report, reading)
                waiting.pop(0)
            if random.random() < 0.6:
                random.choice([decided, dated, told_elsewhere, read_otherwise])(ledger, random)
            bring_together(ledger)
        assert difference(ledger) == []
        assert is_right(ledger)


def test_a_report_that_says_nothing_changes_nothing(tmp_path):
    with Ledger(tmp_path / "konto.db") as ledger:
        for report, reading in readings(SAMPLES):
            ledger.add(report, reading)
        bring_together(ledger)
        before = set(ledger.links())
        report = kelisim.Report(source="leer.txt", sha256="0" * 64, text="Die Suppe war gut. Am Abend regnete es.")
        ledger.add(report, read(report))
        bring_together(ledger)
        assert difference(ledger) == []
        assert set(ledger.links()) == before
        assert is_right(ledger)


HELD, MORE = 250, 10  # reports; a single one may tell of nobody else


def test_one_report_more_looks_up_few_statements(tmp_path, monkeypatch):
    looked_up, counts = set(), []
    with Ledger(tmp_path / "konto.db") as ledger:
        every = [
            (kelisim.Report(source=reading.document.source, sha256="0" * 64, text=reading.text), reading)
            for reading in made([reading for _, reading in readings(SAMPLES)], 1_500)
        ]
        for report, reading in every[:HELD]:
            ledger.add(report, reading)
        bring_together(ledger)
        entries = KeptWorkings.entries
        monkeypatch.setattr(digests, "worked_out", None)
        monkeypatch.setattr(
            KeptWorkings, "entries", lambda self, ids: looked_up.update(asked := list(ids)) or entries(self, asked)
        )
        for report, reading in every[HELD : HELD + MORE]:
            looked_up.clear()
            ledger.add(report, reading)
            bring_together(ledger)
            counts.append(len(looked_up))
        assert 0 < max(counts) < 300, counts
        assert difference(ledger) == []
        monkeypatch.undo()
        assert is_right(ledger)


def test_a_report_that_makes_many_words_tell_otherwise_has_all_linked_anew(tmp_path):
    with Ledger(tmp_path / "konto.db") as ledger:
        for report, reading in readings(LINKS):
            ledger.add(report, reading)
            said = ledger.link_more(RULE, lambda kept, texts: relinked(kept, [], texts), (DIGEST_RULE, renewed))
            if said is None:
                bring_together(ledger)
            assert ledger.to_be_linked(RULE) is None
        assert difference(ledger) == []


def test_workings_may_be_thrown_away_and_a_ledger_of_an_older_schema_is_given_them(tmp_path):
    path = tmp_path / "konto.db"
    first, *others = readings(LINKS)
    with Ledger(path) as ledger:
        for report, reading in others:
            ledger.add(report, reading)
        bring_together(ledger)
    with sqlite3.connect(path) as raw:
        for table in EVERY:
            raw.execute(f"DROP TABLE {table.name}")
        raw.execute("PRAGMA user_version = 5")
    with Ledger(path) as ledger:
        kept = ledger.links()
        assert bring_together(ledger) == 0
        assert ledger.links() == kept
        ledger.add(*first)
        bring_together(ledger)
        assert difference(ledger) == []
        assert is_right(ledger)


def test_a_text_that_is_read_under_two_dates_tells_of_one_thing(tmp_path):
    """Its two readings give other days for the same words, so they are other statements, but no other things."""
    text = "Kasachstan und Usbekistan haben heute in Taschkent ein Abkommen über ein Logistikzentrum unterzeichnet."
    with Ledger(tmp_path / "konto.db") as ledger:
        for number, day in enumerate(("2024-03-01", "2024-05-02", "2024-07-03")):
            given = kelisim.Report(
                source=f"{number}.txt", sha256="0" * 64, text=text, url=f"http://bote.example/{number}",
                published=Published(day, day, "given"),
            )  # fmt: skip
            ledger.add(given, read(given))
            bring_together(ledger)
        assert len({entry.statement.id for entry in ledger.undertakings()}) == 3
        things = shelf_of(ledger).things_of([entry.statement.id for entry in ledger.undertakings()])
        assert len(set(things.values())) == 1
        assert difference(ledger) == []
        assert is_right(ledger)


def test_a_ledger_of_an_older_schema_is_given_the_indexes_it_lacks(tmp_path):
    path = tmp_path / "konto.db"
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP INDEX links_by_right_and_kind")
        raw.execute("PRAGMA user_version = 7")
    Ledger(path).close()
    with sqlite3.connect(path) as raw:
        assert "links_by_right_and_kind" in {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}


def questions_for_one_more(path, number):
    """How many statements of SQL one more report takes about a thing that so many tell of."""
    text = (
        "Kasachstan und Usbekistan haben am 3. Mai 2024 in Taschkent ein Abkommen über das "
        "Handelshaus „Pamirtor“ gezeichnet."
    )
    with Ledger(path) as ledger:
        for place in range(number + 1):
            if place == number:
                bring_together(ledger)
            given = kelisim.Report(
                source=f"{place}.txt",
                sha256="0" * 64,
                text=f"{text}\n{place}",
                published=Published(f"2024-05-{place + 4:02}", "2024-06-30", "given"),
            )
            ledger.add(given, read(given))
        asked: list[str] = []
        event.listen(ledger._store._engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        bring_together(ledger)
        count = len(asked)
        assert len({*shelf_of(ledger).things_of([one.statement.id for one in ledger.undertakings()]).values()}) == 1
        assert difference(ledger) == []
    return count


def test_one_more_report_asks_no_more_often_however_many_tell_of_the_same(tmp_path):
    few, many = (questions_for_one_more(tmp_path / f"{number}.db", number) for number in (6, 21))
    assert many == few


def all_pairs(figures):
    """Figures in groups by holding each against every other one."""
    bonds = []
    for left, right in combinations(sorted(figures), 2):
        one, other = figures[left], figures[right]
        dated_alike = same_fact(one, other, lambda *_: False) if one.text != other.text else None
        if dated_alike is not None and set(one.figure.parties) & set(other.figure.parties):
            bonds.append((2.0 if dated_alike else 1.0, left, right))

    def conflicts(left, right):
        one, other = figures[left], figures[right]
        return same_period(one, other) is False or not one.range.meets(other.range) or one.text == other.text

    return groups(figures, Bonds(tuple(bonds)), conflicts)


@pytest.mark.parametrize("size", [0, 600])
def test_figures_are_grouped_as_if_each_were_held_against_every_other(size):
    known = [reading for _, reading in readings(SAMPLES, LINKS)]
    told = told_figures(entries_of(list(made(known, size)) if size else known)[0], {})
    kin = by_kin(told)
    firsts = {name: next(iter(members.values())) for name, members in kin.items()}
    near = {}
    for name, first in firsts.items():
        near |= beside(name, first, firsts, lambda *_: False)
    assert fact_groups(kin.values(), near, (frozenset(), frozenset()))[0] == all_pairs(told)


def test_a_fact_that_many_reports_tell_has_as_many_links_as_reports():
    text = "Der Handel zwischen Kasachstan und Usbekistan erreichte 2023 {} Milliarden Dollar."
    told = [
        kelisim.read(kelisim.Report(source=f"{n}", sha256="0" * 64, text=text.format(number) + f" Meldung {n}."))
        for number in ("4,4", "2,1")
        for n in range(40)
    ]
    figures, undertakings, meetings = entries_of(told)
    links = links_of(Entries(figures=figures, undertakings=undertakings, meetings=meetings))
    counts = {kind: sum(link.kind == kind for link in links) for kind in ("same_figure", "contradicts")}
    assert counts == {"same_figure": 78, "contradicts": 79}
