"""Works of two states that are opened with a ceremony, whoever was there: *wurde am Dienstag … feierlich eröffnet*."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.clauses import Clause
from kelisim.statements.context import of_the_report
from kelisim.statements.encounter_frames import frame
from kelisim.statements.encounter_mentions import Mention, changed, mention_of
from kelisim.statements.encounter_moods import is_planned
from kelisim.statements.encounter_phrases import head_of_verb
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage

_OPENED = frozenset({"complete", "open", "start"})
_OF_STATES = ("country", "demonym", "capital", "place", "bloc")
_TOLD = ("past", "participle")
_TWO = 2  # parties


def opened_with_a_feast(passage: Passage) -> Iterator[Mention]:
    """A plant or line between two states that is inaugurated on a day or in a town: *in Tiflis eingeweiht worden*."""
    known = encounter_words()
    if known.festive.isdisjoint(passage.words) or len(passage.codes) < _TWO or passage.is_headline:
        return
    for clause in passage.clauses:
        if clause.negated or known.festive.isdisjoint(passage.words_of(clause)):
            continue
        index = _opening(passage, clause)
        states = _states(passage, clause)
        if index is None or len(codes_of(states)) < _TWO:
            continue
        around = frame(passage, index, head_of_verb(passage, clause, index))
        mention = mention_of(around, index, "ceremony", by="act", rule=opened_with_a_feast.__name__)
        if mention.site is not None or mention.time is not None:
            yield changed(mention, states=tuple(dict.fromkeys((*mention.states, *states))))


def _opening(passage: Passage, clause: Clause) -> int | None:
    """The verb by which something was opened, or is on the day of the report."""
    today = not encounter_words().today.isdisjoint(passage.words_of(clause))
    if is_planned(passage, clause) and not today:
        return None
    for verb in clause.verbs:
        told = any(sense.kind in _TOLD for sense in (verb.sense, *passage.senses[verb.index].verbs))
        if told and verb.sense.senses & _OPENED and verb.sense.kind != "attributive":
            return verb.index
    known, here = encounter_words(), range(clause.first, clause.last)
    if known.operation.isdisjoint(passage.words[at] for at in here):
        return None
    return next((at for at in here if passage.words[at] in known.put_into), None)  # in Betrieb genommen


def _states(passage: Passage, clause: Clause) -> list[Actor]:
    return [
        actor
        for actor in passage.actors_of(clause)
        if actor.kind in _OF_STATES and actor.codes and not of_the_report(passage, actor)
    ]
