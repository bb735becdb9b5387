"""The noun phrase around an office: whose office it is, by the words before and behind it.

*der stellvertretende kasachische Premierminister und Außenminister* -> KZ; *die Präsidenten Kasachstans und
Aserbaidschans* -> KZ, AZ; *Präsident der Republik Aserbaidschan* -> AZ; *US-Präsident* -> US.
"""

from __future__ import annotations

import re

from msgspec import Struct

from kelisim.language.annotations import Actor
from kelisim.language.offices import OfficeKind, national_code
from kelisim.language.scan import WORD, Mark
from kelisim.language.word_classes import CLASSES, guards

_LEFT = 110
_COMPOUND_OWNERS = ("bloc", "organisation")
_OPEN_HYPHEN = re.compile(r"[^\W\d_a-zäöü]\w+-\s+(?:und|oder|bzw\.)\s+$")
_DEMONYM_AND = re.compile(r"([^\W\d_]+)(?:\s+und|,)\s+$")
_JOINED = re.compile(r"\s+(?:und|sowie)\s+(?:([a-zäöüß]+[er])\s+)?|/")
_DEPARTMENT = re.compile(
    r"\s+für\s+(?:[a-zäöüß]+\s+){0,2}[^\W\d_a-zäöü][\w-]*"
    r"(?:(?:,\s+(?:[a-zäöüß]+\s+){0,2}[^\W\d_a-zäöü][\w-]*){0,4}"
    r"(?:\s+und\s+|\s+sowie\s+)(?:[a-zäöüß]+\s+){0,2}[^\W\d_a-zäöü][\w-]*)?"
)
_LINK = re.compile(r"\s+(?:(?:der|des|von|vom|aus)\s+)?(?:[a-zäöüß]+e[nr]\s+)?")
_OF = re.compile(r"\s+(?:der|des|von)\s+([a-zäöüß]+\s+|[A-ZÄÖÜ][a-zäöüß]+en\s+)?")
_NOUN = re.compile(r"\s+(?:[a-zäöüß]+\s+){0,2}[^\W\d_a-zäöü][\w-]*")
_POSTED = re.compile(r"\s+(?:in|im|bei|beim)\s+(?:der|den|dem)?\s*[^\W\d_a-zäöü][\w-]*(?:\s[^\W\d_a-zäöü][\w-]*)?(?=,)")
_FURTHER = re.compile(r"(?:,|\s+und|\s+sowie)\s+(?:(?:der|des|von)\s+)?")
_BODY = re.compile(
    r"\s+(?:der|des|von|beim|bei der|beider|ihrer|seiner)\s+(?:[a-zäöüß]+\s+){0,2}([^\W\d_a-zäöü][\w-]*)"
)
_OWNERS = ("country", "bloc", "organisation", "capital", "place")


class OfficePhrase(Struct, frozen=True):
    """An office with its owner: ``start``/``end`` span the office words, ``behind`` is where its complement ends."""

    start: int
    end: int
    left: int
    behind: int
    kind: OfficeKind
    role: str
    codes: tuple[str, ...]
    default: str | None
    complement: bool


def office_phrase(text: str, marks: list[Mark], index: int, named: dict[int, Actor]) -> tuple[OfficePhrase, int]:
    """The office phrase that begins with ``marks[index]``, and the index of its last office word."""
    first, last = marks[index], index
    while last + 1 < len(marks) and _joins(text, marks[last], marks[last + 1]):
        last += 1
    start = first.start
    hyphen = _OPEN_HYPHEN.search(text[max(0, start - 40) : start])
    if hyphen:
        start -= len(hyphen.group())
    end = marks[last].end
    left, rank, before = _left_side(text, start)
    inside = _compound_codes(first)
    behind_codes, behind = _right_side(text, end, named)
    own = marks[last].start if _of_others(first.word, marks[last].word) else start
    role = f"{rank} {text[own:end]}" if rank else text[own:end]
    kind = next((mark.cls.office for mark in marks[index : last + 1] if mark.cls.office == "office"), first.cls.office)
    phrase = OfficePhrase(
        start,
        end,
        left,
        behind,
        kind or "office",
        role,
        before or inside or behind_codes,
        national_code(first.word),
        behind > end,
    )
    return phrase, last


def _of_others(one: str, two: str) -> bool:
    """Whether two joined offices are of two people, a man and a woman: *Präsidenten und Premierministerin X*."""
    return two.endswith("in") and not one.endswith(("in", "Chef")) and one != two


def _joins(text: str, one: Mark, two: Mark) -> bool:
    if two.cls.office is None or two.start - one.end > 40:
        return False
    joined = _JOINED.fullmatch(text, one.end, two.start)
    if joined is None:
        return False
    adjective = joined.group(1)
    return adjective is None or (adjective not in guards().articles and CLASSES[adjective] is None)


def _compound_codes(mark: Mark) -> tuple[str, ...]:
    """Whose office a compound names: *US-Präsident*, *EU-Kommissarin*, *DIHK-Chef*; not *Afghanistan-Beauftragter*."""
    for part in mark.cls.parts:
        if part.name.kind in _COMPOUND_OWNERS or part.name.codes == ("US",):
            return part.name.codes
    return ()


def _left_side(text: str, start: int) -> tuple[int, str, tuple[str, ...]]:
    """Where the phrase begins before the office, the word of rank in it, and the codes that it names."""
    low = max(0, start - _LEFT)
    rank, left = "", start
    codes: tuple[str, ...] = ()
    for match in reversed(list(WORD.finditer(text, low, start))[-7:]):
        word, cls = match.group(), CLASSES[match.group()]
        if text[match.end() : left].strip(" \n\u00a0"):
            break
        name = cls.name if cls else None
        if name is not None and (name.kind == "demonym" or name.role == "adjective"):
            codes = codes or name.codes
        elif name is not None and name.kind in ("country", "bloc", "capital") and word != name.form:
            return match.start(), rank, codes or name.codes
        elif not word[0].islower() or not word.endswith(("e", "en", "er", "em", "es")) or word in guards().articles:
            break
        elif word.startswith("stellvertretend"):
            rank = word
        left = match.start()
    left, codes = _further_demonyms(text, low, left, codes)
    return left, rank, codes


def _further_demonyms(text: str, low: int, left: int, codes: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """The other states of a row of demonyms: *seinem Schweizer und serbischen Amtskollegen*."""
    while codes and (joined := _DEMONYM_AND.search(text[low:left])):
        cls = CLASSES[joined.group(1)]
        if cls is None or cls.name is None or cls.name.kind != "demonym":
            break
        left, codes = low + joined.start(), (*cls.name.codes, *codes)
    return left, codes


def _right_side(text: str, end: int, named: dict[int, Actor]) -> tuple[tuple[str, ...], int]:
    """The codes that the complement names, and where it ends: *für Handel Usbekistans*, *der Republik Belarus*."""
    position = _department_end(text, end, named)
    owner = _owner_at(text, position, named, _LINK)
    if owner is None:
        return _right_body(text, position, named)
    codes = owner.codes
    position = owner.end
    if owner.kind in ("capital", "place") and text[owner.start : owner.end].endswith("er"):
        noun = _NOUN.match(text, owner.end)  # der Direktor des Tifliser Wasserwerks
        return codes, noun.end() if noun else owner.end
    while True:
        further = _owner_at(text, position, named, _FURTHER)
        if further is None or further.kind not in ("country", "bloc"):
            posted = _POSTED.match(text, position)
            return tuple(dict.fromkeys(codes)), posted.end() if posted else position
        codes, position = (*codes, *further.codes), further.end


def _right_body(text: str, position: int, named: dict[int, Actor]) -> tuple[tuple[str, ...], int]:
    """A body or group as the complement: *der fünf zentralasiatischen Staaten*, *der Zentralbank Kasachstans*."""
    adjective = _OF.match(text, position)
    demonym = (named.get(adjective.start(1)) or named.get(adjective.end())) if adjective else None
    if demonym is not None and demonym.kind == "demonym":
        noun = _NOUN.match(text, demonym.end)
        return demonym.codes, noun.end() if noun else demonym.end
    body = _BODY.match(text, position)
    cls = CLASSES[body.group(1)] if body else None
    if body is None or (cls is not None and (cls.office is not None or cls.given or cls.known)):
        posted = _POSTED.match(text, position)
        return (_body_codes(posted, named), posted.end()) if posted else ((), position)
    owner = _owner_at(text, body.end(), named, _LINK)
    return (owner.codes, owner.end) if owner else ((), body.end())


def _body_codes(posted: re.Match[str], named: dict[int, Actor]) -> tuple[str, ...]:
    """The state of the body at which an office is: *Staatssekretärin im Auswärtigen Amt,*."""
    bodies = (named[at] for at in range(*posted.span()) if at in named)
    return next((body.codes for body in bodies if body.kind == "organisation"), ())


def _department_end(text: str, end: int, named: dict[int, Actor]) -> int:
    department = _DEPARTMENT.match(text, end)
    if department is None:
        return end
    for match in WORD.finditer(text, end, department.end()):
        actor = named.get(match.start())
        if actor is not None and actor.codes:
            return match.start() - 1
    return department.end()


def _owner_at(text: str, position: int, named: dict[int, Actor], link: re.Pattern[str]) -> Actor | None:
    match = link.match(text, position)
    if match is None:
        return None
    actor = named.get(match.end())
    if actor is None or actor.kind not in _OWNERS or text[actor.end : actor.end + 1] == "-":  # Russland-Beauftragte
        return None
    return actor if actor.codes or actor.kind == "organisation" else None
