"""Taken up: the clauses of the next sentences that go on about an undertaking.

In: what was found, and the scenes of the text. Out: their clauses. *«… baut ein Werk. Es soll 2027 fertig sein»*: the
second sentence is about the work, as is *«Das Vorhaben kostet …»* or *«Die Kosten betragen …»*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kelisim.language.clauses import Clause
from kelisim.statements.concreteness import points_back
from kelisim.statements.found_words import same_family
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Found, Scene
from kelisim.statements.stage_words import stage_words

FAR = 3
"""Sentences behind a thing in which it may be taken up."""
_BESIDE = ("event", "measure")


def taken_up(found: Found, scenes: Sequence[Scene]) -> Iterator[tuple[Passage, Clause]]:
    """The clauses about the thing in the sentences behind it, as far as each goes on about it."""
    number = found.passage.number
    for scene in scenes[number + 1 : number + 1 + FAR]:
        named = [m for m in scene.mentions if same_family(m.kind, found.kind) and points_back(m)]
        for mention in named:
            yield scene.passage, mention.clause
        if named or not _may_go_on(scene) or not _is_last(found, scene):
            continue
        for clause in scene.passage.clauses:
            if _goes_on(scene, clause, next_one=number + 1 == scene.passage.number):
                yield scene.passage, clause


def _may_go_on(scene: Scene) -> bool:
    """Whether the sentence has a word of a side of a thing, or opens with a pronoun for one."""
    words, known = scene.passage.words, stage_words().words
    return words[0] in known.takes_up or not known.sides.isdisjoint(words)


def _is_last(found: Found, scene: Scene) -> bool:
    """Whether no other thing was found between the thing and the sentence."""
    before = (item for item in reversed(scene.earlier) if item.kind not in _BESIDE)
    last = next(before, None)
    if last is None:
        return False
    # the items of one sentence are not in the order of its words
    beside = takewhile(lambda item: item.passage is last.passage, before)
    return max([last.head, *(item.head for item in beside)]) == found.head


def _goes_on(scene: Scene, clause: Clause, *, next_one: bool) -> bool:
    """Whether a clause is about a side of the thing (*die Baukosten*), or opens with a pronoun for it (*Es soll …*)."""
    words, known = scene.passage.words, stage_words().words
    if any(mention.clause is clause for mention in scene.mentions):
        return False
    if next_one and clause.first == 0 and words[0] in known.takes_up:
        return True
    return not known.sides.isdisjoint(words[clause.first : clause.last])
