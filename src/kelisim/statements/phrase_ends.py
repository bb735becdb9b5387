"""Who has done it, who gets it, where it was signed: words behind a thing that do not belong to its name.

In: a passage, the noun of a thing and a word behind it. Out: whether that word opens such words. *«wurde der Vertrag |
von beiden Ministern unterzeichnet»*, *«das Abkommen | in Samarkand»*.
"""

from __future__ import annotations

from kelisim.language.body_words import body_role
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words

_KIND = 2  # tokens before a capital
_NEAR = 4  # tokens behind a preposition, or before a noun


def is_a_firm_that_gets_it(passage: Passage, at: int, index: int) -> bool:
    """Whether a firm stands there to which it is handed over: *hat den Hafen | an ein Unternehmen übergeben*."""
    clause = passage.clause_at(passage.tokens[index].start)
    given = any(verb.sense.senses & {"deliver", "give", "sell"} for verb in clause.verbs)
    return given and any(body_role(token.word) == "introducer" for token in passage.tokens[at + 1 : at + _NEAR])


def is_doer(passage: Passage, at: int, index: int) -> bool:
    """Who has done it does not belong to its name: *wurde der Vertrag | von beiden Ministern unterzeichnet*."""
    words = passage.words
    if at + 1 >= len(words) or not (words[at + 1] == "beiden" or _names_a_person(passage, at + 1)):
        return False
    if not stage_words().words.commodities.isdisjoint(words[at + 1 : at + 3]):
        return False  # zur Lieferung von togoischem Gas
    clause = passage.clause_at(passage.tokens[index].start)
    if words[at] == "durch":  # die Unterzeichnung des Vertrags durch den Botschafter
        above = (passage.senses[near].act for near in range(max(clause.first, index - _NEAR), index))
        return any(act is not None and act.kind == "agreement" for act in above)
    signed = any("sign" in verb.sense.senses for verb in clause.verbs)
    return signed or not function_words().become.isdisjoint(words[clause.first : index])


def _names_a_person(passage: Passage, index: int) -> bool:
    start, end = passage.tokens[index].start, passage.tokens[min(index + _NEAR, len(passage.tokens) - 1)].end
    return any(
        actor.kind in ("person", "office", "demonym") and actor.start < end and start < actor.end
        for actor in passage.actors
    )


def signing_places(passage: Passage, index: int) -> set[int]:
    """Where a paper was signed does not belong to its name: *Abkommen … in Samarkand*."""
    local = stage_words().words.local
    stops = set()
    for actor in passage.actors:
        if actor.kind in ("place", "capital", "country", "bloc") and actor.start > passage.tokens[index].end:
            at = passage.index_at(actor.start) - 1
            at -= (
                passage.words[at] in function_words().determiners and passage.words[at] not in local
            )  # in allen EU-Staaten
            if actor.kind == "capital":
                at = _before_its_kind(passage, at)
            if passage.words[at] in local:
                stops.add(at)
    return stops


def _before_its_kind(passage: Passage, at: int) -> int:
    """Where the words before a capital begin that say what it is: *in der nigerianischen Hauptstadt* Abuja."""
    if passage.words[at] not in stage_words().words.local_nouns or at < _KIND:
        return at
    first = left_edge(passage.tokens, passage.senses, at)
    before = max(0, first - 1)
    return max(0, before - (passage.words[before] in function_words().determiners))
