"""Meetings: every case of the corpus, what must yield none, and the outside texts."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import kelisim
from kelisim.model import Meeting
from kelisim.statements.encounters import RULES

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "meetings.toml").read_text(encoding="utf-8"))
FIELDS = ("format", "parties", "date", "place", "ordinal", "people")


def read(text: str, published: str | None = None) -> list[Meeting]:
    return list(kelisim.read(text, published=published).meetings)


def told(meeting: Meeting) -> dict[str, Any]:
    return {
        "format": meeting.format,
        "parties": list(meeting.parties),
        "date": meeting.date,
        "place": meeting.place,
        "ordinal": meeting.ordinal,
        "people": sorted(person.name.split()[-1] for person in meeting.participants),
    }


def wanted(want: dict[str, Any], have: dict[str, Any]) -> dict[str, Any]:
    named = {field: want[field] for field in FIELDS if field in want and want[field] != "?"}
    if "people" in named:
        named["people"] = sorted(named["people"])
    return {**have, **named}


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS["case"]) >= 50
    assert len(CORPUS["never"]) >= 30


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:48])
def test_a_meeting_is_read(case: dict[str, Any]) -> None:
    found = [told(meeting) for meeting in read(case["text"], case.get("published"))]
    assert len(found) == len(case["meetings"]), found
    assert found == [wanted(want, have) for want, have in zip(case["meetings"], found, strict=True)]


@pytest.mark.parametrize("case", CORPUS["never"], ids=lambda case: case["text"][:48])
def test_no_meeting_is_read(case: dict[str, Any]) -> None:
    assert [told(meeting) for meeting in read(case["text"], case.get("published"))] == []


def test_texts_about_other_things_have_none(corpora: Path) -> None:
    for number in range(6, 22):
        text = json.loads((corpora / "gold" / "negative" / f"{number:03}.json").read_text(encoding="utf-8"))["text"]
        assert len(read(text)) <= (number >= 19), number


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:48])
def test_every_field_rests_on_words(case: dict[str, Any]) -> None:
    for meeting in read(case["text"], case.get("published")):
        fields = meeting.evidence.fields
        assert meeting.evidence.sentence.covers(meeting.evidence.head)
        assert meeting.evidence.head.end - meeting.evidence.head.start <= 110
        for name in ("date", "place", "ordinal"):
            assert (getattr(meeting, name) is None) == (not fields.get(name)), name
        assert len(fields.get("participants", ())) == len(meeting.participants)
        assert 0.05 <= meeting.confidence <= 0.99
        assert meeting.rule in {rule.__name__.replace("_", " ") for rule in RULES}
        assert all((rule.__doc__ or "").strip() for rule in RULES)
