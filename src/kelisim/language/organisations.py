"""Bodies and firms by their wording: ministries, legal forms, quoted names, inner capitals.

*Ministerium für Handel und Integration* · *Kasachischen Nationaluniversität Al-Farabi* · *Svevind Energy GmbH* ·
*Aktiengesellschaften „Uzbekneftegaz“ und „KazMunayGas“* · *KazTransOil*. Bodies known by name are in the gazetteer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.language.annotations import Actor
from kelisim.lexicons import load_table

BodyRole = Literal["ministry", "introducer", "head", "legal", "voice", "camel"]
_STEM_FROM = 4  # letters before the last part: Staatsrat is a Rat, Murat is none
_CAMEL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:[A-Z][a-zäöüß]{2,})+|[A-Z][a-z]+(?:[A-Z]{2,}|[A-Z][a-z]+[A-Z]+)")
_CAPITAL = r"[^\W\d_a-zäöüßəıçşğ][\w’'ʻʼ&-]*"
_QUOTED = re.compile(r"\s+[„“\"»«‚]([^„“”\"»«‘’\n]{2,60})[“”\"«»‘’]")
_FURTHER = re.compile(r"(?:,|\s+und|\s+sowie)(?=\s+[„“\"»«‚])")
_DEPARTMENT = re.compile(
    rf"\s+(?:für|der|des)\s+(?:[a-zäöüß]+\s+){{0,2}}{_CAPITAL}"
    rf"(?:(?:,\s+|\s+und\s+|\s+sowie\s+)(?:[a-zäöüß]+\s+){{0,2}}{_CAPITAL})*"
)
_ADJECTIVES = re.compile(
    r"(?:[^\W\d_a-zäöü][\w-]*(?:sche|liche|ale|are|ige|ste|ere|ive|ione|amte|te|ne)[nrsm]?\s+){1,3}$"
)
_PROPER_BEFORE = re.compile(rf"(?:{_CAPITAL}[ \u00a0]){{1,3}}$")
_NEXT_NAME = re.compile(rf"\s+({_CAPITAL})")
_FOR = re.compile(rf"\s+für\s+(?:[a-zäöüß]+\s+){{0,2}}{_CAPITAL}(?:\s+(?:und|sowie)\s+(?:[a-zäöüß]+\s+)?{_CAPITAL})?")


class Bodies(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of body words; its file says what each list holds."""

    heads: frozenset[str]
    ministries: frozenset[str]
    introducers: frozenset[str]
    firms: frozenset[str]
    legal_forms: frozenset[str]
    voices: frozenset[str]


@cache
def bodies() -> Bodies:
    """The lexicon, loaded once."""
    return load_table("de/bodies.toml", Bodies)


@cache
def _tails() -> tuple[tuple[str, BodyRole], ...]:
    lexicon = bodies()
    tails: dict[str, BodyRole] = dict.fromkeys(lexicon.heads, "head")
    tails.update(dict.fromkeys(lexicon.introducers, "introducer"))
    tails.update(dict.fromkeys(lexicon.voices, "voice"))
    tails.update(dict.fromkeys(lexicon.ministries, "ministry"))
    return tuple(sorted(tails.items(), key=lambda item: -len(item[0])))


def body_role(word: str) -> BodyRole | None:
    """What a capitalised word does in the name of a body: *Handelsministerium* -> ministry, *GmbH* -> legal."""
    if word in bodies().legal_forms:
        return "legal"
    lower = word.lower()
    for tail, role in _tails():
        if lower.endswith(tail) and (len(lower) == len(tail) or len(lower) - len(tail) >= _STEM_FROM):
            return role
    return "camel" if len(word) > 6 and _CAMEL.fullmatch(word) else None


def body_at(text: str, start: int, end: int, role: BodyRole) -> list[Actor]:
    """The bodies whose name has the word ``text[start:end]`` in it; empty if the words around it make none."""
    if role == "camel":
        return [_body(text, start, end)]
    if role == "ministry":
        return [_ministry(text, start, end)]
    if role == "legal":
        found = _legal(text, start, end)
        return [found] if found else _quoted(text, end)
    if role == "introducer" or text[start:end].lower() in bodies().introducers:
        found_quoted = _quoted(text, end)
        if found_quoted:
            return found_quoted
    named = _adjective_name(text, start, end)
    if named is not None:
        return [named]
    return [_body(text, start, end)] if role == "voice" else []


def _ministry(text: str, start: int, end: int) -> Actor:
    department = _FOR.match(text, end)
    return _body(text, start, department.end() if department else end)


def _legal(text: str, start: int, end: int) -> Actor | None:
    before = _PROPER_BEFORE.search(text[max(0, start - 60) : start])
    return _body(text, start - len(before.group()), end) if before else None


def _quoted(text: str, position: int) -> list[Actor]:
    """Names in quotation marks one after the other: „Uzbekneftegaz“ und „KazMunayGas“."""
    found = []
    match = _QUOTED.match(text, position)
    while match is not None:
        found.append(_body(text, match.start(1), match.end(1)))
        link = _FURTHER.match(text, match.end())
        match = _QUOTED.match(text, link.end()) if link else None
    return found


def _adjective_name(text: str, start: int, end: int) -> Actor | None:
    """A name with a capitalised adjective: *Eurasischen Nationaluniversität Gumilyov*, *Obersten Rat*."""
    low = max(0, start - 80)
    adjectives = _ADJECTIVES.search(text[low:start])
    if adjectives is None or _sentence_start(text, low + adjectives.start()):
        return None
    return _body(text, low + adjectives.start(), end)


def _sentence_start(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : position].rstrip(" \u00a0")
    return not before or before[-1] in ".!?:\n„“–-📷"


def _body(text: str, start: int, end: int) -> Actor:
    name = text[start:end]
    return Actor(start=start, end=end, kind="organisation", name=name, key=name)
