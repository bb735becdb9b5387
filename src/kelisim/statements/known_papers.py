"""Known papers: papers of which a sentence tells nothing new though a verb says something of them.

In: a paper and what is said of it. Out: yes or no. *«will alle Verträge prüfen»*, *«setzen die Vereinbarungen ihrer
Präsidenten um»* and *«Pakte mit anderen Ländern»* tell of no undertaking.
"""

from __future__ import annotations

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.concreteness import points_back
from kelisim.statements.cues import Cue
from kelisim.statements.stage_words import stage_words
from kelisim.statements.thing_phrases import last_token
from kelisim.statements.things import Mention

_BOTH = 2  # states


def is_no_news(mention: Mention, cue: Cue) -> bool:
    """Whether the paper is anybody's, one's own, only carried out, referred to, or told of by *us*."""
    if mention.determiner in stage_words().words.every or _is_beside_plain(mention) or _is_before_fuller(mention):
        return True  # will alle Verträge prüfen
    plain = mention.thing is not None and mention.thing.instrument is None and not mention.count
    if plain and mention.definite and cue.weak and cue.stage == "pledged":
        return True  # prüfen die Dokumente der Reisenden
    if mention.weak and "wir" in mention.around:
        return True  # «Wir haben eine gute Einigung erzielt»
    if (cue.modal and points_back(mention)) or _is_carried_out(mention, cue) or _is_at_home(mention, cue):
        return True
    return _is_ones_own(mention) or _is_only_referred_to(mention) or _is_with_any(mention)


def _is_beside_plain(mention: Mention) -> bool:
    """Whether it is only the second of two plain words for papers: *unterzeichneten Abkommen und Verträge*."""
    words, at = mention.passage.words, mention.first - 1
    at -= at > 1 and words[at - 1 : at + 1] == ("bzw", ".")
    plain = mention.bare and not mention.determiner and mention.count is None
    if not plain or at < 1 or words[at] not in function_words().conjunctions:
        return False
    other = mention.passage.senses[at - 1].thing
    return other is not None and other.kind == "agreement"


def _is_before_fuller(mention: Mention) -> bool:
    """Whether the second of two plain words for papers says what on: *Verträge und Vereinbarungen über Rohstoffe*."""
    passage, at = mention.passage, mention.last + 1
    if (
        mention.determiner
        or mention.count is not None
        or mention.last != mention.index
        or at + 2 >= mention.clause.last
    ):
        return False
    if passage.words[at] not in function_words().conjunctions:
        return False
    at += 1 + (passage.words[at + 1] == ".")  # bzw.
    second = passage.senses[at].thing
    return second is not None and second.kind == "agreement" and last_token(passage, at, second.kind) > at


def _is_at_home(mention: Mention, cue: Cue) -> bool:
    """Whether one state decides on a plan or a law of its own: *das Parlament billigte einen Rüstungsplan*."""
    plan = mention.thing is not None and mention.thing.instrument in ("plan", "law", "decision", "package")
    if not plan or "commit" not in cue.senses:
        return False
    clause = mention.passage.span_of(mention.clause)
    codes = codes_of(mention.passage.actors_in(clause))
    words = mention.around
    return len(codes) < _BOTH and not stage_words().words.home_bodies.isdisjoint(words)


def _is_carried_out(mention: Mention, cue: Cue) -> bool:
    """Whether a known paper is only to be carried out: *wollen die Vereinbarungen ihrer Präsidenten umsetzen*."""
    several = not mention.determiner and mention.count is None
    if (mention.definite or several) and cue.lemma in stage_words().words.carrying_out:
        return True
    meant = mention.definite and cue.stage == "pledged" and "start" in cue.senses
    return meant and not cue.senses & {"sign", "conclude", "work"}


def _is_only_referred_to(mention: Mention) -> bool:
    """Whether a paper without an article is only what something rests on: *ist laut unterzeichnetem Abkommen frei*."""
    return mention.chain.preposition in stage_words().words.referring and not mention.determiner and not mention.count


def _is_with_any(mention: Mention) -> bool:
    """Whether it is with others that are not named: *Pakte mit anderen Ländern*."""
    pairs = zip(mention.words, mention.words[1:], strict=False)
    return any(one in stage_words().words.any_others and two in function_words().states for one, two in pairs)


def _is_ones_own(mention: Mention) -> bool:
    """Whether it is no more than somebody's contract: *verlängerte seinen Vertrag*."""
    return mention.bare and mention.determiner.startswith("sein")
