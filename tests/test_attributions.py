"""Attributions: who says what, for every case of the corpus."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kelisim.language.marks import mark
from kelisim.model import Span
from kelisim.statements.attributions import attribution
from kelisim.statements.context import context
from kelisim.statements.passage import passages

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "attributions.toml").read_text(encoding="utf-8"))


def said(text: str, head: str) -> tuple[str | None, tuple[Span, ...]]:
    marks = mark(text)
    about = context(passages(marks), None)
    start = text.index(head)
    assert text.count(head) == 1
    span = Span(start, start + len(head))
    return attribution(next(found for found in about.passages if found.span.covers(span)), span, about)


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS["case"]) >= 40


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:48])
def test_the_speaker_is_named(case: dict[str, Any]) -> None:
    name, spans = said(case["text"], case["head"])
    assert name == case.get("who")
    assert bool(spans) == (name is not None)
    if name is not None:
        assert name in case["text"]
        assert all(0 <= span.start < span.end <= len(case["text"]) for span in spans)
