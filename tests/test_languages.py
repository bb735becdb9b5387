"""Which language a text is in: German whatever it is about, another one only without doubt, and no statements then."""

import json
import tomllib
from pathlib import Path

import pytest

import kelisim
from kelisim.lexicons import load_lines, load_table
from kelisim.presentations.cli import app
from kelisim.sources import reports
from kelisim.text import letters
from kelisim.text.letters import language, spoken
from tests.command_line import invoked

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "corpus" / "languages.toml").read_text(encoding="utf-8"))["case"]
ENGLISH = next(case["text"] for case in CASES if case.get("language") == "en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_cases(case):
    assert language(case["text"]) == case.get("language")


def german_texts():
    folders = (
        HERE.parent / "samples",
        HERE / "gate" / "further",
        HERE / "gate" / "links",
        HERE / "gate" / "links_apart",
    )
    return [report.text for report in reports([str(folder) for folder in folders]) if hasattr(report, "text")]


def test_no_german_text_and_no_line_of_one_is_foreign():
    texts = german_texts()
    assert len(texts) > 300
    assert {language(text) for text in texts} == {"de"}
    assert {language(line) for text in texts for line in text.split("\n")} <= {"de", None}


def test_no_german_text_of_the_outside_corpora_is_foreign(corpora):
    texts = [report.text for report in reports([str(corpora / "seeds"), str(corpora / "gold" / "negative")])]
    assert {language(text) for text in texts} == {"de"}


def test_a_german_part_makes_a_text_german():
    german = " ".join(case["text"] for case in CASES if case.get("language") == "de")
    assert language((ENGLISH + " ") * 60 + german * 20) == "de"
    assert language((ENGLISH + " ") * 60) == "en"


def test_small_words_of_german_are_those_of_no_other_language():
    others = {
        word for words in load_table("shared/function_words.toml", letters._Small).words.values() for word in words
    }
    assert others.isdisjoint(word for (word,) in load_lines("de/function_words.txt", 1))


@pytest.mark.parametrize(
    ("text", "stated", "found"),
    [
        ("Handel wächst", "en", "en"),
        ("Handel wächst", "EN-us", "en"),
        ("Handel wächst", "German", "de"),
        ("Handel wächst", "de_AT", "de"),
        ("Handel wächst", "englisch", None),
        ("Handel wächst", None, None),
        (ENGLISH, "de", "en"),
        (CASES[0]["text"], "en", "de"),
    ],
)
def test_the_text_tells_before_its_source(text, stated, found):
    assert spoken(text, stated) == found


def test_a_text_in_another_language_has_no_statements(tmp_path):
    text = "Kasachstan und Usbekistan: Handel 4,4 Milliarden Dollar. " + ENGLISH * 3
    assert kelisim.read(text).document.language == "en"
    assert kelisim.read(text).statements == ()
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    code, out, said = invoked(app, ["extract", path])
    assert (code, json.loads(out)["document"]["language"], json.loads(out)["text"]) == (0, "en", text)
    assert said == f"kelisim: {path}: its language is en, and only German is read: there are no statements of it\n"
    code, out, said = invoked(app, ["explain", path])
    assert code == 0


def test_it_is_kept_in_the_ledger_and_listed_with_its_language(tmp_path):
    path, ledger = tmp_path / "a.txt", tmp_path / "k.db"
    path.write_text(ENGLISH, encoding="utf-8")
    code, out, said = invoked(app, ["read", path, "--ledger", ledger])
    assert code == 0
    assert "1 report read" in out
    assert "1 in another language (en 1): kept without statements" in out
    assert f"{path}: its language is en" in said
    _, out, _ = invoked(app, ["ledger", "reports", "--ledger", ledger, "--format", "json"])
    assert json.loads(out)[0]["language"] == "en"


def test_a_column_tells_the_language_of_a_headline(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("text;lang\nHandel steigt;en\n", encoding="utf-8")
    _, out, _ = invoked(app, ["extract", path])
    assert json.loads(out)["document"]["language"] == "en"
