"""Rules for events that are to be held: forums, sessions, exhibitions, culture days; a held one is a meeting.

In: a scene. Out: what was found. *«Die dritte Sitzung findet im Mai 2026 statt»* is an ``event`` at ``pledged``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.model import Stage
from kelisim.statements.moods import is_ahead, is_perfect
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention


def event_to_come(scene: Scene) -> Iterator[Found]:
    """A forum, session, exhibition or culture days that are to be held; a held one is a meeting."""
    for mention, cue in scene.told:
        if mention.kind != "event" or cue.stage in ("implementing", "completed"):
            continue
        if mention.weak and (cue.how == "act" or (cue.how == "participle" and mention.chain.preposition)):
            continue  # an dem beginnenden Gipfel nimmt auch Togo teil
        if any("attend" in verb.sense.senses for verb in mention.clause.verbs):
            continue
        if any(word.endswith(tuple(stage_words().words.groups)) for word in mention.words):
            continue
        if cue.stage == "committed" and "sign" in cue.senses:
            continue
        if _was_set_before(mention, cue.stage) or _is_any_event(mention):
            continue
        yield as_found(mention, cue)


def _is_any_event(mention: Mention) -> bool:
    """Whether only events as such are told of, without number, name or time: *wollen hochrangige Treffen fördern*."""
    told = mention.determiner or mention.count is not None or mention.last > mention.index or mention.chain.acts
    if told or mention.passage.is_headline:
        return False
    return not mention.passage.times_of(mention.clause)


def event_on_its_day(scene: Scene) -> Iterator[Found]:
    """An event in the present of what is to come: *Die dritte Sitzung findet im Mai 2026 in Seoul statt*."""
    for mention in scene.mentions:
        body = mention.kind != "event"
        if scene.passage.is_headline and not scene.passage.times:
            continue  # Wirtschaftskommission tagt virtuell
        if not _may_be_held(mention) or mention.chain.preposition or mention.chain.governor is not None:
            continue
        if (cue := scene.cue(mention)) is not None and not (body and cue.modal):
            continue
        verbs = [verb for verb in mention.clause.verbs if verb.sense.senses & {"hold", "session", "follow"}]
        present = any(verb.sense.kind == "finite" for verb in verbs) and not is_perfect(scene.passage, mention.clause)
        if verbs and (present or mention.clause.planned):
            yield structs.replace(
                as_found(mention, None, stage="pledged", reasons=(Reason("told in the present", -0.15),)), kind="event"
            )


def _may_be_held(mention: Mention) -> bool:
    """Whether it is an event, or a body that comes together."""
    lemma = mention.thing.lemma.lower() if mention.thing else ""
    return mention.kind == "event" or lemma in stage_words().words.bodies


def _was_set_before(mention: Mention, stage: Stage) -> bool:
    """Whether an event was set earlier, or is a known one that was agreed on: *war anberaumt worden*."""
    here = mention.around
    set_before = "worden" in here and not function_words().be.isdisjoint(here)
    return set_before or (stage == "committed" and mention.definite and not is_ahead(mention))
