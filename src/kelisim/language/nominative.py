"""The name of a thing as a heading has it: *des Internationalen Zentrums für …* is *Internationales Zentrum für …*.

In: a noun phrase as it was printed and the word before it. Out: the phrase in the nominative without its article, or
the very words where form and article leave open what they are. Only nouns of the lexicon are touched.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.language.function_words import function_words
from kelisim.language.number_words import cardinal
from kelisim.lexicons import load_lines, load_table

Gender = Literal["masculine", "neuter", "feminine", "plural"]
_STRONG: dict[Gender, str] = {"masculine": "er", "neuter": "es", "feminine": "e", "plural": "e"}
_ENDINGS = ("en", "em", "es", "er", "e")
_SHORTEST = 4  # letters of an adjective with its ending
_MOST = 4  # words before the noun
_SHORTEST_PART = 3  # letters of a first part of a compound


class _Before(Struct, frozen=True, forbid_unknown_fields=True):
    masculine_accusative: frozenset[str]
    genitive: frozenset[str]
    dative: frozenset[str]
    feminine_oblique: frozenset[str]
    neuter_nominative: frozenset[str]
    die: frozenset[str]
    den: frozenset[str]
    der: frozenset[str]


class _Genders(Struct, frozen=True, forbid_unknown_fields=True):
    masculine: tuple[str, ...]
    neuter: tuple[str, ...]
    item: frozenset[str]
    before: _Before


class _Form(Struct, frozen=True):
    """What a form of a noun is: its nominative, and which numbers it can stand for."""

    singular: str | None
    plural: str | None
    genitive: bool


def nominative(phrase: str, before: str) -> str:
    """``phrase`` in the nominative, if it begins with adjectives and a noun of the lexicon; ``before`` is the word in
    front of it.
    """
    words = phrase.split(" ")
    at = next((at for at, word in enumerate(words[: _MOST + 1]) if _form(word) is not None), None)
    if at is None or not _are_declined(words[:at]):
        return phrase
    form = _form(words[at])
    gender = _gender(words[at], form, before.casefold(), words[:at]) if form else None
    if form is None or gender is None:
        return phrase
    noun = form.plural if gender == "plural" else form.singular
    adjectives = [_ended(word, gender) for word in words[:at]]
    return " ".join([*adjectives, noun or words[at], *words[at + 1 :]])


def without_pronoun(phrase: str) -> str | None:
    """What stands behind the pronoun of a phrase that has no noun: *einen über das Bündnis*; None for other phrases."""
    pronoun, _, rest = phrase.partition(" ")
    first = rest.split(" ", 1)[0].casefold()
    return rest if pronoun.casefold() in _words().item and first in function_words().prepositions else None


def lacks_noun(phrase: str) -> bool:
    """Whether a phrase is an adjective whose noun stands elsewhere: *usbekisches in Astana*."""
    first, _, rest = phrase.partition(" ")
    second = rest.split(" ", 1)[0]
    return first.islower() and _ending(first) is not None and second in function_words().prepositions


def _are_declined(words: list[str]) -> bool:
    """Whether the words are adjectives with one ending, after a number or none."""
    adjectives = words[1:] if words and _is_number(words[0]) else words
    if len(adjectives) < len(words) and any(word[:1].isupper() for word in adjectives):
        return False  # 1100 Kilometer langes Kabel
    endings = {_ending(word) for word in adjectives if not _is_of_town(word)}
    return None not in endings and len(endings) <= 1 and not _not_declined().intersection(map(str.lower, adjectives))


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or cardinal(word.lower()) is not None


def _is_of_town(word: str) -> bool:
    """*Samarkander*, which is never declined."""
    return word[:1].isupper() and word.endswith("er")


def _ending(word: str) -> str | None:
    if not word.isalpha() or len(word) < _SHORTEST:
        return None
    return next((ending for ending in _ENDINGS if word.endswith(ending)), None)


@cache
def _not_declined() -> frozenset[str]:
    """Adverbs and other small words that end like adjectives: *inzwischen*, *überdies*."""
    return frozenset(
        word for name in ("function_words", "sentence_starters") for word, *_ in load_lines(f"de/{name}.txt", fields=1)
    )


def _ended(word: str, gender: Gender) -> str:
    """An adjective with the ending of the strong nominative; numbers and *Samarkander* have none."""
    ending = None if _is_number(word) or _is_of_town(word) else _ending(word)
    return word if ending is None else word.removesuffix(ending) + _STRONG[gender]


def _gender(noun: str, form: _Form, before: str, adjectives: list[str]) -> Gender | None:
    """What the article and the form say; None where they leave it open."""
    known = _words().before
    if form.genitive or before in known.genitive | known.dative:
        return None if before in known.feminine_oblique else _of_last_part(noun) if adjectives else "neuter"
    if form.singular is None:
        return "plural"
    if any(_is_number(word) for word in adjectives):
        return "plural" if form.plural else None
    if before in known.masculine_accusative:
        return "masculine"
    if before in known.neuter_nominative:
        return "neuter"
    if form.plural is not None:  # Vorhaben, Abkommen: one form for both numbers
        return "plural" if before in known.die | known.den else None
    return _of_feminine(noun, before, adjectives)


def _of_feminine(noun: str, before: str, adjectives: list[str]) -> Gender | None:
    """A form that is singular only, behind *die*, *der*, *den*, *einer*."""
    known = _words().before
    if before in known.den:
        return "masculine"
    weak = bool(adjectives) and adjectives[-1].endswith("en")
    if before in known.feminine_oblique or before in known.die or (before in known.der and weak):
        return "feminine" if _of_last_part(noun) is None else None
    if before in known.der and adjectives:
        return "masculine"
    return None


def _of_last_part(noun: str) -> Gender | None:
    """Masculine or neuter by the longest last part that the lexicon has."""
    lower, found = noun.casefold(), _by_part()
    for ending in ("", "s", "es"):
        stem = lower.removesuffix(ending) if ending else lower
        for at in range(len(stem)):
            if stem[at:] in found:
                return found[stem[at:]]
    return None


def is_masculine(noun: str) -> bool:
    """Whether a noun is a masculine in the singular by its last part, so that *der* before it is no genitive."""
    lower, found = noun.casefold(), _by_part()
    return next((found[lower[at:]] == "masculine" for at in range(len(lower)) if lower[at:] in found), False)


@cache
def _by_part() -> dict[str, Gender]:
    words = _words()
    parts: dict[str, Gender] = dict.fromkeys(words.masculine, "masculine")
    return parts | dict.fromkeys(words.neuter, "neuter")


@cache
def _words() -> _Genders:
    return load_table("de/nominative.toml", _Genders)


def _form(word: str) -> _Form | None:
    """The form of a noun of the lexicon, or of a compound that ends in one."""
    if not word[:1].isupper():
        return None
    lower, table = word.casefold(), _forms()
    for at in range(len(lower)):
        found = table.get(lower[at:])
        if found is not None and (at == 0 or at >= _SHORTEST_PART):
            head = word[:at]
            return _Form(_joined(head, found.singular), _joined(head, found.plural), found.genitive)
    return None


def _joined(head: str, end: str | None) -> str | None:
    if end is None:
        return None
    return head + (end.lower() if head and not head.endswith("-") else end)


@cache
def _forms() -> dict[str, _Form]:
    """The forms of the nouns that name undertakings, in small letters."""
    found: dict[str, _Form] = {}
    for singular, plurals, *_ in load_lines("de/undertakings.txt", 6):
        genitives = {singular + "s", singular + "es"}
        for plural in plurals.split("/"):
            if plural not in ("", "-"):
                for form in {plural, plural if plural.endswith(("n", "s")) else plural + "n"}:
                    found.setdefault(form.casefold(), _Form(singular if form == singular else None, plural, False))
                genitives -= {plural, plural + "n"}
        found.setdefault(singular.casefold(), _Form(singular, None, False))
        for form in genitives:
            found.setdefault(form.casefold(), _Form(singular, None, True))
    return found
