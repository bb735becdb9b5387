"""Quotes are found again in edited copies of their text, and never in the wrong place."""

import json

import pytest

import kelisim
from kelisim.ledger import Ledger
from kelisim.model import Report, Span
from kelisim.presentations import cli
from kelisim.text.selectors import anchored, selector
from tests.command_line import invoked

TEXT = (
    "Der Handel zwischen Togo und Benin erreichte 2023 einen Umfang von 1,2 Mrd. US-Dollar. Zugleich wuchs der Handel "
    "zwischen Togo und Ghana auf 1,2 Mrd. US-Dollar. Beide Seiten zeigten sich zufrieden."
)
FIRST = TEXT.index("1,2 Mrd.")
SPAN = Span(FIRST, FIRST + len("1,2 Mrd. US-Dollar"))


def words_in(copy):
    found = anchored(selector(TEXT, SPAN), copy)
    return found and (copy[: found.span.start].count("1,2"), found.span.quote(copy), found.changed)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        "Neue Überschrift\n\n" + TEXT,
        TEXT.replace(" Mrd. ", "\nMrd.  "),
        TEXT.replace("Beide Seiten zeigten sich zufrieden.", ""),
        TEXT.replace("Der Handel zwischen Togo", "Wie gemeldet wurde, hat sich der Handel zwischen Togo"),
    ],
)
def test_a_quote_is_found_in_an_edited_copy(copy):
    before, words, changed = words_in(copy)
    assert (before, " ".join(words.split()), changed) == (0, "1,2 Mrd. US-Dollar", False)


def test_the_second_of_two_like_quotes_is_told_from_the_first():
    second = TEXT.rindex("1,2 Mrd.")
    quote = selector(TEXT, Span(second, second + len("1,2 Mrd. US-Dollar")))
    copy = "Kurz gemeldet. " + TEXT
    assert anchored(quote, copy).span.start == copy.rindex("1,2 Mrd.")


def test_a_number_that_was_corrected_is_found_as_changed():
    assert words_in(TEXT.replace("1,2 Mrd.", "1,4 Mrd.", 1)) is not None
    copy = TEXT.replace("1,2 Mrd.", "1,4 Mrd.")
    assert words_in(copy) == (0, "1,4 Mrd. US-Dollar", True)


def test_what_is_not_there_is_not_found():
    assert words_in("Ein anderer Text ohne Zahlen.") is None
    assert words_in("Peru kaufte Weizen für 1,2 Mrd. US-Dollar. Chile kaufte Mais für 1,2 Mrd. US-Dollar.") is None


def test_a_statement_is_found_in_a_copy_by_its_id(tmp_path):
    path, copy = tmp_path / "konto.db", tmp_path / "kopie.txt"
    copy.write_text("Neu\n\n" + TEXT, encoding="utf-8")
    with Ledger(path) as ledger:
        report = Report(source="a.txt", sha256="0" * 64, text=TEXT)
        ledger.add(report, kelisim.read(report))
        ids = [entry.statement.id for entry in ledger.figures()]
    lines = [json.loads(line) for line in invoked(cli.app, ("export", "--ledger", str(path)))[1].splitlines()]
    assert {line["selector"]["type"] for line in lines} == {"TextQuoteSelector"}
    assert all(line["selector"]["exact"] == line["head"] for line in lines)
    for id in ids:
        code, out, _ = invoked(cli.app, ("show", id, "--in", str(copy), "--ledger", str(path), "--format", "json"))
        found = json.loads(out)["found"]
        assert code == 0 and "1,2 Mrd. US-Dollar" in found["words"] and not found["changed"]
    copy.write_text("Nichts davon.", encoding="utf-8")
    code, out, _ = invoked(cli.app, ("show", ids[0], "--in", str(copy), "--ledger", str(path)))
    assert code == 1 and "does not stand there" in out
