"""What each word form can be: a table that answers by one lookup and works out an unknown form once.

`CLASSES[word]` is None for a word that no actor is made of; most words of a text are such. The table keeps what it
has worked out up to a limit, so that a long run over many texts stays small.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from kelisim.language.body_words import BodyRole, body_role
from kelisim.language.demonyms import adjective_codes, peoples
from kelisim.language.gazetteer import Name, gazetteer, single
from kelisim.language.known_persons import KnownPerson, by_surname
from kelisim.language.offices import OfficeKind, national_code, office_kind, offices
from kelisim.language.pairs import PairRole, pair_role
from kelisim.lexicons import FOLDER, load_table
from kelisim.once import Remembered

_SHORT = 3  # letters of an abbreviation
_TOWNS = ("capital", "place")
_PAIR = 2


class Guards(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that keep others from being an actor or a name."""

    currencies: frozenset[str]
    waters: frozenset[str]
    firms: tuple[str, ...]
    wars: frozenset[str]
    member: frozenset[str]
    members: frozenset[str]
    ages: frozenset[str]
    gatherings: frozenset[str]
    one_of_many: frozenset[str]
    stoppers: frozenset[str]
    place_prepositions: frozenset[str]
    language_markers: frozenset[str]
    particles: frozenset[str]
    names_in_s: frozenset[str]
    surnames: frozenset[str]
    articles: frozenset[str]


class Part(Struct, frozen=True):
    """A name inside a compound: *EU* in *EU-Kommission*, at ``offset`` of the word."""

    offset: int
    length: int
    name: Name


class WordClass(Struct, frozen=True):
    """All that a word form can be. ``capital`` alone is an unknown capitalised word: perhaps a name.

    ``codes`` are all those that any actor can have for this word's sake, ``sure`` those that it can have without a
    preposition before the word or further words of a name behind it.
    """

    capital: bool = False
    name: Name | None = None
    first: str | None = None
    parts: tuple[Part, ...] = ()
    office: OfficeKind | None = None
    known: tuple[KnownPerson, ...] = ()
    given: bool = False
    pair: PairRole | None = None
    title: bool = False
    stopper: bool = False
    noun: bool = False
    body: BodyRole | None = None
    codes: frozenset[str] = frozenset()
    sure: frozenset[str] = frozenset()


UNKNOWN = WordClass(capital=True)


@cache
def guards() -> Guards:
    """The lexicon of guards, loaded once."""
    return load_table("de/actor_guards.toml", Guards)


def _words_of(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [word for line in lines if not line.startswith("#") for word in line.split()]


@cache
def given_names() -> frozenset[str]:
    """Known given names."""
    return frozenset(_words_of("de/given_names.txt"))


@cache
def _nouns() -> tuple[frozenset[str], tuple[str, ...]]:
    words = _words_of("de/common_nouns.txt")
    whole = frozenset(word for word in words if not word.startswith("-"))
    return whole, tuple(word[1:] for word in words if word.startswith("-"))


def is_noun(word: str) -> bool:
    """Whether a capitalised word is an ordinary noun of the lexicon, also as the last part of a compound."""
    last = word.rsplit("-", 1)[-1]
    if last[:1].islower():  # Jae-myung
        return False
    lower = last.lower()
    whole, endings = _nouns()
    if lower in whole or (len(lower) > 6 and lower.endswith(endings)):
        return True
    return any(lower[-length:] in whole for length in range(5, len(lower) - 2))


def is_whole_noun(word: str) -> bool:
    """Whether a word stands in the lexicon of nouns as it is, not only with its last part."""
    return word.lower() in _nouns()[0] or word.lower().endswith(_nouns()[1])


def _compound_parts(word: str) -> tuple[Part, ...]:
    """The names in a word with hyphens: *US-Präsident*, *Baku-Tiflis-Ceyhan*, *Afghanistan-Frage*."""
    found: list[Part] = []
    offset = 0
    for piece in word.split("-"):
        name = single(piece) if piece[:1].isupper() else None
        sure = name is not None and (not name.weak or (name.kind in _TOWNS and _is_joined(found)))
        if name is not None and sure and not (offset and _is_press_service(word, name)):
            found.append(Part(offset, len(piece), name))
        offset += len(piece) + 1
    return tuple(found)


def _is_joined(found: Sequence[Part]) -> bool:
    """Whether a name in a compound stands behind two towns or states: *Baku-Tiflis-Kars*."""
    return len(found) >= _PAIR and all(part.name.kind in (*_TOWNS, "country") for part in found)


def _is_press_service(word: str, name: Name) -> bool:
    """Whether a bloc's short name behind an unknown abbreviation is a press service: *BMWA-OTS*."""
    first = word.split("-", 1)[0]
    return name.kind == "bloc" and word.isupper() and single(first) is None


def _classify(word: str) -> WordClass | None:
    if not word[0].isupper() and not (word[2:3] == "-" and word[3:4].isupper()):  # al-Sisi
        codes = adjective_codes(word)
        if codes:
            return WordClass(name=Name("demonym", codes, form=word), codes=frozenset(codes), sure=frozenset(codes))
        role = pair_role(word)
        return WordClass(pair=role) if role else None
    return _classify_capital(word)


def _shouted(word: str) -> Name | None:
    """A state in capital letters: *KASACHSTAN*. Towns are left out: in capitals they are mostly datelines."""
    name = single(word.title()) if len(word) > _SHORT and word.isupper() else None
    return name if name is not None and name.kind == "country" and not name.weak else None


def _classify_capital(word: str) -> WordClass:
    name = single(word) or _shouted(word)
    if name is None:
        codes = adjective_codes(word) or ((peoples()[word],) if word in peoples() else ())
        name = Name("demonym", codes, form=word) if codes else None
    first = word if word in gazetteer().phrases else None
    compound = "-" in word
    parts = _compound_parts(word) if compound and name is None else ()
    office, known = _office_of(word, name), by_surname(word)
    phrases = gazetteer().phrases[first] if first else ()
    names = [name] if name else [part.name for part in parts]
    sure = {code for one in names if not one.weak for code in one.codes} | {person.code for person in known}
    sure |= {national_code(word) or ""} if office else set()
    found = WordClass(
        capital=True,
        name=name,
        first=first,
        parts=parts,
        office=office,
        known=known,
        given=word in given_names() or (compound and word.split("-", 1)[0] in given_names()),
        pair=pair_role(word),
        title=word.rstrip(".") in offices().titles,
        stopper=word in guards().stoppers,
        noun=is_noun(word),
        body=None if name and name.kind == "organisation" else body_role(word),
        codes=frozenset(sure | {code for one in (*names, *(phrase.name for phrase in phrases)) for code in one.codes})
        - {""},
        sure=frozenset(sure) - {""},
    )
    return UNKNOWN if found == UNKNOWN else found


def _office_of(word: str, name: Name | None) -> OfficeKind | None:
    """What a word says of the person behind it; the name of a body may be an office too: *Bundesrat Parmelin*."""
    kind = office_kind(word)
    return kind if name is None or (name.kind == "organisation" and kind == "speaker") else None


def _class_of(word: str) -> WordClass | None:
    plain = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    return _classify(plain) if plain else None


CLASSES = Remembered(_class_of)
