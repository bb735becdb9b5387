"""Ties: partnerships and cooperations that are agreed as such, without a word for their paper.

In: a scene. Out: what was found. *«unterzeichneten fünf Kooperationen zum Aufbau einer Lieferkette»* is an
``agreement``; *die Partnerschaft* alone and *«vereinbarten eine engere Zusammenarbeit»* name nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.clauses import Clause
from kelisim.statements.cues import Cue
from kelisim.statements.goods import first_noun, object_of
from kelisim.statements.moods import is_agreed, is_denied
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import verb_cue
from kelisim.statements.thing_phrases import last_token
from kelisim.statements.things import Mention

_CLOSING = {"commit", "conclude"}
_JOINT = 2  # tokens from the end of a phrase to the next


def tie_agreed(scene: Scene) -> Iterator[Found]:
    """A tie that is signed, or one on something that is agreed: *vereinbarten eine Partnerschaft für Wasserstoff*."""
    passage, known = scene.passage, stage_words().words
    ends = tuple(known.ties)
    if passage.meanings.isdisjoint(_CLOSING) or not any(word.endswith(ends) for word in passage.words):
        return
    for clause in passage.clauses:
        if any(mention.paper and mention.clause is clause for mention in scene.mentions):
            continue  # besiegelten ihre Partnerschaft mit einem Vertrag
        tie = object_of(passage, clause, "agreement", is_tie)
        if tie is None:
            continue
        behind = (mention.chain.outer - _JOINT for mention in scene.mentions if mention.first > tie.index)
        last = min([last_token(passage, tie.index, "agreement"), *behind])
        tie = structs.replace(tie, last=max(tie.index, last))
        cue = verb_cue(tie)
        if cue is None or cue.talk or is_denied(tie) or not _is_new(tie):
            continue
        if cue.senses & {"sign", "conclude"} or (_is_on_something(tie) and _is_settled(scene, clause, cue)):
            yield as_found(tie, cue, reasons=(Reason("a tie without a word for its paper", -0.2),))


def is_tie(mention: Mention) -> bool:
    """Whether the noun is one of being partners."""
    return mention.passage.words[mention.index].endswith(tuple(stage_words().words.ties))


def _is_new(tie: Mention) -> bool:
    """Whether no article or pronoun says that it is there already: not *ihre Partnerschaft*, *die Kooperation*."""
    known = stage_words().words
    there = tie.definite or tie.determiner.startswith(("ihr", "sein", "unser"))
    return not there and known.better.isdisjoint(tie.words) and not tie.words[0].startswith(tuple(known.closer))


def _is_on_something(tie: Mention) -> bool:
    """Whether it is one tie, or a number of them, and what it is on is told."""
    clause = tie.passage.words_of(tie.clause)
    topic = tie.last > tie.index or not stage_words().words.on_that.isdisjoint(clause)  # haben dazu eine Kooperation …
    return topic and (tie.determiner.startswith("ein") or tie.count is not None)


def _is_settled(scene: Scene, clause: Clause, cue: Cue) -> bool:
    return "commit" in cue.senses or is_agreed(scene.passage, clause)


def tie_in_a_list(scene: Scene) -> Iterator[Found]:
    """A tie among the papers of a list: *Zu den Abkommen gehören: – Kooperation bei der Ausbildung*."""
    if scene.listing is None or scene.listing.kind != "agreement" or scene.passage.sentence.kind != "bullet":
        return
    item, known = first_noun(scene.passage), stage_words().words
    if item is None or item.first > 1:
        return
    noun = scene.passage.words[item.index]
    plain = noun in known.listed_ties
    if (plain and item.last > item.index) or (not plain and noun.endswith(tuple(known.listed_ties))):
        item = structs.replace(item, kind="agreement")
        yield as_found(item, None, stage=scene.listing.stage, reasons=(Reason("an item of a list", -0.1),))
