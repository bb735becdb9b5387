"""Who only tells it: the speaker of a sentence is no party of what two others do.

In: a sentence, an actor. Out: whether the actor stands in a phrase that says who tells. *«Peru liefert nach Angaben des
chilenischen Ministers Kupfer nach China»* is of Peru and China.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.function_words import function_words
from kelisim.language.words import Senses
from kelisim.statements.speech_words import speech_words
from kelisim.text.tokens import Token

_FAR = 7  # tokens between *nach Angaben* and the last name that belongs to it
_ENDINGS = ("e", "en", "er", "es", "em")


def may_tell(words: Sequence[str]) -> bool:
    """Whether a sentence may say who tells it."""
    known = speech_words()
    return not (known.before.isdisjoint(words) and known.sources.isdisjoint(words))


def only_tells(tokens: Sequence[Token], words: Sequence[str], senses: Sequence[Senses], at: int) -> bool:
    """Whether the name that begins at a token stands behind *laut* or *nach Angaben*, in one phrase with it."""
    known, small = speech_words(), function_words()
    for index in range(at - 1, max(-1, at - _FAR), -1):
        word = words[index]
        if word in known.before:
            return True
        if word in known.sources and tokens[index].capital:
            return index > 0 and words[index - 1] in small.telling
        thing = senses[index].thing
        if thing is not None and thing.weight == "strong":
            return False  # laut dem Abkommen Perus
        part = tokens[index].capital or word in small.determiners or word in small.telling_joints
        if not part and not (word.endswith(_ENDINGS) and not senses[index].kinds & {"finite", "past"}):
            return False
    return False
