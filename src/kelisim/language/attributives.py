"""Attributives: verb forms that stand before a noun as adjectives do, and tell nothing by themselves.

In: the tokens of a sentence, a verb form. Out: whether it is an attribute: *die unterzeichneten Dokumente*, not *Das
vereinbarten Präsident X und Y*.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.function_words import function_words
from kelisim.text.tokens import Token

_BESIDE = 2  # tokens from an article over one word to the participle
_WIDEST_PARTICIPLE = 8  # tokens between an article and the participle
_IN_NAMES = (".", "(", ")")  # des zwischen der Bahn (BK) und …
_WIDEST_BETWEEN = 24  # the same where the parties stand there: dem zwischen … und … in Wien unterzeichneten
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_PLURAL = "en"
_AFTER_PREPOSITION = ("en", "em", "er")  # of adjectives
_YEAR, _CENTURIES = 4, ("19", "20")  # letters of a year, and how it begins


def is_attributive(words: Sequence[str], tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb form at ``index`` stands before a noun as its attribute (*die unterzeichneten Dokumente*)."""
    small = function_words()
    if index + 1 >= len(tokens) or index == 0:
        return False
    after = words[index + 1]
    if _is_of_a_pair(words, tokens, index):
        return True
    if after in small.determiners or after in small.prepositions or after in small.pronouns:
        return False
    if not (tokens[index + 1].capital or after.endswith(_ADJECTIVE_ENDINGS)):
        return False
    before = words[index - 1]
    counted = before[-1:].isdigit() and not _is_year_in_front(words, index - 1)
    if before in small.determiners or before in small.phrase_prepositions or counted:
        whole = before in small.pointing and words[index].endswith(_PLURAL)  # Das vereinbarten Präsident X und Y
        return words[index].endswith(_ADJECTIVE_ENDINGS) and not whole
    return tokens[index + 1].capital and words[index].endswith(_ADJECTIVE_ENDINGS) and _holds_words(words, index)


def _is_of_a_pair(words: Sequence[str], tokens: Sequence[Token], index: int) -> bool:
    """Whether the form is one of two that *und* joins before a noun: *die modernisierte und erweiterte Strecke*."""
    first = index if words[index + 1] == "und" else index - 2
    if first < 1 or first + 3 >= len(words) or words[first + 1] != "und":
        return False
    pair = (words[first], words[first + 2])
    declined = all(word.islower() and word.endswith(_ADJECTIVE_ENDINGS) for word in pair)
    return declined and words[first - 1] in function_words().determiners and tokens[first + 3].capital


def _is_year_in_front(words: Sequence[str], index: int) -> bool:
    """Whether a year stands before the verb and counts nothing: *2024 exportierte Kenia*, *Im Jahr 2024 lieferte …*."""
    year = len(words[index]) == _YEAR and words[index].startswith(_CENTURIES)
    return year and (index == 0 or words[index - 1][:1].isupper())


def _holds_words(words: Sequence[str], index: int) -> bool:
    """Whether a participle has words of its own behind its article: *der am 21. November unterzeichnete Vertrag*."""
    small = function_words()
    if index >= _BESIDE and words[index - 1] in small.adverbs and words[index - _BESIDE] in small.determiners:
        return True  # das heute unterzeichnete Abkommen
    for at in range(index - 1, max(-1, index - _WIDEST_BETWEEN), -1):
        word = words[at]
        if word in small.determiners and words[at + 1] in small.prepositions:
            return at > index - _WIDEST_PARTICIPLE or words[at + 1] in small.between
        if word.isdigit() and at and words[at - 1] in small.determiners and words[at + 1] in small.between:
            return True  # dem 2007 zwischen … unterzeichneten Abkommen
        if word == "," and at and words[at - 1][:1].isupper():
            continue  # dem zwischen Iran, Irak und Kuba im Mai unterzeichneten Abkommen
        known = word in small.determiners or word in small.prepositions or word in small.conjunctions
        known = known or word in small.foreign or word in small.pronouns or word in _IN_NAMES
        if not (known or word[:1].isupper() or word[:1].isdigit() or word.endswith(_AFTER_PREPOSITION)):
            return False
    return False
