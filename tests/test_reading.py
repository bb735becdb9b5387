"""One report as a whole: what is read of texts without two parties, and that no text is too much."""

from __future__ import annotations

import pytest

import kelisim
from kelisim.language.marks import mark
from kelisim.model import Report
from kelisim.reading import explain
from kelisim.statements.context import may_tell_of_two
from kelisim.statements.passage import passages


def test_a_bloc_beside_three_of_its_members():
    text = "Die EU berät mit Deutschland, Frankreich und Italien über den Handel der EU. Die EU zahlt, sagt die EU."
    assert kelisim.read(text).statements == ()


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Der Zoo hat zwei neue Löwen.", False),
        ("In Wien wurde eine Brücke eröffnet. Österreichs Minister kam.", False),
        ("Die EU fördert Österreich mit 4 Millionen Euro.", False),
        ("Brüssel sprach mit Bern.", True),
        ("Bundeskanzler Merz rief an. Xi Jinping hob ab.", True),
        ("KASACHSTAN und die Kirgisische Republik handeln.", True),
        ("Die US-Regierung liefert nach Kenia.", True),
    ],
)
def test_a_text_without_two_parties_is_left_early(text, two):
    assert may_tell_of_two(mark(text)) is two
    report = Report(source="-", sha256="", text=text)
    assert two or explain(report).reading == kelisim.read(report)


def test_the_codes_of_words_hold_those_of_actors(samples):
    for path in samples:
        marks = mark(path.read_text(encoding="utf-8"))
        assert {code for actor in marks.actors for code in actor.codes} <= marks.codes


def test_the_meanings_of_a_sentence_hold_those_of_its_clauses(samples):
    texts = [path.read_text(encoding="utf-8") for path in samples]
    for text in [*texts, "Kasachstan stellt den Kirgisen in diesem Jahr Strom zur Verfügung.", "Er bot Hilfe an."]:
        for passage in passages(mark(text)):
            verbs = [verb for clause in passage.clauses for verb in clause.verbs]
            assert {meaning for verb in verbs for meaning in verb.sense.senses} <= passage.meanings
