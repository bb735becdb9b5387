"""Light verbs: plain verbs whose meaning lies in a fixed group of words, *stellt … zur Verfügung*.

In: the words of a clause. Out: where the verb stands, and what it says together with the group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from kelisim.language.inflection import verb_forms
from kelisim.language.words import VerbSense
from kelisim.lexicons import load_lines


class _LightVerb(Struct, frozen=True):
    """The group in lower case and the readings of every form of its verb."""

    group: tuple[str, ...]
    forms: dict[str, VerbSense]


def may_hold_light_verbs(lower: Sequence[str]) -> bool:
    """Whether a word of a sentence, given in lower case, may end such a group."""
    return not _by_last_word().keys().isdisjoint(lower)


def light_verbs(words: Sequence[str], first: int, last: int) -> Iterator[tuple[int, VerbSense]]:
    """The verbs between two tokens that have such a group in their clause, with the place of the verb."""
    table = _by_last_word()
    lower = [word.lower() for word in words[first:last]]
    for at, word in enumerate(lower):
        for light in table.get(word, ()):
            begin = at + 1 - len(light.group)
            if begin < 0 or tuple(lower[begin : at + 1]) != light.group:
                continue
            verb = next((index for index in range(first, last) if words[index] in light.forms), None)
            if verb is not None:
                yield verb, light.forms[words[verb]]


@cache
def _by_last_word() -> dict[str, tuple[_LightVerb, ...]]:
    table: dict[str, tuple[_LightVerb, ...]] = {}
    for wording, entry, irregular, meaning, weight in load_lines("de/light_verbs.txt", 5, unique=False):
        group, meanings = tuple(wording.split()), frozenset(meaning.split())
        lemma = f"{wording} {entry}"
        forms = {
            form: VerbSense(lemma, what.kind, "", meanings, weight == "weak")
            for form, what in verb_forms(entry, irregular)
        }
        table[group[-1]] = (*table.get(group[-1], ()), _LightVerb(group, forms))
    return table
