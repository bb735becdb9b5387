"""How a stretch of words opens: as a subordinate clause, as an infinitive, as the next item of a list.

In: the words of a sentence and where a stretch begins. Out: what it is. *«…, die Ghana mit Togo verbindet»* opens as a
relative clause, *«…, den Bau und den Betrieb»* goes on with a list, *«am Mittwoch, dem 6. September»* is a date.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.function_words import function_words
from kelisim.language.words import Senses
from kelisim.text.tokens import Token

LOOK_AHEAD = 40
_SHORTEST_RELATIVE = 4  # tokens
_YEAR = 4  # digits
_VERB_ENDINGS = ("t", "te", "ten")


def is_of_a_list(words: Sequence[str], senses: Sequence[Senses], index: int) -> bool:
    """Whether an article, not a relative pronoun, follows a comma: *über die Planung, den Bau und den Betrieb*."""
    act = senses[index + 1].act if words[index] in function_words().relatives and index + 2 < len(words) else None
    return act is not None and act.use != "none" and words[index + 2] in function_words().after_listed


def joins_names(tokens: Sequence[Token], index: int, finite: Sequence[bool]) -> bool:
    """Whether a dash only stands between two names, with no verb behind: *die Strecke Akhaura - Agartala*."""
    names = tokens[index - 1].capital and index + 1 < len(tokens) and tokens[index + 1].capital
    return names and not any(finite[index + 1 :])


def opens_with_object(words: Sequence[str], index: int) -> bool:
    """Whether an article behind what may be one says that it is a relative pronoun: *ein Werk, das den Hafen …*."""
    small = function_words()
    return index + 1 < len(words) and words[index] in small.relatives and words[index + 1] in small.relatives


def segment_end(words: Sequence[str], index: int) -> int:
    """Where the stretch that holds ``index`` ends: at the next comma, semicolon or colon."""
    for at in range(index, min(len(words), index + LOOK_AHEAD)):
        if words[at] in (",", ";", ":"):
            return at
    return min(len(words), index + LOOK_AHEAD)


def opens_subordinate(words: Sequence[str], index: int) -> bool:
    """Whether a conjunction or a relative pronoun stands at ``index``, with or without its preposition: *in dem …*."""
    small = function_words()
    if index >= len(words):
        return False
    first = words[index]
    if first in small.relatives and is_date(words, index + 1):
        return False  # am Mittwoch, dem 6. September
    if first in small.subordinators or first in small.relatives:
        return True
    return first in small.prepositions and index + 1 < len(words) and words[index + 1] in small.relatives


def is_date(words: Sequence[str], index: int) -> bool:
    """Whether a day in digits follows, not a year: *dem 6. September*, but *das 2017 erneuert wurde*."""
    digits = words[index] if index < len(words) else ""
    return digits[:1].isdigit() and len(digits) != _YEAR


def ends_like_a_verb(words: Sequence[str], first: int, stop: int) -> bool:
    """Whether a clause behind *der, die, das* ends with what can only be its verb: *der alles genau versieht*."""
    small, last = function_words(), words[stop - 1]
    if stop - first < _SHORTEST_RELATIVE or words[first] not in small.relatives or not last.islower():
        return False
    return last.endswith(_VERB_ENDINGS) and last not in small.no_adjectives and last not in small.numerals


def has_zu_infinitive(words: Sequence[str], index: int, stop: int) -> bool:
    """Whether a stretch holds an infinitive with *zu*: *den Wert auf 10 Mrd. zu steigern*, *bereitzustellen*."""
    if "zu" in words[index:stop] and any(
        words[at] == "zu" and words[at + 1].endswith("n") and words[at + 1].islower()
        for at in range(index, stop - 1)
        if at + 2 >= stop or not words[at + 2][:1].isupper()  # zu günstigen Preisen
    ):
        return True
    while stop > index and not words[stop - 1][0].isalnum():
        stop -= 1  # …, den Dienst aufzunehmen.“
    for word in words[max(index, stop - 2) : stop]:
        if word.endswith("en") and "zu" in word[1:-3] and word.islower():
            return True
    return False
