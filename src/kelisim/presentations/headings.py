"""Words that people read around the answers, in German or English, from `headings.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One term in every language of the tables."""

    de: str
    en: str

    def speak(self, lang: str) -> str:
        """The term in ``lang``; English for what is not German."""
        return self.de if lang == "de" else self.en


class Headings(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: headings of columns, names of codes, units, rates, scales, phrases, words in sums, reasons."""

    columns: dict[str, Wording]
    values: dict[str, Wording]
    units: dict[str, Wording]
    per: dict[str, Wording]
    scales: dict[str, Wording]
    phrases: dict[str, Wording]
    sums: dict[str, Wording]
    reasons: dict[str, Wording]


@cache
def headings() -> Headings:
    """The wordings, read once."""
    path = Path(__file__).with_suffix(".toml")
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Headings)


def heading(name: str, lang: str) -> str:
    """The heading of a column; the name itself where none is written down."""
    wording = headings().columns.get(name)
    return wording.speak(lang) if wording else name


def name_of(code: str | None, lang: str) -> str:
    """What people call a code (*trade_turnover* is *Handelsumsatz*); empty for None, the code where it has no name."""
    if code is None:
        return ""
    wording = headings().values.get(code)
    return wording.speak(lang) if wording else code


def phrase(name: str, lang: str) -> str:
    """A short phrase."""
    return headings().phrases[name].speak(lang)


def reason_of(feature: str, lang: str) -> str:
    """What people call a feature that speaks for or against a link; the feature itself where it has no name."""
    wording = headings().reasons.get(feature)
    return wording.speak(lang) if wording else feature
