"""The corpus of undertakings: each text yields exactly what it says, and no more."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import kelisim
from kelisim.model import Undertaking

CORPUS = tomllib.loads((Path(__file__).parent / "corpus" / "undertakings.toml").read_text(encoding="utf-8"))


def read(text: str) -> list[Undertaking]:
    return list(kelisim.read(text).undertakings)


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:60])
def test_yields_what_the_corpus_says(case):
    found = read(case["text"])
    assert [(one.kind, one.stage) for one in found] == [(kind, stage) for kind, stage, _ in case["want"]]
    for one, (_, _, words) in zip(found, case["want"], strict=True):
        head = one.evidence.head.quote(case["text"])
        assert words in head or head in words
    for name, value in case.get("also", {}).items():
        got = getattr(found[0], name)
        assert (list(got) if isinstance(value, list) else got) == value, name
    if "parties" in case:  # of each of several
        assert [list(one.parties) for one in found] == case["parties"]


@pytest.mark.parametrize("case", CORPUS["never"], ids=lambda case: case["text"][:60])
def test_yields_nothing(case):
    assert [(one.kind, one.stage, one.title) for one in read(case["text"])] == []
