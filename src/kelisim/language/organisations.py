"""Bodies and firms by their wording: ministries, legal forms, quoted names, inner capitals.

*Ministerium für Handel und Integration* · *Kasachischen Nationaluniversität Al-Farabi* · *Svevind Energy GmbH* ·
*Aktiengesellschaften „Uzbekneftegaz“ und „KazMunayGas“* · *KazTransOil*. Bodies known by name are in the gazetteer.
"""

from __future__ import annotations

import re

from kelisim.language.annotations import Actor
from kelisim.language.body_words import BodyRole, introduces
from kelisim.language.word_classes import CLASSES, UNKNOWN

_CAPITAL = r"[^\W\d_a-zäöüßəıçşğ][\w’'ʻʼ&-]*"
_QUOTED = re.compile(r"\s+[„“\"»«‚]([^„“”\"»«‘’\n]{2,60})[“”\"»«‘’]")
_FURTHER = re.compile(r"(?:,|\s+und|\s+sowie)(?=\s+[„“\"»«‚])")
_ADJECTIVES = re.compile(
    r"(?:[^\W\d_a-zäöü][\w-]*(?:sche|liche|ale|are|ige|ste|ere|ive|ione|amte|te|ne)[nrsm]?\s+){1,3}$"
)
_PROPER_BEFORE = re.compile(rf"(?:{_CAPITAL}[ \u00a0]){{1,3}}$")
_LOWER_BEFORE = re.compile(r"([a-zäöüß-]+)\s+$")
_DEPARTMENT = re.compile(rf"\s+für\s+(?:[a-zäöüß]+\s+){{0,2}}({_CAPITAL})")
_AND_DEPARTMENT = re.compile(rf"(?:,\s+|\s+und\s+|\s+sowie\s+)(?:[a-zäöüß]+en?\s+){{0,2}}({_CAPITAL})")
_WHOSE = re.compile(rf"\s+(?:des|der|von|vom)\s+(?:[a-zäöüß]+\s+){{0,2}}{_CAPITAL}")
_OWNER = re.compile(r"\s+(?:(?:der|des|von)\s+)?")
_NEXT_OWNER = re.compile(r"(?:,|\s+und|\s+sowie)\s+(?:(?:der|des|von)\s+)?")
_NEXT_NAME = re.compile(rf"[ \u00a0]((?:(?:Al|al|el|El)-)?{_CAPITAL})")
_STATES = ("country", "bloc")


def body_at(text: str, start: int, end: int, role: BodyRole, named: dict[int, Actor]) -> list[Actor]:
    """The bodies whose name has the word ``text[start:end]`` in it; empty if the words around it make none.

    ``named`` are the names of the gazetteer by their start: they say whose body it is.
    """
    if role == "camel":
        return [_body(text, start, end, ())]
    if role == "ministry":
        return [_completed(text, start, _department(text, end, named), named)]
    if role == "legal":
        found = _legal(text, start, end)
        return [found] if found else _quoted(text, end)
    if role == "voice":
        begin = _beginning(text, start)
        return [_voice(text, start if begin is None else begin, end, named)]
    quoted = _quoted(text, end) if introduces(text[start:end]) else []
    if quoted:
        return quoted
    begin = _beginning(text, start)
    behind = _department(text, end, named)
    if begin is None and behind > end:
        begin = _lower_demonym(text, start, named)
        if begin is None and _owners(text, behind, named):
            begin = start
    return [] if begin is None else [_completed(text, begin, _proper(text, behind), named)]


def _department(text: str, end: int, named: dict[int, Actor]) -> int:
    """Where *für Investitionen, Industrie und Handel* ends; ``end`` if there is none. A state ends it."""
    match = _DEPARTMENT.match(text, end)
    while match is not None and match.start(1) not in named:
        end = match.end()
        match = _AND_DEPARTMENT.match(text, end)
    return end


def _proper(text: str, end: int) -> int:
    """Where a proper name behind a body's words ends: *Universität Al-Farabi*, *Zentrum „Zentralasien“*."""
    quoted = _QUOTED.match(text, end)
    if quoted is not None:
        return quoted.end()
    proper = _NEXT_NAME.match(text, end)
    return proper.end() if proper and _unknown(proper.group(1)) else end


def _voice(text: str, start: int, end: int, named: dict[int, Actor]) -> Actor:
    whose = _WHOSE.match(text, end)
    if whose is None or whose.end() in named:
        return _completed(text, start, end, named)
    link = _OWNER.match(text, whose.end())
    owner = named.get(link.end()) if link else None
    end = owner.end if owner is not None and owner.kind in _STATES else whose.end()
    return _completed(text, start, end, named)


def _completed(text: str, start: int, end: int, named: dict[int, Actor]) -> Actor:
    """A body with the codes of its owner: a demonym before or inside it, a state behind it."""
    before = _LOWER_BEFORE.search(text[max(0, start - 40) : start])
    owner = named.get(start - len(before.group())) if before else None
    codes = owner.codes if owner is not None and owner.kind == "demonym" else ()
    for match in re.finditer(r"\S+", text[start:end]):
        inside = named.get(start + match.start())
        if not codes and inside is not None and inside.kind in ("demonym", *_STATES):
            codes = inside.codes
    return _body(text, start, end, codes or _owners(text, end, named))


def _owners(text: str, end: int, named: dict[int, Actor]) -> tuple[str, ...]:
    codes: tuple[str, ...] = ()
    link: re.Pattern[str] = _OWNER
    while True:
        match = link.match(text, end)
        owner = named.get(match.end()) if match else None
        if owner is None or owner.kind not in _STATES:
            return tuple(dict.fromkeys(codes))
        codes, end, link = (*codes, *owner.codes), owner.end, _NEXT_OWNER


def _legal(text: str, start: int, end: int) -> Actor | None:
    before = _PROPER_BEFORE.search(text[max(0, start - 60) : start])
    if before is None:
        return None
    words = before.group().split()
    while words and not (_unknown(words[0]) or _named(words[0])):
        words.pop(0)
    return _body(text, start - len(" ".join(words)) - 1, end, ()) if words else None


def _quoted(text: str, position: int) -> list[Actor]:
    """Names in quotation marks one after the other: „Uzbekneftegaz“ und „KazMunayGas“."""
    found = []
    match = _QUOTED.match(text, position)
    while match is not None:
        found.append(_body(text, match.start(1), match.end(1), ()))
        link = _FURTHER.match(text, match.end())
        match = _QUOTED.match(text, link.end()) if link else None
    return found


def _beginning(text: str, start: int) -> int | None:
    """Where the capitalised adjectives before the word begin: *Eurasischen* Nationaluniversität, *Obersten* Rat."""
    low = max(0, start - 80)
    adjectives = _ADJECTIVES.search(text[low:start])
    if adjectives is None or _sentence_start(text, low + adjectives.start()):
        return None
    return low + adjectives.start()


def _lower_demonym(text: str, start: int, named: dict[int, Actor]) -> int | None:
    """Where a demonym before the word begins: *kasachische* Agentur für internationale Entwicklung."""
    before = _LOWER_BEFORE.search(text[max(0, start - 40) : start])
    owner = named.get(start - len(before.group())) if before else None
    return owner.start if owner is not None and owner.kind == "demonym" else None


def _sentence_start(text: str, position: int) -> bool:
    before = text[max(0, position - 3) : position].rstrip(" \u00a0")
    return not before or before[-1] in ".!?:\n„“–-📷"


def _body(text: str, start: int, end: int, codes: tuple[str, ...]) -> Actor:
    name = text[start:end]
    return Actor(start=start, end=end, kind="organisation", codes=codes, name=name, key=name)


def _unknown(word: str) -> bool:
    """Whether a word is a proper name as far as the lexicons know: no noun, office, state or time."""
    cls = CLASSES[word]
    return cls is UNKNOWN or (cls is not None and cls.body == "camel")


def _named(word: str) -> bool:
    cls = CLASSES[word]
    return cls is not None and cls.name is not None and cls.name.kind in ("organisation", "place", "capital", "country")
