"""Infinitives: whether *werden* in a clause goes with one, so that something is to come.

In: the words of a sentence, in lower case, and the tokens of the clause. *werden … eröffnen* has one, *werden …
eröffnet* has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kelisim.language.function_words import function_words
from kelisim.language.words import senses as senses_of

_INFINITIVE = ("en", "ern", "eln")
_SHORT_COMPARISON = 5  # words from *wie* to the end of its clause


def ends_plain(words: Sequence[str], span: tuple[int, int]) -> bool:
    """Whether *werden* goes with an infinitive, not with a participle: *werden … eröffnen*, not *eröffnet*.

    The infinitive ends the clause, or the part of it that a comma cuts off (*wird liefern, und zwar 400 Megawatt*).
    """
    return any(_closes_with_infinitive(words[first:last]) for first, last in _between_commas(words, span))


def _between_commas(words: Sequence[str], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    cuts = [at for at in range(*span) if words[at] == ","]
    yield from zip((span[0], *cuts), (*cuts, span[1]), strict=True)


def _closes_with_infinitive(words: Sequence[str]) -> bool:
    small = function_words()
    compared = next((at for at in range(len(words) - 1, 0, -1) if words[at] in small.comparing), None)
    if compared is not None and any(word[0].isdigit() or word in small.numerals for word in words[compared + 1 :][:1]):
        compared = None  # wird mehr als 10 Milliarden liefern
    if compared is not None and len(words) - compared <= _SHORT_COMPARISON:
        words = words[:compared]  # wird doppelt so viel Gas beziehen wie bisher
    tail = [word for word in words if word.isalpha()][-2:]
    if len(tail) > 1 and tail[-1] in (*function_words().future, *function_words().clause_conjunctions):
        tail.pop()  # wird Stellen schaffen und …
    if tail and tail[-1] in function_words().short_infinitives:
        return True  # werde bald fertig sein
    return bool(tail) and tail[-1].islower() and tail[-1].endswith(_INFINITIVE) and not _is_participle(tail[-1])


def _is_participle(word: str) -> bool:
    """Whether a form in -en looks like a participle: *geschlossen, angegeben, unterschrieben*."""
    small = function_words()
    if any(word.startswith(part + "ge") and not _is_simple(word[len(part) :]) for part in small.particles):
        return True
    kinds = senses_of(word).kinds
    if "infinitive" in kinds:
        return "participle" in kinds and word.startswith("ge")  # gehen, geben, gewähren are none
    return word.startswith("ge") or "participle" in kinds


def _is_simple(word: str) -> bool:
    """Whether what stands behind a particle is an infinitive that itself begins with ge-: *aus-geben, an-gehören*."""
    kinds = senses_of(word).kinds
    return "infinitive" in kinds and "participle" not in kinds
