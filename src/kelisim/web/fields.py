"""The fields of a statement as its page shows them, each with the words behind it.

low 3000000000, «3 Mrd. US-Dollar»  ->  Field(name="from", value="3.000.000.000", words="«3 Mrd. US-Dollar»")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from kelisim.model import Statement
from kelisim.presentations.amounts import in_language
from kelisim.presentations.headings import heading
from kelisim.presentations.shown import told_fields, value_text, words_behind
from kelisim.web.wording import party_name, spoken

_MINUS = "\N{MINUS SIGN}"
_WEIGHED = re.compile(r"(.*) (-?[\d.]+)")  # a reason with how much it takes away or adds
_PARTIES = ("parties", "origin", "destination")


class Field(Struct, frozen=True):
    """A field: its name in the language of the page, its value, its words; ``rule`` is that of a rule's name."""

    name: str
    value: str
    words: str
    rule: str = ""


def fields(statement: Statement, text: str, lang: str) -> Iterator[Field]:
    """Every field of ``statement`` that says something; ``text`` is that of its report."""
    for name, value in told_fields(statement):
        words = words_behind(statement, name, text)
        shown = _shown(name, value, lang)
        yield Field(heading(name, lang).replace("_", " "), shown, words, shown if name == "rule" else "")


def _shown(name: str, value: Any, lang: str) -> str:  # noqa: ANN401 - of any field
    if name in _PARTIES:
        codes = (value,) if isinstance(value, str) else value
        return ", ".join(party_name(code, lang) for code in codes)
    if name == "confidence_reason":
        return ", ".join(_reason(part, lang) for part in value.split(", "))
    shown = value_text(name, value, lang)
    if isinstance(value, Decimal | float):
        return _digits(shown, lang)
    return shown


def _digits(number: str, lang: str) -> str:
    """*3000000000.5* as *3.000.000.000,5* or *3,000,000,000.5*."""
    whole, point, rest = number.partition(".")
    if not whole.lstrip("-").isdigit():
        return number
    grouped = f"{int(whole):,}".replace("-", _MINUS)
    return f"{grouped.replace(',', '.')}{',' if point else ''}{rest}" if lang == "de" else f"{grouped}{point}{rest}"


def _reason(part: str, lang: str) -> str:
    """*weak noun -0.1* in the language of the page."""
    found = _WEIGHED.fullmatch(part)
    if found is None:
        return spoken(part, lang) if part[:1].isalpha() else in_language(part, lang)
    return f"{spoken(found[1], lang)} {in_language(found[2], lang).replace('-', _MINUS)}"
