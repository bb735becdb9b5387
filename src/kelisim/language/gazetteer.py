"""Names of states, capitals, places, blocs and bodies, looked up by their first word.

A single word is a dictionary entry; a name of several words is a small pattern, compiled when its first word turns
up for the first time. *Kirgisischen Republik* -> country KG; *Shanghaier Organisation für Zusammenarbeit* -> SCO.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.annotations import ActorKind
from kelisim.lexicons import load_lines

_GAP = re.compile(r"\s+")
ENDING = "(?:e[nrsm]?)?"
_ENDINGS = ("", "e", "en", "er", "es", "em")
_SPEAKING_GERMAN = ("AT", "CH", "DE")  # whose towns have adjectives in -er
TOWN = "town"
"""The role of an adjective that is made of a town."""


class Name(Struct, frozen=True):
    """What a name means: its kind and codes. A weak name is another word too and needs a preposition."""

    kind: ActorKind
    codes: tuple[str, ...] = ()
    weak: bool = False
    role: str | None = None
    form: str = ""


def _leads(form: str) -> bool:
    """Whether the first word is the noun that takes the genitive: *des Kooperationsrates der Golfstaaten*."""
    words = form.split()
    return len(words) > 1 and words[0].isalpha() and words[1].islower()


class Phrase(Struct, frozen=True):
    """A name of several words, with ``~`` where an adjective ending stands."""

    form: str
    name: Name

    @property
    def second(self) -> str:
        """How the second word begins."""
        return self.form.split()[1].split("~", 1)[0]

    def pattern(self) -> str:
        """The name as a regular expression, with the endings of its adjectives and a genitive at the end."""
        words = [re.escape(word).replace(r"\~", ENDING).replace("~", ENDING) for word in self.form.split()]
        if _leads(self.form):
            words[0] += "(?:e?s)?"
        return r"\s+".join(words) + r"(?:e?s|n)?(?!\w)"


class Gazetteer(Struct):
    """All names: ``words`` by their form, ``phrases`` by their first word."""

    words: dict[str, Name]
    phrases: dict[str, list[Phrase]]

    def add(self, form: str, name: Name) -> None:
        """Take in one name; the first entry of a form stays."""
        if " " not in form and "~" not in form:
            self.words.setdefault(form, name)
            return
        first = form.split(maxsplit=1)[0]
        endings = _ENDINGS if first.endswith("~") else ("", "s", "es") if _leads(form) else ("",)
        for ending in endings:
            self.phrases.setdefault(first.rstrip("~") + ending, []).append(Phrase(form, name))


def _hinted(hint: str) -> bool:
    return hint == "weak"


def _add_states(names: Gazetteer) -> None:
    for form, code, hint in load_lines("de/countries.txt", 3):
        names.add(form, Name("country", (code,), _hinted(hint), None, form))
    for form, code, hint in load_lines("de/blocs.txt", 3):
        if hint not in ("adjective", "people"):
            names.add(form, Name("bloc", (code,), _hinted(hint), None, form))


def _add_places(names: Gazetteer) -> None:
    for form, code, adjective, hint in load_lines("de/capitals.txt", 4):
        names.add(form, Name("capital", (code,), _hinted(hint), None, form))
        if adjective:
            names.add(adjective.lstrip("="), Name("capital", (code,), False, "adjective", form))
    for file in ("de/places.txt", "de/cities.txt"):
        for form, code, hint in load_lines(file, 3):
            names.add(form, Name("place", (code,) if code else (), _hinted(hint), None, form))


def _add_town_adjectives(names: Gazetteer) -> None:
    """Towns by which firms are called, for a state only before the word for a firm: *der Grazer Maschinenbauer*."""
    for form, code in load_lines("de/town_adjectives.txt", 2):
        names.add(form, Name("demonym", (code,), False, TOWN, form))
    for form, code, _ in load_lines("de/cities.txt", 3):
        if code in _SPEAKING_GERMAN and form.isalpha():
            adjective = form + ("r" if form.endswith("e") else "er")
            names.add(adjective, Name("demonym", (code,), False, TOWN, adjective))


def _add_regions(names: Gazetteer) -> None:
    """Parts of a state named after it: *Nordgriechenland, Zentralbulgarien*."""
    prefixes = [prefix for (prefix,) in load_lines("de/region_prefixes.txt", 1)]
    for form, code, hint in load_lines("de/countries.txt", 3):
        if form.isalpha() and not _hinted(hint):
            for prefix in prefixes:
                region = prefix + form.lower()
                names.add(region, Name("place", (code,), False, None, region))


def _add_bodies(names: Gazetteer) -> None:
    for form, code, role, hint in load_lines("de/organisations.txt", 4):
        names.add(form, Name("organisation", (code,) if code else (), _hinted(hint), role or None, form))


@cache
def gazetteer() -> Gazetteer:
    """All names of the lexicons; states before blocs, capitals, bodies, places where a form is given twice."""
    names = Gazetteer({}, {})
    _add_states(names)
    _add_bodies(names)
    _add_places(names)
    _add_regions(names)
    _add_town_adjectives(names)
    return names


def single(word: str) -> Name | None:
    """The name that ``word`` is, also in the genitive: *Kasachstans*, *Kosovos*, *Paris’*."""
    words = gazetteer().words
    found = words.get(word)
    if found is None and len(word) > 3:
        if word.endswith("s"):
            found = words.get(word[:-1]) or (words.get(word[:-2]) if word.endswith("es") else None)
        elif word[-1] in "'’":
            found = words.get(word[:-1])
        if found is not None and (found.weak or found.role == "adjective" or word[:-1].isupper()):
            return None
    return found


@cache
def second_words(first: str) -> tuple[str, ...]:
    """How the second words of the names that begin with ``first`` begin: most words stand before none of them."""
    return tuple({phrase.second for phrase in gazetteer().phrases.get(first, ())})


def phrase_at(text: str, start: int, end: int, first: str) -> tuple[int, Name] | None:
    """The name of several words that begins with the word ``first`` at ``start``: where it ends, and what it means.

    Only the names are tried whose second word begins as the text goes on: few are compiled, and few are matched.
    """
    gap = _GAP.match(text, end)
    if gap is None:
        return None
    fitting = tuple([word for word in second_words(first) if text.startswith(word, gap.end())])
    compiled = phrase_pattern(first, fitting) if fitting else None
    match = compiled[0].match(text, start) if compiled else None
    if match is None or compiled is None or match.lastindex is None:
        return None
    return match.end(), compiled[1][match.lastindex - 1]


@cache
def phrase_pattern(
    first: str, seconds: tuple[str, ...] | None = None
) -> tuple[re.Pattern[str], tuple[Name, ...]] | None:
    """The compiled names of several words that begin with ``first``, longest first; None if there are none.

    ``seconds`` are beginnings of second words: where given, only names with one of these are taken in.
    """
    phrases = gazetteer().phrases.get(first, [])
    if seconds is not None:
        phrases = [phrase for phrase in phrases if phrase.second in seconds]
    if not phrases:
        return None
    ordered = sorted(phrases, key=lambda phrase: -len(phrase.form))
    joined = "|".join(f"({phrase.pattern()})" for phrase in ordered)
    return re.compile(joined), tuple(phrase.name for phrase in ordered)
