"""The rule for things that are only spoken of, but with the day by which they are to be done.

In: a scene. Out: what was found. *«sprachen über die Modernisierung der Grenzposten bis 2028»* is a ``measure`` at
``pledged``.
"""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.language.function_words import function_words
from kelisim.statements.act_cues import act_cue
from kelisim.statements.concreteness import is_vague
from kelisim.statements.moods import is_perfect
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention


def spoken_of_with_its_day(scene: Scene) -> Iterator[Found]:
    """A thing only spoken of, but with its deadline: *sprach über die Modernisierung der Grenzposten bis 2028*."""
    for mention in scene.mentions if any(time.role == "until" for time in scene.passage.times) else ():
        if mention.paper or mention.kind == "event" or is_vague(mention) or mention.bare:
            continue
        if _was_done(mention) or _is_where(mention) or _is_who_acts(mention) or _is_measured(mention):
            continue
        span = scene.passage.span_of(mention.clause)
        due = (time for time in scene.passage.times_in(span) if time.role == "until")
        if any(any(char.isdigit() for char in time.span.quote(scene.passage.text)) for time in due):
            yield as_found(mention, act_cue(mention), stage="pledged", reasons=(Reason("only spoken of", -0.25),))


def _is_measured(mention: Mention) -> bool:
    """Whether only a figure moves: *bis 2023 stiegen die Exporte um 6 Prozent*."""
    senses = {sense for verb in mention.clause.verbs for sense in verb.sense.senses}
    return mention.kind == "supply" and bool(senses & {"up", "down", "level"})


def _is_who_acts(mention: Mention) -> bool:
    """Whether it is a body that does something: *dass die Bahngesellschaft bis Mai einen Vertrag unterzeichnet*."""
    plain = not mention.chain.acts and not mention.chain.preposition and mention.chain.governor is None
    return mention.kind == "institution" and mention.definite and plain


def _is_where(mention: Mention) -> bool:
    """Whether it only says where something is done: *an der Grenze zwischen Togo und Benin*."""
    words = stage_words().words
    noun = mention.passage.words[mention.index].lower()
    return mention.chain.preposition in words.local and noun in words.local_nouns


def _was_done(mention: Mention) -> bool:
    """Whether it stands already, or is what did something until then: *die Bahn hat bis Ende 2024 Güter befördert*."""
    passage, clause = mention.passage, mention.clause
    if not mention.chain.acts and mention.words[0].startswith(tuple(stage_words().words.standing)):
        return True
    if mention.clause.verbs and not function_words().past.isdisjoint(passage.words_of(clause)):
        return True
    ahead = any(word in function_words().future for word in passage.words_of(clause))
    return not (mention.chain.preposition or clause.planned or ahead) and is_perfect(passage, clause)
