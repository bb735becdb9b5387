"""Persons with office and country: *der kasachische Außenminister Murat Nurtleu* -> Murat Nurtleu, KZ.

Found by an office before the name, by apposition, by the lexicon of known persons, by a given name, and, once seen,
by the bare surname in any spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from msgspec import Struct

from kelisim.language.acting_names import acting_names, name_before
from kelisim.language.annotations import Actor
from kelisim.language.blocs import bloc_members
from kelisim.language.known_persons import KnownPerson
from kelisim.language.office_phrases import OfficePhrase, office_phrase
from kelisim.language.offices import is_plural, may_mean, offices
from kelisim.language.person_names import PersonName, is_initial, name_at
from kelisim.language.scan import Mark, Scan, token_at
from kelisim.language.transliteration import fold
from kelisim.language.word_classes import CLASSES
from kelisim.language.words import saying_forms

_BRACKET = re.compile(r"\s*\(\s*")
_COMMA = re.compile(r",\s+")
_SHORT_FORM = re.compile(r"\s\([^\W\d_a-zäöü]{2,8}\)(?=,)")
_CLOSED = re.compile(r",|\s+(?:und|sowie)\s|\s*[(.]")
_FROM = re.compile(r"\s+aus\s+(?:der\s+|dem\s+|den\s+)?")
_AND = re.compile(r"\s+(?:und|sowie)\s+|\s*/\s*")
_AND_BEFORE = re.compile(r"\s+(?:und|sowie)\s+$")
_APPOSED = re.compile(r",\s+(?:(?:der|die|dem|den|des)\s+)?$")
_ARTICLE = re.compile(r"([^\W\d_]+)\s+$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'ʻʼ-]*\.?)[ \u00a0]$")


_INITIAL = 3  # letters with the point: D., Ju.


class Found(Struct):
    """A person in the making: the name, and what the words around it say of office and country."""

    name: PersonName
    codes: tuple[str, ...] = ()
    role: str | None = None


class People:
    """What one pass over the marks of a text collects."""

    def __init__(self, text: str, scan: Scan, named: dict[int, Actor]) -> None:
        self.text, self.scan, self.named = text, scan, named
        self.found: dict[int, Found] = {}
        self.ends: dict[int, Found] = {}
        self.offices: list[OfficePhrase] = []

    def add(self, person: Found) -> None:
        """Keep a person; the first finding at a place stays and is only completed."""
        old = self.found.get(person.name.start)
        if old is None:
            self.found[person.name.start] = person
            self.ends[person.name.end] = person
        else:
            old.codes, old.role = old.codes or person.codes, old.role or person.role


def find_people(text: str, scan: Scan, named: dict[int, Actor]) -> People:
    """All persons of the scanned words, and the offices that stand without a name."""
    people = People(text, scan, named)
    _by_office(people)
    _by_lexicon(people)
    for name in acting_names(text, scan.unknown):
        people.add(Found(name))
    _by_known_surname(people)
    _by_surname(people)
    people.offices = [phrase for phrase in people.offices if not _apposed(people, phrase)]
    return people


def _by_office(people: People) -> None:
    marks, index = people.scan.marks, 0
    reached = -1
    while index < len(marks):
        if marks[index].cls.office is None or marks[index].start < reached:
            index += 1
            continue
        phrase, last = office_phrase(people.text, marks, index, people.named)
        names = _names_behind(people, phrase)
        reached = names[-1][0].end if names else reached
        for place, (name, code) in enumerate(names):
            people.add(Found(name, _codes(phrase, name, code, (place, len(names))), phrase.role))
        if not names and phrase.kind != "speaker":
            people.offices.append(phrase)
        index = last + 1


def _codes(phrase: OfficePhrase, name: PersonName, bracket: tuple[str, ...], rank: tuple[int, int]) -> tuple[str, ...]:
    """The country of one of the persons behind an office: a bracket, the phrase, the known one, the office's word."""
    place, count = rank
    if bracket:
        return bracket
    if phrase.codes:
        return (phrase.codes[place],) if len(phrase.codes) == count > 1 else phrase.codes
    if name.known is not None:
        return (name.known.code,)
    return (phrase.default,) if phrase.default else ()


def _names_behind(people: People, phrase: OfficePhrase) -> list[tuple[PersonName, tuple[str, ...]]]:
    """The names that an office stands before, each with the country in brackets behind it."""
    text, position = people.text, phrase.behind
    short = _SHORT_FORM.match(text, position) if phrase.complement else None
    position = short.end() if short else position
    comma = _COMMA.match(text, position)
    loose = not phrase.complement and comma is None
    name = name_at(text, _behind_honours(text, comma.end() if comma else position))
    if name is None or not (loose or _certain(text, name, comma is not None)):
        return []
    if loose and "\n" in text[position : name.start]:
        return []
    article = _ARTICLE.search(text[max(0, phrase.left - 12) : phrase.left])
    several = len(phrase.codes) > 1 or is_plural(text[phrase.start : phrase.end], article.group(1) if article else "")
    names = []
    while name is not None:
        code, position = _bracket_code(people, name.end)
        names.append((_plausible(name, phrase), code))
        link = _AND.match(text, position) or _COMMA.match(text, position)
        following = name_at(text, link.end()) if link else None
        name = following if several else None
    return names


def _behind_honours(text: str, position: int) -> int:
    """Where the name may begin behind *S.E. Herr*; honours are no part of office or name."""
    while match := _honours().match(text, position):
        position = match.end()
    return position


@cache
def _honours() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, offices().honorifics))})\s+")


def _plausible(name: PersonName, phrase: OfficePhrase) -> PersonName:
    """The name without the known person if a weak surname alone stands behind another office: *Frau Müller*."""
    known = name.known
    national = may_mean("minister", phrase.role) or may_mean("prime minister", phrase.role)
    of_bloc = known is not None and (known.code in bloc_members() or len(known.code) > 2)
    if known is not None and national and of_bloc and not may_mean(known.office, phrase.role):
        return PersonName(name.start, name.end, name.surname, name.words, name.sure)  # was a minister of a state then
    if known is None or not known.weak or len(name.words) > 1:
        return name
    if phrase.kind != "speaker" and may_mean(known.office, phrase.role) and phrase.codes in ((), (known.code,)):
        return name
    return PersonName(name.start, name.end, name.surname, name.words, False)


def _certain(text: str, name: PersonName, behind_comma: bool) -> bool:
    """Whether the words behind a complement or a comma are a name: known, or two words up to the next comma."""
    return name.sure or (len(name.words) > 1 and (not behind_comma or bool(_CLOSED.match(text, name.end))))


def _bracket_code(people: People, position: int) -> tuple[tuple[str, ...], int]:
    origin = _FROM.match(people.text, position)
    home = people.named.get(origin.end()) if origin else None
    if home is not None and home.kind == "country":
        return home.codes, home.end
    bracket = _BRACKET.match(people.text, position)
    actor = people.named.get(bracket.end()) if bracket else None
    if actor is None or actor.kind not in ("country", "bloc"):
        return (), position
    close = people.text.find(")", actor.end, actor.end + 40)
    return (actor.codes, close + 1) if close >= 0 else ((), position)


def _apposed(people: People, phrase: OfficePhrase) -> bool:
    """Give the office to the person it stands behind: *Olaf Scholz, Kanzler der Bundesrepublik*."""
    low = max(0, phrase.left - 12)
    comma = _APPOSED.search(people.text[low : phrase.left])
    person = people.ends.get(low + comma.start()) if comma else None
    if person is None and comma is not None:
        name = name_before(people.text, low + comma.start(), people.scan.unknown)
        person = Found(name) if name else None
    if person is None or person.role:
        return False
    people.add(person)
    person.role = phrase.role
    before = _joined_before(people, person) if len(phrase.codes) == 2 else None
    if before is not None:  # X und Y, die Präsidenten von A und B
        before.role = before.role or phrase.role
        before.codes, person.codes = phrase.codes[:1], phrase.codes[1:]
        return True
    person.codes = phrase.codes or person.codes or ((phrase.default,) if phrase.default else ())
    return True


def _joined_before(people: People, person: Found) -> Found | None:
    """The person whom *und* joins to this one."""
    low = max(0, person.name.start - 12)
    joint = _AND_BEFORE.search(people.text[low : person.name.start])
    return people.ends.get(low + joint.start()) if joint else None


def _by_lexicon(people: People) -> None:
    end = -1
    taken = sorted((start, person.name.end) for start, person in people.found.items())
    place = 0
    for mark in people.scan.marks:
        while place < len(taken) and taken[place][1] <= mark.start:
            place += 1
        inside = place < len(taken) and taken[place][0] <= mark.start
        if mark.start < end or inside or not (mark.cls.known or mark.cls.given):
            continue
        name = _known_name(people.text, mark) if mark.cls.known else _given_name(people.text, mark)
        if name is not None:
            people.add(Found(name, (name.known.code,) if name.known else ()))
            end = name.end


def _known_name(text: str, mark: Mark) -> PersonName | None:
    """The known person whose surname, or first given name, stands at the mark."""
    if mark.cls.name is not None or mark.cls.noun or mark.cls.stopper:
        return None
    name = name_at(text, mark.start)
    if name is None or name.known is None:
        return name if name is not None and name.sure else None
    known = name.known
    name = _with_given_before(text, name, known)
    return None if len(name.words) == 1 and _not_alone(text, mark, known) else name


def _with_given_before(text: str, name: PersonName, known: KnownPerson) -> PersonName:
    """The name with the known given names and particles before it: *Abdel Fattah* al-Sisi, *von der* Leyen."""
    given = known.folded_given()
    start, words = name.start, name.words
    while before := _WORD_BEFORE.search(text[max(0, start - 40) : start]):
        if fold(before.group(1)) not in given and before.group(1).lower() not in known.name.split():
            break
        start -= len(before.group())
        words = (before.group(1), *words)
    return PersonName(start, name.end, name.surname, words, name.sure, known)


def _not_alone(text: str, mark: Mark, known: KnownPerson) -> bool:
    """Whether a bare surname means someone else: it is weak, or an unknown given name stands before it."""
    if known.weak:
        return len(mark.cls.known) > 1 or not _is_said(text, mark.start)
    before = _WORD_BEFORE.search(text[max(0, mark.start - 40) : mark.start])
    if before is None or not before.group(1)[0].isupper() or _ends_sentence(before.group(1)):
        return False
    token = token_at(text, mark.start - len(before.group()))
    return token is not None and (is_initial(token.word) or bool(token.cls and token.cls.given))


def _is_said(text: str, start: int) -> bool:
    """Whether a verb of saying stands right before a name: *sagte Gabriel*."""
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    return before is not None and before.group(1) in saying_forms()


def _ends_sentence(word: str) -> bool:
    """Whether a full stop closes the word before, which is then no given name; an initial may have one."""
    return word.endswith(".") and len(word) > _INITIAL


def _given_name(text: str, mark: Mark) -> PersonName | None:
    """A given name and a surname behind it: *Heiko Maas*."""
    if (mark.cls.name is not None and not mark.cls.name.weak) or mark.cls.noun or mark.cls.stopper or mark.cls.office:
        return None
    before = _WORD_BEFORE.search(text[max(0, mark.start - 40) : mark.start])
    cls = CLASSES[before.group(1)] if before else None
    if cls is not None and cls.body is not None:  # Stiftung Konrad Adenauer
        return None
    name = name_at(text, mark.start)
    return name if name is not None and len(name.words) > 1 and not is_initial(name.words[-1]) else None


def _by_known_surname(people: People) -> None:
    """Bare surnames that are other words too, of known persons whom the text has named before: *traf Schallenberg*."""
    first: dict[KnownPerson, int] = {}
    for start, person in people.found.items():
        known = person.name.known
        if known is not None and known.weak and (len(person.name.words) > 1 or person.role):
            first[known] = min(start, first.get(known, start))
    if not first:
        return
    starts = sorted(people.found)
    for mark in people.scan.marks:
        known = next((person for person in mark.cls.known if person in first), None)
        if known is None or mark.start <= first[known] or _is_taken(people, starts, mark.start):
            continue
        if mark.cls.noun or mark.cls.name is not None or _has_name_before(people.text, mark.start):
            continue
        name = name_at(people.text, mark.start)
        if name is not None and name.known is known and len(name.words) == 1:
            people.add(Found(name, (known.code,)))


def _has_name_before(text: str, start: int) -> bool:
    """Whether a given name or an initial of someone else stands before a surname."""
    before = _WORD_BEFORE.search(text[max(0, start - 40) : start])
    cls = CLASSES[before.group(1)] if before else None
    return before is not None and (is_initial(before.group(1)) or bool(cls and cls.given))


def _is_taken(people: People, starts: list[int], start: int) -> bool:
    before = bisect_right(starts, start) - 1
    return before >= 0 and start < people.found[starts[before]].name.end


def _by_surname(people: People) -> None:
    """Bare surnames of persons that the text has named in full: *Atamkulovs Darstellung*."""
    surnames: dict[str, Found] = {}
    for person in people.found.values():
        if person.name.known is None and len(person.name.surname) > 2:
            surnames.setdefault(fold(person.name.surname), person)
    if not surnames:
        return
    for word, places in people.scan.unknown.items():
        for form in (word, word[:-1]) if word[-1] in "s’'" else (word,):
            named = surnames.get(fold(form))
            if named is not None and (len(form) > 5 or form == named.name.surname):
                _add_bare(people, form, places)
                break


def _add_bare(people: People, form: str, places: list[int]) -> None:
    starts = sorted(people.found)
    for start in places:
        if not _is_taken(people, starts, start):
            people.add(Found(PersonName(start, start + len(form), form, (form,), False)))


def person_actors(people: People) -> list[Actor]:
    """The persons as actors: one key for all mentions of a person, codes and office from the mention that has them."""
    ordered = [people.found[start] for start in sorted(people.found)]
    keys = _keys(ordered)
    codes: dict[str, tuple[str, ...]] = {}
    for person, key in zip(ordered, keys, strict=True):
        known = person.name.known
        if known is not None and known.name != key and person.role is None:
            person.codes = ()  # a bare surname that the text has given to someone else
        if person.codes:
            codes.setdefault(key, person.codes)
    return [
        Actor(
            start=person.name.start,
            end=person.name.end,
            kind="person",
            codes=person.codes or codes.get(key, ()),
            name=people.text[person.name.start : person.name.end],
            key=key,
            role=person.role,
        )
        for person, key in zip(ordered, keys, strict=True)
    ]


def _keys(ordered: list[Found]) -> list[str]:
    """One key a person: the lexicon's name, else the folded surname with the first letter of the given name.

    A bare surname means the one of that surname who was named in full last before it, or else first after it.
    """
    full: dict[str, str] = {}
    for person in reversed(ordered):
        if len(person.name.words) > 1:
            full[fold(person.name.surname)] = _full_key(person.name)
    keys = []
    for person in ordered:
        surname = fold(person.name.surname)
        if len(person.name.words) > 1:
            full[surname] = _full_key(person.name)
            keys.append(full[surname])
        elif person.role is not None and person.name.known is not None:
            keys.append(person.name.known.name)
        else:
            keys.append(full.get(surname) or _full_key(person.name))
    return keys


def _full_key(name: PersonName) -> str:
    if name.known is not None:
        return name.known.name
    return f"{fold(name.surname)} {fold(name.words[0])[:1]}" if len(name.words) > 1 else fold(name.surname)
