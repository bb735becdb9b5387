"""Grades of sources and completeness; a reprint is no second source."""

from __future__ import annotations

from msgspec import structs

from kelisim.account import Entries, account_of
from kelisim.account.entries import entries_of
from kelisim.account.grades import graded, pipeline
from kelisim.account.reprints import Reprints
from kelisim.model import Report
from kelisim.reading import read
from kelisim.records import text_hash

AGENCY = (
    "Peru und Chile haben am 3. März 2024 in Lima ein Abkommen über die Eisenbahn von Tacna nach Arica "
    "unterzeichnet. Der Handel zwischen Peru und Chile erreichte 2023 nach Angaben beider Länder 3,2 Milliarden Dollar."
)
OTHER = "Peru und Chile bauen die Eisenbahn von Tacna nach Arica. Die Bauarbeiten haben im Mai 2024 begonnen."


def report(text, name):
    return Report(source=name, sha256=text_hash(text), text=text)


def account(*texts):
    figures, undertakings, meetings = entries_of(read(report(text, f"{at}.txt")) for at, text in enumerate(texts))
    return account_of(Entries(figures=figures, undertakings=undertakings, meetings=meetings))


def railway(made):
    return max(made.undertakings, key=lambda thing: len(thing.entries))


def told(thing, **fields):
    first, *others = thing.entries
    return structs.replace(
        thing, entries=(structs.replace(first, statement=structs.replace(first.statement, **fields)), *others)
    )


def test_a_reprint_is_one_source():
    entries = [entry for thing in account(AGENCY, f"Bahn nach Arica\n\n{AGENCY}").things() for entry in thing.entries]
    texts = {entry.sources[0].text_hash for entry in entries}
    assert len(texts) == 2 and len(set(Reprints(entries).origins(texts).values())) == 1
    other = [entry for thing in account(AGENCY, OTHER).things() for entry in thing.entries]
    texts = {entry.sources[0].text_hash for entry in other}
    assert len(set(Reprints(other).origins(texts).values())) == 2


def test_independent_outlets_are_counted_without_reprints():
    made = account(AGENCY, f"Bahn nach Arica\n\n{AGENCY}", OTHER)
    thing = railway(made)
    assert len(thing.entries) == 3
    found = graded(made)[thing.id]
    assert (found.sources, found.independent) == (2, 2)
    alone = account(AGENCY)
    assert graded(alone)[railway(alone).id].sources == 1


def test_officials_of_one_side_and_of_both():
    made = account(AGENCY, OTHER)
    thing = railway(made)
    one = structs.replace(made, undertakings=(told(thing, attribution="peruanisches Außenministerium"),))
    assert graded(one)[thing.id].sources == 4
    assert graded(one)[thing.id].officials == ("PE",)
    first, second = thing.entries
    both = (
        structs.replace(first, statement=structs.replace(first.statement, attribution="peruanisches Außenministerium")),
        structs.replace(second, statement=structs.replace(second.statement, attribution="chilenischer Minister")),
    )
    sides = structs.replace(made, undertakings=(structs.replace(thing, entries=both),))
    assert graded(sides)[thing.id].sources == 5
    alone = structs.replace(made, undertakings=(structs.replace(thing, entries=both[:1]),), series=(), meetings=())
    assert graded(alone)[thing.id].sources == 3


def test_completeness_counts_what_is_told():
    made = account(OTHER)
    thing = railway(made)
    bare = told(thing, stage_date=None, deadline=None, place=None, sectors=(), organisations=(), amount=None)
    full = told(thing, stage_date="2024-05", place="Arica", organisations=("Ferrovía",), amount=5, unit="USD")
    points = [graded(structs.replace(made, undertakings=(one,)))[thing.id].completeness for one in (bare, full)]
    assert points == [0, 5]


def test_a_signed_paper_is_a_pledge_or_a_commitment():
    [entry] = [entry for entry in railway(account(AGENCY)).entries if entry.statement.kind == "agreement"]
    paper = entry.statement
    assert pipeline(structs.replace(paper, binding="yes")) == "Pipeline: Commitment"
    assert pipeline(structs.replace(paper, binding="no")) == "Pipeline: Pledge"
    assert pipeline(structs.replace(paper, binding=None)) is None
    assert pipeline(structs.replace(paper, kind="project", binding="yes")) is None
