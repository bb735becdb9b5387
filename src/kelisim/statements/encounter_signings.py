"""Signings that a noun names: *nach der Unterzeichnung des Vertrags in Budapest mit dem serbischen Minister X*.

In: a sentence. Out: a ceremony where people of two states are there on a day or in a town. The noun alone is none: *mit
der Unterzeichnung des Abkommens beginnt …*.
"""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.annotations import codes_of
from kelisim.language.clauses import Clause
from kelisim.statements.encounter_frames import frame
from kelisim.statements.encounter_mentions import Mention, changed, mention_of
from kelisim.statements.encounter_moods import is_planned
from kelisim.statements.encounter_phrases import head_of_noun, phrase_of_noun
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor, of
from kelisim.statements.passage import Passage

_SIDES = 2


def at_a_signing(passage: Passage) -> Iterator[Mention]:
    """People of two states at the signing of a paper: *berichtet X bei der Unterzeichnung mit Y in Wien*."""
    known = encounter_words()
    for index, word in enumerate(() if known.signings.isdisjoint(passage.words) else passage.words):
        if word not in known.signings or passage.senses[index].meeting is not None:
            continue
        clause = passage.clause_at(passage.tokens[index].start)
        if governor(passage, index).preposition not in known.at_signing or not _took_place(passage, clause, index):
            continue
        around = frame(passage, index, phrase_of_noun(passage, index))
        mention = mention_of(around, index, "ceremony", by="act", rule=at_a_signing.__name__)
        mention = _with_signatories(mention)
        where_or_when = mention.time is not None or mention.site is not None
        sides = len(codes_of((*mention.people, *mention.offices)))
        if sides >= _SIDES or (where_or_when and len(mention.people) >= _SIDES):
            yield changed(mention, head=head_of_noun(passage, index))


def _took_place(passage: Passage, clause: Clause, index: int) -> bool:
    """Whether it is no plan; what a quotation before it plans does not count: *«… soll wachsen», sagt X bei der*."""
    said = any("say" in verb.sense.senses and clause.first < verb.index < index for verb in clause.verbs)
    return not clause.negated and (said or not is_planned(passage, clause))


def _with_signatories(mention: Mention) -> Mention:
    """The mention with those who sign with another: *Unterzeichnung des Abkommens mit dem Generalsekretär X*."""
    passage = mention.passage
    others = [
        actor
        for actor in passage.actors_of(mention.clause)
        if actor.kind == "person" and actor not in mention.people and of(passage, actor).preposition == "mit"
    ]
    return changed(mention, people=(*mention.people, *others)) if others else mention
