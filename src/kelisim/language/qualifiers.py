"""Bounds and vagueness before a number: *rund*, *fast*, *mehr als*, *mindestens*, *bis zu*.

*über* after a noun of contract or loan, or after a verb that governs it, is a preposition and bounds nothing
(*Vertrag über 3,2 Milliarden Euro*, *verfügt über drei Werke*).
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from kelisim.language.number_words import Forms
from kelisim.lexicons import load_table
from kelisim.model import Qualifier

_REACH = 64
_PRESENT = re.compile(r"end(?:e[mnrs]?)?$")  # im laufenden Jahr governs nothing
_PARTICIPLE = ("t", "en")
_CLAUSE = re.compile(r"(?:[^,;:!?\n]|,(?=\d)){1,120}?(?=,(?!\d)|[;:!?\n]|\.(?:\s|$)|$)")
_TWO_BEHIND = re.compile(r"\s+([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_LONGEST = 5  # words of a qualifier
_TOKEN = re.compile(r"[^\s(\[„“\"»–—]+")
_BREAK = (",", ";", ":", "!", "?", ")", "”", "“", '"', "«")


class Qualifiers(Struct, frozen=True, forbid_unknown_fields=True):
    """The lexicon of qualifiers, as `lexicons/de/qualifiers.toml` explains it."""

    about: Forms
    almost: Forms
    over: Forms
    at_least: Forms
    up_to: Forms
    fillers: Forms
    over_after: Forms
    at_least_after: Forms
    measured_only: Forms
    bounding: Forms
    about_verbs: Forms
    between_nouns: Forms
    about_nouns: Forms
    spread: Forms


class FoundQualifier(Struct, frozen=True):
    """A qualifier and where its words begin."""

    qualifier: Qualifier
    start: int


@cache
def lexicon() -> Qualifiers:
    """The qualifiers of the lexicon, read once."""
    return load_table("de/qualifiers.toml", Qualifiers)


@cache
def _by_form() -> dict[str, Qualifier]:
    words = lexicon()
    lists: tuple[tuple[Qualifier, Forms], ...] = (
        ("about", words.about),
        ("almost", words.almost),
        ("over", words.over),
        ("at_least", words.at_least),
        ("up_to", words.up_to),
    )
    return {form: name for name, entry in lists for form in entry.forms}


@cache
def _last_words() -> frozenset[str]:
    """Every word that a qualifier or filler may end with: the cheap look before all else."""
    return frozenset(form.split()[-1] for form in (*_by_form(), *lexicon().fillers.forms))


def qualifier_before(text: str, position: int, floor: int = 0) -> FoundQualifier | None:
    """The qualifier right before ``position`` (not before ``floor``); None where the number is exact."""
    words = _words_before(text, position, floor)
    if not words or words[-1][1] not in _last_words():
        return None
    for skipped in range(3):
        found = _ending(words, text)
        if found:
            return found
        if not words or words[-1][1] not in lexicon().fillers.forms or skipped == 2:
            return None
        words.pop()
    return None


def _words_before(text: str, position: int, floor: int) -> list[tuple[int, str]]:
    """The words of the clause before ``position``, lower case, each with where it begins."""
    low = max(floor, position - _REACH)
    words: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(text, low, position):
        word = match.group()
        if word.endswith(_BREAK) or (word.endswith(".") and word.lower() not in _last_words()):
            words.clear()
        else:
            words.append((match.start(), word.lower()))
    if low > floor and words and words[0][0] == low:
        del words[0]
    return words


def _ending(words: list[tuple[int, str]], text: str) -> FoundQualifier | None:
    """The longest qualifier that the last of ``words`` end."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        name = _by_form().get(" ".join(word for _, word in words[-count:]))
        if name is None:
            continue
        start, first = words[-count]
        if count == 1 and first in ("über", "unter") and _is_preposition(words[:-1], text, start):
            return None
        return FoundQualifier(name, start)
    return None


def _is_preposition(words: list[tuple[int, str]], text: str, at: int) -> bool:
    """Whether *über* at ``at``, after ``words``, is governed by a noun of contract or sum, or by a verb."""
    if not words:
        return _is_talked_about(text, at)
    if words[-1][1] in lexicon().bounding.forms:
        return False
    near = True
    for start, word in reversed(words):
        if near and word.endswith(lexicon().about_nouns.forms) and text[start].isupper():
            return True
        if word.startswith(lexicon().about_verbs.forms) and text[start].islower() and not _PRESENT.search(word):
            return True
        near = near and (text[start].isupper() or word in lexicon().between_nouns.forms)
    return False


def _is_talked_about(text: str, at: int) -> bool:
    """Whether *über* opens a clause at whose end its verb stands: *über weitere 2 Milliarden wird noch verhandelt*."""
    clause = _CLAUSE.match(text, at)
    last = clause.group().split()[-1].lower() if clause else ""
    return last.startswith(lexicon().about_verbs.forms) and last.endswith(_PARTICIPLE)


def is_spread(text: str, end: int) -> bool:
    """Whether the word behind a number and its unit says that *über* means a stretch: *über 25 Jahre hinweg*."""
    behind = _TWO_BEHIND.match(text, end)
    return behind is not None and not {word and word.lower() for word in behind.groups()}.isdisjoint(
        lexicon().spread.forms
    )
