"""Actors of a text: states, blocs, capitals, places, persons, offices, bodies, and wordings for the pair.

*Der usbekische Präsident Shavkat Mirziyoyev traf in Taschkent seinen kasachischen Amtskollegen* -> demonym UZ,
person UZ, capital UZ, demonym KZ, office KZ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kelisim.language.annotations import Actor
from kelisim.language.blocs import bloc_members
from kelisim.language.gazetteer import TOWN, Name, phrase_at
from kelisim.language.introduced_firms import introduced_firms
from kelisim.language.office_phrases import OfficePhrase
from kelisim.language.organisations import body_at
from kelisim.language.pairs import adjective_pair, pair_at
from kelisim.language.persons import find_people, person_actors
from kelisim.language.scan import Mark, Scan, scan, token_at
from kelisim.language.word_classes import guards

_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
# The word for a firm behind an adjective: Maschinenbauer, Stahl- und Technologiekonzern.
_FIRM = re.compile(r"\s+(?:[^\W\d_]+-\s+und\s+)?([^\W\d_]+)")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)|-([^\W\d_]+)")
_JOINED_WORD = re.compile(r"- (?:und|oder) ([^\W\d_]+)-([^\W\d_]+)")
# What a state only lies beside: *das Nachbarland der Ukraine* is another one.
_BESIDE = re.compile(r"Nachbar(?:land|landes|staat|staates|staats) (?:der|des) $")
_OPENING, _CLOSING = frozenset('„“"»«‚'), frozenset('“”"»«‘’')
_ORDER = {"person": 0, "organisation": 1, "country": 2, "bloc": 3, "capital": 4, "place": 5}


def actors(text: str, start: int = 0, end: int | None = None) -> list[Actor]:
    """All actors of ``text[start:end]`` with absolute offsets, by their start, the longer one first.

    An actor may lie inside another: the demonym inside an office phrase, the bloc inside *EU-Kommission*.
    """
    stop = len(text) if end is None else end
    found = actors_of(text, scan(text, start, stop))
    return [actor for actor in found if start <= actor.start and actor.end <= stop]


def actors_of(text: str, found: Scan) -> list[Actor]:
    """All actors that are made of the words found in ``text``."""
    names = _names(text, found)
    named = {actor.start: actor for actor in reversed(names)}
    people = find_people(text, found, named)
    persons = person_actors(people)
    bodies = _widest(_outside(_bodies(text, found, named), names))
    whole = [name for name in names if name.kind == "organisation" or " " in name.name]  # Ulan Bator is nobody
    quoted = [body for body in bodies if _is_title(text, body.start, body.end)]
    persons = _outside(_outside(persons, quoted), whole)
    rest = [*_untitled(text, names), *_pairs(text, found), *bodies]
    kept = [*persons, *_outside(rest, persons), *(_office(text, phrase) for phrase in people.offices)]
    return _unique([*kept, *introduced_firms(text, kept)])


def _names(text: str, found: Scan) -> list[Actor]:
    """What the gazetteer knows, longest first: *Kirgisischen Republik* hides what lies inside it."""
    actors_found: list[Actor] = []
    reached = -1
    for mark in found.marks:
        if mark.start < reached:
            continue
        phrase = _phrase(text, mark)
        if phrase is not None:
            actors_found.append(phrase)
            reached = phrase.end
            continue
        name = mark.cls.name
        if name is not None:
            if _stands(text, mark, name):
                actors_found.append(_actor(text, mark.start, mark.end, name))
            continue
        for part in mark.cls.parts:
            first = mark.start + part.offset
            end = first + part.length
            if not (_is_money(text, end) or _is_war(text, end) or _is_member(text, end, part.name)):
                actors_found.append(_actor(text, first, end, part.name))
    return _without_kinds(text, actors_found)


def _without_kinds(text: str, names: list[Actor]) -> list[Actor]:
    """The names without blocs that only say what states they are members of: *die EU-Staaten Malta und Zypern*."""
    kinds = {
        one.start
        for at, (one, other) in enumerate(pairwise(names))
        if other.kind == "country" and _is_kind(text[one.end : other.start]) and _are_some(one, names[at + 1 :])
    }
    return [name for name in names if name.start not in kinds] if kinds else names


def _are_some(bloc: Actor, behind: Sequence[Actor]) -> bool:
    """Whether only some members of a bloc are named behind it; where all are, the bloc is meant, too."""
    members = next((bloc_members()[code] for code in bloc.codes if code in bloc_members()), frozenset())
    named = 0
    while named < len(behind) and members.issuperset(behind[named].codes):
        named += 1
    return 0 < named < len(members) - 1


def _is_kind(between: str) -> bool:
    """Whether the words from a bloc to a state call the state its member: *-Staaten*, *-Mitgliedsländern*."""
    found = _NEXT_WORD.match(between)
    return found is not None and found.end() == len(between) - 1 and (found[1] or found[2]) in guards().members


def _phrase(text: str, mark: Mark) -> Actor | None:
    if mark.cls.first is None:
        return None
    found = phrase_at(text, mark.start, mark.end, mark.cls.first)
    return _actor(text, mark.start, *found) if found else None


def _actor(text: str, start: int, end: int, name: Name) -> Actor:
    role = name.role if name.kind == "organisation" else None
    key = "+".join(name.codes) if name.kind in ("country", "demonym", "bloc") else name.form
    return Actor(start=start, end=end, kind=name.kind, codes=name.codes, name=text[start:end], key=key, role=role)


def _stands(text: str, mark: Mark, name: Name) -> bool:
    """Whether a name means what the lexicon says here: no currency, no language, a weak one with its preposition."""
    if _is_money(text, mark.end) or _is_water(text, mark, name) or _is_member(text, mark.end, name):
        return False
    if _BESIDE.search(text[max(0, mark.start - 24) : mark.start]):
        return False
    if name.role == TOWN:
        firm = _FIRM.match(text, mark.end)
        return firm is not None and firm.group(1).lower().endswith(guards().firms)
    if name.weak:
        before = _LAST_WORD.search(text[max(0, mark.start - 12) : mark.start])
        return before is not None and before.group(1) in guards().place_prepositions
    return name.kind != "demonym" or not mark.word[0].isupper() or not _is_language(text, mark)


def _is_money(text: str, position: int) -> bool:
    following = _NEXT_WORD.match(text, position)
    if following is None:
        return text.startswith(("-$", "$"), position)  # US-$, US$
    return (following.group(1) or following.group(2)) in guards().currencies


def _is_war(text: str, position: int) -> bool:
    """Whether a name only says which war or crisis it is: *die Folgen des Ukraine-Kriegs*."""
    following = _NEXT_WORD.match(text, position)
    return following is not None and following.group(2) in guards().wars


def _is_member(text: str, position: int, name: Name) -> bool:
    """Whether a bloc only says where one state belongs: *das EU-Land Malta*, *das EU- und Nato-Mitglied*."""
    if name.kind != "bloc" or not text.startswith("-", position):
        return False
    following = _NEXT_WORD.match(text, position) or _JOINED_WORD.match(text, position)
    return following is not None and following.group(2) in guards().member


def _is_water(text: str, mark: Mark, name: Name) -> bool:
    """Whether a name only says which sea, land or age it is: *im Indischen Ozean*, *der britischen Kolonialzeit*."""
    if name.kind == "demonym":
        following = _NEXT_WORD.match(text, mark.end)
        described = (following.group(1) or following.group(2)) if following is not None else ""
        known = guards()
        if described in known.one_of_many and bloc_members().keys() >= set(name.codes):
            return True
        return described in known.waters or described in known.ages or described in known.gatherings
    before = text[max(0, mark.start - 12) : mark.start].split()
    return name.kind == "country" and before[-1:] == ["von"] and before[-2:-1] != [] and before[-2] in guards().waters


def _is_language(text: str, mark: Mark) -> bool:
    """*auf Deutsch*, *ins Russische*, *Usbekisch* alone: a capitalised demonym that no noun follows."""
    if mark.word.endswith("isch") or mark.word == "Deutsch":
        return True
    before = _LAST_WORD.search(text[max(0, mark.start - 12) : mark.start])
    if before is None or before.group(1) not in guards().language_markers:
        return False
    following = token_at(text, mark.end)
    return following is None or not following.word[0].isupper()


def _pairs(text: str, found: Scan) -> list[Actor]:
    wordings = []
    for mark in found.marks:
        if mark.cls.pair == "adjective":
            wordings.append(adjective_pair(text, mark.start, mark.end))
        elif mark.cls.pair == "party":
            pair = pair_at(text, mark.start, mark.end)
            if pair is not None:
                wordings.append(pair)
    return wordings


def _bodies(text: str, found: Scan, named: dict[int, Actor]) -> list[Actor]:
    bodies: list[Actor] = []
    for mark in found.marks:
        if mark.cls.body is not None:
            bodies.extend(body_at(text, mark.start, mark.end, mark.cls.body, named))
    return bodies


def _office(text: str, phrase: OfficePhrase) -> Actor:
    wording = text[phrase.start : phrase.end]
    codes = phrase.codes or ((phrase.default,) if phrase.default else ())
    return Actor(
        start=phrase.start, end=phrase.end, kind="office", codes=codes, name=wording, key=wording, role=phrase.role
    )


def _outside(rest: list[Actor], others: list[Actor]) -> list[Actor]:
    """Without what shares words with one of ``others`` (in order): *Paris* in *Paris Hilton*."""
    kept, place = [], 0
    for actor in sorted(rest, key=lambda actor: actor.start):
        while place < len(others) and others[place].end <= actor.start:
            place += 1
        if place == len(others) or others[place].start >= actor.end or _holds(actor, others[place]):
            kept.append(actor)
    return kept


def _holds(actor: Actor, other: Actor) -> bool:
    """Whether a body's name has a person or body inside it and goes on: *Universität Gumilyov*."""
    return actor.start <= other.start and other.end <= actor.end and actor.end - actor.start > other.end - other.start


def _widest(bodies: list[Actor]) -> list[Actor]:
    """Of bodies that begin inside one another the widest: *Svevind Energy GmbH*, not *Svevind Energy*."""
    kept: list[Actor] = []
    for body in sorted(bodies, key=lambda body: (body.start, -body.end)):
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether quotation marks hold exactly these words: the housing estate „Astana“ is not the capital."""
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def _untitled(text: str, names: list[Actor]) -> list[Actor]:
    return [name for name in names if name.kind == "organisation" or not _is_title(text, name.start, name.end)]


def _unique(found: list[Actor]) -> list[Actor]:
    """Ordered by start, the longer first; of two with the same span the one of the more telling kind."""
    found.sort(key=lambda actor: (actor.start, -actor.end, _ORDER.get(actor.kind, 9)))
    kept: list[Actor] = []
    for actor in found:
        if not (kept and kept[-1].start == actor.start and kept[-1].end == actor.end):
            kept.append(actor)
    return kept
