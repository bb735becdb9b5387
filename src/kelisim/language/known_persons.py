"""Persons known by name: heads of state and government, ministers, heads of bodies, over all spellings."""

from __future__ import annotations

import unicodedata
from functools import cache

from msgspec import Struct

from kelisim.language.transliteration import fold, fold_variants
from kelisim.lexicons import load_lines

_FUZZY_FROM = 6  # letters; shorter surnames count in their exact spelling only (Rutte is not Rute)


class KnownPerson(Struct, frozen=True):
    """One office holder; ``weak`` surnames ask for one of the ``given`` names or for an office beside them."""

    name: str
    code: str
    office: str
    surname: str
    given: tuple[str, ...]
    weak: bool

    def folded_given(self) -> tuple[str, ...]:
        """The given names folded, both halves of *Kassym-Jomart*."""
        return tuple(fold(part) for word in self.given for part in (word, *word.split("-")[1:]))


def _read(entry: tuple[str, ...]) -> tuple[KnownPerson, list[str]]:
    marked, code, office, aliases = entry
    words = marked.split()
    index = next((place for place, word in enumerate(words) if word[0] in "*!"), len(words) - 1)
    weak = words[index].startswith("!")
    several = words[index][0] in "*!" and words[index][1].islower()
    surname_words = words[index:] if several else words[index : index + 1]
    surname = " ".join(surname_words).lstrip("*!")
    given = [word for word in words if word not in surname_words]
    spellings = [alias.strip() for alias in aliases.split(",") if alias.strip()]
    name = marked.replace("*", "").replace("!", "")
    person = KnownPerson(name, code, office, surname.split()[-1], tuple(given), weak)
    return person, [surname.split()[-1], *(alias.split()[-1] for alias in spellings)]


@cache
def _by_spelling() -> tuple[dict[str, tuple[KnownPerson, ...]], dict[str, tuple[KnownPerson, ...]]]:
    """Persons by the exact surname and by the folded one."""
    exact: dict[str, tuple[KnownPerson, ...]] = {}
    folded: dict[str, tuple[KnownPerson, ...]] = {}
    for entry in load_lines("shared/persons.txt", 4):
        person, surnames = _read(entry)
        for surname in dict.fromkeys(surnames):
            for spelling in {surname, _plain(surname)}:
                exact[spelling] = (*exact.get(spelling, ()), person)
            if len(surname) >= _FUZZY_FROM:
                for key in fold_variants(surname):
                    if person not in folded.get(key, ()):
                        folded[key] = (*folded.get(key, ()), person)
    return exact, folded


def _plain(word: str) -> str:
    """Without diacritics: Erdoğan -> Erdogan."""
    if word.isascii():
        return word
    marks = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ə", "a"))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def by_surname(word: str) -> tuple[KnownPerson, ...]:
    """Those whose surname ``word`` is, in whatever spelling, also in the genitive: *Tokajews*."""
    exact, folded = _by_spelling()
    found = exact.get(word) or (folded.get(fold(word)) if len(word) >= _FUZZY_FROM else None)
    if found:
        return found
    if word.endswith(("s", "’", "'")) and len(word) > 3:
        bare = word[:-1]
        return exact.get(bare) or (folded.get(fold(bare)) if len(bare) >= _FUZZY_FROM else None) or ()
    return ()


def genitive_of(word: str, person: KnownPerson) -> bool:
    """Whether ``word`` is the surname with a genitive -s (*Tokajews*), which is no part of the name."""
    exact, folded = _by_spelling()
    if word in exact or not word.endswith(("s", "’", "'")):
        return False
    return person not in folded.get(fold(word), ()) or len(word) < _FUZZY_FROM
