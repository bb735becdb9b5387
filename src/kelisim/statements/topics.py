"""Topics: what a sentence names only to say what a paper is about, and no undertaking by itself.

In: a scene, a thing and what is said of it. Out: yes or no. *«unterzeichneten einen Vertrag über den Bau eines
Kraftwerks»* tells of a paper; the power station is its topic.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.statements.cues import Cue
from kelisim.statements.scenes import Scene
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention


def is_topic(scene: Scene, mention: Mention, cue: Cue) -> bool:
    """Whether it is only what a signed paper, a loan or possibilities are about: *Verträge … zur Umsetzung von …*."""
    above = mention.chain.governor
    if _is_beside_paper(scene, mention) or _is_item_of_paper(scene, mention, cue):
        return True
    if _is_a_subject(mention) or _is_an_end(mention, cue) or _is_so_far(mention):
        return True
    if cue.talk and above is not None and scene.passage.words[above] in stage_words().words.vague:
        return True  # diskutierten die Möglichkeiten des Aufbaus eines Netzes
    if cue.how != "act" or cue.stage == "completed":
        return False
    if mention.chain.preposition == "über" and any("say" in verb.sense.senses for verb in mention.clause.verbs):
        return not _is_under_way(mention)  # informierten sich über den Bau
    about = mention.chain.preposition == "über"  # über die Verlegung der Pipeline wurden Abkommen geschlossen
    signed = (
        paper.clause is mention.clause and (about or paper.last < mention.first) and "sign" in said.senses
        for paper, said in scene.told
        if paper.paper
    )
    known = mention.definite and mention.specific  # für den Bau des Kernkraftwerks Ed-Dabaa: a work of its own
    if not known and mention.chain.preposition in stage_words().words.money_for and _is_behind_a_loan(scene, mention):
        return True
    return any(signed) or (about and _is_behind_a_paper(scene, mention))


def _is_a_subject(mention: Mention) -> bool:
    """Whether it is only what one talked about: *Weitere Themen waren der Autobahnbau und der Kraftwerksbau*."""
    before = mention.passage.words[mention.clause.first : mention.first]
    return not (stage_words().words.talking_points.isdisjoint(before) or function_words().be.isdisjoint(before))


def _is_an_end(mention: Mention, cue: Cue) -> bool:
    """Whether it is only what a line is to join: *Die Leitung soll ein Umspannwerk mit einem anderen verbinden*."""
    known = stage_words().words
    joined = cue.lemma in known.modals and not known.joining.isdisjoint(mention.around)
    return joined and mention.chain.outer > mention.clause.first + 1


def _is_so_far(mention: Mention) -> bool:
    """Whether the present only tells how a step has been until now: *Bisher erhebt Peru einen Zoll*."""
    present = any(verb.sense.kind == "finite" for verb in mention.clause.verbs)
    return mention.kind == "measure" and present and not stage_words().words.until_now.isdisjoint(mention.around)


def _is_under_way(mention: Mention) -> bool:
    """Whether an adjective says that it goes on: *die laufenden Arbeiten an der Bahn*."""
    outer, words = mention.chain.acts[-1], mention.passage.words
    return outer > 0 and words[outer - 1].startswith(tuple(stage_words().words.under_way))


def _is_behind_a_loan(scene: Scene, mention: Mention) -> bool:
    """Whether a loan for it stands before it in its clause: *ein Kredit von 80 Millionen für den Bau einer Straße*."""
    return any(
        other.signable and not other.paper and other.clause is mention.clause and other.last < mention.chain.outer
        for other in scene.mentions
    )


def _is_behind_a_paper(scene: Scene, mention: Mention) -> bool:
    """Whether a paper stands before it in its clause: *die Vereinbarung zwischen … und … über den Bau*."""
    return any(
        other.paper and other.clause is mention.clause and other.last < mention.chain.outer for other in scene.mentions
    )


def _is_item_of_paper(scene: Scene, mention: Mention, cue: Cue) -> bool:
    """Whether a colon opens with it what a signed paper is on: *einen Vertrag für zwei Werke: das Werk in …*."""
    if "sign" not in cue.senses or mention.signable or ":" not in scene.passage.words:
        return False
    colon = scene.passage.words.index(":")
    return colon < mention.first and any(other.paper and other.last < colon for other in scene.mentions)


def _is_beside_paper(scene: Scene, mention: Mention) -> bool:
    """Whether it only says again what a paper is on: *eine Erklärung zum Vorhaben X, einem Projekt zum Transport*."""
    outer, words = mention.chain.outer, scene.passage.words
    apart = outer > 0 and words[outer - 1] == "," and mention.determiner in ("einem", "einer")
    return apart and any(other.paper and other.last == outer - 2 for other in scene.mentions)
