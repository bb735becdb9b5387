"""The present tense: where it tells of what is not yet done, *«Indien senkt die Zölle»*, *«im März beginnt der Bau»*.

In: a passage, a verb and its clause. Out: whether the verb's present means what is still to come.
"""

from __future__ import annotations

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words


def comes_on_its_day(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """*im März wird mit der Verlegung begonnen*, *wird 2028 gebaut*: the passive of a day that is named."""
    words = passage.words_of(clause)
    build = (
        "build" in verb.sense.senses
        and verb.sense.kind == "participle"
        and not function_words().future.isdisjoint(words)
    )
    begun = "start" in verb.sense.senses and "build" not in verb.sense.senses and "wird" in words
    return (build or begun) and any(time.role == "on" for time in passage.times_of(clause))


def lifts_now(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """*Indien senkt die Zölle*, *Jakarta erhält zwei Boote*: the present of what has been said but not yet done."""
    said = verb.sense.senses
    soon = "hold" in said or (said & {"lift", "deliver", "open", "give"} and not said & {"start", "commit"})
    soon = soon or ("complete" in said and "start" not in said)
    told = verb.sense.kind == "finite" and (said & {"lift", "buy"} or not passage.is_headline)
    if "start" in said and "build" not in said:  # im März beginnt der Bau
        soon = any(time.role == "on" for time in passage.times_of(clause))
    known = stage_words().words
    since = not (known.since - known.again).isdisjoint(passage.words_of(clause))
    return bool(soon) and told and not since


def builds_now(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """Whether goods are built in the present, which tells of their order: *die Werft baut drei Schiffe für Peru*."""
    known, words = stage_words().words, passage.words_of(clause)
    told = verb.sense.kind == "finite" and "build" in verb.sense.senses
    return told and (known.since | known.now).isdisjoint(words)


def goes_on(passage: Passage, verb: ClauseVerb, clause: Clause) -> bool:
    """Whether goods are told to come since a time, in the present: *seit Januar liefert Peru Weizen*."""
    told = verb.sense.kind == "finite" and "deliver" in verb.sense.senses
    return told and "seit" in passage.words_of(clause)
