"""Who is only named with a war: whoever wages it or has it, is no party of what the text tells for that.

In: a passage and an actor. Out: whether only a war is said of it. *wegen des russischen Angriffs auf die Ukraine*,
*Russlands hybride Angriffe*, *seit dem Krieg in der Ukraine*.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective

if TYPE_CHECKING:
    from kelisim.statements.passage import Passage

_BEFORE = 4  # tokens from a war to the state behind it: *Krieg in der Ukraine*
_BEHIND = 2  # tokens from a state to its war: *Russlands hybride Angriffe*


@cache
def _stems() -> tuple[str, ...]:
    """The words of war that begin with no other one."""
    wars = function_words().wars
    return tuple(word for word in wars if not any(word != other and word.startswith(other) for other in wars))


def may_tell_of_war(text: str) -> bool:
    """Whether the letters of a war stand anywhere in a text, asked before it is cut into words."""
    lower = text.lower()
    return any(stem in lower for stem in _stems())


def tells_of_war(passage: Passage) -> bool:
    """Whether a war is named at all, asked before its words are looked at."""
    return not function_words().wars.isdisjoint(passage.words)


def is_at_war(passage: Passage, actor: Actor) -> bool:
    """Whether only a war is said to be there, or to be that state's: *der russische Angriff auf die Ukraine*."""
    small, words = function_words(), passage.words
    at, behind = passage.index_at(actor.start), passage.index_at(actor.end - 1) + 1
    near = range(behind, min(behind + _BEHIND, len(words)))
    waged = next((index for index in near if words[index] in small.wars), None)
    if waged is not None and (actor.kind == "demonym" or words[behind - 1].endswith("s")):
        return all(is_adjective(passage.tokens, passage.senses, index) for index in range(behind, waged))
    if actor.kind == "demonym":
        return False
    before = words[max(0, at - _BEFORE) : at]
    led = any(word in small.prepositions for word in before[1:])
    joined = all(word in small.wars or word in small.determiners or word in small.prepositions for word in before[1:])
    return led and joined and not small.wars.isdisjoint(before)
