"""Times: the corpus, and laws that hold for any text."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.language.times import is_known, resolve, times
from kelisim.language.timex import timexes
from kelisim.model import Published, Span

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "times.toml").read_text(encoding="utf-8"))
TEXTS = [case["text"] for case in CORPUS["case"]] + CORPUS["never"]
REFERENCE = Published("2024-10-22", "2024-10-31", "address")


def interval(value: str | None) -> Published | None:
    if value is None:
        return None
    first, _, last = value.partition("/")
    return Published(first, last or first, "metadata")


def described(text: str, time) -> tuple[str, ...]:
    return (text[time.start : time.end], time.point, time.role, time.kind)


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: f"{case['text']} [{case.get('reference')}]")
def test_corpus(case):
    text = case["text"]
    found = [described(text, time) for time in times(text, interval(case.get("reference")))]
    expected = [tuple(words) for words in case["times"]]
    kinds = [(*words, "on", "")[:4] if len(words) < 3 else (*words, "")[:4] for words in expected]
    assert [(*entry[:3], entry[3] if kind[3] else "") for entry, kind in zip(found, kinds, strict=False)] == kinds
    assert len(found) == len(expected)


@pytest.mark.parametrize("text", CORPUS["never"])
def test_never(text):
    assert times(text, interval("2024-10-24")) == []


def test_the_corpus_is_large_enough():
    assert len(CORPUS["case"]) + len(CORPUS["never"]) >= 300
    assert len(CORPUS["never"]) >= 60


@given(st.integers(min_value=-3000, max_value=3000))
@settings(max_examples=60)
def test_days_shift_with_the_report(days):
    report = date(2024, 10, 24) + timedelta(days=days)
    expected = {"Gestern": -1, "Heute": 0, "Vorgestern": -2, "Übermorgen": 2}
    for word, step in expected.items():
        (found,) = times(f"{word} wurde verhandelt.", interval(report.isoformat()))
        assert found.point == (report + timedelta(days=step)).isoformat()


@given(st.integers(min_value=1800, max_value=2150))
def test_years_shift_with_the_report(year):
    text = "Im Vorjahr. Im laufenden Jahr. Im kommenden Jahr.\n\nVon Januar bis Mai. In den letzten drei Jahren."
    points = [time.point for time in times(text, interval(f"{year}-08-15"))]
    assert points == [f"{year - 1}", f"{year}", f"{year + 1}", f"{year}-01/{year}-05", f"{year - 3}/{year}"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_weekday_of_the_past_lies_in_the_last_week(day):
    (found,) = times("Am Dienstag sprach er mit der Presse.", interval(day.isoformat()))
    there = date.fromisoformat(found.point)
    assert there.isoweekday() == 2
    assert 0 <= (day - there).days < 7


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 40))
def test_an_interval_is_as_exact_as_its_ends_agree(day, width):
    last = day + timedelta(days=width)
    for text in ("Im Vorjahr sank er.", "Gestern sank er.", "Am 3. Mai sank er.", "Im vergangenen Monat sank er."):
        (early,) = times(text, interval(day.isoformat()))
        (late,) = times(text, interval(last.isoformat()))
        (vague,) = times(text, Published(day.isoformat(), last.isoformat(), "address"))
        if early.point == late.point:
            assert vague.point == early.point
        else:
            assert "X" in vague.point
        assert all(known in ("X", exact) for known, exact in zip(vague.point, early.point, strict=False))


@given(st.sampled_from(TEXTS), st.sampled_from([None, REFERENCE]), st.data())
def test_surrounding_text_changes_nothing(text, reference, data):
    plain = st.sampled_from(["", "Die Seiten lobten die Zusammenarbeit. ", "Der Rat\n\n", "Ganz ohne Zahl und Frist! "])
    before, after = data.draw(plain), "\n\n" + data.draw(plain)
    alone = [described(text, time) for time in times(text, reference)]
    inside = [described(before + text + after, time) for time in times(before + text + after, reference)]
    assert inside == alone


hostile = st.lists(
    st.one_of(
        st.characters(),
        st.sampled_from(
            [*"0123456789.-–/ ,\n", "Mai ", "am ", "bis ", "Jahr ", "2024", "von ", "3. ", "Ende ", "letzten "]
        ),
    ),
    max_size=120,
).map("".join)
pieces = st.lists(
    st.sampled_from(
        "am im bis zum seit vor nach von zwischen dem den der und Ende Anfang Mai Montag Jahr Jahren Monate letzten "
        "nächsten ersten dritten 3. 31. 29. Februar 2024 0000 9999 1800 12.13. 31.02. Quartal Halbjahr Woche Herbst "
        "Vorjahr selben Zeitraum heute zehn 99999999999 , . / - – ( )".split()
    ),
    max_size=25,
).map(" ".join)


@given(
    st.one_of(hostile, pieces), st.sampled_from([None, REFERENCE, Published("0001-01-01", "9999-12-31", "metadata")])
)
@settings(max_examples=400)
def test_any_text_gives_sane_spans(text, reference):
    last = 0
    for time in times(text, reference):
        assert last <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert time.timex
        assert time.point
        last = time.end
    timexes(text, reference.earliest if reference else None)


def test_a_part_of_a_text_is_read_with_what_stands_before():
    text = "Im März 2025 kam der Minister. Beim Besuch im Vorjahr wurde das Programm beschlossen."
    start = text.index("Beim")
    (found,) = times(text, None, start)
    assert (found.point, found.basis) == ("2024", "text")
    assert times(text, None, 0, start)[0].point == "2025-03"


def test_a_period_is_recomputed_from_its_words():
    text = "Der Handel belief sich im vergangenen Jahr auf vier Milliarden."
    start = text.index("vergangenen")
    span = Span(start, start + len("vergangenen Jahr"))
    assert resolve(text, span, REFERENCE) == "2023"
    assert resolve(text, span) == "XXXX"
    assert resolve(text, Span(0, 10), REFERENCE) is None


def test_annotated_news_has_its_own_conventions():
    text = "Seit Jänner 2015 und in den letzten drei Jahren, gestern Abend, derzeit, jährlich, vor zwei Jahren."
    found = [(text[timex.start : timex.end], timex.timex) for timex in timexes(text, "2016-03-10")]
    assert found == [
        ("Jänner 2015", "2015-01"),
        ("letzten drei Jahren", "P3Y"),
        ("gestern Abend", "2016-03-09TEV"),
        ("derzeit", "PRESENT_REF"),
        ("vor zwei Jahren", "2014"),
    ]


def test_addresses_hold_no_times():
    assert times("Bild: https://example.org/2024/10/22/foto-2023.jpg und mehr", None) == []


def test_a_day_of_which_nothing_is_known_says_so():
    (monday,) = times("Am Montag sprach er.")
    (dated,) = times("Am 25. Januar sprach er.")
    assert (is_known(monday.point), is_known(dated.point)) == (False, True)


def test_cost_grows_with_the_number_of_times_only():
    """A long text without a trigger gives nothing, and a long one with times gives each of them."""
    assert times("Die Seiten lobten die gute Zusammenarbeit. " * 20_000) == []
    assert len(times("Am 3. Mai 2024 tagte der Rat in der Hauptstadt des Landes.\n\n" * 2_000)) == 2_000


DOCUMENT = Path(__file__).parents[1] / "docs" / "times.md"
ROWS = re.findall(
    r"^\| (.+?) \| (unknown|[\d/-]+) \| `(.+?)` \| `(.+?)` \| (\w+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} [{row[1]}]")
def test_the_documented_examples(row):
    words, report, timex, point, role = row
    quote, text = words.split("*")[1], words.replace("*", "")
    (time,) = times(text, None if report == "unknown" else interval(report))
    assert (text[time.start : time.end], time.timex, time.point, time.role) == (quote, timex, point, role)


def test_the_document_has_examples():
    assert len(ROWS) >= 15
