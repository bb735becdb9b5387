"""The gate in front of reading: what it turns away would have told nothing, and noise hides no name from it."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kelisim
from kelisim import once
from kelisim.language import relevance, scan
from kelisim.language.marks import mark
from kelisim.language.relevance import relevant
from kelisim.model import Report
from kelisim.reading import explain, read
from kelisim.text import letters
from tests.conftest import ROOT, SAMPLES
from tests.corpus_cases import FOLDER

NOTHING = "Der Bürgermeister von Kleinstadt eröffnete am 3. Mai 2024 für 2 Millionen Euro ein neues Schwimmbad."
TWO = "Kasachstan und Usbekistan wollen den Handel bis 2030 auf 10 Mrd. Dollar steigern."


def without_gates(text):
    """The reading of a text of which every part is made, as `explain` does."""
    return explain(Report(source="-", sha256="", text=text)).reading


def with_gates(text):
    return read(Report(source="-", sha256="", text=text))


def is_the_same(text):
    """Whether the gates change nothing."""
    return with_gates(text) == without_gates(text)


@pytest.mark.parametrize("corpus", ["figures", "undertakings", "meetings", "attributions"])
def test_sentences_say_the_same_with_and_without_the_gates(corpus):
    raw = tomllib.loads((FOLDER / f"{corpus}.toml").read_text(encoding="utf-8"))
    texts = [case["text"] for kind in ("case", "never") for case in raw.get(kind, ())]
    assert texts
    assert all(map(is_the_same, texts))


def test_reports_say_the_same_with_and_without_the_gates():
    # those of the gate only where it turns them away: what goes through is read in one way
    for path in (*SAMPLES.glob("*.txt"), *(ROOT / "tests" / "gate" / "further").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert relevant(text) or is_the_same(text), path.name


def test_outside_texts_say_the_same_with_and_without_the_gates(corpora):
    for path in (corpora / "gold" / "negative").glob("*.json"):
        assert is_the_same(json.loads(path.read_text(encoding="utf-8"))["text"]), path.name
    for path in (corpora / "peers").glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert all(is_the_same(said) for said in json.loads(line).values() if isinstance(said, str))


def test_a_text_without_two_parties_is_turned_away():
    assert not relevant(NOTHING)
    assert not relevant("Die EU und Deutschland: ein Mitglied ist keine zweite Seite.")
    assert not relevant("")
    assert relevant(TWO)
    assert relevant("In Brüssel sprach der Kanzler über die Schweiz.")


MATCH = (
    "Valletta – Malta hat am Samstag sein Länderspiel gegen Zypern mit 2:1 gewonnen. Die Tore schossen zwei Stürmer "
    "aus Sliema, der Elfmeter der Gäste kam zu spät. Die Mannschaft steht damit im Halbfinale der Meisterschaft."
)


def test_a_text_about_sport_is_turned_away():
    assert not relevant(MATCH)
    assert is_the_same(MATCH)


def test_what_only_names_sport_is_read():
    menu = "Fußball\nTennis\nHandball\nEishockey\n"
    assert relevant(menu + TWO)
    assert relevant(f"{TWO} {MATCH}")  # trade
    assert relevant(MATCH + " Auf der Tribüne saß der Außenminister von Oman.")
    assert relevant(MATCH + " Beide wollen ein Abkommen über die Spiele unterzeichnen.")
    assert relevant(MATCH + " Malta steckt 30 Millionen Euro in ein Stadion in Zypern.")
    assert relevant(MATCH + " Zypern liefert den Stahl für das Dach.")
    assert relevant(MATCH + " Malta baut in Zypern eine Fabrik für Sitze.")


MARKS = st.sampled_from(
    ["", "**", "__", "_", "~~", "|", "[", "](https://example.org/a)", "&nbsp;", "<b>", "\n", " ", "-"]
)


@given(st.lists(st.tuples(st.sampled_from(TWO.split()), MARKS, MARKS), max_size=14))
def test_noise_hides_no_name_from_the_gate(words):
    text = " ".join(before + word + behind for word, before, behind in words)
    if not relevant(text):
        actors = mark(text).actors
        assert len({code for actor in actors for code in actor.codes}) < 2


def test_reading_in_python_goes_through_the_gate():
    assert kelisim.read(TWO).figures
    assert not kelisim.read(NOTHING).figures


def test_what_is_remembered_of_texts_stays_small():
    relevant("Kasachstan" * 10_000 + " " + "x" * 10_000)
    kept = [*relevance._SILENT, *relevance._NAMING, *scan.PIECES, *letters._COUNTED]
    assert max(map(len, kept)) <= once.LONGEST


def test_new_words_without_end_fill_no_table(monkeypatch):
    monkeypatch.setattr(once, "MOST", 1000)
    monkeypatch.setattr(relevance, "MOST", 1000)
    asked = []
    table = once.Remembered(lambda piece: asked.append(piece) or len(piece))
    for number in range(5000):
        assert table[f"neu{number}"] == len(f"neu{number}")
        assert table["Kasachstan"] == 10
        relevant(f"Wort{number} steht hier")
    assert len(table) + len(table._old) <= 1000
    assert asked.count("Kasachstan") == 1, "the usual words stay"
    assert len(relevance._SILENT) + len(relevance._NAMING) <= 1000
